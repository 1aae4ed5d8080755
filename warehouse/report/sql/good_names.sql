-- Each good that some flow names, most told first.
SELECT coalesce(good_id, '') AS good, any_value(f.good) AS name, count(*) AS flows
FROM trade_flows f
WHERE NOT is_repeat
GROUP BY good_id
ORDER BY flows DESC, 1;
