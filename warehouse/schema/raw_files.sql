CREATE TABLE raw_files (
    source_file  VARCHAR NOT NULL,
    content_hash VARCHAR,
    size_bytes   BIGINT CHECK (size_bytes >= 0)
);
COMMENT ON TABLE raw_files IS 'One row per file found below the raw root, sidecars aside. Each is in dim_documents or in quarantine; a check proves it.';
COMMENT ON COLUMN raw_files.source_file IS 'Path of the file below the raw root, with forward slashes.';
COMMENT ON COLUMN raw_files.content_hash IS 'SHA-256 of the bytes of the file, in hex. NULL where the file could not be read.';
COMMENT ON COLUMN raw_files.size_bytes IS 'Size of the file in bytes, as stored (compressed files: compressed). NULL where it could not be told.';
