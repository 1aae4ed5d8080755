"""Bridges, lines, crossings and services, and the places they join."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts.legs import Leg, Means, is_stop, list_with, nearest_mode, way_status
from pipeline.facts.units import Unit

_FAR = 140  # characters behind a way within which its course is told
_PARTS = re.compile(r";|, (?:so|while|whereas) ")
_SPANS = re.compile(r"bridge|crossing|border")
_JOINS = re.compile(r"(?:link|connect|join)(?:s|ed|ing)?$")
_COURSE = ("from", "through", "via", "to", "into", "across", "along", "on")


def way_legs(units: list[Unit], means: list[Means], plain: str, offset: int, known: list[Leg]) -> Iterator[Leg]:
    """Bridges, lines, crossings and services between two countries: open to both sides unless a cue says otherwise."""
    named = [u for u in units if u.kind == "passage" and len(u.sides) == 2 and u.mention.get("place_kind") == "crossing" and is_stop(u)]
    passed = [stop for leg in known for stop in leg.stops]
    for unit in (u for u in named if u not in passed):
        mode = nearest_mode(means, unit.start, [], reach=60)
        status = way_status(_statement(plain, unit.start - offset))
        yield Leg(both=[unit], stops=[unit], mode=mode, status=status, rule="route:crossing", cue=unit.text, start=unit.start, end=unit.end)
    if named:
        return
    told: set[str] = set()
    for way in (m for m in means if m.word.kind in ("way", "service", "carrier") and m.word.mode):
        sides, stops = _ends(units, way)
        course = _course(units, way) or _chain(units, way)
        if not sides or way.word.mode in told:
            continue
        told.add(way.word.mode)
        status = way_status(_statement(plain, way.start - offset))
        start, end = min(way.start, *(u.start for u in sides)), max(way.end, *(u.end for u in sides))
        crossed = [u for u in course[1:-1] if u.kind == "place" and u not in stops]
        leg = Leg(
            stops=stops, crossed=crossed, mode=way.word.mode, status=status, rule="route:way", cue=way.word.phrase, start=start, end=end
        )
        if way.word.mode == "pipeline" and len(sides) == 2:
            leg.origins, leg.destinations = sides[:1], sides[1:]  # what flows in a pipeline flows one way
        else:
            leg.both = sides
        yield leg


def _ends(units: list[Unit], way: Means) -> tuple[list[Unit], list[Unit]]:
    """The two ends of a way and the named places among them: A-B railway, a line between A and B, the link of A with B."""
    if chain := _chain(units, way):
        return [chain[0], chain[-1]], [u for u in (chain[0], chain[-1]) if is_stop(u)]
    before = [u for u in units if u.kind == "place" and 0 <= way.start - u.end <= 22]
    if len(before) > 1 and before[-2].countries != before[-1].countries and before[-2].countries and before[-1].countries:
        between = [u for u in units if before[-2].end <= u.start < before[-1].start]
        if between and all(u.text in ("-", "to", "and", "/") for u in between):
            return before[-2:], [u for u in before[-2:] if is_stop(u)]
    if way.word.kind == "carrier":
        return [], []
    if joined := _joined(units, way):
        return joined, [u for u in joined if is_stop(u)]
    if course := _course(units, way):
        return [course[0], course[-1]], [u for u in course if is_stop(u)]
    pair = [u for u in units if u.is_party and u.prep == "between" and u.kind != "adjective"]
    if len({c for u in pair for c in u.countries}) >= 2 or any(u.kind == "pronoun" for u in pair):
        return pair, [u for u in pair if is_stop(u)]
    target = [
        u for u in units if u.is_party and u.kind != "adjective" and u.prep in ("to", "into", "with") and 0 <= u.start - way.end <= 34
    ]
    if target:
        theirs = {c for u in target for c in u.countries}
        owner = [u for u in units if u.is_party and u.end <= way.start and not u.prep and not theirs & set(u.countries)]
        return [*owner[-1:], target[0]], [u for u in (*owner[-1:], *list_with(units, target[0])) if is_stop(u)]
    both = [u for u in units if u.kind == "pronoun" and u.countries == ("both",)]
    if both or not _SPANS.search(way.word.phrase):
        return both[:1], []
    parties = {u.countries: u for u in units if u.kind in ("place", "actor") and len(u.countries) == 1}
    return (list(parties.values()), []) if len(parties) == 2 else ([], [])


def _chain(units: list[Unit], way: Means) -> list[Unit]:
    """The places of a name that hyphens join, from three on: the China-Kyrgyzstan-Uzbekistan railway."""
    at = next((k for k in range(len(units) - 1, -1, -1) if units[k].kind == "place" and 0 <= way.start - units[k].end <= 22), None)
    chain: list[Unit] = []
    while at is not None and at >= 0 and units[at].kind == "place":
        chain.insert(0, units[at])
        at = at - 2 if at > 1 and units[at - 1].text == "-" else -1
    return chain if len(chain) > 2 and chain[0].countries != chain[-1].countries else []


def _joined(units: list[Unit], way: Means) -> list[Unit]:
    """The places that a way is said to join: links Zambia to Lobito, connecting the two countries is read elsewhere."""
    verb = next((k for k, u in enumerate(units) if 0 <= u.end - way.end <= _FAR and _JOINS.match(u.text)), None)
    if verb is None:
        return []
    first = next((u for u in units[verb + 1 : verb + 6] if u.kind in ("place", "pronoun")), None)
    if first is None or first.prep or not first.countries:
        return []
    last = next((u for u in units[verb + 2 : verb + 16] if u.kind == "place" and u.prep in ("to", "with") and u.start > first.start), None)
    others = [u for u in units if u.group == first.group]
    if last is None:
        return [others[0], others[-1]] if len({u.countries for u in others}) == 2 else []
    return [first, last]


def _course(units: list[Unit], way: Means) -> list[Unit]:
    """The places, in order, of a way that runs from one country through others to another."""
    ahead = [u for u in units if way.end <= u.start <= way.end + _FAR and u.kind in ("place", "passage") and u.prep in _COURSE]
    first = next((k for k, u in enumerate(ahead) if u.kind == "place" and u.prep in ("from", "through", "via", "across")), None)
    last = next((k for k in range(len(ahead) - 1, -1, -1) if ahead[k].kind == "place" and ahead[k].prep in ("to", "into")), None)
    if first is None or last is None or last <= first or ahead[first].countries == ahead[last].countries:
        return []
    return ahead[first : last + 1]


def _statement(plain: str, position: int) -> str:
    """The part of a sentence that speaks of what stands at `position`: up to a semicolon, *so* or *while*."""
    ends = [match.start() for match in _PARTS.finditer(plain)]
    return plain[max((e for e in ends if e <= position), default=0) : min((e for e in ends if e > position), default=len(plain))]
