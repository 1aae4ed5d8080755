"""Dates that take their year or their length from the date beside them: ends of a range, and the same period of another year."""

from __future__ import annotations

import polars as pl

from pipeline.text.spans import last_before

_TO = r"(?i)^ (?:to|until|till|through) $"
_MONTHS = (27, 300)  # days: a period of months, neither a day nor a year
_REACH = 2  # sentences between a period and the one that it is compared with


def with_ordered_ends(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` of `find_slots`, years filled, with the ends of a range (May to September, between November and April) in order.

    An end whose year is only inferred takes it from the other one: the first that lies before the second, less than a year apart.
    """
    here = pl.col("kind").is_in(["month", "day"]) & pl.col("mon").is_not_null() & pl.col("y").is_not_null()
    loose = pl.col("basis") == "inferred"
    gap = pl.col("start_char").shift(-1) - pl.col("end_char")
    between = pl.col("after").str.slice(0, gap.clip(0, 12))
    joined = between.str.contains(_TO) | (between.eq(" and ") & pl.col("before").str.contains(r"(?i)\bbetween $"))
    paired = (
        (joined & here & here.shift(-1) & (gap <= 12) & (pl.col("kind") == pl.col("kind").shift(-1)))
        & pl.col("sentence_id").eq_missing(pl.col("sentence_id").shift(-1))
    ).fill_null(False)
    turn = (pl.col("mon") > pl.col("mon").shift(-1)).cast(pl.Int64)
    first = pl.when(paired & loose).then(pl.col("y").shift(-1) - turn)
    second = pl.when((paired & ~loose).shift(1, fill_value=False) & loose).then((pl.col("y") + turn).shift(1))
    return frame.with_columns(pl.coalesce(first, second, "y").alias("y"))


def with_compared_periods(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with bounds, in which *the same period of 2019* has the months of the period told just before, in that year.

    A relative one (*the same period last year*) lies a year before the period it is compared with. Without one it stays the year.
    """
    same = pl.col("kind") == "same period"
    length = (pl.col("date_to") - pl.col("date_from")).dt.total_days()
    frame = frame.with_columns(last_before(length.is_between(*_MONTHS).fill_null(False) & ~same, "document_id").alias("_at"))
    told = {name: pl.col(name).gather("_at") for name in ("date_from", "date_to", "granularity", "sentence_number")}
    year = pl.when(pl.col("basis") == "stated").then(pl.col("y")).otherwise(told["date_from"].dt.year() - 1)
    steps = pl.format("{}y", year - told["date_from"].dt.year())
    near = same & (pl.col("sentence_number") - told["sentence_number"] <= _REACH) & year.is_not_null()
    ends = told["date_to"].dt.offset_by(steps)
    whole = told["date_to"] == told["date_to"].dt.month_end()
    moved = {
        "date_from": told["date_from"].dt.offset_by(steps),
        "date_to": pl.when(whole).then(ends.dt.month_end()).otherwise(ends),
        "granularity": told["granularity"],
        "basis": pl.when(pl.col("basis") == "stated").then(pl.lit("stated")).otherwise(pl.lit("relative")),
    }
    return frame.with_columns(pl.when(near).then(value).otherwise(name).alias(name) for name, value in moved.items()).drop("_at")
