"""A file that was brought up to date has the rows of one that was made from nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.warehouse.alike import everything, history
from tests.warehouse.conftest import Frames
from tests.warehouse.tellings import told
from warehouse import renew
from warehouse.history import Run
from warehouse.publish import Published, publish
from warehouse.renew import Changes

# What tells a state of one document apart: it is there or not, and in which of these ways it is told.
AWAY, PLAIN, LATER, BARE, COPY, RENAMED = range(6)
NAMES = [row["document_id"] for row in told()["dim_documents"]]
States = dict[str, int]
states = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([AWAY, PLAIN, LATER, BARE, COPY, RENAMED]), max_size=5)


@pytest.fixture(autouse=True)
def however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file of a few documents each is a large share."""
    monkeypatch.setattr(renew, "MOST_TOUCHED", 10.0)


def tables_of(chosen: States) -> Frames:
    """The tellings in their states: put off by a month, without their flows, copies of the first one, under another publisher."""
    frames = {table: pl.DataFrame(rows, infer_schema_length=None) for table, rows in told().items()}
    there = [name for name in NAMES if chosen[name] != AWAY]
    copied = {row["document_id"]: row["duplicate_of"] for row in told()["dim_documents"]}

    def original(name: str) -> str | None:
        first = next((other for other in there if chosen[other] != COPY), None)
        given = first if chosen[name] == COPY and first != name else copied[name]
        return given if given in there and given != name and not (given > name and chosen[given] == COPY) else None

    documents = frames["dim_documents"].filter(pl.col("document_id").is_in(there))
    state = pl.col("document_id").replace_strict(chosen, return_dtype=pl.Int64)
    frames["dim_documents"] = documents.with_columns(
        duplicate_of=pl.Series([original(name) for name in documents["document_id"]], dtype=pl.String),
        published_on=pl.when(state == LATER).then(pl.col("published_on").dt.offset_by("1mo")).otherwise("published_on"),
        publisher=pl.when(state == RENAMED).then(pl.lit("Moved News")).otherwise("publisher"),
    )
    frames["raw_files"] = frames["raw_files"].filter(pl.col("source_file").is_in(documents["source_file"].to_list()))
    for table in ("sentences", "fact_actors", "fact_routes", "fact_trade_flows"):
        frames[table] = frames[table].filter(pl.col("document_id").is_in(there))
    flows = frames["fact_trade_flows"].filter(state.is_in([AWAY, BARE]).not_())
    known = frames["fact_routes"]["route_id"].to_list()
    frames["fact_trade_flows"] = flows.with_columns(route_id=pl.when(pl.col("route_id").is_in(known)).then("route_id"))
    mills = "Mill" if chosen["a"] != RENAMED else "The Mill"
    frames["dim_actors"] = frames["dim_actors"].with_columns(name=pl.col("name").replace("Mill", mills))
    return frames


def write(frames: Frames, folder: Path) -> dict[str, Path]:
    folder.mkdir(parents=True)
    for table, frame in frames.items():
        frame.write_parquet(folder / f"{table}.parquet")
    return {path.stem: path for path in folder.glob("*.parquet")}


def publish_both(folder: Path, number: int, frames: Frames, changed: set[str]) -> tuple[Published, Published]:
    """The next file of a row of files, brought up to date and made whole; each carries its own history on."""
    paths = write(frames, folder / f"frames-{number}")
    run = Run(f"run {number}", datetime(2025, 1, 1) + timedelta(days=number))
    changes = Changes(f"run {number - 1}", changed)
    return publish(paths, folder / "renewed.duckdb", run=run, changes=changes), publish(paths, folder / "whole.duckdb", run=run)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(states, min_size=1, max_size=3))
def test_a_renewed_file_has_the_rows_of_a_whole_one(rounds: list[States]) -> None:
    with TemporaryDirectory() as name:
        folder, before = Path(name), dict.fromkeys(NAMES, PLAIN)
        publish_both(folder, 0, tables_of(before), set())
        for number, changes in enumerate(rounds, 1):
            after = before | changes
            old, new = tables_of(before)["dim_documents"], tables_of(after)["dim_documents"]
            changed = {name for name in NAMES if before[name] != after[name]}
            for one, other in ((old, new), (new, old)):
                changed |= set(one.join(other, on=one.columns, how="anti", nulls_equal=True)["document_id"])
            renewed, whole = publish_both(folder, number, tables_of(after), changed)
            assert (renewed.is_whole, whole.is_whole) == (False, True)
            assert renewed.rows == whole.rows
            assert everything(renewed.path) == everything(whole.path)
            assert history(renewed.path) == history(whole.path)
            before = after
