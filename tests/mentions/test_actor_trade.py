"""Firms at work, their seats, ships and persons: each case is a text of our own and the actors in it, as (surface, kind, country)."""

from __future__ import annotations

import polars as pl
import pytest

from pipeline.mentions.actor import find_actors
from tests.mentions.batch import find_in_each

Found = list[tuple[str, str, str | None]]

CASES: list[tuple[str, Found]] = [
    # firms by what they do, make, own and bear; once shown, every mention counts, also one before
    ("Zelvar makes no comment. The valves, which Norway needs, were made by Zelvar.", [("Zelvar", "company", None)] * 2),
    ("Pumps built by KMT-iForge and q-lume went south.", [("KMT-iForge", "company", None), ("q-lume", "company", None)]),
    ("The Dorvex-made boilers rusted.", [("Dorvex", "company", None)]),
    ("They closed Dorvex's refinery, said the mayor.", [("Dorvex", "company", None)]),
    ("Last year Dorvex shipped 40 tons of zinc.", [("Dorvex", "company", None)]),
    ("Two firms - Dorvex and Zelvar - sell it.", [("Dorvex", "company", None), ("Zelvar", "company", None)]),
    ("The berth is run by Dorvex and Zelvar.", [("Dorvex", "company", None), ("Zelvar", "company", None)]),
    ("Sugar went to trading house Dorvex for 50 rupees.", [("Dorvex", "company", None)]),
    # no firms: places, nationalities, words that open a sentence, goods, persons, works
    ("The wheat was exported by Canada and by Rostov.", []),
    ("Separately, boats were built. Soybean sales rose.", []),
    ("Ivan Dorvin, a welder, left. Dorvin's refinery closed.", [("Ivan Dorvin", "person", None), ("Dorvin", "person", None)]),
    ("The project, known as the Blue Valley Corridor, was planned.", []),
    # short forms without the legal form, and two words where the first is a place
    ("Tuvra Group Ltd Sti sold it. Tuvra's chairman agreed.", [("Tuvra Group Ltd Sti", "company", "TR"), ("Tuvra", "company", "TR")]),
    (
        "Wuhan Bright Star Metal Co., Ltd paid. Wuhan Bright then left.",
        [("Wuhan Bright Star Metal Co., Ltd", "company", "CN"), ("Wuhan Bright", "company", "CN")],
    ),
    (
        "West Coast Railways and Lowland Railways lost money.",
        [("West Coast Railways", "company", None), ("Lowland Railways", "company", None)],
    ),
    # an acronym that the text introduces beats the one of the lexicon
    ("Coastal Paper Corp (CPC) grew. Then the CPC shrank.", [("Coastal Paper Corp", "company", None)] + [("CPC", "company", None)] * 2),
    # seats: adjectives and appositions on either side, towns, legal forms; told once, known everywhere
    ("Its partner is a Turkish company, Tuvra Metal.", [("Tuvra Metal", "company", "TR")]),
    ("It bought from Macau-registered Tuvra Metal Ltd today.", [("Tuvra Metal Ltd", "company", "MO")]),
    ("Tuvra Metal Ltd, a Lisbon-based dealer, closed.", [("Tuvra Metal Ltd", "company", "PT")]),
    ("Tuvra Metal Ltd closed. Tuvra Metal Ltd, based in Tallinn, was small.", [("Tuvra Metal Ltd", "company", "EE")] * 2),
    ("OOO Belmash traded. Dorvex Sdn Bhd traded.", [("OOO Belmash", "company", "RU"), ("Dorvex Sdn Bhd", "company", "MY")]),
    ("The Karachi-based trader paid.", [("trader", "group", "PK")]),
    # ships are nobody
    ("The freighter Li Wei Hai sank. The Li Wei Hai was old.", []),
    ("The bulk carriers Tuvra Star, Dorvex and Zelvar left. Dorvex shipped corn.", []),
    ("Gas carriers passed.", []),
    # persons by family name alone, by names of Japan and China in Western order, by kin and alias; capitals that are given names
    ("Grigorenko said the goods left. Grigorenko smiled.", [("Grigorenko", "person", None)] * 2),
    ("In Japan, Kenta Nakagawa paid.", [("Kenta Nakagawa", "person", "JP")]),
    ("His wife, Ilona Vedorsk, used the alias 'Anna Petz' then.", [("Ilona Vedorsk", "person", None), ("Anna Petz", "person", None)]),
    ("Commerce Minister Aung Than came.", [("Aung Than", "person", None)]),
    # bodies: of the owner, in small letters, regional
    ("Peru's Food and Drug Administration closed it.", [("Food and Drug Administration", "government", "PE")]),
    ("Chile's earthquake administration warned.", [("earthquake administration", "government", "CL")]),
    ("For this, Customs requires a letter, Georgia says.", [("Customs", "government", "GE")]),
    ("In Mali the junta imposes fees.", [("junta", "government", "ML")]),
    ("COMESA and SADC met.", [("COMESA", "organisation", None), ("SADC", "organisation", None)]),
    ("Vortexa data shows it, with figures of Kpler.", [("Vortexa", "company", None), ("Kpler", "company", None)]),
    # groups
    ("A Lebanese businessman told criminal networks.", [("Lebanese businessman", "group", "LB"), ("criminal networks", "group", "LB")]),
]


@pytest.fixture(scope="module")
def found() -> dict[str, pl.DataFrame]:
    return find_in_each(find_actors, [text for text, _ in CASES])


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_actors_of_trade(found: dict[str, pl.DataFrame], text: str, expected: Found) -> None:
    assert found[text].select("surface", "kind", "country").rows() == expected
