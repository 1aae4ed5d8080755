-- Each raw file is in dim_documents or in quarantine, and these two know no file that was not found.
WITH told AS (
    SELECT source_file FROM dim_documents
    UNION
    SELECT source_file FROM quarantine
)
SELECT
    coalesce(r.source_file, t.source_file) AS source_file,
    CASE WHEN t.source_file IS NULL THEN 'neither in dim_documents nor in quarantine' ELSE 'not in raw_files' END AS fault
FROM raw_files r
FULL JOIN told t ON t.source_file = r.source_file
WHERE r.source_file IS NULL OR t.source_file IS NULL
ORDER BY source_file;
