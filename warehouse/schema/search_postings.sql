CREATE TABLE search_postings (
    word_number     INTEGER NOT NULL,
    document_number INTEGER NOT NULL,
    sentence_number INTEGER NOT NULL,
    times           INTEGER NOT NULL,
    sentence_words  INTEGER NOT NULL
);
COMMENT ON TABLE search_postings IS 'The search index: one row per word and sentence that holds it. The functions search() and search_sentences() read it.';
COMMENT ON COLUMN search_postings.word_number IS 'The word, as in search_words.';
COMMENT ON COLUMN search_postings.document_number IS 'The document, as in search_documents.';
COMMENT ON COLUMN search_postings.sentence_number IS 'The sentence, as in sentences, or -1 for the headline of dim_documents.';
COMMENT ON COLUMN search_postings.times IS 'How often the word stands in the sentence.';
COMMENT ON COLUMN search_postings.sentence_words IS 'Length of the sentence in words.';
