CREATE VIEW goods_of_actor AS
SELECT
    actor_id,
    actor,
    kind,
    country,
    role,
    good_id,
    good,
    hs_chapter,
    partner_country,
    partner,
    status,
    count(*) AS flows,
    count(DISTINCT original_document_id) AS documents,
    count(*) FILTER (WHERE is_illicit) AS illicit_flows,
    min(seen_on) AS first_seen,
    max(seen_on) AS last_seen
FROM actor_flows
GROUP BY actor_id, actor, kind, country, role, good_id, good, hs_chapter, partner_country, partner, status
ORDER BY actor_id, role, good_id, partner_country, status;
COMMENT ON VIEW goods_of_actor IS 'What each actor trades: one row per actor, role, good, partner country and status.';
COMMENT ON COLUMN goods_of_actor.actor_id IS 'The actor, as in dim_actors.';
COMMENT ON COLUMN goods_of_actor.actor IS 'Name of the actor.';
COMMENT ON COLUMN goods_of_actor.kind IS 'government, company, person, organisation, media or group.';
COMMENT ON COLUMN goods_of_actor.country IS 'Nationality or seat of the actor, ISO 3166-1 alpha-2. NULL where the texts do not make it plain.';
COMMENT ON COLUMN goods_of_actor.role IS 'exporter (supplies or ships) or importer (gets or wants).';
COMMENT ON COLUMN goods_of_actor.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN goods_of_actor.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN goods_of_actor.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN goods_of_actor.partner_country IS 'Country on the other side, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN goods_of_actor.partner IS 'Name of the country on the other side. NULL where the texts leave it open.';
COMMENT ON COLUMN goods_of_actor.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN goods_of_actor.flows IS 'Number of flows, those of copies included.';
COMMENT ON COLUMN goods_of_actor.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN goods_of_actor.illicit_flows IS 'How many of the flows are said to be smuggled or to evade sanctions.';
COMMENT ON COLUMN goods_of_actor.first_seen IS 'Day on which it is first told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN goods_of_actor.last_seen IS 'Day on which it is last told: of publication, else the first day of the time told. NULL where no day is known.';
