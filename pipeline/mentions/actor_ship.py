"""Names of ships, which are no actors: *the freighter Blue Swan*, *Blue Swan, a tanker*, *the Panama-flagged Blue Swan*."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import context_words
from pipeline.text.spans import find_pattern

_NAME = r"[A-Z][A-Za-z'-]+(?: (?:[A-Z][A-Za-z'-]+|[IVX]+|\d{1,3}\b)){0,3}"


def find_ships(sentences: pl.DataFrame) -> pl.DataFrame:
    """Names that each document gives to ships, also without their first word: `document_id`, `matched`."""
    flagged = r"[A-Z][a-z]+-flagged(?: [a-z][a-z-]+){0,2}"
    vessel = rf"\b(?:{context_words('vessel')}s?|MV|MT|M/V|M/T|{flagged})"
    lines = sentences.filter(pl.col("plain").str.contains(vessel))
    link = r"(?: -)?(?:,? (?:called|named|known as|the|dubbed))*,? [\"']?(?:the (?:[a-z][a-z-]+ )?)?[\"']?"
    behind = (
        r",? (?:(?:is|was) )?(?:an?|another) (?:[A-Za-z0-9.-]+ ){0,5}"
        + context_words("vessel")
        + rf"(?:$|[,.;)]| {context_words('vessel does')}\b)"
    )
    ahead = find_pattern(lines, rf"{_NAME}(?:, {_NAME})*(?:,? and {_NAME})?", before=rf"{vessel}{link}")
    after = find_pattern(lines, _NAME, before=r"(?:^|\b(?:the|The) |, )", after=behind)
    listed = pl.concat([ahead, after]).select("document_id", pl.col("matched").str.replace_all(r",? and ", ", ").str.split(", "))
    names = listed.explode("matched")
    short = names.with_columns(pl.col("matched").str.replace(r"^\S+ ", ""))
    return pl.concat([names, short]).unique(maintain_order=True)
