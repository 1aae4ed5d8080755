-- Which goods were seen for the first time since 2023, and in which document?
SELECT first_seen, exporter, importer, good, first_status, title
FROM new_goods_on_corridor
WHERE first_seen >= DATE '2023-01-01'
ORDER BY first_seen, exporter, importer, good
LIMIT 10;
