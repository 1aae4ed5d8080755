-- Which flows fall on a day and in a direction for which a resolution lists the good?
-- Listed says what the paragraph names, not that a trade broke it; `match` tells where only the HS chapter is known.
SELECT date_from, exporter, importer, good, status, listing, resolution || ', ' || paragraph AS provision, match, quotation
FROM sanction_listed_flows
WHERE in_force = 'whole' AND NOT is_repeat
ORDER BY date_from, exporter, importer, good, status, provision, start_char
LIMIT 6;
