"""The terms that no lexicon has, counted over documents: one row for each, a copy counts for nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from tests.warehouse.conftest import FLOUR, Frames, unknown
from warehouse.publish import publish
from warehouse.reading import query


def test_a_term_is_counted_once_for_each_document_that_is_no_copy(small: Path) -> None:
    found = query(small, "FROM lexicon_candidates")
    assert found["term"].to_list() == ["note"]
    row = found.row(0, named=True)
    assert (row["documents"], row["mentions"], row["first_seen"]) == (2, 3, date(2025, 4, 2))
    assert (row["document_id"], row["example"]) == ("d1", FLOUR)
    assert FLOUR[row["start_char"] : row["end_char"]] == "note"


def test_the_kind_is_that_of_most_documents(frames: Frames, staged: Callable[[Frames], dict[str, Path]], target: Path) -> None:
    rows = [
        unknown("d1", "coal", term="zorb", guessed_kind="place", mentions=9),
        unknown("d2", "rail", term="zorb", guessed_kind="actor"),
        unknown("d3", "End", term="zorb", guessed_kind="actor"),
    ]
    documents = frames["dim_documents"].with_columns(pl.lit(None, pl.String).alias("duplicate_of"))
    publish(staged({**frames, "dim_documents": documents, "unknown_terms": pl.DataFrame(rows)}), target)
    found = query(target, "SELECT guessed_kind, documents, mentions, document_id FROM lexicon_candidates")
    assert found.rows() == [("actor", 3, 11, "d2")]
