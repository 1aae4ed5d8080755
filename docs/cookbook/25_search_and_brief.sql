-- Which articles speak of a ship seized with coal, and what do they say in short?
SELECT s.score, s.title, b.published_on, b.flows, b.places, s.best_sentence
FROM search('coal ship seized') s
JOIN document_brief b USING (document_id)
WHERE s.words_found >= 2
ORDER BY s.score DESC, s.document_id
LIMIT 3;
