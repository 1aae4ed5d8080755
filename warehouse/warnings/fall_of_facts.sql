-- No fewer facts to a document than nine tenths of the median of the last five publications.
WITH published AS (
    SELECT facts / nullif(documents, 0) AS ratio, row_number() OVER (ORDER BY started_at DESC) AS age
    FROM pipeline_runs WHERE outcome = 'published'
),
compared AS (
    SELECT
        (SELECT ratio FROM published WHERE age = 1) AS facts_per_document,
        (SELECT median(ratio) FROM published WHERE age BETWEEN 2 AND 6) AS usual_facts_per_document
)
SELECT
    round(facts_per_document, 2) AS facts_per_document,
    round(usual_facts_per_document, 2) AS usual_facts_per_document
FROM compared
WHERE facts_per_document < 0.9 * usual_facts_per_document;
