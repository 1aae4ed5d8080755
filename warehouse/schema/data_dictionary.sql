CREATE TABLE data_dictionary (
    table_name  VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL CHECK (kind IN ('table', 'view', 'function')),
    position    INTEGER NOT NULL,
    column_name VARCHAR,
    type        VARCHAR,
    is_nullable BOOLEAN,
    comment     VARCHAR NOT NULL
);
COMMENT ON TABLE data_dictionary IS 'What everything in this file means: one row per table, view or function, and one per column of a table or view.';
COMMENT ON COLUMN data_dictionary.table_name IS 'Name of the table, view or function.';
COMMENT ON COLUMN data_dictionary.kind IS 'table, view or function (a macro, called with its arguments in brackets).';
COMMENT ON COLUMN data_dictionary.position IS 'Place of the column in its table, from 1; 0 for the table, view or function itself.';
COMMENT ON COLUMN data_dictionary.column_name IS 'Name of the column. NULL for the table, view or function itself.';
COMMENT ON COLUMN data_dictionary.type IS 'Type of the column in DuckDB, or the arguments of a function. NULL for a table or view itself.';
COMMENT ON COLUMN data_dictionary.is_nullable IS 'False where a column of a table is never NULL. NULL for tables, views and functions themselves.';
COMMENT ON COLUMN data_dictionary.comment IS 'What it means, in a sentence or two.';
