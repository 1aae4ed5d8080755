-- How was one flow told over time?
-- `is_turn` keeps the first telling and those whose status differs from the one before.
SELECT seen_on, step, previous_status, status, title
FROM flow_history
WHERE exporter = 'North Korea' AND importer = 'China' AND good = 'coal' AND is_turn
ORDER BY step
LIMIT 10;
