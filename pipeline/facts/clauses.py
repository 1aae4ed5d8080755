"""What one trade word says in its clause: the goods, the two sides, the places passed and the status."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.facts.consignments import counter, included, measured, returned
from pipeline.facts.governed import goods_left, goods_right, itemised, meant_goods, noun_goods
from pipeline.facts.grammar import ALL_GOODS, ATTRIBUTIVE, CARRIER, TOTAL
from pipeline.facts.owners import noun_owner
from pipeline.facts.partners import AGENTS, by_partner, contracted, read_partners
from pipeline.facts.propositions import Proposition
from pipeline.facts.readings import reading, speaks_until
from pipeline.facts.sides import (
    assign_object,
    assign_subject,
    bare_party,
    equated_parties,
    fill_sides,
    is_anybody,
    list_of,
    own_exporters,
    share_sides,
    subject_of,
)
from pipeline.facts.status import find_good_status, find_status
from pipeline.facts.units import Unit
from pipeline.facts.voice import BE, clause_bounds, is_passive, is_reduced
from pipeline.lexicon.trade import Frame, load_grammar_words

_RANK = load_grammar_words()["rank"]
_AFLOAT = ("in", "off", "at", "near", "through", "across")
_THINGS = ("these", "they", "it", *ALL_GOODS)
_SOLD_IN = ("sell", "land", "market", "dump")
_DEPARTING, _ENTERING = ("leave", "depart"), ("enter", "reach", "flood")
_FETCHES = ("take on", "return with")
_CLOSE = 5  # units between goods and the weak verb that they are the subject of
_FOR_WHOM = re.compile(
    r"(?:(?:that|which) )?(?:(?:is|was|are|were) )?(?:(?:originally|reportedly|apparently) )?"
    r"(?:for|(?:bound|destined|intended|headed|heading|meant|earmarked) for|en route (?:from \S+ )?to"
    r"|on (?:its|their|the) way (?:from \S+ )?to|to (?:support|help|aid|arm|bolster|back|sustain|prop up|supply))\b"
)


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
        told = (_read_noun if frame.part == "noun" else _read_verb)(bare, units, index, low, high)
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
    ahead = units[last + 1 : min(last + 9, high)]
    lead = _FOR_WHOM.match(" ".join(u.text for u in ahead))
    if lead is None:
        return []
    is_plain = lead.group().startswith("for")
    if is_plain and (p.frame.subject == "holder" or any(u.countries for u in p.importers)):
        return []
    target = next((u for u in ahead if u.is_party and u.countries and (u.kind == "place" or not is_plain)), None)
    if target is None or not (target.prep == "for" if is_plain else target.prep in ("to", "for", "")):
        return []
    return list_of(units, target)


def _complete(p: Proposition, units: list[Unit], index: int, bounds: tuple[int, int], plain: str, offset: int) -> None:
    """Add to a proposition its status, the items of its goods with what is said of each, its ports and its extent."""
    p.is_joined = index > 0 and units[index - 1].text in ("and", "or")
    reduced = p.frame.part == "verb" and is_reduced(units, index)
    before, after = _around(p, units, index, bounds, plain, offset)
    p.status = find_status(p.frame, units[index].text, before, after, reduced=reduced)
    p.goods = [*p.goods, *itemised(p.goods, units, index)]
    p.own_exporters = own_exporters(p.goods, units)
    p.importers = _for_whom(p, units, bounds[1]) or p.importers
    for good in p.goods:
        if own := find_good_status(good, plain, offset):
            p.good_status[good.start] = own
    ports = (u for u in (*p.exporters, *p.importers) if u.mention.get("place_kind") == "port")
    p.stops.extend(u for u in ports if u not in p.stops)
    members = [*p.goods, *p.exporters, *p.importers, *p.stops, units[index]]
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


def _read_verb(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> Proposition | None:
    """Fill `p` from its verb, or None where the verb says nothing of trade."""
    frame = p.frame
    passive = is_passive(units, index)
    if frame.good == "none":
        p.importers = subject_of(units, index, low)
        return p if p.importers else None
    if (frame.good == "passive" and not passive) or (frame.good == "for" and passive):
        return None
    where = ("in", "at", "on", "across", "throughout") if frame.subject == "cargo" or frame.name in _SOLD_IN else ()
    fill_sides(p, units, low, high, index, importer_prep=where)
    near = _follows_goods(p, units, index, low) if frame.subject == "cargo" else _close(p, units, index)
    if frame.is_weak and not passive and not near:
        return None
    if frame.subject == "cargo":
        _read_cargo(p, units, index, low, high)
    elif passive:
        _read_passive(p, units, index, low, high)
    else:
        _read_active(p, units, index, low, high)
    if not p.goods:
        p.goods = meant_goods(units, index, p.spoken_of.goods if p.spoken_of else [], frame, passive=passive)
    _carried(p, units)
    if frame.needs_origin and not _comes_from_elsewhere(p):
        p.is_handed = _in_return(units) and bool(p.importers)
        if not p.is_handed:
            return None
    if p.goods or _means_all(p, units, index, passive=passive):
        return p
    p.names_no_good = _moves_something(p, units, index, passive=passive)
    return p if p.names_no_good else None


def _moves_something(p: Proposition, units: list[Unit], index: int, *, passive: bool) -> bool:
    """Whether a verb of moving is said of goods that the clause does not name: these are trucked to Oman, unload goods at Aden."""
    if p.frame.subject != "mover" or not p.stops:
        return False
    if passive:
        return any(u.text in _THINGS for u in units[max(index - 5, 0) : index])
    return any(u.text in ALL_GOODS for u in units[index + 1 : index + 4])


def _read_cargo(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """Goods, or what carries them, as the subject: coal entered China, a container left Vladivostok for Rajin."""
    p.goods = goods_left(units, index, low, near=True)
    bare = bare_party(units, index, high)
    p.stops.extend(u for u in units[index + 1 : index + 3] if u.kind == "passage" and not u.prep)  # reached the Suez Canal
    if bare and p.frame.name in _DEPARTING:
        bound = [u for u in units[index:high] if u.is_party and u.prep == "for"]
        p.exporters, p.importers = p.exporters or bare, p.importers or bound
        p.stops = [*p.stops, *bare, *bound]
    elif bare and p.frame.name in _ENTERING:
        p.importers, p.stops = p.importers or bare, [*p.stops, *bare]


def _read_passive(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """Goods as the subject of a passive, the agent behind *by*: flour was sent by Japan, a ship loaded with grain."""
    laden = index + 1 < high and units[index + 1].text == "with"
    ahead = goods_right(units, index, high, p.frame) if laden else []
    p.goods = ahead or goods_left(units, index, low) or goods_right(units, index, high, p.frame)
    agents = [u for u in units[index:high] if u.is_party and u.prep == "by"]
    assign_subject(p, agents[:1] and list_of(units, agents[0]))
    if laden and p.frame.good.endswith("with") and not p.importers:
        p.importers = [u for u in subject_of(units, index, low) if u not in p.exporters]  # the army was supplied with shells
        p.is_handed = bool(p.importers)
    p.rule += ":passive"


def _read_active(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """Who acts left of the verb, goods and receiver right of it; or goods in front of a relative clause."""
    carried = _is_of_carrier(p.frame, units, index) or _is_of_way(p.frame, units, index)
    subject = [] if carried else subject_of(units, index, low)
    if carried:
        p.stops.extend(u for u in units if u.kind == "passage" and u.prep in _AFLOAT and u not in p.stops)
    p.goods = goods_right(units, index, high, p.frame)
    p.is_total = p.is_total or is_anybody(units, index)
    if recipient := bare_party(units, index, high):
        assign_object(p, recipient)
        if p.frame.subject == "both":
            p.both = [*subject, *recipient]
            return
    if not p.goods and _relative(units, index, low, subject):
        p.goods = goods_left(units, index, low)
    if p.frame.name in _FETCHES:
        p.exporters = _fetched_at(p, units, index, high)
    assign_subject(p, subject)
    if p.frame.subject == "importer" and p.goods and not p.exporters:
        start = units.index(p.goods[0])
        p.exporters = [u for u in units[start - 1 : start] if u.kind == "pronoun" and u.text in ("its", "their") and start > index]


def _fetched_at(p: Proposition, units: list[Unit], index: int, high: int) -> list[Unit]:
    """Where goods were fetched without a *from*: took on oil at a port of Peru, crossed to Peru and came back with oil."""
    behind = [u for u in units[index:high] if u.is_party and u.prep in ("from", "at", "in", "off")]
    if behind or p.frame.name == "take on":
        return list_of(units, behind[0]) if behind else p.exporters
    reached = [u for u in units[:index] if u.kind == "place" and u.countries and u.prep in ("to", "into", "in", "at")][-1:]
    if reached and reached[0] in p.importers:
        p.importers = []
    return list_of(units, reached[0]) if reached else []


def _means_all(p: Proposition, units: list[Unit], index: int, *, passive: bool) -> bool:
    """Whether a verb without a named good speaks of all trade: all goods imported into X, bought goods from X, exports to X."""
    near = units[max(index - 3, 0) : index] if passive else units[index + 1 : index + 9]
    bare = any(u.text in ALL_GOODS for u in near)
    if passive:
        return p.frame.stands_alone and bare and bool(p.exporters or p.importers)
    return (p.frame.stands_alone or bare) and (bool(p.exporters and p.importers) or (p.frame.subject == "both" and len(p.both) > 1))


def _is_of_carrier(frame: Frame, units: list[Unit], index: int) -> bool:
    """Whether a verb of moving is said of what carries, not of a party: a tanker carrying oil, supertankers are shipping crude."""
    position = index - 1
    while position >= 0 and (
        units[position].text in BE or units[position].text in ("has", "have", "had", "will", "would", "also", "now", "still")
    ):
        position -= 1
    said_of = position >= 0 and CARRIER.match(units[position].text) is not None
    if position < index - 1:
        return said_of and frame.subject in ("mover", "exporter")
    return said_of and frame.subject == "mover" and units[index].text.endswith("ing")


def _is_of_way(frame: Frame, units: list[Unit], index: int) -> bool:
    """Whether a verb ends a relative clause on a thing, not on a party: a pipeline that would carry gas, a ship that exported coal."""
    lead = next((k for k in range(index - 1, max(index - 5, 0), -1) if units[k].text in ("that", "which")), 0)
    while lead > 0 and units[lead - 1].text == ",":
        lead -= 1
    between = units[lead + 1 : index]
    if lead == 0 or units[lead - 1].kind != "word" or any(u.is_party or u.kind == "good" for u in between):
        return False
    return frame.subject == "mover" or CARRIER.match(units[lead - 1].text) is not None


def _carried(p: Proposition, units: list[Unit]) -> None:
    """For goods that are only said to be carried, the sides that the rest of the sentence gives the carrier."""
    if p.frame.subject != "mover" or p.exporters or p.importers:
        return
    origin = next((u for u in units if u.is_party and u.prep == "from"), None)
    target = next((u for u in units if u.is_party and u.prep in ("to", "into")), None)
    p.exporters = list_of(units, origin) if origin else []
    p.importers = list_of(units, target) if target else []


def _close(p: Proposition, units: list[Unit], index: int) -> bool:
    """Whether a weak verb has a good right behind it, and is led somewhere or has who acts or an infinitive right before it."""
    before = units[max(index - 4, 0) : index]
    led = bool(p.exporters or p.importers) or any(u.is_party or u.text in ("to", "who", "which", "that", "and") for u in before)
    aboard = p.frame.subject == "importer" and any(CARRIER.match(u.text) for u in before)  # a tanker taking on fuel
    return (led or aboard) and any(u.kind == "good" for u in units[index + 1 : index + 6])


def _follows_goods(p: Proposition, units: list[Unit], index: int, low: int) -> bool:
    """Whether a weak verb that goods are the subject of stands close behind them and says where they come from or get to."""
    goods = goods_left(units, index, low, near=True)
    gap = units[units.index(goods[-1]) + 1 : index] if goods else []
    led = p.exporters or p.importers or (p.frame.name in _ENTERING and bare_party(units, index, len(units)))
    return bool(goods and led) and len(gap) < _CLOSE and not any(u.is_party or u.kind == "mark" for u in gap)


def _relative(units: list[Unit], index: int, low: int, subject: list[Unit]) -> bool:
    """Whether the verb ends a relative clause on goods: goods (that) the subject sells."""
    start = min((u.start for u in subject), default=units[index].start)
    between: list[str] = []
    for unit in reversed(units[low:index]):
        if unit.kind == "good" and unit.end <= start:
            return all(text in ("that", "which", ",", "the", "a", "an", "both") for text in between)
        if unit.end <= start:
            between.append(unit.text)
    return False


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
    if frame.subject == "both":
        partners = [u for u in units[index:high] if u.is_party and u.prep == "with"]
        if partners:
            p.both = [*(p.both or subject_of(units, index, low)), *list_of(units, partners[0])]
    if frame.subject == "both" and not p.both:
        p.from_subject = subject_of(units, index, low, of_country=True)
    if not p.goods and not (frame.stands_alone and (frame.subject == "both" or p.exporters or p.importers)):
        return None
    return p


def _in_return(units: list[Unit]) -> bool:
    """Whether a clause says that its goods are given in return for others."""
    around = [u.text for u in units]
    return any(around[k] == "in" and around[k + 1] in ("return", "exchange") for k in range(len(around) - 1))


def _comes_from_elsewhere(p: Proposition) -> bool:
    """Whether goods that somebody has or uses are told to be of another country, by *from* or by their origin."""
    here = {c for u in p.importers for c in u.countries}
    there = {c for u in p.exporters for c in u.countries} or {c for g in p.goods for c in g.countries}
    return bool(p.goods and here and there - here)
