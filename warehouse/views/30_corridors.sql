CREATE VIEW corridors AS
WITH totals AS (
    SELECT
        f.exporter_country,
        f.importer_country,
        f.status,
        count(*) AS flows,
        count(DISTINCT coalesce(d.duplicate_of, d.document_id)) AS documents,
        count(DISTINCT f.good_id) AS goods,
        count(*) FILTER (WHERE f.is_illicit) AS illicit_flows,
        min(f.date_from) AS first_day,
        max(f.date_to) AS last_day,
        min(d.published_on) AS first_published_on,
        max(d.published_on) AS last_published_on
    FROM fact_trade_flows f
    JOIN dim_documents d USING (document_id)
    GROUP BY f.exporter_country, f.importer_country, f.status
)
SELECT
    t.exporter_country,
    coalesce(exporter.name, t.exporter_country) AS exporter,
    t.importer_country,
    coalesce(importer.name, t.importer_country) AS importer,
    t.status,
    t.flows,
    t.documents,
    t.goods,
    t.illicit_flows,
    t.first_day,
    t.last_day,
    t.first_published_on,
    t.last_published_on
FROM totals t
LEFT JOIN dim_countries exporter ON exporter.country = t.exporter_country
LEFT JOIN dim_countries importer ON importer.country = t.importer_country;
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
