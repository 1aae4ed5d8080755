"""The year of a date that names none: fixed by the text beside it, carried on by the story, or the nearest to publication.

All functions take and give the frame of `find_slots` in text order with `published_on`; they fill `y` and `basis`
(stated, relative, inferred) and leave rows that they cannot settle.
"""

from __future__ import annotations

import polars as pl

from pipeline.mentions.date_bounds import with_bounds
from pipeline.text.spans import beside

_MONTHLY = ["day", "month"]
_YEARLESS = ["day", "month", "quarter", "quarters", "half", "first of", "season", "holiday", "week"]
_JOINED = r"(?i)^(?:[ ,/-]|\b(?:to|and|or|until|till|through|again|then|between|from|in|on|early|late|the|with|both)\b)*$"
_ADVERBIAL = r"(?i)\b(?:in|of|during|throughout) $|^$"
_LINK = 24  # characters between a date and the next of its range or list
_LEADING = r"(?i)^\W*(?:and |but )?(?:in|during|throughout|for|of) $"
_SETTING = r"(?i)\b(?:in|on|by|since|until|from|during|of|between|and|late|early|mid)[ -]$|^$"
_UNSAID = 20  # news looks back: days that a reading to come is set back by where no verb tells
_WRONG_TENSE = {"past": 400, "said": 120, "future": 400}  # days that a reading against the tense is set back by
_AHEAD_WRONG = 200  # the same of a day or week that is spoken of as to come: it lies near, and a verb beside it may be misread
_QUARTER_WRONG = 120  # the same of a quarter: results still to be reported are of the one that has ended


def with_numeric_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Numeric dates read day first or month first, as the document shows: a number above 12, a reading that is the day of
    publication, or else the other dates of the same outlet; dots are day first. Without evidence day and month stay unknown."""
    numeric = pl.col("kind") == "numeric"
    day_first, month_first = pl.col("a") > 12, pl.col("b") > 12
    on = pl.col("published_on")
    fits = pl.col("y") == on.dt.year()
    reads_day = fits & (pl.col("a") == on.dt.day()) & (pl.col("b") == on.dt.month())
    reads_month = fits & (pl.col("b") == on.dt.day()) & (pl.col("a") == on.dt.month())
    vote = (
        pl.when(numeric)
        .then((day_first | reads_day).fill_null(False).cast(pl.Int32) - (month_first | reads_month).fill_null(False).cast(pl.Int32))
        .otherwise(0)
    )
    order = pl.coalesce(
        pl.when(pl.col("sep") == ".").then(1),
        pl.when(pl.col("a") == pl.col("b")).then(1),
        *[pl.when(vote.sum().over(key).sign() != 0).then(vote.sum().over(key).sign()) for key in ("document_id", "publisher")],
    )
    outlet = (
        pl.col("publisher").is_not_null() | (vote.sum().over("document_id") != 0) | (pl.col("sep") == ".") | (pl.col("a") == pl.col("b"))
    )
    first = pl.when(numeric & outlet & order.is_not_null()).then(order)
    return frame.with_columns(
        pl.when(numeric).then(pl.when(first == 1).then("a").when(first == -1).then("b")).otherwise(pl.col("day")).alias("day"),
        pl.when(numeric).then(pl.when(first == 1).then("b").when(first == -1).then("a")).otherwise(pl.col("mon")).alias("mon"),
    )


def with_year_beside(frame: pl.DataFrame) -> pl.DataFrame:
    """Years that stand in the same sentence: of the range or list that the date is part of (March and April 2014), or set before it
    (In 2015 exports rose in March)."""
    monthly = pl.col("kind").is_in([*_MONTHLY, "first day", "quarter", "season", "first of"])
    gap = beside(pl.col("start_char"), -1, "sentence_id") - pl.col("end_char")
    link = pl.when(gap <= _LINK).then(pl.col("after").str.slice(0, gap.clip(0, _LINK)))
    frame = frame.with_columns(link.str.contains(_JOINED).fill_null(False).alias("_joined"))
    for _ in range(3):  # a list of four months takes its year from the last in three steps
        nxt = {name: beside(pl.col(name), -1, "sentence_id") for name in ("y", "mon", "kind", "basis")}
        year = nxt["y"] - pl.coalesce((pl.col("mon") > nxt["mon"]).cast(pl.Int64), pl.lit(0))
        take = (
            monthly
            & pl.col("y").is_null()
            & pl.col("yoff").is_null()
            & pl.col("off").is_null()
            & pl.col("_joined")
            & nxt["kind"].is_in([*_MONTHLY, "first day", "quarter", "season"])
            & nxt["y"].is_not_null()
        )
        frame = frame.with_columns(
            pl.when(take).then(year).otherwise("y").alias("y"), pl.when(take).then(nxt["basis"]).otherwise("basis").alias("basis")
        )
    frame = frame.drop("_joined")
    bare = (pl.col("kind") == "year") & pl.col("before").str.contains(_LEADING)
    lead = pl.when(bare).then(pl.col("y")).forward_fill().over("sentence_id")
    take = monthly & pl.col("y").is_null() & pl.col("yoff").is_null() & pl.col("off").is_null() & lead.is_not_null()
    return frame.with_columns(
        pl.when(take).then(lead).otherwise("y").alias("y"), pl.when(take).then(pl.lit("inferred")).otherwise("basis").alias("basis")
    )


def with_days_of_range(frame: pl.DataFrame) -> pl.DataFrame:
    """Month and year of a day that is one end of a range or list (March 5 and 6; 5 to 7 March), from the date beside it."""
    for kind, step in (("first day", -1), ("second day", 1)):
        mine = pl.col("kind") == kind
        frame = frame.with_columns(
            pl.when(mine).then(beside(pl.col("mon"), step, "sentence_id")).otherwise("mon").alias("mon"),
            pl.when(mine).then(pl.coalesce("y", beside(pl.col("y"), step, "sentence_id"))).otherwise("y").alias("y"),
            pl.when(mine).then(pl.coalesce("basis", beside(pl.col("basis"), step, "sentence_id"))).otherwise("basis").alias("basis"),
        )
    after = beside(pl.col("kind"), -1, "sentence_id") == "second day"
    year, basis = (beside(pl.col(name), -1, "sentence_id") for name in ("y", "basis"))
    settled = pl.col("kind").is_in(["first day", "second day"])
    return frame.with_columns(
        pl.when(after & pl.col("y").is_null()).then(year).otherwise("y").alias("y"),
        pl.when(after & pl.col("y").is_null()).then(basis).otherwise("basis").alias("basis"),
        pl.when(settled).then(pl.lit("day")).otherwise("kind").alias("kind"),
    )


def with_year_of_story(frame: pl.DataFrame) -> pl.DataFrame:
    """Years carried on from the last date that states one, where the story goes on without a break of sentences.

    In a text of a known day of publication only for a year gone by, and not for a day shortly before publication. The year turns
    where the months jump back (November … in March).
    """
    known = pl.col("published_on").is_not_null()
    monthly = (
        pl.col("kind").is_in([*_MONTHLY, "day only"]) & pl.col("off").is_null() & pl.col("yoff").is_null() & pl.col("mon").is_not_null()
    )
    setting = pl.col("before").str.contains(_SETTING)
    yearly = (pl.col("kind") == "year") & ~known & pl.col("before").str.contains(_ADVERBIAL) & pl.col("y").is_not_null()
    stated = pl.col("y").is_not_null()
    gap = pl.col("sentence_number") - pl.col("sentence_number").shift(1).over("document_id")
    reach = pl.when(known | (pl.col("kind") == "month")).then(1).otherwise(3)
    counted = pl.col("kind").is_in(["anchored", "later"])
    told = frame.filter(monthly | yearly | counted).with_columns(((gap > reach) | gap.is_null()).alias("_broken"))
    told = told.with_columns(pl.col("_broken").cum_sum().over("document_id")).filter(monthly | yearly)
    told = told.with_columns(
        (stated | (pl.col("_broken") != pl.col("_broken").shift(1).over("document_id")).fill_null(True))
        .cum_sum()
        .over("document_id")
        .alias("_run")
    )
    run = ["document_id", "_run"]
    back = (pl.col("mon") - pl.col("mon").shift(1).over(run) < -5).fill_null(False).cum_sum().over(run).cast(pl.Int64)
    year = pl.col("y").first().over(run) + back
    on = pl.col("published_on")
    soon = pl.min_horizontal((on - _on(on.dt.year())).dt.total_days().abs(), pl.lit(400))
    past = (pl.col("tense").is_in(["past", "said"])).fill_null(False) & (year < on.dt.year()) & (soon > 45)
    near = pl.col("sentence_number") - pl.col("sentence_number").first().over(run) <= 2
    allowed = ~known | (past & near & pl.col("mon2").is_null() & setting.first().over(run))
    carried = (
        told.with_columns(year.alias("_year"), allowed.alias("_allowed"))
        .filter(~stated & pl.col("_allowed"))
        .select("document_id", "start_char", "_year")
    )
    same_month = (
        frame.filter((pl.col("kind").is_in(_MONTHLY)) & pl.col("y").is_not_null() & pl.col("published_on").is_null())
        .group_by("document_id", "mon").agg(pl.col("y").unique().sort()).filter(pl.col("y").list.len() == 1)
        .select("document_id", "mon", pl.col("y").list.first().alias("_same"), pl.lit("day").alias("kind"))
    )  # fmt: skip
    open_ = pl.col("y").is_null() & pl.col("yoff").is_null()
    return (
        frame.join(carried, on=["document_id", "start_char"], how="left", maintain_order="left")
        .join(same_month, on=["document_id", "mon", "kind"], how="left", maintain_order="left")
        .with_columns(pl.when(open_).then(pl.coalesce("_year", "_same")).alias("_year"))
        .with_columns(
            pl.coalesce("y", "_year").alias("y"),
            pl.when(pl.col("_year").is_not_null()).then(pl.lit("inferred")).otherwise("basis").alias("basis"),
        )
        .drop("_year", "_same")
    )


def _on(year: pl.Expr) -> pl.Expr:
    """The row's month and day in `year`; the first of the month without a day."""
    month, day = pl.col("mon").fill_null(1), pl.min_horizontal(pl.col("day").fill_null(1), pl.lit(28))
    return pl.date(year, month, day)


def with_nearest_year(frame: pl.DataFrame) -> pl.DataFrame:
    """The year that brings a date without one nearest to publication and fits the tense; last, this and next choose by name."""
    on = pl.col("published_on")
    yearless = (
        pl.col("kind").is_in(_YEARLESS) & pl.col("y").is_null() & pl.col("yoff").is_null() & pl.col("moff").is_null() & on.is_not_null()
    )
    numbered = frame.with_row_index("_row")
    tried = pl.concat([numbered.filter(yearless).with_columns((on.dt.year() + step).cast(pl.Int64).alias("y")) for step in (-1, 0, 1)])
    past, future = pl.col("tense").is_in(["past", "said"]), pl.col("tense") == "future"
    away = pl.max_horizontal((on - pl.col("date_to")).dt.total_days(), (pl.col("date_from") - on).dt.total_days(), pl.lit(0))
    against = (past & (pl.col("date_from") > on)) | (future & (pl.col("date_to") < on))
    wrong = pl.col("tense").replace_strict(_WRONG_TENSE, default=0, return_dtype=pl.Int64)
    least = (
        pl.when(pl.col("kind") == "quarter").then(_QUARTER_WRONG).when(future & pl.col("kind").is_in(["day", "week"])).then(_AHEAD_WRONG)
    )
    wrong = pl.min_horizontal(wrong, least)
    penalty = pl.when(against.fill_null(False)).then(wrong).otherwise(0) + pl.when(
        pl.col("tense").is_null() & (pl.col("date_from") > on)
    ).then(_UNSAID).otherwise(0)
    named = (
        pl.when(pl.col("off") == -1).then(pl.col("date_to") >= on)
        .when(pl.col("off") == 1).then(pl.col("date_from") <= on)
        .when(pl.col("off") == 0).then((pl.col("date_from").dt.year() != on.dt.year()) & (pl.col("kind") != "season"))
        .otherwise(False)
    )  # fmt: skip
    bounded = (
        with_bounds(tried)
        .filter(pl.col("date_from").is_not_null())
        .with_columns((away + penalty + named.cast(pl.Int64) * 1000).alias("_score"))
    )
    best = (
        bounded.sort("_score", "y")
        .unique("_row", keep="first", maintain_order=True)
        .select("_row", pl.col("y").alias("_year"), pl.col("off").alias("_off"))
    )
    return (
        numbered.join(best, on="_row", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("y", "_year").alias("y"),
            pl.when(pl.col("_year").is_null())
            .then("basis")
            .when(pl.col("_off").is_not_null())
            .then(pl.lit("relative"))
            .otherwise(pl.lit("inferred"))
            .alias("basis"),
        )
        .drop("_row", "_year", "_off")
    )
