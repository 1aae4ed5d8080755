"""The working copy keeps every offset: one ASCII character for one code point, whatever stands in the text."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.plain import EURO, OTHER, POUND, plain


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
