"""Paragraphs and sentences of a document, as rows that point into its text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import polars as pl

from pipeline.schema import SENTENCES, conform
from pipeline.text.plain import MASK, OPEN, plain
from pipeline.text.zones import with_zones

# Words that open a sentence often enough to end the one before, where a dot alone could belong to an abbreviation.
_OPENERS = (
    "The|This|That|These|Those|There|It|Its|He|She|They|We|I|You|His|Her|Their|Our|But|And|Or|Yet|So|In|On|At|As|By|For|From|"
    "If|When|While|Since|After|Before|Although|Though|However|Meanwhile|Moreover|According|Last|Many|Most|Some|All|Both|No|Now|"
    "One|Two|Under|With|Another|Such|To|A|An"
)
_MAX_WRAP = 100  # longest line of a text that was broken at a fixed width
_MAX_LENGTH = 2000  # of a sentence: the longest in the gold texts has a few hundred characters
_ENDS = r"""[.!?:]["')\]]*\s*$"""


@cache
def _abbreviations() -> tuple[str, str]:
    """Two alternations of escaped abbreviations: those that never end a sentence, and those that may."""
    frame = pl.read_csv(Path(__file__).with_name("abbreviations.csv"))
    never = frame.filter((pl.col("may_end") == "no") & (pl.col("abbreviation") != "No"))["abbreviation"]
    may = frame.filter(pl.col("may_end") == "yes")["abbreviation"]
    return tuple("|".join(sorted(map(re.escape, words), key=len, reverse=True)) for words in (never, may))  # type: ignore[return-value]


def split_sentences(documents: pl.DataFrame, furniture: pl.DataFrame) -> pl.DataFrame:
    """Sentences of `documents` (document_id, text, title): the columns of SENTENCES, in text order.

    `furniture` (pattern, scope) says which lines are page furniture: see `zones.with_zones`. A sentence never crosses a
    paragraph; a line break ends a paragraph except inside text that was broken at a fixed width. None is longer than a page.
    """
    paragraphs = _paragraphs(with_zones(_lines(documents), furniture))
    pieces = paragraphs.with_columns(_marked(pl.col("plain")).str.split(OPEN).alias("_piece")).explode("_piece")
    pieces = (
        _cut(pieces)
        .select("document_id", "start_char", "zone", "text", "_paragraph", "_piece")
        .with_columns(pl.col("_piece").str.len_bytes().cast(pl.Int64).alias("_size"))
        .with_columns((pl.col("_size").cum_sum().over("document_id", "_paragraph") - pl.col("_size")).alias("_at"))
        .with_columns(
            (pl.col("_size") - pl.col("_piece").str.strip_chars_start().str.len_bytes()).cast(pl.Int64).alias("_lead"),
            pl.col("_piece").str.strip_chars().str.len_bytes().cast(pl.Int64).alias("_length"),
        )
        .filter(pl.col("_length") > 0)
        .with_columns((pl.col("_at") + pl.col("_lead")).alias("_at"))
        .with_columns(
            pl.col("text").str.slice(pl.col("_at"), pl.col("_length")),
            pl.col("_piece").str.strip_chars().str.replace_all(MASK, ".", literal=True).str.replace_all(r"\s", " ").alias("plain"),
            (pl.col("start_char") + pl.col("_at")).alias("start_char"),
        )
        .with_columns((pl.col("start_char") + pl.col("_length")).alias("end_char"))
        .sort("document_id", "start_char")
        .with_columns(pl.int_range(pl.len()).over("document_id").alias("sentence_number"))
    )
    return conform(pieces.with_columns(pl.format("{}:{}", "document_id", "sentence_number").alias("sentence_id")), SENTENCES)


def _cut(pieces: pl.DataFrame) -> pl.DataFrame:
    """`pieces` in which what is too long for a sentence (a list without a full stop, a table on one line) is cut, at a blank where there is
    one: what relates the spans of a sentence to each other takes the square of their number."""
    is_long = pl.col("_piece").str.len_bytes() > _MAX_LENGTH
    if not pieces.select(is_long.any()).item():
        return pieces
    parts = pl.col("_piece").str.extract_all(rf"(?s).{{1,{_MAX_LENGTH - 100}}}(?:\S{{0,99}}\s)?")
    return pieces.with_columns(pl.when(is_long).then(parts).otherwise(pl.concat_list("_piece")).alias("_piece")).explode("_piece")


def _lines(documents: pl.DataFrame) -> pl.DataFrame:
    """One row a line: document_id, line_number, start_char, text, plain (no line break in either)."""
    return (
        documents.select("document_id", "title", pl.col("text").str.split("\n"))
        .explode("text")
        .with_columns(pl.int_range(pl.len()).over("document_id").alias("line_number"), plain(pl.col("text")).alias("plain"))
        .with_columns((pl.col("text").str.len_chars().cast(pl.Int64) + 1).alias("_size"))
        .with_columns((pl.col("_size").cum_sum().over("document_id") - pl.col("_size")).alias("start_char"))
        .drop("_size")
    )


def _paragraphs(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines joined to paragraphs: document_id, start_char, zone, text, plain (with the line breaks in both)."""
    length = pl.col("plain").str.len_bytes()
    widest = length.max().over("document_id")
    wrapped = (widest <= _MAX_WRAP) & ((length > 0).sum().over("document_id") > 3)
    same_zone = (pl.col("zone") == "body") & pl.col("zone").eq_missing(pl.col("zone").shift(-1).over("document_id"))
    following = pl.col("plain").shift(-1).over("document_id")
    runs_on = wrapped & (length >= 0.6 * widest) & ~pl.col("plain").str.contains(_ENDS) & following.str.contains(r"^ {0,1}\S") & same_zone
    opens = ~runs_on.shift(1).over("document_id").fill_null(False)
    return (
        lines.sort("document_id", "line_number")
        .with_columns(opens.cum_sum().alias("_paragraph"))
        .group_by("document_id", "_paragraph", maintain_order=True)
        .agg(
            pl.col("start_char").first(),
            pl.col("zone").first(),
            pl.col("text").str.join("\n"),
            pl.col("plain").str.join("\n"),
        )
        .filter(pl.col("plain").str.contains(r"\S"))
    )


def _marked(text: pl.Expr) -> pl.Expr:
    """`text` with OPEN where a sentence begins; dots of abbreviations are masked, one character for one."""
    never, may = _abbreviations()
    return (
        text.str.replace_all(rf"""(\b(?:{may})\.["')\]]*\s+)(["'(\[]*(?:{_OPENERS})\b)""", f"${{1}}{OPEN}${{2}}")
        .str.replace_all(rf"\b({never}|{may})\.", f"${{1}}{MASK}")
        .str.replace_all(r"\bNo\.(\s*\d)", f"No{MASK}${{1}}")
        .str.replace_all(r"\b([A-Z])\.", f"${{1}}{MASK}")
        .str.replace_all(r"""([.!?]["')\]]*\s+)(["'(\[]*[A-Z0-9\x1f*-])""", f"${{1}}{OPEN}${{2}}")
    )
