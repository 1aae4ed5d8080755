-- The number of a row in order of time, from 0, undated ones last. Of one day by document, then by place in it.
CREATE OR REPLACE TEMP MACRO number_in_time(day, document_id, place) AS
    row_number() OVER (ORDER BY day NULLS LAST, document_id, place) - 1;
