-- An open side may be any country, so a later report fits where each side is the same or left open by one of the two.
CREATE VIEW flow_outcomes AS
WITH tellings AS (
    SELECT
        exporter_country, exporter, importer_country, importer, good_id, good, hs_chapter, status,
        min(seen_on) AS first_seen, max(seen_on) AS last_seen, count(DISTINCT original_document_id) AS documents, min(flow_number) AS first_flow
    FROM trade_flows
    GROUP BY exporter_country, exporter, importer_country, importer, good_id, good, hs_chapter, status
),
days AS (
    SELECT DISTINCT exporter_country, importer_country, good_id, status, seen_on
    FROM trade_flows
    WHERE status IN ('reported', 'blocked') AND seen_on IS NOT NULL
),
later AS (
    SELECT
        t.first_flow,
        min(d.seen_on) FILTER (WHERE d.status = 'reported') AS reported_on,
        min(d.seen_on) FILTER (WHERE d.status = 'blocked') AS blocked_on
    FROM tellings t
    JOIN days d
        ON d.good_id IS NOT DISTINCT FROM t.good_id
        AND d.seen_on >= t.first_seen
        AND coalesce(d.exporter_country = t.exporter_country, true)
        AND coalesce(d.importer_country = t.importer_country, true)
    WHERE t.status IN ('planned', 'requested')
    GROUP BY t.first_flow
)
SELECT
    t.exporter_country,
    t.exporter,
    t.importer_country,
    t.importer,
    t.good_id,
    t.good,
    t.hs_chapter,
    t.status,
    t.first_seen,
    t.last_seen,
    t.documents,
    l.reported_on,
    l.blocked_on,
    f.document_id AS first_document_id,
    f.title,
    f.outlet,
    f.quotation
FROM tellings t
JOIN trade_flows f ON f.flow_number = t.first_flow
LEFT JOIN later l ON l.first_flow = t.first_flow
WHERE t.status IN ('planned', 'requested');
COMMENT ON VIEW flow_outcomes IS 'What became of what was planned or requested: one row per such exporter, importer, good and status, with the first day, the same or later, on which the good is reported or blocked there. A side left open by either telling fits any country.';
COMMENT ON COLUMN flow_outcomes.exporter_country IS 'Country that supplies or ships, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_outcomes.exporter IS 'Name of the exporting country. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_outcomes.importer_country IS 'Country that gets or wants the goods, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_outcomes.importer IS 'Name of the importing country. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_outcomes.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN flow_outcomes.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN flow_outcomes.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN flow_outcomes.status IS 'planned or requested.';
COMMENT ON COLUMN flow_outcomes.first_seen IS 'Day on which it is first told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN flow_outcomes.last_seen IS 'Day on which it is last told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN flow_outcomes.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN flow_outcomes.reported_on IS 'First day, not before first_seen, on which the good is told to move there. NULL where no such report is known.';
COMMENT ON COLUMN flow_outcomes.blocked_on IS 'First day, not before first_seen, on which the good is told to be banned, halted, refused or seized there. NULL where no such report is known.';
COMMENT ON COLUMN flow_outcomes.first_document_id IS 'The document that tells it first, as in dim_documents.';
COMMENT ON COLUMN flow_outcomes.title IS 'Headline of that document. NULL where none was found.';
COMMENT ON COLUMN flow_outcomes.outlet IS 'Outlet or body that published that document. NULL where unknown.';
COMMENT ON COLUMN flow_outcomes.quotation IS 'The whole sentence that tells it, as it stands in the text.';
