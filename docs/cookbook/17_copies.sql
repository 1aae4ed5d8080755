-- Which articles are copies of which?
SELECT c.title AS copy, c.outlet AS copied_by, c.published_on, o.title AS original, o.outlet AS first_outlet, o.published_on AS first_on
FROM document_brief c
JOIN document_brief o ON o.document_id = c.duplicate_of
ORDER BY c.published_on, c.title
LIMIT 10;
