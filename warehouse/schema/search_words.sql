CREATE TABLE search_words (
    word_number INTEGER NOT NULL,
    word        VARCHAR NOT NULL,
    documents   INTEGER NOT NULL,
    sentences   INTEGER NOT NULL
);
COMMENT ON TABLE search_words IS 'The search index: one row per word, in lower case, without accents and without its English plural ending.';
COMMENT ON COLUMN search_words.word_number IS 'Number of the word within this file.';
COMMENT ON COLUMN search_words.word IS 'The word as it is compared; search_stem() gives it this shape.';
COMMENT ON COLUMN search_words.documents IS 'Number of documents that hold it, copies included.';
COMMENT ON COLUMN search_words.sentences IS 'Number of sentences that hold it, headlines included.';
