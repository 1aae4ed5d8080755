"""A way as a sentence tells it, before its sides are countries, and what is common to all that tell one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.facts.propositions import Proposition
from pipeline.facts.units import Unit
from pipeline.lexicon.routes import RouteWord, load_route_cues

_SEA = re.compile(r"\b(?:sea|strait|straits|gulf|ocean|canal|channel|bay)\b")
_BELOW_COUNTRY = ("city", "port", "crossing", "zone", "admin", "water")


@dataclass(slots=True)
class Leg:
    """One way told by a sentence, before its sides are resolved to countries."""

    origins: list[Unit] = field(default_factory=list)
    destinations: list[Unit] = field(default_factory=list)
    both: list[Unit] = field(default_factory=list)
    stops: list[Unit] = field(default_factory=list)  # named places below country level
    crossed: list[Unit] = field(default_factory=list)  # countries passed between the two sides
    mode: str = ""
    status: str = "open"
    rule: str = ""
    cue: str = ""
    start: int = 0
    end: int = 0
    source: Proposition | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """A means of transport, a way or a move named in a sentence, with its offsets in the document."""

    word: RouteWord
    start: int
    end: int


def is_stop(unit: Unit) -> bool:
    """Whether a unit is a named place below country level."""
    kind = unit.mention.get("place_kind")
    below = kind in _BELOW_COUNTRY or (kind == "other" and len(unit.countries) == 1)  # the U.S. Gulf, not the Middle East
    return unit.kind in ("place", "passage") and below and unit.mention.get("surface", "")[:1].isupper()


def list_with(units: list[Unit], unit: Unit) -> list[Unit]:
    """All that stands in one list with `unit`."""
    return [u for u in units if u.group == unit.group]


def nearest_mode(means: list[Means], position: int, stops: list[Unit], reach: int = 90) -> str:
    """The mode named nearest to `position`; a port among the stops says sea where nothing else is named."""
    near = [
        (abs(m.start - position), m.word.mode)
        for m in means
        if m.word.mode and m.word.kind != "facility" and abs(m.start - position) <= reach
    ]
    if near:
        return min(near)[1]
    afloat = any(s.mention.get("place_kind") == "port" or (s.kind == "passage" and _SEA.search(s.text)) for s in stops)
    return "sea" if afloat else ""


def way_status(text: str) -> str:
    """open, planned or closed, by the cues in a stretch of text."""
    for pattern, status in load_route_cues():
        if pattern.search(text.lower()):
            return status
    return "open"
