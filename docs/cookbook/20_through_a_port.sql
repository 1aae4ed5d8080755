-- What goes through one port?
SELECT published_on, exporter, importer, good, status, route_mode AS mode, route_via AS via, outlet
FROM trade_flows
WHERE list_contains(route_via, 'Nampo') AND NOT is_repeat
ORDER BY flow_number
LIMIT 10;
