"""What a choice was made from: kept only while somebody watches, so that reading costs nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import polars as pl

Choice = tuple[pl.DataFrame, pl.DataFrame]
_watched: ContextVar[list[Choice] | None] = ContextVar("_watched", default=None)


@contextmanager
def watch() -> Iterator[list[Choice]]:
    """The choices made in the block, in their order: the candidates, and those of them that were chosen."""
    choices: list[Choice] = []
    token = _watched.set(choices)
    try:
        yield choices
    finally:
        _watched.reset(token)


def tell(candidates: pl.DataFrame, chosen: pl.DataFrame) -> None:
    """Let whoever watches know of a choice."""
    if (choices := _watched.get()) is not None:
        choices.append((candidates, chosen))
