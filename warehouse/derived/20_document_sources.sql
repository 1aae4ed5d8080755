-- Copies take the source of their original: what was copied is its news, whoever printed it.
INSERT INTO document_sources
WITH mentioned AS (
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
    o.document_id AS original_document_id,
    o.publisher AS outlet,
    coalesce(outlet_key(o.publisher), o.document_id) AS outlet_key,
    coalesce(c.names, []) AS cited_outlets,
    c.key AS cited_key
FROM dim_documents d
JOIN dim_documents o ON o.document_id = coalesce(d.duplicate_of, d.document_id)
LEFT JOIN cited c ON c.document_id = o.document_id
ORDER BY d.document_id;
