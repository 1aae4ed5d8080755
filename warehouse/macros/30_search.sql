-- Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) with k1 = 1.2 and b = 0.75.
CREATE MACRO search(query, most := 50) AS TABLE
WITH size AS (
    SELECT count(*) AS documents, avg(words) AS words FROM search_documents
),
asked AS (
    SELECT w.word_number, ln(1 + (size.documents - w.documents + 0.5) / (w.documents + 0.5)) AS weight
    FROM search_words w, size
    WHERE w.word IN (SELECT search_stem(unnest(search_words_of(query))))
),
held AS (
    SELECT p.document_number, p.word_number, p.sentence_number, p.times, a.weight
    FROM search_postings p JOIN asked a USING (word_number)
),
found AS (
    SELECT document_number, word_number, any_value(weight) AS weight, sum(times) AS times FROM held GROUP BY document_number, word_number
),
scored AS (
    SELECT
        f.document_number,
        d.document_id,
        sum(f.weight * f.times * 2.2 / (f.times + 1.2 * (0.25 + 0.75 * d.words / size.words))) AS score,
        count(*) AS words_found
    FROM found f JOIN search_documents d USING (document_number), size
    GROUP BY f.document_number, d.document_id
    ORDER BY score DESC, d.document_id
    LIMIT most
),
sentence_scores AS (
    SELECT h.document_number, h.sentence_number, sum(h.weight) AS score
    FROM held h JOIN scored USING (document_number)
    WHERE h.sentence_number >= 0
    GROUP BY h.document_number, h.sentence_number
),
best AS (
    SELECT document_number, arg_max(sentence_number, (score, -sentence_number)) AS sentence_number FROM sentence_scores GROUP BY document_number
)
SELECT
    round(s.score, 3) AS score,
    s.words_found,
    s.document_id,
    d.title,
    d.publisher AS outlet,
    d.published_on,
    t.text AS best_sentence,
    d.source_file,
    d.url,
    d.duplicate_of
FROM scored s
JOIN dim_documents d USING (document_id)
LEFT JOIN best b USING (document_number)
LEFT JOIN sentences t ON t.sentence_id = s.document_id || ':' || b.sentence_number
ORDER BY s.score DESC, s.document_id;
COMMENT ON MACRO TABLE search IS 'Full-text search over documents: FROM search(''coal port'') gives the 50 best (most := 200 for more), ranked by BM25, with score, words_found (how many of the words it holds), title, outlet, published_on and best_sentence. Any of the words will do, in any case, singular or plural.';
