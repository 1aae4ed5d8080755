-- Every fact lies within the sentence that it names, and that sentence belongs to the same document.
-- Of each document by itself.
WITH spans AS (
    SELECT 'fact_trade_goods' AS table_name, document_id, sentence_id, start_char, end_char FROM fact_trade_goods
    UNION ALL SELECT 'fact_actors', document_id, sentence_id, start_char, end_char FROM fact_actors
    UNION ALL SELECT 'fact_places', document_id, sentence_id, start_char, end_char FROM fact_places
    UNION ALL SELECT 'fact_dates', document_id, sentence_id, start_char, end_char FROM fact_dates
    UNION ALL SELECT 'fact_routes', document_id, sentence_id, start_char, end_char FROM fact_routes
    UNION ALL SELECT 'fact_trade_flows', document_id, sentence_id, start_char, end_char FROM fact_trade_flows
    UNION ALL SELECT 'unknown_terms', document_id, sentence_id, start_char, end_char FROM unknown_terms
)
SELECT p.table_name, p.document_id, p.sentence_id, p.start_char, p.end_char, s.start_char AS sentence_start, s.end_char AS sentence_end
FROM spans p
LEFT JOIN sentences s ON s.sentence_id = p.sentence_id AND s.document_id = p.document_id
WHERE s.sentence_id IS NULL OR p.start_char < s.start_char OR p.end_char > s.end_char
ORDER BY ALL;
