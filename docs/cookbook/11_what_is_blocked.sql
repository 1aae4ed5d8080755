-- What has been banned, halted, refused or seized, and who said so first?
SELECT f.seen_on, f.exporter, f.importer, f.good, f.outlet, f.quotation
FROM trade_flows f
WHERE f.status = 'blocked' AND NOT f.is_repeat
QUALIFY row_number() OVER (PARTITION BY f.exporter_country, f.importer_country, f.good_id ORDER BY f.flow_number) = 1
ORDER BY f.seen_on DESC NULLS LAST, f.flow_number
LIMIT 6;
