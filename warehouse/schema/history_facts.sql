CREATE TABLE history_facts (
    fact_table   VARCHAR NOT NULL,
    fact_row     BIGINT,
    document_id  VARCHAR NOT NULL,
    loaded_at    TIMESTAMP,
    loaded_by    VARCHAR,
    withdrawn_at TIMESTAMP,
    withdrawn_by VARCHAR,
    fact         VARCHAR,
    CHECK ((fact_row IS NULL) = (withdrawn_at IS NOT NULL)),
    CHECK ((fact IS NULL) = (withdrawn_at IS NULL))
);
COMMENT ON TABLE history_facts IS 'One row per fact that was withdrawn, and per fact that is there but was loaded later than its document; any other fact was loaded with its document. Asked through the functions ending in _as_of.';
COMMENT ON COLUMN history_facts.fact_table IS 'The fact table that the fact is or was in.';
COMMENT ON COLUMN history_facts.fact_row IS 'The rowid of the fact in that table of this very file. NULL where it was withdrawn.';
COMMENT ON COLUMN history_facts.document_id IS 'The document that told it, as in history_documents.';
COMMENT ON COLUMN history_facts.loaded_at IS 'Start of the run that first published it, UTC. NULL where it is older than the history.';
COMMENT ON COLUMN history_facts.loaded_by IS 'The run that first published it, as in pipeline_runs. NULL where loaded_at is NULL.';
COMMENT ON COLUMN history_facts.withdrawn_at IS 'Start of the run that first published without it, UTC. NULL while it is there.';
COMMENT ON COLUMN history_facts.withdrawn_by IS 'The run that first published without it, as in pipeline_runs. NULL while it is there.';
COMMENT ON COLUMN history_facts.fact IS 'The withdrawn row as a JSON object, column by column. NULL while it is there.';
