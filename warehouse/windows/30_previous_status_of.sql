-- The status of the telling before it that is no repeat: a repeat is no turn in the history of a flow.
CREATE OR REPLACE TEMP MACRO previous_status_of(exporter_country, importer_country, good_id, flow_number, status, is_repeat) AS
    last_value(CASE WHEN NOT is_repeat THEN status END IGNORE NULLS) OVER (
        PARTITION BY exporter_country, importer_country, good_id ORDER BY flow_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    );
