"""Who stands on a side that a clause leaves open: each country of the document, nobody in particular, or no flow at all.

A conditional logit: the signs of each answer (standing.py) are weighed, and the flow of the greatest sum is taken, if it is sure enough;
its share of all is how sure it is. What the rules of corridors.py propose is one sign among the others. The weights were fitted on
annotated texts (tests/fit_sides.py) and stand in side_weights.csv, so that each can be read; `explain` shows the answers that lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import product
from math import exp

from pipeline.facts.discourse import Discourse
from pipeline.facts.propositions import Proposition
from pipeline.facts.standing import country_signs, open_signs, silence_signs
from pipeline.lexicon.trade import load_side_weights

Corridor = tuple[str | None, str | None]
Sign = tuple[str, str]  # the name, and what it is of: exporter, importer or flow
_OPENERS = 6  # countries that are tried on both sides where neither is known
_SURE = 0.38  # share from which a flow is told,
_LIKELIER = 1.15  # or as how many times as likely as no flow; measured on the folders left out of a fit
_LATELY = 3  # sentences


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to fill the open sides; `corridor` is None for no flow at all, `share` of all answers by weight."""

    corridor: Corridor | None
    signs: tuple[Sign, ...]
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say: the corridors that they propose, and why the open side is to stay open, by name."""

    corridors: list[Corridor]
    bindings: list[str]
    is_directed: bool  # the clause says from where, to where or through where


@dataclass(frozen=True, slots=True)
class Question:
    """An open side with its answers, the surest first, as it was put."""

    document_id: str
    proposition: Proposition
    answers: tuple[Answer, ...]


_watched: ContextVar[list[Question] | None] = ContextVar("_watched", default=None)


@contextmanager
def watch() -> Iterator[list[Question]]:
    """The questions put in the block, in their order."""
    questions: list[Question] = []
    token = _watched.set(questions)
    try:
        yield questions
    finally:
        _watched.reset(token)


def answer(p: Proposition, discourse: Discourse, exporter: str | None, importer: str | None, ruled: Ruling) -> Answer:
    """The best answer where at least one of `exporter` and `importer` is None; `ruled` is what the rules propose."""
    weights = load_side_weights()
    options = [(corridor, tuple(signs)) for corridor, signs in _options(p, discourse, exporter, importer, ruled)]
    sums = [sum(weights.get(sign, 0.0) for sign in signs) for _, signs in options]
    top = max(sums)
    odds = [exp(total - top) for total in sums]
    ranked = sorted(
        (Answer(corridor, signs, odd / sum(odds)) for (corridor, signs), odd in zip(options, odds, strict=True)), key=lambda a: -a.share
    )
    if (questions := _watched.get()) is not None:
        questions.append(Question(discourse.document_id, p, tuple(ranked)))
    return choose(ranked)


def choose(answers: Sequence[Answer]) -> Answer:
    """The likeliest flow where it is likely enough, else none; `answers` come with the surest first."""
    silent = next(a for a in answers if a.corridor is None)
    best = next((a for a in answers if a.corridor is not None), silent)
    return best if best.share >= min(_SURE, _LIKELIER * silent.share) else silent


def _options(
    p: Proposition, discourse: Discourse, exporter: str | None, importer: str | None, ruled: Ruling
) -> Iterator[tuple[Corridor | None, list[Sign]]]:
    """Each answer with its signs: no flow, and each pair of countries that could face each other, the open side among them."""
    known = exporter or importer
    yield None, [(name, "flow") for name in silence_signs(p, discourse, known, is_ruled_out=not ruled.corridors)]
    ranked = [country for country in discourse.ranked() if country != known]
    countries: list[str | None] = [None, *ranked[: None if known else _OPENERS]]
    sellers = {a: [] if exporter else _signs(p, discourse, "exporter", a, importer, ruled) for a in ([exporter] if exporter else countries)}
    buyers = {b: [] if importer else _signs(p, discourse, "importer", b, exporter, ruled) for b in ([importer] if importer else countries)}
    is_at_home = not (p.frame.is_foreign or ruled.is_directed)  # given, sold or bought: at home, unless two countries are told
    for a, b in product(sellers, buyers):
        if a != b and not (is_at_home and None in (a, b)):
            yield (a, b), [*sellers[a], *buyers[b], *_pair_signs(discourse, (a, b), known, ruled)]


def _signs(p: Proposition, discourse: Discourse, side: str, country: str | None, known: str | None, ruled: Ruling) -> list[Sign]:
    if country is None:
        names = list(open_signs(p, discourse, known, ruled.bindings, is_directed=ruled.is_directed))
    else:
        names = list(country_signs(p, discourse, side, country, known))
    if any(corridor[side == "importer"] == country for corridor in ruled.corridors):
        spread = "two countries" if discourse.is_bilateral else "many countries"
        names += ["rule", f"rule:{p.frame.part}", f"rule:{p.basis}, {spread}"]
    return [(name, side) for name in names]


def _pair_signs(discourse: Discourse, corridor: Corridor, known: str | None, ruled: Ruling) -> Iterator[Sign]:
    if corridor in ruled.corridors:
        yield "rule:both sides", "flow"
    if known:
        return
    exporter, importer = corridor
    yield "two open sides", "flow"
    if exporter and importer:
        if discourse.has_told(exporter, importer):
            yield "two open sides:told", "flow"
        if discourse.has_told(importer, exporter):
            yield "two open sides:told the other way", "flow"
        if discourse.last_pair(_LATELY) == corridor:
            yield "two open sides:told lately", "flow"
