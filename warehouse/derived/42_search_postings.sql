-- In order of words, so that a word is one stretch of the table.
INSERT INTO search_postings
WITH stems AS (
    SELECT t.token, w.word_number
    FROM (SELECT DISTINCT token FROM search_tokens) t JOIN search_words w ON w.word = search_stem(t.token)
)
SELECT s.word_number, t.document_number, t.sentence_number, sum(t.times) AS times, any_value(t.sentence_words) AS sentence_words
FROM search_tokens t JOIN stems s USING (token)
GROUP BY s.word_number, t.document_number, t.sentence_number
ORDER BY s.word_number, t.document_number, t.sentence_number;

DROP TABLE search_tokens;
