-- Words become numbers before anything is counted: numbers are grouped several times faster.
CREATE OR REPLACE TEMP TABLE search_numbers AS
SELECT token, search_stem(token) AS word, dense_rank() OVER (ORDER BY search_stem(token))::INTEGER AS word_number
FROM (SELECT DISTINCT token FROM search_tokens);

CREATE OR REPLACE TEMP TABLE search_found AS
SELECT n.word_number, t.document_number, t.sentence_number, count(*)::INTEGER AS times, any_value(t.sentence_words) AS sentence_words
FROM search_tokens t JOIN search_numbers n USING (token)
GROUP BY n.word_number, t.document_number, t.sentence_number;

DROP TABLE search_tokens;

INSERT INTO search_words
WITH held AS (
    SELECT word_number, document_number, count(*) AS sentences FROM search_found GROUP BY word_number, document_number
),
counted AS (
    SELECT word_number, count(*) AS documents, sum(sentences) AS sentences FROM held GROUP BY word_number
),
words AS (
    SELECT DISTINCT word_number, word FROM search_numbers
)
SELECT word_number, w.word, c.documents, c.sentences
FROM words w JOIN counted c USING (word_number)
ORDER BY word_number;

DROP TABLE search_numbers;
