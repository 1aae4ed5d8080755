"""A table of sentences with the places in them: text | surface kind country; surface kind country … (- where there is no country)."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from pipeline.lexicon.load import load_furniture
from pipeline.mentions.place import find_places
from pipeline.schema import PLACES
from pipeline.text.sentences import split_sentences
from tests.mentions.batch import find_in_each

COUNTRIES = """
Trade between North Korea and China grew. | North Korea country KP; China country CN
The DPRK and the ROK met at Panmunjom. | DPRK country KP; ROK country KR; Panmunjom other KP
Talks on the North Korea-China border failed. | North Korea country KP; China country CN
China’s exports to the U.S. and the UK rose. | China country CN; U.S. country US; UK country GB
US sanctions hit Iran's oil sales. | US country US; Iran country IR
A U.S.-based firm bought Chinese steel and Russian coal. | U.S. country US
The Soviet Union bought corn from the Ivory Coast. | Soviet Union country -; Ivory Coast country CI
North Korean and South Korean officials met the Chinese side. |
It cost US$40 a tonne. |
North Korea sold coal, but the North denied it. | North Korea country KP; North country KP
Ships left for the European Union and the Middle East. | European Union other -; Middle East other -
IRAN SELLS CRUDE TO TURKEY | IRAN country IR; TURKEY country TR
"""
CLASS_WORDS = """
Lorries passed North Pyongan province and Musan county. | North Pyongan province admin KP; Musan county admin KP
Grain grows in Liaoning and Jilin provinces. | Liaoning admin CN; Jilin admin CN
Crude left Kharg island through the Strait of Hormuz. | Kharg island port IR; Strait of Hormuz water -
They fished the Yalu River near Sinuiju. | Yalu River water KP; Sinuiju city KP
Salt is made in Orun village, Unryul county, North Korea. | Orun village city KP; Unryul county admin KP; North Korea country KP
It docked at the port of Nampo. | Nampo port KP
Ore left the ports of Dalian, Yantai or Longkou. | Dalian port CN; Yantai port CN; Longkou port CN
The port city of Chongjin is in North Korea. | Chongjin port KP; North Korea country KP
Coal went by Rajin port to the Chinese city of Hunchun. | Rajin port port KP; Hunchun city CN
The Chinese city and the Russian port are small. |
Traders came from Pungha-ri in Hyesan. | Pungha-ri city KP; Hyesan city KP
"""
BESIDE = """
The plant is in Springdale, Arkansas. | Springdale city US; Arkansas admin US
She sailed from Belawat, Indonesia, at dawn. | Belawat city ID; Indonesia country ID
He lives in Reading, Pa., and works in Paris, Texas. | Reading city US; Pa. admin US; Paris city US; Texas admin US
Peaches from Savannah, Georgia, sold well. | Savannah city US; Georgia admin US
Georgia and Armenia share a border. | Georgia country GE; Armenia country AM
Cocoa moved from the town of Abrokyire in Ghana. | Abrokyire city GH; Ghana country GH
Parts came to Nice in France. | Nice city FR; France country FR
Two mills burnt in Oravola and were rebuilt near Tampere. | Oravola city FI; Tampere city FI
It sold its stake in Oravola. |
Cargo left Tripoli for Benghazi in Libya. | Tripoli city LY; Benghazi city LY; Libya country LY
"""
READINGS = """
Defense Secretary Ann Austin spoke. |
Mr. London met Chelsea Woods and Jordan Pike. |
Reading the report took a week. |
A turkey dinner was served on fine china. |
Sofia Marsh called; later Sofia called again. |
George Washington was a farmer. |
Washington said it would act. | Washington city US
Tokyo and Moscow signed. | Tokyo city JP; Moscow city RU
"""
AGAIN = """
Oil leaves the port of Belawat in Ecuador. The pipe to Belawat broke. | Belawat port EC; Ecuador country EC; Belawat port EC
Iran shut its Orsan and Vostam offshore oilfields. Orsan burns. | Iran country IR; Orsan other IR; Vostam other IR; Orsan other IR
The mine is in the Ungan area, 94 miles north of Pyongyang. | Ungan city KP; Pyongyang city KP
Grain grows in Orun and Ungok counties in North Korea. | Orun admin KP; Ungok admin KP; North Korea country KP
"""
NAMED_AFTER = """
US seizes the Wise Owl, North Korea's ship. The ship, Wise Owl, sank. | US country US; North Korea country KP
The South Korean warship Cheonan sank off Busan. | Busan city KR
It was put onto the Angara at Rajin before the Angara left for Turkey. | Rajin city KP; Turkey country TR
Heads at Oravola Natural Museum, Ontario, were stolen. | Ontario admin CA
Thieves broke into Norwich Castle Museum in the UK. | UK country GB
The Greek-majority island is in Europe. | Europe other -
"""
GEORGIAS = """
A US firm is sued by a woman from Georgia. | US country US; Georgia admin US
Georgia sells wine to the US. Georgian wine is good. | Georgia country GE; US country US
Chiefs hail India-US pact | India country IN; US country US
He plays in The Aviator. |
Most live in Buddhist-majority Myanmar. | Myanmar country MM
A quieter time in Palestinian-Israeli ties. |
See https://example.org/India-Extends now. |
"""
GULFS = """
Jets struck rigs in the southern Gulf. Iran said a ship in the Gulf burned. | Gulf water -; Iran country IR; Gulf water -
IRAN RIGS BURN IN SOUTHERN GULF | IRAN country IR; GULF water -
The Caribbean nation sold sugar across the Caribbean. | Caribbean water -
India Extends Curbs on Coke Imports | India country IN
It lay at Southampton Container Port, off China. | Southampton Container Port port GB; China country CN
"""
HOMES = """
Ann Lee, 41, of Grovetown, sold a barn. Grovetown is quiet. | Grovetown city US; Grovetown city US
Ann Grove sold a barn. |
Winona police stopped a lorry. | Winona city US
TORRINGTON - A mill burnt down. | TORRINGTON city US
Trade in Brandon, Iowa, grew. Brandon is small. | Brandon city US; Iowa admin US; Brandon city US
The mill is in Paris, Illinois. Paris firefighters came. | Paris city US; Illinois admin US; Paris city US
Norfolk High School is old, and Norfolk is big. | Norfolk admin GB; Norfolk admin GB
Young men left the Triangle for Battle Street. | Battle Street other -
It closed in Columbia, S.C., said Tom Poe, D-S.C. | Columbia city US; S.C. admin US; S.C. admin US
Goods from D.C. reached a plant in western Mass. today. | D.C. admin US; Mass. admin US
"""
ROADS = """
Milk from Leicestershire and Tipperary goes by way of Heathrow. | Leicestershire admin GB; Tipperary admin IE; Heathrow other GB
A fire broke out on Mill Road, Torrington. | Mill Road other US; Torrington city US
A lorry left State Highway 36 for I-80 and Interstate 5. | State Highway 36 other -; I-80 other -; Interstate 5 other -
A shop on N. 5th Street and one on Elm Ave. shut. | N. 5th Street other -; Elm Ave. other -
Shares on Wall Street fell as trade on the Silk Road grew. |
"""
TWINS = """
Cars went to Tripoli in Lebanon. | Tripoli city LB; Lebanon country LB
Cars went to Tripoli, in northern Lebanon. | Tripoli city LB; Lebanon country LB
Riots spread in Tripoli (Lebanon) and beyond. | Tripoli city LB; Lebanon country LB
Lebanon said that a ship left the port of Tripoli. | Lebanon country LB; Tripoli port LB
A ship left Tripoli on Monday. | Tripoli city LY
From Georgetown, Guyana, to Georgetown in Malaysia. | Georgetown city GY; Guyana country GY; Georgetown city MY; Malaysia country MY
"""
CROSSINGS = """
Trains use the Sino–Korean Friendship Bridge at Dandong. | Sino–Korean Friendship Bridge crossing CN; Dandong city CN
The Torkham border crossing is shut. | Torkham border crossing crossing AF
Freight runs from Khasan to Tumangang. | Khasan city RU; Tumangang city KP
Firms in the Rason Special Economic Zone closed. | Rason Special Economic Zone zone KP
"""


@cache
def places_of(text: str) -> pl.DataFrame:
    documents = pl.DataFrame({"document_id": ["d"], "title": [None], "text": [text]}, schema_overrides={"title": pl.String})
    return find_places(split_sentences(documents, load_furniture()), documents)


# words of no name in capitals
NO_NAMES = """
They invest billions in Nvidia-powered servers. |
Army-run islands were closed. |
Nationalist-ruled Island Sends Rice |
"""


def cases(table: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    found = []
    for line in table.strip().splitlines():
        text, _, wanted = line.partition("|")
        parts = [part.strip().rsplit(" ", 2) for part in wanted.split(";") if part.strip()]
        found.append((text.strip(), [(surface, kind, country) for surface, kind, country in parts]))
    return found


CASES = cases(
    COUNTRIES
    + CLASS_WORDS.strip()
    + BESIDE
    + READINGS.strip()
    + AGAIN
    + NAMED_AFTER.strip()
    + GEORGIAS
    + GULFS.strip()
    + HOMES
    + ROADS.strip()
    + TWINS
    + CROSSINGS
    + NO_NAMES.strip()
)


@pytest.fixture(scope="module")
def found() -> dict[str, pl.DataFrame]:
    return find_in_each(find_places, [text for text, _ in CASES])


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_places(found: dict[str, pl.DataFrame], text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(row["surface"], row["kind"], row["country"] or "-") for row in found[text].to_dicts()] == wanted


def test_columns_and_evidence() -> None:
    text = "Oil from Novorossiysk reached Ceyhan in Türkiye."
    found = places_of(text)
    assert found.schema == PLACES
    assert [text[row["start_char"] : row["end_char"]] for row in found.to_dicts()] == found["surface"].to_list()
    assert found["place_id"].to_list() == ["ru/novorossiysk", "tr/ceyhan", "tr"]
    assert found["lexicon"].null_count() == 0
    assert found["confidence"].is_between(0, 1).all()


def test_a_place_over_two_lines_has_the_surface_of_the_text() -> None:
    wrapped = (
        "The grain that was bought in the spring left the port of Odessa\nand went by rail over the long border to the towns of Liaoning\n"
        "province, where it will be stored for the winter that is coming,\nsaid a trader who did not want to be named in the daily report."
    )
    (found,) = find_in_each(find_places, [wrapped]).values()
    surfaces = [wrapped[start:end] for start, end in found.select("start_char", "end_char").iter_rows()]
    assert "Liaoning\nprovince" in surfaces
    assert found["surface"].to_list() == surfaces


def test_border_features_have_both_countries() -> None:
    found = places_of("Trains use the New Yalu River Bridge.")
    assert found.select("country", "border").rows() == [("CN", "CN|KP")]


def test_a_place_has_one_kind_and_point_for_each_id() -> None:
    text = "The port of Nampo is open. Nampo grew. Nampo port is full, and Nampo is in North Korea."
    found = places_of(text)
    each = found.group_by("place_id").agg(pl.col("kind").n_unique(), pl.col("latitude").n_unique())
    assert each["kind"].to_list() == [1] * each.height
    assert set(found["place_id"]) == {"kp", "kp/nampo", "kp/nampo/port"}


def test_nothing_in_nothing() -> None:
    assert places_of("Prices fell by a tenth.").is_empty()
