"""From Parquet to a new, complete database file: tables, rows in stable order, functions, views, derived tables, dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.dictionary import FILL
from warehouse.errors import InputNotLoadedError
from warehouse.history import Run, write_history
from warehouse.reading import first_line, literal, new_session
from warehouse.tables import HERE, INPUT_TABLES, REQUIRED, SCHEMA_VERSION, SORTED_BY, STORED, sql_files

# The oldest DuckDB that must be able to read the published file.
STORAGE_VERSION = "v1.5.0"

Inputs = Mapping[str, Path | Sequence[Path]]


def parquet_files(tables: Inputs) -> dict[str, list[str]]:
    """Input table → its Parquet files; raises InputNotLoadedError for an unknown table, a missing required one or a missing file."""
    unknown = sorted(set(tables) - set(INPUT_TABLES))
    if unknown:
        raise InputNotLoadedError(table=unknown[0], reason="the warehouse has no such table to fill")
    files = {table: [str(path) for path in ([given] if isinstance(given, str | Path) else given)] for table, given in tables.items()}
    for table in sorted(REQUIRED - set(files)):
        raise InputNotLoadedError(table=table, reason="it was not passed")
    for table, paths in files.items():
        for path in paths:
            if not Path(path).is_file():
                raise InputNotLoadedError(table=table, reason=f"{path} is no file")
    return files


@dataclass(frozen=True)
class Past:
    """What a history is carried on with: the run that publishes, the file with the history so far, the number of checks to pass."""

    run: Run
    before: Path | None
    checks: int


def build(
    file: Path, tables: Inputs, *, tumen_version: str | None, published_at: datetime | None, spill: Path, past: Past | None = None
) -> None:
    """Write the new database `file` with everything in it. Raises InputNotLoadedError, or duckdb.Error where it cannot be written."""
    files = parquet_files(tables)
    with open_target(file, spill) as session:
        for ddl in sql_files("schema").values():
            session.execute(ddl)
        for table in INPUT_TABLES:
            if files.get(table):
                load_table(session, table, files[table])
        for macro in sql_files("macros").values():
            session.execute(macro)
        session.execute("CREATE TEMP TABLE changed AS SELECT document_id FROM dim_documents")
        for table in sql_files("derived"):
            derive(session, table, tumen_version, published_at)
        if past:
            with attached(session, past.before):
                write_history(session, past.run, past.checks)
        create_views(session)
        session.execute(FILL)


@contextmanager
def open_target(file: Path, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A session that writes the database `file`, its default one; all is in the file when the block ends well."""
    session = new_session(spill)
    try:
        # No write-ahead log: a build that dies is thrown away whole.
        session.execute(f"ATTACH {literal(file)} AS target (STORAGE_VERSION {literal(STORAGE_VERSION)}, RECOVERY_MODE no_wal_writes)")
        session.execute("USE target")
        yield session
        session.execute("CHECKPOINT target")
        session.execute("USE memory")
        session.execute("DETACH target")
    finally:
        session.close()


@contextmanager
def attached(session: duckdb.DuckDBPyConnection, old: Path | None) -> Iterator[None]:
    """The old file, where there is one, as the database `before` of the session."""
    if old:
        session.execute(f"ATTACH {literal(old)} AS before (READ_ONLY)")
    yield
    if old:
        session.execute("DETACH before")


def derive(session: duckdb.DuckDBPyConnection, table: str, tumen_version: str | None, published_at: datetime | None) -> None:
    """Fill a table that follows from others."""
    given = {
        "warehouse_info": {"schema_version": SCHEMA_VERSION, "tumen_version": tumen_version, "published_at": published_at},
        "sanction_provisions": {"file": str(HERE / "data" / "sanction_provisions.csv")},
    }
    session.execute(sql_files("derived")[table], given.get(table))


def create_views(session: duckdb.DuckDBPyConnection) -> None:
    """Create the views, in the order of their files, and store the rows of those in STORED, each before the next view reads it."""
    for window in sql_files("windows").values():
        session.execute(window)
    session.execute("CREATE SCHEMA stored")
    for view, create in sql_files("views").items():
        session.execute(create)
        if view in STORED:
            session.execute(f"CREATE TABLE stored.{view} AS FROM {view}")
            columns = ", ".join(name for name, *_ in session.execute(f"DESCRIBE {view}").fetchall())
            session.execute(f"CREATE OR REPLACE VIEW {view} AS SELECT {columns} FROM stored.{view}")
            session.execute(create[create.index("COMMENT ON VIEW") :])


def load_table(session: duckdb.DuckDBPyConnection, table: str, files: list[str], *, into: str | None = None, only: str = "") -> None:
    """Insert the rows of Parquet files into a table, sorted. Every column of the DDL must be in the files; others are left out.

    `into`: another table with its columns. `only`: what narrows the rows, in SQL.
    """
    columns = {name: kind for name, kind, *_ in session.execute(f"DESCRIBE {table}").fetchall()}
    try:
        described = session.execute("DESCRIBE SELECT * FROM read_parquet($files, union_by_name = true)", {"files": files}).fetchall()
        missing = [name for name in columns if name not in {row[0] for row in described}]
        if missing:
            raise InputNotLoadedError(table=table, reason=f"no column {', '.join(missing)} in {files[0]}")
        session.execute(f"INSERT INTO {into or table} {selection(table, columns, only)}", {"files": files})
    except duckdb.Error as error:
        raise InputNotLoadedError(table=table, reason=first_line(error)) from error


def selection(table: str, columns: Mapping[str, str], only: str) -> str:
    """The rows of one table from Parquet, in the order in which they are stored.

    Dimensions repeat in the files of several batches: identical rows are one row, and the check of keys finds the ones that differ.
    Facts are sorted by all columns, keys first, so that no tie is left to chance; a document's key is its own tie-break.
    """
    repeats = table in ("dim_goods", "dim_actors", "dim_places", "dim_countries")
    keys = SORTED_BY[table]
    ties = tuple(name for name in columns if name not in keys) if table.startswith("fact_") else ()
    picked = ", ".join(f"{name}::{kind} AS {name}" for name, kind in columns.items())
    return (
        f"SELECT {'DISTINCT ' if repeats else ''}{picked} FROM read_parquet($files, union_by_name = true) {only} "
        f"ORDER BY {', '.join(f'{name} NULLS FIRST' for name in (*keys, *ties))}"
    )
