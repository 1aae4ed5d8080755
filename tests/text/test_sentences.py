"""Sentences point into the text, end where a reader would end them, and never cross a paragraph."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicon.load import load_furniture
from pipeline.text.sentences import split_sentences


def split(text: str, title: str | None = None) -> pl.DataFrame:
    documents = pl.DataFrame({"document_id": ["d"], "title": [title], "text": [text]}, schema_overrides={"title": pl.String})
    return split_sentences(documents, load_furniture())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Coal rose. Iron fell.", ["Coal rose.", "Iron fell."]),
        ("The U.S. sold arms. Mr. Lee left.", ["The U.S. sold arms.", "Mr. Lee left."]),
        ("He lives in the U.S. The coal is his.", ["He lives in the U.S.", "The coal is his."]),
        ("Acme Corp. of Ohio paid $1.5 million. It sells tin.", ["Acme Corp. of Ohio paid $1.5 million.", "It sells tin."]),
        ("“Buy rice,” he said. “Sell tea.” She did.", ["“Buy rice,” he said.", "“Sell tea.”", "She did."]),
        ("On Jan. 5, No. 7 sank. J. R. Smith saw it!", ["On Jan. 5, No. 7 sank.", "J. R. Smith saw it!"]),
        ("Head without stop\nFirst line of the text.", ["Head without stop", "First line of the text."]),
        ("  \n\n \t\n", []),
    ],
)
def test_ends_of_sentences(text: str, expected: list[str]) -> None:
    assert split(text)["text"].to_list() == expected


def test_lines_broken_at_a_fixed_width_are_read_on() -> None:
    text = (
        "    Traders in the port said that the shipments of sugar to the\n"
        "islands had stopped and that no one could say when they would be\n"
        "taken up again.\n"
        "    Exports of rum were not affected, the harbour board said in a\n"
        "statement.\n"
    )
    assert [line.split()[0] for line in split(text)["text"]] == ["Traders", "Exports"]


def test_page_furniture_is_marked_and_kept() -> None:
    frame = split("Coal goes to Laos.\nRead in Korean\nShare this article on Facebook\nAbout us\nWe sell analysis of China.")
    assert dict(zip(frame["text"], frame["zone"], strict=True)) == {
        "Coal goes to Laos.": "body",
        "Read in Korean": "furniture",
        "Share this article on Facebook": "furniture",
        "About us": "furniture",
        "We sell analysis of China.": "furniture",
    }


def test_title_and_stamp_have_zones_of_their_own() -> None:
    frame = split("Coal for Laos\nCoal goes to Laos.\nMarch 03, 2021 at 10:00AM\nby Some Feed(trade desk)", title="Coal for Laos")
    assert frame["zone"].to_list() == ["title", "body", "stamp", "stamp"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB. \n\"'“”()U.S한é1-!?\r\t", max_size=120))
def test_every_sentence_is_cut_out_of_the_text(text: str) -> None:
    for row in split(text).iter_rows(named=True):
        assert text[row["start_char"] : row["end_char"]] == row["text"]
        assert len(row["plain"]) == len(row["text"])


@pytest.mark.parametrize("word", ["rice, coal, ", "rice,", "밀가루 ", "x"], ids=["words", "no blanks", "korean", "letters"])
def test_what_is_too_long_for_a_sentence_is_cut_and_nothing_is_lost(word: str) -> None:
    text = "Coal rose.\n" + word * (20_000 // len(word))
    found = split(text)
    assert found["text"][0] == "Coal rose."
    assert found["text"].str.len_chars().max() <= 2000
    assert all(text[start:end] == part for start, end, part in found.select("start_char", "end_char", "text").iter_rows())
    assert sum(found["text"].str.replace_all(" ", "").str.len_chars()) == len("".join(text.split()))
    if word.endswith(" "):
        assert found["text"][1:].str.contains(rf"^(?:{'|'.join(word.split())})").all()
