"""Parquet: a record for each row, with the columns that JSON lines have as keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from os import SEEK_END
from typing import Any, BinaryIO

import pyarrow as pa

from pipeline.documents.failures import Broken, Empty, Unsupported
from pipeline.documents.lines import read_values
from pipeline.documents.parts import Budget, Found

COLUMNS = ("text", "title", "publisher", "url", "published", "language")
ROWS = 64  # unpacked at once: one may have as much as a document may


def read_table(stream: BinaryIO, budget: Budget) -> Iterator[Found]:
    """A record for each row, which count from 1. `published` may be a day or time as well as a text. Raises ReadFailure."""
    try:
        for number, values in enumerate(_rows(stream, budget), start=1):
            told = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
            yield from read_values(number, told)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Broken(f"Arrow says: {error}.") from error


def _rows(stream: BinaryIO, budget: Budget) -> Iterator[dict[str, Any]]:
    from pyarrow.parquet import ParquetFile  # here, for most folders hold none

    if not stream.seek(0, SEEK_END):
        raise Empty()
    table = ParquetFile(stream)
    names = [name for name in COLUMNS if name in table.schema_arrow.names]
    if "text" not in names:
        raise Unsupported("It has no column named text.")
    if not table.metadata.num_rows:
        raise Empty("It has no rows.")
    for batch in table.iter_batches(ROWS, columns=names, use_threads=False):
        budget.spend(batch.nbytes)
        yield from batch.to_pylist()
