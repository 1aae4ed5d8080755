-- Counted from the tables themselves. Parameters: schema version, version of Tumen, moment of publication.
INSERT INTO warehouse_info
SELECT
    $schema_version AS schema_version,
    $tumen_version AS tumen_version,
    $published_at AS published_at,
    (SELECT count(*) FROM raw_files) AS raw_files,
    (SELECT count(*) FROM dim_documents) AS documents,
    (SELECT count(duplicate_of) FROM dim_documents) AS copies,
    (SELECT count(DISTINCT source_file) FROM quarantine) AS quarantined,
    (SELECT count(*) FROM sentences) AS sentences,
    (SELECT count(*) FROM fact_trade_goods) AS fact_trade_goods,
    (SELECT count(*) FROM fact_actors) AS fact_actors,
    (SELECT count(*) FROM fact_places) AS fact_places,
    (SELECT count(*) FROM fact_dates) AS fact_dates,
    (SELECT count(*) FROM fact_routes) AS fact_routes,
    (SELECT count(*) FROM fact_trade_flows) AS fact_trade_flows;
