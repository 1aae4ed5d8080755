CREATE VIEW flow_totals AS
SELECT
    exporter_country,
    exporter,
    importer_country,
    importer,
    good_id,
    good,
    hs_chapter,
    status,
    count(*) AS mentions,
    count(DISTINCT original_document_id) AS documents,
    count(*) FILTER (WHERE is_illicit) AS illicit_mentions,
    min(date_from) AS first_day,
    max(date_to) AS last_day,
    min(published_on) AS first_published_on,
    max(published_on) AS last_published_on
FROM trade_flows
GROUP BY exporter_country, exporter, importer_country, importer, good_id, good, hs_chapter, status;
COMMENT ON VIEW flow_totals IS 'Distinct flows: one row per exporter, importer, good and status, with how often and in how many documents it is told.';
COMMENT ON COLUMN flow_totals.exporter_country IS 'Country that supplies or ships the good, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_totals.exporter IS 'Name of the exporting country. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_totals.importer_country IS 'Country that gets or wants the good, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_totals.importer IS 'Name of the importing country. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_totals.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN flow_totals.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN flow_totals.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN flow_totals.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN flow_totals.mentions IS 'Number of sentences and goods that tell the flow, those of copies included.';
COMMENT ON COLUMN flow_totals.documents IS 'Number of documents that tell the flow; a document and its copies count as one.';
COMMENT ON COLUMN flow_totals.illicit_mentions IS 'How many of the mentions say that it is smuggled or evades sanctions.';
COMMENT ON COLUMN flow_totals.first_day IS 'First day of the earliest time told for the flow. NULL where no mention has a day.';
COMMENT ON COLUMN flow_totals.last_day IS 'Last day of the latest time told for the flow. NULL where no mention has a day.';
COMMENT ON COLUMN flow_totals.first_published_on IS 'Day of publication of the first document that tells it. NULL where none is dated.';
COMMENT ON COLUMN flow_totals.last_published_on IS 'Day of publication of the latest document that tells it. NULL where none is dated.';
