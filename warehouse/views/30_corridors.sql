CREATE VIEW corridors AS
SELECT
    exporter_country,
    exporter,
    importer_country,
    importer,
    status,
    count(*) AS flows,
    count(DISTINCT original_document_id) AS documents,
    count(DISTINCT good_id) AS goods,
    count(*) FILTER (WHERE is_illicit) AS illicit_flows,
    min(date_from) AS first_day,
    max(date_to) AS last_day,
    min(published_on) AS first_published_on,
    max(published_on) AS last_published_on
FROM trade_flows
GROUP BY exporter_country, exporter, importer_country, importer, status
ORDER BY flows DESC, exporter_country, importer_country, status;
COMMENT ON VIEW corridors IS 'Who trades with whom: one row per exporter, importer and status, over all goods. Corridors with an open side are in it.';
COMMENT ON COLUMN corridors.exporter_country IS 'Country that supplies or ships, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN corridors.exporter IS 'Name of the exporting country. NULL where the texts leave it open.';
COMMENT ON COLUMN corridors.importer_country IS 'Country that gets or wants the goods, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN corridors.importer IS 'Name of the importing country. NULL where the texts leave it open.';
COMMENT ON COLUMN corridors.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN corridors.flows IS 'Number of rows of fact_trade_flows, those of copies included.';
COMMENT ON COLUMN corridors.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN corridors.goods IS 'Number of different goods; flows of all trade name none and add nothing here.';
COMMENT ON COLUMN corridors.illicit_flows IS 'How many of the flows are said to be smuggled or to evade sanctions.';
COMMENT ON COLUMN corridors.first_day IS 'First day of the earliest time told. NULL where no flow has a day.';
COMMENT ON COLUMN corridors.last_day IS 'Last day of the latest time told. NULL where no flow has a day.';
COMMENT ON COLUMN corridors.first_published_on IS 'Day of publication of the first document. NULL where none is dated.';
COMMENT ON COLUMN corridors.last_published_on IS 'Day of publication of the latest document. NULL where none is dated.';
