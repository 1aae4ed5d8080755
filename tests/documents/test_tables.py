"""Parquet: a record for each row, as the same rows in JSON lines would be read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.documents.files import list_files
from pipeline.documents.stage import stage
from tests.documents.doors import OTHER, TEXT, parquet_file
from tests.documents.reading import read, reasons

ROWS: list[dict[str, Any]] = [
    {"text": TEXT, "title": "Flour", "publisher": None, "url": None, "published": "2024-03-05", "language": "en-GB"},
    {"text": f"{OTHER}\n\nFebruary 2, 2023\n\n{TEXT}", "title": None, "publisher": "Wire", "url": "https://example.org", "language": None},
    {"text": "  ", "title": "blank"},
    {"text": TEXT, "published": "yesterday"},
    {"text": None},
]


def test_rows_are_read_as_lines_are(tmp_path: Path) -> None:
    (tmp_path / "rows").mkdir()
    (tmp_path / "lines").mkdir()
    (tmp_path / "rows" / "a.parquet").write_bytes(parquet_file(ROWS, row_group_size=2))
    (tmp_path / "lines" / "a.parquet.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    rows, lines = (stage(list_files(tmp_path / name)) for name in ("rows", "lines"))
    told = ["source_record", "file_start", "title", "publisher", "url", "language", "published_on", "text"]
    assert rows[0].select(told).equals(lines[0].select(told))
    assert rows[0]["source_record"].to_list() == [1, 2, 4]
    assert rows[1].select("reason", "detail").sort(pl.all()).equals(lines[1].select("reason", "detail").sort(pl.all()))


def test_days_and_other_columns(tmp_path: Path) -> None:
    data = parquet_file({"id": [7, 8], "published": [date(2024, 3, 5), None], "text": [TEXT, OTHER], "extra": [[1], [2]]})
    documents, wrong = read(tmp_path, "a.parquet", data)
    assert wrong == []
    assert documents["published_on"].to_list() == [date(2024, 3, 5), None]
    assert documents["text"].to_list() == [TEXT, OTHER]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (parquet_file({"text": pl.Series([], dtype=pl.String)}), "empty"),
        (parquet_file({"body": [TEXT]}), "unsupported format"),
        (parquet_file({"text": [5]}), "record invalid"),
        (parquet_file({"text": [TEXT]})[:-9], "damaged"),
        (b"PAR1" + bytes(range(256)) * 4 + b"PAR1", "damaged"),
        (TEXT.encode(), "damaged"),
    ],
    ids=["nothing", "no rows", "no text", "numbers", "cut", "noise", "other"],
)
def test_a_table_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reasons(read(tmp_path, "a.parquet", data)) == [reason]


def test_a_column_that_unpacks_to_too_much_stops(tmp_path: Path) -> None:
    data = parquet_file({"text": ["x" * 100_000] * 2_000})
    assert len(data) < 100_000
    assert "unpacks to too much" in reasons(read(tmp_path, "a.parquet", data))
