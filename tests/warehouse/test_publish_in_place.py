"""The old file or the new one: nothing of somebody else's is overwritten, and no reader or killed run sees a half."""

from __future__ import annotations

import re
import shutil
import threading
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.conftest import Frames, Staged
from tests.warehouse.processes import DIED, contents, leave_stale_log, names, python
from warehouse.errors import NewerWarehouseError, NotAWarehouseError, PublishError, PublishLockedError, WarehouseNotReadableError
from warehouse.lock import publisher_lock
from warehouse.publish import Published, publish
from warehouse.reading import open_warehouse, query
from warehouse.tables import SCHEMA_VERSION


@pytest.fixture(autouse=True)
def no_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a file is put in its place has nothing to do with the views, into which most of a small publish goes."""
    monkeypatch.setattr("warehouse.load.create_views", lambda session: None)


@pytest.mark.parametrize("foreign", [b"", b"some notes, no database\n" * 400])
def test_a_file_that_is_no_database_is_refused(foreign: bytes, frames: Frames, staged: Staged, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(foreign)
    with pytest.raises(NotAWarehouseError) as refused:
        publish(staged(frames), target)
    assert "\n" not in str(refused.value)
    assert target.name in str(refused.value)
    assert target.read_bytes() == foreign
    assert names(target.parent) == [target.name]


def test_a_database_of_somebody_else_is_refused_with_its_log(frames: Frames, staged: Staged, target: Path) -> None:
    target.parent.mkdir()
    assert python(DIED.format("create table mine as select 1 a"), target).wait() == 0
    before = {path.name: path.read_bytes() for path in target.parent.iterdir()}
    assert target.name + ".wal" in before
    with pytest.raises(NotAWarehouseError):
        publish(staged(frames), target)
    assert {path.name: path.read_bytes() for path in target.parent.iterdir()} == before


def test_a_folder_is_refused(frames: Frames, staged: Staged, target: Path) -> None:
    target.mkdir(parents=True)
    with pytest.raises(NotAWarehouseError):
        publish(staged(frames), target)
    assert target.is_dir()


def test_a_warehouse_of_a_newer_schema_is_refused_and_an_older_one_replaced(published: Published, frames: Frames, staged: Staged) -> None:
    for version, fits in ((SCHEMA_VERSION + 1, False), (SCHEMA_VERSION - 1, True)):
        published.path.chmod(0o644)
        with duckdb.connect(str(published.path)) as session:
            session.execute("UPDATE warehouse_info SET schema_version = ?", [version])
        if fits:
            publish(staged(frames), published.path)
            assert query(published.path, "SELECT schema_version FROM warehouse_info").item() == SCHEMA_VERSION
        else:
            with pytest.raises(NewerWarehouseError):
                publish(staged(frames), published.path)


def test_a_stale_log_beside_a_warehouse_is_cleared(published: Published, frames: Frames, staged: Staged) -> None:
    leave_stale_log(published.path)
    with pytest.raises(WarehouseNotReadableError, match="next run removes it"):
        query(published.path, "SELECT 1")
    publish(staged(frames), published.path)
    assert names(published.path.parent) == [published.path.name]
    assert query(published.path, "SELECT count(*) FROM dim_documents").item() == 3


def test_what_a_killed_run_left_is_swept_away(frames: Frames, staged: Staged, target: Path) -> None:
    target.parent.mkdir()
    for name in (".tumen.duckdb.next", ".tumen.duckdb.next.wal", ".tumen.duckdb.seen"):
        (target.parent / name).write_text("half")
    (target.parent / ".tumen.duckdb.next.spill").mkdir()
    publish(staged(frames), target)
    publish(staged(frames), target)
    assert names(target.parent) == ["tumen.duckdb"]


def test_a_link_is_followed_and_stays(frames: Frames, staged: Staged, target: Path, tmp_path: Path) -> None:
    link = tmp_path / "current.duckdb"
    link.symlink_to(target)
    assert publish(staged(frames), link).path == target
    assert link.is_symlink()
    assert query(link, "SELECT count(*) FROM dim_documents").item() == 3


def test_a_full_disk_leaves_the_old_file_and_no_litter(published: Published, frames: Frames, staged: Staged, tmp_path: Path) -> None:
    before = published.path.read_bytes()
    code = """
import resource, sys
from pathlib import Path
from warehouse.errors import PublishError
from warehouse.publish import publish
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    publish({path.stem: path for path in Path(sys.argv[1]).glob("*.parquet")}, Path(sys.argv[2]))
except PublishError as error:
    print(error)
"""
    folder = next(iter(staged(frames).values())).parent
    output, errors = python(code, folder, published.path).communicate(timeout=60)
    assert re.fullmatch(r"Nothing was published to [^\n]+\n", output), output + errors
    assert published.path.read_bytes() == before
    assert names(published.path.parent) == [published.path.name]


def test_a_second_publisher_waits_and_then_says_so(frames: Frames, staged: Staged, target: Path) -> None:
    target.parent.mkdir()
    with publisher_lock(target.parent, 0), pytest.raises(PublishLockedError):
        publish(staged(frames), target, wait_seconds=0.1)
    publish(staged(frames), target, wait_seconds=0)


def test_two_publishers_at_once_both_succeed(frames: Frames, staged: Staged, target: Path) -> None:
    paths = staged(frames)
    failures: list[BaseException] = []

    def run() -> None:
        try:
            publish(paths, target)
        except PublishError as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert names(target.parent) == ["tumen.duckdb"]


READER = '''
import sys, time
from pathlib import Path
from warehouse.reading import query
seen = 0
print("ready", flush=True)
while Path(sys.argv[2]).exists():
    told, documents, read = query(Path(sys.argv[1]), """
        SELECT (SELECT documents FROM warehouse_info), (SELECT count(*) FROM dim_documents), (SELECT count(*) FROM sentences)
    """).row(0)
    assert told == documents == read, (told, documents, read)
    seen += 1
    time.sleep(0.02)
print(seen)
'''


def test_readers_see_one_whole_version_while_files_are_published(published: Published, frames: Frames, tmp_path: Path) -> None:
    busy = tmp_path / "busy"
    busy.touch()
    versions = [staged_version(frames, tmp_path / str(count), count) for count in (2, 3)]
    readers = [python(READER, published.path, busy) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    with open_warehouse(published.path) as held:
        for turn in range(5):
            publish(versions[turn % 2], published.path)
            assert query(published.path, "SELECT documents FROM warehouse_info").item() == 2 + turn % 2
        assert held.execute("SELECT count(*) FROM dim_documents").fetchall() == [(3,)]
    busy.unlink()
    for reader in readers:
        output, errors = reader.communicate(timeout=60)
        assert (reader.returncode, errors) == (0, "")
        assert int(output) > 0


def staged_version(frames: Frames, folder: Path, documents: int) -> dict[str, Path]:
    """The small warehouse with its first documents only and no facts, as Parquet files."""
    folder.mkdir()
    kept = frames["dim_documents"].head(documents)
    version = {"dim_documents": kept, "sentences": frames["sentences"].join(kept, on="document_id", how="semi")}
    version["raw_files"] = frames["raw_files"].join(kept, on="source_file", how="semi")
    for table, frame in version.items():
        frame.write_parquet(folder / f"{table}.parquet")
    return {table: folder / f"{table}.parquet" for table in version}


KILLED = """
import os, sys
from pathlib import Path
from warehouse import publish as room
setattr(room, sys.argv[3], lambda *_: os.kill(os.getpid(), 9))
room.publish({path.stem: path for path in Path(sys.argv[1]).glob("*.parquet")}, Path(sys.argv[2]))
"""


@pytest.mark.parametrize("step", ["run_checks", "count_rows", "flush"])
def test_a_killed_publisher_leaves_the_old_file_and_the_next_run_finishes(
    step: str, published: Published, frames: Frames, staged: Staged
) -> None:
    before = contents(published.path)
    folder = next(iter(staged(frames).values())).parent
    assert python(KILLED, folder, published.path, step).wait(timeout=60) == -9
    assert contents(published.path) == before
    publish(staged(frames), published.path, tumen_version="0.0.1")
    assert contents(published.path) == before
    assert names(published.path.parent) == [published.path.name]
    shutil.rmtree(folder)
