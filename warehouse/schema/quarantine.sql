CREATE TABLE quarantine (
    source_file  VARCHAR NOT NULL,
    reason       VARCHAR NOT NULL CHECK (reason <> ''),
    detail       VARCHAR,
    content_hash VARCHAR
);
COMMENT ON TABLE quarantine IS 'One row per raw file, or per record of a container, that could not be read, with the reason. Nothing that was found below the raw root is dropped in silence.';
COMMENT ON COLUMN quarantine.source_file IS 'Path of the file below the raw root, as in raw_files.';
COMMENT ON COLUMN quarantine.reason IS 'Why it was not read, in a word or two that can be grouped by: empty, binary, unsupported format and the like.';
COMMENT ON COLUMN quarantine.detail IS 'What exactly was found: the message of the reader, the number of the record. NULL where the reason says all.';
COMMENT ON COLUMN quarantine.content_hash IS 'SHA-256 of the bytes of the file, in hex. NULL where the file could not be read at all.';
