"""Which preposition governs a unit, and which units are equals of one list."""

from __future__ import annotations

import re

from pipeline.facts.units import Unit
from pipeline.lexicon.trade import load_grammar_words

_WORDS = load_grammar_words()
PREPOSITIONS = _WORDS["preposition"]
_DETERMINERS, PLACE_NOUNS, _MEASURES = _WORDS["determiner"], _WORDS["place_noun"], _WORDS["measure"]
_JOINS, _PARTY_JOINS = _WORDS["join"], _WORDS["party_join"]
_LIST_WORDS = _JOINS | _WORDS["list_filler"]
_LOCATING, _DIRECTING = _WORDS["locating"], _WORDS["directing"]
_TO_LEADS, ATTRIBUTIVE, ABSTRACT, TOTAL = (_WORDS[name] for name in ("to_lead", "attributive", "abstract", "total"))
_CLAUSE_WORDS, _BE = _WORDS["clause"], _WORDS["be"]
ALL_GOODS, HOLDERS = _WORDS["all_goods"], _WORDS["holder"]
IN_RETURN = r"\bin (?:return|exchange)\b"
CARRIER = re.compile(
    r"(?:super)?(?:ship|vessel|tanker|freighter|boat|train|truck|lorr|plane|carrier|trawler|convoy|barge|ferry|ferrie|wagon)\w*$"
)
SHARES = re.compile(r"account(?:s|ed|ing)?$|constitut|represent(?:s|ed|ing)?$|compris|dominat|mak(?:e|es|ing)$|made$")
POSSESSIVES = ("its", "their", "our", "his", "her")
_ARTICLES = ("the", "a", "an", "this", "these", "those")
_OPENERS = (*_ARTICLES, *POSSESSIVES)  # of a noun phrase, never of an infinitive
_BOUND = re.compile(r"(?:bound|destined|intended|headed|meant|heading)(?: \w+)?$")
_PAIR = 2
_ADJECTIVE = re.compile(r".+(?:ern|al|ous|ic|ive|ful|less|ed|an|ese|ary|able|ible|ish|most|ing|ent|ant|y)$")


def govern(units: list[Unit]) -> None:
    """Fill `prep` and `group` of every mention unit, left to right, so that a list hands its preposition on."""
    group = 0
    for index, unit in enumerate(units):
        if unit.kind in ("word", "mark", "trigger", "date", "quantity"):
            continue
        if (name := _named_more_exactly(units, index)) is not None:
            unit.prep, unit.group = name.prep, name.group
            continue
        equal = _equal_before(units, index)
        if equal is not None:
            unit.prep, unit.group = equal.prep, equal.group
            continue
        unit.prep, unit.group = _reaching(units, index), group
        group += 1


def _named_more_exactly(units: list[Unit], index: int) -> Unit | None:
    """The place that a country behind it only names more exactly: Beira in Mozambique."""
    if index < 2 or units[index].kind != "place" or units[index - 1].text != "in":
        return None
    before = units[index - 2]
    return before if before.kind == "place" and before.countries == units[index].countries else None


def _equal_before(units: list[Unit], index: int) -> Unit | None:
    """The unit just before in the same list, if a list it is."""
    unit = units[index]
    if unit.kind == "adjective":
        return None
    joined = ""
    for back in range(index - 1, max(index - 14, -1), -1):
        other = units[back]
        if other.kind in ("quantity", "adjective") and unit.kind == "good":
            continue
        if other.kind == "adjective" and unit.kind == "place" and other.countries == unit.countries:
            continue
        if other.kind == unit.kind or (other.is_party and unit.is_party and other.kind != "adjective"):
            if not joined or (joined == "," and other.kind != unit.kind):
                return None
            return other
        if other.text == "(" and units[back + 1].text[0].isdigit():
            continue
        if _joins(other.text, unit):
            joined = other.text if other.text in _JOINS and joined in ("", ",") else joined
            continue
        if unit.is_party and other.text in ("a", "an"):
            return None  # from Peru, a Chilean broker said
        if other.text in _DETERMINERS or other.text in _MEASURES or other.text[0].isdigit() or other.text in "$\x10\x11\x12\x13":
            continue
        if other.text == ")" and units[back - 1].text[0].isdigit():
            continue  # a figure of the year before: beef 26,945 (20,096), veal
        if unit.kind == "good" and _within_list(units, back):
            continue
        names_kind = other.text == "of" and units[back - 1].text in PLACE_NOUNS  # Dubai and the Iranian port of Bandar Abbas
        if unit.is_party and (other.text in PLACE_NOUNS or names_kind):
            continue
        return None
    return None


def _joins(word: str, unit: Unit) -> bool:
    """Whether a word may stand between two equals: more of them between goods (including, such as) than between parties."""
    return word in _LIST_WORDS if unit.kind == "good" else word in _PARTY_JOINS


def _within_list(units: list[Unit], back: int) -> bool:
    """Whether the word at `back` belongs to a phrase of a list of goods: a measure's *of*, or a word before a head."""
    word = units[back]
    if word.text in ("of", "in", "for"):
        return _measures(units, back)
    return word.kind == "word" and word.text not in PREPOSITIONS and word.text not in _CLAUSE_WORDS and _fills(word.text)


def _measures(units: list[Unit], index: int) -> bool:
    """Whether the word before `of` or `in` measures: tons of, thousands of gallons of, $3 million in."""
    before = units[index - 1] if index else None
    return before is not None and (before.kind == "quantity" or before.text in _MEASURES or before.text[0].isdigit())


def is_measured(units: list[Unit], index: int) -> bool:
    """Whether a measure stands right before the good at `index`: 300 tonnes of."""
    return index > 1 and units[index - 1].text == "of" and _measures(units, index - 1)


def _fills(word: str) -> bool:
    """Whether an unknown word may stand inside a noun phrase before its head."""
    return word not in _BE and word not in ("that", "which", "who", "has", "have", "had", "will", "would", "can", "could", "to", "not")


def _reaching(units: list[Unit], index: int) -> str:
    """The governing preposition, seen through a place within a phrase: from mines in X, to buyers in Y."""
    prep, at = _preposition(units, index)
    if prep not in _LOCATING:
        return prep
    position = at - 1
    while position >= max(at - 5, 0):
        word = units[position]
        if word.kind == "actor" and word.prep in _DIRECTING and word.countries in ((), units[index].countries):
            return word.prep
        if word.text in _DIRECTING and (word.text != "to" or _leads_to(units, position, at)):
            return word.text
        if word.kind == "trigger" and word.text.endswith("ed"):
            position -= 1  # to armed groups in
            continue
        if word.text not in POSSESSIVES and (word.kind not in ("word", "adjective") or word.text in _CLAUSE_WORDS or not _fills(word.text)):
            return prep
        if word.text in PREPOSITIONS:
            return prep
        position -= 1
    return prep


def _leads_to(units: list[Unit], position: int, at: int) -> bool:
    """Whether the *to* at `position` leads to a place within the phrase, not to a verb or on to what carries: to a depot in."""
    nominal = units[position + 1].text in _OPENERS or _noun_phrase(units, position + 1, at) or _is_plural(units[position + 1 : at])
    return nominal and units[position - 1].text != "on" and not any(CARRIER.match(u.text) for u in units[position + 1 : at])


def _is_plural(phrase: list[Unit]) -> bool:
    """Whether a phrase without an article is a noun in the plural, an adjective before it at most: to *armed groups* in Yemen."""
    if not phrase:
        return False
    *before, head = phrase
    plural = head.kind == "word" and head.text.endswith("s") and not head.text.endswith("ss")
    return plural and len(before) < _PAIR and all(_ADJECTIVE.match(u.text) for u in before)


def _preposition(units: list[Unit], index: int) -> tuple[str, int]:
    """The preposition that governs the unit at `index`, or '', and where it stands."""
    position = index - 1
    unknown = 0
    opened = False  # an article was passed: the noun phrase begins here
    while position >= 0:
        word = units[position]
        if word.kind in ("good", "place", "actor", "pronoun"):
            if _belongs(units, position, index):
                position -= 1
                continue
            return "", position
        if (word.text == "that" and units[index].kind in ("place", "actor")) or word.kind == "date":
            return "", position
        if (
            word.kind == "adjective"
            or word.kind == "quantity"
            or word.text in _DETERMINERS
            or word.text in _MEASURES
            or word.text[0].isdigit()
            or word.kind == "passage"
        ):
            opened = opened or word.text in _ARTICLES
            position -= 1
            continue
        if word.text == "of" and position and units[position - 1].text == "out":
            return "out of", position
        if word.text == "of":
            head = units[position - 1] if position else None
            if (
                head is not None
                and head.kind == "word"
                and (head.text in PLACE_NOUNS or (units[index].kind == "good" and _measures(units, position)))
            ):
                position -= 2
                opened = False
                continue
            return "of", position
        if word.text == "for" and _BOUND.search(" ".join(u.text for u in units[max(position - 2, 0) : position])):
            return "to", position
        if word.text in ("at", "about", "around", "over", "up") and _counts(units[position + 1]):
            position -= 1
            continue
        if word.text in PREPOSITIONS:
            if word.text == "to" and position and (_counts_to(units, position) or units[position - 1].text == "up"):
                position -= 1
                continue
            if word.text == "to" and position and units[position - 1].text in _TO_LEADS:
                return "per", position
            if word.text == "to" and unknown and not _noun_phrase(units, position + 1, index):
                return "", position
            return word.text, position
        if opened or word.kind in ("mark", "trigger", "date") or word.text in _CLAUSE_WORDS or not _fills(word.text):
            if word.text in ('"', "'", "-") and not opened:
                position -= 1
                continue
            return "", position
        if word.text not in PLACE_NOUNS:
            unknown += 1
            if unknown > 3:
                return "", position
        position -= 1
    return "", position


def _belongs(units: list[Unit], position: int, index: int) -> bool:
    """Whether the mention at `position` only says whose the one at `index` is: Russian *oil*, its *salt*, Peru's port of *Callao*."""
    owner, owned = units[position], units[index]
    if owned.kind == "good":
        return owner.possessive or owner.text in POSSESSIVES or (owner.kind == "place" and position == index - 1)
    between = units[position + 1 : index]
    leads = all(u.kind in ("word", "passage", "adjective") for u in between) and any(u.text in PLACE_NOUNS for u in between)
    return owned.kind == owner.kind == "place" and owner.possessive and (not between or leads)


def _counts_to(units: list[Unit], position: int) -> bool:
    """Whether a *to* stands between two numbers: six to seven."""
    after = units[position + 1]
    before = units[position - 1]
    return all(u.text in _MEASURES or u.text[0].isdigit() for u in (before, after))


def _counts(unit: Unit) -> bool:
    """Whether a unit opens a count: 300, least, most, quantities."""
    return unit.kind == "quantity" or unit.text[0].isdigit() or unit.text in ("least", "most", "to", "half", "$")


def _noun_phrase(units: list[Unit], start: int, end: int) -> bool:
    """Whether the words between a `to` and a mention read as adjectives, not as an infinitive."""
    return all(u.kind != "word" or u.text in _DETERMINERS or u.text in PLACE_NOUNS or _ADJECTIVE.match(u.text) for u in units[start:end])
