CREATE TABLE search_documents (
    document_number INTEGER NOT NULL,
    document_id     VARCHAR NOT NULL,
    words           INTEGER NOT NULL,
    first_sentence  BIGINT
);
COMMENT ON TABLE search_documents IS 'The search index: one row per document, with the short number under which search_postings knows it.';
COMMENT ON COLUMN search_documents.document_number IS 'Number of the document within this file.';
COMMENT ON COLUMN search_documents.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN search_documents.words IS 'Number of words that are searched: its headline and its sentences, page furniture aside.';
COMMENT ON COLUMN search_documents.first_sentence IS 'Row (rowid) of its first sentence in sentences; the others follow in their order. NULL where it has none.';
