"""Zones of a page: its title, its body, the stamp of a feed, and the furniture around the article. Marked, never cut out."""

from __future__ import annotations

import polars as pl

from pipeline.text.plain import in_ascii

_STAMP = r"^\s*[A-Z][a-z]{2,8} \d{1,2}, \d{4} at \d{1,2}:\d\d ?[AP]M\s*$"  # the day line of a feed
_EDGE = 3  # lines at the top and at the end of a page
_BYLINE = r"^\s*by \S.{0,80}$"


def with_zones(lines: pl.DataFrame, furniture: pl.DataFrame) -> pl.DataFrame:
    """`lines` (document_id, line_number, title, plain) with `zone`: title, body, stamp or furniture.

    `furniture` has `pattern` (a Rust regular expression on a line of the working copy) and `scope`: `line` marks the line,
    `rest` marks it and all that follows it in the document, up to a stamp, `edge` marks it among the first or last lines only,
    and `stamp` makes it a stamp.
    """
    text = pl.col("plain")
    stamp = text.str.contains(_STAMP)
    number, count = pl.col("line_number"), pl.len().over("document_id")
    at_edge = pl.when((number < _EDGE) | (number >= count - _EDGE)).then(text)  # other lines are null, and not searched
    line, rest, tags, day = (
        _matches(furniture, scope, where) for scope, where in (("line", text), ("rest", text), ("edge", at_edge), ("stamp", text))
    )
    byline = pl.col("plain").str.contains(_BYLINE) & stamp.shift(1).over("document_id").fill_null(False)
    after = rest.cum_max().over("document_id")
    title = (pl.col("title").str.strip_chars() == pl.col("text").str.strip_chars()) & (pl.col("line_number") < 5)
    return lines.with_columns(
        pl.when(stamp | byline | day)
        .then(pl.lit("stamp"))
        .when(after | tags | line)
        .then(pl.lit("furniture"))
        .when(title.fill_null(False))
        .then(pl.lit("title"))
        .otherwise(pl.lit("body"))
        .alias("zone")
    )


def _matches(furniture: pl.DataFrame, scope: str, text: pl.Expr) -> pl.Expr:
    """Whether a pattern of `scope` matches `text`. Those tied to the start of a line are one search, over after a few letters."""
    patterns = furniture.filter(pl.col("scope") == scope)["pattern"].to_list()
    tied = [pattern for pattern in patterns if pattern.startswith(r"^\s*")]
    searches = ("(?i)" + "|".join(f"(?:{pattern})" for pattern in part) for part in (tied, [p for p in patterns if p not in tied]) if part)
    return pl.any_horizontal(text.str.contains(in_ascii(search)).fill_null(False) for search in searches) if patterns else pl.lit(False)
