-- Why files or records could not be read.
SELECT reason, count(*) AS rows FROM quarantine GROUP BY reason ORDER BY rows DESC, reason;
