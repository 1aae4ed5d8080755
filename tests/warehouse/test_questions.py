"""What is asked of the published file: views, summary, and SQL of anybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from warehouse.errors import OtherSchemaError, QueryError, WarehouseNotReadableError
from warehouse.export import export
from warehouse.publish import Published, publish
from warehouse.reading import query
from warehouse.report.build import write_report
from warehouse.summary import Flow, summarise

Frames = dict[str, pl.DataFrame]


def test_trade_flows_tells_each_flow_in_words_with_its_quotation(small: Path, frames: Frames) -> None:
    rows = query(small, "FROM trade_flows ORDER BY document_id, start_char")
    assert rows.height == frames["fact_trade_flows"].height
    first = rows.row(0, named=True)
    assert (first["exporter"], first["good"], first["importer"], first["hs_heading"]) == ("China", "wheat flour", "North Korea", "1101")
    assert (first["route_mode"], first["route_via"], first["exporter_actor"]) == ("rail", ["Dandong", "Sinuiju"], "traders")
    assert (first["outlet"], first["published_on"], first["date_from"]) == ("Border Gazette", date(2025, 4, 2), date(2025, 3, 1))
    assert "sent 20 tons of wheat flour by rail" in first["quotation"]
    assert rows["exporter"].to_list()[-1] == "RU", "a country without a name shows its code"


def test_copies_count_once_and_are_not_hidden(small: Path) -> None:
    row = query(small, "FROM corridors WHERE exporter = 'China'").row(0, named=True)
    assert (row["flows"], row["documents"], row["goods"], row["last_published_on"]) == (2, 1, 1, date(2025, 4, 3))
    assert query(small, "SELECT sum(flows) FROM corridors").item() == 4
    assert query(small, "SELECT sum(mentions) FROM flow_totals").item() == 4


def test_document_brief_has_one_row_for_each_document(small: Path) -> None:
    rows = {row["document_id"]: row for row in query(small, "FROM document_brief").iter_rows(named=True)}
    assert set(rows) == {"d1", "d2", "d3"}
    assert rows["d1"]["copies"] == 1
    assert rows["d2"]["duplicate_of"] == "d1"
    assert rows["d1"]["flows"] == ["China → North Korea: wheat flour (reported)", "North Korea → ?: coal (blocked)"]
    assert rows["d1"]["routes"] == ["China → North Korea via Dandong, Sinuiju by rail (open)"]
    assert rows["d3"]["routes"] == []
    assert rows["d3"]["goods"] == ["diesel"]


def test_all_trade_is_a_flow_without_a_good(frames: Frames, staged: Callable[[Frames], dict[str, Path]], target: Path) -> None:
    frames["fact_trade_flows"] = frames["fact_trade_flows"].with_columns(
        good_id=pl.lit(None, pl.String), good_surface=pl.lit(None, pl.String)
    )
    publish(staged(frames), target)
    assert set(query(target, "SELECT good FROM flow_totals")["good"]) == {"all trade"}


def test_summary_counts_everything_and_ranks_the_flows(small: Path) -> None:
    summary = summarise(small)
    assert (summary.files, summary.documents, summary.copies, summary.quarantined) == (4, 3, 1, 1)
    assert summary.quarantine == [("c.bin", "binary", "NUL byte at 3")]
    assert summary.facts == {"goods": 4, "actors": 1, "places": 3, "dates": 1, "routes": 1, "flows": 4}
    assert summary.largest_flows[0] == Flow("China", "North Korea", "wheat flour", "reported", documents=1, mentions=2)
    assert len(summarise(small, largest=2).largest_flows) == 2
    lines = summary.lines()
    assert lines[0] == "4 files, 3 documents (1 copy), 1 quarantined"
    assert "  China → North Korea: wheat flour, reported (1 document, 2 mentions)" in lines
    assert lines[-1] == str(small)


def test_summary_is_safe_for_a_terminal(frames: Frames, staged: Callable[[Frames], dict[str, Path]], target: Path) -> None:
    frames["quarantine"] = frames["quarantine"].with_columns(detail=pl.lit("\x1b[2J\nboo\u202e"))
    publish(staged(frames), target)
    assert all(line.isprintable() for line in summarise(target).lines())


def test_a_wrong_query_is_one_line(small: Path) -> None:
    with pytest.raises(QueryError) as failed:
        query(small, "SELECT nothing\nFROM nowhere")
    assert "\n" not in str(failed.value)
    assert "nowhere" in str(failed.value)


@pytest.mark.parametrize(
    ("sql", "hint"), [("FROM trade_flow", 'Did you mean "trade_flows"?'), ("SELECT staus FROM trade_flows", '"status"')]
)
def test_a_slip_in_a_name_is_told_with_what_was_meant(sql: str, hint: str, small: Path) -> None:
    with pytest.raises(QueryError) as failed:
        query(small, sql)
    assert hint in str(failed.value)
    assert "\n" not in str(failed.value)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM dim_goods",
        "CREATE TABLE mine AS SELECT 1",
        "COPY dim_goods TO 'goods.csv'",
        "FROM read_text('/etc/hostname')",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "FROM frames",
    ],
)
def test_a_query_changes_nothing_and_reads_nothing_else(sql: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    frames = pl.DataFrame({"a": [1]})
    with pytest.raises(QueryError):
        query(small, sql)
    assert frames.height == 1
    assert not list(tmp_path.glob("*.csv"))


def test_no_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(WarehouseNotReadableError, match="there is no such file"):
        query(tmp_path / "none.duckdb", "SELECT 1")


def test_a_file_of_another_tumen_is_one_line_for_the_report_and_exports(published: Published, tmp_path: Path) -> None:
    published.path.chmod(0o644)
    with duckdb.connect(str(published.path)) as session:
        session.execute("UPDATE warehouse_info SET schema_version = 3")
    for ask in (lambda: write_report(published.path, tmp_path / "page.html"), lambda: export(published.path, "ftm", tmp_path / "out")):
        with pytest.raises(OtherSchemaError, match=r"schema 3, this one reads \d+\): publish it again"):
            ask()
    assert list(tmp_path.glob("page*")) == list(tmp_path.glob("out*")) == []
