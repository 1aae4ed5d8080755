-- What does North Korea sell, to whom, and is it told as done, planned or stopped?
SELECT good, hs_chapter AS hs, importer, list(status ORDER BY status) AS told_as, sum(mentions) AS mentions
FROM flow_totals
WHERE exporter = 'North Korea'
GROUP BY good, hs_chapter, importer
ORDER BY mentions DESC, good, importer
LIMIT 12;
