-- How many sources that do not copy or cite each other tell each distinct flow.
SELECT exporter_country, importer_country, good_id, status, independent_sources
FROM flow_corroboration;
