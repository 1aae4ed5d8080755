CREATE VIEW requested_not_reported AS
SELECT
    exporter_country,
    exporter,
    importer_country,
    importer,
    good_id,
    good,
    hs_chapter,
    first_seen,
    last_seen,
    documents,
    blocked_on,
    first_document_id,
    title,
    outlet,
    quotation
FROM flow_outcomes
WHERE status = 'requested' AND reported_on IS NULL;
COMMENT ON VIEW requested_not_reported IS 'What is asked for and not yet told to move: the rows of flow_outcomes with status requested and no report on the same day or later.';
COMMENT ON COLUMN requested_not_reported.exporter_country IS 'Country that supplies or ships, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN requested_not_reported.exporter IS 'Name of the exporting country. NULL where the texts leave it open.';
COMMENT ON COLUMN requested_not_reported.importer_country IS 'Country that gets or wants the goods, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN requested_not_reported.importer IS 'Name of the importing country. NULL where the texts leave it open.';
COMMENT ON COLUMN requested_not_reported.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN requested_not_reported.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN requested_not_reported.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN requested_not_reported.first_seen IS 'Day on which it is first told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN requested_not_reported.last_seen IS 'Day on which it is last told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN requested_not_reported.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN requested_not_reported.blocked_on IS 'First day, not before first_seen, on which the good is told to be banned, halted, refused or seized there. NULL where no such report is known.';
COMMENT ON COLUMN requested_not_reported.first_document_id IS 'The document that asks for it first, as in dim_documents.';
COMMENT ON COLUMN requested_not_reported.title IS 'Headline of that document. NULL where none was found.';
COMMENT ON COLUMN requested_not_reported.outlet IS 'Outlet or body that published that document. NULL where unknown.';
COMMENT ON COLUMN requested_not_reported.quotation IS 'The whole sentence that tells it, as it stands in the text.';
