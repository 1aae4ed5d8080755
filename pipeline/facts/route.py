"""Routes: by which places and means goods, or what carries them, go from one country to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.facts.propositions import Proposition
from pipeline.facts.units import Unit
from pipeline.lexicon.routes import RouteWord, is_capital, load_route_cues, load_route_words

_STATUS = {"reported": "open", "planned": "planned", "requested": "planned", "blocked": "closed"}
_ARRIVALS = ("to", "into", "toward", "towards")
_PHYSICAL = ("ship", "send", "deliver", "dispatch", "shipment", "delivery")  # acts that reach a capital as a town
_SEATS = ("at", "in", "off", "near", "on")
_PASSED = ("via", "through", "across", "over", "along")
_THROUGH = re.compile(r"\b(?:via|by|through|along|over)(?: an?| the)?(?: [a-z]+)? $")
_RUNS = re.compile(r"(?:run|pass|stretch|lead|connect|link|join|cross)(?:s|es|ed|ing)?$|ran$|running$")
_PARTS = re.compile(r";|, (?:so|while|whereas) ")
_SPANS = re.compile(r"bridge|crossing|border|pipeline")
_ABOARD = re.compile(r"\b(?:aboard|on|onto|by|in)(?: an?| the| its| their)?(?: [a-z-]+){0,2} $")
_SEIZED = re.compile(r"seiz|intercept|interdict|confiscat|impound|detain|found|discover|foil|thwart")
_NOMINAL = re.compile(r"\b(?:the|a|an|its|their|this|that|of|for) $")
_BOUND = re.compile(r"\b(?:bound|destined|headed|heading|left|leaving|leaves|sailed|sails|departed) for (?:the )?(?:[A-Z]?[a-z]+ ){0,3}$")
_PORTS = re.compile(r" (?:[a-z]+ ){0,2}(?:ports?|waters|harbou?rs?|docks?|coast|terminals?)\b")
_VEHICLES = r"(?:boat|ship|sea|trucks?|cars?|lorry|trains?|rail|road|air|planes?|land|river|barge|ferry)"
_BY_LIST = re.compile(rf"\bby ({_VEHICLES}(?:(?:, and|, or|,| and| or) (?:by )?{_VEHICLES})+)")
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
        if word.kind == "move" or not any(u.start < end + offset and start + offset < u.end for u in taken)
    ]
    legs = [leg for p in propositions for leg in _of_proposition(p, means, plain, offset)]
    legs.extend(_of_carriers(units, means, plain, offset, legs))
    legs.extend(_of_ways(units, means, plain, offset, legs))
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


def _told(means: list[_Means], position: int, plain: str, offset: int, *, is_noun: bool) -> bool:
    """Whether a means of transport is said of the very act: by rail, tankers supplied, via pipeline."""
    return any(
        abs(m.start - position) <= _NEAR
        and (
            m.word.kind in ("means", "service")
            or (m.word.kind == "carrier" and (m.end <= position or _ABOARD.search(plain[: m.start - offset])) and not is_noun)
            or (m.word.kind == "way" and _THROUGH.search(plain[: m.start - offset]))
        )
        for m in means
        if m.word.mode
    )


def _is_stop(unit: Unit) -> bool:
    named = unit.mention.get("surface", "")[:1].isupper() and unit.mention.get("place_kind") in _BELOW_COUNTRY
    return unit.kind in ("place", "passage") and named


def _of_proposition(p: Proposition, means: list[_Means], plain: str, offset: int) -> Iterator[Leg]:
    """The ways of a flow: the places below country level that it leaves, passes or reaches, or its modes."""
    moves = p.frame.subject in ("mover", "cargo") or p.frame.name in _PHYSICAL
    stops = [s for s in p.stops if _is_stop(s) and (moves or not is_capital(s.text) or s.mention.get("place_kind") == "port")]
    modes = [p.frame.mode] if p.frame.mode else _listed_modes(plain) or [_mode(means, p.trigger.start, stops)]
    if modes == [""] and p.status.value == "blocked":
        modes = [next((m.word.mode for m in means if m.word.kind == "facility"), "")]
    if not stops and (
        p.frame.subject == "both" or not (p.frame.mode or _told(means, p.trigger.start, plain, offset, is_noun=p.frame.part == "noun"))
    ):
        return
    for mode in modes:
        if stops or mode:
            rule = f"route:{p.rule}"
            yield Leg(p.exporters, p.importers, p.both, stops, mode, _status(p), rule, p.trigger.text, p.start, p.end, p)


def _status(p: Proposition) -> str:
    """The way of goods that were seized under way is open: they came so far."""
    return "open" if p.frame.is_illicit or _SEIZED.search(p.status.cue) else _STATUS[p.status.value]


def _listed_modes(plain: str) -> list[str]:
    """The modes of *by boat, truck and train*, where there are several."""
    _, words = load_route_words()
    match = _BY_LIST.search(plain.lower())
    if match is None:
        return []
    named = [words[key].mode for word in re.findall(r"[a-z]+", match[1]) if (key := word if word in words else f"by {word}") in words]
    return list(dict.fromkeys(mode for mode in named if mode))


def _of_carriers(units: list[Unit], means: list[_Means], plain: str, offset: int, known: list[Leg]) -> Iterator[Leg]:
    """Ships, trains and lorries that leave, pass or reach a place, without a word on what they carry."""
    carriers = [m for m in means if m.word.kind == "carrier"]
    moves = [m for m in means if m.word.kind == "move" and not _NOMINAL.search(plain[: m.start - offset])]
    if not carriers or not moves or any(leg.stops for leg in known):
        return
    first = carriers[0]
    leg = Leg(mode=first.word.mode, rule="route:carrier", cue=first.word.phrase, start=min(first.start, moves[0].start), end=moves[0].end)
    waits: list[Unit] = []
    for unit in units:
        if unit.kind not in ("place", "passage", "adjective"):
            continue
        if unit.kind == "adjective" and not _PORTS.match(plain[unit.end - offset :]):
            continue
        if unit.prep in _DEPARTURES and not leg.origins and unit.countries:
            leg.origins = _list(units, unit)
        elif (unit.prep in _ARRIVALS or _BOUND.search(plain[: unit.start - offset])) and not leg.destinations:
            leg.destinations = _list(units, unit)
        elif (unit.prep in _PASSED and unit.kind == "place") or (unit.prep in (*_PASSED, *_SEATS) and unit.kind == "passage"):
            leg.stops.extend(s for s in _list(units, unit) if _is_stop(s))
        elif unit.prep in _SEATS and unit.kind == "place" and not _starts_clause(units, unit):
            waits.append(unit)
    _place_waits(leg, waits)
    leg.stops.extend(s for s in (*leg.origins, *leg.destinations) if _is_stop(s))
    if not leg.stops and not (leg.origins and leg.destinations):
        return
    members = [*leg.origins, *leg.destinations, *leg.stops]
    leg.start, leg.end = min([leg.start, *(u.start for u in members)]), max([leg.end, *(u.end for u in members)])
    leg.status = _way_status(plain[max(0, leg.start - offset - 30) : leg.end - offset])
    yield leg


def _starts_clause(units: list[Unit], unit: Unit) -> bool:
    """Whether a place belongs to somebody who speaks, not to the carrier: police in Dandong said."""
    index = units.index(unit)
    return any(u.text in ("said", "says", "say", "told", "reported") for u in units[index + 1 : index + 5])


def _place_waits(leg: Leg, waits: list[Unit]) -> None:
    """A place where a carrier lies is its end, or its start where another end is named in another country."""
    if not waits:
        return
    here = {c for u in waits[:1] for c in u.countries}
    if not leg.destinations:
        leg.destinations = waits[:1]
    elif not leg.origins and not here & {c for u in leg.destinations for c in u.countries}:
        leg.origins = waits[:1]


def _of_ways(units: list[Unit], means: list[_Means], plain: str, offset: int, known: list[Leg]) -> Iterator[Leg]:
    """Bridges, lines, crossings and services between two countries: open to both sides unless a cue says otherwise."""
    named = [u for u in units if u.kind == "passage" and len(u.sides) == 2 and u.mention.get("place_kind") == "crossing" and _is_stop(u)]
    passed = [stop for leg in known for stop in leg.stops]
    for unit in (u for u in named if u not in passed):
        mode = _mode(means, unit.start, [], reach=60)
        status = _way_status(_statement(plain, unit.start - offset))
        yield Leg(both=[unit], stops=[unit], mode=mode, status=status, rule="route:crossing", cue=unit.text, start=unit.start, end=unit.end)
    if named:
        return
    told: set[str] = set()
    for way in (m for m in means if m.word.kind in ("way", "service", "carrier") and m.word.mode):
        sides, stops = _ends(units, way)
        if not sides or way.word.mode in told:
            continue
        told.add(way.word.mode)
        status = _way_status(_statement(plain, way.start - offset))
        start, end = min(way.start, *(u.start for u in sides)), max(way.end, *(u.end for u in sides))
        yield Leg(both=sides, stops=stops, mode=way.word.mode, status=status, rule="route:way", cue=way.word.phrase, start=start, end=end)


def _ends(units: list[Unit], way: _Means) -> tuple[list[Unit], list[Unit]]:
    """The two ends of a way and the named places among them: A-B railway, a line between A and B, the link of A with B."""
    before = [u for u in units if u.kind == "place" and 0 <= way.start - u.end <= 22]
    if len(before) > 1 and before[-2].countries != before[-1].countries and before[-2].countries and before[-1].countries:
        between = [u for u in units if before[-2].end <= u.start < before[-1].start]
        if between and all(u.text in ("-", "to", "and", "/") for u in between):
            return before[-2:], [u for u in before[-2:] if _is_stop(u)]
    if way.word.kind == "carrier":
        return [], []
    pair = [u for u in units if u.is_party and u.prep == "between" and u.kind != "adjective"]
    if len({c for u in pair for c in u.countries}) >= 2 or any(u.kind == "pronoun" for u in pair):
        return pair, [u for u in pair if _is_stop(u)]
    target = [
        u for u in units if u.is_party and u.kind != "adjective" and u.prep in ("to", "into", "with") and 0 <= u.start - way.end <= 34
    ]
    if target:
        theirs = {c for u in target for c in u.countries}
        owner = [u for u in units if u.is_party and u.end <= way.start and not u.prep and not theirs & set(u.countries)]
        return [*owner[-1:], target[0]], [u for u in (*owner[-1:], *_list(units, target[0])) if _is_stop(u)]
    both = [u for u in units if u.kind == "pronoun" and u.countries == ("both",)]
    if both or not _SPANS.search(way.word.phrase):
        return both[:1], []
    course = _course(units, way)
    if course:
        return course, [u for u in course if _is_stop(u)]
    parties = {u.countries: u for u in units if u.kind in ("place", "actor") and len(u.countries) == 1}
    return (list(parties.values()), []) if len(parties) == 2 else ([], [])


def _course(units: list[Unit], way: _Means) -> list[Unit]:
    """The places, in order, that a way runs from, through and to: a pipeline that runs through Turkey to Hungary."""
    verb = next((u for u in units if u.start >= way.end and _RUNS.match(u.text)), None)
    if verb is None or verb.start - way.end > 30:
        return []
    course = [
        u for u in units if u.kind == "place" and u.start > verb.start and u.prep in ("from", "through", "via", "to", "into", "across")
    ]
    return [course[0], course[-1]] if len({c for u in course for c in u.countries}) > 1 else []


def _statement(plain: str, position: int) -> str:
    """The part of a sentence that speaks of what stands at `position`: up to a semicolon, *so* or *while*."""
    ends = [match.start() for match in _PARTS.finditer(plain)]
    return plain[max((e for e in ends if e <= position), default=0) : min((e for e in ends if e > position), default=len(plain))]


def _way_status(text: str) -> str:
    for pattern, status in load_route_cues():
        if pattern.search(text.lower()):
            return status
    return "open"


def _list(units: list[Unit], unit: Unit) -> list[Unit]:
    return [u for u in units if u.group == unit.group]
