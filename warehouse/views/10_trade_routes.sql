-- Names of places are looked up stop by stop, then put back in order. What a copy tells is a repeat only where a document before it tells it
-- too: a text joined with another tells news of its own.
CREATE VIEW trade_routes AS
WITH numbered AS (
    SELECT
        number_in_time(d.published_on, r.document_id, r.rowid) AS route_number,
        first_value(r.document_id) OVER (
            PARTITION BY s.original_document_id, r.origin_country, r.destination_country, r.via_place_ids, r.mode, r.status
            ORDER BY r.document_id <> s.original_document_id, d.published_on NULLS LAST, r.document_id, r.rowid
        ) AS original_document_id,
        r.rowid AS fact_row
    FROM fact_routes r
    JOIN dim_documents d USING (document_id)
    JOIN document_sources s USING (document_id)
),
stops AS (
    SELECT route_id, unnest(via_place_ids) AS place_id, generate_subscripts(via_place_ids, 1) AS stop FROM fact_routes
),
named_stops AS (
    SELECT s.route_id, list(p.name ORDER BY s.stop) AS via FROM stops s JOIN dim_places p USING (place_id) GROUP BY s.route_id
)
SELECT
    m.route_number,
    r.route_id,
    r.document_id,
    m.original_document_id,
    m.original_document_id <> r.document_id AS is_repeat,
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
JOIN numbered m ON m.fact_row = r.rowid
JOIN dim_documents d USING (document_id)
LEFT JOIN sentences s USING (sentence_id)
LEFT JOIN dim_countries origin ON origin.country = r.origin_country
LEFT JOIN dim_countries destination ON destination.country = r.destination_country
LEFT JOIN dim_places origin_place ON origin_place.place_id = r.origin_place_id
LEFT JOIN dim_places destination_place ON destination_place.place_id = r.destination_place_id
LEFT JOIN named_stops n ON n.route_id = r.route_id
ORDER BY m.route_number;
COMMENT ON VIEW trade_routes IS 'Routes in words: one row per row of fact_routes, with names for its codes and ids, the outlet and the quotation. Routes of copies are in it; is_repeat tells those that an earlier document has told.';
COMMENT ON COLUMN trade_routes.route_number IS 'Number of the route in this file, from 0, in order of publication (undated last), then of document and place in it.';
COMMENT ON COLUMN trade_routes.route_id IS 'Id of the route, as in fact_routes.';
COMMENT ON COLUMN trade_routes.document_id IS 'The document that tells the route, as in dim_documents.';
COMMENT ON COLUMN trade_routes.original_document_id IS 'The document that counts: where is_repeat the one that told it first, else this one. Count documents by it.';
COMMENT ON COLUMN trade_routes.is_repeat IS 'True where the document is a copy and tells what its original, or an earlier copy of it, tells too. Say NOT is_repeat to have each telling once.';
COMMENT ON COLUMN trade_routes.sentence_id IS 'The sentence that tells the route, as in sentences.';
COMMENT ON COLUMN trade_routes.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN trade_routes.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN trade_routes.origin_country IS 'Country that the route leaves, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_routes.origin IS 'Name of the country that the route leaves, or its code where dim_countries has no name. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_routes.destination_country IS 'Country that the route reaches, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_routes.destination IS 'Name of the country that the route reaches, or its code where dim_countries has no name. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_routes.origin_place IS 'Name of the place that the route leaves. NULL where only a country or nothing is named.';
COMMENT ON COLUMN trade_routes.destination_place IS 'Name of the place that the route reaches. NULL where only a country or nothing is named.';
COMMENT ON COLUMN trade_routes.via_place_ids IS 'Places named on the route, in order, named ends included, as in dim_places. The countries left, passed and reached are among them where the text names them. Empty where it names none.';
COMMENT ON COLUMN trade_routes.via IS 'Names of the places on the route, in order, named ends included, as a list. The countries left, passed and reached are among them where the text names them. Empty where it names none.';
COMMENT ON COLUMN trade_routes.mode IS 'Means of transport: rail, road, sea, river, air or pipeline. NULL where the text does not tell.';
COMMENT ON COLUMN trade_routes.status IS 'open (also where nothing else is said), planned, or closed (blocked or never opened too).';
COMMENT ON COLUMN trade_routes.outlet IS 'Outlet or body that published the document. NULL where unknown.';
COMMENT ON COLUMN trade_routes.title IS 'Headline of the document. NULL where none was found.';
COMMENT ON COLUMN trade_routes.published_on IS 'Day of publication of the document. NULL where unknown.';
COMMENT ON COLUMN trade_routes.url IS 'Address of the original. NULL where none is given.';
COMMENT ON COLUMN trade_routes.source_file IS 'Raw file of the document, path below the raw root.';
COMMENT ON COLUMN trade_routes.duplicate_of IS 'The document_id of the original where this document is a copy. NULL for an original.';
COMMENT ON COLUMN trade_routes.quotation IS 'The whole sentence that tells the route, as it stands in the text.';
COMMENT ON COLUMN trade_routes.confidence IS 'How sure the rule is of the route, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN trade_routes.rule IS 'Name of the rule that found the route.';
COMMENT ON COLUMN trade_routes.cue IS 'The words that carried the route, such as a verb or a preposition. NULL where there was none.';
