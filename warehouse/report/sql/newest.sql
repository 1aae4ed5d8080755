-- The newest flows by day of publication, with the evidence in its sentence.
SELECT
    f.exporter,
    f.importer,
    f.exporter_country,
    f.importer_country,
    f.good,
    f.good_id,
    f.hs_chapter,
    f.status,
    f.is_illicit,
    strftime(f.date_from, '%Y-%m-%d') AS first_day,
    strftime(f.date_to, '%Y-%m-%d') AS last_day,
    f.date_basis,
    f.confidence,
    f.title,
    f.outlet,
    f.url,
    f.source_file,
    strftime(f.published_on, '%Y-%m-%d') AS published_on,
    f.quotation,
    f.start_char - s.start_char AS evidence_start,
    f.end_char - s.start_char AS evidence_end,
    count(*) OVER () AS of_all
FROM trade_flows f
LEFT JOIN sentences s ON s.sentence_id = f.sentence_id
WHERE NOT f.is_repeat
ORDER BY f.published_on DESC NULLS LAST, f.document_id, f.start_char, f.end_char, f.good, f.exporter_country, f.importer_country, f.status
LIMIT $rows;
