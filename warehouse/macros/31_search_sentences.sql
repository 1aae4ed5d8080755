-- BM25 as in search(), with the sentence in the place of the document.
CREATE MACRO search_sentences(query, most := 50) AS TABLE
WITH size AS (
    SELECT (SELECT sum(words) FROM search_documents) / greatest(count(*), 1) AS words, count(*) AS sentences FROM sentences WHERE zone <> 'furniture'
),
asked AS (
    SELECT w.word_number, w.documents, ln(1 + (size.sentences - w.sentences + 0.5) / (w.sentences + 0.5)) AS weight
    FROM search_words w, size
    WHERE w.word IN (SELECT search_stem(unnest(search_words_of(query))))
),
-- A word that most of many documents have tells nothing beside a rarer one, and has millions of places.
telling AS (
    SELECT word_number, weight FROM asked
    WHERE documents <= greatest(10000, (SELECT count(*) FROM search_documents) / 2) OR documents = (SELECT min(documents) FROM asked)
),
held AS (
    SELECT p.document_number, p.sentence_number, p.times, p.sentence_words, a.weight
    FROM search_postings p JOIN telling a USING (word_number)
    WHERE p.sentence_number >= 0
),
scored AS (
    SELECT
        h.document_number,
        h.sentence_number,
        sum(h.weight * h.times * 2.2 / (h.times + 1.2 * (0.25 + 0.75 * h.sentence_words / size.words))) AS score,
        count(*) AS words_found
    FROM held h, size
    GROUP BY h.document_number, h.sentence_number
    ORDER BY score DESC, h.document_number, h.sentence_number
    LIMIT most
),
picked AS (
    SELECT s.score, s.words_found, s.document_number, s.sentence_number, n.document_id, n.first_sentence + s.sentence_number AS place
    FROM scored s
    JOIN search_documents n USING (document_number)
),
documents AS (
    SELECT document_id, title, publisher, published_on, source_file, duplicate_of
    FROM dim_documents WHERE document_id IN (SELECT document_id FROM picked)
),
-- By way of the row numbers, so that only these few texts are unpacked.
quoted AS (
    SELECT document_id, sentence_number, sentence_id, text FROM sentences WHERE rowid IN (SELECT place FROM picked)
)
SELECT
    round(p.score, 3) AS score,
    p.words_found,
    q.text AS sentence,
    q.sentence_id,
    p.document_id,
    d.title,
    d.publisher AS outlet,
    d.published_on,
    d.source_file,
    d.duplicate_of
FROM picked p
JOIN documents d USING (document_id)
LEFT JOIN quoted q USING (document_id, sentence_number)
ORDER BY p.score DESC, p.document_number, p.sentence_number;
COMMENT ON MACRO TABLE search_sentences IS 'Full-text search over sentences: FROM search_sentences(''coal port'') gives the 50 best (most := 200 for more), ranked by BM25, with score, words_found, the sentence, its document, title, outlet and published_on. Any of the words will do, in any case, singular or plural; a word that most of a large collection has counts only where none is rarer.';
