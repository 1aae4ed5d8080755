"""The terms that a lexicon lacks, from the published file."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from warehouse.errors import QueryError
from warehouse.reading import first_line, open_warehouse

TOP = """
SELECT term, guessed_kind, documents, mentions, example
FROM lexicon_candidates
WHERE $kind IS NULL OR guessed_kind = $kind
ORDER BY documents DESC, mentions DESC, term
LIMIT $rows
"""


def top_candidates(warehouse: Path, kind: str | None, rows: int) -> pl.DataFrame:
    """The first rows of lexicon_candidates, of one guessed kind or of all; raises QueryError for a file of an older Tumen."""
    with open_warehouse(warehouse, sandboxed=True) as session:
        try:
            found: pl.DataFrame = session.sql(TOP, params={"kind": kind, "rows": rows}).pl()
        except duckdb.Error as error:
            raise QueryError(reason=first_line(error)) from error
    return found
