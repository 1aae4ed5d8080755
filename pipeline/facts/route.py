"""Routes: by which places and means goods, or what carries them, go from one country to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts.carriers import carrier_legs, freight_legs
from pipeline.facts.legs import Leg, Means, is_stop, nearest_mode
from pipeline.facts.propositions import Proposition
from pipeline.facts.units import Unit
from pipeline.facts.ways import way_legs
from pipeline.lexicon.routes import RouteWord, is_capital, load_route_words

_STATUS = {"reported": "open", "planned": "planned", "requested": "planned", "blocked": "closed"}
_FIGURATIVE = ("come", "go", "originate", "flow", "reach")  # they come from Moscow, the state
_ON_SALE = ("find", "display")  # where goods are sold is no way they go
_PHYSICAL = ("ship", "reship", "re-export", "dispatch", "shipment")  # acts that reach a capital as a town
_THROUGH = re.compile(r"\b(?:via|by|through|along|over)(?: an?| the)?(?: [a-z]+)? $")
_ABOARD = re.compile(r"\b(?:aboard|on|onto|by|in)(?: an?| the| its| their)?(?: [a-z-]+){0,2} $")
_SEIZED = re.compile(r"seiz|intercept|interdict|confiscat|impound|detain|found|discover|foil|thwart")
_VEHICLES = r"(?:boat|ship|sea|trucks?|cars?|lorry|trains?|rail|road|air|planes?|land|river|barge|ferry)"
_BY_LIST = re.compile(rf"\bby ({_VEHICLES}(?:(?:, and|, or|,| and| or) (?:by )?{_VEHICLES})+)")
_CROSSING = ("via", "through", "across", "over")
_CARRIES = re.compile(
    r"(?:,? (?:that|which))?(?: (?:is|was|are|were|will|would|could|can|may|has|have|had|to|be|been|also|now|\w+ly|\w+ed))* $"
)
_NEAR = 45  # characters between an act and the means said of it


def read_legs(units: list[Unit], propositions: list[Proposition], plain: str, offset: int) -> list[Leg]:
    """The ways that a sentence tells: of its trade words, of carriers that move, and of bridges, lines and services."""
    taken = [*(u for u in units if u.kind in ("good", "actor")), *(p.trigger for p in propositions)]
    means = [
        Means(word, start + offset, end + offset)
        for word, start, end in _find_means(plain)
        if word.kind == "move" or not any(u.start < end + offset <= u.end for u in taken)
    ]
    legs = [leg for p in propositions for leg in _of_proposition(p, means, plain, offset)]
    legs.extend(carrier_legs(units, means, plain, offset, legs))
    legs.extend(freight_legs(units, plain, offset, legs))
    legs.extend(way_legs(units, means, plain, offset, legs))
    return legs


def _find_means(plain: str) -> Iterator[tuple[RouteWord, int, int]]:
    pattern, words = load_route_words()
    for match in pattern.finditer(plain.lower()):
        yield words[match[1]], match.start(1), match.end(1)


def _told(means: list[Means], position: int, plain: str, offset: int, *, is_noun: bool) -> bool:
    """Whether a means of transport is said of the very act: by rail, tankers supplied, via pipeline."""
    return any(
        abs(m.start - position) <= _NEAR
        and (
            m.word.kind in ("means", "service")
            or (m.word.kind == "carrier" and (m.end <= position or _ABOARD.search(plain[: m.start - offset])) and not is_noun)
            or (m.word.kind == "way" and (_THROUGH.search(plain[: m.start - offset]) or _carries(m, position, plain, offset)))
        )
        for m in means
        if m.word.mode
    )


def _carries(way: Means, position: int, plain: str, offset: int) -> bool:
    """Whether a way is what the act is said of: a pipeline that would carry gas."""
    return way.end <= position and _CARRIES.match(plain[way.end - offset : position - offset]) is not None


def _of_proposition(p: Proposition, means: list[Means], plain: str, offset: int) -> Iterator[Leg]:
    """The ways of a flow: the places below country level that it leaves, passes or reaches, or its modes."""
    if p.frame.name in _ON_SALE:
        return
    moves = (p.frame.subject in ("mover", "cargo") and p.frame.name not in _FIGURATIVE) or p.frame.name in _PHYSICAL
    stops = [s for s in p.stops if is_stop(s) and (moves or not is_capital(s.text) or s.mention.get("place_kind") == "port")]
    crossed = [s for s in p.stops if s.kind == "place" and s.prep in _CROSSING and s not in stops]
    modes = [p.frame.mode] if p.frame.mode else _listed_modes(plain) or [nearest_mode(means, p.trigger.start, stops)]
    if modes == [""] and p.status.value == "blocked":
        modes = [next((m.word.mode for m in means if m.word.kind == "facility"), "")]
    if not stops and (
        p.frame.subject == "both" or not (p.frame.mode or _told(means, p.trigger.start, plain, offset, is_noun=p.frame.part == "noun"))
    ):
        return
    for mode in modes:
        if stops or mode:
            rule = f"route:{p.rule}"
            yield Leg(p.exporters, p.importers, p.both, stops, crossed, mode, _status(p), rule, p.trigger.text, p.start, p.end, p)


def _status(p: Proposition) -> str:
    """The way of goods that were seized under way is open: they came so far."""
    return "open" if p.frame.is_illicit or _SEIZED.search(p.status.cue) else _STATUS[p.status.value]


def _listed_modes(plain: str) -> list[str]:
    """The modes of *by boat, truck and train*, where there are several."""
    _, words = load_route_words()
    match = _BY_LIST.search(plain.lower())
    if match is None:
        return []
    named = [words[key].mode for word in re.findall(r"[a-z]+", match[1]) if (key := word if word in words else f"by {word}") in words]
    return list(dict.fromkeys(mode for mode in named if mode))
