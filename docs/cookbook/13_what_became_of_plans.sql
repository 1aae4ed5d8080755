-- What became of what was planned?
-- `reported_on` and `blocked_on` are the first days, from the plan on, on which the same good is told to move there or to be stopped.
SELECT exporter, importer, good, first_seen AS planned_on, reported_on, blocked_on, quotation
FROM flow_outcomes
WHERE status = 'planned'
ORDER BY first_seen NULLS LAST, exporter, importer, good
LIMIT 8;
