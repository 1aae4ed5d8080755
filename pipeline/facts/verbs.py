"""A trade verb in its clause: who acts, what it is done with, who gets it, in the active, the passive and of goods that move."""

from __future__ import annotations

import re

from pipeline.facts.governed import goods_left, goods_right, meant_goods
from pipeline.facts.grammar import ALL_GOODS, CARRIER, HOLDERS, IN_RETURN
from pipeline.facts.propositions import Proposition
from pipeline.facts.sides import assign_object, assign_subject, bare_party, fill_sides
from pipeline.facts.subjects import is_anybody, list_of, subject_of, who_was_told
from pipeline.facts.units import Unit
from pipeline.facts.voice import BE, CLAUSE_WORDS, is_behind_aside, is_passive
from pipeline.lexicon.trade import Frame, load_grammar_words

_ASKS, _BEFORE_VERB, _CHANGES = (load_grammar_words()[name] for name in ("asks", "before_verb", "changes"))
_AFLOAT = ("in", "off", "at", "near", "through", "across")
_THINGS = {"these", "they", "it", *ALL_GOODS, *HOLDERS}
_SOLD_IN = ("sell", "land", "market", "dump")
_DEPARTING, _ENTERING = ("leave", "depart"), ("enter", "reach", "flood")
_FETCHES = ("take on", "return with")
_CLAUSE_MARKS = frozenset({";", ":", *CLAUSE_WORDS})
_CLOSE = 5  # units between goods and the weak verb that they are the subject of


def read_verb(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> Proposition | None:
    """Fill `p` from its verb, or None where the verb says nothing of trade."""
    frame = p.frame
    passive = is_passive(units, index)
    if frame.good == "none":
        p.importers = subject_of(units, index, low)
        return p if p.importers else None
    changes = frame.name == "go" and any(u.text in _CHANGES for u in units[index + 1 : index + 2])
    if changes or (passive and frame.name == "leave"):
        return None  # prices gone up, forests left in Peru
    if (frame.good == "passive" and not passive) or (frame.good == "for" and passive):
        return None
    where = ("in", "at", "on", "across", "throughout") if frame.subject == "cargo" or frame.name in _SOLD_IN else ()
    fill_sides(p, units, low, high, index, importer_prep=where)
    near = _follows_goods(p, units, index, low) if frame.subject == "cargo" else _close(p, units, index)
    is_elided = not passive and _is_elided(p, units, index)
    if frame.is_weak and not passive and not near and not is_elided:
        p.names_no_good = _moves_something(p, units, index, passive=False)
        return p if p.names_no_good else None
    if frame.subject == "cargo":
        _read_cargo(p, units, index, low, high)
    elif passive:
        _read_passive(p, units, index, low, high)
    else:
        _read_active(p, units, index, low, high)
    if not p.goods:
        p.goods = meant_goods(units, index, p.spoken_of.goods if p.spoken_of else [], frame, passive=passive)
    if not p.goods and is_elided and p.spoken_of is not None:
        p.goods = p.spoken_of.goods
        p.exporters, p.importers = p.exporters or p.spoken_of.exporters, p.importers or p.spoken_of.importers
    _carried(p, units)
    if frame.needs_origin and not _comes_from_elsewhere(p):
        p.is_handed = _in_return(units) and bool(p.importers)
        if not p.is_handed:
            return None
    if p.goods or _means_all(p, units, index, passive=passive):
        return p
    p.names_no_good = _moves_something(p, units, index, passive=passive)
    return p if p.names_no_good else None


def _read_cargo(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """Goods, or what carries them, as the subject: coal entered China, a container left Vladivostok for Rajin."""
    p.goods = goods_left(units, index, low, near=True) or _laden_with(units, index, high)
    bare = bare_party(units, index, high)
    p.exporters = p.exporters or _owners(p.goods, units)
    p.stops.extend(u for u in units[index + 1 : index + 3] if u.kind == "passage" and not u.prep)  # reached the Suez Canal
    if bare and p.frame.name in _DEPARTING:
        bound = [u for u in units[index:high] if u.is_party and u.prep == "for"]
        p.exporters, p.importers = p.exporters or bare, p.importers or bound
        p.stops = [*p.stops, *bare, *bound]
    elif bare and p.frame.name in _ENTERING:
        p.importers, p.stops = p.importers or bare, [*p.stops, *bare]
    elif bare and units[index].text.endswith(" in"):
        p.importers = p.importers or bare  # on sale in Chile


def _laden_with(units: list[Unit], index: int, high: int) -> list[Unit]:
    """The goods with which something comes or goes: left Odesa with 300 tonnes of corn, arrived in Beirut carrying corn."""
    first = next((k for k in range(index + 1, high) if units[k].kind == "good"), None)
    if first is None or units[first].prep not in ("with", "") or any(u.text in _CLAUSE_MARKS for u in units[index:first]):
        return []
    laden = any(u.text in ("with", "carrying", "bringing", "loaded") for u in units[max(first - 7, index) : first])
    return [u for u in units[first:high] if u.kind == "good" and u.group == units[first].group] if laden else []


def _owners(goods: list[Unit], units: list[Unit]) -> list[Unit]:
    """Whose the goods are that move: Nigeria's *crude* goes to India."""
    start = units.index(goods[0]) if goods and goods[0] in units else 0
    owner = units[start - 1] if start else None
    return list_of(units, owner) if owner is not None and owner.possessive and owner.countries else []


def _read_passive(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """Goods as the subject of a passive, the agent behind *by*: flour was sent by Japan, a ship loaded with grain."""
    laden = index + 1 < high and units[index + 1].text == "with"
    ahead = goods_right(units, index, high, p.frame) if laden else []
    p.goods = ahead or goods_left(units, index, low) or goods_right(units, index, high, p.frame)
    agents = [u for u in units[index:high] if u.is_party and u.prep == "by"]
    assign_subject(p, agents[:1] and list_of(units, agents[0]))
    if p.frame.subject == "mover":
        p.exporters = p.exporters or _owners(p.goods, units)
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
    told = who_was_told(units, index) if p.frame.subject == "exporter" and not p.importers else None
    if told is not None and units[told[1]].text in _ASKS:
        p.importers = subject_of(units, told[1], low)  # asked partners in Peru to send
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


def _is_elided(p: Proposition, units: list[Unit], index: int) -> bool:
    """Whether a figure alone stands for the goods of the same verb before: Korea sources 14% of its gas there, *Japan sources 6%*."""
    if p.spoken_of is None or p.spoken_of.frame is not p.frame or not p.spoken_of.goods:
        return False
    figure = next((k for k in range(index + 1, min(index + 4, len(units))) if units[k].text[0].isdigit()), None)
    if figure is None or any(u.kind in ("good", "trigger") for u in units[index + 1 :]):
        return False
    return not any(u.text in ("of", "from", "to") or u.is_party for u in units[figure + 1 : figure + 4])


def _moves_something(p: Proposition, units: list[Unit], index: int, *, passive: bool) -> bool:
    """Whether a verb of moving is said of goods that the clause does not name: these are trucked to Oman, unload goods at Aden."""
    if p.frame.subject not in ("mover", "cargo") or not p.stops:
        return False
    if p.frame.subject == "cargo":
        near = range(max(index - 5, 0), index)
        return any((units[k].text in ALL_GOODS or units[k].text in HOLDERS) and not CARRIER.match(units[k + 1].text) for k in near)
    if passive:
        return any(u.text in _THINGS for u in units[max(index - 5, 0) : index])
    return any(u.text in ALL_GOODS or u.text in HOLDERS for u in units[index + 1 : index + 6])


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
    while position >= 0 and (units[position].text in BE or units[position].text in _BEFORE_VERB):
        position -= 1
    said_of = position >= 0 and CARRIER.match(units[position].text) is not None
    if position < index - 1:
        return said_of and frame.subject in ("mover", "exporter")
    return said_of and frame.subject in ("mover", "exporter") and units[index].text.endswith("ing")


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
    ahead = next((u for u in units[index + 1 : index + 6] if u.kind == "good"), None)
    if ahead is None:
        return False
    if led or not any(CARRIER.match(u.text) for u in before):
        return led
    p.is_handed = p.frame.subject == "mover" and bool(ahead.countries)  # a tanker carrying Omani crude
    return p.is_handed or p.frame.subject == "importer"  # a tanker taking on fuel


def _follows_goods(p: Proposition, units: list[Unit], index: int, low: int) -> bool:
    """Whether a weak verb that goods are the subject of stands close behind them and says where they come from or get to."""
    goods = goods_left(units, index, low, near=True)
    gap = units[units.index(goods[-1]) + 1 : index] if goods else []
    takes_place = p.frame.name in _ENTERING or units[index].text.endswith(" in")
    led = p.exporters or p.importers or (takes_place and bare_party(units, index, len(units)))
    close = len(gap) < _CLOSE and all(u.text in BE or u.text in _BEFORE_VERB or u.text.endswith("ly") for u in gap)
    return bool(goods and led) and (close or (units[index - 1].text == "," and is_behind_aside(units, index - 1)))


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


def _in_return(units: list[Unit]) -> bool:
    """Whether a sentence says that its goods are given in return for others."""
    return re.search(IN_RETURN, " ".join(u.text for u in units)) is not None


def _comes_from_elsewhere(p: Proposition) -> bool:
    """Whether goods that somebody has or uses are told to be of another country, by *from* or by their origin."""
    here = {c for u in p.importers for c in u.countries}
    there = {c for u in p.exporters for c in u.countries} or {c for g in p.goods for c in g.countries}
    return bool(p.goods and here and there - here)
