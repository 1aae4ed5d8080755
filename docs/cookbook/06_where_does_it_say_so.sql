-- Where does it say so?
-- The quotation behind each flow is a column of the same row; `document_id`, `start_char` and `end_char` lead to the very words.
SELECT published_on, outlet, status, quotation
FROM trade_flows
WHERE exporter = 'North Korea' AND importer = 'China' AND good = 'coal' AND NOT is_repeat
ORDER BY flow_number
LIMIT 6;
