-- Flows whose good a sanction provision lists, newest first: one row for each flow, with its provisions.
WITH told AS (
    SELECT
        document_id, start_char, end_char, exporter_country, importer_country, exporter, importer, good_id, good, hs_chapter, status, is_illicit,
        date_from, date_to, published_on, outlet, url, quotation, max(confidence) AS confidence,
        list(struct_pack(
            regime, resolution := resolution::VARCHAR, paragraph, class, listing, "match", in_force, provision_url, summary, exceptions, direction, matched_side
        ) ORDER BY in_force_from, resolution, paragraph, class) AS provisions
    FROM sanction_listed_flows
    WHERE NOT is_repeat
    GROUP BY ALL
)
SELECT
    t.* REPLACE (
        strftime(t.date_from, '%Y-%m-%d') AS date_from, strftime(t.date_to, '%Y-%m-%d') AS date_to,
        strftime(t.published_on, '%Y-%m-%d') AS published_on
    ),
    d.source_file,
    count(*) OVER () AS of_all
FROM told t
JOIN dim_documents d USING (document_id)
ORDER BY t.published_on DESC NULLS LAST, t.document_id, t.start_char, t.end_char, t.good_id, t.exporter_country, t.importer_country
LIMIT $rows;
