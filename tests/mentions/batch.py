"""Reads a table of texts in one batch, each its own document, so that a case costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from pipeline.lexicon.load import load_furniture
from pipeline.text.sentences import split_sentences

Finder = Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]


def find_in_each(find: Finder, texts: Iterable[str]) -> dict[str, pl.DataFrame]:
    """What `find` (of sentences and documents) finds in each of `texts`, by text, in text order."""
    each = list(dict.fromkeys(texts))
    ids = [f"{number:04}" for number in range(len(each))]
    schema = {"title": pl.String}
    documents = pl.DataFrame({"document_id": ids, "title": [None] * len(each), "text": each}, schema_overrides=schema)
    found = find(split_sentences(documents, load_furniture()), documents)
    return {text: found.filter(pl.col("document_id") == name) for name, text in zip(ids, each, strict=True)}
