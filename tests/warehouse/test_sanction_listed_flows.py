"""Flows beside the sanction provisions: on every day of force and on no other, in each direction, by each kind of match."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import warehouse
from tests.warehouse.sanctions import CASES, FLOWS, ROWS, TEXT, case_frames, good_for, provision_id
from warehouse.publish import publish
from warehouse.reading import query


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """All rows of the view over the cases, with the number of the flow."""
    folder = tmp_path_factory.mktemp("sanctions")
    for table, frame in case_frames().items():
        frame.write_parquet(folder / f"{table}.parquet")
    published = publish({path.stem: path for path in folder.glob("*.parquet")}, folder / "w.duckdb")
    assert published.rows["sanction_provisions"] == len(ROWS)
    assert query(published.path, "SELECT DISTINCT provision_id FROM sanction_provisions").height == len(ROWS)
    rows = query(published.path, "FROM sanction_listed_flows")
    return rows.with_columns(flow=pl.col("good_surface").str.strip_prefix("flow ").cast(pl.Int64))


def of(listed: pl.DataFrame, name: str) -> list[dict[str, Any]]:
    """The rows of one flow of FLOWS, in order of resolution and paragraph."""
    number = len(CASES) + list(FLOWS).index(name)
    return listed.filter(pl.col("flow") == number).sort("resolution", "paragraph", "class", "in_force_from").to_dicts()


def told(listed: pl.DataFrame, name: str) -> list[tuple[str, str, str]]:
    return [(row["resolution"], row["paragraph"], row["match"]) for row in of(listed, name)]


def listings(listed: pl.DataFrame, name: str) -> list[tuple[str, str, str]]:
    return [(row["resolution"], row["paragraph"], row["listing"]) for row in of(listed, name)]


def test_a_provision_lists_a_good_on_its_days_and_on_no_other(listed: pl.DataFrame) -> None:
    found = set(listed.select("flow", "provision_id").iter_rows())
    wrong = [(provision_id(row), on) for n, (row, _, on, due) in enumerate(CASES) if ((n, provision_id(row)) in found) is not due]
    assert wrong == []
    assert len({provision_id(row) for row, *_ in CASES}) == sum(1 for row in ROWS if good_for(row))
    assert sum(1 for *_, due in CASES if not due) >= len({row["resolution"] for row in ROWS})


def test_one_paragraph_and_class_lists_a_flow_once(listed: pl.DataFrame) -> None:
    keys = ["flow", "matched_side", "resolution", "paragraph", "class", "in_force_from"]
    assert listed.group_by(keys).len().filter(pl.col("len") > 1).is_empty()


def test_direction_is_that_of_the_target_country(listed: pl.DataFrame) -> None:
    assert told(listed, "coal out") == [("2371", "8", "heading")]
    assert told(listed, "coal in") == told(listed, "coal elsewhere") == told(listed, "flour in") == []
    assert told(listed, "soybeans out") == [("2397", "6", "chapter")]
    assert told(listed, "soybeans in") == []


def test_goods_made_there_and_shipped_by_another_are_listed_and_flagged(listed: pl.DataFrame) -> None:
    assert [row["matched_side"] for row in of(listed, "coal out")] == ["exporter"]
    assert [row["matched_side"] for row in of(listed, "diesel in")] == ["importer"]
    for name in ("coal of it from a third", "coal of it, nobody ships"):
        assert [(row["resolution"], row["matched_side"]) for row in of(listed, name)] == [("2371", "origin")]
    assert of(listed, "coal of it back home") == []


def test_where_only_the_chapter_is_known_it_says_so(listed: pl.DataFrame) -> None:
    assert told(listed, "fuel in") == [("2397", "4", "chapter_only"), ("2397", "5", "chapter_only")]
    assert told(listed, "steel out") == [("2371", "8", "chapter_only")]
    assert told(listed, "diesel in") == [("2397", "5", "heading")]
    assert told(listed, "shirts out") == [("2375", "16", "chapter")]
    assert told(listed, "fish out") == [("2371", "9", "chapter")]
    assert told(listed, "luxury in") == [("1718", "8(a)(iii)", "class")]


def test_names_narrow_a_heading_that_holds_much_else(listed: pl.DataFrame) -> None:
    assert told(listed, "jet fuel in") == [("2270", "31", "heading"), ("2397", "5", "heading")]
    assert told(listed, "cars in") == [("2094", "23", "heading")]
    assert [row["hs_coverage"] for row in of(listed, "cars in")] == ["part"]
    assert told(listed, "cars in, later") == [("2094", "23", "heading"), ("2397", "7", "chapter")]
    assert told(listed, "tanks out") == [("1718", "8(b)", "heading")]


def test_caps_are_flagged_with_their_amount(listed: pl.DataFrame) -> None:
    assert listings(listed, "diesel in") == [("2397", "5", "capped")]
    assert listings(listed, "crude in") == [("2397", "4", "capped")]
    assert listings(listed, "diesel before") == []
    cap = of(listed, "coal under the cap")[0]
    assert (cap["listing"], cap["cap_quantity"], cap["cap_unit"], cap["cap_amount"]) == ("capped", 7_500_000, "t", 400_870_018)
    assert listings(listed, "coal out") == [("2371", "8", "listed")]


def test_time_that_a_provision_covers_in_part_or_that_nobody_told(listed: pl.DataFrame) -> None:
    over = [(row["resolution"], row["in_force"], row["listed_on"]) for row in of(listed, "coal over two terms")]
    assert over == [("2321", "part", date(2017, 1, 1)), ("2371", "part", date(2017, 8, 5))]
    assert [(row["in_force"], row["listed_on"]) for row in of(listed, "coal out")] == [("whole", date(2020, 1, 1))]
    undated = of(listed, "coal undated")
    assert [row["resolution"] for row in undated] == ["2270", "2321", "2321", "2371"]
    assert {(row["in_force"], row["listed_on"], row["status"]) for row in undated} == {("unknown", None, "blocked")}


def test_all_trade_is_no_good_and_the_words_are_listed_and_capped(listed: pl.DataFrame) -> None:
    assert of(listed, "all trade") == []
    assert set(listed["listing"]) == {"listed", "capped"}
    view = (Path(warehouse.__file__).parent / "views" / "50_sanction_listed_flows.sql").read_text(encoding="utf-8")
    assert "illegal" not in view.lower()
    quoted = of(listed, "coal out")[0]
    assert (quoted["exporter"], quoted["outlet"], quoted["quotation"]) == ("North Korea", "Gazette", TEXT)
