-- Words become numbers before anything is counted: numbers are grouped several times faster. A word that is known keeps its number.
CREATE OR REPLACE TEMP TABLE search_numbers AS
WITH stems AS (
    SELECT token, search_stem(token) AS word FROM (SELECT DISTINCT token FROM temp.search_tokens)
)
SELECT
    s.token,
    s.word,
    coalesce(
        w.word_number,
        (SELECT coalesce(max(word_number), 0) FROM search_words)
            + dense_rank() OVER (PARTITION BY w.word_number IS NULL ORDER BY s.word)
    )::INTEGER AS word_number
FROM stems s
LEFT JOIN search_words w USING (word);

CREATE OR REPLACE TEMP TABLE search_found AS
SELECT n.word_number, t.document_number, t.sentence_number, count(*)::INTEGER AS times, any_value(t.sentence_words) AS sentence_words
FROM temp.search_tokens t JOIN temp.search_numbers n USING (token)
GROUP BY n.word_number, t.document_number, t.sentence_number;

DROP TABLE temp.search_tokens;

-- What came less what went, and what was there before.
CREATE OR REPLACE TEMP TABLE search_counts AS
WITH places AS (
    SELECT word_number, document_number, 1 AS sign FROM temp.search_found
    UNION ALL
    SELECT word_number, document_number, -1 FROM search_postings WHERE document_number IN (FROM temp.search_gone)
),
held AS (
    SELECT word_number, document_number, sum(sign) AS sentences, any_value(sign) AS sign FROM places GROUP BY word_number, document_number
),
counted AS (
    SELECT word_number, sum(sign) AS documents, sum(sentences) AS sentences FROM held GROUP BY word_number
),
words AS (
    SELECT DISTINCT word_number, word FROM temp.search_numbers
)
SELECT
    word_number,
    coalesce(w.word, n.word) AS word,
    c.documents + coalesce(w.documents, 0) AS documents,
    c.sentences + coalesce(w.sentences, 0) AS sentences
FROM counted c
LEFT JOIN search_words w USING (word_number)
LEFT JOIN words n USING (word_number);

DELETE FROM search_words WHERE word_number IN (SELECT word_number FROM temp.search_counts);

INSERT INTO search_words FROM temp.search_counts WHERE documents > 0 ORDER BY word_number;

DROP TABLE temp.search_numbers;
DROP TABLE temp.search_counts;
