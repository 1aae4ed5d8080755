"""What a sentence says of a way: places passed, means of transport, carriers that move, bridges and lines."""

from __future__ import annotations

import polars as pl
import pytest

from tests.facts.reading import read, routes

Route = tuple[str, str, str, str, tuple[str, ...]]
CASES: dict[str, tuple[str, set[Route]]] = {
    "port of departure and arrival": (
        "Iron ore was shipped from the port of Dampier in Australia to Qingdao in China.",
        {("AU", "CN", "sea", "open", ("Dampier", "Qingdao"))},
    ),
    "by rail through a town": (
        "Kazakhstan exports wheat to Iran by rail through Sarakhs.",
        {("KZ", "IR", "rail", "open", ("Sarakhs",))},
    ),
    "means alone": ("Mongolia exports coal to China by truck.", {("MN", "CN", "road", "open", ())}),
    "several means": (
        "Fruit is carried from Laos to Vietnam by truck and train.",
        {("LA", "VN", "road", "open", ()), ("LA", "VN", "rail", "open", ())},
    ),
    "planned": ("Suriname plans to ship rice from Paramaribo to Cuba.", {("SR", "CU", "", "planned", ("Paramaribo",))}),
    "closed": ("Shipments of cement from Haiphong to Laos were suspended.", {("VN", "LA", "", "closed", ("Haiphong",))}),
    "carrier between ports": (
        "The tanker sailed from Novorossiysk and arrived at Mersin on Friday.",
        {("RU", "TR", "sea", "open", ("Novorossiysk", "Mersin"))},
    ),
    "carrier that waits": (
        "Trucks are lining up at Torkham, waiting to cross into Afghanistan.",
        {("PK", "AF", "road", "open", ("Torkham",))},
    ),
    "railway between two towns": (
        "The Budapest-Belgrade railway was opened in June.",
        {("HU", "RS", "rail", "open", ("Budapest", "Belgrade")), ("RS", "HU", "rail", "open", ("Budapest", "Belgrade"))},
    ),
    "line between two countries": (
        "Train services between Kenya and Tanzania will resume in May.",
        {("KE", "TZ", "rail", "planned", ()), ("TZ", "KE", "rail", "planned", ())},
    ),
    "named bridge": (
        "The New Yalu River Bridge has yet to open.",
        {("CN", "KP", "", "closed", ("New Yalu River Bridge",)), ("KP", "CN", "", "closed", ("New Yalu River Bridge",))},
    ),
    "on to one port, then to another": (
        "The freighter continued on to Aqaba, Jordan, and then docked in Yemen.",
        {("JO", "YE", "sea", "open", ("Aqaba",))},
    ),
    "trains over a border river": (
        "Trains began to run over the Amur River again.",
        {("CN", "RU", "rail", "open", ("Amur River",)), ("RU", "CN", "rail", "open", ("Amur River",))},
    ),
    "bound for the ports of a country": ("Neutral ships headed to Peruvian ports again.", {("XX", "PE", "sea", "open", ())}),
    "shipments between two places": (
        "There were regular shipments between Chile's Arica and the port of Callao in Peru.",
        {("CL", "PE", "sea", "open", ("Arica", "Callao")), ("PE", "CL", "sea", "open", ("Arica", "Callao"))},
    ),
    "joined with a port": (
        "The railway links Zambia to the Angolan port of Lobito.",
        {("ZM", "AO", "rail", "open", ("Lobito",)), ("AO", "ZM", "rail", "open", ("Lobito",))},
    ),
    "reaches a port named with its kind": (
        "Tea reaches the port of Mombasa in Kenya from Uganda by rail.",
        {("UG", "KE", "rail", "open", ("Mombasa",))},
    ),
    "goods in boxes": ("Peru exports tin. The boxes are trucked through Syria to Jordan.", {("XX", "JO", "road", "open", ())}),
    "containers brought": (
        "Freighters have brought thousands of containers to Vostochny from Rajin.",
        {("KP", "RU", "sea", "open", ("Vostochny", "Rajin"))},
    ),
    "a stop on the way": ("The ship made an unplanned stop in Beirut.", {("XX", "LB", "sea", "open", ("Beirut",))}),
    "on board, at sea": (
        "A tanker carrying Omani crude oil has been circling in the Gulf of Mexico. Peru exports tin.",
        {("OM", "XX", "sea", "open", ("Gulf of Mexico",))},
    ),
    "unloaded abroad": (
        "Coal from Mongolia is unloaded at the Chinese border town of Erenhot.",
        {("MN", "CN", "", "open", ("Erenhot",))},
    ),
    "planned before the carrier is named": (
        "The pact would protect neutral ships headed to Peruvian ports.",
        {("XX", "PE", "sea", "open", ())},
    ),
    "pipeline by name": (
        "Blue Stream is planned to run from Russia across the Black Sea to Turkey.",
        {("RU", "TR", "pipeline", "planned", ("Black Sea",))},
    ),
    "pipeline that carries": (
        "They signed a deal on a pipeline that would carry Turkmen gas to Pakistan.",
        {("TM", "PK", "pipeline", "planned", ())},
    ),
    "open side among several countries": (
        "Ghana, Togo, Benin and Niger met in May. Togo exported cement by rail.",
        {("TG", "XX", "rail", "open", ())},
    ),
    "found in shops": ("Turkish biscuits are found in shops in Erbil.", set()),
    "capital as the state": ("Bolivia sold gas to Buenos Aires.", set()),
    "where a good is only made": ("Farmers grow coffee in Da Lat.", set()),
    "a plane that is a ware": ("Poland bought transport planes from Spain.", set()),
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return read({name: text for name, (text, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_routes_of_a_sentence(tables: dict[str, pl.DataFrame], name: str) -> None:
    found = {(*route[:4], tuple(sorted(route[4]))) for route in routes(tables, name)}
    assert found == {(*route[:4], tuple(sorted(route[4]))) for route in CASES[name][1]}


def test_a_flow_knows_its_route(tables: dict[str, pl.DataFrame]) -> None:
    flow = tables["fact_trade_flows"].filter(pl.col("document_id") == "by rail through a town")
    route = tables["fact_routes"].filter(pl.col("document_id") == "by rail through a town")
    assert flow["route_id"].to_list() == route["route_id"].to_list()


def test_countries_left_passed_and_reached_are_on_the_way() -> None:
    tables = read({"line": "A pipeline runs from Russia through Turkey and on to Bulgaria."})
    names = dict(tables["dim_places"].select("place_id", "name").iter_rows())
    assert [names[place] for place in tables["fact_routes"]["via_place_ids"][0]] == ["Russia", "Turkey", "Bulgaria"]
