"""Goods that are in no lexicon, by where they stand: *exports of X*, *X shipments*, *tonnes of X*, *smuggling X*, *coal, X and tin*.

The lexicon knows nearly every word that stands there in news, so what is left is rare, and as often no good (*exports of services*) as
one: hence the stop words, the narrow ends, and the low confidence.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import polars as pl

from pipeline.text.spans import KEYS, find_pattern, outside, with_context, with_surface

FRAME_RULES = ("frame of trade", "in a list of goods")
FRAME, LISTED = 0.45, 0.4
_WORD = r"[a-z][a-z-]*[a-z]{2}"
_WORDS = rf"{_WORD}(?: {_WORD})?"
_ENDS = (
    r"(?:[,.;:)\"]| (?:from|to|into|in|on|at|by|worth|were|was|have|has|had|across|through|via|for|and|or|as|which|that"
    r"|between|last|this|over|since|during)\b|$)"
)
_VERB_ENDS = r"(?:[,.;:)\"]| (?:from|to|into|across|through|via|worth|and|or|out of)\b|$)"
_BETWEEN = rf"^(?:,|,? and|,? or) ({_WORDS})(?:, |,? and |,? or )$"
_JOINED = r"^(?:, |,? and |,? or )$"
_LAST = rf"^,? (?:and|or) (?:({_WORDS})(?:[.,;:)\"]|$)|({_WORD}) (?:from|to|into)\b)"
_NO_NOUN = (
    r"(?:ly|ing|ed|est|ive|ous|able|ible|ful|less|[^l]ic|(?:[cnrt]|su|i)al|[dnst]ary|[st]ory)$"
    r"|-(?:scale|term|time|level|value|quality|tech|sector)$"
)
_GAP = 40  # characters between two goods of a list with one word between them


def find_by_frame(
    sentences: pl.DataFrame, goods: pl.DataFrame, context: pl.DataFrame, nationalities: pl.DataFrame, stop: Collection[str]
) -> pl.DataFrame:
    """One or two lower-case words in the place of a good, that overlap no row of `goods` and hold no word of `stop`.

    `context` holds the frames: see `load_trade_context`, reaches frame, frame verb, frame before and frame behind; `nationalities` see
    `load_nationalities`. Out: the columns of a span, `rule`, `confidence`; HS code and lexicon are null.
    """
    ahead, verbs, before, behind = (_frames(context, f"frame{reach}") for reach in ("", " verb", " before", " behind"))
    origins = "|".join(sorted(map(re.escape, nationalities.filter(pl.col("role") == "adjective")["term"].unique())))
    framed = pl.concat(
        [
            find_pattern(sentences, _WORDS, before=ahead, after=_ENDS),
            find_pattern(sentences, _WORDS, before=verbs, after=_VERB_ENDS),
            find_pattern(sentences, _WORD, before=rf"(?:{before}|\b(?:{origins}) )", after=behind),
            find_pattern(sentences, rf"[A-Z]{_WORD}", before="^", after=behind),
        ]
    ).with_columns(pl.lit(FRAME_RULES[0]).alias("rule"), pl.lit(FRAME).alias("confidence"))
    listed = _in_lists(sentences, goods).with_columns(pl.lit(FRAME_RULES[1]).alias("rule"), pl.lit(LISTED).alias("confidence"))
    banned = pl.Series(sorted(stop))
    words = pl.col("matched").str.to_lowercase().str.split(" ")
    of_people = pl.col("matched").is_in(nationalities["term"].unique().implode())
    return (
        outside(pl.concat([framed, listed]), goods)
        .filter(words.list.set_intersection(banned.implode()).list.len() == 0, ~pl.col("matched").str.contains(_NO_NOUN), ~of_people)
        .unique(KEYS, keep="first", maintain_order=True)
        .with_columns(pl.lit(None, pl.String).alias(name) for name in ("hs_chapter", "hs_heading", "category", "lexicon"))
        .drop("matched")
    )


def _frames(context: pl.DataFrame, reach: str) -> str:
    return rf"(?:{'|'.join(context.filter(pl.col('reach') == reach)['pattern'])})"


def _in_lists(sentences: pl.DataFrame, goods: pl.DataFrame) -> pl.DataFrame:
    """Words between two goods of a list (*coal, X and tin*) or behind two (*coal, tin and X*): the columns of a span, `matched`."""
    here = goods.select(KEYS).sort("document_id", "start_char")
    if here.is_empty():
        return find_pattern(sentences.clear(), _WORDS)
    following = pl.col("start_char").shift(-1).over("sentence_id")
    near = with_context(here.with_columns(_gap=following - pl.col("end_char")), sentences)
    gap = pl.col("after").str.slice(0, pl.col("_gap"))
    between = near.filter(pl.col("_gap").is_between(1, _GAP)).with_columns(_beside=gap, matched=gap.str.extract(_BETWEEN))
    joined = pl.col("_gap").is_between(1, 6) & gap.str.contains(_JOINED)
    second = joined.shift(1).over("sentence_id").fill_null(False)
    word = pl.coalesce(pl.col("after").str.extract(_LAST, 1), pl.col("after").str.extract(_LAST, 2))
    last = near.filter(second).with_columns(_beside=pl.col("after"), matched=word)
    found = pl.concat([between, last]).filter(pl.col("matched").is_not_null())
    at = pl.col("end_char") + pl.col("_beside").str.find(pl.col("matched"), literal=True).cast(pl.Int64)
    placed = found.with_columns(at.alias("start_char"))
    length = pl.col("matched").str.len_chars().cast(pl.Int64)
    return with_surface(placed.with_columns((pl.col("start_char") + length).alias("end_char")), sentences).select(
        *KEYS, "surface", "matched"
    )
