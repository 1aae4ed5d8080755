"""Copies with a new head, a cut tail or re-worded sentences are found, and other texts of the same kind are not."""

from __future__ import annotations

import random
from datetime import date
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import near_copies
from pipeline.documents.near_copies import find_copies, sketch, update_copies, with_duplicates

PLACED = {"published_on": pl.Date, "source_record": pl.Int64, "file_start": pl.Int64}
ROW = {**dict.fromkeys(["document_id", "published_on", "source_file", "source_record", "file_start", "text"], pl.String), **PLACED}

GOODS = ["wheat flour", "rice", "sugar", "soybean oil", "coal", "diesel", "salt", "timber", "copper ore", "seafood", "cement", "glass"]
PLACES = ["Dandong", "Hunchun", "Nampo", "Rason", "Khasan", "Vladivostok", "Busan", "Dalian", "Yanji", "Changbai"]
HEADS, TAILS = "ba/ce/di/fo/gu/ka/le/mi/no/pu/ra/se/ti/vo/zu", "lan/ren/tis/mor/dup/kel/sam"
WORDS = [f"{head}{tail}" for head in HEADS.split("/") for tail in TAILS.split("/")]


def sentence(chance: random.Random) -> str:
    good, place, number = chance.choice(GOODS), chance.choice(PLACES), chance.randint(100, 9999)
    rest = " ".join(chance.choices(WORDS, k=chance.randint(6, 14)))
    return f"About {number} tons of {good} passed {place} and {rest}."


def article(seed: int) -> list[str]:
    chance = random.Random(seed)
    return [sentence(chance) for _ in range(chance.randint(15, 30))]


def copied(lines: list[str], seed: int, head: float = 0, tail: float = 0, words: float = 0) -> list[str]:
    chance = random.Random(seed)
    lines = [sentence(chance) for _ in range(round(len(lines) * head))] + lines[round(len(lines) * head) :]
    lines = lines[: round(len(lines) * (1 - tail))]
    for place in chance.sample(range(len(lines)), round(len(lines) * words)):
        lines[place] = sentence(chance)
    return lines


def frame(texts: dict[str, str], days: dict[str, date] | None = None) -> pl.DataFrame:
    rows = [(name, name, None, 0, (days or {}).get(name), text) for name, text in texts.items()]
    names = ["document_id", "source_file", "source_record", "file_start", "published_on", "text"]
    types = [pl.String, pl.String, pl.Int64, pl.Int64, pl.Date, pl.String]
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")


def test_precision_and_recall() -> None:
    kinds = [(0, 0, 0), (0.15, 0, 0), (0, 0.3, 0), (0, 0, 0.1), (0.15, 0, 0.1), (0.15, 0.2, 0.1)]
    texts, truth = {}, {}
    for number in range(300):
        lines = article(number)
        texts[f"a{number:04}"] = " ".join(lines)
        if number % 2:
            head, tail, words = kinds[number // 2 % len(kinds)]
            texts[f"b{number:04}"] = " ".join(copied(lines, 1000 + number, head, tail, words))
            truth[f"b{number:04}"] = f"a{number:04}"
    found = dict(find_copies(sketch(frame(texts))).iter_rows())
    right = sum(found.get(copy) == original for copy, original in truth.items())
    assert right / len(truth) >= 0.95
    assert right / len(found) >= 0.95


def test_a_template_with_other_figures_is_no_copy() -> None:
    chance = random.Random(1)
    form = (
        "Imports of {} through {} rose {} percent to {} tons in March, customs figures showed. Traders in {} paid {} dollars a ton "
        "for {}, {} more than a year before."
    )
    texts = {}
    for number in range(40):
        goods, places, figures = chance.choices(GOODS, k=2), chance.choices(PLACES, k=2), [chance.randint(2, 9999) for _ in range(4)]
        texts[f"{number}"] = form.format(goods[0], places[0], figures[0], figures[1], places[1], figures[2], goods[1], figures[3])
    assert find_copies(sketch(frame(texts))).is_empty()


def test_the_earlier_is_by_day_then_by_name() -> None:
    text = " ".join(article(1))
    texts = {"a": text, "b": text + " More.", "c": "New. " + text}
    days = {"b": date(2024, 1, 1), "c": date(2024, 1, 2)}
    assert find_copies(sketch(frame(texts, days))).rows() == [("a", "b"), ("c", "b")]
    assert find_copies(sketch(frame(texts))).rows() == [("b", "a"), ("c", "a")]


@pytest.mark.parametrize("text", ["Coal exports halted", "석탄 수출 중단", "煤炭出口停止"])
def test_short_texts_are_copies_only_when_the_words_are_the_same(text: str) -> None:
    texts = {"a": text, "b": f"  {text.upper()}! ", "c": text + " again", "d": "", "e": ""}
    assert find_copies(sketch(frame(texts))).rows() == [("b", "a")]


def test_chinese_texts_without_blanks_are_compared() -> None:
    text = "海关公布的数字说明今年前三个月面粉和大豆油的出口增长了百分之十二丹东口岸的货运列车已经恢复每天约有二十节车厢过江"
    assert find_copies(sketch(frame({"a": text, "b": "本报讯" + text[:-8]}))).rows() == [("b", "a")]


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([2, 3, 8]), st.sampled_from([1, 2, 4]))
def test_what_came_and_went_gives_what_all_at_once_gives(draw: random.Random, holders: int, votes: int) -> None:
    boiler = "officials said on monday that the border would stay open for all trade between the two sides until winter comes"
    rows = []
    for number in range(24):
        own = " ".join(WORDS[(n * 7 + draw.randint(0, 2)) % 20] for n in range(draw.choice([6, 14, 20, 30])))
        day = draw.choice([None, date(2020, 1, draw.randint(1, 28))])
        rows.append([f"{number:x}", day, f"f{draw.randint(0, 30)}", None, number, f"{boiler} {own}" if draw.random() < 0.6 else own])
    with patch.object(near_copies, "HOLDERS", holders), patch.object(near_copies, "MIN_VOTES", votes):
        everything = sketch(pl.DataFrame(rows, schema=ROW, orient="row"))
        before = everything.filter(pl.Series([draw.random() < 0.6 for _ in rows]))
        stays = before.filter(pl.Series([draw.random() < 0.97 for _ in range(before.height)], dtype=pl.Boolean))
        days = [date(2020, 1, 15) if draw.random() < 0.03 else day for day in stays["published_on"]]
        came = everything.join(before, on="document_id", how="anti").head(draw.randint(0, 2))
        now = pl.concat([stays.with_columns(published_on=pl.Series(days, dtype=pl.Date)), came])
        known = before.join(find_copies(before), on="document_id", how="left").select(list(near_copies.KNOWN))
        gone = before.join(now, on=near_copies.IDENTITY, how="anti", nulls_equal=True)
        found = update_copies(now, known, gone)
        assert found is None or found.equals(find_copies(now))


@pytest.mark.parametrize(("newcomer", "is_disturbed"), [("d11", False), ("d0", True)])
def test_a_late_newcomer_disturbs_nobody_and_an_early_one_does(newcomer: str, is_disturbed: bool) -> None:
    text = "officials said on monday that the border would stay open for all trade between the two sides until winter comes and goes"
    rows = [[f"d{n}", date(2020, 1, n + 1), "f", None, n, f"{text} number {n}"] for n in range(12)]
    everything = sketch(pl.DataFrame(rows, schema=ROW, orient="row"))
    before = everything.filter(pl.col("document_id") != newcomer)
    known = before.join(find_copies(before), on="document_id", how="left").select(list(near_copies.KNOWN))
    found = update_copies(everything, known, everything.clear())
    assert (found is None) == is_disturbed
    assert found is None or found.equals(find_copies(everything))


def test_step_by_step_as_all_at_once() -> None:
    texts = {}
    for number in range(60):
        lines = article(number % 20)
        texts[f"{(number * 37) % 60:03}"] = " ".join(copied(lines, number, head=0.1 * (number % 3)))
    sketches = sketch(frame(texts))
    old, new = sketches.filter(pl.int_range(pl.len()) % 3 > 0), sketches.filter(pl.int_range(pl.len()) % 3 == 0)
    kept = dict(find_copies(old).iter_rows())
    for name, earlier in find_copies(new, old).iter_rows():
        kept[name] = min(earlier, kept.get(name, earlier))
    assert kept == dict(find_copies(sketches).iter_rows())


def test_the_order_of_rows_is_of_no_consequence() -> None:
    texts = {f"{number:03}": " ".join(copied(article(number % 5), number, head=0.1)) for number in range(20)}
    sketches = sketch(frame(texts))
    assert find_copies(sketches.reverse()).equals(find_copies(sketches))


def test_documents_get_their_duplicates() -> None:
    documents = frame({"b": "Coal exports halted", "a": "Coal exports halted"})
    marked = with_duplicates(documents, find_copies(sketch(documents)))
    assert marked.select("document_id", "duplicate_of").rows() == [("b", "a"), ("a", None)]


def test_nothing_in_nothing_out() -> None:
    assert find_copies(sketch(frame({}))).is_empty()
