-- In order of words, so that a word is one stretch of the table; those of later documents follow, in that order too.
DELETE FROM search_postings WHERE document_number IN (FROM temp.search_gone);

INSERT INTO search_postings
SELECT word_number, document_number, sentence_number, times, sentence_words
FROM temp.search_found
ORDER BY word_number, document_number, sentence_number;

DROP TABLE temp.search_found;
DROP TABLE temp.search_gone;
