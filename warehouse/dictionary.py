"""The data dictionary: the comments of the DDL, read back from the database. A table or column without one stops the build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from warehouse.errors import CommentMissingError
from warehouse.reading import frame, new_session, open_warehouse
from warehouse.tables import sql_files

ROWS = """
WITH objects AS (
    SELECT table_name, 'table' AS kind, comment FROM duckdb_tables()
    WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
    UNION ALL
    SELECT view_name, 'view', comment FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
),
fields AS (
    SELECT c.table_name, o.kind, c.column_index, c.column_name, c.data_type, c.is_nullable AND o.kind = 'table' AS is_nullable, c.comment
    FROM duckdb_columns() c JOIN objects o USING (table_name)
    WHERE c.database_name = current_database() AND c.schema_name = 'main'
),
functions AS (
    SELECT function_name AS table_name, 'function' AS kind, parameters::VARCHAR AS type, comment
    FROM duckdb_functions() WHERE database_name = current_database() AND NOT internal
)
SELECT table_name, kind, 0 AS position, NULL AS column_name, NULL AS type, NULL AS is_nullable, comment FROM objects
UNION ALL
SELECT table_name, kind, column_index, column_name, data_type, is_nullable, comment FROM fields
UNION ALL
SELECT table_name, kind, 0, NULL, type, NULL, comment FROM functions
ORDER BY kind = 'function', kind, table_name, position
"""
FILL = f"""
INSERT INTO data_dictionary
SELECT table_name, kind, position, column_name, type, is_nullable, coalesce(comment, '') FROM ({ROWS}) rows
"""
ABOUT = (
    "Made from the comments in `warehouse/schema`, `warehouse/views` and `warehouse/macros` by `python -m warehouse.dictionary`; change it",
    "there. The file itself holds the same in its table `data_dictionary`.",
)


@contextmanager
def empty_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A session with every table, function and view, and no rows."""
    session = new_session()
    try:
        for folder in ("schema", "macros", "windows", "views"):
            for ddl in sql_files(folder).values():
                session.execute(ddl)
        yield session
    finally:
        session.close()


def dictionary_rows(warehouse: Path | None = None) -> pl.DataFrame:
    """One row per table, view or function (column_name NULL) and per column.

    Columns: table_name, kind, position, column_name, type, is_nullable, comment. Of a published file, or of the DDL itself
    without one. Raises CommentMissingError with the names that have no comment.
    """
    with open_warehouse(warehouse) if warehouse else empty_database() as session:
        rows = frame(session, ROWS)
    bare = rows.filter(pl.col("comment").fill_null("").str.strip_chars() == "")
    if bare.height:
        names = bare.select(pl.concat_str("table_name", "column_name", separator=".", ignore_nulls=True)).to_series()
        raise CommentMissingError(names=", ".join(names))
    return rows


def render_markdown(rows: pl.DataFrame) -> str:
    """The dictionary as one Markdown page: a section for each table and view, a table row for each column."""
    lines = ["# Data dictionary", "", *ABOUT]
    for (kind, name), part in rows.group_by("kind", "table_name", maintain_order=True):
        lines += ["", f"## {name}" if kind == "table" else f"## {name} ({kind})", "", cell(part["comment"][0])]
        if kind == "function":
            continue
        lines += ["", "| column | type | may be NULL | meaning |", "| --- | --- | --- | --- |"]
        for column, type_, nullable, comment in part.slice(1).select("column_name", "type", "is_nullable", "comment").iter_rows():
            may_be_null = "yes" if nullable or kind == "view" else "no"
            lines.append(f"| `{column}` | {type_} | {may_be_null} | {cell(comment)} |")
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """Text that stays in one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def write_dictionary(page: Path, warehouse: Path | None = None) -> None:
    """Write the Markdown page of the dictionary."""
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render_markdown(dictionary_rows(warehouse)), encoding="utf-8")


if __name__ == "__main__":
    write_dictionary(Path("docs/DATA_DICTIONARY.md"))
