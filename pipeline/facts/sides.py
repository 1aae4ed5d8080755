"""Who stands on the two sides of a trade word."""

from __future__ import annotations

from pipeline.facts.grammar import ABSTRACT, CARRIER, PLACE_NOUNS, PREPOSITIONS
from pipeline.facts.propositions import Proposition
from pipeline.facts.readings import takes_over
from pipeline.facts.subjects import list_of, modifies_good
from pipeline.facts.units import Unit
from pipeline.facts.voice import CLAUSE_WORDS
from pipeline.lexicon.trade import load_grammar_words

_TO = ("to", "into", "toward", "towards", "onto")
_FROM = ("from", "out of", "out")
_VIA = ("via", "through", "across", "over", "along")
_PASSING = (*_VIA, *_TO, *_FROM, "at", "in", "on")
_PRODUCED = load_grammar_words()["produced"]
_NEAR = 16  # units between an agent noun and the verb that says who is meant
_TAKES = ("take", "bring", "fetch")
_PAIR = 2
_FAR = 40  # units between an agent noun and the list of who is meant
_IS = ("is", "are", "was", "were", "included", "include", "includes", "including", ":", "be", "remain", "remained")
_POSSESSIVES = ("its", "their", "our")


def fill_sides(p: Proposition, units: list[Unit], low: int, high: int, index: int, *, importer_prep: tuple[str, ...]) -> None:
    """Fill the sides from the prepositions right of the trade word, and from those in front of the clause."""
    closed = False
    seen_at = ("at", "in", "near", "off") if p.frame.subject in ("cargo", "mover", "holder") else ()
    for position in range(low, high):
        unit = units[position]
        if position > index and unit.kind == "trigger" and takes_over(units, index, position) and not _only_comes(p, unit):
            closed = True
        if unit.kind == "passage" and unit.prep in _FROM and position > index and not unit.sides and not closed:
            p.is_total = True  # from the Gulf: from no one country
        if unit.kind == "passage" and unit.prep in _PASSING and not closed:
            p.stops.extend(u for u in list_of(units, unit) if u not in p.stops)
        if not unit.is_party or position == index or not unit.prep or unit.text in _POSSESSIVES:
            continue
        if unit.prep in (*_FROM, *_TO) and _hangs_elsewhere(units, position, index):
            continue
        handed = unit.prep in _TO and position + 1 < len(units) and CARRIER.match(units[position + 1].text)  # to Cuban ships
        if unit.kind == "adjective" and (
            (modifies_good(units, position) and not handed)
            or position + 1 >= len(units)
            or not (units[position + 1].kind == "word" or CARRIER.match(units[position + 1].text))
            or any(u.text in ABSTRACT for u in units[position + 1 : position + 4])
        ):
            continue
        if (closed and unit.prep not in _VIA) or (position < index and _belongs_left(units, position, index, low)):
            continue
        if unit.prep in _FROM and not p.exporters:
            p.exporters = list_of(units, unit)
        elif unit.prep in (*_TO, *importer_prep) and position > index and not p.importers:
            p.importers = list_of(units, unit)
        elif unit.prep == "between":
            p.both = list_of(units, unit)
        if unit.kind == "place" and unit.prep in ("between", *_FROM, *_TO, *_VIA, *seen_at) and position > index - 3:
            p.stops.extend(u for u in list_of(units, unit) if u not in p.stops)


def _only_comes(p: Proposition, unit: Unit) -> bool:
    """Whether a verb behind a trade noun says no more than from where: half of its imports come from Peru."""
    return p.frame.part == "noun" and any(f.name in ("come", "originate") for f in unit.frames)


def _hangs_elsewhere(units: list[Unit], position: int, index: int) -> bool:
    """Whether the phrase of a party hangs on a noun that moves no goods: imports fell under pressure from the West."""
    lead = next((k for k in range(position - 1, index, -1) if units[k].text == units[position].prep), None)
    return lead is not None and units[lead - 1].text in ABSTRACT


def _belongs_left(units: list[Unit], position: int, index: int, low: int) -> bool:
    """Whether something between a left-hand unit and the trade word at `index` has the better claim to it."""
    return any(u.kind == "trigger" for u in units[low:index]) or any(u.is_party and not u.prep for u in units[position + 1 : index])


def bare_party(units: list[Unit], index: int, high: int) -> list[Unit]:
    """The party right behind a verb without a preposition: sent Pyongyang flour, asked Moscow for oil."""
    for position in range(index + 1, min(index + 5, high)):
        unit = units[position]
        if unit.is_party:
            owns = unit.possessive and position + 1 < high and units[position + 1].kind == "good"
            if unit.prep or owns or (unit.kind == "adjective" and modifies_good(units, position)):
                return []
            return [] if unit.kind == "pronoun" and unit.text in ("its", "their", "our") else list_of(units, unit)
        names_kind = unit.text == "of" and units[position - 1].text in PLACE_NOUNS  # reached the port of Mombasa
        if unit.kind != "word" or (unit.text in PREPOSITIONS and not names_kind):
            return []
    return []


def assign_subject(p: Proposition, parties: list[Unit]) -> None:
    """Put the subject of the trade word on its side, unless a preposition has filled it."""
    side = p.frame.subject
    if side == "exporter" and (not p.exporters or (parties and not any(u.countries for u in p.exporters))):
        p.exporters = parties
    elif side in ("importer", "holder") and not p.importers:
        p.importers = parties
    elif side == "both":
        p.both = p.both or parties
    elif side == "mover":
        _assign_mover(p, parties)


def _assign_mover(p: Proposition, parties: list[Unit]) -> None:
    """Who moves goods to another country sends them, who moves them from there gets them."""
    ends = {c for u in (*p.exporters, *p.importers) for c in u.countries}
    theirs = {c for u in parties for c in u.countries}
    if not theirs or theirs & ends:
        return
    if not p.exporters and (p.importers or p.frame.is_illicit):
        p.exporters = parties
    elif (p.exporters or p.frame.name in _TAKES) and not p.importers:
        p.importers = parties  # took rice from Peru, agreed to take Peruvian rice


def assign_object(p: Proposition, parties: list[Unit]) -> None:
    """Put the party right behind the verb on the other side: sent Pyongyang flour, asked Moscow for oil."""
    if p.frame.subject == "exporter" and not p.importers:
        p.importers, p.is_handed = parties, True
    elif p.frame.subject == "importer" and p.frame.good in ("for", "on", "on or for") and not p.exporters:
        p.exporters, p.is_handed = parties, True


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


def own_exporters(goods: list[Unit], units: list[Unit]) -> dict[int, list[Unit]]:
    """By the start of a good, the parties of a *from* right behind it: coal from Russia and rice from Laos."""
    found: dict[int, list[Unit]] = {}
    for index, unit in enumerate(units):
        if unit not in goods or index + 2 >= len(units) or units[index + 1].text != "from":
            continue
        party = next((u for u in units[index + 2 : index + 5] if u.is_party and u.prep == "from"), None)
        if party is not None:
            found[unit.start] = list_of(units, party)
    return found


def gates(units: list[Unit], index: int) -> list[Unit]:
    """The places through which the trade at `index` goes, told before it: Callao, *through which* most of its trade flows."""
    lead = next((k for k in range(index - 1, max(index - _NEAR, 0), -1) if units[k].text in ("which", "where")), 0)
    if lead < _PAIR or units[lead - 1].text not in _VIA:
        return []
    place = next((u for u in units[max(lead - 4, 0) : lead][::-1] if u.kind in ("place", "passage")), None)
    found = list_of(units, place) if place is not None else []
    for unit in found:
        unit.prep = "through"
    return found


def produced_at(goods: list[Unit], units: list[Unit]) -> list[Unit]:
    """Where goods were produced by the participle right behind them: timber felled in Siberia."""
    for index, unit in enumerate(units[:-2]):
        if unit in goods and units[index + 1].text in _PRODUCED and units[index + 2].text in ("in", "at", "near"):
            return [u for u in units[index + 3 : index + 6] if u.kind == "place" and u.countries and u.prep in ("in", "at", "near")][:1]
    return []


def equated_parties(units: list[Unit], index: int, high: int) -> list[Unit]:
    """The parties that the noun at `index` is said to be, figures among them left out: main buyers were Japan (40 pct) and Peru."""
    first = next((k for k in range(index + 1, min(index + _FAR, high)) if units[k].is_party and not units[k].prep), None)
    lead = next((k for k in range(index + 1, min(index + _NEAR, first or index)) if units[k].text in _IS), None)
    if first is None or lead is None or any(u.kind == "trigger" and u.text != "follows" for u in units[lead:first]):
        return []
    found: list[Unit] = []
    for position in range(first, high):
        unit = units[position]
        if unit.is_party and unit.kind in ("place", "actor") and len(unit.countries) < 2:
            if unit.prep and unit.prep != found[-1].prep if found else unit.prep:
                break
            found.append(unit)
        elif unit.kind == "trigger" or unit.text in CLAUSE_WORDS:
            break
    return found
