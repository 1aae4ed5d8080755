-- Who supplies North Korea, and with what?
SELECT exporter, good, status, documents, first_day, last_day
FROM flow_totals
WHERE importer = 'North Korea' AND exporter IS NOT NULL
ORDER BY documents DESC, exporter, good, status
LIMIT 12;
