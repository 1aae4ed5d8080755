-- What moves between Russia and each of its partners, by HS chapter?
SELECT exporter, importer, hs_chapter AS hs, hs_chapter_title AS goods, sum(flows) AS mentions
FROM flows_by_month
WHERE 'Russia' IN (exporter, importer) AND status = 'reported'
GROUP BY exporter, importer, hs_chapter, hs_chapter_title
ORDER BY mentions DESC, exporter, importer, hs
LIMIT 10;
