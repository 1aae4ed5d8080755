"""The calendar as data: names of months, days, seasons and holidays, number words, and the words that look like dates and are none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product

import polars as pl

from pipeline.lexicon.load import FOLDER
from pipeline.lexicon.sources import cached

FIRST_YEAR, LAST_YEAR = 1800, 2100
_DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class HolidayRuleError(ValueError):
    """A holiday in calendar.csv has a value that is no day of the year, no distance from Easter, no nth weekday and no movable feast."""


@cached
def load_calendar() -> pl.DataFrame:
    """The lines of calendar.csv: `kind`, `word`, `value`, `comment`, `lexicon` ("calendar.csv:12", the line itself)."""
    frame = pl.read_csv(FOLDER / "calendar.csv", infer_schema=False)
    return frame.with_columns(pl.format("calendar.csv:{}", pl.int_range(2, pl.len() + 2)).alias("lexicon"))


@cached
def load_parts() -> pl.DataFrame:
    """How a part of a period is cut, as in the guide: `unit`, `part`, months and days to add to the first day of the period for
    the part's first day (`from_month`, `from_day`) and for the day behind its last (`to_month`, `to_day`), and `part_granularity`.
    """
    return pl.read_csv(FOLDER / "calendar_parts.csv").rename({"granularity": "part_granularity"})


def words_of(*kinds: str) -> list[str]:
    """The words of these kinds, longest first."""
    return sorted(set(load_calendar().filter(pl.col("kind").is_in(kinds))["word"]), key=lambda word: (-len(word), word))


def any_of(*kinds: str) -> str:
    """The words of these kinds as one alternation, longest first."""
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in words_of(*kinds)) + ")"


def values_of(*kinds: str) -> dict[str, str]:
    """Lower-case word to value for these kinds."""
    rows = load_calendar().filter(pl.col("kind").is_in(kinds))
    return dict(zip(rows["word"].str.to_lowercase(), rows["value"], strict=True))


@cached
def number_words() -> dict[str, float]:
    """Lower-case number words up to ninety-nine, with `twenty-one` and `twenty one` formed from their parts."""
    base = {word: float(value) for word, value in values_of("number").items()}
    tens = {word: value for word, value in base.items() if value >= 20 and value % 10 == 0}
    ones = {word: value for word, value in base.items() if 1 <= value <= 9 and " " not in word and word not in ("a", "an")}
    compounds = {f"{ten}{joint}{one}": a + b for (ten, a), (one, b), joint in product(tens.items(), ones.items(), "- ")}
    return base | compounds


@cached
def ordinal_words() -> dict[str, int]:
    """Lower-case ordinals, as words and as figures (`third`, `3rd`); -1 is the last."""
    words = {word: int(value) for word, value in values_of("ordinal").items()}
    endings = {1: "st", 2: "nd", 3: "rd"}
    figures = {f"{n}{'th' if 10 <= n % 100 <= 20 else endings.get(n % 10, 'th')}": n for n in range(1, 32)}
    return words | figures


@cached
def load_holidays() -> pl.DataFrame:
    """Every holiday in every year from 1800 to 2100, as far as known: `holiday` (lower case), `year`, `holiday_from`, `holiday_to`."""
    movable = pl.read_csv(FOLDER / "calendar_movable.csv", schema_overrides={"date_from": pl.Date, "date_to": pl.Date})
    rows: list[tuple[str, int, date, date]] = []
    for word, value in values_of("holiday").items():
        feasts = movable.filter(pl.col("holiday") == value)
        if feasts.height:
            rows += [(word, start.year, start, end) for start, end in feasts.select("date_from", "date_to").iter_rows()]
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            rows.append((word, day.year, day, day))
        else:
            rows += [(word, year, day, day) for year in range(FIRST_YEAR, LAST_YEAR) for day in [_holiday(value, year)]]
    schema = {"holiday": pl.String, "year": pl.Int64, "holiday_from": pl.Date, "holiday_to": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row").unique(["holiday", "year"], keep="first", maintain_order=True)


def _holiday(value: str, year: int) -> date:
    """The day of `12-25`, `easter-2` or `11-thu-4+1` (the day after the fourth Thursday of November; week 5 is the last)."""
    if match := re.fullmatch(r"(\d\d)-(\d\d)", value):
        return date(year, int(match[1]), int(match[2]))
    if match := re.fullmatch(r"easter([+-]\d+)", value):
        return easter(year) + timedelta(int(match[1]))
    if match := re.fullmatch(r"(\d\d)-([a-z]{3})-([1-5])(\+\d+)?", value):
        first = date(year, int(match[1]), 1)
        day = first + timedelta((_DAY_CODES.index(match[2]) - first.weekday()) % 7 + 7 * (int(match[3]) - 1))
        day = day if day.month == first.month else day - timedelta(7)
        return day + timedelta(int(match[4] or 0))
    raise HolidayRuleError(value)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm printed by Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
