-- Outlets that report by themselves count each once; one that only cites counts as the outlet it cites, unless either is counted already.
CREATE VIEW flow_totals AS
WITH told AS (
    SELECT
        f.exporter_country, f.importer_country, f.good_id, f.status,
        any_value(f.exporter) AS exporter,
        any_value(f.importer) AS importer,
        any_value(f.good) AS good,
        any_value(f.hs_chapter) AS hs_chapter,
        count(*) AS mentions,
        count(DISTINCT f.original_document_id) AS documents,
        count(DISTINCT f.document_id) AS tellers,
        list(DISTINCT s.outlet_key) FILTER (WHERE s.cited_key IS NULL) AS reporting,
        list(DISTINCT (s.outlet_key, s.cited_key)) FILTER (WHERE s.cited_key IS NOT NULL) AS citing,
        list(DISTINCT s.outlet) FILTER (WHERE s.outlet IS NOT NULL) AS outlets,
        count(*) FILTER (WHERE f.is_illicit) AS illicit_mentions,
        min(f.date_from) AS first_day,
        max(f.date_to) AS last_day,
        min(f.seen_on) AS first_seen,
        max(f.seen_on) AS last_seen,
        min(f.published_on) AS first_published_on,
        max(f.published_on) AS last_published_on
    FROM trade_flows f
    JOIN document_sources s ON s.document_id = f.original_document_id
    GROUP BY f.exporter_country, f.importer_country, f.good_id, f.status
)
SELECT
    exporter_country,
    exporter,
    importer_country,
    importer,
    good_id,
    good,
    hs_chapter,
    status,
    mentions,
    documents,
    tellers - documents AS copies,
    coalesce(len(reporting), 0) + coalesce(len(list_distinct([
        pair[2] FOR pair IN citing IF NOT list_contains(coalesce(reporting, []), pair[1]) AND NOT list_contains(coalesce(reporting, []), pair[2])
    ])), 0) AS independent_sources,
    illicit_mentions,
    first_day,
    last_day,
    first_seen,
    last_seen,
    first_published_on,
    last_published_on,
    list_sort(coalesce(outlets, [])) AS outlets
FROM told
ORDER BY documents DESC, mentions DESC, exporter_country, importer_country, good_id, status;
COMMENT ON VIEW flow_totals IS 'Distinct flows: one row per exporter, importer, good and status, with how often, in how many documents and by how many independent sources it is told.';
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
COMMENT ON COLUMN flow_totals.copies IS 'Number of further documents that tell it as copies of others: documents and copies together are all that tell it.';
COMMENT ON COLUMN flow_totals.independent_sources IS 'Number of outlets that tell it by themselves, plus the outlets known only from others that cite them. A document without an outlet is a source of its own.';
COMMENT ON COLUMN flow_totals.illicit_mentions IS 'How many of the mentions say that it is smuggled or evades sanctions.';
COMMENT ON COLUMN flow_totals.first_day IS 'First day of the earliest time told for the flow. NULL where no mention has a day.';
COMMENT ON COLUMN flow_totals.last_day IS 'Last day of the latest time told for the flow. NULL where no mention has a day.';
COMMENT ON COLUMN flow_totals.first_seen IS 'Day on which it is first told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN flow_totals.last_seen IS 'Day on which it is last told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN flow_totals.first_published_on IS 'Day of publication of the first document that tells it. NULL where none is dated.';
COMMENT ON COLUMN flow_totals.last_published_on IS 'Day of publication of the latest document that tells it. NULL where none is dated.';
COMMENT ON COLUMN flow_totals.outlets IS 'Outlets that published it, citing ones too, each once, in alphabetical order. Empty where none is known.';
