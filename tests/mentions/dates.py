"""Read sentences of a table for their dates."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipeline.mentions.date import find_dates
from pipeline.schema import DATES
from pipeline.text.plain import plain

PUBLISHED = date(2016, 5, 19)

Found = list[tuple[str | None, ...]]


def dates_of(*texts: str | tuple[str, ...], published: date | None = PUBLISHED, publishers: list[str] | None = None) -> list[Found]:
    """What is found in each text, given as its sentence or sentences: surface, first and last day, granularity, basis."""
    documents = [(text,) if isinstance(text, str) else text for text in texts]
    rows = []
    for document, sentences in enumerate(documents):
        start = 0
        for place, text in enumerate(sentences):
            rows.append((f"{document:03}", f"{document:03}:{place}", place, start, start + len(text), text))
            start += len(text) + 1
    columns = ["document_id", "sentence_id", "sentence_number", "start_char", "end_char", "text"]
    frame = pl.DataFrame(rows, schema=columns, orient="row").with_columns(plain(pl.col("text")).alias("plain"))
    ids = [f"{document:03}" for document in range(len(documents))]
    schema = {"document_id": pl.String, "published_on": pl.Date, "publisher": pl.String}
    dated = pl.DataFrame(
        {"document_id": ids, "published_on": [published] * len(ids), "publisher": publishers or [None] * len(ids)}, schema=schema
    )
    found = find_dates(frame, dated)
    assert found.columns == list(DATES)
    for document, start, end, surface in found.select("document_id", "start_char", "end_char", "surface").iter_rows():
        assert "\n".join(documents[int(document)])[start:end] == surface
    days = [pl.col(name).cast(pl.String) for name in ("date_from", "date_to")]
    return [found.filter(pl.col("document_id") == name).select("surface", *days, "granularity", "basis").rows() for name in ids]
