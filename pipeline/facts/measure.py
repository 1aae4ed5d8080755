"""How much of a good: the quantity and the money that stand in its phrase."""

from __future__ import annotations

import polars as pl

_COLUMNS = ["quantity_low", "quantity_high", "unit", "amount_low", "amount_high", "currency", "is_approximate"]
# Between a quantity and its good: nothing but *of*, *worth of* and adjectives; between a good and its price: *worth*, *for*, *at*.
_LEADS = r"^(?: of| in| worth of| worth)?(?: (?:the|its|their|other|some|new|additional))?(?: [a-z][\w-]*){0,2} ?$"
_FOLLOWS = (
    r"^,? ?(?:\(|(?:(?:that|which) (?:were|was|are|is) )?(?:worth|valued at|costing|priced at|at|for|at a cost of|that cost|totalling"
    r"|totaling|amounting to|of)(?: (?:as much as|about|around|up to|more than|over|some|nearly|almost))? ?)$"
)


def with_measures(goods: pl.DataFrame, quantities: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`goods` with quantity_low, quantity_high, unit, amount_low, amount_high, currency, is_approximate.

    A quantity belongs to the next good of its phrase (*30 tons of wheat flour*), money to the good that it buys (*$3 million worth
    of coal*, *coal worth $3 million*). Unknown stays null; nothing is halved or averaged.
    """
    amounts = _nearest(goods, quantities.filter(pl.col("measure") == "money"), sentences, ("leads", "follows"))
    weights = _nearest(goods, quantities.filter(pl.col("measure") == "quantity"), sentences, ("leads",))
    key = ["document_id", "start_char", "end_char"]
    return (
        goods.drop([name for name in _COLUMNS if name in goods.columns])
        .join(
            weights.select(
                *key,
                pl.col("low").alias("quantity_low"),
                pl.col("high").alias("quantity_high"),
                "unit",
                pl.col("is_approximate").alias("_about"),
            ),
            on=key,
            how="left",
            maintain_order="left",
        )
        .join(
            amounts.select(
                *key,
                pl.col("low").alias("amount_low"),
                pl.col("high").alias("amount_high"),
                "currency",
                pl.col("is_approximate").alias("_roughly"),
            ),
            on=key,
            how="left",
            maintain_order="left",
        )
        .with_columns(
            pl.when(pl.col("_about").is_null() & pl.col("_roughly").is_null())
            .then(None)
            .otherwise(pl.col("_about").fill_null(False) | pl.col("_roughly").fill_null(False))
            .alias("is_approximate")
        )
        .drop("_about", "_roughly")
    )


def _nearest(goods: pl.DataFrame, measures: pl.DataFrame, sentences: pl.DataFrame, sides: tuple[str, ...]) -> pl.DataFrame:
    """For each good the nearest measure of its phrase: key columns of the good, low, high, unit, currency, is_approximate."""
    spans = measures.select(
        "sentence_id",
        pl.col("start_char").alias("_from"),
        pl.col("end_char").alias("_to"),
        "low",
        "high",
        "unit",
        "currency",
        "is_approximate",
    )
    lines = sentences.select("sentence_id", pl.col("start_char").alias("_line"), pl.col("plain"))
    near = (
        goods.select("document_id", "sentence_id", "start_char", "end_char")
        .join(spans, on="sentence_id")
        .join(lines, on="sentence_id")
        .with_columns(
            pl.col("plain")
            .str.slice(pl.col("_to") - pl.col("_line"), pl.max_horizontal(pl.col("start_char") - pl.col("_to"), pl.lit(0)))
            .alias("_lead"),
            pl.col("plain")
            .str.slice(pl.col("end_char") - pl.col("_line"), pl.max_horizontal(pl.col("_from") - pl.col("end_char"), pl.lit(0)))
            .alias("_tail"),
        )
        .filter(
            ((pl.col("_to") <= pl.col("start_char")) & pl.col("_lead").str.contains(_LEADS))
            | (pl.lit("follows" in sides) & (pl.col("_from") >= pl.col("end_char")) & pl.col("_tail").str.contains(_FOLLOWS))
        )
        .with_columns(pl.max_horizontal(pl.col("start_char") - pl.col("_to"), pl.col("_from") - pl.col("end_char")).alias("_gap"))
    )
    return near.sort("document_id", "start_char", "end_char", "_gap", "_from").unique(
        ["document_id", "start_char", "end_char"], keep="first", maintain_order=True
    )
