"""One sentence as the reader of clauses sees it: its mentions, trade words, prepositions and marks in order, each a unit.

Plain Python over the few sentences that carry trade: they come already filtered (see `flow.py`), and a grammar of clauses
reads better as code than as joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.lexicon.trade import Frame, TradeWords

_TOKEN = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+)+\.?|[A-Za-z][\w]*(?:['-]\w+)*|\d+(?:[.,]\d+)*\w*|\S")
_MODIFIES = re.compile(r"-(?!based|produced|mined|registered|headquartered|listed)(?:[a-z]+(?:ed|led|run|held|born)|wide|style|friendly)\b")
_PARTIES = ("place", "actor", "adjective")
_SIDES = frozenset((*_PARTIES, "pronoun"))
_MARKS = frozenset(",;:()[]\"'-/&.!?")


@dataclass(slots=True, eq=False)
class Unit:
    """A mention, a trade word, a word or a mark; `start`, `end` are offsets in the document."""

    kind: str  # good, actor, place, passage, dateline, modifier, adjective, pronoun, quantity, date, trigger, word, mark
    text: str  # lower case, from the working copy
    start: int
    end: int
    countries: tuple[str, ...] = ()
    mention: dict[str, Any] = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    prep: str = ""  # the preposition that governs it, or ""
    group: int = -1  # number of its list of equals (A, B and C)
    possessive: bool = False

    @property
    def sides(self) -> tuple[str, ...]:
        """The two countries of a border feature."""
        return tuple((self.mention.get("border") or "").split("|")) if self.mention.get("border") else ()

    @property
    def is_party(self) -> bool:
        """Whether it can stand for a side of trade."""
        return self.kind in _SIDES


def read_units(plain: str, offset: int, mentions: Iterable[dict[str, Any]], words: TradeWords) -> list[Unit]:
    """The units of one sentence. `mentions` are rows with kind, start_char, end_char and what is known of them, none overlapping."""
    units: list[Unit] = []
    low = plain.lower()  # ASCII: the offsets stay
    at = 0
    for mention in mentions:
        start, end = mention["start_char"] - offset, mention["end_char"] - offset
        if start < at:
            continue
        units.extend(_words(low, at, start, offset, words))
        agent = _agent(mention, plain, end, words)
        kind = "trigger" if agent else _kind(mention, plain, end)
        countries = tuple(mention["countries"] or ())
        units.append(Unit(kind, low[start:end], start + offset, end + offset, countries, mention, agent))
        at = end
    units.extend(_words(low, at, len(low), offset, words))
    return _with_all_origins(list(_possessives(units)) if "'" in plain else units)


def _kind(mention: dict[str, Any], plain: str, end: int) -> str:
    """The kind of a mention; one that only modifies the word behind its hyphen is no side of trade: U.S.-sanctioned, Guyana-flagged."""
    return "modifier" if mention["kind"] in _PARTIES and _MODIFIES.match(plain[end : end + 24]) else mention["kind"]


def _agent(mention: dict[str, Any], plain: str, end: int, words: TradeWords) -> tuple[Frame, ...]:
    """The frames of a role that governs what follows it: buyers of oil."""
    if mention["kind"] != "actor" or not plain.startswith(" of ", end):
        return ()
    found = words.lookup(mention["surface"].rsplit(" ", 1)[-1].lower())
    return found.frames if found is not None else ()


def _words(low: str, start: int, end: int, offset: int, words: TradeWords) -> Iterator[Unit]:
    """Units of a stretch of lower-case text without mentions: trade words (longest first), pronouns, words and marks."""
    tokens = list(_TOKEN.finditer(low, start, end))
    texts = [token.group() for token in tokens]
    sizes = words.sizes
    i = 0
    while i < len(tokens):
        text = texts[i]
        for size in sizes.get(text, ()):
            phrase = " ".join(texts[i : i + size])
            under_way = phrase == "route" and texts[max(i - 1, 0)] == "en"
            if size <= len(tokens) - i and (found := words.lookup(phrase)) and not under_way:
                kind = "word" if found.frames and all(frame.needs_origin for frame in found.frames) else found.kind
                stop = tokens[i + size - 1].end()
                yield Unit(kind, phrase, tokens[i].start() + offset, stop + offset, found.countries, frames=found.frames)
                i += size
                break
        else:
            begin, stop = tokens[i].span()
            yield Unit("mark" if text in _MARKS else "word", text, begin + offset, stop + offset)
            i += 1


def _with_all_origins(units: list[Unit]) -> list[Unit]:
    """Give a good each of the origins that stand before it: Russian and Iranian *crude*."""
    for index, good in enumerate(units):
        if good.kind != "good" or index < 3:
            continue
        before = units[index - 3 : index]
        if before[0].kind == before[2].kind == "adjective" and before[1].text in ("and", "or", ","):
            good.countries = tuple(dict.fromkeys((*before[0].countries, *before[2].countries)))
    return units


def _possessives(units: list[Unit]) -> Iterator[Unit]:
    """Fold the `'s` behind a mention into it."""
    for index, unit in enumerate(units):
        following = units[index + 1] if index + 1 < len(units) else None
        if unit.text == "s" and index > 1 and units[index - 2].possessive and units[index - 1].text == "'":
            continue
        if unit.text == "'" and index and units[index - 1].is_party and units[index - 1].end == unit.start:
            units[index - 1].possessive = True
            if following is not None and following.text == "s" and following.start == unit.end:
                continue
            if units[index - 1].text.endswith("s"):
                continue
        yield unit
