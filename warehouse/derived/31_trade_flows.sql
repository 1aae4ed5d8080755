-- In order of time, so that the first row of anything is the one first told.
INSERT INTO trade_flows
SELECT
    row_number() OVER (ORDER BY coalesce(d.published_on, f.date_from) NULLS LAST, f.rowid) - 1 AS flow_number,
    coalesce(d.published_on, f.date_from) AS seen_on,
    f.document_id,
    coalesce(d.duplicate_of, d.document_id) AS original_document_id,
    f.sentence_id,
    f.start_char,
    f.end_char,
    f.exporter_country,
    coalesce(exporter.name, f.exporter_country) AS exporter,
    f.importer_country,
    coalesce(importer.name, f.importer_country) AS importer,
    f.origin_country,
    f.good_id,
    CASE WHEN f.good_id IS NULL THEN 'all trade' ELSE coalesce(g.name, f.good_id) END AS good,
    f.good_surface,
    g.hs_chapter,
    h.title AS hs_chapter_title,
    g.hs_heading,
    g.category,
    f.status,
    f.is_illicit,
    f.exporter_actor_id,
    seller.name AS exporter_actor,
    f.importer_actor_id,
    buyer.name AS importer_actor,
    f.route_id,
    r.mode AS route_mode,
    r.status AS route_status,
    nullif(r.via, []) AS route_via,
    f.date_from,
    f.date_to,
    f.date_basis,
    d.publisher AS outlet,
    d.title,
    d.published_on,
    d.url,
    d.source_file,
    d.duplicate_of,
    coalesce(s.text, f.surface) AS quotation,
    f.confidence,
    f.rule,
    f.cue
FROM fact_trade_flows f
JOIN dim_documents d USING (document_id)
LEFT JOIN sentences s USING (sentence_id)
LEFT JOIN dim_goods g USING (good_id)
LEFT JOIN dim_hs_chapters h ON h.hs_chapter = g.hs_chapter
LEFT JOIN dim_countries exporter ON exporter.country = f.exporter_country
LEFT JOIN dim_countries importer ON importer.country = f.importer_country
LEFT JOIN dim_actors seller ON seller.actor_id = f.exporter_actor_id
LEFT JOIN dim_actors buyer ON buyer.actor_id = f.importer_actor_id
LEFT JOIN trade_routes r ON r.route_id = f.route_id
ORDER BY flow_number;
