-- Confidence is within 0 and 1, and no range of days, quantities or money runs backwards.
-- Of each document by itself.
WITH ranges AS (
    SELECT 'fact_dates' AS table_name, document_id, start_char, 'date_from > date_to' AS fault, date_from <= date_to AS holds FROM fact_dates
    UNION ALL SELECT 'fact_trade_flows', document_id, start_char, 'date_from > date_to', date_from <= date_to FROM fact_trade_flows
    UNION ALL SELECT 'fact_trade_goods', document_id, start_char, 'quantity_low > quantity_high', quantity_low <= quantity_high FROM fact_trade_goods
    UNION ALL SELECT 'fact_trade_goods', document_id, start_char, 'amount_low > amount_high', amount_low <= amount_high FROM fact_trade_goods
    UNION ALL SELECT 'fact_trade_goods', document_id, start_char, 'confidence', confidence BETWEEN 0 AND 1 FROM fact_trade_goods
    UNION ALL SELECT 'fact_actors', document_id, start_char, 'confidence', confidence BETWEEN 0 AND 1 FROM fact_actors
    UNION ALL SELECT 'fact_places', document_id, start_char, 'confidence', confidence BETWEEN 0 AND 1 FROM fact_places
    UNION ALL SELECT 'fact_dates', document_id, start_char, 'confidence', confidence BETWEEN 0 AND 1 FROM fact_dates
    UNION ALL SELECT 'fact_routes', document_id, start_char, 'confidence', confidence BETWEEN 0 AND 1 FROM fact_routes
    UNION ALL SELECT 'fact_trade_flows', document_id, start_char, 'confidence', confidence BETWEEN 0 AND 1 FROM fact_trade_flows
)
SELECT table_name, document_id, start_char, fault
FROM ranges
WHERE NOT holds
ORDER BY ALL;
