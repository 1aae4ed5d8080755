"""What was published when: carried from file to file, asked for a past day, and no part of what follows from the texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.warehouse.conftest import small_frames
from warehouse.dictionary import empty_database
from warehouse.history import Run
from warehouse.publish import publish
from warehouse.reading import open_warehouse, query
from warehouse.tables import FACTS, HISTORY, SCHEMA_VERSION, TABLES

Frames = dict[str, pl.DataFrame]
NEW_YEAR = datetime(2025, 1, 1, 6)
AS_OF = {"fact_trade_flows": "trade_flows", **{table: table.removeprefix("fact_") for table in FACTS if table != "fact_trade_flows"}}


@pytest.fixture(autouse=True)
def no_views(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.load.create_views", lambda session: None)


@pytest.fixture
def day_by_day(tmp_path: Path) -> Callable[..., Path]:
    """Publish frames on a day of January 2025, each time in the place of the last file, with a copy of the history beside."""
    target = tmp_path / "published" / "tumen.duckdb"

    def on(day: int, frames: Frames, **more: object) -> Path:
        folder = tmp_path / f"frames {day} {len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for table, frame in frames.items():
            frame.write_parquet(folder / f"{table}.parquet")
        run = Run(f"run {day}", NEW_YEAR + timedelta(days=day - 1), **more)  # type: ignore[arg-type]
        return publish(
            {path.stem: path for path in folder.glob("*.parquet")}, target, run=run, history_copy=tmp_path / "history.duckdb"
        ).path

    return on


def planned() -> Frames:
    """The small warehouse after a change of rules: what was blocked is planned."""
    frames = small_frames()
    status = pl.when(pl.col("status") == "blocked").then(pl.lit("planned")).otherwise("status")
    return {
        **frames,
        "fact_trade_flows": frames["fact_trade_flows"].with_columns(status=status, confidence=pl.lit(0.5), rule=pl.lit("new")),
    }


def without_d3() -> Frames:
    frames = small_frames()
    left = {table: frame.filter(pl.col("document_id") != "d3") for table, frame in frames.items() if "document_id" in frame.columns}
    return {**frames, **left, "raw_files": frames["raw_files"].filter(pl.col("source_file") != "b.jsonl")}


def flows(file: Path, day: int) -> list[tuple[str, str]]:
    return query(file, f"SELECT surface, status FROM trade_flows_as_of(DATE '2025-01-{day:02d}') ORDER BY ALL").rows()


def test_the_facts_of_a_past_day_are_those_that_were_published_then(day_by_day: Callable[..., Path]) -> None:
    file = day_by_day(2, small_frames())
    first = flows(file, 2)
    assert ("Imports of coal are banned", "blocked") in first
    day_by_day(4, planned())
    second = flows(file, 4)
    assert ("Imports of coal are banned", "planned") in second
    day_by_day(6, without_d3())
    third = flows(file, 6)
    assert not any("diesel" in surface for surface, _ in third)
    day_by_day(8, planned())
    assert [flows(file, day) for day in (1, 2, 3, 4, 5, 6, 7, 8, 9)] == [[], first, first, second, second, third, third, second, second]
    for day in (2, 4, 6, 8):
        told = query(file, f"SELECT document_id FROM documents_as_of(DATE '2025-01-{day:02d}') ORDER BY 1")["document_id"].to_list()
        assert told == (["d1", "d2"] if day == 6 else ["d1", "d2", "d3"])


def test_every_fact_table_has_a_past_with_its_own_columns(day_by_day: Callable[..., Path]) -> None:
    with empty_database() as session:
        for table, name in AS_OF.items():
            columns = session.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table})").fetchall()
            past = session.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM {name}_as_of(DATE '2025-01-01'))").fetchall()
            assert past == [*columns, ("loaded_at", "TIMESTAMP"), ("withdrawn_at", "TIMESTAMP")]
    file = day_by_day(1, small_frames())
    before = {table: query(file, f"FROM {table} ORDER BY ALL") for table in FACTS}
    none = {table: frame.clear() for table, frame in small_frames().items() if table != "raw_files" and table != "quarantine"}
    quarantine = small_frames()["raw_files"].select("source_file", reason=pl.lit("x"), detail=pl.lit("x"), content_hash=pl.lit("x"))
    day_by_day(2, {**small_frames(), **none, "quarantine": quarantine})
    for table, name in AS_OF.items():
        told = query(file, f"SELECT * EXCLUDE (loaded_at, withdrawn_at) FROM {name}_as_of(DATE '2025-01-01') ORDER BY ALL")
        assert told.equals(before[table]), table
        assert query(file, f"FROM {name}_as_of(DATE '2025-01-02')").is_empty()


def test_a_fact_that_only_another_rule_finds_is_the_same_fact(day_by_day: Callable[..., Path]) -> None:
    file = day_by_day(1, small_frames())
    day_by_day(2, planned())
    assert query(file, "SELECT count(*) FROM history_facts WHERE withdrawn_at IS NOT NULL").item() == 1
    assert query(file, "SELECT new_facts, withdrawn_facts, new_documents FROM pipeline_runs ORDER BY started_at").rows() == [
        (14, 0, 3),
        (1, 1, 0),
    ]


def test_runs_that_published_nothing_are_told_by_the_next(day_by_day: Callable[..., Path]) -> None:
    file = day_by_day(1, small_frames())
    failed = {"run_id": "run x", "started_at": "2025-01-01T07:00:00", "outcome": "failed", "reason": "no room", "seconds": 3.5}
    killed = {"run_id": "run y", "started_at": "2025-01-01T08:00:00", "outcome": "ended", "reason": None, "seconds": None}
    first = {"run_id": "run 1", "started_at": "2025-01-01T06:00:00", "outcome": "published", "reason": None, "seconds": 9.5}
    day_by_day(2, planned(), others=[first, failed, killed], rules_version="r2", begun=0.0)
    told = query(file, "SELECT run_id, outcome, reason, documents, checks_passed, rules_version FROM pipeline_runs").rows()
    checked = told[0][4]
    assert checked > 8
    assert told == [
        ("run 1", "published", None, 3, checked, None),
        ("run x", "failed", "no room", None, None, None),
        ("run y", "ended", None, None, None, None),
        ("run 2", "published", None, 3, checked, "r2"),
    ]
    assert query(file, "SELECT seconds FROM pipeline_runs WHERE run_id = 'run 1'").item() == 9.5


def test_a_clock_that_was_put_back_turns_no_order_round(day_by_day: Callable[..., Path]) -> None:
    file = day_by_day(20, small_frames())
    day_by_day(3, without_d3())
    assert query(file, "SELECT run_id FROM pipeline_runs ORDER BY started_at")["run_id"].to_list() == ["run 20", "run 3"]
    assert query(file, "SELECT count(*) FROM history_documents WHERE withdrawn_at <= loaded_at").item() == 0


def test_history_outlives_the_published_file(day_by_day: Callable[..., Path]) -> None:
    file = day_by_day(1, small_frames())
    file.unlink()
    day_by_day(2, planned())
    assert ("Imports of coal are banned", "blocked") in flows(file, 1)
    assert query(file, "SELECT DISTINCT loaded_by FROM history_documents").item() == "run 1"


def test_a_copy_on_another_disk_keeps_the_documents(day_by_day: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr("warehouse.history.os.link", refuse)
    file = day_by_day(1, small_frames())
    file.unlink()
    day_by_day(2, without_d3())
    assert query(file, "SELECT document_id, loaded_by, withdrawn_by FROM history_documents ORDER BY 1").rows() == [
        ("d1", "run 1", None),
        ("d2", "run 1", None),
        ("d3", "run 1", "run 2"),
    ]
    assert query(file, "SELECT count(*) FROM history_facts").item() == 0


def test_a_file_of_a_schema_without_history_is_taken_over(day_by_day: Callable[..., Path]) -> None:
    file = day_by_day(1, small_frames())
    file.chmod(0o644)
    with duckdb.connect(str(file)) as session:
        for table in HISTORY:
            session.execute(f"DROP TABLE {table}")
        session.execute("ALTER TABLE fact_trade_flows DROP COLUMN cue")
        session.execute("UPDATE warehouse_info SET schema_version = 3")
    day_by_day(2, planned())
    assert query(file, "SELECT schema_version FROM warehouse_info").item() == SCHEMA_VERSION
    assert query(file, "SELECT document_id, loaded_at, withdrawn_at FROM history_documents ORDER BY 1").rows() == [
        (name, None, None) for name in ("d1", "d2", "d3")
    ]
    assert ("Imports of coal are banned", "blocked") in flows(file, 1)
    assert ("Imports of coal are banned", "planned") in flows(file, 2)


def test_what_follows_from_the_texts_is_the_same_with_any_history(day_by_day: Callable[..., Path]) -> None:
    def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
        with open_warehouse(file) as session:
            return {table: session.execute(f"FROM {table}").fetchall() for table in TABLES if table not in HISTORY}

    file = day_by_day(1, small_frames())
    before = rows(file)
    day_by_day(2, planned())
    assert rows(day_by_day(3, small_frames())) == before
