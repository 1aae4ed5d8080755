"""Publishing: whole or not at all, the same rows from the same input, and nothing of somebody else's ever overwritten."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from warehouse.errors import (
    InputNotLoadedError,
    NewerWarehouseError,
    NotAWarehouseError,
    PublishError,
    PublishLockedError,
    WarehouseNotReadableError,
)
from warehouse.lock import publisher_lock
from warehouse.publish import Published, publish
from warehouse.reading import open_warehouse, query
from warehouse.tables import INPUT_TABLES, SCHEMA_VERSION, TABLES

Frames = dict[str, pl.DataFrame]
Staged = Callable[[Frames], dict[str, Path]]
ROOT = Path(__file__).parents[2]
DIED = "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute('{}'); os._exit(0)"


@pytest.fixture(autouse=True)
def no_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a file is put in its place has nothing to do with the views, into which most of a small publish goes."""
    monkeypatch.setattr("warehouse.load.create_views", lambda session: None)


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


def test_publishes_every_row_read_only_and_leaves_nothing_else(published: Published, frames: Frames, target: Path) -> None:
    assert published.path == target
    assert {table: published.rows[table] for table in frames} == {table: frame.height for table, frame in frames.items()}
    assert names(target.parent) == ["tumen.duckdb"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o444
    assert all(result.passed for result in published.checks)
    info = query(target, "FROM warehouse_info").row(0, named=True)
    assert (info["schema_version"], info["tumen_version"], info["published_at"]) == (SCHEMA_VERSION, "0.0.1", None)
    assert (info["raw_files"], info["documents"], info["copies"], info["quarantined"]) == (4, 3, 1, 1)


def test_file_is_of_the_storage_version_that_older_readers_open(small: Path) -> None:
    assert "v1.5" in str(query(small, "SELECT tags FROM duckdb_databases() WHERE database_name = 'warehouse'").item())


def test_same_input_in_another_order_gives_the_same_rows(published: Published, frames: Frames, staged: Staged, tmp_path: Path) -> None:
    shuffled = {table: frame.reverse() for table, frame in frames.items()}
    again = publish(staged(shuffled), tmp_path / "again.duckdb", tumen_version="0.0.1")
    assert contents(again.path) == contents(published.path)


def test_batches_of_files_are_one_table_and_repeated_dimensions_one_row(frames: Frames, tmp_path: Path, target: Path) -> None:
    parts: dict[str, list[Path]] = {}
    for table, frame in frames.items():
        pieces = [frame, frame] if table == "dim_goods" else [frame.head(1), frame.slice(1)]
        parts[table] = [tmp_path / f"{table}-{number}.parquet" for number in range(2)]
        for piece, path in zip(pieces, parts[table], strict=True):
            piece.write_parquet(path)
    assert publish(parts, target).rows["dim_goods"] == frames["dim_goods"].height
    assert publish({**parts, "fact_routes": [], "fact_trade_flows": []}, target).rows["fact_routes"] == 0


def test_only_the_required_tables_are_needed(frames: Frames, staged: Staged, target: Path) -> None:
    few = {table: frames[table].clear() for table in ("raw_files", "dim_documents", "sentences")}
    rows = publish(staged(few), target).rows
    assert {rows[table] for table in INPUT_TABLES} == {0}
    assert rows["warehouse_info"] == 1
    assert query(target, "SELECT count(*) FROM dim_dates").item() == 0


def test_days_run_without_a_gap_from_first_to_last_and_bounded(frames: Frames, staged: Staged, target: Path) -> None:
    frames["fact_dates"] = frames["fact_dates"].with_columns(date_from=pl.date(1066, 1, 1))
    publish(staged(frames), target)
    days = query(target, "SELECT min(date_day) AS first, max(date_day) AS last, count(*) AS days FROM dim_dates").row(0)
    assert days == (date(2025, 3, 1), date(2025, 4, 3), 34)
    sunday = query(target, "SELECT iso_week, iso_weekday, weekday_name, is_weekend, month_name FROM dim_dates WHERE day_of_month = 30").row(
        0
    )
    assert sunday == (13, 7, "Sunday", True, "March")


def test_moment_of_publication_is_stored_only_if_given(frames: Frames, staged: Staged, target: Path) -> None:
    moment = datetime(2025, 5, 1, 12, 30)
    publish(staged(frames), target, published_at=moment)
    assert query(target, "SELECT published_at FROM warehouse_info").item() == moment


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


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda f: f.pop("raw_files"), "raw_files could not be loaded: it was not passed"),
        (lambda f: f.update(dim_documents=f["dim_documents"].drop("text")), "no column text"),
        (lambda f: f.update(dim_dogs=f["dim_goods"]), "no such table"),
        (lambda f: f.update(warehouse_info=f["dim_goods"]), "no such table"),
        (lambda f: f.update(fact_routes=f["fact_routes"].with_columns(mode=pl.lit("camel"))), "CHECK constraint"),
        (lambda f: f.update(sentences=f["sentences"].with_columns(zone=pl.lit(None, pl.String))), "NOT NULL constraint"),
        (lambda f: f.update(fact_dates=f["fact_dates"].with_columns(date_from=pl.lit("some day"))), "some day"),
    ],
)
def test_wrong_input_is_one_clear_line_and_leaves_the_old_file(
    spoil: Callable[[Frames], object], reason: str, published: Published, frames: Frames, staged: Staged
) -> None:
    before = published.path.read_bytes()
    spoil(frames)
    with pytest.raises(InputNotLoadedError, match=reason) as failed:
        publish(staged(frames), published.path)
    assert "\n" not in str(failed.value)
    assert published.path.read_bytes() == before
    assert names(published.path.parent) == [published.path.name]


def test_a_missing_or_broken_parquet_file_is_one_clear_line(frames: Frames, staged: Staged, target: Path) -> None:
    paths = staged(frames)
    paths["dim_goods"].write_bytes(b"PAR1 no")
    with pytest.raises(InputNotLoadedError, match="dim_goods"):
        publish(paths, target)
    paths["dim_goods"].unlink()
    with pytest.raises(InputNotLoadedError, match="is no file"):
        publish(paths, target)
    assert names(target.parent) == []


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
