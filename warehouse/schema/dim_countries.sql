CREATE TABLE dim_countries (
    country VARCHAR NOT NULL,
    name    VARCHAR NOT NULL
);
COMMENT ON TABLE dim_countries IS 'One row per country code, to put codes into words. May lack a code: views then show the code itself.';
COMMENT ON COLUMN dim_countries.country IS 'ISO 3166-1 alpha-2 code.';
COMMENT ON COLUMN dim_countries.name IS 'Usual short English name of the country.';
