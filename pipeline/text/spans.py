"""Spans of text as rows, and the relations between them.

A span is a row with `document_id`, `sentence_id`, `start_char`, `end_char`, `surface`. Everything here is columnar; offsets
are code points into the document's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import polars as pl

from pipeline.text.plain import CLOSE, OPEN, in_ascii
from pipeline.text.rivals import tell

KEYS = ["document_id", "sentence_id", "start_char", "end_char"]


Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def _surface(spans: Frame) -> Frame:
    """Turn offsets within the sentence (`_at`, `_length`) into offsets within the document, and cut out the surface."""
    return spans.with_columns(
        pl.col("text").str.slice(pl.col("_at"), pl.col("_length")).alias("surface"),
        (pl.col("start_char") + pl.col("_at")).alias("start_char"),
        (pl.col("start_char") + pl.col("_at") + pl.col("_length")).alias("end_char"),
    )


def find_terms(sentences: pl.DataFrame, terms: list[str], *, ignore_case: bool = True) -> pl.DataFrame:
    """Every whole-word occurrence of each of `terms` in `plain`, overlapping ones included.

    Out: the columns of a span and `term` (as given). Terms have to be ASCII, as `plain` is.
    """
    found = (
        sentences.lazy()
        .select(
            "document_id", "sentence_id", "start_char", "text", "plain",
            pl.col("plain").str.find_many(terms, ascii_case_insensitive=ignore_case, overlapping=True).alias("_at"),
        )
        .filter(pl.col("_at").list.len() > 0)
        .with_columns(pl.col("plain").str.extract_many(terms, ascii_case_insensitive=ignore_case, overlapping=True).alias("_matched"))
        .explode("_at", "_matched")
        .with_columns(pl.col("_at").cast(pl.Int64), pl.col("_matched").str.len_bytes().cast(pl.Int64).alias("_length"))
        .filter(
            ~pl.col("plain").str.slice(pl.col("_at") - 1, pl.when(pl.col("_at") > 0).then(2).otherwise(0)).str.contains(r"^\w\w"),
            ~pl.col("plain").str.slice(pl.col("_at") + pl.col("_length") - 1, 2).str.contains(r"^\w\w"),
        )
    )  # fmt: skip
    given = pl.LazyFrame({"term": pl.Series(list(terms), dtype=pl.String)})
    key = pl.col("term").str.to_lowercase() if ignore_case else pl.col("term")
    matched = pl.col("_matched").str.to_lowercase() if ignore_case else pl.col("_matched")
    known = given.with_columns(key.alias("_key")).unique("_key", keep="first", maintain_order=True)
    joined = found.with_columns(matched.alias("_key")).join(known, on="_key")
    spans = _surface(joined).select(*KEYS, "surface", "term").sort("document_id", "start_char", "end_char", "term")
    return spans.collect(engine="in-memory")


def find_pattern(sentences: pl.DataFrame, pattern: str, *, before: str = "", after: str = "") -> pl.DataFrame:
    """Every match of the Rust regular expression `pattern` in `plain`, left to right, none overlapping.

    `before` and `after` must match next to the span and are not part of it. Named groups of `pattern` can be read from the
    column `matched` with `str.extract_groups`. Out: the columns of a span and `matched` (the span in the working copy).
    """
    whole = in_ascii(f"(?P<_before>{before})(?P<_span>{pattern})(?P<_after>{after})")
    marked = pl.col("plain").str.replace_all(whole, f"${{_before}}{OPEN}${{_span}}{CLOSE}${{_after}}")
    pieces = (
        sentences.lazy()
        .filter(pl.col("plain").str.contains(whole))
        .select("document_id", "sentence_id", "start_char", "text", marked.str.split(OPEN).alias("_piece"))
        .with_row_index("_row")
        .explode("_piece")
        .with_columns(
            pl.col("_piece").str.split(CLOSE).list.first().alias("matched"),
            (pl.col("_piece").str.len_bytes() - pl.col("_piece").str.count_matches(CLOSE, literal=True)).cast(pl.Int64).alias("_size"),
        )
        .with_columns((pl.col("_size").cum_sum().over("_row") - pl.col("_size")).alias("_at"))
        .filter(pl.col("_piece").str.contains(CLOSE, literal=True))
        .with_columns(pl.col("matched").str.len_bytes().cast(pl.Int64).alias("_length"))
        .filter(pl.col("_length") > 0)
    )
    return _surface(pieces).select(*KEYS, "surface", "matched").sort("document_id", "start_char").collect(engine="in-memory")


def with_context(spans: pl.DataFrame, sentences: pl.DataFrame, *, width: int = 60) -> pl.DataFrame:
    """`spans` with `before` and `after`: up to `width` characters of the working copy of the same sentence on either side."""
    lines = sentences.select("sentence_id", pl.col("start_char").alias("_line"), pl.col("plain").alias("_plain"))
    left = pl.col("start_char") - pl.col("_line")
    start = pl.max_horizontal(left - width, pl.lit(0))
    return (
        spans.join(lines, on="sentence_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("_plain").str.slice(start, left - start).alias("before"),
            pl.col("_plain").str.slice(pl.col("end_char") - pl.col("_line"), width).alias("after"),
        )
        .drop("_line", "_plain")
    )


def with_surface(spans: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`spans` with `surface` cut anew out of the text of their sentences."""
    lines = sentences.select("sentence_id", pl.col("start_char").alias("_line"), pl.col("text").alias("_text"))
    at, length = pl.col("start_char") - pl.col("_line"), pl.col("end_char") - pl.col("start_char")
    joined = spans.join(lines, on="sentence_id", how="left", maintain_order="left")
    return joined.with_columns(pl.col("_text").str.slice(at, length).alias("surface")).drop("_line", "_text")


def longest(spans: pl.DataFrame, *, first: Sequence[pl.Expr] = ()) -> pl.DataFrame:
    """The spans of each document that no better span overlaps, found greedily.

    Better is what sorts earlier by `first` (ascending), then the longer, then the earlier span, then the smaller remaining
    columns in their order, so that the outcome never hangs on row order.
    """
    if spans.is_empty():
        return spans
    alone, crowded = _apart(spans)
    if not crowded.height:
        tell(spans, alone)
        return alone
    plain_columns = [name for name in spans.columns if not spans.schema[name].is_nested()]
    rank = [*first, pl.col("start_char") - pl.col("end_char"), pl.col("start_char")]
    crowded = crowded.sort(*rank, *plain_columns, nulls_last=True).with_row_index("_rank")
    kept = [alone]
    while crowded.height:  # each round settles the best span of every cluster: as many rounds as spans stand nested
        kept.append(crowded.filter(pl.col("_rank") == pl.col("_rank").min().over("_cluster")))
        crowded = _not_overlapping(crowded, kept[-1])
        alone, crowded = _apart(crowded.drop("_cluster"))
        kept.append(alone)
    best = pl.concat([part.select(spans.columns) for part in kept]).sort("document_id", "start_char")
    tell(spans, best)
    return best


def _apart(spans: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Spans that touch no other, and the rest with `_cluster`, the number of their run of overlapping spans."""
    ordered = spans.sort("document_id", "start_char", "end_char")
    reach = pl.col("end_char").cum_max().shift(1).over("document_id")
    fresh = pl.col("document_id").ne_missing(pl.col("document_id").shift(1)) | (pl.col("start_char") >= reach)
    clustered = ordered.with_columns(fresh.fill_null(True).cum_sum().alias("_cluster"))
    size = pl.len().over("_cluster")
    return clustered.filter(size == 1).drop("_cluster"), clustered.filter(size > 1)


def _not_overlapping(spans: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """Rows of `spans` outside the one settled span of their cluster."""
    taken = settled.select("_cluster", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"))
    return (
        spans.join(taken, on="_cluster")
        .filter((pl.col("end_char") <= pl.col("_from")) | (pl.col("start_char") >= pl.col("_to")))
        .drop("_from", "_to")
    )


def outside(spans: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The spans that overlap no row of `others`, in the order given."""
    if spans.is_empty() or others.is_empty():
        return spans
    numbered = spans.with_row_index("_row")
    right = others.select("sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"))
    hit = (
        numbered.select("_row", "sentence_id", "start_char", "end_char")
        .join(right, on="sentence_id")
        .filter((pl.col("start_char") < pl.col("_to")) & (pl.col("_from") < pl.col("end_char")))
    )
    return numbered.join(hit.select("_row").unique(), on="_row", how="anti", maintain_order="left").drop("_row")


def beside(value: pl.Expr, steps: int, key: str) -> pl.Expr:
    """`value` of the row so many `steps` behind (ahead where negative), null where that row has another `key`.

    What `shift(steps).over(key)` gives where the rows of each key stand together, without a grouping.
    """
    return pl.when(pl.col(key).eq_missing(pl.col(key).shift(steps))).then(value.shift(steps))


def last_before(is_told: pl.Expr, key: str) -> pl.Expr:
    """The number of the last row before each row for which `is_told` holds, null where no such row has the same `key`.

    The rows of each key must stand together.
    """
    row = pl.int_range(pl.len())
    first = pl.when(pl.col(key).ne_missing(pl.col(key).shift(1)) | (row == 0)).then(row).forward_fill()
    at = pl.when(is_told).then(row).shift(1).forward_fill()
    return pl.when(at >= first).then(at)
