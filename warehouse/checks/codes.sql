-- Codes have the shape of their standard: countries ISO 3166-1 alpha-2 (XX is no country), HS chapters and headings, currencies ISO 4217.
WITH codes AS (
    SELECT 'dim_countries.country' AS place, country AS code, '[A-Z]{2}' AS shape FROM dim_countries
    UNION ALL SELECT 'dim_actors.country', country, '[A-Z]{2}' FROM dim_actors
    UNION ALL SELECT 'dim_places.country', country, '[A-Z]{2}' FROM dim_places
    UNION ALL SELECT 'fact_trade_goods.origin_country', origin_country, '[A-Z]{2}' FROM fact_trade_goods
    UNION ALL SELECT 'fact_routes.origin_country', origin_country, '[A-Z]{2}' FROM fact_routes
    UNION ALL SELECT 'fact_routes.destination_country', destination_country, '[A-Z]{2}' FROM fact_routes
    UNION ALL SELECT 'fact_trade_flows.exporter_country', exporter_country, '[A-Z]{2}' FROM fact_trade_flows
    UNION ALL SELECT 'fact_trade_flows.importer_country', importer_country, '[A-Z]{2}' FROM fact_trade_flows
    UNION ALL SELECT 'fact_trade_flows.origin_country', origin_country, '[A-Z]{2}' FROM fact_trade_flows
    UNION ALL SELECT 'fact_trade_goods.currency', currency, '[A-Z]{3}' FROM fact_trade_goods
    UNION ALL SELECT 'dim_goods.hs_chapter', hs_chapter, '0[1-9]|[1-9][0-9]' FROM dim_goods
    UNION ALL SELECT 'dim_goods.hs_heading', hs_heading, coalesce(hs_chapter, 'a chapter and ') || '[0-9]{2}' FROM dim_goods
),
-- Counted first: a shape that differs from row to row is compiled for each row.
counted AS (
    SELECT place, code, shape, count(*) AS times FROM codes GROUP BY place, code, shape
)
SELECT place, code, times
FROM counted
WHERE NOT regexp_full_match(code, shape) OR code = 'XX'
ORDER BY place, code;
