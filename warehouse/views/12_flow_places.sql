CREATE VIEW flow_places AS
WITH stops AS (
    SELECT route_id, unnest(via_place_ids) AS place_id, generate_subscripts(via_place_ids, 1) AS stop FROM fact_routes
)
SELECT
    f.flow_number,
    s.stop,
    s.place_id,
    p.name AS place,
    p.kind,
    p.country,
    p.latitude,
    p.longitude
FROM stops s
JOIN trade_flows f USING (route_id)
JOIN dim_places p USING (place_id)
ORDER BY f.flow_number, s.stop;
COMMENT ON VIEW flow_places IS 'Through which places each flow goes: one row per flow and place on its route, countries included. Join it to trade_flows by flow_number. Flows without a route, or whose route names no place, have no row.';
COMMENT ON COLUMN flow_places.flow_number IS 'The flow, as in trade_flows.';
COMMENT ON COLUMN flow_places.stop IS 'Number of the place on the route, from 1, in the order of the text; named ends included.';
COMMENT ON COLUMN flow_places.place_id IS 'The place, as in dim_places.';
COMMENT ON COLUMN flow_places.place IS 'Name of the place.';
COMMENT ON COLUMN flow_places.kind IS 'country, admin, city, port, crossing, zone, water or other, as the texts take it: a harbour town is a city where none speaks of its port.';
COMMENT ON COLUMN flow_places.country IS 'Country of the place, ISO 3166-1 alpha-2; the first for a border feature. NULL for seas and blocs.';
COMMENT ON COLUMN flow_places.latitude IS 'Latitude of the place in degrees. NULL where unknown.';
COMMENT ON COLUMN flow_places.longitude IS 'Longitude of the place in degrees. NULL where unknown.';
