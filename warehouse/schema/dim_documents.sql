CREATE TABLE dim_documents (
    document_id     VARCHAR NOT NULL CHECK (document_id <> ''),
    source_file     VARCHAR NOT NULL,
    source_record   BIGINT,
    file_start      BIGINT NOT NULL CHECK (file_start >= 0),
    title           VARCHAR,
    publisher       VARCHAR,
    url             VARCHAR,
    language        VARCHAR,
    published_on    DATE,
    published_basis VARCHAR CHECK (published_basis IN ('sidecar', 'stamp', 'dateline', 'header')),
    text            VARCHAR NOT NULL,
    content_hash    VARCHAR NOT NULL,
    duplicate_of    VARCHAR CHECK (duplicate_of <> document_id),
    CHECK ((published_on IS NULL) = (published_basis IS NULL))
);
COMMENT ON TABLE dim_documents IS 'One row per article or report. A raw file can hold several. Copies are kept and point at the document that they copy.';
COMMENT ON COLUMN dim_documents.document_id IS 'Id of the document, derived from its place and its text: the same input gives the same id.';
COMMENT ON COLUMN dim_documents.source_file IS 'Path of the raw file below the raw root, as in raw_files.';
COMMENT ON COLUMN dim_documents.source_record IS 'Number of the record in a container such as JSON lines. NULL for a file that is no container.';
COMMENT ON COLUMN dim_documents.file_start IS 'Where the document starts in the decoded text of its file or record, in Unicode code points from 0.';
COMMENT ON COLUMN dim_documents.title IS 'Headline, from the sidecar, the record or the text. NULL where none was found.';
COMMENT ON COLUMN dim_documents.publisher IS 'Outlet or body that published it. NULL where neither sidecar nor text names one.';
COMMENT ON COLUMN dim_documents.url IS 'Address of the original, as given by the sidecar or the record; not visited. NULL where none is given.';
COMMENT ON COLUMN dim_documents.language IS 'ISO 639-1 code of the language of the text. Only English (en) is searched for facts. NULL where it could not be told.';
COMMENT ON COLUMN dim_documents.published_on IS 'Day of publication. NULL where neither sidecar nor text gives one.';
COMMENT ON COLUMN dim_documents.published_basis IS 'Where the day of publication comes from: sidecar, stamp (of a feed), dateline or header. NULL exactly where published_on is NULL.';
COMMENT ON COLUMN dim_documents.text IS 'The text that all offsets of the document point into: a plain-text file as decoded and untouched, what the reader drew out of any other format.';
COMMENT ON COLUMN dim_documents.content_hash IS 'SHA-256 of the text, in hex; equal for identical texts of different files.';
COMMENT ON COLUMN dim_documents.duplicate_of IS 'The document_id of the earlier document of which this is a copy or near-copy. NULL for an original. Group by coalesce(duplicate_of, document_id) to count copies once.';
