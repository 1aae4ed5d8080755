"""How far a good's name reaches: left over the words that say which kind, right over the word that heads it."""

from __future__ import annotations

import re

import polars as pl

from pipeline.lexicon.goods_load import categories_with, slug
from pipeline.text.plain import plain
from pipeline.text.spans import with_context, with_surface

_MODEL = r"(?:[A-Z][A-Za-z]*-?\d[\w/-]*|\d+[A-Z][a-z]\w*\d\w*|\d+(?:\.\d+)?[- ]?mm|\d+-inch)[ -]"
_QUOTED = r"\"[A-Z0-9][^\"]{1,50}\" "
_TITLE = r"[A-Z]\w+ (?:the|of the) (?:[A-Z]\w+ )+"
_SHARE_OF = (
    r"\b(?:Most|Much|Some|All|Half|Part|Many|None|Both|One|Bulk|Each|Any|Few|Several|Quarter|Third|[A-Z]\w+(?:s|ment)) of the "
    r"(?:[A-Z]\w+ )+$"
)
_PARTS_OF = (
    r"(?i)(?:^|[^\w-])((?:(?:spare|replacement|engine) )?(?:parts|components|spares) "
    r"(?:for|of|in|to) (?:the |its |their |our |his |\w+ )?)$"
)
_PRODUCT = r"(?:[A-Z][\w'-]* ){1,4}"


def with_reach(goods: pl.DataFrame, sentences: pl.DataFrame, heads: pl.DataFrame, modifiers: pl.DataFrame) -> pl.DataFrame:
    """`goods` (none overlapping another) stretched over modifiers and heads, neighbours of one compound joined to one.

    The HS code is that of the head: *steel pipe* is a pipe, *car parts* stay with the car's chapter, *zinc ore* is an ore.
    """
    right = _right(with_context(goods.drop("before", "after", strict=False), sentences), heads)
    left = _left(right, modifiers)
    joined = _compounds(left.drop("before", "after"), sentences)
    return with_surface(joined, sentences)


def _right(goods: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    words = _alternation(heads["head"])
    head = heads.select(
        pl.col("head").alias("_head"), pl.col("rule").alias("_rule"), pl.col("hs").alias("_hs"), pl.col("category").alias("_kind")
    )
    found = goods.with_columns(pl.col("after").str.extract(rf"(?i)^([ -](?:{words}))(?:[^\w-]|$)").alias("_tail"))
    found = found.with_columns(pl.col("_tail").str.slice(1).str.to_lowercase().alias("_head")).join(
        head, on="_head", how="left", maintain_order="left"
    )
    hardware = pl.col("category").is_in(categories_with("hardware"))
    arms = pl.col("category") == "arms"  # a missile battery is no battery
    fixed = pl.col("_hs").is_not_null() & ((pl.col("_rule") == "fixed") | ~hardware) & ~arms
    same = pl.col("_rule").is_null() | ((pl.col("_rule") != "chapter") & ~fixed)
    return found.with_columns(
        pl.when(fixed).then("_hs").otherwise("hs_chapter").alias("hs_chapter"),
        pl.when(same).then("hs_heading").alias("hs_heading"),
        pl.when(fixed).then("_kind").otherwise("category").alias("category"),
        pl.when(pl.col("_head").is_null()).then("name").otherwise(pl.col("name") + " " + pl.col("_head")).alias("name"),
        (pl.col("end_char") + pl.col("_tail").str.len_bytes().fill_null(0).cast(pl.Int64)).alias("end_char"),
    ).drop("_tail", "_head", "_rule", "_hs", "_kind")


def _left(goods: pl.DataFrame, modifiers: pl.DataFrame) -> pl.DataFrame:
    words = _alternation(modifiers.filter(pl.col("use") != "class")["modifier"])
    grade = rf"(?i)(?:^|[^\w'-])((?:\"?(?:{words})\"?[ -])+)$"
    hardware = pl.col("category").is_in(categories_with("model"))
    product = (
        pl.col("surface").str.contains(r"^[A-Z]")
        & ~pl.col("is_headline")
        & ~pl.col("is_cased")
        & pl.col("before").str.contains(r"[a-z,] (?:[A-Z][\w'-]* ){1,4}$")
    )
    lead = pl.coalesce(
        pl.when(pl.col("category").is_in(categories_with("hardware"))).then(pl.col("before").str.extract(_PARTS_OF)),
        pl.when(hardware).then(pl.col("before").str.extract(rf"(?:^|[^\w-])((?:{_MODEL})+(?:(?:{words})[ -])*)$")),
        pl.col("before").str.extract(rf"(?:^| )((?:wooden |plastic )?{_QUOTED})$"),
        pl.when(~pl.col("is_headline") & ~pl.col("before").str.contains(_SHARE_OF)).then(
            pl.col("before").str.extract(rf"(?:^|[^\w'-])({_TITLE})$")
        ),
        pl.when(product).then(pl.col("before").str.extract(rf"[a-z,] ({_PRODUCT})$")),
        pl.col("before").str.extract(grade),
    ).fill_null("")
    return goods.with_columns((pl.col("start_char") - lead.str.len_bytes().cast(pl.Int64)).alias("start_char"))


def _compounds(goods: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Goods that touch (*tea bag*, one space or hyphen between) or overlap become one, named by all and classed by the last."""
    ordered = with_context(goods, sentences, width=1).sort("document_id", "start_char", "end_char")
    reach = pl.col("end_char").cum_max().shift(1).over("document_id")
    joint = pl.col("before").is_in([" ", "-"]).cast(pl.Int64)
    fresh = ((pl.col("start_char") - joint) > reach) | pl.col("sentence_id").ne_missing(pl.col("sentence_id").shift(1))
    number = fresh.fill_null(True).cum_sum().alias("_compound")
    classed = pl.col("hs_chapter").is_not_null()
    head = [pl.col(name).filter(classed).last() for name in ("hs_chapter", "category")]
    single = pl.len() == 1
    parts = ordered.with_columns(number).sort("_compound", "end_char", "start_char", descending=[False, False, True])
    return (
        parts.group_by("_compound", maintain_order=True)
        .agg(
            pl.col("document_id", "sentence_id").first(),
            pl.col("start_char").min(),
            pl.col("end_char").max(),
            pl.col("surface").first(),
            pl.when(single).then(pl.col("rule").first()).otherwise(pl.lit("compound")).alias("rule"),
            pl.col("lexicon").last(),
            pl.col("confidence").max(),
            pl.when(single).then(pl.col("name").first()).otherwise(pl.col("name").str.join(" ")).alias("name"),
            *head,
            pl.when(pl.col("hs_chapter").last().is_null() & ~single).then(None).otherwise(pl.col("hs_heading").last()).alias("hs_heading"),
            pl.col("category").last().alias("_category"),
        )
        .with_columns(pl.coalesce("category", "_category").alias("category"), slug(pl.col("name")).alias("good_id"))
        .drop("_compound", "_category")
    )


def surface_name(surface: pl.Expr) -> pl.Expr:
    """A name for a good that no line of the lexicon names: its own words, lower case, without quotation marks."""
    return plain(surface).str.to_lowercase().str.replace_all(r"[\"\s]+", " ").str.strip_chars()


def _alternation(words: pl.Series) -> str:
    return "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in sorted(words, key=lambda word: (-len(word), word)))
