-- Of the documents in temp.changed, which are all of a new file; the words of the others stay as they are.
CREATE OR REPLACE TEMP TABLE search_gone AS
SELECT document_number FROM search_documents SEMI JOIN temp.changed USING (document_id);

CREATE OR REPLACE TEMP TABLE search_new AS
SELECT
    document_id,
    title,
    ((SELECT coalesce(max(document_number), 0) FROM search_documents) + row_number() OVER (ORDER BY d.rowid))::INTEGER AS document_number
FROM dim_documents d SEMI JOIN temp.changed USING (document_id);

-- Words are cut once for all three tables of the index; the headline counts as a sentence more, so its words weigh double.
CREATE OR REPLACE TEMP TABLE search_tokens AS
WITH texts AS (
    SELECT n.document_number, s.sentence_number::INTEGER AS sentence_number, search_words_of(s.text) AS words
    FROM sentences s JOIN temp.search_new n USING (document_id)
    WHERE s.zone <> 'furniture'
    UNION ALL
    SELECT document_number, -1, search_words_of(title) FROM temp.search_new WHERE title IS NOT NULL
)
SELECT document_number, sentence_number, len(words)::INTEGER AS sentence_words, unnest(words) AS token FROM texts;

DELETE FROM search_documents WHERE document_number IN (FROM temp.search_gone);

INSERT INTO search_documents
WITH lengths AS (
    SELECT document_number, count(*)::INTEGER AS words FROM temp.search_tokens GROUP BY document_number
)
SELECT n.document_number, n.document_id, coalesce(l.words, 0) AS words, NULL AS first_sentence
FROM temp.search_new n
LEFT JOIN lengths l USING (document_number)
ORDER BY n.document_number;

DROP TABLE temp.search_new;
