"""Actors of newswires: datelines, headlines in capitals, offices, trades, firms by shape. Each case is a text of our own."""

from __future__ import annotations

import polars as pl
import pytest

from pipeline.lexicon.load import load_furniture
from pipeline.mentions.actor import find_actors
from pipeline.mentions.actor_dateline import find_datelines
from pipeline.text.sentences import split_sentences
from tests.mentions.batch import find_in_each

Found = list[tuple[str, str, str | None]]

CASES: list[tuple[str, Found]] = [
    # a report's own country, where the text names it: offices, ministries, trades
    ("HARARE, May 4 - Zimbabwe sold maize, said energy minister Tendai Moyo.", [("Tendai Moyo", "person", "ZW")]),
    ("LIMA, May 4 - Peru sold fish, Minister of Fish and Ports Juan Torres Lima said. Torres left.",
     [("Juan Torres Lima", "person", "PE"), ("Torres", "person", "PE")]),
    ("OSLO, May 4 - Norway sold cod to Chile, exporters said.", [("exporters", "group", "NO")]),
    ("OSLO, May 4 - Norway sold cod to Chile, the fisheries ministry said.", [("fisheries ministry", "government", "NO")]),
    ("LONDON, May 4 - Chile sold copper, traders said. Traders here wait.", [("traders", "group", None), ("Traders", "group", "GB")]),
    # a state body is that of the subject, not of those it trades with
    ("Ghana will buy rice from Vietnam, and the government will pay.", [("government", "government", "GH")]),
    ("The Chadian police said so. They fled to Niger. Authorities there sent them back.",
     [("Chadian police", "government", "TD"), ("Authorities", "government", "NE")]),
    ("The German and Austrian governments met.", [("German and Austrian governments", "government", "DE")]),
    ("Finland waits. A Swedish trade ministry official called.", [("Swedish trade ministry", "government", "SE")]),
    ("Kenyan forces crossed the river.", [("Kenyan forces", "government", "KE")]),
    ("European authorities and the World Tin Council met in Peru.",
     [("authorities", "government", None), ("World Tin Council", "organisation", None)]),
    # headlines in capitals
    ("KENYA TEA BROKERS FEAR LOSSES\n\nPrices fell.", [("KENYA TEA BROKERS", "group", "KE")]),
    ("CHILE FIGHTS RICE, TRADERS SAY\n\nPrices fell in Chile.", [("TRADERS", "group", "CL")]),
    # one of a trade, but not what a country is
    ("One tea broker left. The wool supplier stayed.", [("tea broker", "group", None), ("wool supplier", "group", None)]),
    ("Chile is a copper supplier and Peru, a zinc producer, is not.", []),
    ("Sugar operators wait. Some operators left.", [("Sugar operators", "group", None), ("operators", "group", None)]),
    ("Broking houses and shipping agents waited.", [("Broking houses", "group", None), ("shipping agents", "group", None)]),
    # firms by shape
    ("<Brown Coals Ltd> of Canada waited.", [("Brown Coals Ltd", "company", "CA")]),
    ("The Lima-based Andean Salt Corp paid.", [("Andean Salt Corp", "company", "PE")]),
    ("Companhia Nova de Papel bought it.", [("Companhia Nova de Papel", "company", None)]),
    ("The Ukrainian state-owned Soltrans company paid, said its head.", [("Soltrans", "company", "UA")]),
    ("Fiji Sugar Corp paid.", [("Fiji Sugar Corp", "company", "FJ")]),
    ("Ugandan Railways said no.", [("Ugandan Railways", "company", "UG")]),
    ("Zinc came from Redfern Metal Works Ltd, he said. Redfern has more.",
     [("Redfern Metal Works Ltd", "company", None), ("Redfern", "company", None)]),
    ("Compania Sal y Pesca S.A. (COSALPE) sold it. COSALPE left.",
     [("Compania Sal y Pesca S.A.", "company", None), ("COSALPE", "company", None), ("COSALPE", "company", None)]),
    ("He drove a Toyota Starlet.", []),
    ("The Blue Otter, a bulk carrier, sank.", []),
    # outlets
    ("The Times of Gambia wrote it. The Times was right.", [("Times of Gambia", "media", "GM"), ("Times", "media", "GM")]),
    ("The Australian dollar fell.", []),
    # persons
    ("Trade Minister Wang Li Ming spoke in Beijing. Wang left China.", [("Wang Li Ming", "person", "CN"), ("Wang", "person", "CN")]),
    ('"It rains," said Helga Vries. "It pours," Helga added.', [("Helga Vries", "person", None), ("Helga", "person", None)]),
    ("The Greek premier's son, Nikos Papas, owns it.", [("Nikos Papas", "person", "GR")]),
    ("EC commissioner Pieter Maes met France.", [("Pieter Maes", "person", None)]),
    ("Peru fell because of what spokeswoman Anna Field said.", [("Anna Field", "person", None)]),
    ("Governor-General Sir Peter Lowe left Fiji on Fiji Day.", [("Peter Lowe", "person", "FJ")]),
]  # fmt: skip

DATELINES = [
    ("NAIROBI, April 3 - Tea.", "KE"),
    ("NINGBO, China, March 20 - Coal.", "CN"),
    ("Ouagadougou, Dec 20, 2017 (AFP) - Rice.", "BF"),
    ("KIEV (Agency) - Grain.", "UA"),
    ("PUBLISHED: now.", None),
    ("Coal - the black stone.", None),
]


def sentences_of(text: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    documents = pl.DataFrame({"document_id": ["d"], "title": [None], "text": [text]}, schema_overrides={"title": pl.String})
    return split_sentences(documents, load_furniture()), documents


@pytest.fixture(scope="module")
def found() -> dict[str, pl.DataFrame]:
    return find_in_each(find_actors, [text for text, _ in CASES])


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_actors_of_a_report(found: dict[str, pl.DataFrame], text: str, expected: Found) -> None:
    assert found[text].select("surface", "kind", "country").rows() == expected


@pytest.mark.parametrize(("text", "country"), DATELINES, ids=[text[:20] for text, _ in DATELINES])
def test_dateline(text: str, country: str | None) -> None:
    found = find_datelines(sentences_of(text)[0])["dateline_country"].to_list()
    assert found == ([country] if country else [])
