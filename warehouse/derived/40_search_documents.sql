-- Words are cut once for all three tables of the index; the headline counts as a sentence more, so its words weigh double.
CREATE OR REPLACE TEMP TABLE search_tokens AS
WITH numbered AS (
    SELECT document_id, title, (row_number() OVER (ORDER BY rowid))::INTEGER AS document_number FROM dim_documents
),
texts AS (
    SELECT n.document_number, s.sentence_number::INTEGER AS sentence_number, search_words_of(s.text) AS words
    FROM sentences s JOIN numbered n USING (document_id)
    WHERE s.zone <> 'furniture'
    UNION ALL
    SELECT document_number, -1, search_words_of(title) FROM numbered WHERE title IS NOT NULL
)
SELECT document_number, sentence_number, len(words)::INTEGER AS sentence_words, unnest(words) AS token FROM texts;

INSERT INTO search_documents
WITH lengths AS (
    SELECT document_number, count(*)::INTEGER AS words FROM search_tokens GROUP BY document_number
),
numbered AS (
    SELECT document_id, (row_number() OVER (ORDER BY rowid))::INTEGER AS document_number FROM dim_documents
),
firsts AS (
    SELECT document_id, min(rowid) AS first_sentence FROM sentences GROUP BY document_id
)
SELECT n.document_number, n.document_id, coalesce(l.words, 0) AS words, f.first_sentence
FROM numbered n
LEFT JOIN lengths l USING (document_number)
LEFT JOIN firsts f USING (document_id)
ORDER BY n.document_number;
