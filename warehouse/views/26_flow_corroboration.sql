CREATE VIEW flow_corroboration AS
SELECT
    exporter_country,
    exporter,
    importer_country,
    importer,
    good_id,
    good,
    hs_chapter,
    status,
    independent_sources,
    documents,
    copies,
    mentions,
    first_seen,
    last_seen,
    outlets
FROM flow_totals;
COMMENT ON VIEW flow_corroboration IS 'How well each flow is attested: one row per exporter, importer, good and status, with its independent sources. Copies count with their original, an outlet once however often it tells, and an outlet that cites another adds no source.';
COMMENT ON COLUMN flow_corroboration.exporter_country IS 'Country that supplies or ships, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_corroboration.exporter IS 'Name of the exporting country. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_corroboration.importer_country IS 'Country that gets or wants the goods, ISO 3166-1 alpha-2. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_corroboration.importer IS 'Name of the importing country. NULL where the texts leave it open.';
COMMENT ON COLUMN flow_corroboration.good_id IS 'The good, as in dim_goods. NULL: all trade between the two sides.';
COMMENT ON COLUMN flow_corroboration.good IS 'Name of the good, or all trade where good_id is NULL.';
COMMENT ON COLUMN flow_corroboration.hs_chapter IS 'HS chapter of the good, two digits as text. NULL for all trade and for classes that span several chapters.';
COMMENT ON COLUMN flow_corroboration.status IS 'reported, planned, requested or blocked.';
COMMENT ON COLUMN flow_corroboration.independent_sources IS 'Number of outlets that tell it by themselves, plus the outlets known only from others that cite them. A document without an outlet is a source of its own.';
COMMENT ON COLUMN flow_corroboration.documents IS 'Number of documents that tell of it; a document and its copies count as one.';
COMMENT ON COLUMN flow_corroboration.copies IS 'Number of further documents that tell it as copies of others: documents and copies together are all that tell it.';
COMMENT ON COLUMN flow_corroboration.mentions IS 'Number of rows of trade_flows, those of copies included.';
COMMENT ON COLUMN flow_corroboration.first_seen IS 'Day on which it is first told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN flow_corroboration.last_seen IS 'Day on which it is last told: of publication, else the first day of the time told. NULL where no day is known.';
COMMENT ON COLUMN flow_corroboration.outlets IS 'Outlets that published it, citing ones too, each once, in alphabetical order. Empty where none is known.';
