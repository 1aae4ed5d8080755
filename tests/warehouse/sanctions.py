"""Cases for the sanction provisions: what the CSV says, a good for each row, and flows on the days around each date of force."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

import warehouse

CSV = Path(warehouse.__file__).parent / "data" / "sanction_provisions.csv"
ROWS = list(csv.DictReader(CSV.open(encoding="utf-8")))
DAY = timedelta(days=1)
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
    ("refined_petroleum", "2711"): "lpg",
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
