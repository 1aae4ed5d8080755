-- Ids are unique, and no fact is in its table twice.
WITH keys AS (
    SELECT 'raw_files' AS table_name, source_file AS key FROM raw_files
    UNION ALL SELECT 'dim_documents', document_id FROM dim_documents
    UNION ALL SELECT 'dim_goods', good_id FROM dim_goods
    UNION ALL SELECT 'dim_actors', actor_id FROM dim_actors
    UNION ALL SELECT 'dim_places', place_id FROM dim_places
    UNION ALL SELECT 'dim_countries', country FROM dim_countries
    UNION ALL SELECT 'dim_dates', date_day::VARCHAR FROM dim_dates
    UNION ALL SELECT 'sentences', sentence_id FROM sentences
    UNION ALL SELECT 'fact_trade_goods', concat_ws(' ', document_id, start_char, end_char, good_id) FROM fact_trade_goods
    UNION ALL SELECT 'fact_actors', concat_ws(' ', document_id, start_char, end_char, actor_id) FROM fact_actors
    UNION ALL SELECT 'fact_places', concat_ws(' ', document_id, start_char, end_char, place_id) FROM fact_places
    UNION ALL SELECT 'fact_dates', concat_ws(' ', document_id, start_char, end_char) FROM fact_dates
    UNION ALL SELECT 'fact_routes', route_id FROM fact_routes
    UNION ALL
    SELECT 'fact_trade_flows', concat_ws(
        ' ', document_id, sentence_id, coalesce(good_id, '*'), coalesce(good_surface, '*'), coalesce(exporter_country, '*'),
        coalesce(importer_country, '*'), coalesce(origin_country, '*'), status, is_illicit, start_char, end_char, coalesce(route_id, '*'),
        coalesce(exporter_actor_id, '*'), coalesce(importer_actor_id, '*'), coalesce(date_from::VARCHAR, '*'), coalesce(date_to::VARCHAR, '*')
    )
    FROM fact_trade_flows
)
SELECT table_name, key, count(*) AS times
FROM keys
GROUP BY table_name, key
HAVING count(*) > 1
ORDER BY table_name, key;
