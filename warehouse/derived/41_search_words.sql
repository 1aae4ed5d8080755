INSERT INTO search_words
WITH stems AS (
    SELECT token, search_stem(token) AS word FROM (SELECT DISTINCT token FROM search_tokens)
),
counted AS (
    SELECT s.word, count(DISTINCT t.document_number) AS documents, count(DISTINCT (t.document_number, t.sentence_number)) AS sentences
    FROM search_tokens t JOIN stems s USING (token)
    GROUP BY s.word
)
SELECT row_number() OVER (ORDER BY word) AS word_number, word, documents, sentences
FROM counted
ORDER BY word_number;
