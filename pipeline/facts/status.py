"""Did it happen, was it planned, asked for or stopped: the status of a trade word, from the cues around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.facts.units import Unit
from pipeline.lexicon.sources import cached
from pipeline.lexicon.trade import Frame, load_status_cues


@dataclass(frozen=True, slots=True)
class Status:
    """A status of a flow with the words that give it; `line` is the line of the cue in status_cues.csv."""

    value: str = "reported"
    cue: str = ""
    line: int = 0


_LIFTED = re.compile(r"(?:lift|eas|relax|remov|scrap|repeal|waiv|overturn|revok|rescind|loosen)(?:s|e|es|ed|d|ing)? (?:[\w'-]+ ){0,3}$")
_DENIED = re.compile(
    r"(?:refus|declin|fail|reluctan|unwilling|hesitat)\w*(?: to)? $|(?:\bnot|n't|never|yet)(?: to)? $"
    r"|(?:violation|breach|defiance|contravention|spite) of (?:[\w.]+ ){0,4}$"
    rf"|{_LIFTED.pattern}"
    r"|(?:despite|violat\w+|evad\w+|circumvent\w+|skirt\w*|dodg\w+|flout\w+|breach\w*|def(?:y|ies|ied|ying)) (?:[\w.]+ ){0,4}$"
)  # what is refused goes on, and so does what breaks a ban


@cached
def _cues(position: str) -> list[tuple[re.Pattern[str], str, int]]:
    """Compiled cues: before (they run up to the trade word, a few words between), after, and good."""
    gap = {"before": r"(?:[\w'%.,$-]+ ){0,3}$", "good": r"(?:[\w'-]+ )?$", "after": "", "next": ""}[position]
    lead = {"after": "^[^;]{0,60}?", "next": "^ "}.get(position, "")
    return [
        (re.compile(rf"{lead}(?<![\w-])(?P<cue>{cue.pattern})(?![\w-]) ?{gap}"), cue.status, cue.line)
        for cue in load_status_cues()
        if cue.position == position
    ]


@cached
def _any_cue(position: str) -> re.Pattern[str]:
    """One pattern for all cues of a position: where it finds nothing, none of them does."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(cue.pattern for cue in load_status_cues() if cue.position == position)})(?![\w-])")


def find_status(frame: Frame, word: str, before: str, after: str, *, reduced: bool) -> Status:
    """The status of a trade word: its own, or that of the nearest cue in its clause.

    `before` is the clause up to the phrase of the word (coal imports), `after` what follows up to where another trade word takes
    over, both in lower case. A `reduced` clause (flour donated by Japan) tells what happened, whatever the verb around it says.
    """
    if reduced:
        return Status(frame.status or "reported", word if frame.status else "", 0)
    found: list[tuple[int, Status]] = []
    near = before[-90:]
    for pattern, status, line in _cues("before") if _any_cue("before").search(near) else ():
        for match in pattern.finditer(near):
            cue = match["cue"]
            if cue == "no longer" and frame.name in ("need", "require"):
                continue
            found.append((len(near) - match.end("cue"), Status(status, cue, line)))
    for pattern, status, line in _cues("next"):
        behind = pattern.match(after)
        if behind and frame.part == "noun":
            return Status("reported" if status == "blocked" and _DENIED.search(before) else status, behind["cue"], line)
    if found:
        found.sort(key=lambda item: (item[0], item[1].line))
        distance, nearest = found[0]
        lead = before[: len(before) - distance - len(nearest.cue)]
        if nearest.value == "planned" and frame.status == "requested":
            return Status("requested", word, 0)  # would ask for: a request to come is a request
        if nearest.value == "blocked" and _DENIED.search(lead):
            return Status("reported", nearest.cue, nearest.line)
        if nearest.value == "blocked" and (spared := _spared_by(lead, found[1:])):
            return spared
        return nearest
    after = after[:110]
    for pattern, status, line in _cues("after") if _any_cue("after").search(after) else ():
        behind = pattern.search(after)
        if behind and not re.search(r"\b(?:which|who|that|said|but)\b", after[: behind.start("cue")]):
            return Status(status, behind["cue"], line)
    if frame.status == "blocked" and frame.part == "noun" and (lifted := _LIFTED.search(before)):
        return Status("reported", lifted.group().split()[0], 0)  # lifted its ban on
    return Status(frame.status or "reported", word if frame.status else "", 0)


def _spared_by(lead: str, others: list[tuple[int, Status]]) -> Status | None:
    """The cue at the end of `lead` that takes the trade out of a ban (exempt from the embargo on imports), or None."""
    return next((cue for _, cue in others if cue.value == "reported" and re.search(rf"{re.escape(cue.cue)} (?:\w+ )?$", lead)), None)


def find_good_status(good: Unit, plain: str, offset: int) -> Status | None:
    """The status that a cue right before a good gives to it alone (but hardly any coal), or None."""
    before = plain[max(0, good.start - offset - 30) : good.start - offset].lower()
    for pattern, status, line in _cues("good"):
        if match := pattern.search(before):
            return Status(status, match["cue"], line)
    return None
