-- No fewer documents than nine tenths of the median of the last five publications.
WITH published AS (
    SELECT documents, row_number() OVER (ORDER BY started_at DESC) AS age FROM pipeline_runs WHERE outcome = 'published'
),
compared AS (
    SELECT
        (SELECT documents FROM published WHERE age = 1) AS documents,
        (SELECT median(documents) FROM published WHERE age BETWEEN 2 AND 6) AS usual_documents
)
SELECT documents, usual_documents FROM compared WHERE documents < 0.9 * usual_documents;
