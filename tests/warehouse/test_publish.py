"""Publishing: every row, the same rows from the same input, and one clear line for input that is wrong."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.conftest import Frames, Staged
from tests.warehouse.processes import contents, names
from warehouse.errors import InputNotLoadedError
from warehouse.publish import Published, publish
from warehouse.reading import query
from warehouse.tables import INPUT_TABLES, SCHEMA_VERSION


@pytest.fixture(autouse=True)
def no_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a file is put in its place has nothing to do with the views, into which most of a small publish goes."""
    monkeypatch.setattr("warehouse.load.create_views", lambda session: None)


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
