"""The goods lexicon: every line valid, the whole tariff covered, forms made by rule."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pipeline.lexicon.goods_load import (
    COLUMNS,
    FOLDER,
    GoodsColumnsError,
    GoodsLineError,
    GoodsTermTwiceError,
    goods_forms,
    load_frame_stop,
    load_goods,
    load_heads,
    load_modifiers,
    load_trade_context,
    plurals_of,
    read_goods,
)

HEADER = ",".join(COLUMNS)


def write(folder: Path, *lines: str, header: str = HEADER) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "own.csv").write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return folder


def test_shipped_lines_are_valid_and_many():
    lines = read_goods([FOLDER / "goods"])
    assert lines.height >= 4000
    assert lines["term"].is_unique().all()


def test_every_chapter_of_the_tariff_has_a_good():
    chapters = set(load_goods()["hs_chapter"].drop_nulls())
    assert chapters == {f"{number:02d}" for number in range(1, 98)} - {"77"}


def test_a_good_has_one_code_and_one_name():
    goods = load_goods().select("good_id", "name", "hs_chapter", "hs_heading", "category").unique()
    assert goods["name"].is_unique().all()


def test_heading_lies_in_its_chapter():
    headed = load_goods().filter(pl.col("hs_heading").is_not_null())
    assert (headed["hs_heading"].str.head(2) == headed["hs_chapter"]).all()


def test_forms_know_their_line():
    row = load_goods().filter(pl.col("form") == "wheat flour").row(0, named=True)
    file, line = row["lexicon"].split(":")
    assert (FOLDER / file).read_text("utf-8").splitlines()[int(line) - 1].startswith(row["term"] + ",")


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("knife", ["knifes", "knives"]),
        ("berry", ["berries"]),
        ("toy", ["toys"]),
        ("box", ["boxes"]),
        ("potato", ["potatos", "potatoes"]),
        ("car part", ["car parts"]),
        ("round of ammunition", ["rounds of ammunition"]),
        ("MRE", ["MREs", "MRE's"]),
        ("F-16", ["F-16s", "F-16's"]),
    ],
)
def test_plurals(term: str, forms: list[str]):
    assert pl.DataFrame({"term": [term]}).select(plurals_of(pl.col("term"))).item().to_list() == forms


def test_plural_keeps_its_guards_but_for_articles(tmp_path: Path):
    forms = goods_forms(read_goods([write(tmp_path / "g", "sprocket,sprocket,8483,machinery,weak,,the|a|rusty,,")]))
    assert dict(zip(forms["form"], forms["not_before"].to_list(), strict=True)) == {
        "sprocket": ["the", "a", "rusty"],
        "sprockets": ["rusty"],
    }


def test_plural_can_be_stopped(tmp_path: Path):
    assert goods_forms(read_goods([write(tmp_path / "g", "glass,glass,70,building_material,weak,,,,!s")]))["form"].to_list() == ["glass"]


@pytest.mark.parametrize(
    "line",
    [
        "gadget,gadget,8543,gadgetry,strong,,,,",
        "gadget,gadget,8543,electronics,certain,,,,",
        "gadget,gadget,9943,electronics,strong,,,,",
        "gadget,gadget,77,electronics,strong,,,,",
        "gadget,gadget,85|84|90|91,electronics,strong,,,,",
        "gadget,,85,electronics,strong,,,,",
    ],
)
def test_a_wrong_line_is_refused_with_its_place(tmp_path: Path, line: str):
    with pytest.raises(GoodsLineError, match=r"g/own\.csv:2"):
        read_goods([write(tmp_path / "g", line)])


def test_other_columns_are_refused(tmp_path: Path):
    with pytest.raises(GoodsColumnsError):
        read_goods([write(tmp_path / "g", "gadget,85", header="term,hs")])


def test_a_term_twice_is_refused(tmp_path: Path):
    with pytest.raises(GoodsTermTwiceError, match="gadget"):
        read_goods([write(tmp_path / "g", *["gadget,gadget,8543,electronics,strong,,,,"] * 2)])


def test_a_later_folder_replaces_a_term(tmp_path: Path):
    first = write(tmp_path / "a", "gadget,gadget,8543,electronics,strong,,,,")
    second = write(tmp_path / "b", "gadget,gadget,9503,consumer_goods,strong,,,,")
    assert read_goods([first, second])["hs"].to_list() == ["9503"]


def test_heads_modifiers_and_context():
    assert set(load_heads()["rule"]) == {"keep", "chapter", "fixed", "class"}
    assert set(load_modifiers()["use"]) == {"grade", "class", "both"}
    assert set(load_trade_context()["reach"]) == {
        *("trade", "document", "sentence", "near", "before", "after", "measure", "acting"),
        *("frame", "frame verb", "frame before", "frame behind"),
    }
    assert "services" in load_frame_stop()
