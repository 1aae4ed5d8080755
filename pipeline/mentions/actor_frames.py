"""Candidate frames of actors: the columns they share, and how a span grows into its context."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, context_words, load_no_names, load_titles
from pipeline.lexicon.sources import cached
from pipeline.text.plain import in_ascii
from pipeline.text.spans import KEYS, with_context

# One word of a name: Rason, McDonald, O'Brien, Al-Assad, K+S, U.S., 3M; no possessive but in People's and its like.
WORD = (
    r"(?:(?:People|Workers?|Women|Farmers?|Children|Veterans|Manufacturers?|Seller|Importers|Exporters|Lloyd|Moody|King|Queen)'s?"
    r"|[A-Z][a-z]{3,}ers'|(?:[A-Z]\.)+|[A-Z0-9][A-Za-z0-9+]*(?:[&-][A-Z0-9][A-Za-z0-9]*|'[A-Z][a-z]+)*)"
)

LEGAL_FORM = rf"(?:,? {context_words('legal form')}\.?)+$|^{context_words('legal form ahead')} "

CANDIDATE = {
    "document_id": pl.String,
    "sentence_id": pl.String,
    "start_char": pl.Int64,
    "end_char": pl.Int64,
    "rule": pl.String,
    "lexicon": pl.String,
    "confidence": pl.Float64,
    "name": pl.String,
    "kind": pl.String,
    "country": pl.String,
    "country_from": pl.String,
    "inherits": pl.Boolean,
}
"""`country_from`: own (decided, also when null), context (the nearest country, else the document's own); `inherits`: a short
form, which takes name and country of the fuller form that it stands for."""


def as_candidates(spans: pl.DataFrame, **constants: str | float | bool | None) -> pl.DataFrame:
    """`spans` with exactly the columns of CANDIDATE; `constants` fill what the frame does not have."""
    given = spans.with_columns(pl.lit(value).alias(name) for name, value in constants.items())
    if "country_from" not in given.columns:
        given = given.with_columns(pl.lit("own").alias("country_from"))
    if "inherits" not in given.columns:
        given = given.with_columns(pl.lit(False).alias("inherits"))
    return given.select(
        (pl.col(name) if name in given.columns else pl.lit(None)).cast(dtype).alias(name) for name, dtype in CANDIDATE.items()
    )


def take_left(spans: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Spans (with `before`) whose start moves left over what `pattern` matches at the end of `before`; `taken` is that text."""
    taken = pl.col("before").str.extract(in_ascii(rf"({pattern})$"), 1).fill_null("")
    return spans.with_columns(taken.alias("taken")).with_columns(
        (pl.col("start_char") - pl.col("taken").str.len_bytes().cast(pl.Int64)).alias("start_char"),
        pl.col("before").str.head(pl.col("before").str.len_bytes() - pl.col("taken").str.len_bytes()),
    )


def drop_left(spans: pl.DataFrame, pattern: str, column: str = "taken") -> pl.DataFrame:
    """Spans whose start moves right over what `pattern` matches at the start of `column` (text at the start of the span)."""
    cut = pl.col(column).str.extract(in_ascii(rf"^({pattern})"), 1).fill_null("")
    return (
        spans.with_columns(cut.alias("_cut"))
        .with_columns(
            (pl.col("start_char") + pl.col("_cut").str.len_bytes().cast(pl.Int64)).alias("start_char"),
            pl.col(column).str.slice(pl.col("_cut").str.len_bytes()),
            (pl.col("before") + pl.col("_cut")).alias("before"),
        )
        .drop("_cut")
    )


def with_texts(spans: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`spans` with `surface` (from the text) and `plain_surface` (from the working copy)."""
    lines = sentences.select("sentence_id", pl.col("start_char").alias("_line"), "text", "plain")
    at, length = pl.col("start_char") - pl.col("_line"), pl.col("end_char") - pl.col("start_char")
    return (
        spans.drop("surface", "plain_surface", strict=False)
        .join(lines, on="sentence_id", how="left", maintain_order="left")
        .with_columns(pl.col("text").str.slice(at, length).alias("surface"), pl.col("plain").str.slice(at, length).alias("plain_surface"))
        .drop("_line", "text", "plain")
    )


def in_context(spans: pl.DataFrame, sentences: pl.DataFrame, width: int = 80) -> pl.DataFrame:
    """`spans` with `before` and `after`, of the working copy."""
    return with_context(spans.drop("before", "after", strict=False), sentences, width=width)


def headlines_lowered(sentences: pl.DataFrame) -> pl.DataFrame:
    """`sentences` with those written in capitals alone (headlines of newswires) as if each word had but its first: *JAPAN TRUCK
    MAKERS* → *Japan Truck Makers*. Lengths stay, so spans still point into the text."""
    return sentences.with_columns(pl.when(is_headline()).then(pl.col("plain").str.to_titlecase()).otherwise("plain").alias("plain"))


def is_headline() -> pl.Expr:
    """Whether a sentence is written in capitals alone, of three words or more."""
    return ~pl.col("plain").str.contains("[a-z]") & pl.col("plain").str.contains(r"[A-Z]{2,}\W+[A-Z]+\W+[A-Z]+")


@cached
def openers() -> str:
    """Words at the start of a run of capitals that are no part of the name: sentence openers, days, titles."""
    words = load_no_names().filter(pl.col("role").is_in(["month", "opener"]))["word"].to_list()
    words = [word for word in words if word not in ("New", "First", "Second", "Third")]
    return rf"(?:(?:{alternatives(words)}|{openers_titles()}|and|of|for|&|de|on|in|the) )+"


@cached
def openers_titles() -> str:
    """Titles and offices with capitals: *President*, *Deputy Administrator*."""
    titles = load_titles().filter((pl.col("position") == "before") | pl.col("title").str.contains(f"{context_words('office')}$"))
    titles = titles.filter(~pl.col("title").str.contains(rf"^{context_words('no single')}$"))
    return f"(?:{alternatives([title.title() for title in titles['title'].to_list()])})"


__all__ = [
    "CANDIDATE", "KEYS", "LEGAL_FORM", "WORD",
    "as_candidates", "drop_left", "headlines_lowered", "in_context", "is_headline", "openers", "openers_titles", "take_left", "with_texts",
]  # fmt: skip
