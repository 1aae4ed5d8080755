"""Actors: each case is a text of our own and the actors in it, as (surface, kind, country)."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pipeline.lexicon.actors_load import load_named_actors
from pipeline.lexicon.load import load_furniture
from pipeline.mentions.actor import find_actors
from pipeline.schema import ACTORS, SENTENCES, empty
from pipeline.text.sentences import split_sentences
from tests.mentions.batch import find_in_each

LEXICON = Path(__file__).parents[2] / "pipeline" / "lexicon"

CASES = [
    # names of the lexicon; a short form stands for the same body
    ("The World Food Programme halted aid, the WFP said.", [("World Food Programme", "government", None), ("WFP", "government", None)]),
    ("Rosneft sold the cargo to Sinopec, according to Interfax.",
     [("Rosneft", "company", "RU"), ("Sinopec", "company", "CN"), ("Interfax", "media", "RU")]),
    ("The Guardian wrote that a guardian of the port had left.", [("Guardian", "media", "GB")]),
    ("The apple harvest was poor and Apple pie is dear.", []),
    # organisations by shape, with the owner's country
    ("Chile's Ministry of Mining and Energy published the list.", [("Ministry of Mining and Energy", "government", "CL")]),
    ("The Peruvian Bureau of Fish Exports (BFE) closed. Later the BFE opened again.",
     [("Peruvian Bureau of Fish Exports", "government", "PE"), ("BFE", "government", "PE"), ("BFE", "government", "PE")]),
    ("The boilers came from the Wonsan Third Boiler Factory.", [("Wonsan Third Boiler Factory", "company", "KP")]),
    ("Grey Heron LLC (Russia) shipped it. Grey Heron denies this.",
     [("Grey Heron LLC", "company", "RU"), ("Grey Heron", "company", "RU")]),
    ("The Kenya Salt Board met; KSB officials left.", [("Kenya Salt Board", "government", "KE"), ("KSB", "government", "KE")]),
    ("Blue Anchor, a Danish shipping company, lost a vessel.", [("Blue Anchor", "company", "DK")]),
    ("It was reported by a website called Harbour Notes.", [("Harbour Notes", "organisation", None)]),
    ("The Mongolian embassy in Seoul was informed.", [("Mongolian embassy", "government", "MN")]),
    # state bodies by a common noun
    ("Chinese customs seized the boxes.", [("Chinese customs", "government", "CN")]),
    ("Chinese customs duties rose.", []),
    ("Peru fell behind and its navy refused to sail.", [("navy", "government", "PE")]),
    ("The navy blue coats were sold.", []),
    ("The Brazilian government issued government bonds.", [("Brazilian government", "government", "BR")]),
    ("The tax regime changed.", []),
    ("The Assad regime fell.", [("Assad regime", "government", "SY")]),
    ("Laos opened the road, the finance ministry said.", [("finance ministry", "government", "LA")]),
    ("Ghana Police took the boat, police said. Police officers slept.",
     [("Ghana Police", "government", "GH"), ("police", "government", "GH")]),
    ("The authorities in Dandong and the government of Laos met.",
     [("authorities", "government", "CN"), ("government", "government", "LA")]),
    # roles in trade
    ("Vietnamese coffee exporters met two rice dealers.",
     [("Vietnamese coffee exporters", "group", "VN"), ("rice dealers", "group", "VN")]),
    ("In Vietnam traders say little.", [("traders", "group", "VN")]),
    ("Chile is the largest copper exporter.", []),
    ("Cuban workers came. Many of the workers stayed.", [("Cuban workers", "group", "CU"), ("workers", "group", "CU")]),
    ("Workers and officials and experts and sources waited.", []),
    ("A merchant in Dandong counted coins.", [("merchant", "group", "CN")]),
    # persons
    ("South Korean President Park Soo-min and Mr Brown talked.", [("Park Soo-min", "person", "KR"), ("Brown", "person", None)]),
    ('"No," said Helen Marsh, a trade analyst. Marsh left.', [("Helen Marsh", "person", None), ("Marsh", "person", None)]),
    ("J.P. Ortega, head of the Chilean Salt Association, agreed.",
     [("J.P. Ortega", "person", "CL"), ("Chilean Salt Association", "organisation", "CL")]),
    ("U.S. Trade Secretary Anna Field spoke.", [("Anna Field", "person", "US")]),
    ("Secretary of State Peter Lowe agreed.", [("Peter Lowe", "person", None)]),
    ("The tanker Maria Bell sailed in March for Victoria Harbour.", []),
    ("Resolution 1718 and Operation Clean Harbour and Mount Paektu.", []),
    ("A deal on Liquefied Natural Gas (LNG) was signed; the LNG comes by ship.", []),
    # a place is no actor, also where the state is meant
    ("Beijing and Washington quarrel; China and Pyongyang trade.", []),
]  # fmt: skip


def actors(text: str) -> pl.DataFrame:
    documents = pl.DataFrame({"document_id": ["d"], "title": [None], "text": [text]}, schema_overrides={"title": pl.String})
    return find_actors(split_sentences(documents, load_furniture()), documents)


@pytest.fixture(scope="module")
def found() -> dict[str, pl.DataFrame]:
    return find_in_each(find_actors, [text for text, _ in CASES])


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_actors_of_a_text(found: dict[str, pl.DataFrame], text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found[text].select("surface", "kind", "country").rows() == expected


def test_aliases_lead_to_one_actor() -> None:
    found = actors("The Korean People's Army marched. The KPA returned. Kim Jong Un watched, and Mr Kim smiled.")
    assert found["actor_id"].unique(maintain_order=True).to_list() == ["kp/government/korean-peoples-army", "kp/person/kim-jong-un"]


def test_the_ministry_is_the_one_named_before() -> None:
    found = actors("India's Ministry of Steel raised duties. The ministry gave no reason.")
    assert found["actor_id"].to_list() == ["in/government/ministry-of-steel"] * 2


def test_offsets_point_into_the_text() -> None:
    text = "Le “ministère”: the Société Générale and Côte d’Ivoire’s government spoke to Reuters."
    for start, end, surface in actors(text).select("start_char", "end_char", "surface").rows():
        assert text[start:end] == surface


def test_every_row_names_its_line_of_the_lexicon() -> None:
    names = load_named_actors()
    line = names.filter(pl.col("term") == "Rosneft")["lexicon"].item()
    file, number = line.split(":")
    assert (LEXICON / file).read_text("utf-8").splitlines()[int(number) - 1].startswith("Rosneft,RU,")
    assert actors("Rosneft sold it.")["lexicon"].to_list() == [line]


def test_columns_and_empty_input() -> None:
    assert dict(actors("Nothing here.").schema) == dict(ACTORS)
    documents = pl.DataFrame(schema={"document_id": pl.String, "text": pl.String})
    assert find_actors(empty(SENTENCES), documents).is_empty()
