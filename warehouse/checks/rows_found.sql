-- Row numbers that are kept lead where they should: to the first sentence of each document, and to the facts that the history lists.
WITH places AS (
    SELECT 'search_documents' AS table_name, d.document_id, s.document_id AS found
    FROM search_documents d
    LEFT JOIN sentences s ON s.rowid = d.first_sentence
    WHERE d.first_sentence IS NOT NULL
    UNION ALL
    SELECT h.fact_table, h.document_id, f.document_id
    FROM history_facts h
    LEFT JOIN fact_trade_goods f ON f.rowid = h.fact_row
    WHERE h.fact_table = 'fact_trade_goods' AND h.fact_row IS NOT NULL
    UNION ALL
    SELECT h.fact_table, h.document_id, f.document_id
    FROM history_facts h
    LEFT JOIN fact_actors f ON f.rowid = h.fact_row
    WHERE h.fact_table = 'fact_actors' AND h.fact_row IS NOT NULL
    UNION ALL
    SELECT h.fact_table, h.document_id, f.document_id
    FROM history_facts h
    LEFT JOIN fact_places f ON f.rowid = h.fact_row
    WHERE h.fact_table = 'fact_places' AND h.fact_row IS NOT NULL
    UNION ALL
    SELECT h.fact_table, h.document_id, f.document_id
    FROM history_facts h
    LEFT JOIN fact_dates f ON f.rowid = h.fact_row
    WHERE h.fact_table = 'fact_dates' AND h.fact_row IS NOT NULL
    UNION ALL
    SELECT h.fact_table, h.document_id, f.document_id
    FROM history_facts h
    LEFT JOIN fact_routes f ON f.rowid = h.fact_row
    WHERE h.fact_table = 'fact_routes' AND h.fact_row IS NOT NULL
    UNION ALL
    SELECT h.fact_table, h.document_id, f.document_id
    FROM history_facts h
    LEFT JOIN fact_trade_flows f ON f.rowid = h.fact_row
    WHERE h.fact_table = 'fact_trade_flows' AND h.fact_row IS NOT NULL
)
SELECT table_name, document_id, found FROM places WHERE found IS DISTINCT FROM document_id ORDER BY ALL;
