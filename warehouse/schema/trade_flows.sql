CREATE TABLE trade_flows (
    flow_number          BIGINT NOT NULL,
    seen_on              DATE,
    document_id          VARCHAR NOT NULL,
    original_document_id VARCHAR NOT NULL,
    sentence_id          VARCHAR NOT NULL,
    start_char           BIGINT NOT NULL,
    end_char             BIGINT NOT NULL,
    exporter_country     VARCHAR,
    exporter             VARCHAR,
    importer_country     VARCHAR,
    importer             VARCHAR,
    origin_country       VARCHAR,
    good_id              VARCHAR,
    good                 VARCHAR NOT NULL,
    good_surface         VARCHAR,
    hs_chapter           VARCHAR,
    hs_chapter_title     VARCHAR,
    hs_heading           VARCHAR,
    category             VARCHAR,
    status               VARCHAR NOT NULL,
    is_illicit           BOOLEAN NOT NULL,
    exporter_actor_id    VARCHAR,
    exporter_actor       VARCHAR,
    importer_actor_id    VARCHAR,
    importer_actor       VARCHAR,
    route_id             VARCHAR,
    route_mode           VARCHAR,
    route_status         VARCHAR,
    route_via            VARCHAR[],
    date_from            DATE,
    date_to              DATE,
    date_basis           VARCHAR,
    outlet               VARCHAR,
    title                VARCHAR,
    published_on         DATE,
    url                  VARCHAR,
    source_file          VARCHAR NOT NULL,
    duplicate_of         VARCHAR,
    quotation            VARCHAR NOT NULL,
    confidence           DOUBLE NOT NULL,
    rule                 VARCHAR NOT NULL,
    cue                  VARCHAR
);
COMMENT ON TABLE trade_flows IS 'Trade flows in words: one row per row of fact_trade_flows, with names for its codes and ids, the route, the outlet and the quotation, put together when the file is published. Flows of copies are in it; duplicate_of tells them.';
COMMENT ON COLUMN trade_flows.flow_number IS 'Number of the flow in this file, from 0, in order of seen_on (undated last), then of document and place in it.';
COMMENT ON COLUMN trade_flows.seen_on IS 'Day on which the flow is told: the day of publication, else the first day of the time told. NULL where neither is known.';
COMMENT ON COLUMN trade_flows.document_id IS 'The document that tells the flow, as in dim_documents.';
COMMENT ON COLUMN trade_flows.original_document_id IS 'The document that counts: the original where this one is a copy, else the document itself. Count documents by it.';
COMMENT ON COLUMN trade_flows.sentence_id IS 'The sentence that tells the flow, as in sentences.';
COMMENT ON COLUMN trade_flows.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN trade_flows.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN trade_flows.exporter_country IS 'Country that supplies or ships the good, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_flows.exporter IS 'Name of the exporting country, or its code where dim_countries has no name. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_flows.importer_country IS 'Country that gets or wants the good, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_flows.importer IS 'Name of the importing country, or its code where dim_countries has no name. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_flows.origin_country IS 'Country of make where the text names another one than the exporter, ISO 3166-1 alpha-2. NULL otherwise.';
COMMENT ON COLUMN trade_flows.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN trade_flows.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN trade_flows.good_surface IS 'The good in the words of the text. NULL where no word stands for all trade.';
COMMENT ON COLUMN trade_flows.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN trade_flows.hs_chapter_title IS 'What that HS chapter covers, in short. NULL where hs_chapter is NULL.';
COMMENT ON COLUMN trade_flows.hs_heading IS 'HS heading of the good, four digits as text. NULL where only the chapter is clear, or less.';
COMMENT ON COLUMN trade_flows.category IS 'Broad class of the good, such as food or fuel. NULL for all trade or where none fits.';
COMMENT ON COLUMN trade_flows.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN trade_flows.is_illicit IS 'True where the text says that it is smuggled or evades sanctions.';
COMMENT ON COLUMN trade_flows.exporter_actor_id IS 'Who supplies or ships it, as in dim_actors. NULL where the sentence names nobody.';
COMMENT ON COLUMN trade_flows.exporter_actor IS 'Name of who supplies or ships it. NULL where the sentence names nobody.';
COMMENT ON COLUMN trade_flows.importer_actor_id IS 'Who gets or wants it, as in dim_actors. NULL where the sentence names nobody.';
COMMENT ON COLUMN trade_flows.importer_actor IS 'Name of who gets or wants it. NULL where the sentence names nobody.';
COMMENT ON COLUMN trade_flows.route_id IS 'Route that the sentence tells for the flow, as in fact_routes. NULL where it tells none.';
COMMENT ON COLUMN trade_flows.route_mode IS 'Means of transport of that route: rail, road, sea, river, air or pipeline. NULL where unknown.';
COMMENT ON COLUMN trade_flows.route_status IS 'open, planned or closed, of that route. NULL where there is no route.';
COMMENT ON COLUMN trade_flows.route_via IS 'Names of the places on that route, in order, named ends included. NULL where there is no route or no place.';
COMMENT ON COLUMN trade_flows.date_from IS 'First day of the time that the flow belongs to, inclusive. NULL where unknown.';
COMMENT ON COLUMN trade_flows.date_to IS 'Last day of the time that the flow belongs to, inclusive. NULL where unknown.';
COMMENT ON COLUMN trade_flows.date_basis IS 'Where the days come from: stated, relative, inferred, or published (the day of publication stands in). NULL where there is no day.';
COMMENT ON COLUMN trade_flows.outlet IS 'Outlet or body that published the document. NULL where unknown.';
COMMENT ON COLUMN trade_flows.title IS 'Headline of the document. NULL where none was found.';
COMMENT ON COLUMN trade_flows.published_on IS 'Day of publication of the document. NULL where unknown.';
COMMENT ON COLUMN trade_flows.url IS 'Address of the original. NULL where none is given.';
COMMENT ON COLUMN trade_flows.source_file IS 'Raw file of the document, path below the raw root.';
COMMENT ON COLUMN trade_flows.duplicate_of IS 'The document_id of the original where this document is a copy. NULL for an original.';
COMMENT ON COLUMN trade_flows.quotation IS 'The whole sentence that tells the flow, as it stands in the text.';
COMMENT ON COLUMN trade_flows.confidence IS 'How sure the rule is of the flow, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN trade_flows.rule IS 'Name of the rule that found the flow.';
COMMENT ON COLUMN trade_flows.cue IS 'The words that carried the flow, such as a verb. NULL where there was none.';
