"""Tables and views as files: Parquet in folders, the facts by year of publication; CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.reading import literal

# The inverted index behind search() and the stored rows of views are means, not data.
LEFT_OUT = ("search_", "stored_")
FORMULA = r"^[=+\-@\t\r\n]"
NAMES = """
SELECT table_name FROM information_schema.tables
WHERE table_catalog = current_database() AND table_schema = 'main' ORDER BY table_name
"""


def exported_names(session: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables and views that are exported, in order."""
    return [name for (name,) in session.execute(NAMES).fetchall() if not name.startswith(LEFT_OUT)]


def columns_of(session: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """Column → type of a table or view."""
    return {column: kind for column, kind, *_ in session.execute(f'DESCRIBE "{name}"').fetchall()}


def write_parquet(session: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """TABLE/TABLE.parquet for each table and view; facts as TABLE/year=2025/…, by the year of publication of their document."""
    session.execute("SET preserve_insertion_order = true")
    rows = {}
    for name in exported_names(session):
        place = folder / name
        if name.startswith("fact_"):
            rows[name] = write_by_year(session, name, place)
        else:
            place.mkdir()
            target = literal(place / f"{name}.parquet")
            rows[name] = copied(session, f'COPY (SELECT * FROM "{name}") TO {target} (FORMAT parquet, COMPRESSION zstd)')
    return rows


def write_by_year(session: duckdb.DuckDBPyConnection, name: str, place: Path) -> int:
    """A fact table in one folder for each year of publication; the facts of undated documents lie in that of no year (Hive's default)."""
    place.mkdir()
    years = f'SELECT DISTINCT year(d.published_on) FROM "{name}" f JOIN dim_documents d USING (document_id) ORDER BY ALL'
    rows = 0
    for (year,) in session.execute(years).fetchall():
        part = place / f"year={year if year is not None else '__HIVE_DEFAULT_PARTITION__'}"
        part.mkdir()
        held = "IS NULL" if year is None else f"= {int(year)}"
        picked = f'SELECT f.* FROM "{name}" f JOIN dim_documents d USING (document_id) WHERE year(d.published_on) {held}'
        rows += copied(
            session,
            f"COPY (SELECT * FROM ({picked}) ORDER BY ALL) TO {literal(part / f'{name}.parquet')} (FORMAT parquet, COMPRESSION zstd)",
        )
    if not rows:  # the columns are there even where no row is
        copied(session, f'COPY (SELECT * FROM "{name}") TO {literal(place / f"{name}.parquet")} (FORMAT parquet)')
    return rows


def write_csv(session: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """TABLE.csv for each table and view, UTF-8; lists are joined by '; '.

    Text that starts like a formula gets an apostrophe before it; numbers and days stay what they are.
    """
    return {
        name: copied(
            session, f'COPY (SELECT {safe_columns(session, name)} FROM "{name}") TO {literal(folder / f"{name}.csv")} (FORMAT csv, HEADER)'
        )
        for name in exported_names(session)
    }


def safe_columns(session: duckdb.DuckDBPyConnection, name: str) -> str:
    """The columns of a table, text made safe for spreadsheets."""
    return ", ".join(safe_column(column, kind) for column, kind in columns_of(session, name).items())


def safe_column(column: str, kind: str) -> str:
    """One column: text as it is unless it starts like a formula, nested values as text, the rest untouched."""
    quoted = f'"{column}"'
    if kind == "VARCHAR[]":
        value = f"array_to_string({quoted}, '; ')"
    elif kind == "VARCHAR":
        value = quoted
    elif kind.endswith("]") or kind.startswith(("STRUCT", "MAP")):
        value = f"{quoted}::VARCHAR"
    else:
        return quoted
    return f"CASE WHEN regexp_matches({value}, {literal(FORMULA)}) THEN '''' || {value} ELSE {value} END AS {quoted}"


def copied(session: duckdb.DuckDBPyConnection, statement: str) -> int:
    """Run a COPY; the number of rows."""
    return int(session.execute(statement).fetchall()[0][0])
