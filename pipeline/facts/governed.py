"""Which goods a trade word governs."""

from __future__ import annotations

import re

from pipeline.facts.grammar import ALL_GOODS, PREPOSITIONS, SHARES
from pipeline.facts.propositions import Proposition
from pipeline.facts.readings import is_finite, is_noun_only
from pipeline.facts.units import Unit
from pipeline.facts.voice import is_passive
from pipeline.lexicon.trade import Frame, load_grammar_words

_GOOD_PREPOSITIONS = {
    "on or for": ("on", "for"),
    "for": ("for",),
    "on": ("on",),
    "with": ("with",),
    "object or with": ("", "of", "in", "with", "including", "like"),
}
_PACKING = ("shipment", "cargo", "delivery", "contract")
_REACH = 14  # how far behind its verb an object begins, in units
_STOPS = re.compile(r"(?:ban|embargo|restriction|curb|limit|prohibition|moratorium|boycott)(?:e?s)?$")
_NAMES = re.compile(r"(?:include[sd]?|including|such|like|namely|mainly|mostly|chiefly|primarily|notably|:)$")
_THEY, _THEM = ("it", "they", "these", "those", "this"), ("it", "them")
_LEADS_ON = ("to", "from", "into", "across", "through", "via", "on", "back", "over", "by", "out")
_EQUALS = ("is", "are", "was", "were", "comprised", "comprise", "comprises")
INCLUDES = re.compile(r"(?:include[sd]?|including|contain(?:s|ed)?|compris\w+|consist(?:s|ed)|rang(?:ed|ing)|being)$")
_MADE_UP = load_grammar_words()["made_up"]
_LISTS = re.compile(r"includ(?:e|es|ed|ing)$")


def goods_right(units: list[Unit], index: int, high: int, frame: Frame) -> list[Unit]:
    """The list of goods that the verb at `index` governs: the first list to its right, with what it includes."""
    goods: list[Unit] = []
    if index + 2 < high and units[index + 1].text in ("and", "or") and units[index + 2].kind == "trigger":
        index += 2  # exporting or importing arms: one object for both
    wanted = _GOOD_PREPOSITIONS.get(frame.good, ("", "of", "in", "including", "like", "with", "on"))
    if units[index].text.endswith((" for", " on", " of")):
        wanted = (*wanted, "", "of", "in")
    for position in range(index + 1, high):
        unit = units[position]
        if unit.kind == "good":
            if (
                goods
                and unit.group not in {g.group for g in goods}
                and not _resumes(units, position)
                and unit.prep not in ("", "of", "in", "including", "like")
            ):
                continue
            if not goods and (unit.prep not in wanted or position - index > _REACH):
                return []
            if (
                not goods
                and (frame.subject == "holder" or frame.status == "requested")
                and position + 1 < high
                and units[position + 1].kind == "trigger"
                and not is_passive(units, position + 1)
            ):
                return []  # banned coal exports: the noun tells it
            goods.append(unit)
        elif goods and unit.text in ("which", "who", "whose"):
            break
        elif (unit.text == "(" and not goods) or (unit.kind == "trigger" and not goods and not _packs(units, position)):
            return []
        elif unit.kind == "trigger" and is_finite(units, position) and not _is_relative_verb(units, position):
            break
    return goods


def _packs(units: list[Unit], position: int) -> bool:
    """Whether a trade noun only says in what goods come: shipped its first *cargo* of jet fuel, full *contract* volumes of crude."""
    unit, ahead = units[position], units[position + 1 : position + 4]
    holds = any(f.name in _PACKING and f.part == "noun" for f in unit.frames)
    lead = next((k for k, u in enumerate(ahead) if u.text == "of"), None)
    return holds and lead is not None and all(u.kind == "word" for u in ahead[:lead])


def _resumes(units: list[Unit], position: int) -> bool:
    """Whether *as well as* or *along with* takes up a list again at the good at `position`."""
    before = [u.text for u in units[max(position - 5, 0) : position]]
    return any(before[k : k + 3] == ["as", "well", "as"] or before[k : k + 2] == ["along", "with"] for k in range(len(before)))


def _is_relative_verb(units: list[Unit], position: int) -> bool:
    """Whether the verb ends a relative clause on the good before it, and the list goes on: food that the North needs, as well as."""
    if position + 1 >= len(units) or units[position + 1].text not in (",", "and", "as"):
        return False
    return any(u.kind == "good" for u in units[max(position - 4, 0) : position])


def goods_left(units: list[Unit], index: int, low: int, *, near: bool = False) -> list[Unit]:
    """The list of goods left of a passive verb or in front of a relative clause."""
    for position in range(index - 1, low - 1, -1):
        unit = units[position]
        if unit.kind == "good":
            return [u for u in units[:index] if u.kind == "good" and u.group == unit.group]
        if unit.kind == "trigger" and is_finite(units, position) and not unit.text.endswith("ing"):
            return []
        if unit.kind == "trigger" and near and not is_noun_only(units, position) and not is_passive(units, position):
            return []
    return []


def noun_goods(p: Proposition, units: list[Unit], index: int, high: int) -> list[Unit]:
    """Goods of a trade noun: before it (coal exports), behind of (exports of coal), or named by including and the like."""
    behind = index - 1
    while behind > 0 and units[behind].text in ('"', "'"):
        behind -= 1
    before = units[behind] if index else None
    goods: list[Unit] = []
    if before is not None and before.kind == "good":
        goods = [u for u in units[:index] if u.kind == "good" and u.group == before.group]
    elif before is not None and before.kind == "trigger" and index > 1 and units[index - 2].kind == "good":
        goods = [units[index - 2]]
    if not goods:
        goods = _predicated(units, index) or _made_up(units, index)
    wanted = (
        (p.frame.good, "of", "in", "including", "such", "as", "like", "for") if p.frame.good != "of" else ("of", "including", "as", "like")
    )
    if units[index].text.endswith((" to", " on", " for", " of")):
        wanted = ("", *wanted)  # access to, demand for: the preposition is part of the trade word
    if index + 1 < high and _STOPS.match(units[index + 1].text):
        index, wanted = index + 1, (*wanted, "on")  # import restrictions on coke
    for position in range(index + 1, high):
        unit = units[position]
        if unit.kind == "trigger" and is_finite(units, position) and not (goods and _is_relative_verb(units, position)):
            break
        if unit.kind == "good":
            if p.frame.good == "on" and position - index > 8:
                break
            first = not any(units[k].kind == "good" for k in range(index + 1, position))
            named = any(_NAMES.match(units[k].text) for k in range(index + 1, position)) and not any(
                units[k].kind == "trigger" for k in range(index + 1, position)
            )
            if (first and named and not goods) or (len(goods) == 1 and _held_by(units, position, goods[0])):
                goods.append(unit)
                continue
            if first and unit.prep in ("of", "in", "for", "on") and not _directly(units, index, position):
                continue
            if (
                (first and (unit.prep in wanted))
                or (not first and goods and unit.group in {g.group for g in goods})
                or (
                    not first
                    and goods
                    and (unit.prep in ("including", "as", "like") or _resumes(units, position) or unit.group == goods[-1].group)
                )
            ):
                goods.append(unit)
    return goods


def _held_by(units: list[Unit], position: int, holder: Unit) -> bool:
    """Whether the good at `position` is what `holder` holds: containers of munitions."""
    return units[position - 1].text == "of" and units[position - 2] is holder


def _predicated(units: list[Unit], index: int) -> list[Unit]:
    """Goods that a clause equates with a trade noun: coffee accounts for most of its exports, its main export is coffee."""
    left = [k for k in range(max(index - 14, 0), index) if SHARES.match(units[k].text)]
    if left:
        goods = [u for u in units[max(left[0] - 4, 0) : left[0]] if u.kind == "good"]
        return [u for u in units[: left[0]] if u.kind == "good" and goods and u.group == goods[-1].group]
    copula = next((k for k in range(index - 1, max(index - 7, 0), -1) if units[k].text in ("is", "are", "was", "were")), None)
    if copula is not None and all(u.kind in ("word", "adjective") or u.possessive for u in units[copula + 1 : index]):
        goods = [u for u in units[max(copula - 3, 0) : copula] if u.kind == "good"]
        return [u for u in units[:copula] if u.kind == "good" and goods and u.group == goods[-1].group]
    lead = next((k for k in range(index + 1, min(index + 9, len(units))) if units[k].text in _EQUALS), None)
    if lead is not None and all(u.is_party or u.kind in ("word", "date") for u in units[index + 1 : lead]):
        goods = [u for u in units[lead + 1 : lead + 5] if u.kind == "good"]
        between = units[lead + 1 : units.index(goods[0])] if goods else []
        plain = (u.kind in ("word", "quantity", "adjective") and u.text not in PREPOSITIONS for u in between)
        if all(plain) and not any(u.text.endswith(("ed", "ing")) for u in between):
            return [u for u in units[index:] if u.kind == "good" and goods and u.group == goods[0].group]
    return []


def _made_up(units: list[Unit], index: int) -> list[Unit]:
    """Goods that a participle gives a trade noun: imports limited to tea, exports made up of ore, sales consisting mainly of tin."""
    ahead = [u.text for u in units[index + 1 : index + 5]]
    lead = next((k for k, word in enumerate(ahead) if word in _MADE_UP), None)
    if lead is None or any(u.kind in ("good", "mark", "trigger") for u in units[index + 1 : index + 1 + lead]):
        return []
    first = next((u for u in units[index + 2 + lead : index + 7 + lead] if u.kind == "good"), None)
    return goods_joined(units, first) if first is not None else []


def _directly(units: list[Unit], index: int, position: int) -> bool:
    """Whether the phrase of the good at `position` hangs on the trade noun: exports (to Japan) of coal."""
    between = units[index + 1 : position]
    head = next((k for k, u in enumerate(between) if u.text in ("of", "in", "for", "on")), len(between))
    return head == 0 or all(
        u.is_party or u.kind == "date" or u.text in PREPOSITIONS or u.text in ("the", "a", "an", "deal", "deals") for u in between[:head]
    )


def itemised(goods: list[Unit], units: list[Unit], index: int) -> list[Unit]:
    """What a clause lists of the goods that it speaks of: the items sold included soap; two imports from Laos: lye and salt."""
    opening = next((k for k in range(index + 1, len(units)) if _LISTS.match(units[k].text) or units[k].text == ":"), None)
    if not goods or opening is None or goods[-1].start > units[opening].start:
        return []
    listed = units[opening].text == ":" and any(u.kind == "good" for u in units[opening + 1 : opening + 5])
    if not listed and goods[-1].text.split()[-1] not in ALL_GOODS:
        return []
    if any(is_finite(units, k) for k in range(index + 1, opening) if units[k].kind == "trigger"):
        return []
    return [u for u in units[opening:] if u.kind == "good" and u not in goods]


def followed_by(goods: list[Unit], units: list[Unit], index: int) -> list[Unit]:
    """What comes next in an order of goods: rice was the top import, followed by *soybean oil*."""
    lead = next((k for k in range(index + 1, len(units) - 1) if units[k].text == "followed" and units[k + 1].text == "by"), None)
    first = next((u for u in units[lead + 2 : lead + 6] if u.kind == "good"), None) if lead is not None and goods else None
    return goods_joined(units, first) if first is not None and first not in goods else []


def goods_joined(units: list[Unit], good: Unit) -> list[Unit]:
    """The goods of one list with `good`."""
    return [u for u in units if u.kind == "good" and u.group == good.group]


def meant_goods(units: list[Unit], index: int, spoken_of: list[Unit], frame: Frame, *, passive: bool) -> list[Unit]:
    """The goods told before that a pronoun means: *they* were shipped, sent *them* to, *it* went by rail."""
    if not spoken_of:
        return []
    if passive and frame.subject != "cargo":
        at = next((k for k in range(index - 1, max(index - 6, -1), -1) if units[k].text in _THEY), None)
        between = units[at + 1 : index] if at is not None else []
        if at is None or (at and units[at - 1].kind not in ("mark", "word")) or any(u.kind != "word" for u in between):
            return []
    elif index + 2 < len(units) and units[index + 1].text in _THEM and units[index + 2].text in _LEADS_ON:
        at = index + 1
    else:
        return []
    here = units[at]
    return [Unit("good", good.text, here.start, here.end, good.countries, good.mention, group=-2) for good in spoken_of]
