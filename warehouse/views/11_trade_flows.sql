-- In order of time, so that the first row of anything is the one first told. What a copy tells is a repeat only where a document before it
-- tells it too: a text joined with another tells news of its own.
CREATE VIEW trade_flows AS
WITH numbered AS (
    SELECT
        number_in_time(coalesce(d.published_on, f.date_from), f.document_id, f.rowid) AS flow_number,
        coalesce(d.published_on, f.date_from) AS seen_on,
        f.rowid AS fact_row,
        f.exporter_country,
        f.importer_country,
        f.good_id,
        f.status,
        f.document_id,
        first_value(f.document_id) OVER (
            PARTITION BY s.original_document_id, f.exporter_country, f.importer_country, f.good_id, f.status
            ORDER BY f.document_id <> s.original_document_id, d.published_on NULLS LAST, f.document_id, f.rowid
        ) AS original_document_id
    FROM fact_trade_flows f
    JOIN dim_documents d USING (document_id)
    JOIN document_sources s USING (document_id)
),
steps AS (
    SELECT
        fact_row, flow_number, seen_on, original_document_id,
        original_document_id <> document_id AS is_repeat,
        step_of(exporter_country, importer_country, good_id, flow_number) AS step,
        previous_status_of(
            exporter_country, importer_country, good_id, flow_number, status, original_document_id <> document_id
        ) AS previous_status
    FROM numbered
)
SELECT
    n.flow_number,
    n.seen_on,
    f.document_id,
    n.original_document_id,
    n.is_repeat,
    f.sentence_id,
    f.start_char,
    f.end_char,
    f.exporter_country,
    coalesce(exporter.name, f.exporter_country) AS exporter,
    f.importer_country,
    coalesce(importer.name, f.importer_country) AS importer,
    f.origin_country,
    coalesce(origin.name, f.origin_country) AS origin,
    f.good_id,
    CASE WHEN f.good_id IS NULL THEN 'all trade' ELSE coalesce(g.name, f.good_id) END AS good,
    f.good_surface,
    g.hs_chapter,
    h.title AS hs_chapter_title,
    g.hs_heading,
    g.category,
    f.status,
    n.step,
    n.previous_status,
    f.is_illicit,
    f.exporter_actor_id,
    seller.name AS exporter_actor,
    f.importer_actor_id,
    buyer.name AS importer_actor,
    f.route_id,
    r.mode AS route_mode,
    r.status AS route_status,
    nullif(r.via, []) AS route_via,
    f.date_from,
    f.date_to,
    CASE WHEN year(f.date_from) = year(f.date_to) THEN year(f.date_from) END AS year,
    CASE WHEN date_trunc('month', f.date_from) = date_trunc('month', f.date_to) THEN date_trunc('month', f.date_from)::DATE END AS month,
    f.date_basis,
    d.publisher AS outlet,
    d.title,
    d.published_on,
    d.url,
    d.source_file,
    d.duplicate_of,
    coalesce(s.text, f.surface) AS quotation,
    f.confidence,
    f.rule,
    f.cue
FROM fact_trade_flows f
JOIN steps n ON n.fact_row = f.rowid
JOIN dim_documents d USING (document_id)
LEFT JOIN sentences s USING (sentence_id)
LEFT JOIN dim_goods g USING (good_id)
LEFT JOIN dim_hs_chapters h ON h.hs_chapter = g.hs_chapter
LEFT JOIN dim_countries exporter ON exporter.country = f.exporter_country
LEFT JOIN dim_countries importer ON importer.country = f.importer_country
LEFT JOIN dim_countries origin ON origin.country = f.origin_country
LEFT JOIN dim_actors seller ON seller.actor_id = f.exporter_actor_id
LEFT JOIN dim_actors buyer ON buyer.actor_id = f.importer_actor_id
LEFT JOIN trade_routes r ON r.route_id = f.route_id
ORDER BY n.flow_number;
COMMENT ON VIEW trade_flows IS 'Trade flows in words: one row per row of fact_trade_flows, with names for its codes and ids, the route, the outlet and the quotation. Flows of copies are in it; is_repeat tells those that an earlier document has told.';
COMMENT ON COLUMN trade_flows.flow_number IS 'Number of the flow in this file, from 0, in order of seen_on (undated last), then of document and place in it.';
COMMENT ON COLUMN trade_flows.seen_on IS 'Day on which the flow is told: the day of publication, else the first day of the time told. NULL where neither is known.';
COMMENT ON COLUMN trade_flows.document_id IS 'The document that tells the flow, as in dim_documents.';
COMMENT ON COLUMN trade_flows.original_document_id IS 'The document that counts: where is_repeat the one that told it first, else this one. Count documents by it.';
COMMENT ON COLUMN trade_flows.is_repeat IS 'True where the document is a copy and tells what its original, or an earlier copy of it, tells too. Say NOT is_repeat to have each telling once.';
COMMENT ON COLUMN trade_flows.sentence_id IS 'The sentence that tells the flow, as in sentences.';
COMMENT ON COLUMN trade_flows.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN trade_flows.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN trade_flows.exporter_country IS 'Country that supplies or ships the good, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_flows.exporter IS 'Name of the exporting country, or its code where dim_countries has no name. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_flows.importer_country IS 'Country that gets or wants the good, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_flows.importer IS 'Name of the importing country, or its code where dim_countries has no name. NULL where the text leaves it open.';
COMMENT ON COLUMN trade_flows.origin_country IS 'Country of make where the text names another one than the exporter, ISO 3166-1 alpha-2. NULL otherwise.';
COMMENT ON COLUMN trade_flows.origin IS 'Name of that country. NULL where the text names none.';
COMMENT ON COLUMN trade_flows.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN trade_flows.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN trade_flows.good_surface IS 'The good in the words of the text. NULL where no word stands for all trade.';
COMMENT ON COLUMN trade_flows.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN trade_flows.hs_chapter_title IS 'What that HS chapter covers, in short. NULL where hs_chapter is NULL.';
COMMENT ON COLUMN trade_flows.hs_heading IS 'HS heading of the good, four digits as text. NULL where only the chapter is clear, or less.';
COMMENT ON COLUMN trade_flows.category IS 'Broad class of the good, such as food or fuel. NULL for all trade or where none fits.';
COMMENT ON COLUMN trade_flows.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN trade_flows.step IS 'Number of this telling among all of the same exporter, importer and good, in order of time, from 1.';
COMMENT ON COLUMN trade_flows.previous_status IS 'Status of the last telling before this one of the same exporter, importer and good, repeats left out. NULL for the first.';
COMMENT ON COLUMN trade_flows.is_illicit IS 'True where the text says that it is smuggled or evades sanctions.';
COMMENT ON COLUMN trade_flows.exporter_actor_id IS 'Who supplies or ships it, as in dim_actors. NULL where the sentence names nobody.';
COMMENT ON COLUMN trade_flows.exporter_actor IS 'Name of who supplies or ships it. NULL where the sentence names nobody.';
COMMENT ON COLUMN trade_flows.importer_actor_id IS 'Who gets or wants it, as in dim_actors. NULL where the sentence names nobody.';
COMMENT ON COLUMN trade_flows.importer_actor IS 'Name of who gets or wants it. NULL where the sentence names nobody.';
COMMENT ON COLUMN trade_flows.route_id IS 'Route that the sentence tells for the flow, as in fact_routes. NULL where it tells none.';
COMMENT ON COLUMN trade_flows.route_mode IS 'Means of transport of that route: rail, road, sea, river, air or pipeline. NULL where unknown.';
COMMENT ON COLUMN trade_flows.route_status IS 'open, planned or closed, of that route. NULL where there is no route.';
COMMENT ON COLUMN trade_flows.route_via IS 'Names of the places on that route, in order, named ends included. NULL where there is no route or no place.';
COMMENT ON COLUMN trade_flows.date_from IS 'First day of the time that the flow belongs to, inclusive. NULL where unknown.';
COMMENT ON COLUMN trade_flows.date_to IS 'Last day of the time that the flow belongs to, inclusive. NULL where unknown.';
COMMENT ON COLUMN trade_flows.year IS 'Year of that time. NULL where it spans several years or is unknown.';
COMMENT ON COLUMN trade_flows.month IS 'First day of the month of that time. NULL where it is longer than a month or unknown.';
COMMENT ON COLUMN trade_flows.date_basis IS 'Where the days come from: stated, relative, inferred, or published (the day of publication stands in). NULL where there is no day.';
COMMENT ON COLUMN trade_flows.outlet IS 'Outlet or body that published the document. NULL where unknown.';
COMMENT ON COLUMN trade_flows.title IS 'Headline of the document. NULL where none was found.';
COMMENT ON COLUMN trade_flows.published_on IS 'Day of publication of the document. NULL where unknown.';
COMMENT ON COLUMN trade_flows.url IS 'Address of the original. NULL where none is given.';
COMMENT ON COLUMN trade_flows.source_file IS 'Raw file of the document, path below the raw root.';
COMMENT ON COLUMN trade_flows.duplicate_of IS 'The document_id of the original where this document is a copy. NULL for an original.';
COMMENT ON COLUMN trade_flows.quotation IS 'The whole sentence that tells the flow, as it stands in the text.';
COMMENT ON COLUMN trade_flows.confidence IS 'How sure the rule is of the flow, from 0 to 1; a rank, not a measured probability.';
COMMENT ON COLUMN trade_flows.rule IS 'Name of the rule that found the flow.';
COMMENT ON COLUMN trade_flows.cue IS 'The words that carried the flow, such as a verb. NULL where there was none.';
