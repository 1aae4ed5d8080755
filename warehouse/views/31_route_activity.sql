CREATE VIEW route_activity AS
SELECT
    date_trunc('month', published_on)::DATE AS month,
    origin_country,
    origin,
    destination_country,
    destination,
    via,
    mode,
    status,
    count(*) AS routes,
    count(DISTINCT original_document_id) AS documents,
    min(published_on) AS first_published_on,
    max(published_on) AS last_published_on
FROM trade_routes
GROUP BY 1, origin_country, origin, destination_country, destination, via, mode, status
ORDER BY month, origin_country, destination_country, via, mode, status;
COMMENT ON VIEW route_activity IS 'Routes over time: one row per month of publication, ends, places on the way, means of transport and status. Undated documents are in it, with month NULL.';
COMMENT ON COLUMN route_activity.month IS 'First day of the month of publication. NULL where the documents are undated.';
COMMENT ON COLUMN route_activity.origin_country IS 'Country that the route leaves, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN route_activity.origin IS 'Name of the country that the route leaves. NULL where the texts leave it open.';
COMMENT ON COLUMN route_activity.destination_country IS 'Country that the route reaches, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN route_activity.destination IS 'Name of the country that the route reaches. NULL where the texts leave it open.';
COMMENT ON COLUMN route_activity.via IS 'Names of the places on the route, in order, named ends included, as a list. The countries left, passed and reached are among them where the text names them. Empty where it names none.';
COMMENT ON COLUMN route_activity.mode IS 'Means of transport: rail, road, sea, river, air or pipeline. NULL where the texts do not tell.';
COMMENT ON COLUMN route_activity.status IS 'open, planned or closed.';
COMMENT ON COLUMN route_activity.routes IS 'Number of rows of trade_routes, those of copies included.';
COMMENT ON COLUMN route_activity.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN route_activity.first_published_on IS 'Day of publication of the first document. NULL where none is dated.';
COMMENT ON COLUMN route_activity.last_published_on IS 'Day of publication of the latest document. NULL where none is dated.';
