"""Publishing: a new file is built beside the old one, checked, and renamed into its place. Readers see the old file or the new one.

Under the lock of the folder: the file in the target's place is looked at (only a Tumen warehouse is ever replaced), the new one built under
a hidden name, opened afresh and checked, flushed to disk, then renamed. Whatever fails before the rename leaves the old file untouched;
what a killed run leaves behind, the next one sweeps away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.checks import CheckResult, checks, require_passed, run_checks
from warehouse.errors import BuildFailedError, CheckFailedError, NewerWarehouseError, NotAWarehouseError, WarehouseInUseError
from warehouse.history import Run, keep_copy
from warehouse.load import Inputs, Past, build
from warehouse.lock import publisher_lock
from warehouse.reading import attach_read_only, first_line, new_session, open_warehouse
from warehouse.renew import Changes, NotRenewableError, renew
from warehouse.tables import SCHEMA_VERSION, TABLES

READ_ONLY = 0o444


@dataclass(frozen=True)
class Published:
    """What was published: the file, the number of rows of each table, every check, all passed, and whether all of it was made anew."""

    path: Path
    rows: dict[str, int]
    checks: list[CheckResult]
    is_whole: bool


def publish(
    tables: Inputs,
    target: Path,
    *,
    tumen_version: str | None = None,
    published_at: datetime | None = None,
    run: Run | None = None,
    history_copy: Path | None = None,
    changes: Changes | None = None,
    wait_seconds: float = 600.0,
) -> Published:
    """Build the warehouse from Parquet files and put it in the place of `target`, whole or not at all.

    `tables`: table name → Parquet file or files (columns as in schema/TABLE.sql, others are left out). raw_files, dim_documents and
    sentences must be there; any other input table may be missing or an empty list, which means no rows. `published_at` (UTC, naive) goes
    into warehouse_info; without it the same input gives the same rows. `run` carries the history of the old file on, or that in
    `history_copy` where there is no old file, and renews the copy; without it the new file has no history. With `changes` a copy of the
    old file is brought up to date where that can be; the tables come out the same. Waits `wait_seconds` for another publisher of the
    same folder.
    Raises a PublishError, whose text is one line, and leaves what was there as it was.
    """
    target = Path(target).resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with publisher_lock(target.parent, wait_seconds):
            require_replaceable(target)
            new = target.with_name(f".{target.name}.next")
            sweep(new)
            try:
                with beside_log(target) as old:
                    about: dict[str, Any] = {"tumen_version": tumen_version, "published_at": published_at, "spill": spill_folder(new)}
                    past = Past(run, first_file(old, history_copy), len(checks())) if run else None
                    results = renewed(new, tables, changes, past, about) if changes and past and past.before == old else None
                    is_whole = results is None
                    if results is None:
                        build(new, tables, past=past, **about)
                        results = run_checks(new)
                require_passed(results)
                rows = count_rows(new)
                put_in_place(new, target)
            finally:
                sweep(new)
            if run and history_copy:
                keep_copy(target, history_copy)
    except (duckdb.Error, OSError) as error:
        raise BuildFailedError(path=target, reason=first_line(error)) from error
    return Published(target, rows, results, is_whole)


def renewed(new: Path, tables: Inputs, changes: Changes, past: Past, about: dict[str, Any]) -> list[CheckResult] | None:
    """The checks of a new file that was made from the old one, all passed. None, and no file, where that cannot be or is in any doubt."""
    try:
        renew(new, tables, changes, past, **about)
        results = run_checks(new, changed=changes.documents)
        require_passed(results)
    except (NotRenewableError, CheckFailedError, duckdb.Error):
        sweep(new)
        return None
    return results


def require_replaceable(target: Path) -> None:
    """Raise unless there is nothing in the target's place, or a warehouse of this or an older schema."""
    if not target.exists():
        return
    if not target.is_file():
        raise NotAWarehouseError(path=target, found="a folder or a device")
    found = schema_version(target)
    if found > SCHEMA_VERSION:
        raise NewerWarehouseError(path=target, found=found, known=SCHEMA_VERSION)


def schema_version(target: Path) -> int:
    """The schema version of an existing warehouse; raises NotAWarehouseError or WarehouseInUseError."""
    session = new_session()
    try:
        with beside_log(target) as openable:
            attach_read_only(session, openable)
            versions = session.execute("SELECT schema_version FROM warehouse_info").fetchall()
        return int(versions[0][0])
    except (duckdb.CatalogException, duckdb.BinderException, IndexError) as error:
        raise NotAWarehouseError(path=target, found="another DuckDB database") from error
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise WarehouseInUseError(path=target) from error
        raise NotAWarehouseError(path=target, found="no DuckDB database that can be opened") from error
    finally:
        session.close()


@contextmanager
def beside_log(target: Path) -> Iterator[Path]:
    """A name to open `target` by: beside a stale write-ahead log a second one, where DuckDB does not find the log."""
    second_name = target.with_name(f".{target.name}.seen")
    second_name.unlink(missing_ok=True)
    try:
        if target.exists() and write_ahead_log(target).exists():
            os.link(target, second_name)
        yield second_name if second_name.exists() else target
    finally:
        second_name.unlink(missing_ok=True)


def first_file(*files: Path | None) -> Path | None:
    """The first of `files` that is there."""
    return next((file for file in files if file and file.is_file()), None)


def count_rows(file: Path) -> dict[str, int]:
    """Number of rows of each table."""
    with open_warehouse(file) as session:
        return {table: int(session.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]) for table in TABLES}


def put_in_place(new: Path, target: Path) -> None:
    """Flush the new file to disk, rename it over the target, flush the folder.

    A write-ahead log of the old file goes, before and after: it fits no new file and would keep that from opening.
    """
    new.chmod(READ_ONLY)
    flush(new)
    log = write_ahead_log(target)
    log.unlink(missing_ok=True)
    os.replace(new, target)
    log.unlink(missing_ok=True)
    flush(target.parent)


def write_ahead_log(file: Path) -> Path:
    """Where DuckDB keeps the write-ahead log of a database file."""
    return file.with_name(file.name + ".wal")


def flush(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def spill_folder(new: Path) -> Path:
    """Where a build that outgrows memory writes: beside the new file, so that the sweep finds it."""
    return new.with_name(new.name + ".spill")


def sweep(new: Path) -> None:
    """Remove whatever a build left behind."""
    new.unlink(missing_ok=True)
    write_ahead_log(new).unlink(missing_ok=True)
    shutil.rmtree(spill_folder(new), ignore_errors=True)
