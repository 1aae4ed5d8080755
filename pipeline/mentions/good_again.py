"""Goods named again by their head alone: the *beans* of soybeans, the *panels* of solar panels, the *horn* of rhino horn."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.goods_load import slug
from pipeline.text.spans import find_pattern, outside

AGAIN = 0.6
_WORD = r"[a-z][a-z-]{2,}"
_POINTING = r"(?i:\b(?:the|these|those|such|more)|'s) "
_ENDS = (
    r"(?:[,.;:!?)\"]|$| (?:from|to|into|in|on|at|by|of|were|was|are|is|be|have|has|had|and|or|but|as|which|that|for|with|through|via"
    r"|could|would|will|can|may|worth|came|left|went|rose|fell|cost|\w+ed)\b)"
)
_SHORT = 4  # letters of the shortest head that also counts inside a word: the beans of soybeans
_MEMORY = 2000  # characters over which a head alone takes us back to the whole name
_MOVING = ["01", "86", "87", "88", "89"]
_WHAT = ["hs_chapter", "hs_heading", "category", "lexicon", "name", "good_id"]


def with_sense_of_whole(goods: pl.DataFrame) -> pl.DataFrame:
    """`goods` in which a bare word that ended longer names shortly before, all of one chapter, is that good: the oil of palm oil."""
    if goods.is_empty():
        return goods
    whole = _named(goods)
    bare = (
        goods.with_row_index("_row")
        .filter(~pl.col("surface").str.contains(r"[ -]"), pl.col("hs_chapter").is_not_null())
        .select("_row", "document_id", "start_char", pl.col("hs_chapter").alias("_own"), stem(pl.col("surface")).alias("_head"))
    )
    known = (
        bare.join(whole, on="document_id")
        .filter(
            pl.col("_stem").str.ends_with(pl.col("_head")),
            pl.col("_stem") != pl.col("_head"),
            (pl.col("_spaced") | (pl.col("_head").str.len_chars() >= _SHORT)),
        )
        .with_columns((pl.col("start_char") - pl.col("_end")).alias("_back"))
    )
    agreed = known.filter(pl.col("hs_chapter").n_unique().over("_row") == 1, pl.col("hs_chapter") != pl.col("_own"))
    near = agreed.filter(pl.col("_back").is_between(0, _MEMORY)).sort("_row", "_back").unique("_row", keep="first", maintain_order=True)
    sense = near.select("_row", *[pl.col(name).alias(f"_{name}") for name in _WHAT])
    return (
        goods.with_row_index("_row")
        .join(sense, on="_row", how="left", maintain_order="left")
        .with_columns(pl.when(pl.col("_name").is_null()).then(name).otherwise(f"_{name}").alias(name) for name in _WHAT)
        .drop("_row", *[f"_{name}" for name in _WHAT])
    )


def find_heads_again(sentences: pl.DataFrame, goods: pl.DataFrame, heads: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """Heads of `goods` that stand alone later, pointed at by *the*, *these* or a genitive, as goods of that kind.

    The head is the last word of a name, or ends it and is a word of the lexicon itself (`forms`). Not class words (see `load_heads`),
    which say nothing alone, nor animals and vehicles, which may only carry.
    """
    classes = heads.filter(pl.col("rule") == "class")["head"].to_list()
    whole = _named(goods).filter(~pl.col("hs_chapter").is_in(_MOVING))
    told = sentences.join(whole.select("document_id").unique(), on="document_id", how="semi")
    found = outside(find_pattern(told, _WORD, before=_POINTING, after=_ENDS), goods).with_columns(stem(pl.col("matched")).alias("_head"))
    words = forms["form"].str.to_lowercase().unique().implode()
    last = pl.col("_stem").str.extract(r"([a-z]+)$") == pl.col("_head")
    within = pl.col("_stem").str.ends_with(pl.col("_head")) & (pl.col("_head").str.len_chars() >= _SHORT) & pl.col("_head").is_in(words)
    return (
        found.filter(~pl.col("_head").is_in(classes))
        .join(whole, on="document_id")
        .filter((pl.col("_spaced") & last) | (~pl.col("_spaced") & within & ~last))
        .filter((pl.col("start_char") - pl.col("_end")).is_between(0, _MEMORY))
        .sort("document_id", "start_char", "_end")
        .unique(["document_id", "start_char"], keep="last", maintain_order=True)
        .with_columns(pl.lit("head of a good named before").alias("rule"), pl.lit(AGAIN).alias("confidence"))
        .drop("matched", "_stem", "_head", "_end", "_spaced")
    )


def stem(surface: pl.Expr) -> pl.Expr:
    """Lower case, marks as spaces, the last word without its plural ending."""
    return surface.str.to_lowercase().str.replace_all(r"[^a-z0-9]+", " ").str.replace(r"(?:([^s])s|(ch|sh|x|ss)es)$", "$1$2")


def _named(goods: pl.DataFrame) -> pl.DataFrame:
    """Names by which a head may be taken up: `_stem`, `_end`, `_spaced` (more than one word) and what the good is."""
    known = goods.filter(pl.col("hs_chapter").is_not_null()).with_columns(slug(pl.col("name")).alias("good_id"))
    named = known.with_columns(
        stem(pl.col("surface")).alias("_stem"), pl.col("end_char").alias("_end"), slug(pl.col("name")).alias("good_id")
    )
    spaced = named.with_columns(pl.col("_stem").str.contains(" ", literal=True).alias("_spaced"))
    return spaced.select("document_id", "_stem", "_end", "_spaced", *_WHAT)
