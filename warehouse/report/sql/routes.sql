-- Distinct routes, most told first, with the points of their places and the goods that flow on them.
WITH goods AS (
    SELECT route_id, list_sort(list(DISTINCT coalesce(good_id, ''))) AS goods
    FROM fact_trade_flows WHERE route_id IS NOT NULL GROUP BY route_id
),
told AS (
    SELECT
        r.origin_country,
        r.destination_country,
        r.via_place_ids,
        r.mode,
        r.status,
        count(DISTINCT r.document_id) AS documents,
        list_sort(list_distinct(flatten(list(coalesce(g.goods, []))))) AS goods,
        first(struct_pack(quotation := s.text, url := d.url, outlet := d.publisher, published_on := strftime(d.published_on, '%Y-%m-%d'), source_file := d.source_file)
              ORDER BY d.published_on DESC NULLS LAST, r.confidence DESC, r.document_id, r.start_char) AS latest
    FROM fact_routes r
    JOIN dim_documents d USING (document_id)
    LEFT JOIN sentences s ON s.sentence_id = r.sentence_id
    LEFT JOIN goods g ON g.route_id = r.route_id
    WHERE d.duplicate_of IS NULL
    GROUP BY r.origin_country, r.destination_country, r.via_place_ids, r.mode, r.status
),
first_told AS (
    SELECT *, row_number() OVER (ORDER BY documents DESC, origin_country, destination_country, via_place_ids, mode, status) AS number, count(*) OVER () AS of_all
    FROM told
    ORDER BY number
    LIMIT $rows
),
stops AS (
    SELECT number, unnest(via_place_ids) AS place_id, generate_subscripts(via_place_ids, 1) AS stop FROM first_told
),
named AS (
    SELECT
        s.number,
        list(p.name ORDER BY s.stop) AS via,
        list([p.longitude, p.latitude] ORDER BY s.stop) AS points,
        list(p.country ORDER BY s.stop) AS countries
    FROM stops s JOIN dim_places p USING (place_id)
    GROUP BY s.number
)
SELECT
    t.origin_country,
    t.destination_country,
    coalesce(origin.name, t.origin_country) AS origin,
    coalesce(destination.name, t.destination_country) AS destination,
    t.mode,
    t.status,
    t.documents,
    t.goods,
    t.latest,
    coalesce(n.via, []) AS via,
    coalesce(n.points, []) AS points,
    coalesce(n.countries, []) AS via_countries,
    t.of_all
FROM first_told t
LEFT JOIN named n USING (number)
LEFT JOIN dim_countries origin ON origin.country = t.origin_country
LEFT JOIN dim_countries destination ON destination.country = t.destination_country
ORDER BY t.number;
