"""How sure a flow or a route is: the share of its like that was right on annotated texts (docs/EXTRACTION.md).

Its like are those that the same kind of rule read; of flows with a side that was weighed (open_sides.py) those as sure of it.
"""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.trade import load_confidence

_LEAST, _SLOPE = 0.4, 0.45  # a line through the shares right of flows by sureness, on the folders left out of a fit


def with_flow_confidence(flows: pl.DataFrame) -> pl.DataFrame:
    """`flows` with `confidence`: by `sureness` (which goes) where it is not null, else by part of speech and basis, both read from `rule`
    ("verb:ship:passive by clause")."""
    part = pl.col("rule").str.extract(r"^(\w+)")
    basis = pl.col("rule").str.extract(r" by (\w+)$")
    found = _joined(flows.with_columns(part.alias("_part"), basis.alias("_basis")), "flow")
    weighed = (_LEAST + _SLOPE * pl.col("sureness")).round(2)
    return found.with_columns(pl.coalesce(weighed, "confidence").alias("confidence")).drop("sureness")


def with_route_confidence(routes: pl.DataFrame) -> pl.DataFrame:
    """`routes` with `confidence` by kind of rule and by whether a place is named on the way ("route:way by place") or only the mode."""
    part = pl.col("rule").str.extract(r"^route:(\w+)")
    basis = pl.col("rule").str.extract(r" by (\w+)$")
    return _joined(routes.with_columns(part.alias("_part"), basis.alias("_basis")), "route")


def _joined(facts: pl.DataFrame, fact: str) -> pl.DataFrame:
    table = (
        load_confidence()
        .filter(pl.col("fact") == fact)
        .select(pl.col("part").alias("_part"), pl.col("basis").alias("_basis"), "confidence")
    )
    return facts.join(table, on=["_part", "_basis"], how="left", maintain_order="left").drop("_part", "_basis")
