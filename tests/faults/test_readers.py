"""Readers in a loop while files are published: no error, no mixed version."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
    time.sleep(0.02)
print(len(seen))
'''


def versions(folder: Path) -> list[dict[str, Path]]:
    """The input of a file with two documents, and of one with three."""
    frames, found = small_frames(), []
    for count in (2, 3):
        kept = frames["dim_documents"].head(count)
        version = {"dim_documents": kept, "sentences": frames["sentences"].join(kept, on="document_id", how="semi")}
        version["raw_files"] = frames["raw_files"].join(kept, on="source_file", how="semi")
        paths = {table: folder / f"{table}-{count}.parquet" for table in version}
        for table, frame in version.items():
            frame.write_parquet(paths[table])
        found.append(paths)
    return found


def publish_turn(target: Path, paths: dict[str, Path], turn: int) -> None:
    """Publish for the n-th time: every third time a file made anew, else one brought up to date."""
    changes = Changes(f"run {turn - 1}", {"d3"}) if turn % 3 else None
    run = Run(f"run {turn}", datetime(2025, 1, 1) + timedelta(days=turn))
    assert publish(paths, target, run=run, changes=changes).is_whole == (turn % 3 == 0)


@contextmanager
def reading(target: Path, readers: int) -> Iterator[None]:
    """Readers in a loop during the block; every one must have seen both versions, and no error."""
    busy = target.with_name("busy")
    busy.touch()
    command = [sys.executable, "-c", READER, str(target), str(busy)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = [subprocess.Popen(command, env=environment, stdout=PIPE, stderr=PIPE, text=True) for _ in range(readers)]
    for reader in started:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    yield
    busy.unlink()
    for reader in started:
        output, errors = reader.communicate(timeout=120)
        assert (reader.returncode, errors, output) == (0, "", "2\n"), errors


def publish_under_readers(folder: Path, publications: int, readers: int) -> None:
    """Publish two versions in turn, made anew or brought up to date."""
    target, paths = folder / "tumen.duckdb", versions(folder)
    publish_turn(target, paths[0], 0)
    with reading(target, readers):
        for turn in range(1, publications + 1):
            publish_turn(target, paths[turn % 2], turn)
    assert query(target, "SELECT count(*) FROM pipeline_runs").item() == publications + 1


@pytest.mark.faults
def test_two_thousand_files_one_after_the_other(tmp_path: Path) -> None:
    target, paths = tmp_path / "tumen.duckdb", versions(tmp_path)
    for turn in range(3):
        publish_turn(target, paths[turn % 2], turn)
        shutil.copy(target, tmp_path / f"kept {turn}")
    with reading(target, readers=2):
        for turn in range(2000):
            shutil.copy(tmp_path / f"kept {turn % 3}", tmp_path / "next")
            os.replace(tmp_path / "next", target)
            time.sleep(0.01)


@pytest.fixture(autouse=True)
def however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file of three documents each is a large share."""
    monkeypatch.setattr(renew, "MOST_TOUCHED", 10.0)


def test_two_readers_while_ten_files_are_published(tmp_path: Path) -> None:
    publish_under_readers(tmp_path, publications=10, readers=2)


@pytest.mark.faults
def test_four_readers_while_two_hundred_files_are_published(tmp_path: Path) -> None:
    publish_under_readers(tmp_path, publications=200, readers=4)
