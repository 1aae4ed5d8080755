"""The readings that lost, and what the sides of a flow rest on."""

from __future__ import annotations

import polars as pl
import pytest

from pipeline.extract import extract
from pipeline.runners_up import RUNNERS_UP, find_runners_up, find_sides
from pipeline.schema import DOCUMENTS, conform
from pipeline.text.rivals import tell, watch


def documents(text: str, language: str = "en") -> pl.DataFrame:
    return conform(pl.DataFrame([{"document_id": "d", "source_file": "", "text": text, "language": language}]), DOCUMENTS)


def lost(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return find_runners_up(documents(text)).select("winner", "kind", "name", "country").rows()


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Tea came to Odessa from Kenya.", ("Odessa", "place", "Odessa", "US")),
        ("Tea came to Georgia from Kenya.", ("Georgia", "place", "Georgia", "US")),
        ("Kenya imported palm oil.", ("palm oil", "good", "crude oil", None)),
        ("The Bank of China bought tea from Kenya.", ("Bank of China", "place", "China", "CN")),
    ],
)
def test_readings_that_lost(text: str, reading: tuple[str, str, str | None, str | None]) -> None:
    assert reading in lost(text)


def test_a_reading_of_a_place_has_its_weight_beside_that_of_the_winner() -> None:
    row = find_runners_up(documents("Tea came to Odessa from Kenya.")).row(0, named=True)
    assert 0 < row["score"] < row["winner_score"]
    assert row["lexicon"].startswith("geonames:")


def test_nothing_is_said_of_what_nothing_rivals() -> None:
    found = find_runners_up(documents("Tea was sold."))
    assert found.is_empty()
    assert found.schema == RUNNERS_UP
    assert find_runners_up(documents("Tee kam aus Odessa.", "de")).is_empty()


def test_watching_changes_no_fact() -> None:
    text = documents("Palm oil came to Odessa and Georgia from Kenya. The Bank of China bought tea.")
    before = extract(text)
    with watch() as choices:
        during = extract(text)
    assert choices
    assert all(before[name].equals(during[name]) for name in before)
    tell(pl.DataFrame(), pl.DataFrame())  # nobody watches any more
    assert not any(candidates.is_empty() and not candidates.width for candidates, _ in choices)


@pytest.mark.parametrize(
    ("text", "exporter", "importer"),
    [
        ("Kenya exported tea to Pakistan.", "clause: Kenya", "clause: Pakistan"),
        ("Kenyan traders sold tea to Pakistan.", "clause: Kenyan traders", "clause: Pakistan"),
        ("Imports of Ugandan sugar remain banned.", "origin of the good", "open"),
        ("Kenya and Pakistan signed a deal on trade. Pakistan praised Kenya. Kenya exported tea.", "clause: Kenya", "rest of the document"),
    ],
)
def test_what_the_sides_of_a_flow_rest_on(text: str, exporter: str, importer: str) -> None:
    row = find_sides(documents(text))[0][-1]
    assert (row["exporter_from"], row["importer_from"]) == (exporter, importer)


def test_answers_to_an_open_side_have_shares_and_signs() -> None:
    _, answers = find_sides(documents("Kenya exports tea to Uganda. Uganda and Kenya met. Shipments of tea from Kenya rose."))
    assert {row["word"] for row in answers} == {"shipments"}
    assert sum(row["share"] for row in answers) == pytest.approx(1)
    assert {row["corridor"] for row in answers} == {None, ("KE", None), ("KE", "UG")}
    told = [row for row in answers if row["is_told"]]
    assert [row["corridor"] for row in told] == [("KE", "UG")]
    assert dict(told[0]["signs"])["told"] > 0
    assert abs(told[0]["signs"][0][1]) >= abs(told[0]["signs"][-1][1])
