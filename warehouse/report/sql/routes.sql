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
        any_value(r.origin) AS origin,
        any_value(r.destination) AS destination,
        first(struct_pack(r.quotation, r.url, r.outlet, published_on := strftime(r.published_on, '%Y-%m-%d'), r.source_file)
              ORDER BY r.published_on DESC NULLS LAST, r.confidence DESC, r.document_id, r.start_char) AS latest
    FROM trade_routes r
    LEFT JOIN goods g ON g.route_id = r.route_id
    WHERE NOT r.is_repeat
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
        list(p.kind ORDER BY s.stop) AS kinds,
        list(p.country ORDER BY s.stop) AS countries
    FROM stops s JOIN dim_places p USING (place_id)
    GROUP BY s.number
)
SELECT
    t.origin_country,
    t.destination_country,
    t.origin,
    t.destination,
    t.mode,
    t.status,
    t.documents,
    t.goods,
    t.latest,
    coalesce(n.via, []) AS via,
    coalesce(n.points, []) AS points,
    coalesce(n.kinds, []) AS via_kinds,
    coalesce(n.countries, []) AS via_countries,
    t.of_all
FROM first_told t
LEFT JOIN named n USING (number)
ORDER BY t.number;
