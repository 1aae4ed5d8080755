-- Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) with k1 = 1.2 and b = 0.75.
CREATE MACRO search(query, most := 50) AS TABLE
WITH size AS (
    SELECT count(*) AS documents, avg(words) AS words FROM search_documents
),
asked AS (
    SELECT w.word_number, w.documents, ln(1 + (size.documents - w.documents + 0.5) / (w.documents + 0.5)) AS weight
    FROM search_words w, size
    WHERE w.word IN (SELECT search_stem(unnest(search_words_of(query))))
),
-- A word that most of many documents have tells nothing beside a rarer one, and has millions of places.
telling AS (
    SELECT word_number, weight FROM asked
    WHERE documents <= greatest(10000, (SELECT count(*) FROM search_documents) / 2) OR documents = (SELECT min(documents) FROM asked)
),
held AS (
    SELECT p.document_number, p.word_number, p.sentence_number, p.times, a.weight
    FROM search_postings p JOIN telling a USING (word_number)
),
found AS (
    SELECT document_number, word_number, any_value(weight) AS weight, sum(times) AS times FROM held GROUP BY document_number, word_number
),
scored AS (
    SELECT
        f.document_number,
        sum(f.weight * f.times * 2.2 / (f.times + 1.2 * (0.25 + 0.75 * d.words / size.words))) AS score,
        count(*) AS words_found
    FROM found f JOIN search_documents d USING (document_number), size
    GROUP BY f.document_number
    ORDER BY score DESC, f.document_number
    LIMIT most
),
sentence_scores AS (
    SELECT h.document_number, h.sentence_number, sum(h.weight) AS score
    FROM held h
    WHERE h.sentence_number >= 0 AND h.document_number IN (SELECT document_number FROM scored)
    GROUP BY h.document_number, h.sentence_number
),
best AS (
    SELECT document_number, arg_max(sentence_number, (score, -sentence_number)) AS sentence_number FROM sentence_scores GROUP BY document_number
),
picked AS (
    SELECT s.document_number, s.score, s.words_found, d.document_id, b.sentence_number, d.first_sentence + b.sentence_number AS place
    FROM scored s
    JOIN search_documents d USING (document_number)
    LEFT JOIN best b USING (document_number)
),
documents AS (
    SELECT document_id, title, publisher, published_on, source_file, url, duplicate_of
    FROM dim_documents WHERE document_id IN (SELECT document_id FROM picked)
),
-- By way of the row numbers, so that only these few texts are unpacked.
quoted AS (
    SELECT document_id, sentence_number, text FROM sentences WHERE rowid IN (SELECT place FROM picked)
)
SELECT
    round(p.score, 3) AS score,
    p.words_found,
    p.document_id,
    d.title,
    d.publisher AS outlet,
    d.published_on,
    q.text AS best_sentence,
    d.source_file,
    d.url,
    d.duplicate_of
FROM picked p
JOIN documents d USING (document_id)
LEFT JOIN quoted q USING (document_id, sentence_number)
ORDER BY p.score DESC, p.document_number;
COMMENT ON MACRO TABLE search IS 'Full-text search over documents: FROM search(''coal port'') gives the 50 best (most := 200 for more), ranked by BM25, with score, words_found (how many of the words it holds), title, outlet, published_on and best_sentence. Any of the words will do, in any case, singular or plural; a word that most of a large collection has counts only where none is rarer.';
