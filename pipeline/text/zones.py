"""Zones of a page: its title, its body, the stamp of a feed, and the furniture around the article. Marked, never cut out."""

from __future__ import annotations

import polars as pl

_STAMP = r"^\s*[A-Z][a-z]{2,8} \d{1,2}, \d{4} at \d{1,2}:\d\d ?[AP]M\s*$"  # the day line of a feed
_EDGE = 3  # lines at the top and at the end of a page
_BYLINE = r"^\s*by \S.{0,80}$"


def with_zones(lines: pl.DataFrame, furniture: pl.DataFrame) -> pl.DataFrame:
    """`lines` (document_id, line_number, title, plain) with `zone`: title, body, stamp or furniture.

    `furniture` has `pattern` (a Rust regular expression on a line of the working copy) and `scope`: `line` marks the line,
    `rest` marks it and all that follows it in the document, up to a stamp, `edge` marks it among the first or last lines only,
    and `stamp` makes it a stamp.
    """
    line, rest, edge, day = (_any_of(furniture, scope) for scope in ("line", "rest", "edge", "stamp"))
    stamp = pl.col("plain").str.contains(_STAMP)
    number, count = pl.col("line_number"), pl.len().over("document_id")
    tags = ((number < _EDGE) | (number >= count - _EDGE)) & pl.col("plain").str.contains(edge)
    byline = pl.col("plain").str.contains(_BYLINE) & stamp.shift(1).over("document_id").fill_null(False)
    after = pl.col("plain").str.contains(rest).cum_max().over("document_id")
    title = (pl.col("title").str.strip_chars() == pl.col("text").str.strip_chars()) & (pl.col("line_number") < 5)
    return lines.with_columns(
        pl.when(stamp | byline | pl.col("plain").str.contains(day))
        .then(pl.lit("stamp"))
        .when(after | tags | pl.col("plain").str.contains(line))
        .then(pl.lit("furniture"))
        .when(title.fill_null(False))
        .then(pl.lit("title"))
        .otherwise(pl.lit("body"))
        .alias("zone")
    )


def _any_of(furniture: pl.DataFrame, scope: str) -> str:
    patterns = furniture.filter(pl.col("scope") == scope)["pattern"].to_list()
    return "(?i)" + "|".join(f"(?:{pattern})" for pattern in patterns) if patterns else r"[^\s\S]"
