CREATE TABLE fact_actors (
    document_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    start_char  BIGINT NOT NULL CHECK (start_char >= 0),
    end_char    BIGINT NOT NULL CHECK (end_char > start_char),
    surface     VARCHAR NOT NULL,
    actor_id    VARCHAR NOT NULL,
    confidence  DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule        VARCHAR NOT NULL,
    lexicon     VARCHAR
);
COMMENT ON TABLE fact_actors IS 'One row per mention of an actor in a text.';
COMMENT ON COLUMN fact_actors.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN fact_actors.sentence_id IS 'The sentence that says it, as in sentences; its text is the quotation.';
COMMENT ON COLUMN fact_actors.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN fact_actors.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN fact_actors.surface IS 'The evidence as it stands in the text: substring(text, start_char + 1, end_char - start_char).';
COMMENT ON COLUMN fact_actors.actor_id IS 'The actor, as in dim_actors.';
COMMENT ON COLUMN fact_actors.confidence IS 'How sure the rule is of this row, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN fact_actors.rule IS 'Name of the rule that found it.';
COMMENT ON COLUMN fact_actors.lexicon IS 'File and line of the lexicon entry behind it, such as goods/food.csv:123. NULL where a rule alone found it.';
