"""Reads a table of short texts in one batch, so that each case of a rule costs next to nothing."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipeline.extract import extract
from pipeline.schema import DOCUMENTS, conform


def read(texts: dict[str, str], published: date | None = date(2024, 3, 6)) -> dict[str, pl.DataFrame]:
    """The tables of `texts` (name of the case → text); `document_id` is the name."""
    rows = [{"document_id": name, "source_file": f"{name}.txt", "file_start": 0, "text": text} for name, text in texts.items()]
    documents = pl.DataFrame(rows).with_columns(language=pl.lit("en"), published_on=pl.lit(published, pl.Date))
    return extract(conform(documents, DOCUMENTS))


def flows(tables: dict[str, pl.DataFrame], name: str) -> set[tuple[str, str, str, str]]:
    """(good or *, exporter or XX, importer or XX, status) of one case."""
    columns = ["good_surface", "exporter_country", "importer_country", "status"]
    rows = tables["fact_trade_flows"].filter(pl.col("document_id") == name).select(columns).rows()
    return {(good or "*", exporter or "XX", importer or "XX", status) for good, exporter, importer, status in rows}


def routes(tables: dict[str, pl.DataFrame], name: str) -> set[tuple[str, str, str, str, tuple[str, ...]]]:
    """(from, to, mode, status, names on the way but those of countries) of one case."""
    names = dict(tables["dim_places"].filter(pl.col("kind") != "country").select("place_id", "name").iter_rows())
    columns = ["origin_country", "destination_country", "mode", "status", "via_place_ids"]
    rows = tables["fact_routes"].filter(pl.col("document_id") == name).select(columns).rows()
    return {(a or "XX", b or "XX", mode or "", status, tuple(names[v] for v in via if v in names)) for a, b, mode, status, via in rows}
