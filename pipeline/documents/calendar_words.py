"""Full calendar dates as files and feeds write them, for both of Python's and Polars' regular expressions."""

from __future__ import annotations

import polars as pl

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,? )"
ORDINAL = r"(?:st|nd|rd|th)?"
DATE = (
    rf"(?:{WEEKDAY}?(?:{MONTH} \d{{1,2}}{ORDINAL},? \d{{4}}|\d{{1,2}}{ORDINAL}[ -](?:of )?{MONTH}[ -]?,? ?\d{{4}})"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일])"
)
MONTH_NUMBERS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1800, 2199


def to_day(written: pl.Expr) -> pl.Expr:
    """The day that a match of DATE names; null where there is none in the calendar."""
    year = written.str.extract(r"(\d{4})").cast(pl.Int32)
    word = written.str.to_lowercase().str.extract(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:[ ,-]|\d)")
    named = word.replace_strict(MONTH_NUMBERS, default=None, return_dtype=pl.Int32)
    numeric = written.str.extract(r"\d{4}\D+(\d{1,2})\D+\d{1,2}").cast(pl.Int32)
    day_of_named = written.str.replace(r"\d{4}", "").str.extract(r"(\d{1,2})").cast(pl.Int32)
    day_of_numeric = written.str.extract(r"\d{4}\D+\d{1,2}\D+(\d{1,2})").cast(pl.Int32)
    month = pl.coalesce(named, numeric)
    day = pl.when(named.is_not_null()).then(day_of_named).otherwise(day_of_numeric)
    iso = pl.format("{}-{}-{}", year, month.cast(pl.String).str.zfill(2), day.cast(pl.String).str.zfill(2))
    return pl.when(year.is_between(FIRST_YEAR, LAST_YEAR)).then(iso.str.to_date("%Y-%m-%d", strict=False))
