"""Glued files are cut where their text shows it; the slices put together are the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.segments import split_articles

FLOUR = "Imports of wheat flour rose by a third in the first half, the customs office said.\nTraders expect more trains in spring."
COAL = "Ships with coal left the port on Monday and had not come back by Friday.\nThe harbour master gave no reason for the delay."
FISH = "The ban on seafood stays in force until the end of March, an official said.\nShops sell what they have left in their cold stores."
ARTICLES = [FLOUR, COAL, FISH]
DAYS = ["February 02, 2026", "February 03, 2026", "February 04, 2026"]


def parts(text: str) -> list[str]:
    spans = split_articles(text)
    slices = [text[start:end] for start, end in spans]
    assert "".join(slices) == text
    return slices


def stamp(day: str) -> str:
    return f"{day} at 09:48PM\nby BorderDaily(Trade Media)\n"


CLOSED = "".join(f"{text}\n{stamp(day)}" for text, day in zip(ARTICLES, DAYS, strict=True))
OPENED = "".join(f"{stamp(day)}{text}\n\n" for text, day in zip(ARTICLES, DAYS, strict=True))
DATED = list(enumerate(zip(ARTICLES, DAYS, strict=True)))
TITLED = "".join(f"News of place {n}\n{stamp(day)}{text}\n\n" for n, (text, day) in DATED)
HEADED = "".join(f"Title: News {n}\nDate: {day}\nSource: Border News\n\n{text}\n\n" for n, (text, day) in DATED)
RULED = f"\n{'-' * 20}\n".join(f"News of place {n}\n\n{text}" for n, text in enumerate(ARTICLES))
EQUALS = f"\n\n{'=' * 40}\n\n".join(ARTICLES)
STARS = "\n\n* * *\n\n".join(f"News of place {n}\n\n{text}" for n, text in enumerate(ARTICLES))
AGENCY = "\n\n".join(f"News of place {n}\n\nSEOUL, March {n + 1} (Agency) -- {text}" for n, text in enumerate(ARTICLES))
FRAMED = "".join(f"{'=' * 30}\nNEWS OF PLACE {n}\n{'=' * 30}\n{text}\n" for n, text in enumerate(ARTICLES))


@pytest.mark.parametrize("text", [CLOSED, OPENED, TITLED, HEADED, RULED, EQUALS, STARS, AGENCY, FRAMED])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_three_articles_in_one_file(text: str, line_end: str) -> None:
    slices = parts(text.replace("\n", line_end))
    assert len(slices) == 3
    for whole, article in zip(slices, ARTICLES, strict=True):
        assert article.replace("\n", line_end) in whole


def test_a_stamp_stays_with_its_article() -> None:
    assert all(day in whole for day, whole in zip(DAYS, parts(CLOSED), strict=True))
    assert all(day in whole for day, whole in zip(DAYS, parts(OPENED), strict=True))
    assert [whole.splitlines()[0] for whole in parts(TITLED)] == ["News of place 0", "News of place 1", "News of place 2"]


@pytest.mark.parametrize(
    "text",
    [
        FLOUR,
        "\n".join(ARTICLES),
        f"{FLOUR}\n{stamp(DAYS[0])}",
        f"{FLOUR}\n{stamp(DAYS[0])}\nRead in Korean\n",
        f"Flour trade\n{stamp(DAYS[0])}{FLOUR}",
        f"Flour trade\n===========\n\n{FLOUR}\n\nCoal\n----\n\n{COAL}",
        f"{FLOUR}\n\n* * *\n\n{COAL}\n\n* * *\n\n{FISH}",
        f"---\ntitle: Flour trade\ndate: 2024-03-05\n---\n\n{FLOUR}",
        f"{FLOUR}\n\n----------------\nCountry   Tons\n----------------\nChina     200\nRussia    300\n----------------\n",
        "",
        "\n\n",
    ],
)
def test_one_article_stays_whole(text: str) -> None:
    assert len(parts(text)) <= 1


PIECES = [*ARTICLES, stamp(DAYS[0]), "-" * 9, "* * *", "Title: A\nDate: B\n", "News", "", "\r", "SEOUL, May 5 (Agency) --"]


@given(st.lists(st.sampled_from(PIECES)))
def test_slices_are_a_partition_of_any_text(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    spans = split_articles(text)
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert (spans[-1][1] if spans else 0) == len(text)
