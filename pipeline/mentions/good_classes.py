"""Classes of goods that no single line of the lexicon names: military equipment, baby products, Russian goods."""

from __future__ import annotations

import re

import polars as pl

from pipeline.text.spans import find_pattern

CLASS = 0.6
_MADE = r"(?:[- ](?:made|produced|built|grown|origin|manufactured|branded|labelled|labeled))?"
_REGIONS = "European|Western|Asian|African|Southeast Asian|Latin American|Middle Eastern"
_BARE = "goods|cargoes|products?|items?|wares|merchandise|commodities|equipment|gear"
_BEHIND = r"(?i:made|produced|manufactured|grown|originating|assembled) in (?:the )?"


def find_classes(sentences: pl.DataFrame, heads: pl.DataFrame, modifiers: pl.DataFrame) -> pl.DataFrame:
    """A word of kind before a class word (*agricultural supplies*): span columns, name parts, hs_chapter, category, lexicon."""
    kinds = modifiers.filter(pl.col("use") != "grade")
    grades = modifiers.filter(pl.col("use") != "class")["modifier"]
    class_heads = heads.filter(pl.col("rule") == "class")["head"]
    kind = _alternation(kinds["modifier"])
    pattern = rf"(?i)(?:(?:{_alternation(grades)})[ -])*\"?(?:{kind})\"?(?:[ -]related)?[ -](?:{_alternation(class_heads)})"
    found = find_pattern(sentences, pattern, before=r"(?:^|[^\w-])", after=r"(?:\W|$)")
    key = (
        pl.col("matched")
        .str.to_lowercase()
        .str.extract(rf"(?i)\"?({kind})\"?(?:[ -]related)?[ -]\w+$")
        .str.replace_all(" ", "-", literal=True)
    )
    table = kinds.select(
        pl.col("modifier").str.to_lowercase().str.replace_all(" ", "-", literal=True).alias("_kind"),
        pl.col("hs").str.head(2).alias("hs_chapter"), "category", "lexicon",
    ).unique("_kind", keep="first", maintain_order=True)  # fmt: skip
    return (
        found.with_columns(key.alias("_kind"))
        .join(table, on="_kind", how="left", maintain_order="left")
        .with_columns(
            pl.lit("kind and class word").alias("rule"), pl.lit(CLASS).alias("confidence"), pl.lit(None, pl.String).alias("hs_heading")
        )
        .drop("_kind", "matched")
    )


def find_origin_classes(sentences: pl.DataFrame, nationalities: pl.DataFrame) -> pl.DataFrame:
    """A bare class word with its origin (*Russian goods*, *products made in Japan*): span columns and no HS code."""
    words = nationalities.filter(pl.col("role") != "people")["term"].unique().to_list()
    names = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    both = rf"(?:{names}|{_REGIONS})"
    before = find_pattern(sentences, rf"{both}{_MADE} (?i:{_BARE})", before=r"(?:^|[^\w.-])", after=r"(?:\W|$)")
    behind = find_pattern(sentences, rf"(?i:{_BARE}) {_BEHIND}(?:{names})", before=r"(?:^|[^\w-])", after=r"(?:\W|$)")
    return pl.concat([before, behind]).with_columns(
        pl.lit("class word with origin").alias("rule"), pl.lit(0.8).alias("confidence"), pl.lit("class").alias("category"),
        *[pl.lit(None, pl.String).alias(name) for name in ("hs_chapter", "hs_heading", "lexicon")],
    ).drop("matched")  # fmt: skip


def _alternation(words: pl.Series) -> str:
    return "|".join(
        re.escape(word.lower()).replace(r"\ ", "[ -]") for word in sorted(words, key=lambda word: (-len(word), word)) if '"' not in word
    )
