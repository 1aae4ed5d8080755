CREATE TABLE fact_trade_flows (
    document_id       VARCHAR NOT NULL,
    sentence_id       VARCHAR NOT NULL,
    start_char        BIGINT NOT NULL CHECK (start_char >= 0),
    end_char          BIGINT NOT NULL CHECK (end_char > start_char),
    surface           VARCHAR NOT NULL,
    good_id           VARCHAR,
    good_surface      VARCHAR,
    exporter_country  VARCHAR,
    importer_country  VARCHAR,
    origin_country    VARCHAR,
    exporter_actor_id VARCHAR,
    importer_actor_id VARCHAR,
    route_id          VARCHAR,
    status            VARCHAR NOT NULL CHECK (status IN ('reported', 'planned', 'requested', 'blocked')),
    is_illicit        BOOLEAN NOT NULL,
    date_from         DATE,
    date_to           DATE,
    date_basis        VARCHAR CHECK (date_basis IN ('stated', 'relative', 'inferred', 'published')),
    confidence        DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule              VARCHAR NOT NULL,
    lexicon           VARCHAR,
    cue               VARCHAR,
    CHECK ((date_from IS NULL) = (date_to IS NULL))
);
COMMENT ON TABLE fact_trade_flows IS 'One row per good in one movement told by one sentence: it goes from one country to another, is sold, given, asked for, planned or stopped.';
COMMENT ON COLUMN fact_trade_flows.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN fact_trade_flows.sentence_id IS 'The sentence that says it, as in sentences; its text is the quotation.';
COMMENT ON COLUMN fact_trade_flows.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN fact_trade_flows.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN fact_trade_flows.surface IS 'The evidence as it stands in the text: substring(text, start_char + 1, end_char - start_char).';
COMMENT ON COLUMN fact_trade_flows.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN fact_trade_flows.good_surface IS 'The good in the words of the text. NULL where good_id is NULL and no word stands for all trade.';
COMMENT ON COLUMN fact_trade_flows.exporter_country IS 'Country that supplies or ships the good, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN fact_trade_flows.importer_country IS 'Country that gets or wants the good, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN fact_trade_flows.origin_country IS 'Country of make where the text names another one than the exporter, ISO 3166-1 alpha-2. NULL otherwise.';
COMMENT ON COLUMN fact_trade_flows.exporter_actor_id IS 'Who supplies or ships it, as in dim_actors. NULL where the sentence names nobody.';
COMMENT ON COLUMN fact_trade_flows.importer_actor_id IS 'Who gets or wants it, as in dim_actors. NULL where the sentence names nobody.';
COMMENT ON COLUMN fact_trade_flows.route_id IS 'Route that the sentence tells for the movement, as in fact_routes. NULL where it tells none.';
COMMENT ON COLUMN fact_trade_flows.status IS 'reported (happens, happened or can happen), planned, requested (asked for, needed), or blocked (banned, halted, refused, seized).';
COMMENT ON COLUMN fact_trade_flows.is_illicit IS 'True where the text says that it is smuggled or evades sanctions; a matter of what is told, not of law.';
COMMENT ON COLUMN fact_trade_flows.date_from IS 'First day of the time that the flow belongs to, inclusive. NULL where neither text nor publication gives one.';
COMMENT ON COLUMN fact_trade_flows.date_to IS 'Last day of the time that the flow belongs to, inclusive. NULL where date_from is NULL.';
COMMENT ON COLUMN fact_trade_flows.date_basis IS 'Where the days come from: stated, relative or inferred as in fact_dates, or published (the day of publication stands in). NULL where there is no day.';
COMMENT ON COLUMN fact_trade_flows.confidence IS 'How sure the rule is of this row, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN fact_trade_flows.rule IS 'Name of the rule that found it.';
COMMENT ON COLUMN fact_trade_flows.lexicon IS 'File and line of the lexicon entry behind it, such as goods/food.csv:123. NULL where a rule alone found it.';
COMMENT ON COLUMN fact_trade_flows.cue IS 'The words that carried the flow, such as a verb or a preposition, as they stand in the text. NULL where there was none.';
