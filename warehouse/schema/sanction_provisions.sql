CREATE TABLE sanction_provisions (
    provision_id   VARCHAR NOT NULL CHECK (provision_id <> ''),
    regime         VARCHAR NOT NULL,
    resolution     VARCHAR NOT NULL,
    paragraph      VARCHAR NOT NULL,
    url            VARCHAR NOT NULL,
    direction      VARCHAR NOT NULL CHECK (direction IN ('export', 'import')),
    target_country VARCHAR NOT NULL,
    class          VARCHAR NOT NULL,
    hs_level       VARCHAR NOT NULL CHECK (hs_level IN ('heading', 'chapter', 'class')),
    hs_code        VARCHAR,
    hs_basis       VARCHAR CHECK (hs_basis IN ('resolution', 'mapped')),
    hs_coverage    VARCHAR CHECK (hs_coverage IN ('whole', 'part')),
    good_category  VARCHAR,
    good_pattern   VARCHAR,
    is_cap         BOOLEAN NOT NULL,
    cap_quantity   DOUBLE CHECK (cap_quantity > 0),
    cap_unit       VARCHAR,
    cap_amount     DOUBLE CHECK (cap_amount > 0),
    cap_currency   VARCHAR,
    cap_period     VARCHAR,
    in_force_from  DATE NOT NULL,
    in_force_until DATE,
    exceptions     VARCHAR,
    summary        VARCHAR NOT NULL,
    source         VARCHAR NOT NULL,
    checked        VARCHAR NOT NULL CHECK (checked IN ('text', 'law', 'summary', 'unseen')),
    comment        VARCHAR,
    CHECK (in_force_until >= in_force_from),
    CHECK ((hs_level = 'class') = (hs_code IS NULL)),
    CHECK ((hs_code IS NULL) = (hs_basis IS NULL)),
    CHECK ((hs_code IS NULL) = (hs_coverage IS NULL)),
    CHECK ((cap_quantity IS NULL) = (cap_unit IS NULL)),
    CHECK ((cap_amount IS NULL) = (cap_currency IS NULL)),
    CHECK (is_cap = (cap_period IS NOT NULL))
);
COMMENT ON TABLE sanction_provisions IS 'Sanction provisions on trade in goods: one row per paragraph, direction, class of goods and HS code. Of the regime UN-1718 (North Korea), resolutions 1718 to 2397; 2356 (2017) names persons and entities only and has no row. Besides the exceptions told here the Committee may exempt any activity case by case (2321, paragraph 46).';
COMMENT ON COLUMN sanction_provisions.provision_id IS 'Id of the row: regime, resolution, paragraph, direction, class, HS code if any, and first day in force.';
COMMENT ON COLUMN sanction_provisions.regime IS 'Sanctions regime: the body and the number of its first resolution, such as UN-1718.';
COMMENT ON COLUMN sanction_provisions.resolution IS 'Number of the resolution or other instrument.';
COMMENT ON COLUMN sanction_provisions.paragraph IS 'Operative paragraph of the instrument, with its point, such as 26(b).';
COMMENT ON COLUMN sanction_provisions.url IS 'Address of the instrument.';
COMMENT ON COLUMN sanction_provisions.direction IS 'Seen from the target country: export (it may not supply the goods) or import (they may not be supplied to it).';
COMMENT ON COLUMN sanction_provisions.target_country IS 'Country under the sanctions, ISO 3166-1 alpha-2 code.';
COMMENT ON COLUMN sanction_provisions.class IS 'Class of goods that the paragraph names, such as coal, seafood or luxury_goods.';
COMMENT ON COLUMN sanction_provisions.hs_level IS 'What the row reaches: a heading, a chapter, or the class alone, for which no HS code is given.';
COMMENT ON COLUMN sanction_provisions.hs_code IS 'HS heading (2701) or chapter (27) as text. NULL where hs_level is class.';
COMMENT ON COLUMN sanction_provisions.hs_basis IS 'Who gave the code: resolution, or mapped, which is our reading of the words and carries no authority. NULL where there is no code.';
COMMENT ON COLUMN sanction_provisions.hs_coverage IS 'whole where the provision reaches all goods of the code, part where the code holds others too. NULL where there is no code.';
COMMENT ON COLUMN sanction_provisions.good_category IS 'Category of dim_goods that stands for the class where there is no HS code. NULL where none does.';
COMMENT ON COLUMN sanction_provisions.good_pattern IS 'Regular expression over the whole good_id: only goods that fit are reached, within the code if there is one. NULL where names do not matter.';
COMMENT ON COLUMN sanction_provisions.is_cap IS 'True where the goods may be traded up to an amount, false where they may not be traded at all.';
COMMENT ON COLUMN sanction_provisions.cap_quantity IS 'Quantity allowed in each cap_period, over all States. NULL where there is no cap or the paragraph states no figure.';
COMMENT ON COLUMN sanction_provisions.cap_unit IS 'Unit of cap_quantity: t (tonne) or bbl (barrel). NULL where there is no quantity.';
COMMENT ON COLUMN sanction_provisions.cap_amount IS 'Value allowed in each cap_period; with a quantity, the lower of the two counts. NULL where no value is stated.';
COMMENT ON COLUMN sanction_provisions.cap_currency IS 'Currency of cap_amount, ISO 4217. NULL where there is no amount.';
COMMENT ON COLUMN sanction_provisions.cap_period IS 'What the cap counts over: year, 12 months (from in_force_from), or first and last day with a slash. NULL where there is no cap.';
COMMENT ON COLUMN sanction_provisions.in_force_from IS 'First day in force: the day of adoption unless the paragraph says otherwise.';
COMMENT ON COLUMN sanction_provisions.in_force_until IS 'Last day in force, inclusive: the day before another provision replaced it, or its last stated day. NULL: still in force.';
COMMENT ON COLUMN sanction_provisions.exceptions IS 'What the paragraph leaves allowed, in our words. NULL where it states nothing.';
COMMENT ON COLUMN sanction_provisions.summary IS 'The provision in one sentence, in our words; the text at url alone counts.';
COMMENT ON COLUMN sanction_provisions.source IS 'What the row was checked against, besides the instrument at url that it cites.';
COMMENT ON COLUMN sanction_provisions.checked IS 'How far: text (the words of the paragraph were seen, in the original or in translation), law (a law that carries it out says the same of goods and direction), summary (an official or press summary agrees in substance), unseen (none of these; read it at url). See source.';
COMMENT ON COLUMN sanction_provisions.comment IS 'What to know of the row, above all of its HS mapping. NULL where nothing.';
