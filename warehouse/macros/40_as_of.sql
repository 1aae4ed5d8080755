-- What was believed at the end of a past day (UTC): facts that are there and were loaded by then, and those withdrawn since.
-- A fact that history_facts does not list was loaded with its document.
CREATE MACRO documents_as_of(day) AS TABLE
SELECT document_id, source_file, title, publisher, published_on, content_hash, loaded_at, withdrawn_at
FROM history_documents
WHERE (loaded_at IS NULL OR loaded_at < day::DATE + INTERVAL 1 DAY)
    AND (withdrawn_at IS NULL OR withdrawn_at >= day::DATE + INTERVAL 1 DAY);
COMMENT ON MACRO TABLE documents_as_of IS 'The documents that the warehouse held at the end of a day (UTC), as history_documents has them: FROM documents_as_of(DATE ''2025-03-01'').';

CREATE MACRO trade_flows_as_of(day) AS TABLE
SELECT f.*, CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END AS loaded_at, h.withdrawn_at
FROM fact_trade_flows f
LEFT JOIN history_facts h ON h.fact_table = 'fact_trade_flows' AND h.fact_row = f.rowid
LEFT JOIN history_documents d ON d.document_id = f.document_id AND d.withdrawn_at IS NULL
WHERE coalesce(CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END < day::DATE + INTERVAL 1 DAY, true)
UNION ALL
SELECT
    unnest(from_json(fact, '{
        "document_id":"VARCHAR", "sentence_id":"VARCHAR", "start_char":"BIGINT", "end_char":"BIGINT",
        "surface":"VARCHAR", "good_id":"VARCHAR", "good_surface":"VARCHAR", "exporter_country":"VARCHAR",
        "importer_country":"VARCHAR", "origin_country":"VARCHAR", "exporter_actor_id":"VARCHAR",
        "importer_actor_id":"VARCHAR", "route_id":"VARCHAR", "status":"VARCHAR", "is_illicit":"BOOLEAN",
        "date_from":"DATE", "date_to":"DATE", "date_basis":"VARCHAR", "confidence":"DOUBLE", "rule":"VARCHAR",
        "lexicon":"VARCHAR", "cue":"VARCHAR"
    }')),
    loaded_at,
    withdrawn_at
FROM history_facts
WHERE fact_table = 'fact_trade_flows'
    AND withdrawn_at >= day::DATE + INTERVAL 1 DAY
    AND coalesce(loaded_at < day::DATE + INTERVAL 1 DAY, true);
COMMENT ON MACRO TABLE trade_flows_as_of IS 'The rows of fact_trade_flows as they were published at the end of a day (UTC), withdrawn ones too, with loaded_at and withdrawn_at: FROM trade_flows_as_of(DATE ''2025-03-01''). Names of a withdrawn fact may be gone from the dimensions.';

CREATE MACRO routes_as_of(day) AS TABLE
SELECT f.*, CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END AS loaded_at, h.withdrawn_at
FROM fact_routes f
LEFT JOIN history_facts h ON h.fact_table = 'fact_routes' AND h.fact_row = f.rowid
LEFT JOIN history_documents d ON d.document_id = f.document_id AND d.withdrawn_at IS NULL
WHERE coalesce(CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END < day::DATE + INTERVAL 1 DAY, true)
UNION ALL
SELECT
    unnest(from_json(fact, '{
        "document_id":"VARCHAR", "sentence_id":"VARCHAR", "start_char":"BIGINT", "end_char":"BIGINT",
        "surface":"VARCHAR", "route_id":"VARCHAR", "origin_country":"VARCHAR", "destination_country":"VARCHAR",
        "origin_place_id":"VARCHAR", "destination_place_id":"VARCHAR", "via_place_ids":["VARCHAR"], "mode":"VARCHAR",
        "status":"VARCHAR", "confidence":"DOUBLE", "rule":"VARCHAR", "lexicon":"VARCHAR", "cue":"VARCHAR"
    }')),
    loaded_at,
    withdrawn_at
FROM history_facts
WHERE fact_table = 'fact_routes'
    AND withdrawn_at >= day::DATE + INTERVAL 1 DAY
    AND coalesce(loaded_at < day::DATE + INTERVAL 1 DAY, true);
COMMENT ON MACRO TABLE routes_as_of IS 'The rows of fact_routes as they were published at the end of a day (UTC), withdrawn ones too, with loaded_at and withdrawn_at: FROM routes_as_of(DATE ''2025-03-01''). Names of a withdrawn fact may be gone from the dimensions.';

CREATE MACRO trade_goods_as_of(day) AS TABLE
SELECT f.*, CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END AS loaded_at, h.withdrawn_at
FROM fact_trade_goods f
LEFT JOIN history_facts h ON h.fact_table = 'fact_trade_goods' AND h.fact_row = f.rowid
LEFT JOIN history_documents d ON d.document_id = f.document_id AND d.withdrawn_at IS NULL
WHERE coalesce(CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END < day::DATE + INTERVAL 1 DAY, true)
UNION ALL
SELECT
    unnest(from_json(fact, '{
        "document_id":"VARCHAR", "sentence_id":"VARCHAR", "start_char":"BIGINT", "end_char":"BIGINT",
        "surface":"VARCHAR", "good_id":"VARCHAR", "origin_country":"VARCHAR", "quantity_low":"DOUBLE",
        "quantity_high":"DOUBLE", "unit":"VARCHAR", "amount_low":"DOUBLE", "amount_high":"DOUBLE",
        "currency":"VARCHAR", "is_approximate":"BOOLEAN", "confidence":"DOUBLE", "rule":"VARCHAR", "lexicon":"VARCHAR"
    }')),
    loaded_at,
    withdrawn_at
FROM history_facts
WHERE fact_table = 'fact_trade_goods'
    AND withdrawn_at >= day::DATE + INTERVAL 1 DAY
    AND coalesce(loaded_at < day::DATE + INTERVAL 1 DAY, true);
COMMENT ON MACRO TABLE trade_goods_as_of IS 'The rows of fact_trade_goods as they were published at the end of a day (UTC), withdrawn ones too, with loaded_at and withdrawn_at: FROM trade_goods_as_of(DATE ''2025-03-01''). Names of a withdrawn fact may be gone from the dimensions.';

CREATE MACRO actors_as_of(day) AS TABLE
SELECT f.*, CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END AS loaded_at, h.withdrawn_at
FROM fact_actors f
LEFT JOIN history_facts h ON h.fact_table = 'fact_actors' AND h.fact_row = f.rowid
LEFT JOIN history_documents d ON d.document_id = f.document_id AND d.withdrawn_at IS NULL
WHERE coalesce(CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END < day::DATE + INTERVAL 1 DAY, true)
UNION ALL
SELECT
    unnest(from_json(fact, '{
        "document_id":"VARCHAR", "sentence_id":"VARCHAR", "start_char":"BIGINT", "end_char":"BIGINT",
        "surface":"VARCHAR", "actor_id":"VARCHAR", "confidence":"DOUBLE", "rule":"VARCHAR", "lexicon":"VARCHAR"
    }')),
    loaded_at,
    withdrawn_at
FROM history_facts
WHERE fact_table = 'fact_actors'
    AND withdrawn_at >= day::DATE + INTERVAL 1 DAY
    AND coalesce(loaded_at < day::DATE + INTERVAL 1 DAY, true);
COMMENT ON MACRO TABLE actors_as_of IS 'The rows of fact_actors as they were published at the end of a day (UTC), withdrawn ones too, with loaded_at and withdrawn_at: FROM actors_as_of(DATE ''2025-03-01''). Names of a withdrawn fact may be gone from the dimensions.';

CREATE MACRO places_as_of(day) AS TABLE
SELECT f.*, CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END AS loaded_at, h.withdrawn_at
FROM fact_places f
LEFT JOIN history_facts h ON h.fact_table = 'fact_places' AND h.fact_row = f.rowid
LEFT JOIN history_documents d ON d.document_id = f.document_id AND d.withdrawn_at IS NULL
WHERE coalesce(CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END < day::DATE + INTERVAL 1 DAY, true)
UNION ALL
SELECT
    unnest(from_json(fact, '{
        "document_id":"VARCHAR", "sentence_id":"VARCHAR", "start_char":"BIGINT", "end_char":"BIGINT",
        "surface":"VARCHAR", "place_id":"VARCHAR", "confidence":"DOUBLE", "rule":"VARCHAR", "lexicon":"VARCHAR"
    }')),
    loaded_at,
    withdrawn_at
FROM history_facts
WHERE fact_table = 'fact_places'
    AND withdrawn_at >= day::DATE + INTERVAL 1 DAY
    AND coalesce(loaded_at < day::DATE + INTERVAL 1 DAY, true);
COMMENT ON MACRO TABLE places_as_of IS 'The rows of fact_places as they were published at the end of a day (UTC), withdrawn ones too, with loaded_at and withdrawn_at: FROM places_as_of(DATE ''2025-03-01''). Names of a withdrawn fact may be gone from the dimensions.';

CREATE MACRO dates_as_of(day) AS TABLE
SELECT f.*, CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END AS loaded_at, h.withdrawn_at
FROM fact_dates f
LEFT JOIN history_facts h ON h.fact_table = 'fact_dates' AND h.fact_row = f.rowid
LEFT JOIN history_documents d ON d.document_id = f.document_id AND d.withdrawn_at IS NULL
WHERE coalesce(CASE WHEN h.fact_row IS NULL THEN d.loaded_at ELSE h.loaded_at END < day::DATE + INTERVAL 1 DAY, true)
UNION ALL
SELECT
    unnest(from_json(fact, '{
        "document_id":"VARCHAR", "sentence_id":"VARCHAR", "start_char":"BIGINT", "end_char":"BIGINT",
        "surface":"VARCHAR", "date_from":"DATE", "date_to":"DATE", "granularity":"VARCHAR", "basis":"VARCHAR",
        "confidence":"DOUBLE", "rule":"VARCHAR", "lexicon":"VARCHAR"
    }')),
    loaded_at,
    withdrawn_at
FROM history_facts
WHERE fact_table = 'fact_dates'
    AND withdrawn_at >= day::DATE + INTERVAL 1 DAY
    AND coalesce(loaded_at < day::DATE + INTERVAL 1 DAY, true);
COMMENT ON MACRO TABLE dates_as_of IS 'The rows of fact_dates as they were published at the end of a day (UTC), withdrawn ones too, with loaded_at and withdrawn_at: FROM dates_as_of(DATE ''2025-03-01''). Names of a withdrawn fact may be gone from the dimensions.';
