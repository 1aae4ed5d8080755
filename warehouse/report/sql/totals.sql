-- One row: the numbers at the head of the page. Flows and routes are those of originals; a copy adds none.
SELECT
    w.documents,
    w.copies,
    w.raw_files,
    w.quarantined,
    w.tumen_version,
    strftime(w.published_at, '%Y-%m-%d %H:%M') AS published_at,
    (SELECT count(*) FROM trade_flows WHERE NOT is_repeat) AS flows,
    (SELECT count(*) FROM (SELECT DISTINCT exporter_country, importer_country, good_id, status FROM trade_flows)) AS distinct_flows,
    (SELECT count(*) FROM (
        SELECT DISTINCT exporter_country, importer_country FROM trade_flows WHERE exporter_country IS NOT NULL AND importer_country IS NOT NULL
    )) AS corridors,
    (SELECT count(DISTINCT good_id) FROM trade_flows) AS goods,
    (SELECT count(*) FROM trade_routes WHERE NOT is_repeat) AS routes,
    (SELECT count(*) FROM dim_documents WHERE published_on IS NULL) AS undated_documents,
    (SELECT count(DISTINCT publisher) FROM dim_documents) AS outlets,
    (SELECT strftime(min(published_on), '%Y-%m-%d') FROM dim_documents) AS first_published_on,
    (SELECT strftime(max(published_on), '%Y-%m-%d') FROM dim_documents) AS last_published_on
FROM warehouse_info w;
