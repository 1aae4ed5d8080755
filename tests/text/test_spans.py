"""Spans are found with offsets in the document, and settled without regard to row order."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicon.load import load_furniture
from pipeline.text.sentences import split_sentences
from pipeline.text.spans import find_pattern, find_terms, longest, outside, with_context

TEXT = "Rice—fine rice—went to Köln. The rice flour of São Paulo is no rice.\nPrice of rice: 3 t."


@pytest.fixture
def sentences() -> pl.DataFrame:
    documents = pl.DataFrame({"document_id": ["d"], "title": [None], "text": [TEXT]}, schema_overrides={"title": pl.String})
    return split_sentences(documents, load_furniture())


def surfaces(frame: pl.DataFrame) -> list[str]:
    assert all(TEXT[row["start_char"] : row["end_char"]] == row["surface"] for row in frame.iter_rows(named=True))
    return frame["surface"].to_list()


def test_terms_are_whole_words_and_may_overlap(sentences: pl.DataFrame) -> None:
    found = find_terms(sentences, ["rice", "rice flour", "Sao Paulo", "Koln"])
    assert surfaces(found) == ["Rice", "rice", "Köln", "rice", "rice flour", "São Paulo", "rice", "rice"]


def test_case_can_be_kept(sentences: pl.DataFrame) -> None:
    assert surfaces(find_terms(sentences, ["Rice", "Price"], ignore_case=False)) == ["Rice", "Price"]


def test_patterns_know_what_stands_beside_them(sentences: pl.DataFrame) -> None:
    assert surfaces(find_pattern(sentences, r"\w+", before=r"\bof ")) == ["São", "rice"]
    assert surfaces(find_pattern(sentences, r"\d+", after=r" t\b")) == ["3"]
    assert find_pattern(sentences, r"(?P<n>\d+)")["matched"].to_list() == ["3"]


def test_context_ends_with_the_sentence(sentences: pl.DataFrame) -> None:
    found = with_context(find_terms(sentences, ["flour"]), sentences, width=9)
    assert found.select("before", "after").row(0) == ("The rice ", " of Sao P")


def test_longest_and_outside(sentences: pl.DataFrame) -> None:
    found = find_terms(sentences, ["rice", "rice flour"])
    kept = longest(found)
    assert surfaces(kept) == ["Rice", "rice", "rice flour", "rice", "rice"]
    assert surfaces(outside(found, find_terms(sentences, ["rice flour"]))) == ["Rice", "rice", "rice", "rice"]


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=25, unique=True)


@settings(deadline=None)
@given(spans)
def test_longest_leaves_no_overlap_and_loses_no_free_span(pairs: list[tuple[int, int]]) -> None:
    rows = [{"document_id": "d", "sentence_id": "d:0", "start_char": a, "end_char": a + n, "surface": "x" * n} for a, n in pairs]
    frame = pl.DataFrame(
        rows,
        schema={"document_id": pl.String, "sentence_id": pl.String, "start_char": pl.Int64, "end_char": pl.Int64, "surface": pl.String},
    )
    kept = longest(frame).select("start_char", "end_char").rows()
    assert all(b <= c for (_, b), (c, _) in pairwise(kept))
    assert all(any(a < d and c < b for c, d in kept) for a, b in ((a, a + n) for a, n in pairs))
    assert longest(frame.sample(fraction=1.0, shuffle=True, seed=3)).select("start_char", "end_char").rows() == kept
