"""How a trade word is to be read where it stands: as a noun or a verb, and how far it speaks."""

from __future__ import annotations

from pipeline.facts.grammar import PREPOSITIONS
from pipeline.facts.units import Unit
from pipeline.facts.voice import is_passive
from pipeline.lexicon.trade import Frame, load_grammar_words

_ABLE = load_grammar_words()["able"]
_CURRENCIES = "$\x10\x11\x12\x13"  # as the working copy has them: see plain.py


def speaks_until(units: list[Unit], index: int, high: int) -> int:
    """Where the next trade word begins to speak for itself, behind the one at `index`."""
    for position in range(index + 1, high):
        if units[position].kind == "trigger" and takes_over(units, index, position) and not is_passive(units, position):
            return units[position].start
    return units[high - 1].end


def reading(units: list[Unit], index: int) -> Frame | None:
    """The frame of the trade word at `index`: as a noun or as a verb, by what stands beside it."""
    unit = units[index]
    nouns = [f for f in unit.frames if f.part == "noun"]
    verbs = [f for f in unit.frames if f.part == "verb"]
    if index > 1 and units[index - 1].text == "of" and units[index - 2].text in _ABLE:
        return None  # missiles capable of reaching
    if not nouns and (_is_plain_noun(units, index) or _is_attribute(units, index)):
        return None
    if not (nouns and verbs):
        return unit.frames[0]
    return nouns[0] if _is_noun(units, index) else verbs[0]


def _is_noun(units: list[Unit], index: int) -> bool:
    before = units[index - 1] if index else None
    after = units[index + 1] if index + 1 < len(units) else None
    if after is not None and after.text == "of":
        return True
    if units[index].text.endswith("ing") and after is not None and after.kind in ("good", "adjective", "quantity"):
        return False
    if before is None:
        return after is None or after.kind != "good"
    if before.text in (
        "to",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "should",
        "must",
        "not",
        "n't",
        "cannot",
        "they",
        "we",
        "it",
        "who",
        "that",
        "which",
        "also",
    ):
        return False
    if before.kind == "trigger" and before.text in ("help", "resume", "expand"):
        return True
    if before.text in ("and", "or") and after is not None and after.kind in ("good", "adjective") and not units[index].text.endswith("s"):
        return False  # import oil and export coal
    if (
        before.kind == "good"
        and after is not None
        and after.kind == "good"
        and before.text.endswith("s")
        and not units[index].text.endswith("s")
    ):
        return False  # ships import grain
    if before.kind in ("good", "adjective") or before.possessive or before.text in PREPOSITIONS:
        return True
    if before.kind in ("place", "actor", "pronoun"):
        if before.kind == "pronoun" and before.text in ("its", "their", "our", "bilateral", "cross-border", "two-way", "mutual"):
            return True
        following = after is not None and (
            after.kind in ("good", "adjective", "quantity")
            or after.text[0].isdigit()
            or after.text[0] in _CURRENCIES
            or after.text.endswith("ly")
            or after.text in ("more", "most", "some", "large")
        )
        return not following and not (before.kind == "actor" and after is not None and after.text in ("its", "their", "the", "a"))
    return not (
        after is not None and after.kind in ("good", "adjective", "quantity") and before.kind == "word" and before.text.endswith("s")
    )


def _is_plain_noun(units: list[Unit], index: int) -> bool:
    """Whether a word known as a verb alone stands as a noun: the recall of, a return to."""
    before = units[index - 1] if index else None
    after = units[index + 1] if index + 1 < len(units) else None
    if units[index].text.endswith(("ed", "ing")):
        return False
    text = units[index].text
    if text == "head" and before is not None and (before.kind == "quantity" or before.text[0].isdigit()):
        return True  # 5,000 head of cattle
    if before is not None and before.kind == "good" and " " not in text and text in {f.name for f in units[index].frames}:
        return True  # a wagon ferry
    return (after is not None and after.text == "of") or (
        before is not None and before.text in ("the", "a", "an", "this", "that", "its", "their", "no")
    )


def _is_attribute(units: list[Unit], index: int) -> bool:
    """Whether a participle only says which of a noun behind it: to *armed* groups."""
    before, after = units[index - 1] if index else None, units[index + 1] if index + 1 < len(units) else None
    if before is None or after is None or not units[index].text.endswith("ed") or before.text not in PREPOSITIONS:
        return False
    return after.kind == "word" and after.text not in PREPOSITIONS and after.text.endswith("s")


def takes_over(units: list[Unit], index: int, position: int) -> bool:
    """Whether a trade word right of another claims what follows it: a verb does, and a noun that opens a phrase of its own."""
    if reading(units, position) is None:
        return False
    if not is_noun_only(units, position):
        return True
    before = units[position - 1]
    return before.kind in ("good", "adjective") or before.text in ("and", ",") or before.possessive


def is_noun_only(units: list[Unit], position: int) -> bool:
    """Whether the trade word at `position` reads as a noun, or as no trade word at all."""
    frame = reading(units, position)
    return frame is None or frame.part == "noun"


def is_finite(units: list[Unit], position: int) -> bool:
    """Whether the trade word at `position` reads as a verb in the active voice."""
    return not is_noun_only(units, position) and not is_passive(units, position)
