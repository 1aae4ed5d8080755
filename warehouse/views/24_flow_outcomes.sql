-- An open side may be any country, so a later report fits where each side is the same or left open by one of the two. '?' is a side left
-- open and '*' any side: each report is laid down under all keys under which it may be asked for, so that finding one takes no search.
CREATE VIEW flow_outcomes AS
WITH asked AS (
    SELECT
        flow_number, coalesce(good_id, '') AS good, seen_on,
        CASE WHEN exporter_country IS NULL THEN ['*'] ELSE [exporter_country, '?'] END AS exporters,
        CASE WHEN importer_country IS NULL THEN ['*'] ELSE [importer_country, '?'] END AS importers
    FROM (
        SELECT exporter_country, importer_country, good_id, min(flow_number) AS flow_number, min(seen_on) AS seen_on
        FROM trade_flows
        WHERE status IN ('planned', 'requested')
        GROUP BY exporter_country, importer_country, good_id, status
    )
),
asked_keys AS (
    SELECT flow_number, good, seen_on, exporter, unnest(importers) AS importer
    FROM (SELECT flow_number, good, seen_on, unnest(exporters) AS exporter, importers FROM asked)
),
told AS (
    SELECT DISTINCT
        coalesce(good_id, '') AS good, status, seen_on,
        [coalesce(exporter_country, '?'), '*'] AS exporters, [coalesce(importer_country, '?'), '*'] AS importers
    FROM trade_flows
    WHERE status IN ('reported', 'blocked') AND seen_on IS NOT NULL
),
told_keys AS (
    SELECT DISTINCT good, status, seen_on, exporter, unnest(importers) AS importer
    FROM (SELECT good, status, seen_on, unnest(exporters) AS exporter, importers FROM told)
),
reports AS (
    SELECT k.flow_number, min(t.seen_on) AS seen_on
    FROM asked_keys k
    ASOF JOIN (SELECT good, seen_on, exporter, importer FROM told_keys WHERE status = 'reported') t
        ON t.good = k.good AND t.exporter = k.exporter AND t.importer = k.importer AND k.seen_on <= t.seen_on
    GROUP BY k.flow_number
),
blocks AS (
    SELECT k.flow_number, min(t.seen_on) AS seen_on
    FROM asked_keys k
    ASOF JOIN (SELECT good, seen_on, exporter, importer FROM told_keys WHERE status = 'blocked') t
        ON t.good = k.good AND t.exporter = k.exporter AND t.importer = k.importer AND k.seen_on <= t.seen_on
    GROUP BY k.flow_number
)
SELECT
    f.exporter_country,
    f.exporter,
    f.importer_country,
    f.importer,
    f.good_id,
    f.good,
    f.hs_chapter,
    f.status,
    t.first_seen,
    t.last_seen,
    t.documents,
    r.seen_on AS reported_on,
    b.seen_on AS blocked_on,
    f.document_id AS first_document_id,
    f.title,
    f.outlet,
    f.quotation
FROM asked a
JOIN trade_flows f USING (flow_number)
JOIN flow_totals t
    ON t.exporter_country IS NOT DISTINCT FROM f.exporter_country
    AND t.importer_country IS NOT DISTINCT FROM f.importer_country
    AND t.good_id IS NOT DISTINCT FROM f.good_id
    AND t.status = f.status
LEFT JOIN reports r USING (flow_number)
LEFT JOIN blocks b USING (flow_number)
ORDER BY f.flow_number;
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
