"""The DDL against the contract (contract.csv), and the comments that make it a dictionary."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from warehouse.dictionary import dictionary_rows, empty_database, render_markdown, write_dictionary
from warehouse.errors import CommentMissingError
from warehouse.reading import query
from warehouse.tables import INPUT_TABLES, SORTED_BY, TABLES, VIEWS, sql_files

CONTRACT = [tuple(row.values()) for row in csv.DictReader((Path(__file__).parent / "contract.csv").open(encoding="utf-8"))]
EVIDENCE = ("document_id", "sentence_id", "start_char", "end_char", "surface", "confidence")


@cache
def columns() -> dict[tuple[str, str], str]:
    rows = dictionary_rows().filter(pl.col("column_name").is_not_null())
    return {(table, column): kind for table, column, kind in rows.select("table_name", "column_name", "type").iter_rows()}


def test_every_column_of_the_contract_is_in_the_ddl_with_its_type() -> None:
    assert {(table, column): kind for table, column, kind in CONTRACT}.items() <= columns().items()


def test_every_fact_has_its_evidence_and_where_it_came_from() -> None:
    for table in (table for table in TABLES if table.startswith("fact_")):
        assert {(table, column) for column in (*EVIDENCE, "rule", "lexicon")} <= columns().keys(), table
    assert {("fact_routes", "cue"), ("fact_trade_flows", "cue"), ("dim_documents", "published_basis")} <= columns().keys()


def test_every_comment_is_a_sentence_that_says_more_than_the_name() -> None:
    for table, column, comment in dictionary_rows().select("table_name", "column_name", "comment").iter_rows():
        assert re.fullmatch(r"\S+( \S+){2,}\.", comment), (table, column, comment)


def test_every_nullable_column_says_what_null_means() -> None:
    nullable = dictionary_rows().filter((pl.col("kind") == "table") & pl.col("is_nullable"))
    silent = nullable.filter(~pl.col("comment").str.contains("NULL")).select("table_name", "column_name").rows()
    assert silent == []


def test_no_view_hides_columns_behind_a_star_and_none_filters_rows() -> None:
    for name, sql in sql_files("views").items():
        assert not re.search(r"select\s+\*|\.\*|\blimit\b|\bqualify\b", sql, re.IGNORECASE), name


def test_every_input_table_has_an_order() -> None:
    assert all(set(keys) <= {column for table_, column in columns() if table_ == table} for table, keys in SORTED_BY.items())
    assert set(INPUT_TABLES) == set(SORTED_BY)


def test_a_missing_comment_stops_the_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = {
        "schema": {"notes": "CREATE TABLE notes (word VARCHAR); COMMENT ON TABLE notes IS 'Some notes.';"},
        "macros": {},
        "windows": {},
        "views": {},
    }
    monkeypatch.setattr("warehouse.dictionary.sql_files", bare.__getitem__)
    with empty_database() as session:
        assert session.execute("SELECT count(*) FROM notes").fetchall() == [(0,)]
    with pytest.raises(CommentMissingError, match=r"notes\.word"):
        dictionary_rows()


def test_the_dictionary_of_a_file_is_that_of_the_ddl(small: Path, tmp_path: Path) -> None:
    assert dictionary_rows(small).equals(dictionary_rows())
    page = tmp_path / "docs" / "page.md"
    write_dictionary(page, small)
    text = page.read_text(encoding="utf-8")
    assert text == render_markdown(dictionary_rows())
    assert all(f"\n## {name}" in text for name in (*TABLES, *VIEWS))


def test_the_page_of_the_dictionary_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "DATA_DICTIONARY.md"
    assert page.read_text(encoding="utf-8") == render_markdown(dictionary_rows()), "renew it with: .venv/bin/python -m warehouse.dictionary"


def test_the_dictionary_is_a_table_of_the_file(small: Path) -> None:
    assert query(small, "FROM data_dictionary").rows() == dictionary_rows().rows()
    functions = query(small, "SELECT table_name FROM data_dictionary WHERE kind = 'function'")["table_name"].to_list()
    assert {"search", "search_sentences"} <= set(functions)
