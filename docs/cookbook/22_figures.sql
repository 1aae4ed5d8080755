-- Which figures are told of coal and grain, and in what words?
SELECT good, quantity_low, quantity_high, unit, amount_low, amount_high, currency, is_approximate AS about, published_on, quotation
FROM good_amounts
WHERE hs_chapter IN ('27', '10') AND NOT is_repeat
ORDER BY published_on NULLS LAST, document_id, start_char
LIMIT 8;
