-- How does the trade in fuel (HS chapter 27) go, month by month?
-- A time longer than a month has `month` NULL and counts under its year.
SELECT year, month, exporter, importer, status, documents
FROM flows_by_month
WHERE hs_chapter = '27' AND year >= 2017
ORDER BY year, month NULLS LAST, exporter, importer, status
LIMIT 15;
