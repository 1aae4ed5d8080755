-- The file has exactly the tables and columns of the DDL, in its order and with its types.
WITH wanted AS (
    SELECT table_name, column_name, column_index, data_type, is_nullable
    FROM duckdb_columns() WHERE database_name = 'ddl' AND NOT internal
),
found AS (
    SELECT c.table_name, c.column_name, c.column_index, c.data_type, c.is_nullable
    FROM duckdb_columns() c
    JOIN duckdb_tables() t ON t.database_name = c.database_name AND t.schema_name = c.schema_name AND t.table_name = c.table_name
    WHERE c.database_name = 'warehouse' AND c.schema_name = 'main' AND NOT c.internal
)
SELECT
    table_name,
    column_name,
    w.data_type AS wanted_type,
    f.data_type AS found_type,
    w.column_index AS wanted_position,
    f.column_index AS found_position
FROM wanted w
FULL JOIN found f USING (table_name, column_name)
WHERE w.data_type IS DISTINCT FROM f.data_type
   OR w.column_index IS DISTINCT FROM f.column_index
   OR w.is_nullable IS DISTINCT FROM f.is_nullable
ORDER BY table_name, column_name;
