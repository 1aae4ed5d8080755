CREATE TABLE fact_dates (
    document_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    start_char  BIGINT NOT NULL CHECK (start_char >= 0),
    end_char    BIGINT NOT NULL CHECK (end_char > start_char),
    surface     VARCHAR NOT NULL,
    date_from   DATE,
    date_to     DATE,
    granularity VARCHAR CHECK (granularity IN ('day', 'week', 'month', 'quarter', 'half', 'year', 'decade', 'period')),
    basis       VARCHAR CHECK (basis IN ('stated', 'relative', 'inferred')),
    confidence  DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule        VARCHAR NOT NULL,
    lexicon     VARCHAR,
    CHECK ((date_from IS NULL) = (date_to IS NULL))
);
COMMENT ON TABLE fact_dates IS 'One row per expression of time in a text, laid on the calendar where that is possible.';
COMMENT ON COLUMN fact_dates.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN fact_dates.sentence_id IS 'The sentence that says it, as in sentences; its text is the quotation.';
COMMENT ON COLUMN fact_dates.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN fact_dates.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN fact_dates.surface IS 'The evidence as it stands in the text: substring(text, start_char + 1, end_char - start_char).';
COMMENT ON COLUMN fact_dates.date_from IS 'First day, inclusive. NULL where the expression cannot be resolved, such as a relative one in an undated document.';
COMMENT ON COLUMN fact_dates.date_to IS 'Last day, inclusive. NULL exactly where date_from is NULL.';
COMMENT ON COLUMN fact_dates.granularity IS 'How fine the expression is: day, week, month, quarter, half, year, decade or period. NULL where that is unknown.';
COMMENT ON COLUMN fact_dates.basis IS 'How the days were found: stated (in full), relative (counted from another day), inferred (a part such as the year supplied). NULL where that is unknown.';
COMMENT ON COLUMN fact_dates.confidence IS 'How sure the rule is of this row, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN fact_dates.rule IS 'Name of the rule that found it.';
COMMENT ON COLUMN fact_dates.lexicon IS 'File and line of the lexicon entry behind it, such as goods/food.csv:123. NULL where a rule alone found it.';
