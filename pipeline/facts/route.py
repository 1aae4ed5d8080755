"""Routes: by which places and means goods, or what carries them, go from one country to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.facts.propositions import Proposition
from pipeline.facts.units import Unit
from pipeline.lexicon.routes import RouteWord, is_capital, load_route_cues, load_route_words

_STATUS = {"reported": "open", "planned": "planned", "requested": "planned", "blocked": "closed"}
_ARRIVALS = ("to", "into", "at", "in", "toward", "towards", "near", "off")
_NEAR = 45  # characters between an act and the means said of it
_DEPARTURES = ("from", "out of", "out")
_BELOW_COUNTRY = ("city", "port", "crossing", "zone", "admin", "water")


@dataclass(slots=True)
class Leg:
    """One way told by a sentence, before its sides are resolved to countries."""

    origins: list[Unit] = field(default_factory=list)
    destinations: list[Unit] = field(default_factory=list)
    both: list[Unit] = field(default_factory=list)
    stops: list[Unit] = field(default_factory=list)
    mode: str = ""
    status: str = "open"
    rule: str = ""
    cue: str = ""
    start: int = 0
    end: int = 0
    source: Proposition | None = None


@dataclass(frozen=True, slots=True)
class _Means:
    word: RouteWord
    start: int
    end: int


def read_legs(units: list[Unit], propositions: list[Proposition], plain: str, offset: int) -> list[Leg]:
    """The ways that a sentence tells: of its trade words, of carriers that move, and of bridges, lines and services."""
    taken = [*(u for u in units if u.kind in ("good", "actor")), *(p.trigger for p in propositions)]
    means = [
        _Means(word, start + offset, end + offset)
        for word, start, end in _find_means(plain)
        if not any(u.start < end + offset and start + offset < u.end for u in taken)
    ]
    legs = [leg for p in propositions if (leg := _of_proposition(p, means)) is not None]
    legs.extend(_of_carriers(units, means, plain, offset, legs))
    legs.extend(_of_ways(units, means, plain, offset))
    return legs


def _find_means(plain: str) -> Iterator[tuple[RouteWord, int, int]]:
    pattern, words = load_route_words()
    for match in pattern.finditer(plain.lower()):
        yield words[match[1]], match.start(1), match.end(1)


def _mode(means: list[_Means], position: int, stops: list[Unit], reach: int = 90) -> str:
    """The mode named nearest to `position`; a port among the stops says sea where nothing else is named."""
    near = [
        (abs(m.start - position), m.word.mode)
        for m in means
        if m.word.mode and m.word.kind != "facility" and abs(m.start - position) <= reach
    ]
    if near:
        return min(near)[1]
    return "sea" if any(s.mention.get("place_kind") == "port" for s in stops) else ""


def _told(means: list[_Means], position: int) -> bool:
    """Whether a means of transport is said of the very act: by rail, tankers supplied."""
    return any(m.word.kind in ("means", "carrier", "service") and abs(m.start - position) <= _NEAR for m in means)


def _is_stop(unit: Unit) -> bool:
    named = unit.mention.get("surface", "")[:1].isupper() and unit.mention.get("place_kind") in _BELOW_COUNTRY
    return unit.kind in ("place", "passage") and named


def _of_proposition(p: Proposition, means: list[_Means]) -> Leg | None:
    """The way of a flow: the places below country level that it leaves, passes or reaches, or its mode."""
    moves = p.frame.subject in ("mover", "cargo")
    stops = [s for s in p.stops if _is_stop(s) and (moves or not is_capital(s.text) or s.mention.get("place_kind") == "port")]
    mode = p.frame.mode or _mode(means, p.trigger.start, stops)
    if not mode and p.status.value == "blocked":
        mode = next((m.word.mode for m in means if m.word.kind == "facility"), "")
    if not stops and not mode:
        return None
    if not stops and (p.frame.subject == "both" or not (p.frame.mode or _told(means, p.trigger.start))):
        return None
    leg = Leg(p.exporters, p.importers, p.both, stops, mode, _STATUS[p.status.value], f"route:{p.rule}", p.trigger.text, p.start, p.end, p)
    return leg


def _of_carriers(units: list[Unit], means: list[_Means], plain: str, offset: int, known: list[Leg]) -> Iterator[Leg]:
    """Ships, trains and lorries that leave, pass or reach a place, without a word on what they carry."""
    carriers = [m for m in means if m.word.kind == "carrier"]
    if not carriers or any(leg.stops for leg in known):
        return
    first = carriers[0]
    moves = [u for u in units if u.kind == "trigger" and any(f.subject in ("cargo", "mover") for f in u.frames)]
    if not moves:
        return
    leg = Leg(mode=first.word.mode, rule="route:carrier", cue=first.word.phrase, start=min(first.start, moves[0].start), end=moves[0].end)
    for unit in units:
        if unit.kind not in ("place", "passage", "adjective"):
            continue
        if unit.kind == "adjective" and not re.match(
            r" (?:[a-z]+ ){0,2}(?:ports?|waters|harbou?rs?|docks?|coast|terminals?)\b", plain[unit.end - offset :]
        ):
            continue
        if unit.prep in _DEPARTURES and not leg.origins:
            leg.origins = _list(units, unit)
        elif unit.prep in _ARRIVALS and not leg.destinations:
            leg.destinations = _list(units, unit)
        else:
            continue
        leg.stops.extend(s for s in _list(units, unit) if _is_stop(s))
        leg.start, leg.end = min(leg.start, unit.start), max(leg.end, unit.end)
    if not leg.origins and leg.destinations:
        theirs = {c for u in leg.destinations for c in u.countries}
        waits = [
            u for u in units if u.kind == "place" and u.prep in ("at", "in") and u not in leg.destinations and not theirs & set(u.countries)
        ]
        leg.origins, leg.stops = waits[:1], [*leg.stops, *(s for s in waits[:1] if _is_stop(s))]
    if (leg.origins and leg.destinations) or leg.stops:
        leg.status = _way_status(plain[max(0, leg.start - offset - 30) : leg.end - offset])
        yield leg


def _of_ways(units: list[Unit], means: list[_Means], plain: str, offset: int) -> Iterator[Leg]:
    """Bridges, lines, crossings and services between two countries: open to both sides unless a cue says otherwise."""
    named = [
        u
        for u in units
        if u.kind == "passage" and len(u.sides) == 2 and u.mention.get("place_kind") == "crossing" and u.mention["surface"][:1].isupper()
    ]
    for unit in named:
        mode = _mode(means, unit.start, [], reach=60)
        status = _way_status(plain.lower())
        yield Leg(both=[unit], stops=[unit], mode=mode, status=status, rule="route:crossing", cue=unit.text, start=unit.start, end=unit.end)
    if named:
        return
    for way in (m for m in means if m.word.kind in ("way", "service") and m.word.mode):
        between = [u for u in units if u.is_party and u.prep == "between" and u.kind != "adjective"]
        target = [
            u for u in units if u.is_party and u.kind != "adjective" and u.prep in ("to", "into", "with") and 0 <= u.start - way.end <= 30
        ]
        if len({c for u in between for c in u.countries}) >= 2 or any(u.kind == "pronoun" for u in between):
            sides = between
        elif target:
            owner = [u for u in units if u.is_party and u.end <= way.start and not u.prep and u.countries != target[0].countries]
            sides = [*owner[-1:], *target[:1]]
        else:
            continue
        members = [*sides]
        start, end = min(way.start, *(u.start for u in members)), max(way.end, *(u.end for u in members))
        status = _way_status(plain.lower())
        stops = [u for u in units if _is_stop(u) and u.prep in ("via", "through", "at", "in", "from", "to") and start <= u.start <= end]
        yield Leg(both=sides, stops=stops, mode=way.word.mode, status=status, rule="route:way", cue=way.word.phrase, start=start, end=end)
        return


def _way_status(text: str) -> str:
    for pattern, status in load_route_cues():
        if pattern.search(text.lower()):
            return status
    return "open"


def _list(units: list[Unit], unit: Unit) -> list[Unit]:
    return [u for u in units if u.group == unit.group]
