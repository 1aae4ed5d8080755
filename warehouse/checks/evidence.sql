-- Every fact and sentence stands in its document: substring(text, start_char + 1, end_char - start_char) = surface.
-- Said of pieces of 1000 code points, since substring() counts from the start of the text and a long document has many facts:
-- a part of a surface, at most 1000 long, lies within the piece where it starts and the next one.
WITH spans AS (
    SELECT 'fact_trade_goods' AS table_name, document_id, start_char, end_char, surface FROM fact_trade_goods
    UNION ALL SELECT 'fact_actors', document_id, start_char, end_char, surface FROM fact_actors
    UNION ALL SELECT 'fact_places', document_id, start_char, end_char, surface FROM fact_places
    UNION ALL SELECT 'fact_dates', document_id, start_char, end_char, surface FROM fact_dates
    UNION ALL SELECT 'fact_routes', document_id, start_char, end_char, surface FROM fact_routes
    UNION ALL SELECT 'fact_trade_flows', document_id, start_char, end_char, surface FROM fact_trade_flows
    UNION ALL SELECT 'sentences', document_id, start_char, end_char, text FROM sentences
),
cut_texts AS (
    SELECT document_id, regexp_extract_all(text, '(?s).{1,1000}') AS pieces FROM dim_documents
),
pieces AS (
    SELECT document_id, unnest(pieces) AS piece, generate_subscripts(pieces, 1) - 1 AS number FROM cut_texts
),
windows AS (
    SELECT document_id, number, piece || coalesce(lead(piece) OVER (PARTITION BY document_id ORDER BY number), '') AS stretch FROM pieces
),
cut_spans AS (
    SELECT
        table_name, document_id, start_char, end_char, surface,
        CASE WHEN length(surface) <= 1000 THEN [surface] ELSE regexp_extract_all(surface, '(?s).{1,1000}') END AS parts
    FROM spans
),
parts AS (
    SELECT
        table_name, document_id, start_char, end_char, surface,
        unnest(parts) AS part,
        start_char + 1000 * (generate_subscripts(parts, 1) - 1) AS part_start
    FROM cut_spans
)
SELECT DISTINCT p.table_name, p.document_id, p.start_char, p.end_char, left(p.surface, 80) AS surface
FROM parts p
LEFT JOIN windows w ON w.document_id = p.document_id AND w.number = p.part_start // 1000
WHERE substring(w.stretch, p.part_start % 1000 + 1, length(p.part)) IS DISTINCT FROM p.part
   OR length(p.surface) <> p.end_char - p.start_char
ORDER BY table_name, document_id, start_char, end_char;
