-- Which goods are new on an old corridor?
SELECT exporter, importer, good, first_seen, days_after_corridor AS days, first_status, title
FROM new_goods_on_corridor
WHERE days_after_corridor > 0
ORDER BY first_seen DESC, exporter, importer, good
LIMIT 8;
