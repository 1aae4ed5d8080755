"""What the report says, asked of the published file: one SQL file for each question, capped in SQL, with the number of all there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.reading import open_warehouse, require_schema

HERE = Path(__file__).parent

Row = dict[str, Any]

# Rows that go into the page; what is left out is said beside each table.
LIMITS: dict[str, int] = {"flows": 300, "newest": 60, "listed": 120, "routes": 400, "outlets": 25, "quarantine": 40}
# Distinct combinations behind the charts. Where there are more, the rarest goods and corridors are counted together.
MOST_CELLS = 60_000
CELL_LIMITS = ((400, 400), (150, 150), (80, 80), (40, 40), (20, 20))


def gather(warehouse: Path) -> dict[str, list[Row]]:
    """The rows of every question by its name. Raises WarehouseNotReadableError or OtherSchemaError.

    Of a capped question each row has `of_all`, the number of rows there are without the cap.
    """
    with open_warehouse(warehouse) as session:
        require_schema(session, warehouse)
        found = {name: ask(session, name) for name in sorted(path.stem for path in (HERE / "sql").glob("*.sql")) if name != "cells"}
        return {**found, "cells": ask_cells(session)}


def ask(session: duckdb.DuckDBPyConnection, name: str, **given: int) -> list[Row]:
    """The rows of one question."""
    sql = (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    limits = given or ({"rows": LIMITS[name]} if name in LIMITS else None)
    answer = session.execute(sql, limits)
    columns = [column[0] for column in answer.description or []]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def ask_cells(session: duckdb.DuckDBPyConnection) -> list[Row]:
    """The cells behind the charts: period, corridor, good, chapter, status, flows. Their sum is that of all flows, whatever is merged."""
    for goods, corridors in CELL_LIMITS:
        cells = ask(session, "cells", goods=goods, corridors=corridors)
        if len(cells) <= MOST_CELLS:
            return cells
    rough = pl.DataFrame(cells, infer_schema_length=None).with_columns(pl.lit("*").alias("good"), pl.lit("*").alias("corridor"))
    keys = ["period", "corridor", "good", "chapter", "status"]
    return rough.group_by(keys).agg(pl.col("flows").sum()).sort(keys).to_dicts()
