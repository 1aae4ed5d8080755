"""The place lexicons: what the loaders promise, and that no line is out of bounds."""

from __future__ import annotations

import polars as pl
import pytest

from pipeline.lexicon import places_load
from pipeline.lexicon.places_load import (
    PlaceLexiconError,
    load_capitals,
    load_class_words,
    load_countries,
    load_gazetteer,
    load_nationalities,
)
from pipeline.text.plain import plain


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("North Korea", "KP"),
        ("DPRK", "KP"),
        ("U.S.", "US"),
        ("Burma", "MM"),
        ("Côte d'Ivoire", None),
        ("Ivory Coast", "CI"),
        ("Holland", "NL"),
    ],
)
def test_countries(form: str, country: str | None) -> None:
    assert load_countries().filter(pl.col("form") == form)["country"].to_list() == ([country] if country else [])


def test_states_of_the_past_have_no_code() -> None:
    assert load_countries().filter(pl.col("form") == "USSR")["country"].to_list() == [None]


@pytest.mark.parametrize(
    ("term", "country", "role", "is_noun"),
    [
        ("North Korean", "KP", "adjective", False),
        ("Sino", "CN", "adjective", False),
        ("Russians", "RU", "people", False),
        ("Emirati", "AE", "adjective", False),
        ("U.S.", "US", "adjective", True),
        ("China", "CN", "noun", True),
    ],
)
def test_nationalities(term: str, country: str, role: str, is_noun: bool) -> None:
    rows = load_nationalities().filter((pl.col("term") == term) & (pl.col("role") == role))
    assert rows.select("country", "is_noun").rows() == [(country, is_noun)]


def test_capitals_have_a_country() -> None:
    assert load_capitals()["country"].null_count() == 0
    assert load_capitals().filter(pl.col("form") == "Kiev").select("capital", "country").rows() == [("Kyiv", "UA")]


def test_gazetteer_is_in_bounds() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.filter(~pl.col("latitude").is_between(-90, 90) | ~pl.col("longitude").is_between(-180, 180)).is_empty()
    assert gazetteer.filter(~pl.col("country").str.contains(r"^[A-Z]{2}$")).is_empty()
    assert gazetteer.filter(~pl.col("kind").is_in([*load_class_words()["kind"].unique().to_list(), "country"])).is_empty()
    assert gazetteer.filter(pl.struct("term", "place_id").is_duplicated()).is_empty()
    assert gazetteer["term"].n_unique() > 50_000


def test_each_id_is_one_place() -> None:
    each = load_gazetteer().group_by("place_id").agg(pl.col("kind").n_unique().alias("kinds"), pl.col("name").n_unique().alias("names"))
    assert each.filter((pl.col("kinds") > 1) | (pl.col("names") > 1)).sort("place_id").rows() == []


def test_terms_stand_as_in_the_working_copy() -> None:
    terms = load_gazetteer().select("term", plain(pl.col("term")).alias("plain"))
    assert terms.filter(pl.col("term") != pl.col("plain")).is_empty()


def test_a_bad_line_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("lexicon")
    (folder / "places").mkdir()
    (folder / "places" / "mine.csv").write_text(",".join(places_load.PLACE_COLUMNS) + "\nX,planet,KP,,,,strong,,,,\n")
    monkeypatch.setattr(places_load, "FOLDER", folder)
    monkeypatch.setattr(places_load, "PLACES", folder / "places")
    with pytest.raises(PlaceLexiconError, match=r"mine\.csv:2"):
        places_load._tables()
