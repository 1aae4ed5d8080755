CREATE VIEW document_mentions AS
SELECT f.document_id, f.sentence_id, f.start_char, f.end_char, 'good' AS kind, f.surface, f.good_id AS id, g.name, g.hs_chapter AS detail, f.confidence, f.rule, f.lexicon
FROM fact_trade_goods f LEFT JOIN dim_goods g USING (good_id)
UNION ALL
SELECT f.document_id, f.sentence_id, f.start_char, f.end_char, 'actor', f.surface, f.actor_id, a.name, a.kind, f.confidence, f.rule, f.lexicon
FROM fact_actors f LEFT JOIN dim_actors a USING (actor_id)
UNION ALL
SELECT f.document_id, f.sentence_id, f.start_char, f.end_char, 'place', f.surface, f.place_id, p.name, p.kind, f.confidence, f.rule, f.lexicon
FROM fact_places f LEFT JOIN dim_places p USING (place_id)
UNION ALL
SELECT document_id, sentence_id, start_char, end_char, 'date', surface, NULL, concat_ws(' to ', date_from, nullif(date_to, date_from)), granularity, confidence, rule, lexicon
FROM fact_dates;
COMMENT ON VIEW document_mentions IS 'Every mention in the texts: goods, actors, places and expressions of time in one list. Ask for one document and order by start_char to read along.';
COMMENT ON COLUMN document_mentions.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN document_mentions.sentence_id IS 'The sentence that holds it, as in sentences.';
COMMENT ON COLUMN document_mentions.start_char IS 'Where the mention starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN document_mentions.end_char IS 'Where the mention ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN document_mentions.kind IS 'good, actor, place or date.';
COMMENT ON COLUMN document_mentions.surface IS 'The mention as it stands in the text.';
COMMENT ON COLUMN document_mentions.id IS 'Its good_id, actor_id or place_id. NULL for dates.';
COMMENT ON COLUMN document_mentions.name IS 'Name of the good, actor or place; for a date its first and last day. Empty where a date is not resolved.';
COMMENT ON COLUMN document_mentions.detail IS 'HS chapter of a good, kind of an actor or place, granularity of a date. NULL where unknown.';
COMMENT ON COLUMN document_mentions.confidence IS 'How sure the rule is of this row, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN document_mentions.rule IS 'Name of the rule that found it.';
COMMENT ON COLUMN document_mentions.lexicon IS 'File and line of the lexicon entry behind it. NULL where a rule alone found it.';
