"""What Dagster shows of a table and of the published file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from warehouse.summary import summarise

Metadata = dict[str, Any]
PREVIEW_ROWS = 5
PREVIEW_CHARS = 60
MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]|#~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})


def describe_table(files: list[Path]) -> Metadata:
    """Of Parquet files: rows, columns, the first rows, and where they are."""
    frame = pl.scan_parquet(files)
    columns = [dg.TableColumn(name, str(dtype)) for name, dtype in frame.collect_schema().items()]
    return {
        "dagster/row_count": frame.select(pl.len()).collect().item(),
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns=columns)),
        "dagster/uri": (files[0] if len(files) == 1 else files[0].parent).as_uri(),
        "preview": dg.MetadataValue.md(markdown_table(frame.head(PREVIEW_ROWS).collect())),
    }


def describe_warehouse(path: Path, *, is_new: bool) -> Metadata:
    """Of the published file: its summary, and whether this run made it or found it as it would have made it."""
    found = summarise(path)
    lines = [f"- {line.translate(MARKDOWN)}" for line in found.lines()]
    return {
        "dagster/uri": path.as_uri(),
        "published": is_new,
        "documents": found.documents,
        **found.facts,
        "summary": dg.MetadataValue.md("\n".join(lines)),
    }


def markdown_table(frame: pl.DataFrame) -> str:
    """A Markdown table of a few rows; long values are cut, and nothing in them is Markdown or HTML."""
    rows = [[_cell(value) for value in row] for row in frame.iter_rows()]
    return "\n".join("| " + " | ".join(row) + " |" for row in [frame.columns, ["---"] * frame.width, *rows])


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value)[: 4 * PREVIEW_CHARS].split())
    return (text if len(text) <= PREVIEW_CHARS else text[: PREVIEW_CHARS - 1] + "…").translate(MARKDOWN)
