"""Units, currencies and the words of number and bound, as data (units.csv).

`dimension` is mass, volume, flow, length, area, energy, power, count or time for a unit; share, money (a currency word), sign (a currency
sign or code in front of the figure), scale (million), vague (thousands of), fraction (two-thirds), about, least, most, and
`post …` for bounds behind the figure. `scale` turns a figure in this word into the canonical code's unit (kilotons → 1000 t).
"""

from __future__ import annotations

import re

import polars as pl

from pipeline.lexicon.load import FOLDER
from pipeline.lexicon.sources import cached

MEASURES = ("mass", "volume", "flow", "length", "area", "energy", "power", "count")


@cached
def load_units() -> pl.DataFrame:
    """The lines of units.csv: `word`, `code` (canonical unit or ISO 4217; empty where the word has several), `dimension`, `scale`,
    `case` (`exact` where case matters), `comment`, `lexicon` ("units.csv:12", the line itself)."""
    frame = pl.read_csv(FOLDER / "units.csv", infer_schema=False).with_columns(pl.all().fill_null(""))
    numbered = frame.with_columns(pl.format("units.csv:{}", pl.int_range(2, pl.len() + 2)).alias("lexicon"))
    return numbered.with_columns(pl.col("scale").replace("", None).cast(pl.Float64))


def words(*dimensions: str) -> pl.DataFrame:
    """The lines of these dimensions, longest word first."""
    lines = load_units().filter(pl.col("dimension").is_in(dimensions))
    return lines.sort(pl.col("word").str.len_chars(), "word", descending=[True, False])


def alternation(lines: pl.DataFrame) -> str:
    """The words of `lines` as one alternation that minds case only where the lexicon says so."""
    spelled = [(re.escape(word).replace(r"\ ", " "), exact) for word, exact in lines.select("word", pl.col("case") == "exact").iter_rows()]
    return "(?:" + "|".join(word if exact else f"(?i:{word})" for word, exact in spelled) + ")"
