CREATE TABLE document_sources (
    document_id          VARCHAR NOT NULL,
    original_document_id VARCHAR NOT NULL,
    outlet               VARCHAR,
    outlet_key           VARCHAR NOT NULL,
    cited_outlets        VARCHAR[] NOT NULL,
    cited_key            VARCHAR
);
COMMENT ON TABLE document_sources IS 'Where each document has its news from: one row per document, with its own outlet and the outlets that it cites. What flow_corroboration counts by.';
COMMENT ON COLUMN document_sources.document_id IS 'The document, as in dim_documents.';
COMMENT ON COLUMN document_sources.original_document_id IS 'The first document of which this one is a copy, over copies of copies; the document itself where it is none.';
COMMENT ON COLUMN document_sources.outlet IS 'Outlet or body that published it. NULL where unknown.';
COMMENT ON COLUMN document_sources.outlet_key IS 'The outlet in the shape in which spellings are compared; a document without an outlet is a source of its own and has its document_id here.';
COMMENT ON COLUMN document_sources.cited_outlets IS 'Names of the other news outlets that it mentions, in reading order; taken for its sources. Empty where it mentions none.';
COMMENT ON COLUMN document_sources.cited_key IS 'The first of the cited outlets, in the shape in which spellings are compared. NULL where none is cited.';
