CREATE VIEW crossing_activity AS
WITH passed AS (
    SELECT unnest(list_distinct(via_place_ids)) AS place_id, mode, status, published_on, original_document_id, origin_country, destination_country
    FROM trade_routes
)
SELECT
    date_trunc('month', r.published_on)::DATE AS month,
    r.place_id,
    p.name AS place,
    p.kind,
    p.country,
    p.latitude,
    p.longitude,
    r.mode,
    r.status,
    count(*) AS routes,
    count(DISTINCT r.original_document_id) AS documents,
    min(r.published_on) AS first_published_on,
    max(r.published_on) AS last_published_on
FROM passed r
LEFT JOIN dim_places p USING (place_id)
WHERE p.kind IS DISTINCT FROM 'country'
GROUP BY 1, r.place_id, p.name, p.kind, p.country, p.latitude, p.longitude, r.mode, r.status
ORDER BY month, r.place_id, r.mode, r.status;
COMMENT ON VIEW crossing_activity IS 'Ports, crossings, towns and waters that goods pass, over time, without the countries: one row per month of publication, place on a route, means of transport and status. Undated documents are in it, with month NULL.';
COMMENT ON COLUMN crossing_activity.month IS 'First day of the month of publication. NULL where the documents are undated.';
COMMENT ON COLUMN crossing_activity.place_id IS 'The place, as in dim_places.';
COMMENT ON COLUMN crossing_activity.place IS 'Name of the place.';
COMMENT ON COLUMN crossing_activity.kind IS 'admin, city, port, crossing, zone, water or other, as the texts take it: a harbour town is a city where none speaks of its port.';
COMMENT ON COLUMN crossing_activity.country IS 'Country of the place, ISO 3166-1 alpha-2; the first for a border feature. NULL for seas and blocs.';
COMMENT ON COLUMN crossing_activity.latitude IS 'Latitude of the place in degrees. NULL where unknown.';
COMMENT ON COLUMN crossing_activity.longitude IS 'Longitude of the place in degrees. NULL where unknown.';
COMMENT ON COLUMN crossing_activity.mode IS 'Means of transport: rail, road, sea, river, air or pipeline. NULL where the texts do not tell.';
COMMENT ON COLUMN crossing_activity.status IS 'open, planned or closed, of the routes through it.';
COMMENT ON COLUMN crossing_activity.routes IS 'Number of rows of trade_routes through the place, those of copies included.';
COMMENT ON COLUMN crossing_activity.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN crossing_activity.first_published_on IS 'Day of publication of the first document. NULL where none is dated.';
COMMENT ON COLUMN crossing_activity.last_published_on IS 'Day of publication of the latest document. NULL where none is dated.';
