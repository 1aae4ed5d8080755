"""Readers in a loop while files are published: no error, no mixed version."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.faults.conftest import ROOT
from tests.warehouse.conftest import small_frames
from warehouse import renew
from warehouse.history import Run
from warehouse.publish import publish
from warehouse.reading import query
from warehouse.renew import Changes

READER = '''
import sys, time
from pathlib import Path
from warehouse.reading import query
seen = set()
print("ready", flush=True)
while Path(sys.argv[2]).exists():
    told, documents, read, run, briefs = query(Path(sys.argv[1]), """
        SELECT
            (SELECT documents FROM warehouse_info), (SELECT count(*) FROM dim_documents), (SELECT count(*) FROM sentences),
            (SELECT arg_max(documents, started_at) FROM pipeline_runs), (SELECT count(*) FROM document_brief)
    """).row(0)
    assert told == documents == read == run == briefs, (told, documents, read, run, briefs)
    seen.add(told)
    time.sleep(0.005)
print(len(seen))
'''


def publish_under_readers(folder: Path, publications: int, readers: int) -> None:
    """Publish two versions in turn, made anew or brought up to date; every reader must have seen both."""
    target, busy = folder / "tumen.duckdb", folder / "busy"
    busy.touch()
    frames = small_frames()
    versions = []
    for count in (2, 3):
        kept = frames["dim_documents"].head(count)
        version = {"dim_documents": kept, "sentences": frames["sentences"].join(kept, on="document_id", how="semi")}
        version["raw_files"] = frames["raw_files"].join(kept, on="source_file", how="semi")
        paths = {table: folder / f"{table}-{count}.parquet" for table in version}
        for table, frame in version.items():
            frame.write_parquet(paths[table])
        versions.append(paths)
    start = datetime(2025, 1, 1)
    publish(versions[0], target, run=Run("first", start))
    command = [sys.executable, "-c", READER, str(target), str(busy)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = [subprocess.Popen(command, env=environment, stdout=PIPE, stderr=PIPE, text=True) for _ in range(readers)]
    for reader in started:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    made = []
    last = "first"
    for turn in range(publications):
        run = Run(f"run {turn}", start + timedelta(days=turn + 1))
        changes = Changes(last, {"d3"}) if turn % 3 else None
        made.append(publish(versions[turn % 2], target, run=run, changes=changes).is_whole)
        last = run.run_id
    assert made == [turn % 3 == 0 for turn in range(publications)]
    busy.unlink()
    for reader in started:
        output, errors = reader.communicate(timeout=120)
        assert (reader.returncode, errors, output) == (0, "", "2\n")
    assert query(target, "SELECT count(*) FROM pipeline_runs").item() == publications + 1


@pytest.fixture(autouse=True)
def however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file of three documents each is a large share."""
    monkeypatch.setattr(renew, "MOST_TOUCHED", 10.0)


def test_two_readers_while_ten_files_are_published(tmp_path: Path) -> None:
    publish_under_readers(tmp_path, publications=10, readers=2)


@pytest.mark.faults
def test_four_readers_while_two_hundred_files_are_published(tmp_path: Path) -> None:
    publish_under_readers(tmp_path, publications=200, readers=4)
