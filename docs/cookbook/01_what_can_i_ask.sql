-- What can I ask?
-- The file explains itself: every table, view, function and column has its sentence in `data_dictionary`.
SELECT table_name AS view, split_part(comment, '. ', 1) AS tells
FROM data_dictionary
WHERE kind = 'view' AND position = 0
ORDER BY view;
