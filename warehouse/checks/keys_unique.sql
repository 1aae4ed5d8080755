-- Ids are unique: no key of a table is there twice.
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
)
SELECT table_name, key, count(*) AS times
FROM ids
GROUP BY table_name, key
HAVING count(*) > 1
ORDER BY ALL;
