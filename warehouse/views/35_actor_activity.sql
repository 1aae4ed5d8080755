CREATE VIEW actor_activity AS
WITH mentions AS (
    SELECT f.actor_id, count(*) AS mentions, count(DISTINCT s.original_document_id) AS documents,
        min(d.published_on) AS first_published_on, max(d.published_on) AS last_published_on
    FROM fact_actors f
    JOIN document_sources s USING (document_id)
    JOIN dim_documents d USING (document_id)
    GROUP BY f.actor_id
),
trade AS (
    SELECT
        actor_id,
        count(*) AS flows,
        count(*) FILTER (WHERE role = 'exporter') AS exports,
        count(*) FILTER (WHERE role = 'importer') AS imports,
        count(*) FILTER (WHERE is_illicit) AS illicit_flows,
        list(DISTINCT good) AS goods,
        list(DISTINCT partner) FILTER (WHERE partner IS NOT NULL) AS partners,
        list(DISTINCT concat_ws(' via ', route_mode, array_to_string(route_via, ', '))) FILTER (WHERE route_mode IS NOT NULL OR route_via IS NOT NULL) AS routes
    FROM actor_flows
    GROUP BY actor_id
)
SELECT
    a.actor_id,
    a.name AS actor,
    a.kind,
    a.country,
    coalesce(m.mentions, 0) AS mentions,
    coalesce(m.documents, 0) AS documents,
    m.first_published_on,
    m.last_published_on,
    coalesce(t.flows, 0) AS flows,
    coalesce(t.exports, 0) AS exports,
    coalesce(t.imports, 0) AS imports,
    coalesce(t.illicit_flows, 0) AS illicit_flows,
    list_sort(coalesce(t.goods, [])) AS goods,
    list_sort(coalesce(t.partners, [])) AS partners,
    list_sort(coalesce(t.routes, [])) AS routes
FROM dim_actors a
LEFT JOIN mentions m USING (actor_id)
LEFT JOIN trade t USING (actor_id)
ORDER BY a.actor_id;
COMMENT ON VIEW actor_activity IS 'Actors with their goods, partners and routes: one row per actor, those without any trade included.';
COMMENT ON COLUMN actor_activity.actor_id IS 'The actor, as in dim_actors.';
COMMENT ON COLUMN actor_activity.actor IS 'Name of the actor.';
COMMENT ON COLUMN actor_activity.kind IS 'government, company, person, organisation, media or group.';
COMMENT ON COLUMN actor_activity.country IS 'Nationality or seat of the actor, ISO 3166-1 alpha-2. NULL where the texts do not make it plain.';
COMMENT ON COLUMN actor_activity.mentions IS 'How often it is mentioned, in copies too.';
COMMENT ON COLUMN actor_activity.documents IS 'Number of documents that mention it; a document and its copies count as one.';
COMMENT ON COLUMN actor_activity.first_published_on IS 'Day of publication of the first document that mentions it. NULL where none is dated.';
COMMENT ON COLUMN actor_activity.last_published_on IS 'Day of publication of the latest document that mentions it. NULL where none is dated.';
COMMENT ON COLUMN actor_activity.flows IS 'Number of flows with it on either side, those of copies included.';
COMMENT ON COLUMN actor_activity.exports IS 'How many of the flows it supplies or ships.';
COMMENT ON COLUMN actor_activity.imports IS 'How many of the flows it gets or wants.';
COMMENT ON COLUMN actor_activity.illicit_flows IS 'How many of the flows are said to be smuggled or to evade sanctions.';
COMMENT ON COLUMN actor_activity.goods IS 'Names of the goods that it trades, each once, in alphabetical order. Empty where none is told.';
COMMENT ON COLUMN actor_activity.partners IS 'Names of the countries on the other side, each once, in alphabetical order. Empty where none is told.';
COMMENT ON COLUMN actor_activity.routes IS 'Means of transport and places of its routes, each once, in alphabetical order. Empty where none is told.';
