-- Names of places are looked up stop by stop, then put back in order.
INSERT INTO trade_routes
WITH stops AS (
    SELECT route_id, unnest(via_place_ids) AS place_id, generate_subscripts(via_place_ids, 1) AS stop FROM fact_routes
),
named_stops AS (
    SELECT s.route_id, list(p.name ORDER BY s.stop) AS via FROM stops s JOIN dim_places p USING (place_id) GROUP BY s.route_id
)
SELECT
    row_number() OVER (ORDER BY d.published_on NULLS LAST, r.rowid) - 1 AS route_number,
    r.route_id,
    r.document_id,
    coalesce(d.duplicate_of, d.document_id) AS original_document_id,
    r.sentence_id,
    r.start_char,
    r.end_char,
    r.origin_country,
    coalesce(origin.name, r.origin_country) AS origin,
    r.destination_country,
    coalesce(destination.name, r.destination_country) AS destination,
    origin_place.name AS origin_place,
    destination_place.name AS destination_place,
    r.via_place_ids,
    coalesce(n.via, []) AS via,
    r.mode,
    r.status,
    d.publisher AS outlet,
    d.title,
    d.published_on,
    d.url,
    d.source_file,
    d.duplicate_of,
    coalesce(s.text, r.surface) AS quotation,
    r.confidence,
    r.rule,
    r.cue
FROM fact_routes r
JOIN dim_documents d USING (document_id)
LEFT JOIN sentences s USING (sentence_id)
LEFT JOIN dim_countries origin ON origin.country = r.origin_country
LEFT JOIN dim_countries destination ON destination.country = r.destination_country
LEFT JOIN dim_places origin_place ON origin_place.place_id = r.origin_place_id
LEFT JOIN dim_places destination_place ON destination_place.place_id = r.destination_place_id
LEFT JOIN named_stops n ON n.route_id = r.route_id
ORDER BY route_number;
