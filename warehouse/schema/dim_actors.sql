CREATE TABLE dim_actors (
    actor_id VARCHAR NOT NULL CHECK (actor_id <> ''),
    name     VARCHAR NOT NULL,
    kind     VARCHAR NOT NULL CHECK (kind IN ('government', 'company', 'person', 'organisation', 'media', 'group')),
    country  VARCHAR
);
COMMENT ON TABLE dim_actors IS 'One row per actor that some document mentions: who trades, decides, smuggles, reports.';
COMMENT ON COLUMN dim_actors.actor_id IS 'Id of the actor: country, kind and name as a slug, such as kp/government/ministry-of-external-economic-relations.';
COMMENT ON COLUMN dim_actors.name IS 'Name of the actor as the texts give it.';
COMMENT ON COLUMN dim_actors.kind IS 'government (any state body), company, person, organisation (any other named body), media, or group (people or unnamed firms by their role in trade).';
COMMENT ON COLUMN dim_actors.country IS 'Nationality or seat, ISO 3166-1 alpha-2. NULL where the text does not make it plain.';
