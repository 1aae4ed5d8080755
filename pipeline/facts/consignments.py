"""Goods that a sentence speaks of beside its trade words: measured, on their way, listed, given in return."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.governed import INCLUDES, goods_joined
from pipeline.facts.grammar import is_measured
from pipeline.facts.propositions import Proposition
from pipeline.facts.subjects import list_of
from pipeline.facts.units import Unit
from pipeline.lexicon.trade import load_grammar_words, load_trade_words

_CONSIGNMENT = next(f for f in load_trade_words().frames("shipment") if f.part == "noun")
_LADEN = 9  # units between where a carrier comes from and what it carries: a vessel from Odesa with 300 tonnes of corn
_BOUND_FOR = re.compile(
    r"(?:(?:that|which) )?(?:(?:is|was|are|were) )?(?:(?:originally|reportedly|apparently) )?"
    r"(?:(?:bound|destined|intended|headed|heading|meant|earmarked) for|en route (?:from \S+ )?to|on (?:its|their|the) way (?:from \S+ )?to"
    r"|to (?:support|help|aid|arm|bolster|back|sustain|prop up))\b"
)
AGAINST = r"\b(?:the other way|opposite direction|in the other direction|(?:benefit|reward|payment|payoff|return)s? (?:\w+ ){0,3}includ)"
_GAINS = re.compile(r"\bbenefit|\breward|\breturn")
_SHARE = load_grammar_words()["share"]
_COLLECTIVE = load_grammar_words()["collective"]


def measured(units: list[Unit], told: set[int]) -> Iterator[Proposition]:
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
        party = bound_for(units, index) or _directed(units, index)
        if party is None:
            continue
        sides = list_of(units, party)
        p = Proposition(_CONSIGNMENT, unit, [unit], rule="measure:consignment", start=unit.start, end=max(u.end for u in sides))
        left = [u for u in units[max(index - _LADEN, 0) : index] if u.kind == "place" and u.prep == "from"]
        p.exporters, p.importers = (sides, []) if party.prep == "from" else (left[-1:], sides)
        p.stops = [*p.exporters, *p.importers]
        yield p


def bound_for(units: list[Unit], index: int) -> Unit | None:
    """The party that the good at `index` is said to be on its way to or meant for: arms bound for Yemen, shells to support Moscow."""
    ahead = units[index + 1 : index + 9]
    if _BOUND_FOR.match(" ".join(u.text for u in ahead)) is None:
        return None
    target = next((u for u in ahead if u.kind in ("place", "actor") and u.countries), None)
    return target if target is not None and target.prep in ("to", "for", "") else None


def _directed(units: list[Unit], index: int) -> Unit | None:
    """The party right behind a measured good that says where it goes or comes from: 28,000 tonnes of wheat for Poland."""
    ahead = units[index + 1]
    if not is_measured(units, index) or ahead.text not in ("to", "for", "from"):
        return None
    return next((u for u in units[index + 2 : index + 6] if u.is_party and u.kind != "adjective" and u.prep in (ahead.text, "to")), None)


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


def included(units: list[Unit], found: list[Proposition], spoken_of: Proposition | None) -> Proposition | None:
    """Goods that a sentence adds to the trade told before: these shipments included pumps, the cargo was made up of rice."""
    if not found and spoken_of is None:
        return None
    told = {g.start for p in found for g in p.goods}
    for index, unit in enumerate(units):
        listed = INCLUDES.match(unit.text) and any(u.text in _COLLECTIVE for u in units[max(index - 9, 0) : index])
        mostly = unit.text in ("it", "them", "which") and index > 1 and units[index - 1].text == "of" and units[index - 2].text in _SHARE
        if not listed and not (mostly and found):
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


def returned(units: list[Unit], found: list[Proposition], spoken_of: Proposition | None) -> Proposition | None:
    """Goods that go against those told before: tractors go the other way, for Peru the benefits include grain."""
    source = next((p for p in reversed(found) if p.goods), spoken_of)
    if source is None or source.frame.subject in ("both", "holder"):
        return None
    told = {g.start for p in found for g in p.goods}
    goods = [u for u in units if u.kind == "good" and u.start not in told]
    if not goods:
        return None
    text = " ".join(u.text for u in units)
    if not re.search(AGAINST, text):
        return None
    gains = _GAINS.search(text) is not None
    theirs = [u for u in units if u.kind == "place" and u.prep == "for"][:1] if gains else []
    rule = f"{source.rule}:returned"
    p = replace(
        source, goods=goods, rule=rule, own_exporters={}, good_status={}, told=[], stops=[], start=goods[0].start, end=goods[-1].end
    )
    p.exporters, p.importers = source.importers, source.exporters
    if theirs and {c for u in theirs for c in u.countries} & {c for u in p.exporters for c in u.countries}:
        p.exporters = p.importers
    p.importers = theirs or p.importers
    return p


def _acts(unit: Unit) -> bool:
    """Whether a unit is a verb or a participle that opens something else: being *blocked*."""
    return unit.kind == "trigger" or (unit.kind == "word" and unit.text.endswith(("ed", "ing")) and unit.text != "including")


def _price(p: Proposition, units: list[Unit]) -> list[Unit]:
    """Take out of the goods of *pay for* those that are the price: pays for oil *with shells and missiles*."""
    priced = (k for k, u in enumerate(units) if u.start > p.trigger.start and u.text in ("with", "in") and units[k - 1].kind == "good")
    start = next(priced, len(units))
    first = next((u for u in units[start : start + 4] if u.kind == "good"), None)
    given = [u for u in units[start:] if first is not None and u.kind == "good" and u.group == first.group]
    p.goods = [g for g in p.goods if g not in given]
    return given if p.goods else []


def counter(p: Proposition, units: list[Unit], index: int, high: int) -> Proposition | None:
    """What is given in return: A in exchange for B, traded A for B."""
    barter = p.frame.name in ("swap", "barter", "trade") and p.frame.part == "verb"
    goods = _price(p, units) if p.frame.name == "pay for" else []
    for position in range(index + 1, high):
        unit = units[position]
        if unit.kind == "good" and unit.prep == "for" and unit not in p.goods:
            before = {u.text for u in units[max(position - 6, 0) : position]}
            if barter or before & {"return", "exchange"}:
                goods.append(unit)
    if not goods:
        return None
    maker = p.goods[:1] if p.goods and p.goods[0].countries else []  # pays for Russian oil: Russia gets the price
    return Proposition(
        p.frame,
        p.trigger,
        goods,
        p.importers,
        p.exporters or maker,
        status=p.status,
        rule=f"{p.rule}:exchange",
        start=p.start or p.trigger.start,  # one that was not read whole has no extent yet
        end=max(p.end, goods[-1].end),
    )
