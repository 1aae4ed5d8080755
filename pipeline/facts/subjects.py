"""Who acts: the subject of a trade verb, or of the phrase that it stands in."""

from __future__ import annotations

from pipeline.facts.grammar import CARRIER, PREPOSITIONS
from pipeline.facts.units import Unit
from pipeline.facts.voice import BE, CLAUSE_WORDS
from pipeline.lexicon.trade import load_grammar_words

_ANYBODY, _CONTROLS, _LETS = (load_grammar_words()[name] for name in ("anybody", "controls", "lets"))
_LEADS = ("about", "of", "with", "by", "on", "to")
_PHRASE = 3  # units that a phrase with a subject of its own takes before its verb
_TOLD = 7  # units between who tells and what is to be done
_TAKES_OBJECT = (" to", " on", " for", " with")
_OBLIQUE = ("its", "their", "our", "us", "each other", "one another", "bilateral", "cross-border", "two-way", "mutual")


def subject_of(units: list[Unit], index: int, low: int, *, of_country: bool = False) -> list[Unit]:
    """The list of parties left of the verb that acts: the nearest that no preposition governs; in the clause, else in the sentence."""
    if (told := who_was_told(units, index)) is not None:
        return told[0]
    if used_for(units, index):
        return []
    if (named := _on_behalf(units, index) or _actor_of_phrase(units, index)) is not None:
        return named
    for bound in (low, 0):
        for position in range(index - 1, bound - 1, -1):
            unit = units[position]
            if of_country and unit.text == "that" and units[position - 1].kind == "word":
                return []  # who said that a consignment came did not send it
            if is_anybody(units, index):
                return []
            if not unit.is_party or unit.prep or (not unit.countries and (of_country or unit.kind == "adjective")):
                continue
            if unit.kind != "actor" and not unit.possessive and modifies_good(units, position):
                continue
            if position and units[position - 1].text.endswith(_TAKES_OBJECT) and any(f.part == "verb" for f in units[position - 1].frames):
                continue  # would turn to Peru and ask
            if unit.kind == "pronoun" and (unit.text in _OBLIQUE or (position and units[position - 1].kind == "trigger")):
                continue
            return _seated(units, position, index) or [u for u in units[:index] if u.group == unit.group and u.is_party]
    return _seated(units, index - 3, index)


def used_for(units: list[Unit], index: int) -> list[Unit]:
    """The places that are used for what a verb says: Callao and Iquique *are used to* import."""
    before = [u.text for u in units[max(index - 4, 0) : index]]
    if before[-2:] != ["used", "to"] or not BE.intersection(before[:-2]):
        return []
    place = next((u for u in reversed(units[:index]) if u.kind == "place" and not u.prep), None)
    return list_of(units, place) if place is not None else []


def _on_behalf(units: list[Unit], index: int) -> list[Unit] | None:
    """The party for whom somebody acts before the verb at `index`: brokers who on behalf of Peru sell, or None."""
    lead = next((k for k in range(index - 1, 0, -1) if units[k].text == "behalf"), None)
    party = next((u for u in units[lead + 1 : lead + 6] if u.is_party and u.prep == "of"), None) if lead is not None else None
    return list_of(units, party) if party is not None and party.start < units[index].start else None


def who_was_told(units: list[Unit], index: int) -> tuple[list[Unit], int] | None:
    """Who acts because another told or helped them to, and where that verb stands: asked *partners in Peru* to send."""
    position = index - 1
    while position >= 0 and units[position].text in ("to", "not", "never", "then", "also", "help"):
        position -= 1
    verb = next((k for k in range(position, max(position - _TOLD, -1), -1) if units[k].text in _CONTROLS), None)
    told = units[verb + 1 : position + 1] if verb is not None else []
    if verb is None or not told or any(u.kind == "mark" or u.text in CLAUSE_WORDS for u in told):
        return None
    if position == index - 1 and units[verb].text not in _LETS:
        return None  # only *help* and *let* take a bare verb
    party = next((u for u in told if u.is_party and u.countries and (not u.prep or u.prep == "in")), None)
    return (list_of(units, party), verb) if party is not None else None


def _actor_of_phrase(units: list[Unit], index: int) -> list[Unit] | None:
    """Who acts in a phrase with its own subject, [] for nobody named, None where the verb has the subject of its clause.

    Claims about Iran selling drones; a plan by Peru to ship ore; tankers helping to ship oil.
    """
    before = units[index - 1] if index else None
    if before is None:
        return None
    if before.kind in ("place", "actor") and units[index].text.endswith("ing") and before.prep in _LEADS:
        return list_of(units, before)
    if before.text != "to" or index < _PHRASE:
        return None
    second, third = units[index - 2], units[index - 3]
    if second.kind in ("place", "actor") and second.prep in ("by", "for"):
        return list_of(units, second)
    helped = second.kind == "word" and second.text.endswith("ing") and third.kind == "word"
    return [] if helped and third.text.endswith("s") and third.text not in BE else None


def is_anybody(units: list[Unit], index: int) -> bool:
    """Whether a relative clause says of nobody in particular that they act: any country that supplies it."""
    lead = next((k for k in range(index - 1, max(index - 5, 0), -1) if units[k].text in ("that", "which", "who")), 0)
    return lead > 1 and units[lead - 2].text in _ANYBODY and not any(u.is_party for u in units[lead:index])


def _seated(units: list[Unit], position: int, index: int) -> list[Unit]:
    """The place that tells of which country a subject without one is: farmers in Ghana sold."""
    if position >= 0 and units[position].countries:
        return []
    following = [u for u in units[max(position, 0) : min(position + 4, index)] if u.kind == "place" and u.prep in ("in", "at")]
    return list_of(units, following[0]) if following else []


def modifies_good(units: list[Unit], position: int) -> bool:
    """Whether the adjective of nationality at `position` stands before a good, as its origin, or before what carries it."""
    reach = 5 if units[position].kind == "adjective" else 2
    for unit in units[position + 1 : position + reach]:
        if unit.kind == "good" or (units[position].kind == "adjective" and CARRIER.match(unit.text)):
            return True
        if unit.kind != "word" or unit.text in PREPOSITIONS:
            return False
    return False


def list_of(units: list[Unit], unit: Unit) -> list[Unit]:
    """The parties and places that stand in one list with `unit`."""
    return [u for u in units if u.group == unit.group and u.kind != "good"]
