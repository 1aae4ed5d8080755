"""Goods in sentences: what counts, what does not, how far the name reaches and which HS chapter it has."""

from __future__ import annotations

import polars as pl
import pytest

from pipeline.lexicon.load import load_furniture
from pipeline.mentions.good import find_goods
from pipeline.schema import GOODS
from pipeline.text.sentences import split_sentences


def frames(*texts: str, language: str = "en") -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = [{"document_id": f"d{n}", "title": None, "text": text, "language": language} for n, text in enumerate(texts)]
    documents = pl.DataFrame(rows, schema_overrides={"title": pl.String})
    return split_sentences(documents, load_furniture()), documents


def goods(text: str) -> list[tuple[str, str | None]]:
    found = find_goods(*frames(text))
    return list(zip(found["surface"], found["hs_chapter"], strict=True))


FOUND = [
    ("Kenya exports tea and cut flowers to Pakistan.", [("tea", "09"), ("cut flowers", "06")]),
    (
        "Two trucks brought wheat flour, powdered milk and cooking oil.",
        [("wheat flour", "11"), ("powdered milk", "04"), ("cooking oil", "15")],
    ),
    ("WHEAT PRICES FALL AS EXPORTS RESUME", [("WHEAT", "10")]),
    ("Coal traders fear a ban.", [("Coal", "27")]),
    ("Steel products and car parts crossed the bridge.", [("Steel products", "72"), ("car parts", "87")]),
    ("They import refined petroleum products.", [("refined petroleum products", "27")]),
    ("The depot sells second-hand clothing.", [("second-hand clothing", "63")]),
    ("Imports of zinc ore doubled.", [("zinc ore", "26")]),
    ("Peru shipped copper-wire scrap.", [("copper-wire scrap", "74")]),
    ("Most of the Omani sugar was exported.", [("sugar", "17")]),
]

WEAK = [
    ("Ghana exported 40 tons of fish to Togo.", ["fish"]),
    ("The boy caught a fish in the pond.", []),
    ("Smugglers carried guns and gold over the border.", ["guns", "gold"]),
    ("She won gold in the long jump.", []),
    ("The sanctions ban arms sales to the militia.", ["arms"]),
    ("He took the child in his arms.", []),
    ("Exports of lead and zinc rose.", ["lead", "zinc"]),
    ("The trade talks will lead to a deal on imports.", []),
    ("The company can fish there despite the export ban.", []),
    ("The port handles crude oil; the oil comes from Kirkuk by pipeline.", ["crude oil", "oil"]),
]

CARRIERS = [
    ("The ship left port with 3,000 tons of rice.", ["rice"]),
    ("The yard sold three ships to Egypt.", ["ships"]),
    ("Trucks loaded with cement queue at the customs post.", ["cement"]),
    ("Mongolia imported used trucks from Japan.", ["used trucks"]),
    ("The goods were smuggled by boat, car and train.", []),
]

CLASSES = [
    ("Kazakh goods fill the shops.", ["Kazakh goods"]),
    ("The goods fill the shops.", []),
    ("The stall sells Vietnamese-made products.", ["Vietnamese-made products"]),
    ("Products made in Thailand are popular.", ["Products made in Thailand"]),
    ("The fund pays for agricultural supplies and baby products.", ["agricultural supplies", "baby products"]),
    ("Items bought there were manufactured goods.", ["manufactured goods"]),
]

AGAIN = [
    ("Japan bought Chinese soybeans. Prices for the beans rose.", [("soybeans", "12"), ("beans", "12")]),
    ("Traders sold palm oil. The oil left by ship.", [("palm oil", "15"), ("oil", "15")]),
    ("Crude oil and palm oil exports rose. The oil left by ship.", [("Crude oil", "27"), ("palm oil", "15"), ("oil", "27")]),
    ("They imported solar panels. The panels came by train.", [("solar panels", "85"), ("panels", "85")]),
    ("Smugglers sold rhino horn and took the animal's horn.", [("rhino horn", "05"), ("horn", "05")]),
    ("Mali imports steel products. The products are dear.", [("steel products", "72")]),
]

SENSES = [
    ("Jets attacked three rigs and halted oil exports.", ["oil"]),
    ("The union lifted its ban on foreign ships carrying freight.", []),
    ("SHIP BAN ENDS AS TRADE RESUMES", []),
    ("Makers of large trucks will stop exports.", ["large trucks"]),
    ("It sent Japanese-made trucks as cargo.", ["trucks"]),
    ("They sold beans to domestic crushers for export.", ["beans"]),
    ("The energy minister spoke of oil exports.", ["oil"]),
    ("Police buses blocked the port in the beef imports row.", ["beef"]),
    ("The Project Sandstone report is on coal exports.", ["coal"]),
    ("They signed a grain and sugar export deal.", ["grain", "sugar"]),
    ("The state took part in a trade in arms.", ["arms"]),
    ("Buyers skip Russian cargoes this month.", ["Russian cargoes"]),
]

NAMES = [
    ("The Ministry of Coal said exports fell.", []),
    ("The Rice Exporters Association of Sind met customs officials.", []),
    ("Shops sell Riverside Apple Juice at a high price.", ["Riverside Apple Juice"]),
    ("Poland ordered K9A1 howitzers and AK-74 rifles from a supplier.", ["K9A1 howitzers", "AK-74 rifles"]),
    ('The shop sold "Little Engine" toys imported from Spain.', ['"Little Engine" toys']),
    ("See https://example.org/coal-and-rice for the trade data.", []),
]


@pytest.mark.parametrize(("text", "expected"), [*FOUND, *AGAIN])
def test_spans_and_chapters(text: str, expected: list[tuple[str, str]]):
    assert goods(text) == expected


@pytest.mark.parametrize(("text", "expected"), [*WEAK, *CARRIERS, *CLASSES, *SENSES, *NAMES])
def test_what_counts(text: str, expected: list[str]):
    assert [surface for surface, _ in goods(text)] == expected


def test_columns_and_evidence():
    text = "Crème de cassis – 300 cases of wine – was shipped.\nThe wine came from Dijon."
    found = find_goods(*frames(text))
    assert dict(found.schema) == dict(GOODS)
    assert all(text[row["start_char"] : row["end_char"]] == row["surface"] for row in found.iter_rows(named=True))
    assert found.filter(pl.col("rule") == "good term")["lexicon"].str.contains(r"^goods/\w+\.csv:\d+$").all()


def test_no_two_goods_overlap():
    found = find_goods(*frames("Frozen beef, beef products, meat and bone meal, steel pipe fittings and car battery parts were exported."))
    assert (found["start_char"].shift(-1) >= found["end_char"]).fill_null(True).all()


def test_heading_only_where_one_is_clear():
    found = find_goods(*frames("Imports of anthracite and machinery rose."))
    assert found["hs_heading"].to_list() == ["2701", None]


def test_a_text_without_trade_gives_lower_confidence():
    traded, idle = (find_goods(*frames(text))["confidence"][0] for text in ("Wheat exports rose.", "Wheat grew along the lane."))
    assert traded > idle


def test_other_languages_and_empty_input():
    assert find_goods(*frames("Export von Weizen und Coal", language="de")).is_empty()
    assert find_goods(*frames("Nothing here.")).is_empty()


def test_rows_do_not_hang_on_order():
    sentences, documents = frames("Rice and steel exports rose.", "Guns were smuggled with cotton.")
    assert find_goods(sentences, documents).equals(find_goods(sentences.reverse(), documents.reverse()).sort("document_id", "start_char"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Exports of zorbium to Oman rose.", ["zorbium"]),
        ("Oman bought 300 tonnes of red zorbium from Iran.", ["red zorbium"]),
        ("Oman's zorbium shipments doubled.", ["zorbium"]),
        ("Omani zorbium exports doubled.", ["zorbium"]),
        ("Zorbium imports doubled in May.", ["Zorbium"]),
        ("Two men were caught smuggling zorbium across the border.", ["zorbium"]),
        ("Oman imported zorbium from Iran.", ["zorbium"]),
        ("They dealt in trafficking in zorbium.", ["zorbium"]),
        ("Oman sold wheat, zorbium and tin.", ["zorbium"]),
        ("Oman sold wheat, tin and zorbium.", ["zorbium"]),
        ("Oman sold wheat, tin and zorbium to Iran.", ["zorbium"]),
        ("Tons of rice and exports of services fell.", []),
        ("Oman raised its monthly shipments.", []),
        ("The first shipments arrived; actual imports were lower.", []),
        ("Omani exports fell. Swedish exports rose.", []),
        ("Oman sold wheat, tin and began to rest.", []),
        ("They were re-exported again to Iran.", []),
        ("Shipping sources spoke of exports to Iran.", []),
        ("It had to boost imports and cut exports.", []),
    ],
)
def test_goods_of_no_lexicon_are_found_by_their_frame(text: str, found: list[str]):
    rows = find_goods(*frames(text)).filter(pl.col("rule").is_in(["frame of trade", "in a list of goods"]))
    assert rows["surface"].to_list() == found
    assert all(confidence < 0.5 for confidence in rows["confidence"])
    assert rows["lexicon"].to_list() == [None] * len(found)
