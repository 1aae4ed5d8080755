"""Dagster's daemon starts a scheduled run by itself, and the run publishes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assets.folders import Folders
from tests.assets.conftest import NOTE, put
from warehouse.reading import query

ROOT = Path(__file__).parents[2]
PATIENCE = 900.0  # seconds; on a quiet machine it takes about a minute and a half


@contextmanager
def daemon(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """`tumen daemon` with all the processes that it starts, which are stopped at the end of the block."""
    command = [sys.executable, "-m", "assets.cli", "daemon"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, start_new_session=True) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(60)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.faults
def test_a_schedule_that_is_due_is_run(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "published" / "tumen.duckdb", tmp_path / "state")
    put(folders.raw / "a.txt", NOTE)
    where = {f"TUMEN_{name.upper()}": str(getattr(folders, name)) for name in ("raw", "warehouse", "state")}
    dagster = {"DAGSTER_HOME": str(folders.home), "DAGSTER_DISABLE_TELEMETRY": "1", "TUMEN_SCHEDULE": "* * * * *"}
    environment = {**os.environ, **where, **dagster, "PYTHONPATH": str(ROOT)}
    make = "from pathlib import Path; import sys; from assets.run import prepare_home; prepare_home(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", make, str(folders.home)], cwd=ROOT, env=environment, check=True)
    start = ["-m", "dagster", "schedule", "start", "daily_schedule", "-m", "assets.definitions"]
    subprocess.run([sys.executable, *start], cwd=ROOT, env=environment, check=True)
    with daemon(environment) as running:
        until = time.monotonic() + PATIENCE
        while not ended_well(folders) and time.monotonic() < until:
            assert running.poll() is None
            time.sleep(1)
    assert query(folders.warehouse, "SELECT outcome, documents FROM pipeline_runs").rows()[0] == ("published", 1)


def ended_well(folders: Folders) -> bool:
    """True where the journal tells of a run that published."""
    lines = folders.journal.read_text(encoding="utf-8").splitlines() if folders.journal.is_file() else []
    return any(json.loads(line).get("outcome") == "published" for line in lines)
