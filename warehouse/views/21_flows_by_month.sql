CREATE VIEW flows_by_month AS
SELECT
    year,
    month,
    exporter_country,
    exporter,
    importer_country,
    importer,
    hs_chapter,
    hs_chapter_title,
    status,
    count(*) AS flows,
    count(DISTINCT original_document_id) AS documents,
    count(*) FILTER (WHERE is_illicit) AS illicit_flows,
    count(*) FILTER (WHERE date_basis = 'published') AS flows_dated_by_publication
FROM trade_flows
GROUP BY year, month, exporter_country, exporter, importer_country, importer, hs_chapter, hs_chapter_title, status
ORDER BY year, month, exporter_country, importer_country, hs_chapter, status;
COMMENT ON VIEW flows_by_month IS 'Trade by month of the time told: one row per month, corridor, HS chapter and status. Flows of a longer or unknown time are in it, with month NULL.';
COMMENT ON COLUMN flows_by_month.year IS 'Year that the flows belong to. NULL where the time told is unknown or spans years.';
COMMENT ON COLUMN flows_by_month.month IS 'First day of the month that the flows belong to. NULL where the time told is unknown or longer than a month.';
COMMENT ON COLUMN flows_by_month.exporter_country IS 'Country that supplies or ships, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flows_by_month.exporter IS 'Name of the exporting country. NULL where the texts leave it open.';
COMMENT ON COLUMN flows_by_month.importer_country IS 'Country that gets or wants the goods, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flows_by_month.importer IS 'Name of the importing country. NULL where the texts leave it open.';
COMMENT ON COLUMN flows_by_month.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN flows_by_month.hs_chapter_title IS 'What that HS chapter covers, in short. NULL where hs_chapter is NULL.';
COMMENT ON COLUMN flows_by_month.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN flows_by_month.flows IS 'Number of rows of trade_flows, those of copies included.';
COMMENT ON COLUMN flows_by_month.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN flows_by_month.illicit_flows IS 'How many of the flows are said to be smuggled or to evade sanctions.';
COMMENT ON COLUMN flows_by_month.flows_dated_by_publication IS 'How many of the flows name no time, so that the day of publication stands in.';
