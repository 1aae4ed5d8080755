-- Which ports, crossings and towns do goods pass, and when were they last told open or closed?
SELECT place, country, mode, status, sum(routes) AS routes, max(last_published_on) AS last_told
FROM crossing_activity
GROUP BY place, country, mode, status
ORDER BY routes DESC, place, mode, status
LIMIT 12;
