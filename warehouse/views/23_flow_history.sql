CREATE VIEW flow_history AS
SELECT
    exporter_country,
    exporter,
    importer_country,
    importer,
    good_id,
    good,
    hs_chapter,
    step,
    seen_on,
    status,
    previous_status,
    NOT is_repeat AND coalesce(status <> previous_status, true) AS is_turn,
    is_illicit,
    date_from,
    date_to,
    flow_number,
    document_id,
    original_document_id,
    is_repeat,
    outlet,
    title,
    duplicate_of,
    source_file,
    quotation
FROM trade_flows;
COMMENT ON VIEW flow_history IS 'The history of each flow across documents: every telling of one exporter, importer and good, in order of time, with what was told before it: planned, then reported or blocked. Ask for one flow, or for the turns.';
COMMENT ON COLUMN flow_history.exporter_country IS 'Country that supplies or ships, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_history.exporter IS 'Name of the exporting country. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_history.importer_country IS 'Country that gets or wants the goods, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_history.importer IS 'Name of the importing country. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_history.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN flow_history.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN flow_history.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN flow_history.flow_number IS 'Number of the telling, as in trade_flows; rises with time.';
COMMENT ON COLUMN flow_history.seen_on IS 'Day on which it is told: of publication, else the first day of the time told. NULL where neither is known; such tellings come last.';
COMMENT ON COLUMN flow_history.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN flow_history.previous_status IS 'Status of the last telling before this one, repeats left out. NULL for the first.';
COMMENT ON COLUMN flow_history.is_turn IS 'True for the first telling and wherever the status differs from previous_status; a repeat is none.';
COMMENT ON COLUMN flow_history.step IS 'Number of the telling within its flow, from 1.';
COMMENT ON COLUMN flow_history.is_illicit IS 'True where the text says that it is smuggled or evades sanctions.';
COMMENT ON COLUMN flow_history.date_from IS 'First day of the time that the telling speaks of, inclusive. NULL where unknown.';
COMMENT ON COLUMN flow_history.date_to IS 'Last day of the time that the telling speaks of, inclusive. NULL where unknown.';
COMMENT ON COLUMN flow_history.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN flow_history.original_document_id IS 'The document that counts: where is_repeat the one that told it first, else this one. Count documents by it.';
COMMENT ON COLUMN flow_history.is_repeat IS 'True where the document is a copy and tells what its original, or an earlier copy of it, tells too. Say NOT is_repeat to have each telling once.';
COMMENT ON COLUMN flow_history.outlet IS 'Outlet or body that published that document. NULL where unknown.';
COMMENT ON COLUMN flow_history.title IS 'Headline of that document. NULL where none was found.';
COMMENT ON COLUMN flow_history.duplicate_of IS 'The document_id of the original where this document is a copy. NULL for an original.';
COMMENT ON COLUMN flow_history.source_file IS 'Raw file of the document, path below the raw root.';
COMMENT ON COLUMN flow_history.quotation IS 'The whole sentence that tells it, as it stands in the text.';
