"""Where a good is made, as far as the text says it beside the good: Russian flour, US arms, toys made in China."""

from __future__ import annotations

import re

import polars as pl

from pipeline.text.plain import plain
from pipeline.text.spans import with_context

_MADE = r"(?:[- ](?:made|produced|built|grown|origin|manufactured|mined|sourced|supplied|designed|era|owned))?"
_MODIFIERS = r"(?:[ ](?:[A-Za-z][\w-]*|\"[\w-]+\")){0,2}[ ]\"?$"
_BEHIND = (
    r"^,? ?(?:(?:that|which) (?:were|was|are|is|had been) )?(?:made|produced|manufactured|grown|mined|assembled|built|bottled|brewed|caught"
    r"|harvested|refined|originating|of origin) (?:in|from) (?:the )?"
)


def with_origins(goods: pl.DataFrame, sentences: pl.DataFrame, nationalities: pl.DataFrame) -> pl.DataFrame:
    """`goods` with `origin_country`: of the nationality or country name in front of the good, in it, or behind *made in*.

    `nationalities` has `term` (Russian, US, Soviet …), `country` (ISO alpha-2) and `is_noun` (a country's name, not an adjective).
    """
    adjective = _any(nationalities.filter(~pl.col("is_noun")))
    any_name = _any(nationalities)
    table = nationalities.unique("term", keep="first").select(pl.col("term"), pl.col("country").alias("_origin"))
    surface = plain(pl.col("surface"))
    found = with_context(goods, sentences, width=50).with_columns(
        pl.coalesce(
            surface.str.extract(rf"^\"?{any_name}\b{_MADE} "),
            pl.col("before").str.extract(rf"(?:^|[^\w.-]){any_name}{_MADE}[ ]\"?$"),
            pl.col("before").str.extract(rf"(?:^|[^\w.-]){adjective}{_MADE}{_MODIFIERS}"),
            pl.col("after").str.extract(rf"{_BEHIND}{any_name}\b"),
            surface.str.extract(rf" (?:made|produced|manufactured|grown) in (?:the )?{any_name}\b"),
        ).alias("term")
    )
    return (
        found.join(table, on="term", how="left", maintain_order="left")
        .with_columns(pl.col("_origin").alias("origin_country"))
        .drop("term", "_origin", "before", "after")
    )


def _any(nationalities: pl.DataFrame) -> str:
    """A capturing alternation of all terms, longest first."""
    names = sorted(nationalities["term"].unique(), key=lambda term: (-len(term), term))
    return "(" + "|".join(map(re.escape, names)) + ")"
