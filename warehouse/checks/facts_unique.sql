-- Facts are unique: none is in its table twice.
-- Of each document by itself.
-- Each mention kind has its own type of key; an expression of time has none besides its place.
WITH mentions AS (
    SELECT 'fact_trade_goods' AS table_name, document_id, start_char, end_char, good_id AS key FROM fact_trade_goods
    UNION ALL SELECT 'fact_actors', document_id, start_char, end_char, actor_id FROM fact_actors
    UNION ALL SELECT 'fact_places', document_id, start_char, end_char, place_id FROM fact_places
    UNION ALL SELECT 'fact_dates', document_id, start_char, end_char, NULL FROM fact_dates
)
SELECT table_name, key, document_id, start_char, end_char, count(*) AS times
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
ORDER BY ALL;
