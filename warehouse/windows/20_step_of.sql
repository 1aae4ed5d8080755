-- The number of a telling among all of the same exporter, importer and good, from 1.
CREATE OR REPLACE TEMP MACRO step_of(exporter_country, importer_country, good_id, flow_number) AS
    row_number() OVER (PARTITION BY exporter_country, importer_country, good_id ORDER BY flow_number);
