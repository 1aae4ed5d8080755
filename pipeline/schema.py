"""The columns of every frame that flows through the pipeline, each decided once.

Offsets (`start_char`, `end_char`) are Unicode code points, half open, into the document's text. Days are dates, countries
ISO 3166-1 alpha-2, currencies ISO 4217; unknown is null.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

Schema = Mapping[str, "pl.DataType | type[pl.DataType]"]

DOCUMENTS: Schema = {
    "document_id": pl.String,
    "source_file": pl.String,
    "source_record": pl.Int64,
    "file_start": pl.Int64,
    "title": pl.String,
    "publisher": pl.String,
    "url": pl.String,
    "language": pl.String,
    "published_on": pl.Date,
    "published_basis": pl.String,
    "text": pl.String,
    "content_hash": pl.String,
    "duplicate_of": pl.String,
}

QUARANTINE: Schema = {"source_file": pl.String, "reason": pl.String, "detail": pl.String, "content_hash": pl.String}

SENTENCES: Schema = {
    "document_id": pl.String,
    "sentence_id": pl.String,
    "sentence_number": pl.Int64,
    "start_char": pl.Int64,
    "end_char": pl.Int64,
    "zone": pl.String,
    "text": pl.String,
    "plain": pl.String,
}

SPAN: Schema = {
    "document_id": pl.String,
    "sentence_id": pl.String,
    "start_char": pl.Int64,
    "end_char": pl.Int64,
    "surface": pl.String,
}

PROVENANCE: Schema = {"rule": pl.String, "lexicon": pl.String, "confidence": pl.Float64}

GOODS: Schema = {
    **SPAN,
    **PROVENANCE,
    "good_id": pl.String,
    "name": pl.String,
    "hs_chapter": pl.String,
    "hs_heading": pl.String,
    "category": pl.String,
    "origin_country": pl.String,
}

ACTORS: Schema = {**SPAN, **PROVENANCE, "actor_id": pl.String, "name": pl.String, "kind": pl.String, "country": pl.String}

# `border` holds both countries of a border feature (CN|KP); `country` is the first of them.
PLACES: Schema = {
    **SPAN,
    **PROVENANCE,
    "place_id": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "country": pl.String,
    "border": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
}

DATES: Schema = {
    **SPAN,
    **PROVENANCE,
    "date_from": pl.Date,
    "date_to": pl.Date,
    "granularity": pl.String,
    "basis": pl.String,
}

QUANTITIES: Schema = {
    **SPAN,
    **PROVENANCE,
    "measure": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "unit": pl.String,
    "currency": pl.String,
    "is_approximate": pl.Boolean,
}

# A term that no lexicon has, once for each document: where it stands first, `mentions` how often it was found there.
CANDIDATES: Schema = {
    **SPAN,
    "term": pl.String,
    "guessed_kind": pl.String,
    "rule": pl.String,
    "mentions": pl.Int64,
}

ROUTES: Schema = {
    **SPAN,
    **PROVENANCE,
    "route_id": pl.String,
    "origin_country": pl.String,
    "destination_country": pl.String,
    "origin_place_id": pl.String,
    "destination_place_id": pl.String,
    "via_place_ids": pl.List(pl.String),
    "mode": pl.String,
    "status": pl.String,
    "cue": pl.String,
}

FLOWS: Schema = {
    **SPAN,
    **PROVENANCE,
    "good_id": pl.String,
    "good_surface": pl.String,
    "exporter_country": pl.String,
    "importer_country": pl.String,
    "origin_country": pl.String,
    "exporter_actor_id": pl.String,
    "importer_actor_id": pl.String,
    "route_id": pl.String,
    "status": pl.String,
    "is_illicit": pl.Boolean,
    "date_from": pl.Date,
    "date_to": pl.Date,
    "date_basis": pl.String,
    "cue": pl.String,
}


def empty(schema: Schema) -> pl.DataFrame:
    """A frame of no rows with the columns of `schema`."""
    return pl.DataFrame(schema=dict(schema))


def conform(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """`frame` with exactly the columns of `schema`, in order and type; a missing column becomes null."""
    columns = [(pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name) for name, dtype in schema.items()]
    return frame.select(columns)


def is_read() -> pl.Expr:
    """Whether a document (`language`) is one that the rules read: an English one, or one with too little text to tell."""
    return pl.col("language").fill_null("en") == "en"
