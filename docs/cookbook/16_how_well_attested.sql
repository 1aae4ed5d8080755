-- How many independent sources stand behind each flow?
-- Copies and outlets that cite another add none.
SELECT exporter, importer, good, status, independent_sources AS sources, documents, copies, first_seen, last_seen
FROM flow_corroboration
WHERE documents + copies > 1
ORDER BY sources DESC, documents DESC, exporter, importer, good, status
LIMIT 8;
