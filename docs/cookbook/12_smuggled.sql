-- What is said to be smuggled or to evade sanctions?
-- A matter of what the text says, not of law.
SELECT exporter, importer, good, status, illicit_mentions, documents, outlets
FROM flow_totals
WHERE illicit_mentions > 0
ORDER BY illicit_mentions DESC, exporter, importer, good, status
LIMIT 10;
