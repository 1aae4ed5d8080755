"""Actors that the lexicon knows, and names that the text itself makes known. Each case is a text of our own."""

from __future__ import annotations

import polars as pl
import pytest

from pipeline.lexicon.actors_load import load_named_actors
from pipeline.mentions.actor import find_actors
from pipeline.mentions.place import find_places
from tests.mentions.batch import find_in_each
from tests.mentions.test_actor_newswire import Found, sentences_of

CASES: list[tuple[str, Found]] = [
    # rulers by surname: rare ones alone, common ones behind their office, and then alone
    ("In Iraq, President Bush waited. Bush left.", [("Bush", "person", "US"), ("Bush", "person", "US")]),
    ("Mulroney flew to Peru and met Papandreou.", [("Mulroney", "person", "CA"), ("Papandreou", "person", "GR")]),
    ("A bush fire burned near Carter Lake.", []),
    ("Chirac Vows Help\n\nIt rained.", [("Chirac", "person", "FR")]),
    # one surname, two bearers: the last one named
    ("Saddam Hussein left. Later King Hussein came, and Hussein spoke.",
     [("Saddam Hussein", "person", "IQ"), ("King Hussein", "person", "JO"), ("Hussein", "person", "JO")]),
    # movements, agencies, committees
    ("Frelimo fought RENAMO-held towns.", [("Frelimo", "government", "MZ"), ("RENAMO", "organisation", "MZ")]),
    ("Peru waits for its anti-drug agency Zenak. Zenak said no.",
     [("Zenak", "government", "PE"), ("Zenak", "government", "PE")]),
    ("The Chilean navy's base is old.", [("Chilean navy", "government", "CL")]),
    ("Customs and local governments in Ghana found it.", [("Customs", "government", "GH"), ("local governments", "government", "GH")]),
    ("KYIV, May 4 - Poland pays Ukraine, said envoys. Ukraine was sorry that Poland left, Foreign Ministry spokesman Ivan Bondar said.",
     [("Foreign Ministry", "government", "UA"), ("Ivan Bondar", "person", "UA")]),
    # outlets
    ("Danish public radio said it. They crossed the Atlantic.", [("Danish public radio", "media", "DK")]),
    ("It was in the trade newsletter Cargolane.", [("Cargolane", "media", None)]),
    # firms: in lists, in headlines of capitals, seated elsewhere, brands of goods, weapons, ships
    ("The mills were Bright Looms, Dark Looms, Old Looms and Red Cloth.",
     [("Bright Looms", "company", None), ("Dark Looms", "company", None), ("Old Looms", "company", None), ("Red Cloth", "company", None)]),
    ("It sold more than Nokia, Ericsson and LG.",
     [("Nokia", "company", "FI"), ("Ericsson", "company", "SE"), ("LG", "company", "KR")]),
    ("REDFERN CHILE BUYS ORE\n\nIt rained, <Redfern Chile Ltd> said.",
     [("REDFERN CHILE", "company", "CL"), ("Redfern Chile Ltd", "company", "CL")]),
    ("The US-registered Greek Turkish Coal Oil Corporation (GTCOC) paid.",
     [("Greek Turkish Coal Oil Corporation", "company", "US"), ("GTCOC", "company", "US")]),
    ("He bought two Mitsubishi small cars.", []),
    ("They sent a Long Range Air Defence (LRAD) unit.", []),
    ("A second oil tanker, the sanctioned Pavel Orlov, sank.", []),
    # persons of any name
    ('"It rains," Ulle Brannig of Norway, a delegate in Peru, said. "It pours," said Brannig.',
     [("Ulle Brannig", "person", "NO"), ("Brannig", "person", "NO")]),
    ("The site's Will Carver said so. Will Ghana pay?", [("Will Carver", "person", None)]),
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, pl.DataFrame]:
    return find_in_each(find_actors, [text for text, _ in CASES])


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_actors(found: dict[str, pl.DataFrame], text: str, expected: Found) -> None:
    assert found[text].select("surface", "kind", "country").rows() == expected


def test_towns_tell_what_a_document_is_about() -> None:
    sentences, documents = sentences_of(
        "Ships for Indonesia wait in Darwin, Melbourne, Adelaide and Brisbane. Roads to Perth are closed. The Health Department sprayed."
    )
    places = find_places(sentences, documents)
    told = [find_actors(sentences, documents, seen).select("surface", "country").rows() for seen in (places, None)]
    assert told == [[("Health Department", "AU")], [("Health Department", "ID")]]


def test_a_surname_of_rulers_of_two_countries_is_no_name_of_its_own() -> None:
    named = load_named_actors()
    both = named.filter(named["term"].is_in(["Bush", "Mitterrand", "Hussein", "Smith", "Muscat"]), named["kind"] == "person")
    assert both.select("term", "is_weak").sort("term").rows() == [("Bush", True), ("Mitterrand", False)]
