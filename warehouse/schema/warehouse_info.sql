CREATE TABLE warehouse_info (
    schema_version   INTEGER NOT NULL,
    tumen_version    VARCHAR,
    published_at     TIMESTAMP,
    raw_files        BIGINT NOT NULL,
    documents        BIGINT NOT NULL,
    copies           BIGINT NOT NULL,
    quarantined      BIGINT NOT NULL,
    sentences        BIGINT NOT NULL,
    fact_trade_goods BIGINT NOT NULL,
    fact_actors      BIGINT NOT NULL,
    fact_places      BIGINT NOT NULL,
    fact_dates       BIGINT NOT NULL,
    fact_routes      BIGINT NOT NULL,
    fact_trade_flows BIGINT NOT NULL
);
COMMENT ON TABLE warehouse_info IS 'One row: what this file is and how much is in it. A DuckDB file without this table is not a Tumen warehouse and is never overwritten.';
COMMENT ON COLUMN warehouse_info.schema_version IS 'Version of the tables and columns; rises with every change of them.';
COMMENT ON COLUMN warehouse_info.tumen_version IS 'Version of Tumen that published the file. NULL where the publisher did not say.';
COMMENT ON COLUMN warehouse_info.published_at IS 'Moment of publication, UTC. NULL where the publisher gave none, so that the same input gives the same rows.';
COMMENT ON COLUMN warehouse_info.raw_files IS 'Number of raw files accounted for.';
COMMENT ON COLUMN warehouse_info.documents IS 'Number of documents, copies included.';
COMMENT ON COLUMN warehouse_info.copies IS 'Number of documents that are copies or near-copies of another one.';
COMMENT ON COLUMN warehouse_info.quarantined IS 'Number of raw files with at least one row in quarantine.';
COMMENT ON COLUMN warehouse_info.sentences IS 'Number of sentences, page furniture included.';
COMMENT ON COLUMN warehouse_info.fact_trade_goods IS 'Number of rows of fact_trade_goods.';
COMMENT ON COLUMN warehouse_info.fact_actors IS 'Number of rows of fact_actors.';
COMMENT ON COLUMN warehouse_info.fact_places IS 'Number of rows of fact_places.';
COMMENT ON COLUMN warehouse_info.fact_dates IS 'Number of rows of fact_dates.';
COMMENT ON COLUMN warehouse_info.fact_routes IS 'Number of rows of fact_routes.';
COMMENT ON COLUMN warehouse_info.fact_trade_flows IS 'Number of rows of fact_trade_flows.';
