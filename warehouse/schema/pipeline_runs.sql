CREATE TABLE pipeline_runs (
    run_id              VARCHAR NOT NULL,
    started_at          TIMESTAMP NOT NULL,
    seconds             DOUBLE,
    outcome             VARCHAR NOT NULL CHECK (outcome IN ('published', 'unchanged', 'failed', 'ended')),
    reason              VARCHAR,
    raw_files           BIGINT,
    documents           BIGINT,
    new_documents       BIGINT,
    withdrawn_documents BIGINT,
    facts               BIGINT,
    new_facts           BIGINT,
    withdrawn_facts     BIGINT,
    checks_passed       BIGINT,
    tumen_version       VARCHAR,
    schema_version      INTEGER,
    readers_version     VARCHAR,
    rules_version       VARCHAR
);
COMMENT ON TABLE pipeline_runs IS 'One row per run over this warehouse, the one that published this file the last; runs that published nothing come into the file with the next publication.';
COMMENT ON COLUMN pipeline_runs.run_id IS 'Id of the run, as Dagster shows it.';
COMMENT ON COLUMN pipeline_runs.started_at IS 'When the run started, UTC; never earlier than the run before it, whatever the clock said.';
COMMENT ON COLUMN pipeline_runs.seconds IS 'How long it took; of the run that published this file, until the row was written. NULL where it ended without saying so.';
COMMENT ON COLUMN pipeline_runs.outcome IS 'published, unchanged (nothing new, the file stayed), failed (nothing published, see reason), or ended (killed, or the power failed).';
COMMENT ON COLUMN pipeline_runs.reason IS 'The line that the user read where it failed. NULL otherwise.';
COMMENT ON COLUMN pipeline_runs.raw_files IS 'Number of raw files accounted for. NULL where nothing was published.';
COMMENT ON COLUMN pipeline_runs.documents IS 'Number of documents published, copies included. NULL where nothing was published.';
COMMENT ON COLUMN pipeline_runs.new_documents IS 'Number of documents that the run brought. NULL where nothing was published.';
COMMENT ON COLUMN pipeline_runs.withdrawn_documents IS 'Number of documents that were there before and no longer are. NULL where nothing was published.';
COMMENT ON COLUMN pipeline_runs.facts IS 'Number of rows of all fact tables. NULL where nothing was published.';
COMMENT ON COLUMN pipeline_runs.new_facts IS 'Number of facts that were not there before. NULL where nothing was published.';
COMMENT ON COLUMN pipeline_runs.withdrawn_facts IS 'Number of facts that were there before and no longer are. NULL where nothing was published.';
COMMENT ON COLUMN pipeline_runs.checks_passed IS 'Number of checks that the published file passed. NULL where nothing was published.';
COMMENT ON COLUMN pipeline_runs.tumen_version IS 'Version of Tumen. NULL where it is not known.';
COMMENT ON COLUMN pipeline_runs.schema_version IS 'Version of the tables, as in warehouse_info. NULL where it is not known.';
COMMENT ON COLUMN pipeline_runs.readers_version IS 'Hash of what read the raw files: readers and their libraries. NULL where it is not known.';
COMMENT ON COLUMN pipeline_runs.rules_version IS 'Hash of what read the documents: rules, word lists and their libraries. NULL where it is not known.';
