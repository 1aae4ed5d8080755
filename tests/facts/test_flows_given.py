"""Flows told by what becomes of goods: who is supplied with them, where they end up, whom they are for, what comes back for them."""

from __future__ import annotations

import polars as pl
import pytest

from tests.facts.reading import flows, read

R, P, Q, B = "reported", "planned", "requested", "blocked"
CASES: dict[str, tuple[str, set[tuple[str, str, str, str]]]] = {
    # who is supplied
    "supplied with, by": ("The Chadian army was supplied with diesel by Libya.", {("diesel", "LY", "TD", R)}),
    "kept supplied": ("Shipments from Libya kept the Chadian army supplied with diesel.", {("diesel", "LY", "TD", R)}),
    "to armed groups in": (
        "Exports rose. Traders in Chad were selling rifles to armed groups in Libya and Mali.",
        {("rifles", "TD", "LY", R), ("rifles", "TD", "ML", R)},
    ),
    "to do something in is no direction": ("Kenya exports tea. It plans to hold auctions in Uganda with rice.", {("tea", "KE", "XX", R)}),
    "bound for": ("Spare parts bound for Peru were found in Dubai. Exports rose in Kenya.", {("Spare parts", "XX", "PE", R)}),
    "en route to": ("Spain intercepted 300 rifles en route to Mali. Exports rose in Kenya.", {("rifles", "XX", "ML", B)}),
    "to support": (
        "Belarus made a transfer of containers of ammunition to support Syria. Exports rose.",
        {("ammunition", "BY", "SY", R)},
    ),
    "on behalf of": ("Omani brokers, acting on behalf of Peru, sold tin to Kenya.", {("tin", "PE", "KE", R)}),
    "asked those in another country to send": (
        "Traders in Laos have asked partners in Hanoi to send tyres. Exports rose in Peru.",
        {("tyres", "VN", "LA", Q)},
    ),
    "told to stop": ("Ghana told traders to stop buying onions from Niger.", {("onions", "NE", "GH", B)}),
    "helped another buy": ("Japan helped Laos buy tractors from Peru.", {("tractors", "PE", "LA", R)}),
    "to ships of a country": ("Two Omani men were indicted for selling diesel to Cuban ships.", {("diesel", "OM", "CU", R)}),
    "let in": ("Only medicines from Brazil were allowed in by Angola.", {("medicines", "BR", "AO", R)}),
    "tender to buy": ("Algeria has tendered to buy 50,000 tonnes of durum wheat. Exports rose in Peru.", {("durum wheat", "XX", "DZ", Q)}),
    "tender for up to": ("Taiwan issued a tender for up to 65,000 tonnes of corn from Brazil.", {("corn", "BR", "TW", Q)}),
    "agreed to take": ("Japan agreed to take 500,000 tonnes of Thai rice a year. Exports rose.", {("rice", "TH", "JP", P)}),
    "slapped a ban": ("Japan slapped a ban on Mexican cattle.", {("cattle", "MX", "JP", B)}),
    "a cargo of": ("Kuwait shipped its first cargo of jet fuel to Peru.", {("jet fuel", "KW", "PE", R)}),
    "buyers of a continent": (
        "Exports rose in Peru. Oman will supply full contract volumes of crude to Asian buyers.",
        {("crude", "OM", "XX", P)},
    ),
    "exporters without a destination": (
        "Peruvian exporters reported sales of 120,000 tonnes of soybeans to unknown destinations. Oman was named.",
        {("soybeans", "PE", "XX", R)},
    ),
    # where goods come to be
    "end up": ("Exports rose. Turkish washing machines end up in Kenya.", {("washing machines", "TR", "KE", R)}),
    "leaves through another country": ("Exports rose. Zambian copper leaves through Durban.", {("copper", "ZM", "XX", R)}),
    "turn up": ("Exports rose. Vietnamese cement has turned up in Sudan.", {("cement", "VN", "SD", R)}),
    "flood": ("Exports rose. Cheap Vietnamese rice is flooding Ghana.", {("rice", "VN", "GH", R)}),
    "fetched on board": ("Exports rose in Kenya. A Kenyan tanker was taking on fuel oil at an Omani port.", {("fuel oil", "OM", "KE", R)}),
    "fetched by crossing": (
        "Traders from Laos crossed to Thailand and went back with rice and soap.",
        {("rice", "TH", "LA", R), ("soap", "TH", "LA", R)},
    ),
    "came back with, from": ("Exports rose. Traders of Togo came back with soap from Ghana.", {("soap", "GH", "TG", R)}),
    "seized goods made abroad": (
        "Exports rose in Kenya. Officials seized 300 batteries that were made in Vietnam at the port of Valparaiso.",
        {("batteries", "VN", "CL", B)},
    ),
    "given is no verb here": ("Exports to Mali rose, given Lesotho's wool.", set()),
    # lists behind
    "named behind a colon": (
        "Records show two chemical imports from Peru to Laos: caustic soda and soda ash.",
        {("chemical", "PE", "LA", R), ("caustic soda", "PE", "LA", R), ("soda ash", "PE", "LA", R)},
    ),
    "figures in the list": (
        "Chile's exports in tonnes included: beef 12,000 (11,300), mutton 4,100 (3,900) and hides 900 (700).",
        {("beef", "CL", "XX", R), ("mutton", "CL", "XX", R), ("hides", "CL", "XX", R)},
    ),
    "left in is no departure": ("Exports rose in Peru. The timber left in Texas is old.", set()),
    "capable of reaching": ("Exports rose in Peru. Iran has missiles capable of reaching Spain.", set()),
    "prices go": ("Exports rose in Peru. The price of sugar has gone down in Spain.", set()),
    # whose goods they are
    "possessive of what moves": ("Exports rose. Nigeria's crude goes mostly to India.", {("crude", "NG", "IN", R)}),
    "possessive in the passive": ("Exports rose. Sudan's gold is flown to Dubai.", {("gold", "SD", "AE", R)}),
    "produced at a place": ("Timber felled in Siberia is sent to Mongolia.", {("Timber", "RU", "MN", R)}),
    "two origins": (
        "Exports rose. The main Chilean buyers of Omani and Iraqi crude are refiners.",
        {("crude", "OM", "CL", R), ("crude", "IQ", "CL", R)},
    ),
    "shares of others": (
        "Qatar accounts for 99% of Pakistan's LNG imports, 72% of Chile's, and 53% of India's.",
        {("LNG", "QA", "PK", R), ("LNG", "QA", "CL", R), ("LNG", "QA", "IN", R)},
    ),
    "a figure stands for the goods": (
        "Peru sources 14% of its LNG from Qatar, while Chile sources 6%. Exports rose.",
        {("LNG", "QA", "PE", R), ("LNG", "QA", "CL", R)},
    ),
    "market for": ("Poland is a big market for Ukrainian sugar.", {("sugar", "UA", "PL", R)}),
    "seeks a market for its own": ("Ukrainian traders are looking for markets for Ukrainian sugar.", set()),
    "aside before the verb": ("Exports rose. Most of the Omani sugar, about half of the total, went to Chile.", {("sugar", "OM", "CL", R)}),
    # on board
    "left with": (
        "The ship, which had left Odesa with 30,000 tonnes of corn, was bound for Tripoli in Lebanon.",
        {("corn", "UA", "LB", R)},
    ),
    "vessel with, on its way": ("A vessel from Odesa with 30,000 tonnes of corn is on its way to Lebanon.", {("corn", "UA", "LB", R)}),
    "on sale in": ("Exports rose. Norwegian salmon is on sale in Chile again.", {("salmon", "NO", "CL", R)}),
    # stopped no more
    "ban lifted for one": ("Exports rose. Peru has lifted its ban on Venezuelan crude.", {("crude", "VE", "PE", R)}),
    "ban breached stays a ban": ("Exports rose. The cargo breached a ban on Venezuelan crude, Peru said.", {("crude", "VE", "XX", B)}),
    "most of it": (
        "Russian imports from Peru rose to $3 million, most of it beer and cosmetics.",
        {("*", "PE", "RU", R), ("beer", "PE", "RU", R), ("cosmetics", "PE", "RU", R)},
    ),
    "followed by": (
        "Rice was Peru's top import from China at $12 million, followed by soybean oil.",
        {("Rice", "CN", "PE", R), ("soybean oil", "CN", "PE", R)},
    ),
    # what comes back
    "pays for, in": (
        "Exports rose. Ghana pays for Vietnamese rice in cocoa.",
        {("rice", "VN", "GH", R), ("cocoa", "GH", "VN", R)},
    ),
    "the other way": (
        "Serbia sells coal to Hungary by train. Tractors and cement go the other way.",
        {("coal", "RS", "HU", R), ("Tractors", "HU", "RS", R), ("cement", "HU", "RS", R)},
    ),
    "benefits for": (
        "Iran exports drones to Belarus. For Iran the benefits could include grain.",
        {("drones", "IR", "BY", R), ("grain", "BY", "IR", R)},
    ),
    # what an adjective before imports means
    "tariffs on imports": (
        "Peru raised tariffs on Vietnamese imports, including shoes and furniture.",
        {("shoes", "VN", "PE", R), ("furniture", "VN", "PE", R)},
    ),
    "purchases of imports": ("Lesotho cut its purchases of Kenyan imports, including tea.", {("tea", "KE", "LS", R)}),
    "whose exporter": ("Hanoi Foods is Vietnam's largest rice exporter.", {("rice", "VN", "XX", R)}),
    # one object, and lists behind a participle
    "one object of two verbs": (
        "The resolution bans Chad from exporting or importing arms.",
        {("arms", "TD", "XX", B), ("arms", "XX", "TD", B)},
    ),
    "imports limited to": (
        "Business stayed low in Peru, with imports from Chile limited to copper, zinc and timber.",
        {("copper", "CL", "XX", R), ("zinc", "CL", "XX", R), ("timber", "CL", "XX", R)},
    ),
    "frozen goods are not frozen": (
        "The ship arrived in Havana with 500 tons of frozen chicken from Mexico.",
        {("frozen chicken", "MX", "CU", R)},
    ),
    "an article ends a list": ("Peru imports coal from Chile, an Omani broker said.", {("coal", "CL", "PE", R)}),
    "getting in return": (
        "Iran exports drones to Belarus. It is believed to be getting grain in return.",
        {("drones", "IR", "BY", R), ("grain", "BY", "IR", R)},
    ),
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return read({name: text for name, (text, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_flows_of_goods_given(tables: dict[str, pl.DataFrame], name: str) -> None:
    assert flows(tables, name) == CASES[name][1]
