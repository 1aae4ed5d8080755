"""Dates: expressions that can be laid on the calendar, with their first and last day, from the text and the day of publication."""

from __future__ import annotations

import polars as pl

from pipeline.mentions.date_bounds import day_of, shifted, with_bounds
from pipeline.mentions.date_range import with_compared_periods, with_ordered_ends
from pipeline.mentions.date_slots import find_slots
from pipeline.mentions.date_tense import with_tense
from pipeline.mentions.date_year import with_days_of_range, with_nearest_year, with_numeric_order, with_year_beside, with_year_of_story
from pipeline.schema import DATES, conform, empty
from pipeline.text.spans import last_before

_ANCHORED = ["anchored", "later"]
_FINE = {
    0: (1, 1),
    3: (1, 92),
    4: (80, 92),
    5: (1, 366),
    6: (1, 3653),
}  # days that a day or week, a month, a quarter, a year, a decade is counted from
_REACH = 6  # sentences over which "the next day" finds the day before it
_CONFIDENCE = {"stated": 0.97, "relative": 0.9, "inferred": 0.8}
_UNRESOLVED = 0.6


def find_dates(sentences: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Expressions of time in `sentences`; the columns of DATES, in text order.

    `documents` gives `published_on` (and, where it has it, `publisher`) by `document_id`. `date_from` and `date_to` are the first and
    last day, null where the expression is relative and nothing to count from is known. `basis` is `stated` (the year stands in the
    text), `relative` (counted from publication or from a date told before) or `inferred` (a year that the context fixes).
    """
    columns = [name for name in ("published_on", "publisher") if name in documents.columns]
    slots = find_slots(sentences)
    if slots.is_empty():
        return empty(DATES)
    found = slots.join(documents.select("document_id", *columns), on="document_id", how="left", maintain_order="left")
    nothing = [
        pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in (("publisher", pl.String), ("base", pl.Date), ("basis", pl.String))
        if name not in found.columns
    ]
    frame = with_tense(found.with_columns(nothing)).with_columns(
        pl.col("published_on").alias("ref"),
        pl.when(pl.col("y").is_not_null() | (pl.col("kind") == "century")).then(pl.lit("stated")).alias("basis"),
    )
    frame = _with_relative_year(with_numeric_order(_with_year_of_range(frame)))
    frame = with_nearest_year(with_year_of_story(with_days_of_range(with_year_beside(frame))))
    frame = with_compared_periods(_with_anchors(with_bounds(_with_base(with_ordered_ends(frame)))))
    return conform(_graded(frame), DATES).sort("document_id", "start_char")


def _with_year_of_range(frame: pl.DataFrame) -> pl.DataFrame:
    """The year of the first end of a range that states it at the second (November-January 2016 begins in 2015)."""
    ranged = pl.col("mon2").is_not_null() & pl.col("kind").is_in(["day", "month"])
    backwards = (pl.col("mon") > pl.col("mon2")).cast(pl.Int64)
    years_after = ranged & pl.col("y").is_null() & pl.col("y2").is_not_null()
    year_of_both = ranged & pl.col("y").is_not_null() & pl.col("y2").is_null() & (pl.col("rule") == "months")
    swapped = (pl.col("kind") == "week") & pl.col("day2").is_not_null()
    quartered = (pl.col("kind") == "quarter") & pl.col("y").is_null() & pl.col("y2").is_not_null()
    first_of = (pl.col("kind") == "first of") & pl.col("y").is_null()
    y = (
        pl.when(years_after)
        .then(pl.col("y2") - backwards)
        .when(year_of_both)
        .then(pl.col("y") - backwards)
        .when(quartered | first_of)
        .then("y2")
        .otherwise("y")
    )
    plural = (pl.col("kind") == "year") & pl.col("y2").is_not_null() & ((pl.col("y2") <= pl.col("y")) | (pl.col("y2") > pl.col("y") + 200))
    return frame.with_columns(
        y.alias("y"),
        pl.when(pl.col("kind").is_in(["year", "decade", "fiscal"]) | (ranged & ~year_of_both)).then("y2").alias("y2"),
        *[pl.when(swapped).then(pl.col(f"{name}2")).otherwise(name).alias(name) for name in ("day", "mon")],
        *[pl.when(~swapped).then(pl.col(f"{name}2")).alias(f"{name}2") for name in ("day", "mon")],
    ).filter(~plural).with_columns(pl.when(pl.col("y").is_not_null()).then(pl.lit("stated")).otherwise("basis").alias("basis"))  # fmt: skip


def _with_relative_year(frame: pl.DataFrame) -> pl.DataFrame:
    """Years and months named by their relation to publication: March of last year, the 5th of this month."""
    on = pl.col("published_on")
    year = on.dt.year().cast(pl.Int64) + pl.col("yoff")
    index = on.dt.year().cast(pl.Int64) * 12 + on.dt.month().cast(pl.Int64) - 1 + pl.col("moff")
    turned = (pl.col("kind") == "new year") & on.is_not_null()
    direct = ~pl.col("anchored")
    filled = (
        pl.when(turned).then(on.dt.year().cast(pl.Int64) + (on.dt.month() >= 11).cast(pl.Int64))
        .when(direct & pl.col("moff").is_not_null()).then(index // 12).when(direct & pl.col("yoff").is_not_null()).then(year)
        .when(pl.col("kind") == "same period").then(on.dt.year().cast(pl.Int64) - 1)
    )  # fmt: skip
    return frame.with_columns(
        pl.coalesce("y", filled).alias("y"),
        pl.when(direct & pl.col("moff").is_not_null()).then(index % 12 + 1).otherwise("mon").alias("mon"),
        pl.when(pl.col("y").is_null() & filled.is_not_null()).then(pl.lit("relative")).otherwise("basis").alias("basis"),
    )


def _with_base(frame: pl.DataFrame) -> pl.DataFrame:
    """The day of departure of everything that is counted from publication."""
    ref, kind, off = pl.col("ref"), pl.col("kind"), pl.col("off")
    whole = pl.col("n") * pl.when(kind == "from now").then(1).otherwise(-1)
    days = (
        pl.when(kind == "day word").then(ref + pl.duration(days=pl.col("word")))
        .when(kind == "weekday").then(_weekday())
        .when((kind == "shift") & (pl.col("unit") == "weekend") & off.is_null()).then(_weekend())
        .when(kind == "shift").then(shifted(ref, off.cast(pl.Float64), pl.col("unit")))
        .when(kind == "of the unit").then(shifted(ref, pl.lit(0.0), pl.col("unit")))
        .when(kind.is_in(["ago", "from now"])).then(shifted(ref, whole, pl.col("unit")))
        .when(kind == "day only").then(_day_only())
    )  # fmt: skip
    counted = days.is_not_null() | ((kind == "window") & ref.is_not_null())
    return frame.with_columns(
        days.alias("base"), pl.when(counted).then(pl.lit("relative")).otherwise("basis").alias("basis"),
        pl.when(kind.is_in(["ago", "from now", "later"])).then(None).otherwise("part").alias("part"),
    )  # fmt: skip


def _weekday() -> pl.Expr:
    """The nearest such weekday that fits the tense; last and next exclude the day of publication itself."""
    ref, off, named = pl.col("ref"), pl.col("off"), pl.col("wd")
    today = ref.dt.weekday().cast(pl.Int64)
    back, ahead = (today - named) % 7, (named - today) % 7
    monday = ref.dt.truncate("1w")
    future = (pl.col("tense") == "future").fill_null(False)
    return (
        pl.when(pl.col("woff").is_not_null()).then(monday + pl.duration(days=pl.col("woff") * 7 + named - 1))
        .when(off == -1).then(ref - pl.duration(days=pl.when(back == 0).then(7).otherwise(back)))
        .when(off == 1).then(ref + pl.duration(days=pl.when(ahead == 0).then(7).otherwise(ahead)))
        .when(off == 0).then(monday + pl.duration(days=named - 1))
        .when(future).then(ref + pl.duration(days=ahead))
        .otherwise(ref - pl.duration(days=back))
    )  # fmt: skip


def _weekend() -> pl.Expr:
    """The weekend under way, else the last or, of what is to come, the next."""
    ref = pl.col("ref")
    ahead = ((pl.col("tense") == "future") | (ref.dt.weekday() >= 6)).fill_null(False)
    return pl.when(ahead).then(ref).otherwise(ref - pl.duration(days=7))


def _day_only() -> pl.Expr:
    """The nearest such day of a month that fits the tense."""
    ref = pl.col("ref")
    index = ref.dt.year().cast(pl.Int64) * 12 + ref.dt.month().cast(pl.Int64) - 1
    late, early = pl.col("day") > ref.dt.day(), pl.col("day") < ref.dt.day()
    future = (pl.col("tense") == "future").fill_null(False)
    index = index - (late & ~future).cast(pl.Int64) + (early & future).cast(pl.Int64)
    return day_of(index // 12, index % 12 + 1, pl.col("day"))


def _with_anchors(frame: pl.DataFrame) -> pl.DataFrame:
    """Bounds of what is counted from a date told before: the next day, two years later, March of that year.

    The anchor is the last resolved date before it in the text that is fine enough for the unit counted. A year or month earlier
    is counted from publication where no date stands before it.
    """
    anchored = pl.col("kind").is_in(_ANCHORED) | pl.col("anchored")
    unit = (
        pl.when(pl.col("yoff").is_not_null())
        .then(pl.lit("year"))
        .when(pl.col("moff").is_not_null())
        .then(pl.lit("month"))
        .when(pl.col("woff").is_not_null())
        .then(pl.lit("week"))
        .otherwise("unit")
    )
    needed = unit.replace_strict(
        {"day": 0, "week": 0, "weekend": 0, "month": 3, "quarter": 4, "year": 5, "decade": 6, "century": 6},
        default=5,
        return_dtype=pl.Int64,
    )
    frame = frame.with_columns(anchored.alias("_waits"), needed.alias("_needed"))
    for _ in range(3):  # a chain of three: on Monday … the next day … two days later
        if not frame.select((pl.col("_waits") & pl.col("date_from").is_null()).any()).item():
            break
        counted = _counted(frame).with_row_index("_row")
        waits = pl.col("_waits") & pl.col("date_from").is_null()
        frame = pl.concat([counted.filter(~waits), with_bounds(counted.filter(waits))]).sort("_row").drop("_row")
    return frame.drop("_waits", "_needed")


def _counted(frame: pl.DataFrame) -> pl.DataFrame:
    """One round: `base` or `y` of the waiting rows from the nearest resolved date before them."""
    days = (pl.col("date_to") - pl.col("date_from")).dt.total_days() + 1
    anchors: list[pl.Expr] = []
    reporting = pl.col("kind").is_in(["weekday", "day word"]) | (
        (pl.col("date_from") - pl.col("ref")).dt.total_days().abs() <= 7
    ).fill_null(False)
    for level, (least, most) in _FINE.items():  # a month or year earlier is not counted from the day of the report itself
        usable = days.is_between(least, most).fill_null(False) & (~reporting | (level == 0))
        waiting = pl.col("_waits") & (pl.col("_needed") == level)
        anchors.append(pl.when(waiting).then(last_before(usable, "document_id")))
    backwards = (pl.col("off") < 0) & (pl.col("kind") != "anchored")
    under_way = pl.col("rule") == "the quarter"
    frame = frame.with_columns(pl.coalesce(*anchors).alias("_at"))
    told = pl.when(pl.col("sentence_number") - pl.col("sentence_number").gather("_at") <= _REACH).then(pl.col("date_from").gather("_at"))
    frame = frame.with_columns(
        pl.coalesce(told, pl.when((backwards & pl.col("_needed").is_in([3, 4, 5])) | under_way).then(pl.col("ref"))).alias("_anchor")
    )
    anchor = pl.col("_anchor")
    steps = pl.when(pl.col("kind") == "later").then(pl.col("n").fill_null(1.0) * pl.col("off")).otherwise(pl.col("off").cast(pl.Float64))
    waits = pl.col("_waits") & pl.col("date_from").is_null() & anchor.is_not_null()
    step = waits & pl.col("kind").is_in(_ANCHORED)
    index = anchor.dt.year().cast(pl.Int64) * 12 + anchor.dt.month().cast(pl.Int64) - 1 + pl.col("moff")
    return frame.with_columns(
        pl.when(step).then(shifted(anchor, steps, pl.col("unit"))).otherwise("base").alias("base"),
        pl.when(waits & pl.col("yoff").is_not_null())
        .then(anchor.dt.year() + pl.col("yoff"))
        .when(waits & pl.col("moff").is_not_null())
        .then(index // 12)
        .otherwise("y")
        .alias("y"),
        pl.when(waits & pl.col("moff").is_not_null()).then(index % 12 + 1).otherwise("mon").alias("mon"),
        pl.when(waits).then(pl.lit("relative")).otherwise("basis").alias("basis"),
    ).drop("_at", "_anchor")


def _graded(frame: pl.DataFrame) -> pl.DataFrame:
    """`confidence` by basis; granularity and basis only where the days are known. A fiscal year is read as the calendar year."""
    known = pl.col("date_from").is_not_null()
    basis = pl.when(pl.col("kind") == "fiscal").then(pl.lit("inferred")).otherwise("basis")
    return frame.with_columns(
        pl.when(known).then(basis).alias("basis"),
        pl.when(known).then("granularity").alias("granularity"),
        pl.when(known)
        .then(basis.replace_strict(_CONFIDENCE, default=_UNRESOLVED, return_dtype=pl.Float64))
        .otherwise(_UNRESOLVED)
        .alias("confidence"),
    )
