"""A lexicon of the user's own: its lines extend the shipped ones and win over them; a wrong one is told by file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from pipeline.extract import extract, rules_version
from pipeline.lexicon.goods_load import load_goods
from pipeline.lexicon.own import make_line, use_lexicon
from pipeline.lexicon.places_load import load_gazetteer
from pipeline.lexicon.sources import LexiconError
from pipeline.schema import DOCUMENTS, conform

GOODS = "term,name,hs,category,trust,needs,not_before,not_after,comment\n"
COMPANIES = "name,country,strong,weak,comment\n"
PLACES = "name,kind,country,latitude,longitude,variants,trust,needs,forbids,locode,comment\n"


@pytest.fixture(autouse=True)
def _shipped_again() -> Iterator[None]:
    yield
    use_lexicon(None)


def folder(tmp_path: Path, **files: str) -> Path:
    tmp_path.mkdir(exist_ok=True)
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def facts(text: str) -> dict[str, pl.DataFrame]:
    return extract(conform(pl.DataFrame([{"document_id": "d", "source_file": "", "text": text, "language": "en"}]), DOCUMENTS))


def test_lines_of_the_user_are_read_beside_the_shipped_ones(tmp_path: Path) -> None:
    use_lexicon(
        folder(
            tmp_path,
            goods=GOODS + "zibblefruit,zibblefruit,0810,food,strong,,,,\n",
            companies=COMPANIES + "Zembrolux,KE,,,\n",
            places=PLACES + "Quamburi,port,TZ,-6.1,39.2,Kwamburi,,,,,\n",
        )
    )
    found = facts("Zembrolux sold tea and zibblefruits from Kenya to Tanzania via Kwamburi.")
    assert found["fact_trade_goods"]["lexicon"].to_list()[1] == "own/goods.csv:2"
    assert found["dim_goods"].filter(name="zibblefruit")["hs_heading"].to_list() == ["0810"]
    assert found["dim_actors"].select("name", "kind", "country").rows() == [("Zembrolux", "company", "KE")]
    assert found["dim_places"].filter(name="Quamburi").select("kind", "country", "latitude").rows() == [("port", "TZ", -6.1)]
    assert found["unknown_terms"].is_empty()
    use_lexicon(None)
    assert facts("Zembrolux sold tea.")["dim_actors"].is_empty()


def test_a_line_of_the_user_wins_over_the_shipped_one(tmp_path: Path) -> None:
    own = folder(
        tmp_path,
        goods=GOODS + "wheat,wheat,1103,food,strong,,,,\n",
        media="name,country,strong,weak,comment\nReuters Test,FR,Reuters,,\n",
        places=PLACES + "Mombasa,port,KE,1.5,2.5,,strong,,,,\n",
    )
    use_lexicon(own)
    assert load_goods().filter(form="wheat")["hs_heading"].to_list() == ["1103"]
    assert load_gazetteer().filter(term="Mombasa")["latitude"].to_list() == [1.5]
    found = facts("Wheat reached Mombasa, Reuters said.")
    assert found["dim_actors"].select("name", "country").rows() == [("Reuters Test", "FR")]


def test_a_name_in_another_country_is_one_reading_more(tmp_path: Path) -> None:
    use_lexicon(folder(tmp_path, places=PLACES + "Mombasa,city,PE,-5.0,-80.0,,strong,,,,\n"))
    assert set(load_gazetteer().filter(term="Mombasa")["country"]) == {"KE", "PE"}


def test_columns_may_be_left_out_and_stand_in_any_order(tmp_path: Path) -> None:
    use_lexicon(folder(tmp_path, goods="category,term\n\nfood,zibblefruit\n"))
    assert load_goods().filter(term="zibblefruit").select("name", "is_strong", "lexicon").row(0) == ("zibblefruit", True, "own/goods.csv:3")


def test_the_version_of_the_rules_follows_what_the_folder_holds_and_not_where_it_lies(tmp_path: Path) -> None:
    shipped = rules_version()
    one = folder(tmp_path / "one", goods=GOODS + "zib,zib,08,food,strong,,,,\n")
    same = folder(tmp_path / "two", goods=GOODS + "zib,zib,08,food,strong,,,,\n")
    other = folder(tmp_path / "three", goods=GOODS + "zib,zib,09,food,strong,,,,\n")
    versions = []
    for own in (None, one, same, other, None):
        use_lexicon(own)
        versions.append(rules_version())
    assert versions[0] == versions[4] == shipped
    assert versions[1] == versions[2]
    assert len(set(versions)) == 3


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("goods", GOODS + "zib,zib,08,food,strong,,,,\nzab,zab,9943,food,strong,,,,\n", r"goods\.csv:3: not an HS code"),
        ("goods", GOODS + "zib,zib,08,fruit,strong,,,,\n", r"goods\.csv:2: no such category"),
        ("goods", GOODS + "zib,zib,08,food,strong,,,,\n" * 2 + "\n", r"'zib'.*goods\.csv:2, .*goods\.csv:3"),
        ("goods", GOODS + "zib,zib,08\n", r"goods\.csv:2: 3 values for 9 columns"),
        ("goods", "term,hs,price\nzib,08,5\n", r"goods\.csv:1: no column 'price'"),
        ("goods", "", r"goods\.csv:1: the first line has to name"),
        ("companies", COMPANIES + "Zembrolux,KEN,,,\n", r"companies\.csv:2: not the ISO code"),
        ("companies", COMPANIES + ",KE,Zem,,\n", r"companies\.csv:2: no name"),
        ("companies", COMPANIES + "Zembrolüx,KE,,,\n", r"companies\.csv:2: a form .* plain ASCII"),
        ("companies", COMPANIES + "A,KE,Zem,,\nB,KE,Zem,,\n", r"companies\.csv:2: a form that stands on two lines"),
        ("places", PLACES + "Quamburi,harbour,TZ,,,,strong,,,,\n", r"places\.csv:2: a kind that is none of"),
        ("places", PLACES + "Quamburi,port,TZ,95,10,,strong,,,,\n", r"places\.csv:2: not a latitude"),
        ("places", PLACES + "Quamburi,port,TZ,5,,,strong,,,,\n", r"places\.csv:2: latitude and longitude"),
        ("places", PLACES + "quamburi,port,TZ,,,,strong,,,,\n", r"places\.csv:2: a name that does not start with a capital"),
        ("places", PLACES + "Quam Bridge,crossing,TZ|QQ,,,,strong,,,,\n", r"places\.csv:2: not the ISO code"),
        ("ports", PLACES, r"ports\.csv: a lexicon has no list of that name, only goods\.csv"),
    ],
)
def test_a_wrong_line_is_told_and_nothing_changes(tmp_path: Path, name: str, text: str, told: str) -> None:
    before = rules_version()
    with pytest.raises(LexiconError, match=told) as failed:
        use_lexicon(folder(tmp_path, **{name: text}))
    assert str(tmp_path) in str(failed.value)
    assert rules_version() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        use_lexicon(tmp_path / "none")


@pytest.mark.parametrize(
    ("kind", "term", "given", "line"),
    [
        ("good", "zibblefruit", {"hs": "0810", "category": "food"}, "zibblefruit,zibblefruit,0810,food,strong,,,,"),
        ("good", "zib", {"name": "zibblefruit", "category": "food"}, "zib,zibblefruit,,food,strong,,,,"),
        ("company", "Zembrolux", {"country": "KE"}, "Zembrolux,KE,Zembrolux,,"),
        ("person", "Zem", {"name": "Zem Brolux"}, "Zem Brolux,,Zem,,"),
        ("place", "Quamburi", {"country": "TZ"}, "Quamburi,city,TZ,,,,strong,,,,"),
        ("port", "Kwamburi", {"name": "Quamburi", "country": "TZ"}, "Quamburi,port,TZ,,,Kwamburi,strong,,,,"),
        ("crossing", "Quam Bridge", {"country": "TZ|KE", "comment": "new"}, "Quam Bridge,crossing,TZ|KE,,,,strong,,,,new"),
    ],
)
def test_a_line_is_put_together(tmp_path: Path, kind: str, term: str, given: dict[str, str], line: str) -> None:
    assert ",".join(make_line(tmp_path, kind, term, given)[1].values()) == line


def test_a_weak_line(tmp_path: Path) -> None:
    assert make_line(tmp_path, "good", "zib", {"category": "food"}, is_weak=True)[1]["trust"] == "weak"
    assert make_line(tmp_path, "media", "Zib", {}, is_weak=True)[1]["weak"] == "Zib"


@pytest.mark.parametrize(
    ("kind", "term", "given", "told"),
    [
        ("thing", "zib", {}, "There is no kind 'thing' of lines, only good,"),
        ("good", "wheat", {"category": "food"}, "'wheat' is already there: goods/"),
        ("good", "zib", {"category": "food", "hs": "9999"}, "not an HS code"),
        ("good", "zib", {"category": "foods"}, "no such category"),
        ("good", "zïb", {"category": "food"}, "not ASCII"),
        ("good", "zib", {"category": "food", "country": "KE"}, "A line for a good has no country"),
        ("company", "Zem", {"country": "Kenya"}, "not the ISO code"),
        ("port", "Mombasa", {"country": "KE"}, "'Mombasa' is already there: places/"),
        ("company", "Gazprom", {"country": "RU"}, "'Gazprom' is already there: actors/companies.csv"),
    ],
)
def test_a_line_that_is_none_is_refused(tmp_path: Path, kind: str, term: str, given: dict[str, str], told: str) -> None:
    with pytest.raises(LexiconError, match=told.replace("|", r"\|")):
        make_line(tmp_path, kind, term, given)


def test_a_shipped_term_may_be_overridden_once(tmp_path: Path) -> None:
    assert make_line(tmp_path, "good", "wheat", {"category": "food"}, overrides=True)[0] == "goods"
    folder(tmp_path, goods=GOODS + "wheat,wheat,,food,strong,,,,\n")
    with pytest.raises(LexiconError, match=r"already there: .*goods\.csv:2\.$"):
        make_line(tmp_path, "good", "wheat", {"category": "food"}, overrides=True)
