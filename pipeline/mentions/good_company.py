"""Weak words count only in company: beside words of trade, beside other goods, or where the same text trades in them elsewhere."""

from __future__ import annotations

import polars as pl

from pipeline.text.spans import outside

STRONG, WEAK, DISCOURSE = 0.9, 0.7, 0.6
_NEAR = 45  # characters between a weak word and the word of trade or the strong good beside it
_QUANTITY = r"(?i)\b(?:tons?|tonnes?|kg|kilos?|kilograms?|barrels?|litres?|liters?|bags?|boxes|sacks?|bottles?|worth|units?|pieces?|rounds?|crates?|shipments?|carloads?|truckloads?|pounds|ounces|grams|bushels?|amounts?|quantit(?:y|ies)|volumes?) of (?:[\w-]+ ){0,2}$"


def in_company(terms: pl.DataFrame, sentences: pl.DataFrame, context: pl.DataFrame) -> pl.DataFrame:
    """`terms` (see `find_forms`, none forbidden) that stand for merchandise, with `rule` and `confidence`.

    `context` has `pattern` and `reach`: see `load_trade_context`. A carrier (ship, truck) has to be bought, sold or delivered
    itself. A weak word accepted once counts in its whole document: one sense per discourse (Gale, Church and Yarowsky 1992).
    """
    anywhere, near, before, after = (_any_of(context, reach) for reach in ("sentence", "near", "before", "after"))
    strong = terms.filter("is_strong")
    carriers = terms.filter(~pl.col("is_strong") & pl.col("is_carrier"))
    weak = terms.filter(~pl.col("is_strong") & ~pl.col("is_carrier"))
    sold = carriers.filter(pl.col("before").str.contains(before) | pl.col("after").str.contains(after))
    busy = sentences.join(weak.select("sentence_id").unique(), on="sentence_id", how="semi").filter(pl.col("plain").str.contains(anywhere))
    beside = (
        pl.col("sentence_id").is_in(busy["sentence_id"].to_list())
        | pl.col("before").str.tail(_NEAR).str.contains(near)
        | pl.col("after").str.head(_NEAR).str.contains(near)
        | pl.col("before").str.contains(_QUANTITY)
    )
    traded = pl.concat([weak.filter(beside), _beside_goods(weak.filter(~beside), strong)])
    rest = weak.join(traded.select("document_id", "start_char", "end_char"), on=["document_id", "start_char", "end_char"], how="anti")
    again = rest.join(traded.select("document_id", "good_id").unique(), on=["document_id", "good_id"], how="semi")
    parts = [(strong, "good term", STRONG), (sold, "vehicle as ware", WEAK), (traded, "weak term in company", WEAK), (again, "weak term again", DISCOURSE)]
    return pl.concat([part.with_columns(pl.lit(rule).alias("rule"), pl.lit(confidence).alias("confidence")) for part, rule, confidence in parts])


def _beside_goods(weak: pl.DataFrame, strong: pl.DataFrame) -> pl.DataFrame:
    """Weak terms with a strong good close by that they are no part of."""
    numbered = outside(weak, strong).with_row_index("_row")
    others = strong.select("sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"))
    close = (
        numbered.select("_row", "sentence_id", "start_char", "end_char")
        .join(others, on="sentence_id")
        .filter((pl.col("_from") - pl.col("end_char") < _NEAR) & (pl.col("start_char") - pl.col("_to") < _NEAR))
    )
    return numbered.join(close.select("_row").unique(), on="_row", how="semi").drop("_row")


def _any_of(context: pl.DataFrame, reach: str) -> str:
    patterns = context.filter(pl.col("reach") == reach)["pattern"].to_list()
    edge = r"\b" if reach in ("sentence", "near") else ""
    return f"(?i){edge}(?:{'|'.join(patterns)}){edge}"
