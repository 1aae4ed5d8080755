CREATE TABLE dim_hs_chapters (
    hs_chapter VARCHAR NOT NULL,
    title      VARCHAR NOT NULL
);
COMMENT ON TABLE dim_hs_chapters IS 'One row per chapter of the Harmonized System, the customs nomenclature of the World Customs Organization, to put codes into words.';
COMMENT ON COLUMN dim_hs_chapters.hs_chapter IS 'HS chapter, two digits as text.';
COMMENT ON COLUMN dim_hs_chapters.title IS 'What the chapter covers, in short; the full wording and its exclusions stand in the nomenclature.';
