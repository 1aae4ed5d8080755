"""Where the clause of a trade word ends, and whether its verb stands in the active or the passive."""

from __future__ import annotations

from pipeline.facts.grammar import ALL_GOODS
from pipeline.facts.units import Unit
from pipeline.lexicon.trade import load_grammar_words

CLAUSE_WORDS, BE, _ADVERBS, _PARTICIPLES, _KEEPS = (
    load_grammar_words()[name] for name in ("clause", "be", "adverb", "participle", "keeps")
)


def clause_bounds(units: list[Unit], index: int) -> tuple[int, int]:
    """First and last-but-one position of the clause around the unit at `index`."""
    low, high = 0, len(units)
    for position in range(index - 1, -1, -1):
        if _opens_clause(units, position):
            low = position + 1
            break
    for position in range(index + 1, len(units)):
        if _opens_clause(units, position):
            high = position
            break
    return low, high


def _opens_clause(units: list[Unit], position: int) -> bool:
    """Whether a new clause begins behind the unit: a semicolon, or a conjunction that a subject and a verb follow."""
    word = units[position]
    if word.text == ";":
        return True
    if word.text == "as" and _within_as(units, position):
        return False
    if word.kind != "word" or word.text not in CLAUSE_WORDS:
        return False
    if (
        word.text == "but"
        and position + 1 < len(units)
        and units[position + 1].text in ("hardly", "not", "no", "only", "also", "barely", "few")
    ):
        return False
    if word.text in ("after", "before", "since", "as", "until"):
        following = units[position + 1 : position + 2]
        return bool(following) and not (
            following[0].text.endswith("ing") or following[0].kind in ("date",) or following[0].text[0].isdigit()
        )
    return True


def _within_as(units: list[Unit], position: int) -> bool:
    """Whether an *as* belongs to *as well as*, *as much as*, *as of* and opens no clause."""
    after = units[position + 1].text if position + 1 < len(units) else ""
    before = units[position - 1].text if position else ""
    return after in ("well", "much", "many", "of", "to", "follows") or before in ("well", "much", "many", "such")


def is_passive(units: list[Unit], index: int) -> bool:
    """Whether the verb at `index` stands in the passive: behind a form of be, or as a participle right behind a good."""
    verb = units[index].text.split(" ")[0]
    if verb.endswith("ing") or not _participle(verb):
        return False
    position = index - 1
    while position >= 0 and (
        units[position].text == ")" or (units[position].kind in ("word", "trigger") and _is_adverb(units[position].text))
    ):
        if units[position].text in ("been", "being"):
            return True
        position -= 1
    if position < 0:
        return False
    before = units[position]
    if before.text in BE:
        return True
    if before.text == "," and is_behind_aside(units, position):
        return True
    if before.is_party and units[index + 1 : index + 2] and units[index + 1].text == "with":
        return any(u.text in _KEEPS for u in units[max(index - 6, 0) : index])  # kept the army supplied with shells
    if before.text in ("have", "has", "had", "'ve", "having"):
        return False
    return (
        before.kind == "good" or before.text in ALL_GOODS or (before.text in ("and", "or", ",") and _participle_before(units, position - 1))
    )


def is_behind_aside(units: list[Unit], position: int) -> bool:
    """Whether the comma at `position` closes an aside on a good: cocaine, worth a million, seized in."""
    opening = next((k for k in range(position - 1, max(position - 10, 0), -1) if units[k].text == ","), 0)
    aside = units[opening + 1 : position]
    return opening > 0 and units[opening - 1].kind == "good" and not any(u.is_party or u.kind in ("good", "trigger") for u in aside)


def is_reduced(units: list[Unit], index: int) -> bool:
    """Whether the verb is a participle right behind a good, without a form of be: flour donated by."""
    position = index - 1
    while position >= 0 and (units[position].text == ")" or (units[position].kind == "word" and _is_adverb(units[position].text))):
        position -= 1
    return position >= 0 and units[position].kind == "good" and is_passive(units, index)


def _participle_before(units: list[Unit], position: int) -> bool:
    return position >= 0 and units[position].kind == "trigger" and is_passive(units, position)


def _participle(verb: str) -> bool:
    return verb.endswith(("ed", "en", "wn")) or verb in _PARTICIPLES


def _is_adverb(word: str) -> bool:
    return (word.endswith("ly") and len(word) > len("ly")) or word in _ADVERBS
