CREATE TABLE fact_routes (
    document_id          VARCHAR NOT NULL,
    sentence_id          VARCHAR NOT NULL,
    start_char           BIGINT NOT NULL CHECK (start_char >= 0),
    end_char             BIGINT NOT NULL CHECK (end_char > start_char),
    surface              VARCHAR NOT NULL,
    route_id             VARCHAR NOT NULL,
    origin_country       VARCHAR,
    destination_country  VARCHAR,
    origin_place_id      VARCHAR,
    destination_place_id VARCHAR,
    via_place_ids        VARCHAR[] NOT NULL,
    mode                 VARCHAR CHECK (mode IN ('rail', 'road', 'sea', 'river', 'air', 'pipeline')),
    status               VARCHAR NOT NULL CHECK (status IN ('open', 'planned', 'closed')),
    confidence           DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule                 VARCHAR NOT NULL,
    lexicon              VARCHAR,
    cue                  VARCHAR
);
COMMENT ON TABLE fact_routes IS 'One row per route told by one sentence: goods, or what carries them, move or can move along it. A two-way link is two rows.';
COMMENT ON COLUMN fact_routes.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN fact_routes.sentence_id IS 'The sentence that says it, as in sentences; its text is the quotation.';
COMMENT ON COLUMN fact_routes.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN fact_routes.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN fact_routes.surface IS 'The evidence as it stands in the text: substring(text, start_char + 1, end_char - start_char).';
COMMENT ON COLUMN fact_routes.route_id IS 'Id of the row, derived from its content; fact_trade_flows refers to it.';
COMMENT ON COLUMN fact_routes.origin_country IS 'Country that the route leaves, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN fact_routes.destination_country IS 'Country that the route reaches, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN fact_routes.origin_place_id IS 'Place that the route leaves, as in dim_places. NULL where only a country or nothing is named.';
COMMENT ON COLUMN fact_routes.destination_place_id IS 'Place that the route reaches, as in dim_places. NULL where only a country or nothing is named.';
COMMENT ON COLUMN fact_routes.via_place_ids IS 'Places named on the route, in order, named ends included, as in dim_places. The countries left, passed and reached are among them where the text names them. Empty where it names none.';
COMMENT ON COLUMN fact_routes.mode IS 'Means of transport: rail, road, sea, river, air or pipeline. NULL where the text does not tell.';
COMMENT ON COLUMN fact_routes.status IS 'open (also where nothing else is said), planned, or closed (blocked or never opened too).';
COMMENT ON COLUMN fact_routes.confidence IS 'How sure the rule is of this row, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN fact_routes.rule IS 'Name of the rule that found it.';
COMMENT ON COLUMN fact_routes.lexicon IS 'File and line of the lexicon entry behind it, such as goods/food.csv:123. NULL where a rule alone found it.';
COMMENT ON COLUMN fact_routes.cue IS 'The words that carried the route, such as a verb or a preposition, as they stand in the text. NULL where there was none.';
