"""From slots to days: the first and last day of an expression of time whose year or point of departure is known."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.calendar_load import load_holidays, load_parts

# Months in a unit, and whether the unit starts at multiples of its length (a season starts where its base lies).
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
_FLOORED = ("month", "quarter", "half", "year", "decade")


def day_of(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The day, or null where the calendar has none (30 February) or a part is unknown."""
    first = _first_of(year * 12 + month - 1)
    found = first + pl.duration(days=day - 1)
    return pl.when(found.dt.month() == first.dt.month()).then(found)


def shifted(day: pl.Expr, steps: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """A day in the unit that lies `steps` units from the one of `day`; years and months by the calendar."""
    months = unit.replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    index = day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1 + (steps * months).floor().cast(pl.Int64)
    days = unit.replace_strict({"day": 1, "week": 7, "weekend": 7}, default=None, return_dtype=pl.Int64)
    century = (index // 1200) * 1200 + 12
    return (
        pl.when(days.is_not_null())
        .then(day + pl.duration(days=steps.cast(pl.Int64) * days))
        .when(unit == "century")
        .then(_first_of(century))
        .otherwise(_first_of(index))
    )


def _first_of(index: pl.Expr) -> pl.Expr:
    """The first day of the month with this number (12 × year + month − 1); null outside the years 1 to 9000."""
    sound = index.is_between(12, 108_000)
    year = pl.when(sound).then(index // 12)
    return pl.date(year, index % 12 + 1, 1)


def _same_day(day: pl.Expr, months: pl.Expr) -> pl.Expr:
    """The same day of the month so many months away, or that month's last day."""
    first = _first_of(day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1 + months)
    length = first.dt.month_end().dt.day()
    return first + pl.duration(days=pl.min_horizontal(day.dt.day(), length) - 1)


def with_bounds(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with `date_from`, `date_to`, `granularity` for rows whose year (`y`) or day of departure (`base`, `ref`) is known.

    Other rows get nulls. Periods of months are cut by the table of parts; a window runs between `ref` and a day so many units away.
    """
    seasons = frame.lazy().with_columns(_unit().alias("_unit"))  # lazy: what several expressions share is worked out once
    seasons = seasons.join(
        load_holidays().lazy(), left_on=["holiday", "y"], right_on=["holiday", "year"], how="left", maintain_order="left"
    )
    based = seasons.with_columns(_base().alias("_base"), _second().alias("_base2"))
    parts = based.join(load_parts().lazy(), left_on=["_unit", "part"], right_on=["unit", "part"], how="left", maintain_order="left")
    size = pl.col("_unit").replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    floored = pl.when(pl.col("_unit").is_in(_FLOORED)).then(_index("_base") // size * size).otherwise(_index("_base"))
    floored2 = pl.when(pl.col("_unit").is_in(_FLOORED)).then(_index("_base2") // size * size).otherwise(_index("_base2"))
    start = _first_of(floored + pl.col("from_month").fill_null(0)) + pl.duration(days=pl.col("from_day").fill_null(0))
    end = _first_of(floored + pl.col("to_month").fill_null(size)) + pl.duration(days=pl.col("to_day").fill_null(0) - 1)
    end2 = _first_of(floored2 + size) - pl.duration(days=1)
    monday = pl.col("_base").dt.truncate("1w")
    unit, base, base2 = pl.col("_unit"), pl.col("_base"), pl.col("_base2")
    bounds = parts.with_columns(
        pl.when(unit == "day").then(base)
        .when(unit == "week").then(monday)
        .when(unit == "weekend").then(monday + pl.duration(days=5))
        .when(unit == "holiday").then(pl.col("holiday_from"))
        .when(unit == "window").then(_window(-1))
        .when(unit == "first of").then(_first_part(True))
        .otherwise(start).alias("date_from"),
        pl.when(unit == "day").then(pl.coalesce(base2, base))
        .when(unit.is_in(["week", "weekend"])).then(monday + pl.duration(days=6))
        .when(unit == "holiday").then(pl.col("holiday_to"))
        .when(unit == "window").then(_window(1))
        .when(unit == "first of").then(_first_part(False))
        .otherwise(pl.coalesce(end2, end)).alias("date_to"),
    )  # fmt: skip
    sound = (pl.col("date_from") <= pl.col("date_to")) & ~(_has_second() & base2.is_null())
    ranged = base2.is_not_null() & (base2 != base)
    coarse = {"season": "period", "weekend": "period", "century": "period", "window": "period", "first of": "period"}
    grain = (
        pl.when(ranged).then(pl.lit("period"))
        .when(unit == "holiday").then(pl.when(pl.col("date_from") == pl.col("date_to")).then(pl.lit("day")).otherwise(pl.lit("period")))
        .otherwise(pl.coalesce("part_granularity", unit.replace(coarse)))
    )  # fmt: skip
    known = sound.fill_null(False)
    added = {"_unit", "_base", "_base2", "holiday_from", "holiday_to", "from_month", "to_month", "from_day", "to_day", "part_granularity"}
    return (
        bounds.with_columns(
            pl.when(known).then("date_from").alias("date_from"), pl.when(known).then("date_to").alias("date_to"), grain.alias("granularity")
        )
        .drop(added)
        .collect(engine="in-memory")
    )


def _index(column: str) -> pl.Expr:
    return pl.col(column).dt.year().cast(pl.Int64) * 12 + pl.col(column).dt.month().cast(pl.Int64) - 1


def _unit() -> pl.Expr:
    """The unit of calendar that each kind of expression names."""
    kind = pl.col("kind")
    days = ("day", "day only", "first day", "second day", "numeric", "weekday", "day word")
    years = ("year", "fiscal", "new year", "same period")
    named = ("month", "quarter", "half", "season", "holiday", "decade", "century", "week", "window", "first of")
    own = dict.fromkeys(days, "day") | dict.fromkeys(years, "year") | {name: name for name in named} | {"quarters": "quarter"}
    return kind.replace_strict(own, default=None, return_dtype=pl.String).fill_null(pl.col("unit"))


def _has_second() -> pl.Expr:
    return pl.any_horizontal(pl.col(name).is_not_null() for name in ("day2", "mon2", "ord2")) | (
        pl.col("y2").is_not_null() & pl.col("kind").is_in(["year", "decade"])
    )


def _base() -> pl.Expr:
    """A day inside the (first) period meant."""
    kind, y, mon, order = (pl.col(name) for name in ("kind", "y", "mon", "ord"))
    one = pl.lit(1, dtype=pl.Int64)
    quarter = pl.when(order == -1).then(4).otherwise(order)
    quarters = pl.when(order == -1).then(5 - pl.col("n").cast(pl.Int64)).otherwise(one)
    half = pl.when(order == -1).then(2).otherwise(order)
    return (
        pl.when(pl.col("base").is_not_null()).then(pl.col("base"))
        .when(kind.is_in(["day", "numeric", "week", "day only", "first day", "second day"])).then(day_of(y, mon, pl.col("day")))
        .when(kind == "month").then(day_of(y, mon, one))
        .when(kind == "season").then(day_of(y, pl.col("season"), one))
        .when(kind == "quarter").then(day_of(y, quarter * 3 - 2, one))
        .when(kind == "quarters").then(day_of(y, quarters * 3 - 2, one))
        .when(kind == "half").then(day_of(y, half * 6 - 5, one))
        .when(kind == "century").then(day_of(order * 100 - 99, one, one))
        .when(kind.is_in(["year", "fiscal", "decade", "new year", "same period"])).then(day_of(y, one, one))
    )  # fmt: skip


def _second() -> pl.Expr:
    """A day inside the last period of a range."""
    kind, y, one = pl.col("kind"), pl.col("y"), pl.lit(1, dtype=pl.Int64)
    later = pl.coalesce(pl.col("mon2"), pl.col("mon"))
    year = pl.coalesce(pl.when(pl.col("mon2").is_not_null()).then(pl.col("y2")), y + (later < pl.col("mon")).cast(pl.Int64))
    last = pl.when(pl.col("ord") == -1).then(4).otherwise(pl.col("n").cast(pl.Int64))
    return (
        pl.when((kind == "day") & pl.col("day2").is_not_null()).then(day_of(year, later, pl.col("day2")))
        .when((kind == "month") & pl.col("mon2").is_not_null()).then(day_of(year, pl.col("mon2"), one))
        .when((kind == "quarter") & pl.col("ord2").is_not_null()).then(day_of(y, pl.col("ord2") * 3 - 2, one))
        .when(kind == "quarters").then(day_of(y, last * 3 - 2, one))
        .when(kind.is_in(["year", "decade", "fiscal"]) & pl.col("y2").is_not_null()).then(day_of(pl.col("y2"), one, one))
    )  # fmt: skip


def _window(side: int) -> pl.Expr:
    """First (-1) or last (1) day of a period of `n` units that ends or begins at `ref`."""
    n, unit, ref = (
        pl.col("n").fill_null(1.0) * pl.when(pl.col("part").is_not_null()).then(0.5).otherwise(1.0),
        pl.col("unit"),
        pl.col("ref"),
    )
    months = unit.replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    days = unit.replace_strict({"day": 1, "week": 7, "weekend": 7}, default=None, return_dtype=pl.Int64)
    steps = pl.col("off").sign()
    far = (
        pl.when(days.is_not_null())
        .then(ref + pl.duration(days=(n * days * steps).cast(pl.Int64)))
        .otherwise(_same_day(ref, (n * months * steps).cast(pl.Int64)))
    )
    return pl.when(steps == side).then(far).otherwise(ref)


def _first_part(start: bool) -> pl.Expr:
    """First or last day of the first (or last) `n` units of a year or a month."""
    y, mon, n, unit = pl.col("y"), pl.col("mon"), pl.col("n"), pl.col("unit")
    whole = y * 12 + pl.coalesce(mon - 1, pl.lit(0))
    behind = whole + pl.when(mon.is_null()).then(12).otherwise(1)
    months = (n * unit.replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)).cast(pl.Int64)
    days = (n * unit.replace_strict({"day": 1, "week": 7}, default=None, return_dtype=pl.Int64)).cast(pl.Int64)
    last = pl.col("ord") == -1
    opening = _first_of(whole)
    closing = _first_of(behind)
    if start:
        return (
            pl.when(~last)
            .then(opening)
            .when(days.is_not_null())
            .then(closing - pl.duration(days=days))
            .otherwise(_first_of(behind - months))
        )
    return (
        pl.when(last)
        .then(closing - pl.duration(days=1))
        .when(days.is_not_null())
        .then(opening + pl.duration(days=days - 1))
        .otherwise(_first_of(whole + months) - pl.duration(days=1))
    )
