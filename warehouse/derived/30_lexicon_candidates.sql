-- Copies are left out: what was printed twice is one find.
INSERT INTO lexicon_candidates
WITH found AS (
    SELECT u.*, d.published_on
    FROM unknown_terms u
    JOIN dim_documents d USING (document_id)
    WHERE d.duplicate_of IS NULL
),
guesses AS (
    SELECT term, guessed_kind, count(*) AS documents, sum(mentions) AS mentions FROM found GROUP BY term, guessed_kind
),
kinds AS (
    SELECT term, first(guessed_kind ORDER BY documents DESC, mentions DESC, guessed_kind) AS guessed_kind FROM guesses GROUP BY term
),
counted AS (
    SELECT term, count(*) AS documents, sum(mentions)::BIGINT AS mentions, min(published_on) AS first_seen FROM found GROUP BY term
),
examples AS (
    SELECT f.term, f.guessed_kind, f.document_id, f.sentence_id, f.start_char, f.end_char
    FROM found f
    JOIN kinds k USING (term, guessed_kind)
    QUALIFY row_number() OVER (PARTITION BY f.term ORDER BY f.published_on NULLS LAST, f.document_id, f.start_char) = 1
)
SELECT
    e.term, e.guessed_kind, c.documents, c.mentions, c.first_seen, s.text AS example, e.document_id, e.sentence_id, e.start_char, e.end_char
FROM examples e
JOIN counted c USING (term)
JOIN sentences s ON s.document_id = e.document_id AND s.sentence_id = e.sentence_id
ORDER BY c.documents DESC, c.mentions DESC, e.term;
