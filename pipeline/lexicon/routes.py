"""Words that tell by what means goods move, and how a way stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import polars as pl

from pipeline.lexicon.places_load import load_capitals
from pipeline.lexicon.sources import cached

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class RouteWord:
    """A phrase with its mode ('' where it tells none) and kind: means, carrier, way, service or facility."""

    phrase: str
    mode: str
    kind: str
    is_weak: bool
    line: int


@cached
def load_route_words() -> tuple[re.Pattern[str], dict[str, RouteWord]]:
    """One pattern for all phrases, longest first, and what each stands for."""
    rows = pl.read_csv(FOLDER / "route_words.csv", infer_schema=False).iter_rows(named=True)
    words = {
        row["phrase"]: RouteWord(row["phrase"], row["mode"] or "", row["kind"], row["comment"] == "weak", line)
        for line, row in enumerate(rows, 2)
    }
    return re.compile(rf"(?<![\w-])({_by_letter(words)})(?![\w-])"), words


def _by_letter(phrases: Iterable[str]) -> str:
    """An expression for one of `phrases`, the longest that fits; a letter is looked at once for all that begin with it."""
    ordered = sorted(phrases, key=lambda phrase: (phrase[0], -len(phrase), phrase))
    letters = groupby(ordered, key=lambda phrase: phrase[0])
    return "|".join(re.escape(letter) + f"(?:{'|'.join(re.escape(phrase[1:]) for phrase in group)})" for letter, group in letters)


def means_pattern() -> str:
    """A regular expression on lower-case text: is a way, a carrier, a service or a means of transport named?"""
    _, words = load_route_words()
    return r"\b(?:" + "|".join(re.escape(word.phrase) for word in words.values() if word.kind != "facility") + r")\b"


@cached
def load_route_cues() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns for a way that is closed or planned, in order of precedence."""
    rows = pl.read_csv(FOLDER / "route_cues.csv", infer_schema=False).iter_rows(named=True)
    return tuple((re.compile(rf"(?<![\w-])(?:{row['pattern']})(?![\w-])"), row["status"]) for row in rows)


@cached
def _capitals() -> frozenset[str]:
    return frozenset(load_capitals()["form"].str.to_lowercase())


def is_capital(name: str) -> bool:
    """Whether a name is that of a capital, which news also uses for the state."""
    return name.lower() in _capitals()
