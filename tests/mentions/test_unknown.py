"""Candidates for the lexicon: what is found, what it is taken for, and what is left out."""

from __future__ import annotations

import polars as pl
import pytest

from pipeline.extract import extract
from pipeline.schema import CANDIDATES, DOCUMENTS, conform

Found = list[tuple[str, str, int]]


def candidates(*texts: str) -> pl.DataFrame:
    rows = [{"document_id": f"d{n}", "source_file": "", "text": text, "language": "en"} for n, text in enumerate(texts)]
    return extract(conform(pl.DataFrame(rows), DOCUMENTS))["unknown_terms"]


CASES: list[tuple[str, Found]] = [
    ("Kenya sold 20 tonnes of zibblefruits to Uganda.", [("zibblefruit", "good", 1)]),
    ("Kenya sold tea, zibbleberries and maize to Uganda.", [("zibbleberry", "good", 1)]),
    ("Kenya shipped tea to the port of Quamburi.", [("Quamburi", "place", 1)]),
    ("Trucks with tea were stopped near Quamburi.", [("Quamburi", "place", 1)]),
    ("Trucks with tea went via Quamburi to Uganda.", [("Quamburi", "place", 1)]),
    ("Tea was bought by the trader Zembrolux from Kenya.", [("Zembrolux", "actor", 1)]),
    ("Tea is scarce, Zembrolux said on Monday.", [("Zembrolux", "actor", 1)]),
    ("The tea went to a unit of Zembrolux Panto in Kenya.", [("Zembrolux Panto", "actor", 1)]),
    ("Tea is scarce, said the spokesman for Zembrolux. It sold maize, and Zembrolux bought rice.", [("Zembrolux", "actor", 2)]),
    ("Tea was sold in April. In May, Officials said, the price of tea fell.", []),
    ("Tea was sold in Nairobi. The trader Kenya Tea Company said so.", []),
    ("Tea is scarce, the Minister said.", []),
    ("Tea is scarce, Crane said; and then a crane was sold.", []),  # a word that the text writes small too
    ("Tea was sold in European markets.", []),
    ("TEA PRICES RISE NEAR QUAMBURI", []),
    ("The choir sang, and Zembrolux said it was fine.", []),  # no word of goods
]


@pytest.fixture(scope="module")
def each() -> pl.DataFrame:
    return candidates(*(text for text, _ in CASES))


@pytest.mark.parametrize("number", range(len(CASES)), ids=[text[:40] for text, _ in CASES])
def test_candidates(each: pl.DataFrame, number: int) -> None:
    found = each.filter(pl.col("document_id") == f"d{number}")
    assert found.select("term", "guessed_kind", "mentions").rows() == CASES[number][1]


def test_a_term_is_one_row_for_each_document_and_stands_where_it_says() -> None:
    texts = ("Tea left via Quamburi. More tea came via Quamburi.", "Café tea was stopped near Quamburi.")
    rows = candidates(*texts)
    assert rows.select("document_id", "term", "mentions").rows() == [("d0", "Quamburi", 2), ("d1", "Quamburi", 1)]
    for row in rows.iter_rows(named=True):
        assert texts[int(row["document_id"][1:])][row["start_char"] : row["end_char"]] == row["surface"] == "Quamburi"


def test_without_documents_there_are_none() -> None:
    assert extract(conform(pl.DataFrame(), DOCUMENTS).clear())["unknown_terms"].schema == CANDIDATES
