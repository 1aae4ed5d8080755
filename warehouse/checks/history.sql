-- Where a history is kept, each document has exactly one open stay, a fact listed as there is there, and nobody left before coming.
WITH is_kept AS (
    SELECT count(*) > 0 AS yes FROM pipeline_runs
),
open AS (
    SELECT document_id, count(*) AS stays FROM history_documents WHERE withdrawn_at IS NULL GROUP BY document_id
),
faults AS (
    SELECT coalesce(o.document_id, d.document_id) AS document_id, 'open stays are not one' AS fault
    FROM open o
    FULL JOIN dim_documents d ON d.document_id = o.document_id
    WHERE d.document_id IS NULL OR o.stays IS DISTINCT FROM 1
    UNION ALL
    SELECT document_id, 'withdrawn before it was loaded' FROM history_documents WHERE withdrawn_at <= loaded_at
    UNION ALL
    SELECT document_id, 'fact withdrawn before it was loaded' FROM history_facts WHERE withdrawn_at <= loaded_at
    UNION ALL
    SELECT h.document_id, 'fact of a document that is not there'
    FROM history_facts h
    ANTI JOIN dim_documents d USING (document_id)
    WHERE h.withdrawn_at IS NULL
)
SELECT document_id, fault FROM faults, is_kept WHERE yes ORDER BY ALL;
