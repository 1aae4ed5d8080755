-- Each sanction provision is there once, and its country, HS code, currency, address and name pattern have their shape.
WITH shapes AS (
    SELECT provision_id, 'target_country' AS place, target_country AS code, '[A-Z]{2}' AS shape FROM sanction_provisions
    UNION ALL SELECT provision_id, 'hs_code', hs_code, '(0[1-9]|[1-9][0-9])([0-9]{2})?' FROM sanction_provisions
    UNION ALL SELECT provision_id, 'cap_currency', cap_currency, '[A-Z]{3}' FROM sanction_provisions
    UNION ALL SELECT provision_id, 'url', url, 'https://[^ ]+' FROM sanction_provisions
    UNION ALL SELECT provision_id, 'class', class, '[a-z][a-z_]*[a-z]' FROM sanction_provisions
)
SELECT provision_id, place, code FROM shapes WHERE NOT regexp_full_match(code, shape)
UNION ALL
SELECT provision_id, 'hs_level', hs_code FROM sanction_provisions WHERE length(hs_code) <> CASE hs_level WHEN 'heading' THEN 4 ELSE 2 END
UNION ALL
SELECT provision_id, 'good_pattern', good_pattern FROM sanction_provisions WHERE regexp_full_match('', good_pattern)
UNION ALL
SELECT provision_id, 'provision_id', count(*)::VARCHAR FROM sanction_provisions GROUP BY provision_id HAVING count(*) > 1
ORDER BY ALL;
