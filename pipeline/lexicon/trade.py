"""Trade verbs and nouns as frames: who is on which side of the word, and what it says of the status."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.lexicon.sources import cached

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a trade word.

    `subject` is the side of the subject: exporter, importer, mover (neither), cargo (the goods themselves), holder (who stops
    them) or both (trade). `good` says where the good stands: object, with, for, on, of, in, subject.
    """

    name: str
    part: str
    subject: str
    good: str
    status: str
    is_illicit: bool
    mode: str
    stands_alone: bool
    is_weak: bool
    needs_origin: bool  # counts where the goods are told to come from elsewhere: used shells from Iran
    is_foreign: bool
    line: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase is to the reader of clauses."""

    kind: str
    countries: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()


class TradeWords:
    """Phrases of up to three words that a clause turns on: trade frames and words that stand for the two sides."""

    def __init__(self, frames: pl.DataFrame, pronouns: pl.DataFrame) -> None:
        self._phrases: dict[str, Found] = {}
        for row in pronouns.iter_rows(named=True):
            self._phrases[row["phrase"]] = Found("pronoun", tuple(filter(None, [row["country"] or row["stands_for"]])))
        for line, row in enumerate(frames.iter_rows(named=True), 2):
            frame = Frame(
                name=row["frame"], part=row["part"], subject=row["subject"], good=row["good"] or "", status=row["status"] or "",
                is_illicit=row["illicit"] == "yes", mode=row["mode"] or "", stands_alone=row["alone"] == "yes",
                is_weak=row["trust"] in ("weak", "origin"), needs_origin=row["trust"] == "origin", is_foreign=row["scope"] == "foreign",
                line=line,
            )  # fmt: skip
            for form in row["forms"].split("|"):
                known = self._phrases.get(form)
                self._phrases[form] = Found("trigger", frames=(*(known.frames if known else ()), frame))
        self.sizes: dict[str, tuple[int, ...]] = {}  # first word → how many words its phrases have, longest first
        for phrase in sorted(self._phrases, key=lambda phrase: -phrase.count(" ")):
            first, size = phrase.split(" ")[0], phrase.count(" ") + 1
            self.sizes[first] = tuple(dict.fromkeys((*self.sizes.get(first, ()), size)))

    def lookup(self, phrase: str) -> Found | None:
        """The entry of a lower-case phrase, or None."""
        return self._phrases.get(phrase)

    def frames(self, phrase: str) -> tuple[Frame, ...]:
        """The frames of a trade word; raises KeyError where it has none."""
        return self._phrases[phrase].frames

    def trigger_pattern(self) -> str:
        """A regular expression on lower-case text: does a sentence hold any trade word?"""
        return _any_word(phrase.split()[0] for phrase, found in self._phrases.items() if found.kind == "trigger")

    def foreign_pattern(self) -> str:
        """The same for the trade words that speak of trade between countries by themselves."""
        return _any_word(phrase for phrase, found in self._phrases.items() if any(frame.is_foreign for frame in found.frames))

    def alone_pattern(self) -> str:
        """The same for the trade words that speak of all trade where no good is named."""
        return _any_word(phrase for phrase, found in self._phrases.items() if any(frame.stands_alone for frame in found.frames))


def _any_word(words: Iterable[str]) -> str:
    return r"\b(?:" + "|".join(map(re.escape, sorted(set(words)))) + r")\b"


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that gives a trade word its status, `before` it, `after` it, or before the `good`."""

    pattern: str
    status: str
    position: str
    line: int


@cached
def load_trade_words() -> TradeWords:
    """Frames of trade_frames.csv and side words of side_words.csv."""
    return TradeWords(_read("trade_frames.csv"), _read("side_words.csv"))


@cached
def load_status_cues() -> tuple[Cue, ...]:
    """Cues of status_cues.csv in file order."""
    rows = _read("status_cues.csv").iter_rows(named=True)
    return tuple(Cue(row["pattern"], row["status"], row["position"], line) for line, row in enumerate(rows, 2))


@cached
def load_grammar_words() -> dict[str, frozenset[str]]:
    """The closed classes of grammar_words.csv: class → lower-case words."""
    rows = _read("grammar_words.csv").select("class", "word").rows()
    return {name: frozenset(word for kind, word in rows if kind == name) for name in {kind for kind, _ in rows}}


@cached
def load_illicit_cues() -> re.Pattern[str]:
    """One pattern, on lower-case text, for words that call a trade illicit: illicit_cues.csv."""
    patterns = _read("illicit_cues.csv")["pattern"].to_list()
    return re.compile(r"(?<![\w-])(?:" + "|".join(patterns) + r")(?![\w-])")


@cached
def load_side_weights() -> dict[tuple[str, str], float]:
    """side_weights.csv: (sign, what it is of: exporter, importer or flow) → weight, a log-odds."""
    rows = _read("side_weights.csv").with_columns(pl.col("weight").cast(pl.Float64))
    return {(sign, of): weight for sign, of, weight in rows.select("sign", "of", "weight").iter_rows()}


@cached
def load_confidence() -> pl.DataFrame:
    """confidence.csv: `fact` (flow or route), `part` (of speech or rule), `basis`, `confidence` (share right on annotated texts)."""
    return _read("confidence.csv").with_columns(pl.col("confidence").cast(pl.Float64))


def _read(name: str) -> pl.DataFrame:
    return pl.read_csv(FOLDER / name, infer_schema=False)
