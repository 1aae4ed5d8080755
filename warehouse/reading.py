"""Opening a published warehouse: always read-only, never through DuckDB's cache of open files, so that the newest file is the one seen."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from warehouse.errors import OtherSchemaError, QueryError, WarehouseNotReadableError
from warehouse.tables import SCHEMA_VERSION

ALIAS = "warehouse"


def literal(value: object) -> str:
    """`value` as a string literal of SQL, for the few statements that take no parameters (ATTACH, SET)."""
    return "'" + str(value).replace("'", "''") + "'"


def new_session(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that fetches no extension, takes no Python variable for a table, and spills to `spill`, not the current folder."""
    folder = spill or Path(tempfile.gettempdir()) / f"tumen-{os.getpid()}"
    return duckdb.connect(
        config={
            "temp_directory": str(folder),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
    )


def attach_read_only(session: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Attach the file `path` under the name `warehouse` and make it the default database of the session."""
    # With its type told the file is opened once. Else twice, and a file published in between would be read by the header of the last one.
    session.execute(f"ATTACH {literal(path)} AS {ALIAS} (TYPE duckdb, READ_ONLY)")
    session.execute(f"USE {ALIAS}")


@contextmanager
def open_warehouse(path: Path, *, sandboxed: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A session with the published file `path` as its default database, read-only; closed at the end of the block.

    Publishing goes on undisturbed meanwhile, and the session keeps the version that it opened. `sandboxed` shuts off every other file
    and all configuration, for SQL written by somebody else. Raises WarehouseNotReadableError where the file cannot be opened.
    """
    path = Path(path).resolve()
    session = new_session()
    try:
        try:
            attach_read_only(session, path)
        except duckdb.Error as error:
            raise WarehouseNotReadableError(path=path, reason=reason_not_opened(path, error)) from error
        if sandboxed:
            session.execute("SET enable_external_access = false")
            session.execute("SET lock_configuration = true")
        yield session
    finally:
        session.close()


def require_schema(session: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise OtherSchemaError unless the open file has the tables and views of this Tumen, which its own questions are written for."""
    try:
        found = int(session.execute("SELECT schema_version FROM warehouse_info").fetchall()[0][0])
    except (duckdb.Error, IndexError):
        found = 0
    if found != SCHEMA_VERSION:
        raise OtherSchemaError(path=path, found=found or "unknown", known=SCHEMA_VERSION)


def reason_not_opened(path: Path, error: duckdb.Error) -> str:
    """Why the file did not open, with the remedy where there is one."""
    if not path.exists():
        return "there is no such file"
    if "Could not set lock" in str(error):
        return "another program has it open for writing"
    if "WAL" in str(error):
        return f"a left-over {path.name}.wal of another program lies beside it; the next run removes it"
    return first_line(error)


def first_line(error: Exception) -> str:
    """The first line of an error's message, without DuckDB's name for its kind."""
    lines = str(error).strip().splitlines()
    return lines[0].split(" Error: ", 1)[-1] if lines else type(error).__name__


def with_hint(error: duckdb.Error) -> str:
    """The first line of an error of somebody's SQL, and what DuckDB thinks was meant where it says so."""
    hints = [line.strip() for line in str(error).splitlines() if line.startswith(("Candidate bindings:", "Did you mean"))]
    return " ".join([first_line(error), *hints])


def frame(session: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    """The rows of the last statement of `sql`; no rows and no columns where it returns none."""
    relation = session.sql(sql)
    rows: pl.DataFrame = pl.DataFrame() if relation is None else relation.pl()
    return rows


def query(warehouse: Path, sql: str) -> pl.DataFrame:
    """The rows of one or more SQL statements (of the last one) over the published file, which no statement can change.

    Raises WarehouseNotReadableError where the file cannot be opened, QueryError (one line) where the SQL is wrong.
    """
    with open_warehouse(warehouse, sandboxed=True) as session:
        try:
            return frame(session, sql)
        except duckdb.Error as error:
            raise QueryError(reason=with_hint(error)) from error
