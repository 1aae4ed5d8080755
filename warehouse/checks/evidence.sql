-- Every fact and sentence stands in its document: substring(text, start_char + 1, end_char - start_char) = surface.
-- Of each document by itself.
-- Asked of stretches of the text, since substring() counts from the start of its text and a long document has many facts: each stretch
-- is twice its step long, so a surface no longer than the step lies wholly in the stretch where it starts. Longer ones take a larger step.
WITH spans AS (
    SELECT 'fact_trade_goods' AS table_name, document_id, start_char, end_char, surface FROM fact_trade_goods
    UNION ALL SELECT 'fact_actors', document_id, start_char, end_char, surface FROM fact_actors
    UNION ALL SELECT 'fact_places', document_id, start_char, end_char, surface FROM fact_places
    UNION ALL SELECT 'fact_dates', document_id, start_char, end_char, surface FROM fact_dates
    UNION ALL SELECT 'fact_routes', document_id, start_char, end_char, surface FROM fact_routes
    UNION ALL SELECT 'fact_trade_flows', document_id, start_char, end_char, surface FROM fact_trade_flows
    UNION ALL SELECT 'unknown_terms', document_id, start_char, end_char, surface FROM unknown_terms
    UNION ALL SELECT 'sentences', document_id, start_char, end_char, text FROM sentences
),
large AS (
    SELECT document_id, start, substring(text, start + 1, 16000000) AS stretch
    FROM (SELECT document_id, text, unnest(range(0, length(text), 8000000)) AS start FROM dim_documents)
),
medium AS (
    SELECT document_id, base + start AS start, substring(stretch, start + 1, 800000) AS stretch
    FROM (SELECT document_id, start AS base, stretch, unnest(range(0, least(length(stretch), 8000000), 400000)) AS start FROM large)
),
small AS (
    SELECT document_id, base + start AS start, substring(stretch, start + 1, 40000) AS stretch
    FROM (SELECT document_id, start AS base, stretch, unnest(range(0, least(length(stretch), 400000), 20000)) AS start FROM medium)
),
stretches AS (
    SELECT document_id, 20000 AS step, start, stretch FROM small
    UNION ALL SELECT document_id, 400000, start, stretch FROM medium WHERE length(stretch) > 20000
    UNION ALL SELECT document_id, 8000000, start, stretch FROM large WHERE length(stretch) > 400000
    UNION ALL SELECT document_id, 1000000000000, 0, text FROM dim_documents WHERE length(text) > 8000000
),
placed AS (
    SELECT
        table_name, document_id, start_char, end_char, surface,
        CASE
            WHEN length(surface) <= 20000 THEN 20000
            WHEN length(surface) <= 400000 THEN 400000
            WHEN length(surface) <= 8000000 THEN 8000000
            ELSE 1000000000000
        END AS step
    FROM spans
),
compared AS (
    SELECT
        p.table_name, p.document_id, p.start_char, p.end_char, left(p.surface, 80) AS surface,
        length(p.surface) = p.end_char - p.start_char
            AND substring(s.stretch, p.start_char - s.start + 1, length(p.surface)) IS NOT DISTINCT FROM p.surface AS holds
    FROM placed p
    LEFT JOIN stretches s ON s.document_id = p.document_id
        AND s.step = p.step
        AND s.start = p.start_char // p.step * p.step
)
SELECT table_name, document_id, start_char, end_char, surface FROM compared WHERE NOT holds ORDER BY ALL;
