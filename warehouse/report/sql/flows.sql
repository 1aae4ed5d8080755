-- Distinct flows, most told first, each with its latest quotation.
WITH told AS (
    SELECT
        exporter_country,
        importer_country,
        good_id,
        status,
        any_value(exporter) AS exporter,
        any_value(importer) AS importer,
        any_value(good) AS good,
        any_value(hs_chapter) AS hs_chapter,
        count(*) AS mentions,
        count(DISTINCT document_id) AS documents,
        bool_or(is_illicit) AS is_illicit,
        strftime(min(date_from), '%Y-%m-%d') AS first_day,
        strftime(max(date_to), '%Y-%m-%d') AS last_day,
        max(confidence) AS confidence,
        first(struct_pack(quotation, url, outlet, published_on := strftime(published_on, '%Y-%m-%d'), source_file)
              ORDER BY published_on DESC NULLS LAST, confidence DESC, document_id, start_char) AS latest
    FROM trade_flows
    WHERE NOT is_repeat
    GROUP BY exporter_country, importer_country, good_id, status
)
SELECT *, count(*) OVER () AS of_all
FROM told
ORDER BY documents DESC, mentions DESC, exporter_country, importer_country, good_id, status
LIMIT $rows;
