-- By what means do goods go, and which ways are open, planned or closed?
SELECT mode, status, sum(routes) AS routes, min(first_published_on) AS first_told, max(last_published_on) AS last_told
FROM route_activity
GROUP BY mode, status
ORDER BY routes DESC, mode, status;
