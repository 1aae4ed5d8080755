CREATE TABLE unknown_terms (
    document_id  VARCHAR NOT NULL,
    sentence_id  VARCHAR NOT NULL,
    start_char   BIGINT NOT NULL CHECK (start_char >= 0),
    end_char     BIGINT NOT NULL CHECK (end_char > start_char),
    surface      VARCHAR NOT NULL,
    term         VARCHAR NOT NULL CHECK (term <> ''),
    guessed_kind VARCHAR NOT NULL CHECK (guessed_kind IN ('good', 'actor', 'place')),
    rule         VARCHAR NOT NULL,
    mentions     BIGINT NOT NULL CHECK (mentions > 0)
);
COMMENT ON TABLE unknown_terms IS 'One row per document and term that stands there where a good, an actor or a place stands and that no lexicon has. What lexicon_candidates counts.';
COMMENT ON COLUMN unknown_terms.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN unknown_terms.sentence_id IS 'The sentence of the first find in the document, as in sentences.';
COMMENT ON COLUMN unknown_terms.start_char IS 'Where the first find starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN unknown_terms.end_char IS 'Where the first find ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN unknown_terms.surface IS 'The first find as it stands in the text: substring(text, start_char + 1, end_char - start_char).';
COMMENT ON COLUMN unknown_terms.term IS 'The term as a line of a lexicon would have it: goods in lower case and singular, names as they are written.';
COMMENT ON COLUMN unknown_terms.guessed_kind IS 'What it may be, by what stands beside it: good, actor or place. Of several guesses the most frequent in the document.';
COMMENT ON COLUMN unknown_terms.rule IS 'Name of the rule that found it. A good or place found by a frame is also in fact_trade_goods or fact_places, with low confidence.';
COMMENT ON COLUMN unknown_terms.mentions IS 'How often it was found in the document.';
