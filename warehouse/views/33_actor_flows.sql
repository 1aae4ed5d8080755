CREATE VIEW actor_flows AS
WITH sides AS (
    SELECT exporter_actor_id AS actor_id, 'exporter' AS role, flow_number, importer_country AS partner_country, importer AS partner, importer_actor AS partner_actor,
        good_id, good, hs_chapter, status, is_illicit, seen_on, route_mode, route_via, document_id, original_document_id, is_repeat, outlet, title, quotation
    FROM trade_flows WHERE exporter_actor_id IS NOT NULL
    UNION ALL
    SELECT importer_actor_id, 'importer', flow_number, exporter_country, exporter, exporter_actor,
        good_id, good, hs_chapter, status, is_illicit, seen_on, route_mode, route_via, document_id, original_document_id, is_repeat, outlet, title, quotation
    FROM trade_flows WHERE importer_actor_id IS NOT NULL
)
SELECT
    s.actor_id,
    a.name AS actor,
    a.kind,
    a.country,
    s.role,
    s.good_id,
    s.good,
    s.hs_chapter,
    s.partner_country,
    s.partner,
    s.partner_actor,
    s.status,
    s.is_illicit,
    s.seen_on,
    s.route_mode,
    s.route_via,
    s.flow_number,
    s.document_id,
    s.original_document_id,
    s.is_repeat,
    s.outlet,
    s.title,
    s.quotation
FROM sides s
LEFT JOIN dim_actors a USING (actor_id);
COMMENT ON VIEW actor_flows IS 'Who trades: one row per flow and named actor on either side of it, with what it trades, with whom and by which route.';
COMMENT ON COLUMN actor_flows.actor_id IS 'The actor, as in dim_actors.';
COMMENT ON COLUMN actor_flows.actor IS 'Name of the actor.';
COMMENT ON COLUMN actor_flows.kind IS 'government, company, person, organisation, media or group.';
COMMENT ON COLUMN actor_flows.country IS 'Nationality or seat of the actor, ISO 3166-1 alpha-2. NULL where the texts do not make it plain.';
COMMENT ON COLUMN actor_flows.role IS 'exporter (supplies or ships) or importer (gets or wants).';
COMMENT ON COLUMN actor_flows.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN actor_flows.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN actor_flows.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN actor_flows.partner_country IS 'Country on the other side, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN actor_flows.partner IS 'Name of the country on the other side. NULL where the text leaves it open.';
COMMENT ON COLUMN actor_flows.partner_actor IS 'Name of the actor on the other side. NULL where the sentence names nobody.';
COMMENT ON COLUMN actor_flows.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN actor_flows.is_illicit IS 'True where the text says that it is smuggled or evades sanctions.';
COMMENT ON COLUMN actor_flows.seen_on IS 'Day on which it is told: of publication, else the first day of the time told. NULL where neither is known.';
COMMENT ON COLUMN actor_flows.route_mode IS 'Means of transport of the route told: rail, road, sea, river, air or pipeline. NULL where unknown.';
COMMENT ON COLUMN actor_flows.route_via IS 'Names of the places on the route told, in order. NULL where there is no route or no place.';
COMMENT ON COLUMN actor_flows.flow_number IS 'Number of the flow, as in trade_flows.';
COMMENT ON COLUMN actor_flows.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN actor_flows.original_document_id IS 'The document that counts: where is_repeat the one that told it first, else this one. Count documents by it.';
COMMENT ON COLUMN actor_flows.is_repeat IS 'True where the document is a copy and tells what its original, or an earlier copy of it, tells too. Say NOT is_repeat to have each telling once.';
COMMENT ON COLUMN actor_flows.outlet IS 'Outlet or body that published that document. NULL where unknown.';
COMMENT ON COLUMN actor_flows.title IS 'Headline of that document. NULL where none was found.';
COMMENT ON COLUMN actor_flows.quotation IS 'The whole sentence that tells it, as it stands in the text.';
