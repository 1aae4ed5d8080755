"""The working copy keeps every offset: one ASCII character for one code point, whatever stands in the text."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.plain import EURO, OTHER, POUND, in_ascii, plain


def copy(text: str) -> str:
    return str(pl.select(plain(pl.lit(text))).item())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sinŭiju", "Sinuiju"),
        ("Namp’o", "Namp'o"),
        ("“coal” – £3, €4", f'"coal" - {POUND}3, {EURO}4'),
        ("non\u00a0breaking\u2009space", "non breaking space"),
        ("São Tomé, Đà Nẵng, Łódź", "Sao Tome, Da Nang, Lodz"),
        ("북한", OTHER * 2),
        ("a\x02b\x03c", f"a{OTHER}b{OTHER}c"),
        ("ﬁ", OTHER),
        ("", ""),
    ],
)
def test_signs_and_letters(text: str, expected: str) -> None:
    assert copy(text) == expected


@given(st.text(max_size=200))
def test_one_character_for_one_code_point(text: str) -> None:
    made = copy(text)
    assert len(made) == len(text)
    assert made.isascii()


# A pattern, and texts of the working copy in which it finds something, or nothing.
PATTERNS = {
    r"\b\w+ly\b": ["quickly said", "the early bird", "fly", "_ly", "lye", ""],
    r"^[\w.-]{3,6} \d+[^\w]": ["U.S. 12,", "a-b_c 7!", "ab 7!", "abc 7a", "abcdefg 7."],
    r"[^\d\s]\W\S\D$": ["a .x", "1 .x", "a, b", "tab\t\x1fz", "\x0b\x0c ab"],
    r"(?i)\Bship\B|[]x\]]\b": ["worships", "ship", "Warships]", "x]", "]a"],
    r"\\w|[[:alpha:]\d]{2}": [r"\w", "a1", "11", "--"],
}  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_in_ascii_finds_the_same_in_the_working_copy(pattern: str) -> None:
    texts = pl.Series([*PATTERNS[pattern], "".join(map(chr, range(128)))])
    found, cheap = (texts.str.extract_all(each).to_list() for each in (pattern, in_ascii(pattern)))
    assert cheap == found
    assert any(found)
