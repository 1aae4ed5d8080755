"""How a country stands where a clause leaves a side open: the signs for and against it, each by name (weights: side_weights.csv)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.facts.discourse import Discourse, ware_of
from pipeline.facts.propositions import Proposition
from pipeline.facts.units import Unit

OTHER = {"exporter": "importer", "importer": "exporter"}
_PREPOSITIONS = ("", "against", "at", "between", "by", "for", "from", "in", "into", "of", "on", "to", "with")
_MANY = 5  # countries of a document, from where on their number says no more
_RANKS = 3  # as for its place in the order of mentions


def country_signs(p: Proposition, discourse: Discourse, side: str, country: str, known: str | None) -> Iterator[str]:
    """Signs of `country` as the exporter or importer (`side`) of a trade word; `known` stands on the other side, or nobody."""
    if here := discourse.units_of(country):
        yield from _in_the_sentence(p, discourse, country, known)
        yield from _in_its_words(discourse, here)
    else:
        yield discourse.last_named(country)
    yield from _in_the_document(discourse, country, known)
    yield from _told_before(p, discourse, side, country, known)
    if any(country in unit.countries for unit in p.stops):
        yield "passed"


def _in_the_sentence(p: Proposition, discourse: Discourse, country: str, known: str | None) -> Iterator[str]:
    yield "here"
    yield f"here:{p.frame.part}"
    if country in discourse.here():
        yield "party"
        if not any(other not in (country, known) for other in discourse.here()):
            yield "only party"
    if discourse.acts(country):
        yield "acts"
    if any(country in good.countries for good in p.goods):
        yield "makes it"


def _in_its_words(discourse: Discourse, here: list[Unit]) -> Iterator[str]:
    for prep in sorted({unit.prep for unit in here}):
        if prep in _PREPOSITIONS:
            yield f"preposition:{prep}"
    if any(unit.possessive for unit in here):
        yield "possessive"
    for kind in ("adjective", "actor"):
        if all(unit.kind == kind for unit in here):
            yield f"only as {kind}"
    if all(discourse.watches(unit) for unit in here):
        yield "watches"


def _in_the_document(discourse: Discourse, country: str, known: str | None) -> Iterator[str]:
    others = [other for other in discourse.ranked() if other not in (country, known)]
    if not others:
        yield "only other"
    elif discourse.named(country) > discourse.named(others[0]):
        yield "first of the others"
        if discourse.stands_out(country, others[0]):
            yield "stands out"
    before = sum(discourse.named(other) > discourse.named(country) for other in discourse.ranked())
    yield f"rank:{min(before, _RANKS)}"
    if discourse.named(country) == 1:
        yield "named once"
    if discourse.opens_with(country):
        yield "in the first sentence"


def _told_before(p: Proposition, discourse: Discourse, side: str, country: str, known: str | None) -> Iterator[str]:
    if known:
        pair = (country, known) if side == "exporter" else (known, country)
        if discourse.has_told(*pair):
            yield "told"
        if discourse.has_told(*pair[::-1]):
            yield "told the other way"
    if discourse.has_told_of(country, side):
        yield "told of on this side"
    if discourse.has_told_of(country, OTHER[side]):
        yield "told of on the other side"
    yield from discourse.trades_in(country, ware_of(p.goods[0]) if p.goods else "")
    last = discourse.last_pair()
    if last and country in last:
        yield "last told" if last[side == "importer"] == country else "last told on the other side"


def open_signs(p: Proposition, discourse: Discourse, known: str | None, bindings: list[str], *, is_directed: bool) -> Iterator[str]:
    """Signs of a side that stays open; `bindings` are the reasons of grammar for it (corridors.py)."""
    yield "open"
    yield f"open:{p.frame.part}"
    yield f"open:{p.frame.subject}"
    yield f"open:{p.status.value}"
    yield "open:two countries" if discourse.is_bilateral else "open:many countries"
    yield f"open:{min(len(discourse.ranked()), _MANY)} countries"
    yield "open:one side known" if known else "open:no side known"
    if p.frame.is_weak:
        yield "open:weak word"
    if not p.goods:
        yield "open:no good"
    if is_directed:
        yield "open:directed"
    if not p.frame.is_foreign:
        yield "open:home word"
    if known and discourse.main() == known:
        yield "open:known is main"
    if bindings:
        yield "open:bound"
    for reason in bindings:
        yield f"open:{reason}"


def silence_signs(p: Proposition, discourse: Discourse, known: str | None, *, is_ruled_out: bool) -> Iterator[str]:
    """Signs that a trade word tells no flow at all."""
    yield "none"
    yield f"none:{p.frame.part}"
    yield f"none:{p.frame.subject}"
    yield f"none:{p.status.value}"
    yield "none:ruled out" if is_ruled_out else "none:ruled in"
    yield "none:one side known" if known else "none:no side known"
    if p.frame.is_weak:
        yield "none:weak word"
    if not p.frame.is_foreign:
        yield "none:home word"
    if not p.goods:
        yield "none:no good"
    if not discourse.is_on_trade:
        yield "none:no foreign trade told"
    if discourse.is_domestic:
        yield "none:one country"
    if p.rule.endswith("passive"):
        yield "none:passive"
    if p.is_ambiguous:
        yield "none:two readings"
    if len(discourse.ranked()) >= _MANY:
        yield "none:many countries"
    if p.basis == "context":
        yield "none:sides around"
