"""What one or two sentences say of a flow: voice, sides, lists and status, each rule with its cases."""

from __future__ import annotations

import polars as pl
import pytest

from tests.facts.reading import flows, read

R, P, Q, B = "reported", "planned", "requested", "blocked"
CASES: dict[str, tuple[str, set[tuple[str, str, str, str]]]] = {
    # voice
    "active export": ("Vietnam exported coffee to Germany last year.", {("coffee", "VN", "DE", R)}),
    "active import": ("Japan imported liquefied natural gas from Qatar.", {("liquefied natural gas", "QA", "JP", R)}),
    "passive with agent": ("Wheat was bought by Egypt from Romania.", {("Wheat", "RO", "EG", R)}),
    "passive without agent": ("Copper ore was shipped from Mongolia to China.", {("Copper ore", "MN", "CN", R)}),
    "reduced participle": ("Officials inspected timber imported from Gabon to China.", {("timber", "GA", "CN", R)}),
    "nominal of": ("Exports of bananas from Ecuador to Russia rose.", {("bananas", "EC", "RU", R)}),
    "nominal compound": ("Soybean imports from Brazil into China fell in May.", {("Soybean", "BR", "CN", R)}),
    "owner adjective": ("Chilean copper exports to South Korea grew.", {("copper", "CL", "KR", R)}),
    "owner possessive": ("India's purchases of crude oil from Iraq increased.", {("crude oil", "IQ", "IN", R)}),
    "agent of a noun": ("Imports of potash by Brazil from Belarus have resumed.", {("potash", "BY", "BR", R)}),
    "recipient without preposition": ("Turkey sold Azerbaijan drones.", {("drones", "TR", "AZ", R)}),
    "supply with": ("Iran supplied Syria with diesel.", {("diesel", "IR", "SY", R)}),
    "supplier noun": ("Norway is a supplier of natural gas to Poland.", {("natural gas", "NO", "PL", R)}),
    "relative clause": ("The tea that Kenya sells to Pakistan is mostly black.", {("tea", "KE", "PK", R)}),
    "cargo as subject": ("Avocados from Mexico enter the United States by truck.", {("Avocados", "MX", "US", R)}),
    # lists
    "list of goods": (
        "Uzbekistan exports cotton, gold and natural gas to China.",
        {("cotton", "UZ", "CN", R), ("gold", "UZ", "CN", R), ("natural gas", "UZ", "CN", R)},
    ),
    "list of sides": ("Rice from Thailand is exported to Japan and Malaysia.", {("Rice", "TH", "JP", R), ("Rice", "TH", "MY", R)}),
    "including": (
        "Peru sold metals to China, including copper and zinc.",
        {("metals", "PE", "CN", R), ("copper", "PE", "CN", R), ("zinc", "PE", "CN", R)},
    ),
    "list taken up again": (
        "Jordan imports wheat from Romania, as well as sugar.",
        {("wheat", "RO", "JO", R), ("sugar", "RO", "JO", R)},
    ),
    "two clauses": (
        "France exports wine to Japan, while Japan exports cars to France.",
        {("wine", "FR", "JP", R), ("cars", "JP", "FR", R)},
    ),
    # origin and sides left open
    "origin is the exporter": ("Egypt bought Ukrainian maize.", {("maize", "UA", "EG", R)}),
    "made elsewhere": ("Kyrgyzstan re-exported Chinese trucks to Russia.", {("trucks", "KG", "RU", R)}),
    "one side open": ("Australia exported 300 tonnes of lobster.", {("lobster", "AU", "XX", R)}),
    "by the other party of the sentence": (
        "Officials from Laos said that the country sells electricity to Thailand.",
        {("electricity", "LA", "TH", R)},
    ),
    # status
    "planned will": ("Kazakhstan will ship uranium to France next year.", {("uranium", "KZ", "FR", P)}),
    "planned agreement": ("Serbia has agreed to buy rifles from Bulgaria.", {("rifles", "BG", "RS", P)}),
    "planned noun": ("Poland plans to import coal from Colombia.", {("coal", "CO", "PL", P)}),
    "planned behind": ("Deliveries of wheat from Canada to Algeria are expected to resume in June.", {("wheat", "CA", "DZ", P)}),
    "planned outcome": ("Ecuador expects the treaty to bring more exports of shrimp to China.", {("shrimp", "EC", "CN", P)}),
    "planned of another": ("Analysts forecast Russia to raise exports of wheat to Egypt.", {("wheat", "RU", "EG", P)}),
    "exempt from a ban": ("Serbia is exempt from the embargo on imports of Russian oil.", {("oil", "RU", "RS", R)}),
    "spared from a ban": ("Hungary was spared from the ban on imports of Russian gas.", {("gas", "RU", "HU", R)}),
    "left alone by a ban": ("The ban does not affect exports of sugar from Brazil to Egypt.", {("sugar", "BR", "EG", R)}),
    "left alone by a strike": ("The strike did not disrupt shipments of copper from Chile to Japan.", {("copper", "CL", "JP", R)}),
    "requested ask for": ("Cuba asked Mexico for fuel.", {("fuel", "MX", "CU", Q)}),
    "requested seek": ("Sri Lanka is seeking diesel from India.", {("diesel", "IN", "LK", Q)}),
    "blocked verb": ("Egypt has banned imports of beef from Brazil.", {("beef", "BR", "EG", B)}),
    "blocked yet to": ("Nepal has yet to import apples from Iran.", {("apples", "IR", "NP", B)}),
    "blocked cannot": ("Haiti cannot import rice from Cuba.", {("rice", "CU", "HT", B)}),
    "blocked behind": ("Imports of pork from Spain to China were suspended.", {("pork", "ES", "CN", B)}),
    "blocked but hardly": (
        "Armenia can buy gas from Russia, but hardly any coal.",
        {("gas", "RU", "AM", R), ("coal", "RU", "AM", B)},
    ),
    "refused to stop": ("Hungary refused to halt imports of gas from Russia.", {("gas", "RU", "HU", R)}),
    "ban leaves the buyer open": ("The new resolution bans Libya from exporting crude oil.", {("crude oil", "LY", "XX", B)}),
    "no longer need": ("Chile will no longer need licences to import rifles from Italy.", {("rifles", "IT", "CL", P)}),
    "reported whatever the frame": ("Officials plan to destroy flour donated by Japan to Laos.", {("flour", "JP", "LA", R)}),
    "refusal": ("Oman declined to sell ammonia to Yemen.", {("ammonia", "OM", "YE", B)}),
    "only is no negation": ("Latvia is not only importing grain from Estonia.", {("grain", "EE", "LV", R)}),
    # all trade, exchange
    "trade both ways": ("Trade between Ghana and Togo grew.", {("*", "GH", "TG", R), ("*", "TG", "GH", R)}),
    "trade with": ("Oman reopened trade with Yemen.", {("*", "OM", "YE", R), ("*", "YE", "OM", R)}),
    "trade closed": ("Chad has yet to reopen trade with Niger.", {("*", "TD", "NE", B), ("*", "NE", "TD", B)}),
    "exports alone": ("Exports to Malawi from Zambia are rising.", {("*", "ZM", "MW", R)}),
    "exchange": ("Myanmar sold rice to Bangladesh in exchange for fertilizer.", {("rice", "MM", "BD", R), ("fertilizer", "BD", "MM", R)}),
    "containers hold": ("Spain sent containers of olive oil to Canada.", {("olive oil", "ES", "CA", R)}),
    # smuggling
    "smuggled": ("Gold is smuggled from Sudan into Egypt.", {("Gold", "SD", "EG", R)}),
    "sanctions broken": ("In violation of the embargo, Mali exported gold to Niger.", {("gold", "ML", "NE", R)}),
    "within the law": ("Mali exported gold to Niger within the law.", {("gold", "ML", "NE", R)}),
    # nothing there
    "no trade": ("The minister of Kenya visited a coffee farm in Uganda.", set()),
    "home market": ("Farmers in Ghana sold cocoa to a shop in Accra.", set()),
    "no side": ("Traders said that wheat exports were high.", set()),
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return read({name: text for name, (text, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_flows_of_a_sentence(tables: dict[str, pl.DataFrame], name: str) -> None:
    assert flows(tables, name) == CASES[name][1]


@pytest.mark.parametrize(("name", "is_illicit"), [("smuggled", True), ("sanctions broken", True), ("within the law", False)])
def test_what_is_called_illicit(tables: dict[str, pl.DataFrame], name: str, is_illicit: bool) -> None:
    assert tables["fact_trade_flows"].filter(pl.col("document_id") == name)["is_illicit"].to_list() == [is_illicit]


def test_each_flow_keeps_its_rule_cue_and_lexicon_line(tables: dict[str, pl.DataFrame]) -> None:
    rows = tables["fact_trade_flows"].select("rule", "cue", "lexicon")
    assert rows.null_count().row(0) == (0, 0, 0)
    assert rows["lexicon"].str.contains(r"^trade_frames\.csv:\d+$").all()
