-- What the charts count: flows of originals by time, corridor, good, chapter and status. Beyond the first $goods goods and $corridors
-- corridors each is counted as '*'. Time: 2025-03, 2025-Q1 or 2025 where it lies within that month, quarter or year; NULL where it does not.
WITH told AS (
    SELECT
        CASE
            WHEN date_trunc('month', date_from) = date_trunc('month', date_to) THEN strftime(date_from, '%Y-%m')
            WHEN date_trunc('quarter', date_from) = date_trunc('quarter', date_to) THEN concat(year(date_from), '-Q', quarter(date_from))
            WHEN year(date_from) = year(date_to) THEN year(date_from)::VARCHAR
        END AS period,
        concat(exporter_country, '>', importer_country) AS corridor,
        coalesce(good_id, '') AS good,
        coalesce(hs_chapter, '') AS chapter,
        status
    FROM trade_flows
    WHERE NOT is_repeat
),
first_goods AS (SELECT good FROM told GROUP BY good ORDER BY count(*) DESC, good LIMIT $goods),
first_corridors AS (SELECT corridor FROM told GROUP BY corridor ORDER BY count(*) DESC, corridor LIMIT $corridors)
SELECT
    period,
    CASE WHEN corridor IN (SELECT c.corridor FROM first_corridors c) THEN corridor ELSE '*' END AS corridor,
    CASE WHEN good IN (SELECT g.good FROM first_goods g) THEN good ELSE '*' END AS good,
    chapter,
    status,
    count(*) AS flows
FROM told
GROUP BY ALL
ORDER BY ALL;
