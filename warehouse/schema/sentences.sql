CREATE TABLE sentences (
    document_id     VARCHAR NOT NULL,
    sentence_id     VARCHAR NOT NULL,
    sentence_number BIGINT NOT NULL CHECK (sentence_number >= 0),
    start_char      BIGINT NOT NULL CHECK (start_char >= 0),
    end_char        BIGINT NOT NULL CHECK (end_char > start_char),
    zone            VARCHAR NOT NULL CHECK (zone IN ('title', 'body', 'stamp', 'furniture')),
    text            VARCHAR NOT NULL
);
COMMENT ON TABLE sentences IS 'One row per sentence, headline, caption or line of page furniture of a document. The quotation behind each fact is one join away by sentence_id.';
COMMENT ON COLUMN sentences.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN sentences.sentence_id IS 'Id of the sentence: document_id, a colon and sentence_number.';
COMMENT ON COLUMN sentences.sentence_number IS 'Position of the sentence in its document, in reading order.';
COMMENT ON COLUMN sentences.start_char IS 'Where the sentence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN sentences.end_char IS 'Where the sentence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN sentences.zone IS 'Part of the page: title, body, stamp (line of a feed with date and outlet) or furniture (menus, credits, share links). Furniture is not searched for facts.';
COMMENT ON COLUMN sentences.text IS 'The sentence as it stands in the document, untouched.';
