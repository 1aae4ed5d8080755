-- What could not be read.
SELECT source_file, reason, detail, count(*) OVER () AS of_all FROM quarantine ORDER BY reason, source_file, detail LIMIT $rows;
