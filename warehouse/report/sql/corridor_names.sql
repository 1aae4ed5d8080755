-- Each corridor in words, most told first.
SELECT
    concat(exporter_country, '>', importer_country) AS corridor,
    coalesce(any_value(exporter), '?') AS exporter,
    coalesce(any_value(importer), '?') AS importer,
    count(*) AS flows
FROM trade_flows
WHERE NOT is_repeat
GROUP BY exporter_country, importer_country
ORDER BY flows DESC, corridor;
