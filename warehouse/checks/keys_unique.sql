-- Ids are unique, and no fact is in its table twice.
WITH ids AS (
    SELECT 'raw_files' AS table_name, source_file AS key FROM raw_files
    UNION ALL SELECT 'dim_documents', document_id FROM dim_documents
    UNION ALL SELECT 'dim_goods', good_id FROM dim_goods
    UNION ALL SELECT 'dim_actors', actor_id FROM dim_actors
    UNION ALL SELECT 'dim_places', place_id FROM dim_places
    UNION ALL SELECT 'dim_countries', country FROM dim_countries
    UNION ALL SELECT 'dim_dates', date_day::VARCHAR FROM dim_dates
    UNION ALL SELECT 'sentences', sentence_id FROM sentences
    UNION ALL SELECT 'fact_routes', route_id FROM fact_routes
    UNION ALL SELECT 'unknown_terms', document_id || ' ' || term FROM unknown_terms
),
-- Each mention kind has its own type of key; an expression of time has none besides its place.
mentions AS (
    SELECT 'fact_trade_goods' AS table_name, document_id, start_char, end_char, good_id AS key FROM fact_trade_goods
    UNION ALL SELECT 'fact_actors', document_id, start_char, end_char, actor_id FROM fact_actors
    UNION ALL SELECT 'fact_places', document_id, start_char, end_char, place_id FROM fact_places
    UNION ALL SELECT 'fact_dates', document_id, start_char, end_char, NULL FROM fact_dates
),
repeated AS (
    SELECT table_name, key, NULL AS document_id, NULL AS start_char, NULL AS end_char, count(*) AS times
    FROM ids
    GROUP BY table_name, key
    HAVING count(*) > 1
    UNION ALL
    SELECT table_name, key, document_id, start_char, end_char, count(*)
    FROM mentions
    GROUP BY table_name, key, document_id, start_char, end_char
    HAVING count(*) > 1
    UNION ALL
    SELECT 'fact_trade_flows', good_surface, document_id, start_char, end_char, count(*)
    FROM fact_trade_flows
    GROUP BY
        document_id, sentence_id, start_char, end_char, good_id, good_surface, exporter_country, importer_country, origin_country,
        exporter_actor_id, importer_actor_id, route_id, status, is_illicit, date_from, date_to
    HAVING count(*) > 1
)
SELECT table_name, key, document_id, start_char, end_char, times
FROM repeated
ORDER BY ALL;
