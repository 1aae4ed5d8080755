"""Flows whose sides, goods or status stand outside the phrase of the trade word: before it, in a list, in the document."""

from __future__ import annotations

import polars as pl
import pytest

from tests.facts.reading import flows, read

R, P, Q, B = "reported", "planned", "requested", "blocked"
CASES: dict[str, tuple[str, set[tuple[str, str, str, str]]]] = {
    # goods told before
    "they were shipped": (
        "Denmark exports butter to Chile. It is shipped from Aarhus to Valparaiso.",
        {("butter", "DK", "CL", R)},
    ),
    "sends them on": (
        "Denmark exports butter to Chile. Traders send it on to Peru.",
        {("butter", "DK", "CL", R), ("butter", "DK", "PE", R)},
    ),
    "included in the shipments": (
        "Laos imported 300 tonnes of goods from Peru, with most of those imports being machinery and vehicles.",
        {("*", "PE", "LA", R), ("machinery", "PE", "LA", R), ("vehicles", "PE", "LA", R)},
    ),
    # a direction without a trade word
    "from one end to the other": ("Maize from Nantes to Egypt was fixed at 15 dollars a tonne.", {("Maize", "FR", "EG", R)}),
    "covered from, to": ("Some wheat was covered from Argentina to Sri Lanka.", {("wheat", "AR", "LK", R)}),
    # partners
    "suppliers named": (
        "Poland imports coffee. Its main suppliers of coffee are Vietnam and Brazil.",
        {("coffee", "XX", "PL", R), ("coffee", "VN", "PL", R), ("coffee", "BR", "PL", R)},
    ),
    "each destination its own goods": (
        "French cereal exports fell. Main destinations were Chile with 158,109 tonnes of barley, Kenya 147,214 of wheat and Algeria "
        "41,000 of maize.",
        {("cereal", "FR", "XX", R), ("barley", "FR", "CL", R), ("wheat", "FR", "KE", R), ("maize", "FR", "DZ", R)},
    ),
    "destinations as follows": (
        "Argentine beef exports rose. Main destinations for the beef were as follows, in tonnes: EC 5,500, Brazil 5,200 (unavailable) and "
        "Israel 3,700 (3,000).",
        {("beef", "AR", "XX", R), ("beef", "AR", "BR", R), ("beef", "AR", "IL", R)},
    ),
    "share of imports": ("Peru accounted for two thirds of Norway's imports of fishmeal.", {("fishmeal", "PE", "NO", R)}),
    "share of exports": ("Norway makes up nearly all of Peru's exports of fishmeal.", {("fishmeal", "PE", "NO", R)}),
    "what imports are": ("India's main imports from Peru are gold and copper.", {("gold", "PE", "IN", R), ("copper", "PE", "IN", R)}),
    "hit by is no equation": ("Cuba's exports were hit by a rice shortage.", set()),
    "largest exporter of the world": ("Indonesia is the world's biggest exporter of palm oil.", {("palm oil", "ID", "XX", R)}),
    "contract with, for": ("Japan signed a contract with Oman for 480,000 tonnes of crude oil.", {("crude oil", "OM", "JP", P)}),
    "sales contract": ("Oman signed a sales contract with Japan for 480,000 tonnes of crude oil.", {("crude oil", "OM", "JP", P)}),
    "relies on, for": ("Ukraine imports salt. It relies on Turkey for salt.", {("salt", "XX", "UA", R), ("salt", "TR", "UA", R)}),
    "turns to, for": ("Cuba imports oil. It has turned to Angola for oil.", {("oil", "XX", "CU", R), ("oil", "AO", "CU", Q)}),
    "orders from": ("Vietnam exports rice. Mills received orders from Chile for rice.", {("rice", "VN", "XX", R), ("rice", "XX", "CL", Q)}),
    "customs data of the partner": (
        "Thai customs data show that in 2022 Laos imported 56,000 tonnes of flour.",
        {("flour", "TH", "LA", R)},
    ),
    "supertankers are shipping": (
        "Kenya imports oil. Supertankers are shipping Omani crude oil to Kenya.",
        {("oil", "XX", "KE", R), ("crude oil", "OM", "KE", R)},
    ),
    "imports come from": ("Half of Kenya's rice imports come from Vietnam and Peru.", {("rice", "VN", "KE", R), ("rice", "PE", "KE", R)}),
    "with a bloc": ("Peru exports tin. Kenya met Peru. Trade between the European Union and Peru grew.", {("tin", "PE", "XX", R)}),
    "ban lifted": (
        "Peru exports grapes. Peru lifted import bans on foreign cars.",
        {("grapes", "PE", "XX", R), ("foreign cars", "XX", "PE", R)},
    ),
    "held on the way": (
        "Ghana exports gold. Rough diamonds were blocked in Dubai.",
        {("gold", "GH", "XX", R), ("Rough diamonds", "XX", "AE", B)},
    ),
    # who acts, and who only speaks or stops
    "gerund with its subject": ("French claims about Iran supplying drones to Sudan are not new.", {("drones", "IR", "SD", R)}),
    "a plan by": ("Chile slammed a plan by Peru to ship cement to Cuba.", {("cement", "PE", "CU", P)}),
    "vessels helping to ship": ("Spain sanctioned tankers helping to ship Omani oil to Kenya.", {("oil", "OM", "KE", R)}),
    "from attacks": ("Oman exports oil. It protects its oil exports from Iraqi air attacks.", {("oil", "OM", "XX", R)}),
    "any country that": ("Belgium threatened any country that supplies Cuba with oil. Exports fell.", {("oil", "XX", "CU", R)}),
    "sanctioned by is no side": ("The Japan-sanctioned tanker delivered Omani oil to Kenya.", {("oil", "OM", "KE", R)}),
    "flag of the carrier": ("Norwegian tankers exported oil from Gabon to Spain.", {("oil", "GA", "ES", R)}),
    "who confirms does not send": ("Iran has confirmed that a consignment of wheat landed in Angola.", {("wheat", "IR", "AO", R)}),
    "dateline": ("RUWEISHID, Jordan -- Iraq is still buying rice from Vietnam.", {("rice", "VN", "IQ", R)}),
    "year before the subject": ("In 2022 Laos imported flour from Peru.", {("flour", "PE", "LA", R)}),
    "money after the verb": ("Laos imports $1bn of coal a year from Peru.", {("coal", "PE", "LA", R)}),
    "seized by customs": (
        "Customs in Kenya seized 300 tonnes of sugar smuggled from Somalia.",
        {("sugar", "SO", "KE", B), ("sugar", "SO", "KE", R)},
    ),
    "got from": ("Chile gets half of its medicines from India.", {("medicines", "IN", "CL", R)}),
    "got at home": ("Chile gets half of its medicines from Chile.", set()),
    "returned for money": (
        "Iran trades with Peru. Iran provided Peru with cash in return for tractors.",
        {("*", "IR", "PE", R), ("*", "PE", "IR", R), ("tractors", "PE", "IR", R)},
    ),
    "not allowed": ("Cuba won't be allowed to import crude oil from Gabon.", {("crude oil", "GA", "CU", B)}),
    "from the sea": ("Brazil's imports of fertiliser from the Baltic Sea rose.", {("fertiliser", "XX", "BR", R)}),
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return read({name: text for name, (text, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_flows_across_phrases(tables: dict[str, pl.DataFrame], name: str) -> None:
    assert flows(tables, name) == CASES[name][1]


def test_flows_and_routes_lie_in_their_sentence() -> None:
    told = {
        "destinations": "Peruvian coffee exports rose in May. Main destinations were Japan with 300 tonnes of beans, Spain 200 of cocoa.",
        "given": "Rain fell in May. Peru signed a contract to buy up to 500 tons of tin from Bolivia in exchange for Peruvian goods.",
        "more": "Ghana exported 900 tonnes of cocoa last year. It has commitments to export another 300 tonnes this year.",
    }
    tables = read(told)
    lines = tables["sentences"].select("sentence_id", first="start_char", last="end_char")
    assert {name for name in told if flows(tables, name)} == set(told)
    for table in ("fact_trade_flows", "fact_routes"):
        placed = tables[table].join(lines, on="sentence_id")
        assert placed.filter((pl.col("start_char") < pl.col("first")) | (pl.col("end_char") > pl.col("last"))).is_empty()
