CREATE VIEW sanction_listed_flows AS
-- Which provisions a good falls under, whoever trades it and when; the closest code of each paragraph, class and term stands for it.
WITH goods AS (
    SELECT good_id, hs_heading, hs_chapter, category FROM dim_goods WHERE good_id IN (SELECT good_id FROM trade_flows)
),
reached AS (
    SELECT g.good_id, p.provision_id, 1 AS closeness, 'heading' AS match
    FROM goods g
    JOIN sanction_provisions p ON p.hs_level = 'heading' AND p.hs_code = g.hs_heading
    WHERE p.good_pattern IS NULL OR regexp_full_match(g.good_id, p.good_pattern)
    UNION ALL
    SELECT g.good_id, p.provision_id, 2, 'chapter'
    FROM goods g
    JOIN sanction_provisions p ON p.hs_level = 'chapter' AND p.hs_code = g.hs_chapter
    WHERE p.good_pattern IS NULL OR regexp_full_match(g.good_id, p.good_pattern)
    UNION ALL
    SELECT g.good_id, p.provision_id, 3, 'class'
    FROM goods g
    JOIN sanction_provisions p ON p.hs_level = 'class'
    WHERE p.good_category = g.category OR regexp_full_match(g.good_id, p.good_pattern)
    UNION ALL
    SELECT g.good_id, p.provision_id, 4, 'chapter_only'
    FROM goods g
    JOIN sanction_provisions p ON p.hs_level = 'heading' AND left(p.hs_code, 2) = g.hs_chapter
    WHERE g.hs_heading IS NULL AND (p.good_pattern IS NULL OR regexp_full_match(g.good_id, p.good_pattern))
),
closest AS (
    SELECT
        r.good_id,
        p.direction,
        p.target_country,
        min((r.closeness, r.provision_id, r.match)) AS nearest
    FROM reached r
    JOIN sanction_provisions p USING (provision_id)
    GROUP BY r.good_id, p.regime, p.resolution, p.paragraph, p.class, p.direction, p.target_country, p.in_force_from
),
-- A flow once for each side on which a provision could stand.
sides AS (
    SELECT flow_number, 'exporter' AS matched_side, 'export' AS direction, exporter_country AS target_country FROM trade_flows
    WHERE exporter_country IS NOT NULL
    UNION ALL
    SELECT flow_number, 'importer', 'import', importer_country FROM trade_flows
    WHERE importer_country IS NOT NULL
    UNION ALL
    SELECT flow_number, 'origin', 'export', origin_country FROM trade_flows
    WHERE origin_country IS NOT NULL
      AND origin_country IS DISTINCT FROM exporter_country
      AND origin_country IS DISTINCT FROM importer_country
)
SELECT
    f.flow_number,
    f.document_id,
    f.original_document_id,
    f.is_repeat,
    f.sentence_id,
    f.start_char,
    f.end_char,
    f.exporter_country,
    f.exporter,
    f.importer_country,
    f.importer,
    f.origin_country,
    f.origin,
    f.good_id,
    f.good,
    f.good_surface,
    f.hs_chapter,
    f.hs_heading,
    f.status,
    f.is_illicit,
    f.date_from,
    f.date_to,
    f.date_basis,
    CASE WHEN p.is_cap THEN 'capped' ELSE 'listed' END AS listing,
    c.nearest[3] AS match,
    x.matched_side,
    CASE
        WHEN f.date_from IS NULL THEN 'unknown'
        WHEN f.date_from >= p.in_force_from AND f.date_to <= coalesce(p.in_force_until, f.date_to) THEN 'whole'
        ELSE 'part'
    END AS in_force,
    CASE WHEN f.date_from IS NOT NULL THEN greatest(f.date_from, p.in_force_from) END AS listed_on,
    p.provision_id,
    p.regime,
    p.resolution,
    p.paragraph,
    p.class,
    p.direction,
    p.target_country,
    p.hs_code AS provision_hs_code,
    p.hs_basis,
    p.hs_coverage,
    p.cap_quantity,
    p.cap_unit,
    p.cap_amount,
    p.cap_currency,
    p.cap_period,
    p.in_force_from,
    p.in_force_until,
    p.exceptions,
    p.summary,
    p.url AS provision_url,
    p.checked,
    f.outlet,
    f.published_on,
    f.url,
    f.duplicate_of,
    f.quotation,
    f.confidence
FROM sides x
JOIN trade_flows f USING (flow_number)
JOIN closest c ON c.good_id = f.good_id AND c.direction = x.direction AND c.target_country = x.target_country
JOIN sanction_provisions p ON p.provision_id = c.nearest[2]
WHERE f.date_from IS NULL
   OR (f.date_to >= p.in_force_from AND f.date_from <= coalesce(p.in_force_until, f.date_from))
ORDER BY
    f.document_id, f.start_char, f.end_char, f.good_id, f.good_surface, f.exporter_country, f.importer_country, f.origin_country,
    f.status, f.date_from, p.in_force_from, p.provision_id, x.matched_side;
COMMENT ON VIEW sanction_listed_flows IS 'Flows beside the sanction provisions that list their good: one row per flow and provision in force at its time, in its direction. Listed says what a paragraph names, not that a trade broke it: exceptions, caps and approvals are for the reader. Flows of any status and of copies are in it; flows of all trade, which name no good, are not. A flow without a day has a row for every provision, ended ones too, with in_force unknown.';
COMMENT ON COLUMN sanction_listed_flows.flow_number IS 'The flow, as in trade_flows.';
COMMENT ON COLUMN sanction_listed_flows.document_id IS 'The document that tells the flow, as in dim_documents.';
COMMENT ON COLUMN sanction_listed_flows.original_document_id IS 'The document that counts: where is_repeat the one that told it first, else this one. Count documents by it.';
COMMENT ON COLUMN sanction_listed_flows.is_repeat IS 'True where the document is a copy and tells what its original, or an earlier copy of it, tells too. Say NOT is_repeat to have each telling once.';
COMMENT ON COLUMN sanction_listed_flows.sentence_id IS 'The sentence that tells the flow, as in sentences.';
COMMENT ON COLUMN sanction_listed_flows.start_char IS 'Where the evidence starts in dim_documents.text, in Unicode code points from 0.';
COMMENT ON COLUMN sanction_listed_flows.end_char IS 'Where the evidence ends in dim_documents.text, in Unicode code points, exclusive.';
COMMENT ON COLUMN sanction_listed_flows.exporter_country IS 'Country that supplies or ships the good, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN sanction_listed_flows.exporter IS 'Name of the exporting country. NULL where the text leaves it open.';
COMMENT ON COLUMN sanction_listed_flows.importer_country IS 'Country that gets or wants the good, ISO 3166-1 alpha-2. NULL where the text leaves it open.';
COMMENT ON COLUMN sanction_listed_flows.importer IS 'Name of the importing country. NULL where the text leaves it open.';
COMMENT ON COLUMN sanction_listed_flows.origin_country IS 'Country of make where the text names another one than the exporter, ISO 3166-1 alpha-2. NULL otherwise.';
COMMENT ON COLUMN sanction_listed_flows.origin IS 'Name of that country. NULL where the text names none.';
COMMENT ON COLUMN sanction_listed_flows.good_id IS 'The good, as in dim_goods.';
COMMENT ON COLUMN sanction_listed_flows.good IS 'Name of the good in English.';
COMMENT ON COLUMN sanction_listed_flows.good_surface IS 'The good in the words of the text.';
COMMENT ON COLUMN sanction_listed_flows.hs_chapter IS 'HS chapter of the good. NULL for classes that span several chapters.';
COMMENT ON COLUMN sanction_listed_flows.hs_heading IS 'HS heading of the good. NULL where only the chapter is clear, or less.';
COMMENT ON COLUMN sanction_listed_flows.status IS 'reported, planned, requested or blocked, of the flow.';
COMMENT ON COLUMN sanction_listed_flows.is_illicit IS 'True where the text says that the flow is smuggled or evades sanctions.';
COMMENT ON COLUMN sanction_listed_flows.date_from IS 'First day of the time that the flow belongs to, inclusive. NULL where unknown.';
COMMENT ON COLUMN sanction_listed_flows.date_to IS 'Last day of the time that the flow belongs to, inclusive. NULL where unknown.';
COMMENT ON COLUMN sanction_listed_flows.date_basis IS 'Where the days come from: stated, relative, inferred, or published (the day of publication stands in). NULL where there is no day.';
COMMENT ON COLUMN sanction_listed_flows.listing IS 'listed, or capped where the provision allows trade up to an amount.';
COMMENT ON COLUMN sanction_listed_flows.match IS 'How the good falls under it: heading (same heading), chapter (the provision covers the whole chapter), class (by name or category, no code), or chapter_only (only the chapter of the good is known and the provision names a heading of it).';
COMMENT ON COLUMN sanction_listed_flows.matched_side IS 'Side of the flow that is the target country: exporter, importer, or origin where the good was made there and another country or nobody named ships it.';
COMMENT ON COLUMN sanction_listed_flows.in_force IS 'How much of the time of the flow falls within the days in force: whole, part, or unknown where the flow has no day.';
COMMENT ON COLUMN sanction_listed_flows.listed_on IS 'First day of the flow on which the provision was in force. NULL where the flow has no day.';
COMMENT ON COLUMN sanction_listed_flows.provision_id IS 'The provision, as in sanction_provisions.';
COMMENT ON COLUMN sanction_listed_flows.regime IS 'Sanctions regime, such as UN-1718.';
COMMENT ON COLUMN sanction_listed_flows.resolution IS 'Number of the resolution or other instrument.';
COMMENT ON COLUMN sanction_listed_flows.paragraph IS 'Operative paragraph of the instrument, with its point.';
COMMENT ON COLUMN sanction_listed_flows.class IS 'Class of goods that the paragraph names.';
COMMENT ON COLUMN sanction_listed_flows.direction IS 'Seen from the target country: export (it may not supply the goods) or import (they may not be supplied to it).';
COMMENT ON COLUMN sanction_listed_flows.target_country IS 'Country under the sanctions, ISO 3166-1 alpha-2 code.';
COMMENT ON COLUMN sanction_listed_flows.provision_hs_code IS 'HS code of the provision that the match rests on. NULL for a match by class.';
COMMENT ON COLUMN sanction_listed_flows.hs_basis IS 'Who gave that code: resolution, or mapped (our reading). NULL for a match by class.';
COMMENT ON COLUMN sanction_listed_flows.hs_coverage IS 'whole where the provision reaches all goods of that code, part where the code holds others too. NULL for a match by class.';
COMMENT ON COLUMN sanction_listed_flows.cap_quantity IS 'Quantity allowed in each cap_period over all States. NULL where none is stated.';
COMMENT ON COLUMN sanction_listed_flows.cap_unit IS 'Unit of cap_quantity: t (tonne) or bbl (barrel). NULL where there is no quantity.';
COMMENT ON COLUMN sanction_listed_flows.cap_amount IS 'Value allowed in each cap_period over all States. NULL where none is stated.';
COMMENT ON COLUMN sanction_listed_flows.cap_currency IS 'Currency of cap_amount, ISO 4217. NULL where there is no amount.';
COMMENT ON COLUMN sanction_listed_flows.cap_period IS 'What the cap counts over. NULL where there is no cap.';
COMMENT ON COLUMN sanction_listed_flows.in_force_from IS 'First day in force of the provision.';
COMMENT ON COLUMN sanction_listed_flows.in_force_until IS 'Last day in force of the provision. NULL: still in force.';
COMMENT ON COLUMN sanction_listed_flows.exceptions IS 'What the paragraph leaves allowed, in our words. NULL where it states nothing.';
COMMENT ON COLUMN sanction_listed_flows.summary IS 'The provision in one sentence, in our words.';
COMMENT ON COLUMN sanction_listed_flows.provision_url IS 'Address of the resolution or other instrument.';
COMMENT ON COLUMN sanction_listed_flows.checked IS 'How far the provision was checked: text, law, summary or unseen, as in sanction_provisions.';
COMMENT ON COLUMN sanction_listed_flows.outlet IS 'Outlet or body that published the document. NULL where unknown.';
COMMENT ON COLUMN sanction_listed_flows.published_on IS 'Day of publication of the document. NULL where unknown.';
COMMENT ON COLUMN sanction_listed_flows.url IS 'Address of the document. NULL where none is given.';
COMMENT ON COLUMN sanction_listed_flows.duplicate_of IS 'The document_id of the original where the document is a copy. NULL for an original.';
COMMENT ON COLUMN sanction_listed_flows.quotation IS 'The whole sentence that tells the flow, as it stands in the text.';
COMMENT ON COLUMN sanction_listed_flows.confidence IS 'How sure the rule is of the flow, from 0 to 1; a rank, not a measured probability.';
