"""Ships, trains and lorries that leave, pass or reach a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts.legs import Leg, Means, is_stop, list_with, way_status
from pipeline.facts.units import Unit
from pipeline.lexicon.trade import load_grammar_words

_SPEECH = load_grammar_words()["speech"]
_ARRIVALS = ("to", "into", "toward", "towards")
_SEATS = ("at", "in", "off", "near", "on")
_PASSED = ("via", "through", "across", "over", "along")
_NOMINAL = re.compile(r"\b(?:the|a|an|its|their|this|that|of|for) $")
_BOUND = re.compile(r"\b(?:bound|destined|headed|heading|left|leaving|leaves|sailed|sails|departed) for (?:the )?(?:[A-Z]?[a-z]+ ){0,3}$")
_REACHED = re.compile(r"\b(?:enter|reach)(?:s|es|ed|ing) (?:the )?(?:[A-Z]?[a-z]+ ){0,3}$")
_PORTS = re.compile(r" (?:[a-z]+ ){0,2}(?:ports?|waters|harbou?rs?|docks?|coast|terminals?)\b")
_FREIGHT = re.compile(r"\b(?:cargo(?:es)?|freights?|tonnes|tons|dwt|dw|fixtures?|shipments?|consignments?|barrels|containers?|teu)\b")
_DEPARTURES = ("from", "out of", "out")


def carrier_legs(units: list[Unit], means: list[Means], plain: str, offset: int, known: list[Leg]) -> Iterator[Leg]:
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
        if unit.prep == "between" and unit.countries and not leg.both:
            leg.both = list_with(units, unit)
            leg.stops.extend(s for s in leg.both if is_stop(s))
        elif unit.prep in _DEPARTURES and not leg.origins and unit.countries:
            leg.origins = list_with(units, unit)
        elif (
            unit.prep in _ARRIVALS or _REACHED.search(plain[: unit.start - offset]) or _BOUND.search(plain[: unit.start - offset])
        ) and not leg.destinations:
            leg.destinations = list_with(units, unit)
        elif (unit.prep in _PASSED and unit.kind == "place") or (unit.prep in (*_PASSED, *_SEATS) and unit.kind == "passage"):
            leg.stops.extend(s for s in list_with(units, unit) if is_stop(s))
        elif unit.prep in _SEATS and unit.kind == "place" and not _starts_clause(units, unit):
            waits.append(unit)
    _place_waits(leg, waits, is_bound=bool(leg.destinations) and _BOUND.search(plain[: leg.destinations[0].start - offset]) is not None)
    leg.stops.extend(s for s in (*leg.origins, *leg.destinations) if is_stop(s))
    named = [u for u in (*leg.origins, *leg.destinations) if u.kind == "adjective"]  # Peruvian ports: places below a country
    if not leg.stops and not (leg.origins and leg.destinations) and not leg.both and not (named and leg.mode):
        return
    members = [*leg.origins, *leg.destinations, *leg.both, *leg.stops]
    leg.start, leg.end = min([leg.start, *(u.start for u in members)]), max([leg.end, *(u.end for u in members)])
    leg.status = way_status(plain[leg.start - offset : leg.end - offset])
    if leg.status == "open" and way_status(plain[max(0, leg.start - offset - 30) : leg.start - offset]) == "closed":
        leg.status = "closed"  # what is planned before the carrier is named need not be its voyage
    yield leg


def freight_legs(units: list[Unit], plain: str, offset: int, known: list[Leg]) -> Iterator[Leg]:
    """Voyages that a report on freight names by their two ends alone: 27,000 tons from Nantes to Egypt at 15 dlrs."""
    if not _FREIGHT.search(plain.lower()):
        return
    told = [{id(s) for s in (*leg.origins, *leg.destinations)} for leg in known]
    for index, unit in enumerate(units):
        if unit.prep != "from" or unit.kind != "place" or not unit.countries or (index and units[index - 1].group == unit.group):
            continue
        ahead = units[index + 1 : index + 14]
        until = next((k for k, u in enumerate(ahead) if u.text == "from" or u.kind == "trigger"), len(ahead))
        target = next((u for u in ahead[:until] if u.kind == "place" and u.prep in _ARRIVALS and u.countries), None)
        if target is None or target.countries == unit.countries or any({id(unit), id(target)} & ends for ends in told):
            continue
        origins, destinations = list_with(units, unit), list_with(units, target)
        stops = [s for s in (*origins, *destinations) if is_stop(s)]
        if stops:
            yield Leg(origins, destinations, stops=stops, rule="route:freight", cue="from", start=unit.start, end=destinations[-1].end)


def _starts_clause(units: list[Unit], unit: Unit) -> bool:
    """Whether a place belongs to somebody who speaks, not to the carrier: police in Dandong said."""
    index = units.index(unit)
    return any(u.text in _SPEECH for u in units[index + 1 : index + 5])


def _place_waits(leg: Leg, waits: list[Unit], *, is_bound: bool) -> None:
    """A place where a carrier lies is its end, or its start where another end is named in another country."""
    if not waits:
        return
    here = {c for u in waits[:1] for c in u.countries}
    if not leg.destinations:
        leg.destinations = waits[:1]
    elif not leg.origins and not here & {c for u in leg.destinations for c in u.countries}:
        if is_bound or waits[0].start < leg.destinations[0].start:
            leg.origins = waits[:1]
        else:
            leg.origins, leg.destinations = leg.destinations, waits[:1]  # went on to A, then docked in B
