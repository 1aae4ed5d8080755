"""Overlaps between kinds of mentions, settled once: who gives way to whom."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipeline.text.spans import outside


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a batch, a frame for each kind; `adjectives` are nationality words that stand in no other mention."""

    goods: pl.DataFrame
    actors: pl.DataFrame
    places: pl.DataFrame
    dates: pl.DataFrame
    quantities: pl.DataFrame
    adjectives: pl.DataFrame


def settle(found: Mentions) -> Mentions:
    """`found` without the mentions that another kind takes for itself.

    A date outdoes what overlaps it (May, March). Between an actor and a place the longer wins, the actor where they are equal
    but for a bare place name. A place within the name of a good belongs to the good; a good within a place or in the name of
    an actor is part of that name, while a good in a role (*arms smugglers*) stays. Quantities and adjectives yield to all.
    """
    actors = outside(found.actors, found.dates)
    places = outside(found.places, found.dates)
    actors, places = _longer(actors, places)
    named = actors.filter(pl.col("kind") != "group")
    goods = outside(outside(_not_within(found.goods, places), named), found.dates)
    places = outside(places, goods)
    quantities = outside(outside(found.quantities, found.dates), goods)
    taken = pl.concat([frame.select("sentence_id", "start_char", "end_char", "document_id") for frame in (goods, actors, places)])
    return Mentions(goods, actors, places, found.dates, quantities, outside(found.adjectives, taken))


def _longer(left: pl.DataFrame, right: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both frames without the rows that a longer row of the other overlaps; of two equals the left one stays."""
    return _beaten_out(left, right, strict=True), _beaten_out(right, left, strict=False)


def _beaten_out(spans: pl.DataFrame, rivals: pl.DataFrame, *, strict: bool) -> pl.DataFrame:
    """Rows of `spans` that no overlapping rival outgrows (or equals, unless `strict`)."""
    if spans.is_empty() or rivals.is_empty():
        return spans
    numbered = spans.with_row_index("_row")
    other = rivals.select("sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"))
    length, rival = pl.col("end_char") - pl.col("start_char"), pl.col("_to") - pl.col("_from")
    lost = (
        numbered.select("_row", "sentence_id", "start_char", "end_char")
        .join(other, on="sentence_id")
        .filter((pl.col("start_char") < pl.col("_to")) & (pl.col("_from") < pl.col("end_char")))
        .filter(rival > length if strict else rival >= length)
    )
    return numbered.join(lost.select("_row").unique(), on="_row", how="anti", maintain_order="left").drop("_row")


def _not_within(goods: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Goods that are no part of a place's name: *Gold* of Gold Coast goes, *Pyongyang soju* stays."""
    if goods.is_empty() or places.is_empty():
        return goods
    numbered = goods.with_row_index("_row")
    other = places.select("sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"))
    inside = (
        numbered.select("_row", "sentence_id", "start_char", "end_char")
        .join(other, on="sentence_id")
        .filter((pl.col("_from") <= pl.col("start_char")) & (pl.col("end_char") <= pl.col("_to")))
    )
    return numbered.join(inside.select("_row").unique(), on="_row", how="anti", maintain_order="left").drop("_row")
