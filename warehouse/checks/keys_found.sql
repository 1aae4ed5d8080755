-- No orphans: every id that a row refers to is there, and every day within the bounds of dim_dates is in it.
WITH days AS (
    SELECT 'dim_documents.published_on' AS referrer, published_on AS day FROM dim_documents
    UNION ALL SELECT 'fact_dates.date_from', date_from FROM fact_dates
    UNION ALL SELECT 'fact_dates.date_to', date_to FROM fact_dates
    UNION ALL SELECT 'fact_trade_flows.date_from', date_from FROM fact_trade_flows
    UNION ALL SELECT 'fact_trade_flows.date_to', date_to FROM fact_trade_flows
),
refers AS (
    SELECT 'dim_documents.duplicate_of' AS referrer, 'dim_documents' AS target, duplicate_of AS key FROM dim_documents
    UNION ALL SELECT 'sentences.document_id', 'dim_documents', document_id FROM sentences
    UNION ALL SELECT 'fact_trade_goods.document_id', 'dim_documents', document_id FROM fact_trade_goods
    UNION ALL SELECT 'fact_actors.document_id', 'dim_documents', document_id FROM fact_actors
    UNION ALL SELECT 'fact_places.document_id', 'dim_documents', document_id FROM fact_places
    UNION ALL SELECT 'fact_dates.document_id', 'dim_documents', document_id FROM fact_dates
    UNION ALL SELECT 'fact_routes.document_id', 'dim_documents', document_id FROM fact_routes
    UNION ALL SELECT 'fact_trade_flows.document_id', 'dim_documents', document_id FROM fact_trade_flows
    UNION ALL SELECT 'unknown_terms.document_id', 'dim_documents', document_id FROM unknown_terms
    UNION ALL SELECT 'fact_trade_goods.good_id', 'dim_goods', good_id FROM fact_trade_goods
    UNION ALL SELECT 'fact_trade_flows.good_id', 'dim_goods', good_id FROM fact_trade_flows
    UNION ALL SELECT 'fact_actors.actor_id', 'dim_actors', actor_id FROM fact_actors
    UNION ALL SELECT 'fact_trade_flows.exporter_actor_id', 'dim_actors', exporter_actor_id FROM fact_trade_flows
    UNION ALL SELECT 'fact_trade_flows.importer_actor_id', 'dim_actors', importer_actor_id FROM fact_trade_flows
    UNION ALL SELECT 'fact_places.place_id', 'dim_places', place_id FROM fact_places
    UNION ALL SELECT 'fact_routes.origin_place_id', 'dim_places', origin_place_id FROM fact_routes
    UNION ALL SELECT 'fact_routes.destination_place_id', 'dim_places', destination_place_id FROM fact_routes
    UNION ALL SELECT 'fact_routes.via_place_ids', 'dim_places', coalesce(place_id, 'NULL') FROM (SELECT unnest(via_place_ids) AS place_id FROM fact_routes)
    UNION ALL SELECT 'fact_trade_flows.route_id', 'fact_routes', document_id || ' ' || route_id FROM fact_trade_flows
    UNION ALL
    SELECT referrer, 'dim_dates', day::VARCHAR
    FROM days
    WHERE day BETWEEN DATE '1800-01-01' AND DATE '2100-12-31'
),
known AS (
    SELECT 'dim_documents' AS target, document_id AS key FROM dim_documents
    UNION ALL SELECT 'dim_goods', good_id FROM dim_goods
    UNION ALL SELECT 'dim_actors', actor_id FROM dim_actors
    UNION ALL SELECT 'dim_places', place_id FROM dim_places
    UNION ALL SELECT 'fact_routes', document_id || ' ' || route_id FROM fact_routes
    UNION ALL SELECT 'dim_dates', date_day::VARCHAR FROM dim_dates
)
SELECT r.referrer, r.key, count(*) AS times
FROM refers r
ANTI JOIN known k ON k.target = r.target AND k.key = r.key
WHERE r.key IS NOT NULL
GROUP BY r.referrer, r.key
ORDER BY r.referrer, r.key;
