-- How sure the rules are: rows of each kind of fact by tenth of confidence, copies included.
WITH facts AS (
    SELECT 'flows' AS kind, confidence FROM fact_trade_flows
    UNION ALL SELECT 'routes', confidence FROM fact_routes
    UNION ALL SELECT 'goods', confidence FROM fact_trade_goods
    UNION ALL SELECT 'actors', confidence FROM fact_actors
    UNION ALL SELECT 'places', confidence FROM fact_places
    UNION ALL SELECT 'dates', confidence FROM fact_dates
)
SELECT kind, least(floor(confidence * 10), 9)::INTEGER AS tenth, count(*) AS facts FROM facts GROUP BY kind, tenth ORDER BY kind, tenth;
