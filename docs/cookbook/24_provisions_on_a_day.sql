-- What stood in the way of North Korean coal, iron and seafood on 1 January 2017, and what a year later?
SELECT day, resolution, paragraph, class, direction, is_cap, in_force_from, in_force_until
FROM (VALUES (DATE '2017-01-01'), (DATE '2018-01-01')) days(day)
JOIN sanction_provisions p ON day BETWEEN p.in_force_from AND coalesce(p.in_force_until, day)
WHERE p.direction = 'export' AND regexp_matches(p.class, 'coal|iron|seafood')
GROUP BY ALL
ORDER BY day, resolution, paragraph, class, is_cap, in_force_from;
