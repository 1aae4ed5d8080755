"""Where a report was written: the country of the town in its dateline (*NAIROBI, April 3 -*, *LIMA (Agency) -*)."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.places_load import load_capitals, load_gazetteer, load_nationalities
from pipeline.lexicon.sources import cached

_OPENING = 900  # characters from the start of a document in which a dateline stands
_DAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
_TOWN = r"[A-Z][A-Za-z.']+(?:[ -][A-Za-z][A-Za-z.']+){0,3}"
_AGENCY = r" ?\([A-Z][\w .&/-]{1,25}\)"
_END = r" ?(?:--?|:)(?: |$)"
_DATELINE = rf"^({_TOWN})(?:/{_TOWN})?(?:, ({_TOWN}))?(?:,? {_DAY})?(?:,?{_AGENCY})?{_END}"
_SURE = rf"^(?:{_TOWN})(?:/{_TOWN})?(?:, {_TOWN})?(?:,? {_DAY}(?:,?{_AGENCY})?|,?{_AGENCY}){_END}|^[A-Z][A-Z. '-]+(?:, {_TOWN})?{_END}"


@cached
def _seats() -> dict[str, str]:
    """The country of each known name in capitals; capitals and countries before other towns, large ones before small."""
    nations = load_nationalities().filter(pl.col("is_noun") & pl.col("country").is_not_null()).select("term", "country")
    capitals = load_capitals().select(pl.col("form").alias("term"), "country")
    towns = load_gazetteer().filter(pl.col("country").is_not_null()).sort("prior", descending=True).select("term", "country")
    known = pl.concat([capitals, nations, towns]).with_columns(pl.col("term").str.to_uppercase())
    known = known.unique("term", keep="first", maintain_order=True).filter(pl.col("country").str.len_bytes() == 2)
    return dict(zip(known["term"], known["country"], strict=True))


def _seat(name: pl.Expr) -> pl.Expr:
    return name.str.to_uppercase().replace_strict(_seats(), default=None, return_dtype=pl.String)


def find_datelines(sentences: pl.DataFrame) -> pl.DataFrame:
    """The first dateline of each document that has one: `document_id`, `dateline_country`, `dateline_start`, `dateline_end`."""
    opening = sentences.filter(pl.col("start_char") < _OPENING, pl.col("plain").str.contains(_SURE))
    parts = opening.select(
        "document_id",
        pl.col("start_char").alias("dateline_start"),
        (pl.col("start_char") + pl.col("plain").str.extract(rf"({_DATELINE})", 1).str.len_bytes().cast(pl.Int64)).alias("dateline_end"),
        pl.coalesce(_seat(pl.col("plain").str.extract(_DATELINE, 2)), _seat(pl.col("plain").str.extract(_DATELINE, 1))).alias(
            "dateline_country"
        ),
    )
    known = parts.filter(pl.col("dateline_country").is_not_null()).sort("document_id", "dateline_start")
    return known.unique("document_id", keep="first", maintain_order=True)
