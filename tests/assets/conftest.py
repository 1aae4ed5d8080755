"""Folders with blanks in their names, an extraction that costs nothing, and one run of the flow without Dagster."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from assets import extracts, staging
from assets.folders import Folders
from assets.listing import take_listing
from assets.parquet import write
from assets.run import prepare_home
from pipeline.schema import CANDIDATES, DATES, FLOWS, PROVENANCE, ROUTES, SPAN, empty

Frames = dict[str, pl.DataFrame]
NOTE = "Seoul, March 9, 2025. Traders in Dandong sent 20 tons of wheat flour by rail to Sinuiju in February 2025."
OTHER = "Vladivostok, April 2, 2024. Russia shipped 3,000 tons of diesel to North Korea through the port of Rajin."
_clock = iter(range(1_700_000_000, 1_800_000_000))


def put(path: Path, text: str | bytes) -> Path:
    """Write a file with a time of change of its own, for the clock of a fast disk may stand still between two writes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    now = next(_clock)
    os.utime(path, (now, now))
    return path


def first_words(documents: pl.DataFrame) -> Frames:
    """An extraction of one sentence and one actor for each document: its first word. Actors with one first letter have one id; a thing
    of a dimension belongs to its document."""
    span = documents.select(
        "document_id",
        sentence_id=pl.col("document_id") + ":0",
        start_char=pl.lit(0, pl.Int64),
        end_char=pl.col("text").str.split(" ").list.first().str.len_chars().cast(pl.Int64),
        surface=pl.col("text").str.split(" ").list.first(),
    )
    letter = pl.col("surface").str.slice(0, 1).str.to_lowercase()
    actors = span.select(
        *SPAN, actor_id="xx/group/" + letter, rule=pl.lit("first_word"), lexicon=pl.lit(None, pl.String), confidence=pl.lit(0.5)
    )
    whole = documents.with_columns(sentence_id=pl.col("document_id") + ":0", end_char=pl.col("text").str.len_chars().cast(pl.Int64))
    sentences = whole.select(
        *["document_id", "sentence_id"],
        sentence_number=pl.lit(0, pl.Int64),
        start_char=pl.lit(0, pl.Int64),
        end_char="end_char",
        zone=pl.lit("body"),
        text="text",
    )
    dimension = actors.select("document_id", "actor_id", name="surface", kind=pl.lit("group"), country=pl.lit(None, pl.String))
    good = {"good_id": pl.String, "origin_country": pl.String, "quantity_low": pl.Float64, "quantity_high": pl.Float64, "unit": pl.String}
    money = {"amount_low": pl.Float64, "amount_high": pl.Float64, "currency": pl.String, "is_approximate": pl.Boolean}
    texts = dict.fromkeys(("name", "kind", "country", "hs_chapter", "hs_heading", "category"), pl.String)
    return {
        "sentences": sentences,
        "fact_actors": actors,
        "dim_actors": dimension,
        "fact_trade_goods": empty({**SPAN, **good, **money, **PROVENANCE}),
        "fact_places": empty({**SPAN, "place_id": pl.String, **PROVENANCE}),
        "fact_dates": empty(DATES),
        "fact_routes": empty(ROUTES),
        "fact_trade_flows": empty(FLOWS),
        "unknown_terms": empty(CANDIDATES),
        "dim_goods": empty(
            {
                "document_id": pl.String,
                "good_id": pl.String,
                **{name: texts[name] for name in ("name", "hs_chapter", "hs_heading", "category")},
            }
        ),
        "dim_places": empty(
            {
                "document_id": pl.String,
                "place_id": pl.String,
                **{name: texts[name] for name in ("name", "kind", "country")},
                "latitude": pl.Float64,
                "longitude": pl.Float64,
            }
        ),
    }


def run_plain(folders: Folders) -> Frames:
    """The tables of a run, by the functions that the assets call in their order; documents without where they are kept."""
    listing = take_listing(folders).collect()
    write(listing, folders.table("raw_files"))
    live = staging.stage_new(folders, listing)
    documents = staging.scan_documents(folders, live).collect()
    quarantine = staging.scan_quarantine(folders, live)
    tables = extracts.scan_tables(folders, extracts.extract_new(folders, documents))
    accounted = staging.accounted_files(listing.lazy(), quarantine)
    found = {"documents": documents.drop("part").lazy(), "quarantine": quarantine, "accounted_files": accounted, **tables}
    return {name: frame.collect().sort(pl.all()) for name, frame in found.items()}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path / "raw texts", tmp_path / "it's here" / "tumen.duckdb", tmp_path / "the state")
    made.raw.mkdir()
    return made


@pytest.fixture
def read_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Extraction by `first_words`; the texts that it was given, in order."""
    seen: list[str] = []

    def extract(documents: pl.DataFrame) -> Frames:
        seen.extend(documents["text"])
        return first_words(documents)

    monkeypatch.setattr(extracts, "extract_apart", extract)
    return seen


@pytest.fixture(scope="session")
def dagster_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance of Dagster that was opened once: making one takes longer than a run."""
    home = tmp_path_factory.mktemp("instance") / "dagster"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", "")
        prepare_home(home)
    return home


@pytest.fixture
def command(
    folders: Folders, dagster_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run a command line with the folders of the test: exit status, standard output, standard error."""
    from assets.cli import main

    monkeypatch.setenv("DAGSTER_HOME", "")
    shutil.copytree(dagster_home, folders.home)
    for name in ("raw", "warehouse", "state"):
        monkeypatch.setenv(f"TUMEN_{name.upper()}", str(getattr(folders, name)))

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run
