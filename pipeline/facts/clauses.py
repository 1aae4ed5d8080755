"""What one trade word says in its clause: the goods, the two sides, the places passed and the status."""

from __future__ import annotations

from itertools import pairwise

from pipeline.facts.consignments import bound_for, counter, included, measured, returned
from pipeline.facts.governed import followed_by, itemised, noun_goods
from pipeline.facts.grammar import ATTRIBUTIVE, TOTAL
from pipeline.facts.owners import noun_owner
from pipeline.facts.partners import AGENTS, by_partner, contracted, read_partners
from pipeline.facts.propositions import Proposition
from pipeline.facts.readings import reading, speaks_until
from pipeline.facts.sides import equated_parties, fill_sides, gates, own_exporters, produced_at, share_sides
from pipeline.facts.status import find_good_status, find_status
from pipeline.facts.subjects import list_of, subject_of, used_for
from pipeline.facts.units import Unit
from pipeline.facts.verbs import read_verb
from pipeline.facts.voice import clause_bounds, is_reduced
from pipeline.lexicon.trade import load_grammar_words

_RANK = load_grammar_words()["rank"]


def read_clauses(units: list[Unit], plain: str, offset: int, spoken_of: Proposition | None = None) -> list[Proposition]:
    """The propositions of one sentence, one for each trade word that governs something; `spoken_of` is the trade told before it."""
    found: list[Proposition] = []
    for index, unit in enumerate(units):
        if not unit.frames or (frame := reading(units, index)) is None:
            continue
        low, high = clause_bounds(units, index)
        bare = Proposition(
            frame, unit, rule=f"{frame.part}:{frame.name}", spoken_of=next((p for p in reversed(found) if p.goods), spoken_of)
        )
        told = (_read_noun if frame.part == "noun" else read_verb)(bare, units, index, low, high)
        if told is not None:
            _complete(told, units, index, (low, high), plain, offset)
            found.extend(by_partner(told, units))
        given = counter(told or bare, units, index, high) if frame.part == "verb" or told is not None else None
        if given is not None and not (told and told.rule.endswith("passive")):
            found.append(given)
    _hand_on_status(found)
    found.extend(measured(units, {g.start for p in found for g in p.goods}))
    if (more := returned(units, found, spoken_of) or included(units, found, spoken_of)) is not None:
        found.append(more)
    share_sides(found)
    return found


def _for_whom(p: Proposition, units: list[Unit], high: int) -> list[Unit]:
    """Who stands behind the goods that are said to be for them: grain for Sudan, arms bound for Yemen, shells to support Moscow."""
    if not p.goods or p.frame.subject == "both" or p.goods[-1] not in units:
        return []
    last = units.index(p.goods[-1])
    is_given = p.frame.subject in ("exporter", "importer", "mover") and any(u.prep in ("to", "into") for u in p.importers)
    if not is_given and (bound := bound_for(units[:high], last)):
        return list_of(units, bound)
    if p.frame.subject == "holder" or any(u.countries for u in p.importers) or units[last + 1 : last + 2] == []:
        return []
    ahead = units[last + 1 : min(last + 7, high)]
    target = next((u for u in ahead if u.kind == "place" and u.prep == "for" and u.countries), None)
    return list_of(units, target) if target and ahead[0].text == "for" else []


def _complete(p: Proposition, units: list[Unit], index: int, bounds: tuple[int, int], plain: str, offset: int) -> None:
    """Add to a proposition its status, the items of its goods with what is said of each, its ports and its extent."""
    p.is_joined = index > 0 and units[index - 1].text in ("and", "or")
    reduced = p.frame.part == "verb" and is_reduced(units, index)
    before, after = _around(p, units, index, bounds, plain, offset)
    p.status = find_status(p.frame, units[index].text, before, after, reduced=reduced)
    p.goods = [*p.goods, *itemised(p.goods, units, index)]
    p.goods = [*p.goods, *followed_by(p.goods, units, index)]
    p.own_exporters = own_exporters(p.goods, units)
    if not p.exporters and p.frame.subject in ("exporter", "cargo", "mover"):
        p.exporters = produced_at(p.goods, units)
    p.importers = _for_whom(p, units, bounds[1]) or p.importers
    for good in p.goods:
        if own := find_good_status(good, plain, offset):
            p.good_status[good.start] = own
    used = used_for(units, index) if p.frame.part == "verb" else []
    p.stops.extend(u for u in (*used, *gates(units, index)) if u not in p.stops)
    ports = (u for u in (*p.exporters, *p.importers) if u.mention.get("place_kind") == "port")
    p.stops.extend(u for u in ports if u not in p.stops)
    told = (*p.goods, *p.exporters, *p.importers, *p.stops)
    members = [*(m for m in told if m.start >= offset), units[index]]  # what a sentence before told of is no part of this one
    p.start, p.end = min(m.start for m in members), max(m.end for m in members)


def _hand_on_status(propositions: list[Proposition]) -> None:
    """A status said of the first of two joined trade nouns is said of both: bans on exports of fuel and imports of gold."""
    for first, second in pairwise(propositions):
        nouns = first.frame.part == second.frame.part == "noun"
        if nouns and first.status.cue and not second.status.cue and second.is_joined:
            second.status = first.status


def _around(p: Proposition, units: list[Unit], index: int, bounds: tuple[int, int], plain: str, offset: int) -> tuple[str, str]:
    """The clause before the phrase of a trade word and behind the word, in lower case, up to the next word that takes over."""
    low, high = bounds
    named = [g.start for g in p.goods if g.start >= units[low].start] if p.frame.part == "noun" else []
    phrase = min([units[index].start, *named])
    before = plain[units[low].start - offset : phrase - offset]
    after = plain[units[index].end - offset : min(units[high - 1].end, speaks_until(units, index, high)) - offset]
    return before.lower(), after.lower()


def _read_noun(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> Proposition | None:
    frame = p.frame
    fill_sides(p, units, low, high, index, importer_prep=("in",) if frame.name in ("sale",) else ())
    p.goods = noun_goods(p, units, index, high)
    attributive = index + 1 < high and units[index + 1].text in ATTRIBUTIVE
    if attributive and frame.subject == "both":
        return None  # a trade surplus, the trade minister
    p.is_total = any(u.text in TOTAL or (frame.name in AGENTS and u.text in _RANK) for u in units[max(index - 4, 0) : index])
    if attributive and not (p.exporters or p.importers or (p.goods and p.goods[-1].end < units[index - 1].start - 1)):
        return None  # an export agreement, import duties
    if frame.name in AGENTS and (partners := equated_parties(units, index, high)):
        return read_partners(p, units, index, low, partners)
    if frame.name == "contract" and not contracted(p, units, index, high):
        return None
    noun_owner(p, units, index, low, high)
    if frame.name == "destination" and {c for g in p.goods for c in g.countries} & {c for u in p.importers for c in u.countries}:
        return None  # who seeks a market for its own goods is none
    if frame.subject == "both":
        partners = [u for u in units[index:high] if u.is_party and u.prep == "with"]
        if partners:
            p.both = [*(p.both or subject_of(units, index, low)), *list_of(units, partners[0])]
    if frame.subject == "both" and not p.both:
        p.from_subject = subject_of(units, index, low, of_country=True)
    if not p.goods and frame.name == "shipment" and p.both:
        p.names_no_good = True  # regular shipments between two places
        return p
    if not p.goods and not (frame.stands_alone and (frame.subject == "both" or p.exporters or p.importers)):
        return None
    return p
