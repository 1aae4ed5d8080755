CREATE TABLE dim_places (
    place_id  VARCHAR NOT NULL CHECK (place_id <> ''),
    name      VARCHAR NOT NULL,
    kind      VARCHAR NOT NULL CHECK (kind IN ('country', 'admin', 'city', 'port', 'crossing', 'zone', 'water', 'other')),
    country   VARCHAR,
    latitude  DOUBLE CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE CHECK (longitude BETWEEN -180 AND 180)
);
COMMENT ON TABLE dim_places IS 'One row per named location that some document mentions.';
COMMENT ON COLUMN dim_places.place_id IS 'Id of the place: country and name as a slug, such as cn/dandong; a GeoNames number follows where two places share it.';
COMMENT ON COLUMN dim_places.name IS 'Usual English name of the place.';
COMMENT ON COLUMN dim_places.kind IS 'country, admin (province, county, district), city (any settlement), port, crossing (border post, customs house, bridge over a border), zone (economic zone, market, industrial park), water, or other (regions, blocs).';
COMMENT ON COLUMN dim_places.country IS 'Country of the place, ISO 3166-1 alpha-2; the first one for a border feature. NULL for seas, blocs and regions of several countries.';
COMMENT ON COLUMN dim_places.latitude IS 'Degrees north of the equator (WGS 84). NULL where no point is known.';
COMMENT ON COLUMN dim_places.longitude IS 'Degrees east of Greenwich (WGS 84). NULL where no point is known.';
