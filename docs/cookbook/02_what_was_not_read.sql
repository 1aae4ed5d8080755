-- How much is in here, and what could not be read?
-- Nothing is dropped in silence: each raw file is in `dim_documents` or, with the reason, in `quarantine`.
SELECT i.raw_files, i.documents, i.copies, i.fact_trade_flows AS flows, q.source_file AS not_read, q.reason
FROM warehouse_info i LEFT JOIN quarantine q ON true
ORDER BY q.source_file, q.reason;
