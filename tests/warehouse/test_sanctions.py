"""The sanction provisions and the flows beside them: every row of the list, every day of force, each direction and kind of match."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import warehouse
from warehouse.publish import publish
from warehouse.reading import query

CSV = Path(warehouse.__file__).parent / "data" / "sanction_provisions.csv"
ROWS = list(csv.DictReader(CSV.open(encoding="utf-8")))
DAY = timedelta(days=1)
ADOPTED = {
    "1718": date(2006, 10, 14),
    "1874": date(2009, 6, 12),
    "2087": date(2013, 1, 22),
    "2094": date(2013, 3, 7),
    "2270": date(2016, 3, 2),
    "2321": date(2016, 11, 30),
    "2371": date(2017, 8, 5),
    "2375": date(2017, 9, 11),
    "2397": date(2017, 12, 22),
}
# (resolution, paragraph) → first days that the paragraph states itself, besides that of adoption.
OTHER_FIRST_DAYS = {
    ("2321", "26(b)"): {date(2017, 1, 1)},
    ("2375", "14"): {date(2017, 10, 1)},
    ("2397", "5"): {date(2018, 1, 1)},
}
# What 2397 itself gives codes for: (paragraph, direction) → chapters. Chapter 77 is reserved and holds no goods.
OF_2397 = {
    ("6", "export"): {"12", "08", "07", "84", "85", "25", "44", "89"},
    ("7", "import"): {"84", "85", *map(str, range(86, 90)), *(str(chapter) for chapter in range(72, 84) if chapter != 77)},
}
TEXT = "The sentence of these cases."
# (class, HS code) of the rows that ask for a name → a name that fits.
NAMES = {
    ("major_arms", "9301"): "howitzer",
    ("major_arms", "9306"): "ballistic-missile",
    ("major_arms", "8802"): "combat-aircraft",
    ("major_arms", "8906"): "warship",
    ("small_arms", "9301"): "rifle",
    ("small_arms", "9306"): "ammunition",
    ("luxury_goods", "8703"): "snowmobile",
    ("luxury_goods", "7013"): "lead-crystal",
    ("gold", "2616"): "gold-ore",
    ("gold", "7112"): "gold-scrap",
    ("silver", "2616"): "silver-ore",
    ("silver", "7112"): "silver-scrap",
    ("vanadium_ore", "2615"): "vanadium-ore",
    ("rare_earths", "2530"): "rare-earth-ore",
    ("rare_earths", "2612"): "monazite",
    ("rare_earths", "2805"): "rare-earth-metal",
    ("rare_earths", ""): "rare-earths",
    ("aviation_fuel", "2710"): "jet-fuel",
    ("aviation_fuel", ""): "rocket-fuel",
    ("statues", "8306"): "bronze-statuette",
    ("statues", ""): "stone-monument",
    ("helicopters", "8802"): "transport-helicopter",
    ("helicopters", ""): "helicopter",
    ("condensates", "2711"): "natural-gas-liquids",
    ("condensates", "2709"): "gas-condensate",
    ("textiles", ""): "textile",
}
# Goods of the cases of kind and direction: good_id → hs_chapter, hs_heading, category.
GOODS: dict[str, tuple[str | None, str | None, str | None]] = {
    "coal": ("27", "2701", None),
    "fuel": ("27", None, None),
    "diesel": ("27", "2710", None),
    "jet-fuel": ("27", "2710", None),
    "crude-oil": ("27", "2709", None),
    "wheat-flour": ("11", "1101", None),
    "soybean": ("12", "1201", None),
    "shirt": ("62", "6205", None),
    "fish": ("03", None, "seafood"),
    "steel": ("72", None, None),
    "luxury-goods": (None, None, "class"),
    "car": ("87", "8703", None),
    "tank": ("87", "8710", "arms"),
}
# Name → exporter, importer, origin, good, first day, last day, status.
FLOWS: dict[str, tuple[str | None, str | None, str | None, str | None, date | None, date | None, str]] = {
    "coal out": ("KP", "CN", None, "coal", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "coal in": ("CN", "KP", None, "coal", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "coal elsewhere": ("RU", "CN", None, "coal", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "coal of it from a third": ("CN", "JP", "KP", "coal", date(2020, 1, 1), date(2020, 1, 31), "planned"),
    "coal of it, nobody ships": (None, "CN", "KP", "coal", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "coal of it back home": ("CN", "KP", "KP", "coal", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "coal under the cap": ("KP", "CN", None, "coal", date(2017, 3, 1), date(2017, 3, 31), "reported"),
    "coal over two terms": ("KP", "CN", None, "coal", date(2017, 1, 1), date(2017, 12, 31), "reported"),
    "coal undated": ("KP", "CN", None, "coal", None, None, "blocked"),
    "fuel in": ("RU", "KP", None, "fuel", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "diesel in": ("RU", "KP", None, "diesel", date(2020, 1, 1), date(2020, 1, 31), "requested"),
    "jet fuel in": ("RU", "KP", None, "jet-fuel", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "diesel before": ("RU", "KP", None, "diesel", date(2017, 9, 1), date(2017, 9, 10), "reported"),
    "crude in": ("CN", "KP", None, "crude-oil", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "flour in": ("CN", "KP", None, "wheat-flour", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "soybeans out": ("KP", "CN", None, "soybean", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "soybeans in": ("CN", "KP", None, "soybean", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "shirts out": ("KP", "CN", None, "shirt", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "fish out": ("KP", "CN", None, "fish", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "steel out": ("KP", "CN", None, "steel", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "luxury in": ("CN", "KP", None, "luxury-goods", date(2010, 1, 1), date(2010, 1, 31), "reported"),
    "cars in": ("CN", "KP", None, "car", date(2014, 1, 1), date(2014, 1, 31), "reported"),
    "cars in, later": ("CN", "KP", None, "car", date(2020, 1, 1), date(2020, 1, 31), "reported"),
    "tanks out": ("KP", "SY", None, "tank", date(2008, 1, 1), date(2008, 1, 31), "reported"),
    "all trade": ("KP", "CN", None, None, date(2020, 1, 1), date(2020, 1, 31), "reported"),
}


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def provision_id(row: dict[str, str]) -> str:
    parts = [
        row["regime"].lower(),
        row["resolution"],
        row["paragraph"],
        row["direction"],
        row["class"],
        row["hs_code"],
        row["in_force_from"],
    ]
    return "/".join(part for part in parts if part)


def good_for(row: dict[str, str]) -> dict[str, str | None] | None:
    """A good that this row reaches, and no other row of its paragraph and class does better; None where nothing can be matched."""
    pattern, code, category = row["good_pattern"], row["hs_code"], row["good_category"] or None
    if not (pattern or code or category):
        return None
    name = NAMES[row["class"], code] if pattern and not category else f"{row['class']} {code or category}"
    heading = code if row["hs_level"] == "heading" else None
    return {"good_id": name, "name": name, "hs_chapter": code[:2] or None, "hs_heading": heading, "category": category}


def day_cases() -> Iterator[tuple[dict[str, str], dict[str, str | None], date, bool]]:
    """Each provision that can be matched, its good, and the days before, of and after each of its bounds with whether it is in force."""
    for row in ROWS:
        good, first, last = good_for(row), day(row["in_force_from"]), day(row["in_force_until"])
        assert first
        days = {first - DAY, first, first + DAY} | ({last - DAY, last, last + DAY} if last else set())
        for on in sorted(days) if good else []:
            assert good
            yield row, good, on, first <= on and (last is None or on <= last)


CASES = list(day_cases())


def flow_row(number: int, good: str | None, sides: tuple[str | None, str | None, str | None], **given: Any) -> dict[str, Any]:
    exporter, importer, origin = sides
    evidence = {"document_id": "d", "sentence_id": "d:0", "start_char": 0, "end_char": 3, "surface": "The", "confidence": 0.5}
    row = {"good_id": good, "good_surface": f"flow {number}", "exporter_country": exporter, "importer_country": importer}
    row |= {"origin_country": origin, "exporter_actor_id": None, "importer_actor_id": None, "route_id": None, "is_illicit": False}
    return (
        evidence | row | {"rule": "by_hand", "lexicon": None, "cue": None, "date_basis": "stated" if given["date_from"] else None} | given
    )


def case_frames() -> dict[str, pl.DataFrame]:
    """One document whose flows are all the cases: first those of the days, then those by name; good_surface numbers them."""
    goods = {good["good_id"]: good for _, good, _, _ in CASES}
    goods |= {name: {"good_id": name, "name": name, "hs_chapter": c, "hs_heading": h, "category": k} for name, (c, h, k) in GOODS.items()}
    flows = []
    for number, (row, good, on, _) in enumerate(CASES):
        sides = ("KP", "CN", None) if row["direction"] == "export" else ("CN", "KP", None)
        flows.append(flow_row(number, good["good_id"], sides, date_from=on, date_to=on, status="reported"))
    for number, (exporter, importer, origin, good_id, first, last, status) in enumerate(FLOWS.values(), len(CASES)):
        flows.append(flow_row(number, good_id, (exporter, importer, origin), date_from=first, date_to=last, status=status))
    document = {"document_id": "d", "source_file": "d.txt", "source_record": None, "file_start": 0, "title": None, "publisher": "Gazette"}
    document |= {"url": None, "language": "en", "published_on": None, "published_basis": None, "text": TEXT, "content_hash": "h"}
    sentence = {"document_id": "d", "sentence_id": "d:0", "sentence_number": 0, "start_char": 0, "end_char": len(TEXT), "zone": "body"}
    rows: dict[str, list[dict[str, Any]]] = {
        "raw_files": [{"source_file": "d.txt", "content_hash": "h", "size_bytes": 1}],
        "dim_documents": [document | {"duplicate_of": None}],
        "sentences": [sentence | {"text": TEXT}],
        "dim_goods": list(goods.values()),
        "dim_countries": [{"country": "KP", "name": "North Korea"}],
        "fact_trade_flows": flows,
    }
    return {table: pl.DataFrame(of, infer_schema_length=None) for table, of in rows.items()}


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


def test_the_list_has_every_resolution_that_names_goods_and_its_days() -> None:
    assert {row["resolution"] for row in ROWS} == set(ADOPTED)
    for row in ROWS:
        first = day(row["in_force_from"])
        own = OTHER_FIRST_DAYS.get((row["resolution"], row["paragraph"]), set())
        assert first in {ADOPTED[row["resolution"]]} | own, provision_id(row)
        year = ADOPTED[row["resolution"]].year
        assert row["url"] == f"https://undocs.org/S/RES/{row['resolution']}({year})"


@pytest.mark.parametrize("row", ROWS, ids=provision_id)
def test_every_row_is_whole_and_of_known_words(row: dict[str, str]) -> None:
    assert (row["regime"], row["target_country"]) == ("UN-1718", "KP")
    assert row["direction"] in {"export", "import"}
    assert re.fullmatch(r"[1-9][0-9]?(\([a-z]\))?(\([ivx]+\))?", row["paragraph"])
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", row["class"])
    assert len(row["hs_code"]) == {"heading": 4, "chapter": 2, "class": 0}[row["hs_level"]]
    assert re.fullmatch(r"((0[1-9]|[1-9][0-9])([0-9]{2})?)?", row["hs_code"])
    assert (row["hs_basis"] in {"resolution", "mapped"}, row["hs_coverage"] in {"whole", "part"}) == (bool(row["hs_code"]),) * 2
    assert (row["is_cap"] == "true") == bool(row["cap_period"])
    assert bool(row["cap_quantity"]) == bool(row["cap_unit"])
    assert row["cap_unit"] in {"", "t", "bbl"}
    assert row["checked"] in {"text", "summary", "unseen"}
    assert row["source"]
    assert re.fullmatch(r"[A-Z].+\.", row["summary"])
    assert not re.search(r"illegal|unlawful|violat", " ".join(row.values()), re.IGNORECASE)
    until = day(row["in_force_until"])
    assert until is None or until >= date.fromisoformat(row["in_force_from"])


def test_codes_given_by_a_resolution_are_those_and_no_others() -> None:
    given: dict[tuple[str, str], set[str]] = {}
    for row in ROWS:
        if row["hs_basis"] == "resolution":
            assert (row["resolution"], row["hs_level"], row["hs_coverage"]) == ("2397", "chapter", "whole")
            given.setdefault((row["paragraph"], row["direction"]), set()).add(row["hs_code"])
    assert given == OF_2397


def test_a_part_of_a_code_says_which_part() -> None:
    assert [provision_id(row) for row in ROWS if row["hs_coverage"] == "part" and not (row["comment"] or row["good_pattern"])] == []


def test_terms_of_one_measure_follow_each_other_without_gap_or_overlap() -> None:
    def terms(name: str, direction: str) -> list[tuple[date | None, date | None]]:
        found = {(row["in_force_from"], row["in_force_until"]) for row in ROWS if (row["class"], row["direction"]) == (name, direction)}
        return [(day(first), day(last)) for first, last in sorted(found)]

    for name, direction in [
        ("coal", "export"),
        ("iron", "export"),
        ("iron_ore", "export"),
        ("refined_petroleum", "import"),
        ("crude_oil", "import"),
    ]:
        bounds = terms(name, direction)
        assert len(bounds) > 1
        assert bounds[-1][1] is None
        for (_, last), (first, _) in pairwise(bounds):
            assert last is not None
            assert last + DAY == first, name


def test_a_provision_lists_a_good_on_its_days_and_on_no_other(listed: pl.DataFrame) -> None:
    found = set(listed.select("flow", "provision_id").iter_rows())
    wrong = [(provision_id(row), on) for n, (row, _, on, due) in enumerate(CASES) if ((n, provision_id(row)) in found) is not due]
    assert wrong == []
    assert len({provision_id(row) for row, *_ in CASES}) == sum(1 for row in ROWS if good_for(row))
    assert sum(1 for *_, due in CASES if not due) >= len(ADOPTED)


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
