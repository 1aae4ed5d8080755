-- BM25 as in search(), with the sentence in the place of the document.
CREATE MACRO search_sentences(query, most := 50) AS TABLE
WITH size AS (
    SELECT (SELECT sum(words) FROM search_documents) / greatest(count(*), 1) AS words, count(*) AS sentences FROM sentences WHERE zone <> 'furniture'
),
asked AS (
    SELECT w.word_number, ln(1 + (size.sentences - w.sentences + 0.5) / (w.sentences + 0.5)) AS weight
    FROM search_words w, size
    WHERE w.word IN (SELECT search_stem(unnest(search_words_of(query))))
),
scored AS (
    SELECT
        p.document_number,
        p.sentence_number,
        sum(a.weight * p.times * 2.2 / (p.times + 1.2 * (0.25 + 0.75 * p.sentence_words / size.words))) AS score,
        count(*) AS words_found
    FROM search_postings p JOIN asked a USING (word_number), size
    WHERE p.sentence_number >= 0
    GROUP BY p.document_number, p.sentence_number
    ORDER BY score DESC, p.document_number, p.sentence_number
    LIMIT most
)
SELECT
    round(s.score, 3) AS score,
    s.words_found,
    t.text AS sentence,
    t.sentence_id,
    t.document_id,
    d.title,
    d.publisher AS outlet,
    d.published_on,
    d.source_file,
    d.duplicate_of
FROM scored s
JOIN search_documents n USING (document_number)
JOIN dim_documents d USING (document_id)
JOIN sentences t ON t.sentence_id = n.document_id || ':' || s.sentence_number
ORDER BY s.score DESC, t.document_id, t.sentence_number;
COMMENT ON MACRO TABLE search_sentences IS 'Full-text search over sentences: FROM search_sentences(''coal port'') gives the 50 best (most := 200 for more), ranked by BM25, with score, words_found, the sentence, its document, title, outlet and published_on. Any of the words will do, in any case, singular or plural.';
