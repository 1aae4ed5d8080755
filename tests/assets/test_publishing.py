"""A run of which little is new brings the published file up to date, and comes out with the rows of a run from nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import duckdb
import polars as pl
import pytest

from assets import publishing
from assets.folders import Folders
from assets.parquet import write
from assets.publishing import country_names, publish_tables
from tests.assets.conftest import NOTE, OTHER, put, run_plain
from tests.warehouse.alike import everything
from warehouse import renew
from warehouse.publish import Published
from warehouse.reading import query

Run = Callable[..., Published]


@pytest.fixture(autouse=True)
def however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file of a few documents each is a large share."""
    monkeypatch.setattr(renew, "MOST_TOUCHED", 10.0)
    monkeypatch.setattr(publishing, "MOST_GROWTH", 100.0)


@pytest.fixture
def run() -> Run:
    """One run to the published file, without Dagster."""

    def publish(folders: Folders, run_id: str = "run") -> Published:
        for name, frame in {**run_plain(folders), "dim_countries": country_names().collect()}.items():
            write(frame, folders.table(name))
        done = publish_tables(folders, run_id)
        assert done
        return done

    return publish


def test_a_run_with_little_new_renews_the_file(folders: Folders, run: Run) -> None:
    raw = folders.raw
    changes: list[Callable[[], object]] = [
        lambda: put(raw / "b.txt", OTHER),
        lambda: put(raw / "c.txt", NOTE + " " + OTHER),
        lambda: put(raw / "a.txt", NOTE.replace("20 tons", "30 tons")),
        lambda: put(raw / "bad.txt", "\x00\x01"),
        lambda: put(raw / "z.txt", OTHER),
        lambda: os.unlink(raw / "b.txt"),
        lambda: put(raw / "z.txt.json", '{"published": "2024-05-06", "publisher": "Border Gazette"}'),
    ]
    put(raw / "a.txt", NOTE)
    assert run(folders, "run 0").is_whole
    for number, change in enumerate(changes, 1):
        change()
        assert not run(folders, f"run {number}").is_whole, number
        anew = replace(folders, state=folders.state / f"{number}", warehouse=folders.state / f"{number}" / "w.duckdb")
        assert run(anew).is_whole
        assert everything(folders.warehouse) == everything(anew.warehouse)
    assert query(folders.warehouse, "SELECT count(*) FROM trade_flows").item() > 3
    assert query(folders.warehouse, "SELECT count(*) FROM pipeline_runs").item() == len(changes) + 1


DOUBTS = ["other rules", "touched", "grown", "often", "much", "no list", "another run", "a table is missing"]


@pytest.mark.usefixtures("read_texts")
@pytest.mark.parametrize("doubt", DOUBTS)
def test_any_doubt_makes_the_file_anew(doubt: str, folders: Folders, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folders.raw / "a.txt", NOTE)
    run(folders, "run 0")
    put(folders.raw / "b.txt", OTHER)
    if doubt == "other rules":
        monkeypatch.setattr(publishing, "extraction_version", lambda: "other")
    elif doubt == "touched":
        os.utime(folders.warehouse, (1, 1))
    elif doubt == "grown":
        monkeypatch.setattr(publishing, "MOST_GROWTH", 0.9)
    elif doubt == "often":
        monkeypatch.setattr(publishing, "MOST_RENEWALS", 0)
    elif doubt == "much":
        monkeypatch.setattr(renew, "MOST_TOUCHED", 0.4)
    elif doubt == "no list":
        folders.published_documents.unlink()
    else:
        spoil = "UPDATE pipeline_runs SET run_id = 'x'" if doubt == "another run" else "DROP TABLE stored.flow_totals CASCADE"
        spoil_in_place(folders, spoil)
    assert run(folders, "run 1").is_whole
    assert query(folders.warehouse, "SELECT count(*) FROM dim_documents").item() == 2
    assert query(folders.warehouse, "FROM flow_totals").is_empty()


def spoil_in_place(folders: Folders, sql: str) -> None:
    """Change the published file behind the back of the record, which is told that it is as it was."""
    folders.warehouse.chmod(0o644)
    with duckdb.connect(str(folders.warehouse)) as session:
        session.execute(sql)
    record = publishing._read(folders)
    publishing._write(folders, {**record, "published": publishing._published(folders, record["published"]["inputs"])})


def test_what_changed_is_told_by_documents(folders: Folders, run: Run, read_texts: list[str]) -> None:
    for name in "abc":
        put(folders.raw / f"{name}.txt", f"{name} coal went by rail.")
    run(folders, "run 0")
    put(folders.raw / "b.txt", "New coal went by rail.")
    (folders.raw / "c.txt").unlink()
    before = pl.read_parquet(folders.published_documents)
    for name, frame in run_plain(folders).items():
        write(frame, folders.table(name))
    changes = publishing._changes(folders, publishing._read(folders))
    now = pl.read_parquet(folders.table("documents"))
    assert changes
    assert changes.since == "run 0"
    gone = before.filter(pl.col("source_file") != "a.txt")["document_id"].to_list()
    assert set(changes.documents) == {*gone, *now.filter(pl.col("source_file") == "b.txt")["document_id"]}
