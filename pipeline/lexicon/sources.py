"""Where lines of the lexicons come from: the shipped files, and a folder of the user's own that extends them and wins over them.

The folder is chosen once, when a command or a run starts (see `use_lexicon`). What is worked out of the lexicons is kept by `cached` and
forgotten as soon as the folder, or what is in it, is another.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import polars as pl

GOODS = ["term", "name", "hs", "category", "trust", "needs", "not_before", "not_after", "comment"]
PLACES = ["name", "kind", "country", "latitude", "longitude", "variants", "trust", "needs", "forbids", "locode", "comment"]
ACTORS = ["name", "country", "strong", "weak", "comment"]
# The lists that a user's folder may hold, NAME.csv each, with the columns of the shipped ones.
OWN_LISTS = {
    "goods": GOODS,
    "places": PLACES,
    **dict.fromkeys(("companies", "governments", "media", "organisations", "persons"), ACTORS),
}
OWN = "own/"  # how `lexicon` names the user's folder, wherever it lies: own/goods.csv:3

P = ParamSpec("P")
T = TypeVar("T")


class LexiconError(ValueError):
    """A line of a lexicon is none, or a file of a user's lexicon cannot be read as one."""


_kept: list[Callable[[], None]] = []


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """`functools.cache` for what follows from the lexicons: forgotten when the user's lists change."""
    kept = cache(function)
    _kept.append(kept.cache_clear)
    return cast("Callable[P, T]", kept)


_contents: dict[str, bytes] = {}


def read_folder(folder: Path | None) -> dict[str, bytes]:
    """List → content of its file in a user's folder. Raises OSError where there is no folder, LexiconError for a file of another name."""
    if folder is None:
        return {}
    files = sorted(path for path in folder.iterdir() if path.suffix == ".csv")
    for path in files:
        if path.stem not in OWN_LISTS:
            raise LexiconError(f"{path}: a lexicon has no list of that name, only {', '.join(f'{name}.csv' for name in OWN_LISTS)}")
    return {path.stem: path.read_bytes() for path in files}


def contents() -> dict[str, bytes]:
    """The user's lists as they are now: list → content of its file."""
    return _contents


def set_contents(contents: dict[str, bytes]) -> None:
    """Let the user's lists be these: list → content of its file."""
    global _contents
    if contents != _contents:
        _contents = contents
        for forget in _kept:
            forget()


@contextmanager
def with_contents(contents: dict[str, bytes]) -> Iterator[None]:
    """`set_contents` for the length of a block."""
    before = _contents
    set_contents(contents)
    try:
        yield
    finally:
        set_contents(before)


def own_digest() -> str:
    """A hash of the user's lists; empty where there are none."""
    return "".join(f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in sorted(_contents.items()))


@cached
def own_lines(name: str) -> pl.DataFrame:
    """The user's lines of one list: its columns as text (empty where left out), and `lexicon` (own/goods.csv:3).

    Raises LexiconError where the file is no CSV of these columns.
    """
    columns = OWN_LISTS[name]
    rows = [] if name not in _contents else _rows(f"{OWN}{name}.csv", _contents[name], columns)
    return pl.DataFrame(rows, schema=dict.fromkeys([*columns, "lexicon"], pl.String), orient="row")


def _rows(file: str, content: bytes, columns: list[str]) -> list[list[str]]:
    """Values in the order of `columns`, and where each line stands."""
    try:
        reader = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), strict=True)
        header = next(reader, [])
        if unknown := [name for name in header if name not in columns]:
            raise LexiconError(f"{file}:1: no column {', '.join(map(repr, unknown))} in this list, only {','.join(columns)}")
        if columns[0] not in header or len(set(header)) < len(header):
            raise LexiconError(f"{file}:1: the first line has to name the columns once each: {','.join(columns)}")
        rows = []
        for row in reader:
            if len(row) > len(header) or (row and len(row) < len(header)):
                raise LexiconError(f"{file}:{reader.line_num}: {len(row)} values for {len(header)} columns")
            if any(row):
                told = dict(zip(header, row, strict=True))
                rows.append([*(told.get(name, "").strip() for name in columns), f"{file}:{reader.line_num}"])
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise LexiconError(f"{file}:{line}: not UTF-8") from error
    except csv.Error as error:
        raise LexiconError(f"{file}:{reader.line_num}: {error}") from error
    return rows
