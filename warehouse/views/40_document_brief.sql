CREATE VIEW document_brief AS
WITH flows AS (
    SELECT document_id, list(word ORDER BY word) AS flows FROM (
        SELECT DISTINCT f.document_id, concat(
            coalesce(f.exporter, '?'), ' → ', coalesce(f.importer, '?'), ': ', f.good, ' (', f.status, CASE WHEN f.is_illicit THEN ', illicit' END, ')'
        ) AS word
        FROM trade_flows f
    ) GROUP BY document_id
),
routes AS (
    SELECT document_id, list(word ORDER BY word) AS routes FROM (
        SELECT DISTINCT f.document_id, concat(
            coalesce(f.origin, '?'), ' → ', coalesce(f.destination, '?'),
            ' via ' || nullif(array_to_string(f.via, ', '), ''), ' by ' || f.mode, ' (', f.status, ')'
        ) AS word
        FROM trade_routes f
    ) GROUP BY document_id
),
goods AS (
    SELECT document_id, list(word ORDER BY word) AS goods FROM (
        SELECT DISTINCT f.document_id, g.name AS word
        FROM fact_trade_goods f JOIN dim_goods g USING (good_id)
    ) GROUP BY document_id
),
actors AS (
    SELECT document_id, list(word ORDER BY word) AS actors FROM (
        SELECT DISTINCT f.document_id, a.name AS word
        FROM fact_actors f JOIN dim_actors a USING (actor_id)
    ) GROUP BY document_id
),
places AS (
    SELECT document_id, list(word ORDER BY word) AS places FROM (
        SELECT DISTINCT f.document_id, p.name AS word
        FROM fact_places f JOIN dim_places p USING (place_id)
    ) GROUP BY document_id
),
dates AS (
    SELECT document_id, list(word ORDER BY word) AS dates FROM (
        SELECT DISTINCT f.document_id, f.surface AS word
        FROM fact_dates f
    ) GROUP BY document_id
),
days AS (
    SELECT document_id, min(date_from) AS first_day, max(date_to) AS last_day FROM fact_dates GROUP BY document_id
),
copies AS (
    SELECT original_document_id AS document_id, count(*) - 1 AS copies FROM document_sources GROUP BY original_document_id
)
SELECT
    d.document_id,
    d.source_file,
    d.source_record,
    d.title,
    d.publisher AS outlet,
    d.published_on,
    d.published_basis,
    d.language,
    d.url,
    d.duplicate_of,
    coalesce(copies.copies, 0) AS copies,
    length(d.text) AS characters,
    coalesce(flows.flows, []) AS flows,
    coalesce(routes.routes, []) AS routes,
    coalesce(goods.goods, []) AS goods,
    coalesce(actors.actors, []) AS actors,
    coalesce(places.places, []) AS places,
    coalesce(dates.dates, []) AS dates,
    days.first_day,
    days.last_day
FROM dim_documents d
LEFT JOIN copies USING (document_id)
LEFT JOIN flows USING (document_id)
LEFT JOIN routes USING (document_id)
LEFT JOIN goods USING (document_id)
LEFT JOIN actors USING (document_id)
LEFT JOIN places USING (document_id)
LEFT JOIN dates USING (document_id)
LEFT JOIN days USING (document_id)
ORDER BY d.rowid;
COMMENT ON VIEW document_brief IS 'Everything that an article says: one row per document, copies included, with its flows, routes, goods, actors, places and dates in words.';
COMMENT ON COLUMN document_brief.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN document_brief.source_file IS 'Raw file of the document, path below the raw root.';
COMMENT ON COLUMN document_brief.source_record IS 'Number of the record in a container such as JSON lines. NULL for a file that is no container.';
COMMENT ON COLUMN document_brief.title IS 'Headline. NULL where none was found.';
COMMENT ON COLUMN document_brief.outlet IS 'Outlet or body that published it. NULL where unknown.';
COMMENT ON COLUMN document_brief.published_on IS 'Day of publication. NULL where unknown.';
COMMENT ON COLUMN document_brief.published_basis IS 'Where the day of publication comes from: sidecar, stamp, dateline or header. NULL where there is none.';
COMMENT ON COLUMN document_brief.language IS 'ISO 639-1 code of the language; only English (en) is searched for facts. NULL where it could not be told.';
COMMENT ON COLUMN document_brief.url IS 'Address of the original. NULL where none is given.';
COMMENT ON COLUMN document_brief.duplicate_of IS 'The document_id of the original where this document is a copy. NULL for an original.';
COMMENT ON COLUMN document_brief.copies IS 'Number of documents that are copies of this one.';
COMMENT ON COLUMN document_brief.characters IS 'Length of the text, in Unicode code points.';
COMMENT ON COLUMN document_brief.flows IS 'Its flows in words, such as China → North Korea: wheat flour (reported), each once; ? is a side left open. Empty where there is none.';
COMMENT ON COLUMN document_brief.routes IS 'Its routes in words, with places, means of transport and status, each once; ? is an end left open. Empty where there is none.';
COMMENT ON COLUMN document_brief.goods IS 'Names of the goods that it mentions, each once, in alphabetical order. Empty where there is none.';
COMMENT ON COLUMN document_brief.actors IS 'Names of the actors that it mentions, each once, in alphabetical order. Empty where there is none.';
COMMENT ON COLUMN document_brief.places IS 'Names of the places that it mentions, countries included, each once, in alphabetical order. Empty where there is none.';
COMMENT ON COLUMN document_brief.dates IS 'Its expressions of time as they stand in the text, each once, in alphabetical order. Empty where there is none.';
COMMENT ON COLUMN document_brief.first_day IS 'First day of the earliest time that it speaks of. NULL where no expression is resolved.';
COMMENT ON COLUMN document_brief.last_day IS 'Last day of the latest time that it speaks of. NULL where no expression is resolved.';
