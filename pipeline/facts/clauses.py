"""What one trade word says in its clause: the goods, the two sides, the places passed and the status."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.facts.grammar import PREPOSITIONS, clause_bounds, is_passive, is_reduced
from pipeline.facts.status import Status, find_good_status, find_status
from pipeline.facts.units import Unit
from pipeline.lexicon.trade import Frame

_TO = ("to", "into", "toward", "towards", "onto")
_FROM = ("from", "out of", "out")
_VIA = ("via", "through", "across", "over", "along")
_DEPARTING, _ENTERING = ("leave", "depart"), ("enter", "reach")
_PASSING = (*_VIA, *_TO, *_FROM, "at", "in", "on")
_GOOD_PREPOSITIONS = {"for": ("for",), "on": ("on",), "with": ("with",), "object or with": ("", "of", "in", "with", "including", "like")}
_OBLIQUE = ("its", "their", "our", "us", "each other", "one another", "bilateral", "cross-border", "two-way", "mutual")
_REACH = 14  # how far behind its verb an object begins, in units


@dataclass(slots=True)
class Proposition:
    """One trade word read: who supplies, who gets, what, by which places, and how it stands."""

    frame: Frame
    trigger: Unit
    goods: list[Unit] = field(default_factory=list)
    exporters: list[Unit] = field(default_factory=list)
    importers: list[Unit] = field(default_factory=list)
    both: list[Unit] = field(default_factory=list)
    stops: list[Unit] = field(default_factory=list)  # places on the way, ends included
    status: Status = field(default_factory=Status)
    by_subject: bool = False  # the side of a trade noun was read off the subject of its clause
    good_status: dict[int, Status] = field(default_factory=dict)
    rule: str = ""
    start: int = 0
    end: int = 0


def read_clauses(units: list[Unit], plain: str, offset: int) -> list[Proposition]:
    """The propositions of one sentence, one for each trade word that governs something."""
    found = []
    for index, unit in enumerate(units):
        if unit.kind != "trigger":
            continue
        frame = _reading(units, index)
        if frame is None:
            continue
        low, high = clause_bounds(units, index)
        read = _read_noun if frame.part == "noun" else _read_verb
        proposition = read(Proposition(frame, unit, rule=f"{frame.part}:{frame.name}"), units, index, low, high)
        if proposition is None:
            continue
        proposition.status = find_status(frame, units, index, low, high, plain, offset, stop=_stop(units, index, high), reduced=frame.part == "verb" and is_reduced(units, index))
        for good in proposition.goods:
            if own := find_good_status(good, plain, offset):
                proposition.good_status[good.start] = own
        members = [*proposition.goods, *proposition.exporters, *proposition.importers, *proposition.stops, unit]
        proposition.start, proposition.end = min(m.start for m in members), max(m.end for m in members)
        found.append(proposition)
        if not proposition.rule.endswith("passive") and (counter := _counter(proposition, units, index, high)) is not None:
            found.append(counter)
    share_sides(found)
    return found


def _stop(units: list[Unit], index: int, high: int) -> int:
    """Where the next trade word begins to speak for itself, behind the one at `index`."""
    for position in range(index + 1, high):
        if units[position].kind == "trigger" and _takes_over(units, index, position) and not is_passive(units, position):
            return units[position].start
    return units[high - 1].end


def _reading(units: list[Unit], index: int) -> Frame | None:
    """The frame of the trade word at `index`: as a noun or as a verb, by what stands beside it."""
    unit = units[index]
    nouns = [f for f in unit.frames if f.part == "noun"]
    verbs = [f for f in unit.frames if f.part == "verb"]
    if not nouns and _is_plain_noun(units, index):
        return None
    if not (nouns and verbs):
        return unit.frames[0]
    return nouns[0] if _is_noun(units, index) else verbs[0]


def _is_noun(units: list[Unit], index: int) -> bool:
    before = units[index - 1] if index else None
    after = units[index + 1] if index + 1 < len(units) else None
    if after is not None and after.text == "of":
        return True
    if before is None:
        return after is None or after.kind != "good"
    if before.text in ("to", "will", "would", "can", "could", "may", "might", "should", "must", "not", "n't", "cannot", "they", "we", "it", "who", "that", "which", "also"):
        return False
    if before.kind == "trigger" and before.text in ("help", "resume", "expand"):
        return True
    if before.kind in ("good", "adjective") or before.possessive or before.text in PREPOSITIONS:
        return True
    if before.kind in ("place", "actor", "pronoun"):
        if before.kind == "pronoun" and before.text in ("its", "their", "our", "bilateral", "cross-border", "two-way", "mutual"):
            return True
        following = after is not None and (after.kind in ("good", "adjective", "quantity") or after.text[0].isdigit() or after.text.endswith("ly") or after.text in ("more", "most", "some", "large"))
        return not following and not (before.kind == "actor" and after is not None and after.text in ("its", "their", "the", "a"))
    return not (after is not None and after.kind in ("good", "adjective", "quantity") and before.kind == "word" and before.text.endswith("s"))


def _is_plain_noun(units: list[Unit], index: int) -> bool:
    """Whether a word known as a verb alone stands as a noun: the recall of, a return to."""
    before = units[index - 1] if index else None
    after = units[index + 1] if index + 1 < len(units) else None
    if units[index].text.endswith(("ed", "ing")):
        return False
    return (after is not None and after.text == "of") or (before is not None and before.text in ("the", "a", "an", "this", "its", "their", "no"))


def _subject(units: list[Unit], index: int, low: int) -> list[Unit]:
    """The list of parties left of the verb that acts: the nearest that no preposition governs; in the clause, else in the sentence."""
    for bound in (low, 0):
        for position in range(index - 1, bound - 1, -1):
            unit = units[position]
            if not unit.is_party or unit.prep or not unit.countries and unit.kind == "adjective":
                continue
            if unit.kind != "actor" and not unit.possessive and _modifies_good(units, position):
                continue
            if unit.kind == "pronoun" and (unit.text in _OBLIQUE or (position and units[position - 1].kind == "trigger")):
                continue
            return [u for u in units[:index] if u.group == unit.group and u.is_party]
    return []


def _modifies_good(units: list[Unit], position: int) -> bool:
    """Whether the adjective of nationality at `position` stands before a good, as its origin."""
    reach = 5 if units[position].kind == "adjective" else 2
    for unit in units[position + 1 : position + reach]:
        if unit.kind == "good":
            return True
        if unit.kind != "word" or unit.text in PREPOSITIONS:
            return False
    return False


def _sides(p: Proposition, units: list[Unit], low: int, high: int, index: int, *, importer_prep: tuple[str, ...]) -> None:
    """Fill the sides from the prepositions right of the trade word, and from those in front of the clause."""
    closed = False
    for position in range(low, high):
        unit = units[position]
        if position > index and unit.kind == "trigger" and _takes_over(units, index, position):
            closed = True
        if unit.kind == "passage" and unit.prep in _PASSING and not closed:
            p.stops.extend(u for u in _group(units, unit) if u not in p.stops)
        if not unit.is_party or position == index or unit.kind == "adjective" or not unit.prep:
            continue
        if (closed and unit.prep not in _VIA) or (position < index and _belongs_left(units, position, index, low)):
            continue
        if unit.prep in _FROM and not p.exporters:
            p.exporters = _group(units, unit)
        elif unit.prep in (*_TO, *importer_prep) and position > index and not p.importers:
            p.importers = _group(units, unit)
        elif unit.prep == "between":
            p.both = _group(units, unit)
        if unit.kind == "place" and unit.prep in ("between", *_FROM, *_TO, *_VIA, *importer_prep, "at", "in") and position > index - 3:
            p.stops.extend(u for u in _group(units, unit) if u not in p.stops)


def _takes_over(units: list[Unit], index: int, position: int) -> bool:
    """Whether a trade word right of another claims what follows it: a verb does, and a noun that opens a phrase of its own."""
    if not _is_noun_only(units, position):
        return True
    before = units[position - 1]
    return before.kind in ("good", "adjective") or before.text in ("and", ",") or before.possessive


def _is_noun_only(units: list[Unit], position: int) -> bool:
    frame = _reading(units, position)
    return frame is None or frame.part == "noun"


def _belongs_left(units: list[Unit], position: int, index: int, low: int) -> bool:
    """Whether something between a left-hand unit and the trade word at `index` has the better claim to it."""
    return any(u.kind == "trigger" for u in units[low:index]) or any(u.is_party and not u.prep for u in units[position + 1 : index])


def _group(units: list[Unit], unit: Unit) -> list[Unit]:
    return [u for u in units if u.group == unit.group and u.kind != "good"]


def _goods_right(units: list[Unit], index: int, high: int, frame: Frame) -> list[Unit]:
    """The list of goods that the verb at `index` governs: the first list to its right, with what it includes."""
    goods: list[Unit] = []
    wanted = _GOOD_PREPOSITIONS.get(frame.good, ("", "of", "in", "including", "like", "with", "on"))
    if units[index].text.endswith((" for", " on", " of")):
        wanted = ("", "of", "in")
    for position in range(index + 1, high):
        unit = units[position]
        if unit.kind == "good":
            if goods and unit.group not in {g.group for g in goods} and not _resumes(units, position) and unit.prep not in ("", "of", "in", "including", "like"):
                continue
            if not goods and (unit.prep not in wanted or position - index > _REACH):
                return []
            if not goods and frame.subject == "holder" and position + 1 < high and units[position + 1].kind == "trigger":
                return []  # banned coal exports: the noun tells it
            goods.append(unit)
        elif unit.text == "(" and not goods:
            return []
        elif unit.kind == "trigger" and not goods:
            return []
        elif unit.kind == "trigger" and _reading_is_finite(units, position):
            if not _is_relative_verb(units, position):
                break
    return goods


def _resumes(units: list[Unit], position: int) -> bool:
    """Whether *as well as* or *along with* takes up a list again at the good at `position`."""
    before = [u.text for u in units[max(position - 5, 0) : position]]
    return any(before[k : k + 3] == ["as", "well", "as"] or before[k : k + 2] == ["along", "with"] for k in range(len(before)))


def _is_relative_verb(units: list[Unit], position: int) -> bool:
    """Whether the verb ends a relative clause on the good before it, and the list goes on: food that the North needs, as well as."""
    if position + 1 >= len(units) or units[position + 1].text not in (",", "and", "as"):
        return False
    return any(u.kind == "good" for u in units[max(position - 4, 0) : position])


def _reading_is_finite(units: list[Unit], position: int) -> bool:
    return not _is_noun_only(units, position) and not is_passive(units, position)


def _goods_left(units: list[Unit], index: int, low: int, *, near: bool = False) -> list[Unit]:
    """The list of goods left of a passive verb or in front of a relative clause."""
    for position in range(index - 1, low - 1, -1):
        unit = units[position]
        if unit.kind == "good":
            return [u for u in units[:index] if u.kind == "good" and u.group == unit.group]
        if unit.kind == "trigger" and _reading_is_finite(units, position) and not unit.text.endswith("ing"):
            return []
        if unit.kind == "trigger" and near and not _is_noun_only(units, position):
            return []
    return []


def _read_verb(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> Proposition | None:
    frame = p.frame
    passive = is_passive(units, index)
    if frame.good == "none":
        p.importers = _subject(units, index, low)
        return p if p.importers else None
    if frame.good == "passive" and not passive:
        return None
    importer_prep = ("in", "at", "across", "throughout") if frame.subject == "cargo" or frame.name in ("sell", "land", "distribute", "market", "dump") else ()
    _sides(p, units, low, high, index, importer_prep=importer_prep)
    if frame.is_weak and not passive and not _close(units, index, led=bool(p.exporters or p.importers)):
        return None
    if frame.subject == "cargo":
        p.goods = _goods_left(units, index, low, near=True)
        bare = _bare_party(units, index, high)
        if bare and frame.name in _DEPARTING:
            p.exporters, p.stops = p.exporters or bare, [*p.stops, *bare]
            bound = [u for u in units[index:high] if u.is_party and u.prep == "for"]
            p.importers, p.stops = p.importers or bound, [*p.stops, *bound]
        elif bare and frame.name in _ENTERING:
            p.importers, p.stops = p.importers or bare, [*p.stops, *bare]
    elif passive:
        p.goods = _goods_left(units, index, low) or _goods_right(units, index, high, frame)
        agents = [u for u in units[index:high] if u.is_party and u.prep == "by"]
        _assign_subject(p, agents[:1] and _group(units, agents[0]))
        p.rule += ":passive"
        if not p.goods:
            return None
        return p
    else:
        subject = _subject(units, index, low)
        p.goods = _goods_right(units, index, high, frame)
        recipient = _bare_party(units, index, high)
        if recipient:
            _assign_object(p, recipient)
        if not p.goods and _relative(units, index, low, subject):
            p.goods = _goods_left(units, index, low)
        _assign_subject(p, subject)
    if not p.goods and not (frame.stands_alone and p.exporters and p.importers):
        return None
    return p


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


def _bare_party(units: list[Unit], index: int, high: int) -> list[Unit]:
    """The party right behind a verb without a preposition: sent Pyongyang flour, asked Moscow for oil."""
    for position in range(index + 1, min(index + 5, high)):
        unit = units[position]
        if unit.is_party:
            if unit.prep or (unit.kind == "adjective" and _modifies_good(units, position)):
                return []
            return [] if unit.kind == "pronoun" and unit.text in ("its", "their", "our") else _group(units, unit)
        if unit.kind != "word" or unit.text in PREPOSITIONS:
            return []
    return []


def _assign_subject(p: Proposition, parties: list[Unit]) -> None:
    side = p.frame.subject
    if side == "exporter" and not p.exporters:
        p.exporters = parties
    elif side in ("importer", "holder") and not p.importers:
        p.importers = parties
    elif side == "both":
        p.both = p.both or parties
    elif side == "mover":
        p.both = p.both or []


def _assign_object(p: Proposition, parties: list[Unit]) -> None:
    if p.frame.subject == "exporter" and not p.importers:
        p.importers = parties
    elif p.frame.subject == "importer" and p.frame.good in ("for", "on") and not p.exporters:
        p.exporters = parties


def _read_noun(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> Proposition | None:
    frame = p.frame
    _sides(p, units, low, high, index, importer_prep=("in",) if frame.name in ("sale",) else ())
    p.goods = _noun_goods(p, units, index, high)
    _noun_owner(p, units, index, low, high)
    if frame.subject == "both":
        partners = [u for u in units[index:high] if u.is_party and u.prep == "with"]
        if partners:
            p.both = [*p.both, *_group(units, partners[0])]
            if len({c for u in p.both for c in u.countries}) < 2:
                p.both = [*p.both, *_subject(units, index, low)]
    if not p.goods and not (frame.stands_alone and (frame.subject == "both" or p.exporters or p.importers)):
        return None
    return p


def _noun_goods(p: Proposition, units: list[Unit], index: int, high: int) -> list[Unit]:
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
    wanted = (p.frame.good, "of", "in", "including", "such", "as", "like", "for") if p.frame.good != "of" else ("of", "including", "as", "like")
    for position in range(index + 1, high):
        unit = units[position]
        if unit.kind == "trigger" and _reading_is_finite(units, position) and not (goods and _is_relative_verb(units, position)):
            break
        if unit.kind == "good":
            if p.frame.good == "on" and position - index > 8:
                break
            first = not any(units[k].kind == "good" for k in range(index + 1, position))
            named = any(units[k].text in ("include", "includes", "included", "including") for k in range(index + 1, position))
            if first and named and not goods:
                goods.append(unit)
                continue
            if first and unit.prep in ("of", "in", "for", "on") and not _directly(units, index, position):
                continue
            if (first and (unit.prep in wanted)) or (not first and goods and unit.group in {g.group for g in goods}):
                goods.append(unit)
            elif not first and goods and (unit.prep in ("including", "as", "like") or _resumes(units, position) or unit.group == goods[-1].group):
                goods.append(unit)
    return goods


def _directly(units: list[Unit], index: int, position: int) -> bool:
    """Whether the phrase of the good at `position` hangs on the trade noun: exports (to Japan) of coal."""
    between = units[index + 1 : position]
    head = next((k for k, u in enumerate(between) if u.text in ("of", "in", "for", "on")), len(between))
    return head == 0 or all(u.is_party or u.kind == "date" or u.text in PREPOSITIONS or u.text in ("the", "a", "an", "deal", "deals") for u in between[:head])


def _noun_owner(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """The side that a trade noun belongs to: Chinese imports, Russia's coal exports, imports by Japan; else the subject."""
    owner: list[Unit] = []
    position = index - 1
    while position >= low and (units[position].kind == "good" or (units[position].kind == "word" and units[position].text not in PREPOSITIONS and units[position].kind != "trigger")):
        position -= 1
        if index - position > 5:
            break
    if position >= low and units[position].is_party and index - position <= 5 and _touches(units, position, index):
        owner = _group(units, units[position])
        while position >= 2 and units[position - 1].text in ("-", "and", "/", ",") and units[position - 2].kind == units[position].kind:
            position -= 2
            owner = [*_group(units, units[position]), *owner] if p.frame.subject == "both" else owner
    agents = [u for u in units[index:high] if u.is_party and u.prep == "by"]
    if agents:
        owner = _group(units, agents[0])
    if not owner and p.goods and p.frame.subject in ("exporter", "importer") and not (p.exporters and p.importers):
        owner = _subject(units, index, low)
        p.by_subject = bool(owner)
        made = {c for g in p.goods for c in g.countries}
        if owner and made and p.frame.name != "export" and not made & {c for u in owner for c in u.countries} and not p.importers:
            p.importers, owner = owner, []  # relies on deliveries of Russian oil
        if p.frame.subject == "exporter" and p.exporters or p.frame.subject == "importer" and p.importers:
            owner = []
    if p.frame.subject == "exporter" and not p.exporters:
        p.exporters = owner
    elif p.frame.subject in ("importer", "holder") and not p.importers:
        p.importers = owner
    elif p.frame.subject == "both":
        p.both = [*p.both, *owner]


def _touches(units: list[Unit], position: int, index: int) -> bool:
    """Whether the party at `position` belongs to the noun phrase of the trade noun: an adjective, a possessive or an attribute."""
    between = units[position + 1 : index]
    party = units[position]
    return party.kind == "adjective" or party.possessive or party.kind == "pronoun" or (not between or all(u.kind == "good" for u in between))


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
    return Proposition(p.frame, p.trigger, goods, p.importers, p.exporters, status=p.status, rule=f"{p.rule}:exchange", start=p.start, end=max(p.end, goods[-1].end))


def share_sides(propositions: list[Proposition]) -> None:
    """Hand a side from one trade word to another on the same goods: recalled rations donated by Britain."""
    for p in propositions:
        groups = {g.group for g in p.goods}
        for q in propositions:
            if p is q or not groups & {g.group for g in q.goods}:
                continue
            if not p.exporters and not {id(u) for u in q.exporters} & {id(u) for u in p.importers}:
                p.exporters = q.exporters
            if not p.importers and not {id(u) for u in q.importers} & {id(u) for u in p.exporters}:
                p.importers = q.importers
