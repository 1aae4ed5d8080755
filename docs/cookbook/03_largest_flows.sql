-- Which flows are told most?
-- A document and its copies count once; `mentions` counts every telling.
SELECT exporter, importer, good, status, documents, mentions, first_seen, last_seen
FROM flow_totals
ORDER BY documents DESC, mentions DESC, exporter, importer, good, status
LIMIT 8;
