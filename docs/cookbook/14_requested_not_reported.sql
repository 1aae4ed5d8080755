-- What has been asked for and not been told to move since?
SELECT exporter, importer, good, first_seen, blocked_on, quotation
FROM requested_not_reported
ORDER BY first_seen DESC NULLS LAST, exporter, importer, good
LIMIT 8;
