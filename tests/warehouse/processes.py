"""Other processes on the project, and what is in a file or folder after them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from warehouse.reading import open_warehouse
from warehouse.tables import TABLES

ROOT = Path(__file__).parents[2]
DIED = "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute('{}'); os._exit(0)"


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in the order of the file."""
    with open_warehouse(file) as session:
        return {table: session.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs `code` on the project."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def leave_stale_log(file: Path) -> None:
    """Leave the write-ahead log of a session that died over another database in the place of `file`'s."""
    other = file.with_name("other.duckdb")
    assert python(DIED.format("create table t as select 1 a; insert into t values (2)"), other).wait() == 0
    other.with_name("other.duckdb.wal").rename(file.with_name(file.name + ".wal"))
    other.unlink()
