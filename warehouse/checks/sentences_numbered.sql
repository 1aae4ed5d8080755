-- The sentences of a document are numbered from 0 without a gap, in order of the text: search() finds them by it.
-- Of each document by itself.
SELECT document_id, count(*) AS sentences, min(sentence_number) AS first_number, max(sentence_number) AS last_number
FROM sentences
GROUP BY document_id
HAVING first_number <> 0 OR last_number <> sentences - 1
ORDER BY document_id;
