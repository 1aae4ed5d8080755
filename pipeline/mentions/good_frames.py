"""Words that stand where goods stand and are in no lexicon: *exports of X*, *tonnes of X*, *smuggled X*.

On 1,100 articles of old newswire, local and general news the frames found next to nothing that the lexicon lacks and more that is
no good (*tonnes of rock*): they feed the candidates for new lines, and `find_goods` leaves them out.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from pipeline.text.spans import find_pattern, outside

FRAME = 0.45
_WORD = r"[a-z][a-z-]{2,}"
_ENDS = (
    r"(?:[,.;:)\"]| (?:from|to|into|in|on|at|by|worth|were|was|have|has|had|across|through|via|for|and|or|as|which|that"
    r"|between|last|this|over|since|during)\b|$)"
)


def find_by_frame(sentences: pl.DataFrame, goods: pl.DataFrame, context: pl.DataFrame, stop: Collection[str]) -> pl.DataFrame:
    """One or two lower-case words in the place of a good, that overlap no row of `goods` and hold no word of `stop`.

    `context` holds the frames: see `load_trade_context`, reach frame.

    Out: the columns of a span, `rule`, `confidence`; HS code and lexicon are null.
    """
    frames = "|".join(context.filter(pl.col("reach") == "frame")["pattern"])
    found = find_pattern(sentences, rf"{_WORD}(?: {_WORD})?", before=rf"(?i:{frames})", after=_ENDS)
    banned = pl.Series(sorted(stop))
    words = pl.col("matched").str.split(" ")
    return (
        outside(found, goods)
        .filter(words.list.set_intersection(banned.implode()).list.len() == 0, ~pl.col("matched").str.contains(r"(?:ly|ing|ed)$"))
        .with_columns(
            pl.lit("frame of trade").alias("rule"), pl.lit(FRAME).alias("confidence"),
            *[pl.lit(None, pl.String).alias(name) for name in ("hs_chapter", "hs_heading", "category", "lexicon")],
        ).drop("matched")
    )  # fmt: skip
