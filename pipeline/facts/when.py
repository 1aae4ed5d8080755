"""When a flow took place: the date of its clause or sentence, else the day of publication."""

from __future__ import annotations

import polars as pl


def with_dates(flows: pl.DataFrame, dates: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """`flows` (with `_row`) with date_from, date_to, date_basis.

    The nearest resolved date of the same sentence counts; without one the day of publication does, with basis `published`.
    """
    resolved = dates.filter(pl.col("date_from").is_not_null()).select(
        "sentence_id",
        pl.col("start_char").alias("_from"),
        pl.col("end_char").alias("_to"),
        "date_from",
        "date_to",
        pl.col("basis").alias("date_basis"),
    )
    nearest = (
        flows.select("_row", "sentence_id", "start_char", "end_char")
        .join(resolved, on="sentence_id")
        .with_columns(
            pl.max_horizontal(pl.col("_from") - pl.col("end_char"), pl.col("start_char") - pl.col("_to"), pl.lit(0)).alias("_gap")
        )
        .sort("_row", "_gap", "_from")
        .unique("_row", keep="first", maintain_order=True)
        .select("_row", "date_from", "date_to", "date_basis")
    )
    published = documents.select("document_id", "published_on")
    stated = pl.col("date_from").is_not_null()
    return (
        flows.join(nearest, on="_row", how="left", maintain_order="left")
        .join(published, on="document_id", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("date_from", "published_on").alias("date_from"),
            pl.when(stated).then("date_to").otherwise("published_on").alias("date_to"),
            pl.when(stated).then("date_basis").when(pl.col("published_on").is_not_null()).then(pl.lit("published")).alias("date_basis"),
        )
        .drop("published_on")
    )
