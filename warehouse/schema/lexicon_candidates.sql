CREATE TABLE lexicon_candidates (
    term         VARCHAR NOT NULL,
    guessed_kind VARCHAR NOT NULL,
    documents    BIGINT NOT NULL,
    mentions     BIGINT NOT NULL,
    first_seen   DATE,
    example      VARCHAR NOT NULL,
    document_id  VARCHAR NOT NULL,
    sentence_id  VARCHAR NOT NULL,
    start_char   BIGINT NOT NULL,
    end_char     BIGINT NOT NULL
);
COMMENT ON TABLE lexicon_candidates IS 'Terms that no lexicon has, found where goods, actors and places stand: one row per term, those of most documents first. Lines for a lexicon of your own; tumen lexicon add appends one.';
COMMENT ON COLUMN lexicon_candidates.term IS 'The term as a line of a lexicon would have it: goods in lower case and singular, names as they are written.';
COMMENT ON COLUMN lexicon_candidates.guessed_kind IS 'What it may be, by what stands beside it: good, actor or place. Of several guesses that of most documents.';
COMMENT ON COLUMN lexicon_candidates.documents IS 'Number of documents that have it; an article and its copies count once.';
COMMENT ON COLUMN lexicon_candidates.mentions IS 'How often it was found in these documents.';
COMMENT ON COLUMN lexicon_candidates.first_seen IS 'Day of publication of the first of these documents. NULL where none is dated.';
COMMENT ON COLUMN lexicon_candidates.example IS 'A sentence that has it: the first in the first document.';
COMMENT ON COLUMN lexicon_candidates.document_id IS 'The document of the example, as in dim_documents.';
COMMENT ON COLUMN lexicon_candidates.sentence_id IS 'The sentence of the example, as in sentences.';
COMMENT ON COLUMN lexicon_candidates.start_char IS 'Where the term starts there in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN lexicon_candidates.end_char IS 'Where the term ends there in dim_documents.text, in Unicode code points, exclusive.';
