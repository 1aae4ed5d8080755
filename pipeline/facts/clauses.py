"""What one trade word says in its clause: the goods, the two sides, the places passed and the status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.facts.governed import INCLUDES, goods_joined, goods_left, goods_right, itemised, meant_goods, noun_goods
from pipeline.facts.grammar import ALL_GOODS, ATTRIBUTIVE, CARRIER, POSSESSIVES, TOTAL, is_measured
from pipeline.facts.propositions import Proposition
from pipeline.facts.readings import reading, speaks_until
from pipeline.facts.sides import (
    assign_object,
    assign_subject,
    bare_party,
    equated_parties,
    fill_sides,
    list_of,
    noun_owner,
    own_exporters,
    share_sides,
    subject_of,
)
from pipeline.facts.status import find_good_status, find_status
from pipeline.facts.units import Unit
from pipeline.facts.voice import clause_bounds, is_passive, is_reduced
from pipeline.lexicon.trade import Frame, load_trade_words

_CONSIGNMENT = next(f for f in load_trade_words().frames("shipment") if f.part == "noun")
_AFLOAT = ("in", "off", "at", "near", "through", "across")
_AGENTS = ("buyer", "importer", "supplier", "exporter", "destination")
_RANKS = ("world", "largest", "biggest", "leading", "top", "net", "sole", "second-largest", "third-largest")  # of all, not of one country
_COLLECTIVE = frozenset(
    ("this", "these", "those", "they", "it", "imports", "exports", "shipments", "shipment", "cargo", "cargoes", "goods", "items", "consignment",
     "boxes", "containers", "package", "deliveries", "haul", "load", "purchases", "orders", "products", "supplies", "equipment", "technology",
     "weapons", "aid", "list", "benefits", "commodities")
)  # fmt: skip
_SELLING = ("sale", "sales", "export", "supply", "delivery")
_SOLD_IN = ("sell", "land", "market", "dump")
_DEPARTING, _ENTERING = ("leave", "depart"), ("enter", "reach")


def read_clauses(units: list[Unit], plain: str, offset: int, spoken_of: Proposition | None = None) -> list[Proposition]:
    """The propositions of one sentence, one for each trade word that governs something; `spoken_of` is the trade told before it."""
    found: list[Proposition] = []
    for index, unit in enumerate(units):
        if not unit.frames:
            continue
        frame = reading(units, index)
        if frame is None:
            continue
        low, high = clause_bounds(units, index)
        read = _read_noun if frame.part == "noun" else _read_verb
        proposition = Proposition(frame, unit, rule=f"{frame.part}:{frame.name}")
        proposition.spoken_of = next((p for p in reversed(found) if p.goods), spoken_of)
        blank = proposition
        proposition = read(proposition, units, index, low, high)
        if proposition is None:
            if frame.part == "verb" and (counter := _counter(blank, units, index, high)) is not None:
                found.append(counter)  # provided cash in return for parts
            continue
        proposition.is_joined = index > 0 and units[index - 1].text in ("and", "or")
        reduced = frame.part == "verb" and is_reduced(units, index)
        before, after = _around(proposition, units, index, (low, high), plain, offset)
        proposition.status = find_status(frame, unit.text, before, after, reduced=reduced)
        proposition.goods.extend(itemised(proposition.goods, units, index))
        proposition.own_exporters = own_exporters(proposition.goods, units)
        for good in proposition.goods:
            if own := find_good_status(good, plain, offset):
                proposition.good_status[good.start] = own
        ports = (u for u in (*proposition.exporters, *proposition.importers) if u.mention.get("place_kind") == "port")
        proposition.stops.extend(u for u in ports if u not in proposition.stops)
        members = [*proposition.goods, *proposition.exporters, *proposition.importers, *proposition.stops, unit]
        proposition.start, proposition.end = min(m.start for m in members), max(m.end for m in members)
        found.extend(_by_partner(proposition, units))
        if not proposition.rule.endswith("passive") and (counter := _counter(proposition, units, index, high)) is not None:
            found.append(counter)
    _hand_on_status(found)
    found.extend(_measured(units, {g.start for p in found for g in p.goods}))
    if (more := _included(units, found, spoken_of)) is not None:
        found.append(more)
    share_sides(found)
    return found


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


def _included(units: list[Unit], found: list[Proposition], spoken_of: Proposition | None) -> Proposition | None:
    """Goods that a sentence adds to the trade told before: these shipments included pumps, the cargo was made up of rice."""
    told = {g.start for p in found for g in p.goods}
    for index, unit in enumerate(units):
        if not INCLUDES.match(unit.text) or not any(u.text in _COLLECTIVE for u in units[max(index - 9, 0) : index]):
            continue
        ahead = units[index + 1 : index + (3 if unit.text == "being" else 9)]
        first = next((u for u in ahead if u.kind == "good"), None)
        source = next((p for p in reversed(found) if p.start < unit.start), spoken_of)
        if first is None or first.start in told or source is None or any(_acts(u) for u in ahead[: ahead.index(first)]):
            continue
        goods = [u for u in units[index:] if u.kind == "good" and u.group == first.group and u.start not in told]
        rule = f"{source.rule}:included"
        return replace(source, goods=goods, rule=rule, own_exporters={}, good_status={}, told=[], start=unit.start, end=goods[-1].end)
    return None


def _acts(unit: Unit) -> bool:
    """Whether a unit is a verb or a participle that opens something else: being *blocked*."""
    return unit.kind == "trigger" or (unit.kind == "word" and unit.text.endswith(("ed", "ing")) and unit.text != "including")


def _measured(units: list[Unit], told: set[int]) -> Iterator[Proposition]:
    """Goods that no trade word governs, but a direction does: wheat from Peru to Chile, 28,000 tonnes of wheat for Poland."""
    for index, unit in enumerate(units[:-2]):
        if unit.kind != "good" or unit.start in told:
            continue
        if (both := _ends(units, index)) is not None:
            sides = [*both[0], *both[1]]
            p = Proposition(_CONSIGNMENT, unit, goods_joined(units, unit), *both, rule="measure:direction", start=unit.start)
            p.end, p.stops = max(u.end for u in sides), sides
            yield p
            continue
        if not is_measured(units, index):
            continue
        ahead = units[index + 1]
        party = next(
            (u for u in units[index + 2 : index + 6] if u.is_party and u.kind != "adjective" and u.prep in (ahead.text, "to")), None
        )
        if party is None or ahead.text not in ("to", "for", "from", "bound", "destined"):
            continue
        sides = list_of(units, party)
        p = Proposition(_CONSIGNMENT, unit, [unit], rule="measure:consignment", start=unit.start, end=max(u.end for u in sides))
        p.exporters, p.importers = (sides, []) if ahead.text == "from" else ([], sides)
        p.stops = list(sides)
        yield p


def _ends(units: list[Unit], index: int) -> tuple[list[Unit], list[Unit]] | None:
    """From where and to where the good at `index` goes by the phrase behind it: wheat (covered) from Peru to Chile."""
    lead = next((k for k in range(index + 1, min(index + 4, len(units))) if units[k].text == "from"), None)
    if lead is None or any(u.kind != "word" for u in units[index + 1 : lead]):
        return None
    origin = next((u for u in units[lead + 1 : lead + 6] if u.is_party and u.prep == "from"), None)
    target = next((u for u in units[lead + 2 : lead + 14] if u.is_party and u.prep in ("to", "into")), None)
    if origin is None or target is None or target.start < origin.start:
        return None
    between = units[units.index(origin) + 1 : units.index(target)]
    if any(u.kind in ("trigger", "good") or u.text in (";", ":") for u in between):
        return None
    return list_of(units, origin), list_of(units, target)


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
    if frame.is_weak and not passive and not _close(units, index, led=bool(p.exporters or p.importers)):
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
        return None
    return p if p.goods or _means_all(p, units, index, passive=passive) else None


def _read_cargo(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """Goods, or what carries them, as the subject: coal entered China, a container left Vladivostok for Rajin."""
    p.goods = goods_left(units, index, low, near=True)
    bare = bare_party(units, index, high)
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
    p.rule += ":passive"


def _read_active(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """Who acts left of the verb, goods and receiver right of it; or goods in front of a relative clause."""
    carried = _is_of_carrier(p.frame, units, index) or _is_of_way(p.frame, units, index)
    subject = [] if carried else subject_of(units, index, low)
    if carried:
        p.stops.extend(u for u in units if u.kind == "passage" and u.prep in _AFLOAT and u not in p.stops)
    p.goods = goods_right(units, index, high, p.frame)
    if recipient := bare_party(units, index, high):
        assign_object(p, recipient)
    if not p.goods and _relative(units, index, low, subject):
        p.goods = goods_left(units, index, low)
    assign_subject(p, subject)
    if p.frame.subject == "importer" and p.goods and not p.exporters:
        start = units.index(p.goods[0])
        p.exporters = [u for u in units[start - 1 : start] if u.kind == "pronoun" and u.text in ("its", "their") and start > index]


def _means_all(p: Proposition, units: list[Unit], index: int, *, passive: bool) -> bool:
    """Whether a verb without a named good speaks of all trade: all goods imported into X, bought goods from X, exports to X."""
    near = units[max(index - 3, 0) : index] if passive else units[index + 1 : index + 9]
    bare = any(u.text in ALL_GOODS for u in near)
    if passive:
        return p.frame.stands_alone and bare and bool(p.exporters or p.importers)
    return (p.frame.stands_alone or bare) and bool(p.exporters and p.importers)


def _is_of_carrier(frame: Frame, units: list[Unit], index: int) -> bool:
    """Whether a verb of moving is said of what carries, not of a party: a tanker carrying oil."""
    before = units[index - 1] if index else None
    return frame.subject == "mover" and units[index].text.endswith("ing") and before is not None and CARRIER.match(before.text) is not None


def _is_of_way(frame: Frame, units: list[Unit], index: int) -> bool:
    """Whether a verb of moving ends a relative clause on a thing, not on a party: a pipeline that would carry gas."""
    if frame.subject != "mover":
        return False
    lead = next((k for k in range(index - 1, max(index - 5, 0), -1) if units[k].text in ("that", "which")), 0)
    while lead > 0 and units[lead - 1].text == ",":
        lead -= 1
    between = units[lead + 1 : index]
    return lead > 0 and units[lead - 1].kind == "word" and not any(u.is_party or u.kind == "good" for u in between)


def _carried(p: Proposition, units: list[Unit]) -> None:
    """For goods that are only said to be carried, the sides that the rest of the sentence gives the carrier."""
    if p.frame.subject != "mover" or p.exporters or p.importers:
        return
    origin = next((u for u in units if u.is_party and u.prep == "from"), None)
    target = next((u for u in units if u.is_party and u.prep in ("to", "into")), None)
    p.exporters = list_of(units, origin) if origin else []
    p.importers = list_of(units, target) if target else []


def _close(units: list[Unit], index: int, *, led: bool) -> bool:
    """Whether a weak verb has a good right behind it, and is `led` somewhere or has a party or an infinitive right before it."""
    left = led or [u for u in units[max(index - 4, 0) : index] if u.is_party or u.text in ("to", "who", "which", "that", "and")]
    return bool(left) and any(u.kind == "good" for u in units[index + 1 : index + 6])


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
    p.is_total = any(u.text in TOTAL or (frame.name in _AGENTS and u.text in _RANKS) for u in units[max(index - 4, 0) : index])
    if attributive and not (p.exporters or p.importers or (p.goods and p.goods[-1].end < units[index - 1].start - 1)):
        return None  # an export agreement, import duties
    if frame.name in _AGENTS and (partners := equated_parties(units, index, high)):
        return _read_partners(p, units, index, low, partners)
    if frame.name == "contract" and not _contracted(p, units, index, high):
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


def _read_partners(p: Proposition, units: list[Unit], index: int, low: int, partners: list[Unit]) -> Proposition | None:
    """Read who the buyers, suppliers or destinations are: its main suppliers were A and B; the other side is their owner, or of the
    trade told before."""
    owner = [u for u in units[low:index] if u.possessive or u.text in POSSESSIVES][-1:]
    before = p.spoken_of
    if not p.goods and before is not None:
        p.goods = before.goods
    if not owner and before is not None:
        owner = before.importers if p.frame.subject == "exporter" else before.exporters
    p.exporters, p.importers = (partners, owner) if p.frame.subject == "exporter" else (owner, partners)
    p.rule += ":named"
    return p if p.goods else None


def _by_partner(p: Proposition, units: list[Unit]) -> list[Proposition]:
    """A list of partners that gives each its own goods, as one proposition each: Japan with 300 tonnes of ore, Peru 200 of coal."""
    partners = p.exporters if p.frame.subject == "exporter" else p.importers
    if not p.rule.endswith(":named"):
        return [p]
    found = []
    for partner, following in zip(partners, [*partners[1:], None], strict=True):
        stop = following.start if following is not None else units[-1].end
        goods = [u for u in units if u.kind == "good" and partner.end <= u.start < stop]
        sides = {"exporters": [partner]} if p.frame.subject == "exporter" else {"importers": [partner]}
        found.append(replace(p, goods=goods or p.goods, **sides, end=max(p.end, *(g.end for g in goods), partner.end)))
    return found if any(part.goods is not p.goods for part in found) else [p]


def _contracted(p: Proposition, units: list[Unit], index: int, high: int) -> bool:
    """Read a contract: *with* the other side, *for* goods; a sales contract is the seller's. False where it names no other side."""
    other = next((u for u in units[index + 1 : high] if u.is_party and u.prep == "with"), None)
    if other is None or not p.goods:
        return False
    sells = index > 0 and units[index - 1].text in _SELLING
    p.exporters, p.importers = ([], list_of(units, other)) if sells else (list_of(units, other), [])
    return True


def _comes_from_elsewhere(p: Proposition) -> bool:
    """Whether goods that somebody has or uses are told to be of another country, by *from* or by their origin."""
    here = {c for u in p.importers for c in u.countries}
    there = {c for u in p.exporters for c in u.countries} or {c for g in p.goods for c in g.countries}
    return bool(p.goods and here and there - here)


def _counter(p: Proposition, units: list[Unit], index: int, high: int) -> Proposition | None:
    """What is given in return: A in exchange for B, traded A for B."""
    barter = p.frame.name in ("swap", "barter", "trade") and p.frame.part == "verb"
    goods: list[Unit] = []
    for position in range(index + 1, high):
        unit = units[position]
        if unit.kind == "good" and unit.prep == "for" and unit not in p.goods:
            before = {u.text for u in units[max(position - 6, 0) : position]}
            if barter or before & {"return", "exchange"}:
                goods.append(unit)
    if not goods:
        return None
    return Proposition(
        p.frame,
        p.trigger,
        goods,
        p.importers,
        p.exporters,
        status=p.status,
        rule=f"{p.rule}:exchange",
        start=p.start,
        end=max(p.end, goods[-1].end),
    )
