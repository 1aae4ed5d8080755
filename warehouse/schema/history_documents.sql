CREATE TABLE history_documents (
    document_id  VARCHAR NOT NULL,
    source_file  VARCHAR NOT NULL,
    title        VARCHAR,
    publisher    VARCHAR,
    published_on DATE,
    content_hash VARCHAR NOT NULL,
    loaded_at    TIMESTAMP,
    loaded_by    VARCHAR,
    withdrawn_at TIMESTAMP,
    withdrawn_by VARCHAR
);
COMMENT ON TABLE history_documents IS 'One row per stay of a document in this warehouse, from the publication that brought it to the one that no longer had it. A document that came back has two.';
COMMENT ON COLUMN history_documents.document_id IS 'The document, as in dim_documents while it is there.';
COMMENT ON COLUMN history_documents.source_file IS 'Path of its raw file below the raw root.';
COMMENT ON COLUMN history_documents.title IS 'Headline as last known. NULL where none was found.';
COMMENT ON COLUMN history_documents.publisher IS 'Outlet as last known. NULL where none is named.';
COMMENT ON COLUMN history_documents.published_on IS 'Day of publication as last known. NULL where none was found.';
COMMENT ON COLUMN history_documents.content_hash IS 'SHA-256 of the text, in hex; the text of a withdrawn document is not kept.';
COMMENT ON COLUMN history_documents.loaded_at IS 'Start of the run that first published it, UTC. NULL where it is older than the history.';
COMMENT ON COLUMN history_documents.loaded_by IS 'The run that first published it, as in pipeline_runs. NULL where loaded_at is NULL.';
COMMENT ON COLUMN history_documents.withdrawn_at IS 'Start of the run that first published without it, UTC. NULL while it is there.';
COMMENT ON COLUMN history_documents.withdrawn_by IS 'The run that first published without it, as in pipeline_runs. NULL while it is there.';
