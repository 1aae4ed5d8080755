-- Where the days of flows come from, copies left out.
SELECT coalesce(date_basis, 'none') AS basis, count(*) AS flows FROM trade_flows WHERE NOT is_repeat GROUP BY basis ORDER BY flows DESC, basis;
