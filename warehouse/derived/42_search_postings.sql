-- In order of words, so that a word is one stretch of the table.
INSERT INTO search_postings
SELECT word_number, document_number, sentence_number, times, sentence_words
FROM search_found
ORDER BY word_number, document_number, sentence_number;

DROP TABLE search_found;
