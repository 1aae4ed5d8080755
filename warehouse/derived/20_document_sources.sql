-- A copy may be the copy of a copy: its original is where the chain begins.
INSERT INTO document_sources
WITH RECURSIVE originals AS (
    SELECT document_id, document_id AS original_document_id FROM dim_documents WHERE duplicate_of IS NULL
    UNION ALL
    SELECT d.document_id, o.original_document_id FROM dim_documents d JOIN originals o ON d.duplicate_of = o.document_id
),
mentioned AS (
    SELECT f.document_id, a.name, outlet_key(a.name) AS key, min(f.start_char) AS start_char
    FROM fact_actors f
    JOIN dim_actors a USING (actor_id)
    WHERE a.kind = 'media'
    GROUP BY f.document_id, a.name
),
cited AS (
    SELECT m.document_id, list(m.name ORDER BY m.start_char, m.name) AS names, arg_min(m.key, m.start_char) AS key
    FROM mentioned m
    JOIN dim_documents d USING (document_id)
    WHERE m.key IS DISTINCT FROM outlet_key(d.publisher)
    GROUP BY m.document_id
)
SELECT
    d.document_id,
    o.original_document_id,
    d.publisher AS outlet,
    coalesce(outlet_key(d.publisher), d.document_id) AS outlet_key,
    coalesce(c.names, []) AS cited_outlets,
    c.key AS cited_key
FROM dim_documents d
JOIN originals o USING (document_id)
LEFT JOIN cited c USING (document_id)
ORDER BY d.document_id;
