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
    pairs = (
        bare.select("document_id", "_head").unique()
        .join(whole.select("document_id", "_stem", "_spaced", "hs_chapter").unique(), on="document_id")
        .filter(
            pl.col("_stem").str.ends_with(pl.col("_head")),
            pl.col("_stem") != pl.col("_head"),
            (pl.col("_spaced") | (pl.col("_head").str.len_chars() >= _SHORT)),
        )
        .filter(pl.col("hs_chapter").n_unique().over("document_id", "_head") == 1)
    )  # fmt: skip
    near = _before(bare, whole, pairs).filter(pl.col("hs_chapter") != pl.col("_own"))
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
    named = found.filter(~pl.col("_head").is_in(classes))
    heads = named.select("document_id", "_head").unique()
    stems = whole.select("document_id", "_stem", "_spaced").unique().with_columns(pl.col("_stem").str.extract(r"([a-z]+)$").alias("_last"))
    ending = heads.join(stems.filter("_spaced"), left_on=["document_id", "_head"], right_on=["document_id", "_last"])
    within = (
        heads.filter((pl.col("_head").str.len_chars() >= _SHORT) & pl.col("_head").is_in(words))
        .join(stems.filter(~pl.col("_spaced")), on="document_id")
        .filter(pl.col("_stem").str.ends_with(pl.col("_head")) & (pl.col("_last") != pl.col("_head")))
    )
    pairs = pl.concat([frame.select("document_id", "_head", "_stem") for frame in (ending, within)])
    return (
        _before(named, whole, pairs)
        .sort("document_id", "start_char")
        .with_columns(pl.lit("head of a good named before").alias("rule"), pl.lit(AGAIN).alias("confidence"))
        .drop("matched", "_stem", "_head", "_end", "_spaced")
    )


def _before(heads: pl.DataFrame, whole: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """`heads` with the name of `whole` that stands last before each, near enough, and that it may take up (`pairs` of _head and _stem)."""
    named = whole.join(pairs.select("document_id", "_head", "_stem").unique(), on=["document_id", "_stem"]).sort("_end")
    return (  # each is sorted as a whole, so that each group is
        heads.sort("start_char")
        .join_asof(
            named, left_on="start_char", right_on="_end", by=["document_id", "_head"], strategy="backward", tolerance=_MEMORY,
            coalesce=False, check_sortedness=False,
        )
        .filter(pl.col("_end").is_not_null())
    )  # fmt: skip


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
