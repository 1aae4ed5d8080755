"""A small warehouse's input, by hand: three documents, one of them a copy, with every kind of fact; and how to publish it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse.tellings import told
from warehouse.publish import Published, publish

Frames = dict[str, pl.DataFrame]
Staged = Callable[[Frames], dict[str, Path]]

# Offsets count code points: the accented letters and the sign outside the basic plane come before the facts on purpose.
FLOUR = "Café note \U0001f6a2. Traders in Dandong sent 20 tons of wheat flour by rail to Sinuiju in March 2025. Imports of coal are banned."
COPY = "Traders in Dandong sent 20 tons of wheat flour by rail to Sinuiju in March 2025."
OTHER = 'He said "it\'s; DROP TABLE dim_goods; --" and asked Russia for diesel.\x00 End.'
TEXTS = {"d1": ("a/one.txt", FLOUR), "d2": ("a/two.txt", COPY), "d3": ("b.jsonl", OTHER)}


def span(document: str, surface: str) -> dict[str, Any]:
    """The evidence columns of the first place where `surface` stands in a document."""
    start = TEXTS[document][1].index(surface)
    evidence = {"document_id": document, "sentence_id": f"{document}:0", "start_char": start, "end_char": start + len(surface)}
    return {**evidence, "surface": surface, "confidence": 0.9, "rule": "by_hand", "lexicon": None}


def document(document_id: str, **given: Any) -> dict[str, Any]:
    source_file, text = TEXTS[document_id]
    row = {"document_id": document_id, "source_file": source_file, "source_record": None, "file_start": 0, "title": None, "publisher": None}
    row |= {
        "url": None,
        "language": "en",
        "published_on": None,
        "published_basis": None,
        "text": text,
        "content_hash": f"hash {document_id}",
    }
    return row | {"duplicate_of": None} | given


def flow(document_id: str, surface: str, **given: Any) -> dict[str, Any]:
    parties = {
        "exporter_country": None,
        "importer_country": None,
        "origin_country": None,
        "exporter_actor_id": None,
        "importer_actor_id": None,
    }
    when = {"date_from": None, "date_to": None, "date_basis": None}
    row = span(document_id, surface) | {"good_id": None, "good_surface": None, **parties, "route_id": None, "status": "reported"}
    return row | {"is_illicit": False, **when, "cue": None} | given


def unknown(document_id: str, surface: str, **given: Any) -> dict[str, Any]:
    row = {name: value for name, value in span(document_id, surface).items() if name not in ("confidence", "lexicon")}
    return row | {"mentions": 1} | given


def small_frames() -> Frames:
    """Every input table with at least one row, true to its texts."""
    march = {"date_from": date(2025, 3, 1), "date_to": date(2025, 3, 31)}
    sent = {
        "good_id": "wheat-flour",
        "good_surface": "wheat flour",
        "exporter_country": "CN",
        "importer_country": "KP",
        "date_basis": "stated",
    }
    no_amount = {"origin_country": None, "quantity_low": None, "quantity_high": None, "unit": None, "amount_low": None, "amount_high": None}
    ton = {"quantity_low": 20.0, "quantity_high": 20.0, "unit": "t", "is_approximate": False}
    route = {"origin_country": "CN", "destination_country": "KP", "origin_place_id": "cn/dandong", "destination_place_id": "kp/sinuiju"}
    rows: dict[str, list[dict[str, Any]]] = {
        "raw_files": [
            {"source_file": file, "content_hash": f"raw {file}", "size_bytes": 10}
            for file in ("a/one.txt", "a/two.txt", "b.jsonl", "c.bin")
        ],
        "quarantine": [{"source_file": "c.bin", "reason": "binary", "detail": "NUL byte at 3", "content_hash": "raw c.bin"}],
        "dim_documents": [
            document("d1", title="Flour moves", publisher="Border Gazette", published_on=date(2025, 4, 2), published_basis="sidecar"),
            document("d2", duplicate_of="d1", published_on=date(2025, 4, 3), published_basis="stamp"),
            document("d3", source_record=7),
        ],
        "sentences": [
            {"document_id": d, "sentence_id": f"{d}:0", "sentence_number": 0, "start_char": 0, "end_char": len(text)}
            | {"zone": "body", "text": text}
            for d, (_, text) in TEXTS.items()
        ],
        "dim_goods": [
            {"good_id": "wheat-flour", "name": "wheat flour", "hs_chapter": "11", "hs_heading": "1101", "category": "food"},
            {"good_id": "coal", "name": "coal", "hs_chapter": "27", "hs_heading": "2701", "category": "fuel"},
            {"good_id": "diesel", "name": "diesel", "hs_chapter": "27", "hs_heading": None, "category": "fuel"},
        ],
        "dim_actors": [{"actor_id": "cn/group/traders", "name": "traders", "kind": "group", "country": "CN"}],
        "dim_places": [
            {"place_id": "cn/dandong", "name": "Dandong", "kind": "city", "country": "CN", "latitude": 40.1, "longitude": 124.4},
            {"place_id": "kp/sinuiju", "name": "Sinuiju", "kind": "city", "country": "KP", "latitude": 40.1, "longitude": 124.4},
            {"place_id": "ru", "name": "Russia", "kind": "country", "country": "RU", "latitude": None, "longitude": None},
        ],
        "dim_countries": [{"country": "CN", "name": "China"}, {"country": "KP", "name": "North Korea"}],
        "fact_trade_goods": [
            span("d1", "wheat flour") | {"good_id": "wheat-flour", **no_amount, "currency": None, **ton},
            span("d1", "coal") | {"good_id": "coal", **no_amount, "currency": None, "is_approximate": None},
            span("d2", "wheat flour") | {"good_id": "wheat-flour", **no_amount, "currency": None, **ton},
            span("d3", "diesel") | {"good_id": "diesel", **no_amount, "currency": None, "is_approximate": None},
        ],
        "fact_actors": [span("d1", "Traders") | {"actor_id": "cn/group/traders"}],
        "fact_places": [
            span("d1", "Dandong") | {"place_id": "cn/dandong"},
            span("d1", "Sinuiju") | {"place_id": "kp/sinuiju"},
            span("d3", "Russia") | {"place_id": "ru"},
        ],
        "fact_dates": [span("d1", "March 2025") | march | {"granularity": "month", "basis": "stated"}],
        "fact_routes": [
            span("d1", "by rail to Sinuiju")
            | route
            | {"route_id": "r1", "via_place_ids": ["cn/dandong", "kp/sinuiju"], "mode": "rail"}
            | {"status": "open", "cue": "by rail"},
        ],
        "unknown_terms": [
            unknown("d1", "note", term="note", guessed_kind="good", mentions=2),
            unknown("d2", "Dandong", term="note", guessed_kind="place"),
            unknown("d2", "rail", term="rail", guessed_kind="place"),
            unknown("d3", "End", term="note", guessed_kind="actor"),
        ],
        "fact_trade_flows": [
            flow("d1", "Traders in Dandong sent 20 tons of wheat flour", **sent, **march, route_id="r1", cue="sent")
            | {"exporter_actor_id": "cn/group/traders"},
            flow("d1", "Imports of coal are banned", good_id="coal", good_surface="coal", exporter_country="KP", status="blocked"),
            flow("d2", "sent 20 tons of wheat flour", **sent, **march),
            flow("d3", "asked Russia for diesel", good_id="diesel", good_surface="diesel", exporter_country="RU", status="requested"),
        ],
    }
    return {table: pl.DataFrame(of, infer_schema_length=None) for table, of in rows.items()}


@pytest.fixture
def frames() -> Frames:
    return small_frames()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "published" / "tumen.duckdb"


@pytest.fixture
def staged(tmp_path: Path) -> Callable[[Frames], dict[str, Path]]:
    """Write frames as Parquet files, each named after its table."""

    def write(frames: Frames) -> dict[str, Path]:
        folder = tmp_path / "it's [staged]"
        folder.mkdir(exist_ok=True)
        for table, frame in frames.items():
            frame.write_parquet(folder / f"{table}.parquet")
        return {table: folder / f"{table}.parquet" for table in frames}

    return write


@pytest.fixture
def published(frames: Frames, staged: Callable[[Frames], dict[str, Path]], target: Path) -> Published:
    """The small warehouse, published."""
    return publish(staged(frames), target, tumen_version="0.0.1")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small warehouse, published once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("small")
    for table, frame in small_frames().items():
        frame.write_parquet(folder / f"{table}.parquet")
    return publish({path.stem: path for path in folder.glob("*.parquet")}, folder / "tumen.duckdb", tumen_version="0.0.1").path


@pytest.fixture(scope="session")
def told_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the tellings, published once for all tests that only read it."""
    folder = tmp_path_factory.mktemp("told")
    for table, rows in told().items():
        pl.DataFrame(rows, infer_schema_length=None).write_parquet(folder / f"{table}.parquet")
    return publish({path.stem: path for path in folder.glob("*.parquet")}, folder / "tumen.duckdb").path
