-- Where the sentences of each document begin; rows may have moved since the last file.
UPDATE search_documents SET first_sentence = f.first_sentence
FROM (SELECT document_id, min(rowid) AS first_sentence FROM sentences GROUP BY document_id) f
WHERE search_documents.document_id = f.document_id AND search_documents.first_sentence IS DISTINCT FROM f.first_sentence;
