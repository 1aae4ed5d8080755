"""Goods: physical things spoken of as merchandise, cargo, supply, input or ware."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.goods_load import load_frame_stop, load_goods, load_heads, load_modifiers, load_trade_context, slug
from pipeline.lexicon.places_load import load_nationalities
from pipeline.mentions.good_again import find_heads_again, with_sense_of_whole
from pipeline.mentions.good_classes import find_classes, find_origin_classes
from pipeline.mentions.good_company import any_of, in_company
from pipeline.mentions.good_frames import find_by_frame
from pipeline.mentions.good_spans import surface_name, with_reach
from pipeline.mentions.good_terms import find_forms
from pipeline.schema import GOODS, conform, is_read
from pipeline.text.spans import longest


def find_goods(sentences: pl.DataFrame, documents: pl.DataFrame, *, forms: pl.DataFrame | None = None) -> pl.DataFrame:
    """Goods in `sentences` (SENTENCES) of English `documents` (document_id, language): the columns of GOODS, none overlapping.

    `forms` is the lexicon (see `goods_forms`), the shipped one by default. `origin_country` is left null.
    """
    forms = load_goods() if forms is None else forms
    searched = _searched(sentences, documents)
    context = load_trade_context()
    found = find_forms(searched, forms, load_nationalities(), any_of(context, "after"))
    accepted = in_company(found.filter(~pl.col("is_forbidden")), searched, context)
    blocking = found.filter("is_forbidden").with_columns(pl.lit("").alias("rule"), pl.lit(0.0).alias("confidence"))
    terms = longest(pl.concat([accepted, blocking.select(accepted.columns)])).filter(~pl.col("is_forbidden"))
    goods = with_reach(terms, searched, load_heads(), load_modifiers())
    classes = find_classes(searched, load_heads(), load_modifiers())
    origins = find_origin_classes(searched, load_nationalities())
    fresh = pl.concat([classes, origins], how="diagonal").with_columns(surface_name(pl.col("surface")).alias("name"))
    both = pl.concat([goods, fresh.with_columns(slug(pl.col("name")).alias("good_id"))], how="diagonal")
    named = with_sense_of_whole(longest(both).sort("document_id", "start_char"))
    again = find_heads_again(searched, named, load_heads(), forms)
    known = pl.concat([named, again], how="diagonal")
    framed = find_by_frame(searched, known, context, load_nationalities(), load_frame_stop())
    framed = framed.with_columns(surface_name(pl.col("surface")).alias("name"))
    found = pl.concat([known, framed.with_columns(slug(pl.col("name")).alias("good_id"))], how="diagonal")
    return conform(found.sort("document_id", "start_char"), GOODS)


def _searched(sentences: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Sentences of English text outside furniture and stamps."""
    foreign = documents.filter(~is_read()) if "language" in documents.columns else documents.clear()
    return sentences.filter(pl.col("zone").is_in(["title", "body"])).join(foreign.select("document_id"), on="document_id", how="anti")
