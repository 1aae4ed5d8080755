CREATE TABLE dim_goods (
    good_id    VARCHAR NOT NULL CHECK (good_id <> ''),
    name       VARCHAR NOT NULL,
    hs_chapter VARCHAR,
    hs_heading VARCHAR,
    category   VARCHAR
);
COMMENT ON TABLE dim_goods IS 'One row per kind of good that some document mentions, with its place in the Harmonised System (HS).';
COMMENT ON COLUMN dim_goods.good_id IS 'Id of the good: its name as a slug, such as wheat-flour.';
COMMENT ON COLUMN dim_goods.name IS 'Name of the good in English.';
COMMENT ON COLUMN dim_goods.hs_chapter IS 'HS chapter, two digits as text (11). NULL where the class spans several chapters, such as goods of one origin.';
COMMENT ON COLUMN dim_goods.hs_heading IS 'HS heading, four digits as text (1101), the first two of which are the chapter. NULL where only the chapter is clear.';
COMMENT ON COLUMN dim_goods.category IS 'Broad class of goods, such as food or fuel. NULL where none fits.';
