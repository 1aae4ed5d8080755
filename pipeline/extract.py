"""The one place that knows the order: documents in, the tables of facts out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.facts.confidence import with_flow_confidence, with_route_confidence
from pipeline.facts.flow import find_flows
from pipeline.facts.measure import with_measures
from pipeline.facts.origin import with_origins
from pipeline.facts.settle import Mentions, settle
from pipeline.facts.when import with_dates
from pipeline.lexicon.load import load_furniture
from pipeline.lexicon.places_load import load_nationalities
from pipeline.lexicon.sources import cached, own_digest
from pipeline.mentions.actor import find_actors
from pipeline.mentions.date import find_dates
from pipeline.mentions.good import find_goods
from pipeline.mentions.place import find_places
from pipeline.mentions.quantity import find_quantities
from pipeline.mentions.unknown import find_unknown
from pipeline.schema import ACTORS, DATES, FLOWS, GOODS, PLACES, PROVENANCE, QUANTITIES, ROUTES, SENTENCES, SPAN, conform, is_read
from pipeline.text.sentences import split_sentences
from pipeline.text.spans import KEYS, find_terms, longest

_MEASURES = {
    "quantity_low": pl.Float64, "quantity_high": pl.Float64, "unit": pl.String,
    "amount_low": pl.Float64, "amount_high": pl.Float64, "currency": pl.String, "is_approximate": pl.Boolean,
}  # fmt: skip
# Words that fit a second country besides the one in countries.csv.
_SHARED = pl.DataFrame({"term": ["Korean"], "country": ["KP"]})
DIMENSIONS: Mapping[str, tuple[str, list[str]]] = {
    "dim_goods": ("good_id", ["name", "hs_chapter", "hs_heading", "category"]),
    "dim_actors": ("actor_id", ["name", "kind", "country"]),
    "dim_places": ("place_id", ["name", "kind", "country", "latitude", "longitude"]),
}
_FACTS = {
    "fact_trade_goods": {**SPAN, "good_id": pl.String, "origin_country": pl.String, **_MEASURES, **PROVENANCE},
    "fact_actors": {**SPAN, "actor_id": pl.String, **PROVENANCE},
    "fact_places": {**SPAN, "place_id": pl.String, **PROVENANCE},
    "fact_dates": DATES,
    "fact_routes": ROUTES,
    "fact_trade_flows": FLOWS,
}


def extract(documents: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of one batch of documents (columns of DOCUMENTS): sentences, fact_* and dim_* as in the warehouse.

    Pure: the same documents give the same rows. Documents in another language than English are kept as sentences and not
    read; where the language is unknown the text is read.
    """
    return {name: _once(name, table.lazy()).collect() if name in DIMENSIONS else table for name, table in extract_apart(documents).items()}


def extract_apart(documents: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """As `extract`, but a thing of a dimension has a row (with `document_id`) for each document that names it: every row of every table
    belongs to one document, and documents can be taken out of the batch. `merge` gives the tables as they are without."""
    documents = documents.sort("document_id")
    sentences, searched = searched_sentences(documents)
    mentions = settle(find_mentions(searched, documents.filter(is_read())))
    goods = measured_goods(mentions, searched)
    flow_rows, route_rows = find_flows(searched, goods, mentions.actors, mentions.places, mentions.adjectives, mentions.dates)
    routes = _routes(route_rows, documents)
    flows = _flows(flow_rows, routes, mentions.dates, documents)
    taken = pl.concat([frame.select(KEYS) for frame in (mentions.dates, mentions.adjectives)])
    tables = {
        "sentences": sentences.select([name for name in SENTENCES if name != "plain"]),
        "fact_trade_goods": goods,
        "fact_actors": mentions.actors,
        "fact_places": mentions.places,
        "fact_dates": mentions.dates,
        "fact_routes": routes,
        "fact_trade_flows": flows,
        "unknown_terms": find_unknown(searched, mentions.goods, mentions.actors, mentions.places, taken),
        "dim_goods": mentions.goods,
        "dim_actors": mentions.actors,
        "dim_places": mentions.places,
    }
    return {name: _table(name, frame) for name, frame in tables.items()}


def searched_sentences(documents: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All sentences of `documents`, and those that are searched for facts: of English documents, outside the furniture."""
    sentences = split_sentences(documents, load_furniture())
    english = documents.filter(is_read()).select("document_id")
    read = sentences.filter(pl.col("zone") != "furniture").join(english, on="document_id", how="semi", maintain_order="left")
    return sentences, read


def measured_goods(mentions: Mentions, sentences: pl.DataFrame) -> pl.DataFrame:
    """The goods of settled mentions with origin, quantity and money."""
    return with_measures(with_origins(mentions.goods, sentences, load_nationalities()), mentions.quantities, sentences)


def find_mentions(sentences: pl.DataFrame, documents: pl.DataFrame) -> Mentions:
    """Every mention of each kind in `sentences`, overlaps between kinds not yet settled; quantities where there are goods to measure."""
    places = conform(find_places(sentences, documents), PLACES)
    goods = conform(find_goods(sentences, documents), GOODS)
    measuring = sentences.join(goods, on="sentence_id", how="semi", maintain_order="left")
    return Mentions(
        goods=goods,
        actors=conform(find_actors(sentences, documents, places), ACTORS),
        places=places,
        dates=conform(find_dates(sentences, documents), DATES),
        quantities=conform(find_quantities(measuring), QUANTITIES),
        adjectives=_find_adjectives(sentences, places),
    )


def _find_adjectives(sentences: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Words of nationality with `country`; one that fits two countries (Korean, Congolese) takes the one the document names more."""
    words = load_nationalities().filter(~pl.col("is_noun")).select("term", "country").unique()
    words = pl.concat([words, _SHARED])
    named = places.group_by("document_id", "country").len("_named")
    return (
        longest(find_terms(sentences, words["term"].unique().to_list(), ignore_case=False))
        .join(words, on="term")
        .join(named, on=["document_id", "country"], how="left")
        .sort("document_id", "start_char", pl.col("_named").fill_null(0), "country", descending=[False, False, True, True])
        .unique(["document_id", "start_char"], keep="first", maintain_order=True)
        .drop("_named")
    )


@cached
def rules_version() -> str:
    """A hash of every rule and lexicon line that reads a text, the user's too: sixteen hexadecimal digits."""
    digest = hashlib.sha256(own_digest().encode())
    folder = Path(__file__).parent
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".csv") and "documents" not in p.parts):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def merge(parts: Iterable[Mapping[str, pl.LazyFrame]]) -> dict[str, pl.LazyFrame]:
    """The tables of several batches as one; each thing of a dimension once."""
    gathered: dict[str, list[pl.LazyFrame]] = {}
    for part in parts:
        for name, frame in part.items():
            gathered.setdefault(name, []).append(frame)
    return {name: _once(name, pl.concat(frames)) if name in DIMENSIONS else pl.concat(frames) for name, frames in gathered.items()}


def _table(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the columns of the table `name`; a dimension has each of its things once for each document."""
    if name in DIMENSIONS:
        key, columns = DIMENSIONS[name]
        return frame.select("document_id", key, *columns).unique().sort("document_id", key, *columns)
    return conform(frame, _FACTS[name]) if name in _FACTS else frame


def _once(name: str, frame: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each id: of several the one with the most known, then the first in order, whatever came first."""
    key, columns = DIMENSIONS[name]
    unknown = pl.sum_horizontal(pl.col(column).is_null() for column in columns)
    once = frame.select(key, *columns).unique()
    return once.sort(key, unknown, *columns, nulls_last=True).unique(key, keep="first", maintain_order=True)


def _surfaces(frame: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """`frame` with `surface` cut out of the documents' text."""
    return (
        frame.join(documents.select("document_id", "text"), on="document_id", how="left", maintain_order="left")
        .with_columns(pl.col("text").str.slice(pl.col("start_char"), pl.col("end_char") - pl.col("start_char")).alias("surface"))
        .drop("text")
    )


def _rows(rows: list[dict[str, Any]], schema: Mapping[str, Any]) -> pl.DataFrame:
    known = {name: dtype for name, dtype in schema.items() if not rows or name in rows[0]}
    return pl.DataFrame(rows, schema=known, orient="row")


def _identity(frame: pl.DataFrame, columns: list[str]) -> pl.Series:
    """Sixteen hexadecimal digits that name each row by its content."""
    keys = frame.select(pl.concat_str([pl.col(column).cast(pl.String).fill_null("") for column in columns], separator="\x1f")).to_series()
    return pl.Series([hashlib.sha256(key.encode()).hexdigest()[:16] for key in keys], dtype=pl.String)


def _routes(rows: list[dict[str, Any]], documents: pl.DataFrame) -> pl.DataFrame:
    frame = _surfaces(_rows(rows, ROUTES), documents)
    told = frame.with_columns(pl.col("via_place_ids").list.join("|").alias("_via"))
    key = ["sentence_id", "origin_country", "destination_country", "mode", "status", "_via"]
    told = told.sort("document_id", "start_char", "end_char", "rule").unique(key, keep="first", maintain_order=True)
    return with_route_confidence(told.with_columns(_identity(told, key).alias("route_id")).drop("_via"))


def _flows(rows: list[dict[str, Any]], routes: pl.DataFrame, dates: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    key = ["sentence_id", "good_surface", "exporter_country", "importer_country", "status"]
    told = (
        _surfaces(_rows(rows, {**FLOWS, "sureness": pl.Float64}), documents)
        .sort("document_id", "start_char", "end_char", "rule")
        .unique(key, keep="first", maintain_order=True)
    )
    ways = routes.select(
        "sentence_id",
        pl.col("origin_country").alias("exporter_country"),
        pl.col("destination_country").alias("importer_country"),
        "route_id",
    )
    ways = ways.unique(["sentence_id", "exporter_country", "importer_country"], keep="first", maintain_order=True)
    told = told.join(ways, on=["sentence_id", "exporter_country", "importer_country"], how="left", maintain_order="left", nulls_equal=True)
    return with_flow_confidence(with_dates(told.with_row_index("_row"), dates, documents).drop("_row"))
