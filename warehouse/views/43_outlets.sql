CREATE VIEW outlets AS
WITH flows AS (
    SELECT document_id, count(*) AS flows FROM fact_trade_flows GROUP BY document_id
)
SELECT
    d.publisher AS outlet,
    count(*) AS documents,
    count(d.duplicate_of) AS copies,
    count(*) FILTER (WHERE s.cited_key IS NOT NULL) AS citing_documents,
    coalesce(sum(f.flows), 0)::BIGINT AS flows,
    count(f.flows) AS documents_with_flows,
    min(d.published_on) AS first_published_on,
    max(d.published_on) AS last_published_on
FROM dim_documents d
JOIN document_sources s USING (document_id)
LEFT JOIN flows f USING (document_id)
GROUP BY d.publisher;
COMMENT ON VIEW outlets IS 'Where the documents come from: one row per outlet, and one with outlet NULL for those that name none.';
COMMENT ON COLUMN outlets.outlet IS 'Outlet or body that published the documents. NULL where neither sidecar nor text names one.';
COMMENT ON COLUMN outlets.documents IS 'Number of its documents, copies included.';
COMMENT ON COLUMN outlets.copies IS 'How many of them are copies or near-copies of another document.';
COMMENT ON COLUMN outlets.citing_documents IS 'How many of them mention another news outlet, taken for their source.';
COMMENT ON COLUMN outlets.flows IS 'Number of rows of trade_flows that they tell, those of copies included.';
COMMENT ON COLUMN outlets.documents_with_flows IS 'How many of them tell any flow.';
COMMENT ON COLUMN outlets.first_published_on IS 'Day of publication of the first one. NULL where none is dated.';
COMMENT ON COLUMN outlets.last_published_on IS 'Day of publication of the latest one. NULL where none is dated.';
