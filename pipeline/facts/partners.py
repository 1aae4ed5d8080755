"""Who the buyers, suppliers and destinations are said to be, and the two sides of a contract."""

from __future__ import annotations

from dataclasses import replace

from pipeline.facts.grammar import POSSESSIVES
from pipeline.facts.propositions import Proposition
from pipeline.facts.subjects import list_of, subject_of
from pipeline.facts.units import Unit
from pipeline.lexicon.trade import load_grammar_words

_SELLING = load_grammar_words()["selling"]
AGENTS = ("buyer", "importer", "supplier", "exporter", "destination")  # frames of agent nouns


def read_partners(p: Proposition, units: list[Unit], index: int, low: int, partners: list[Unit]) -> Proposition | None:
    """Read who the buyers, suppliers or destinations are: its main suppliers were A and B; the other side is their owner, or of the
    trade told before."""
    owner = [u for u in units[low:index] if u.possessive or u.text in POSSESSIVES][-1:]
    before = p.spoken_of
    if not p.goods and before is not None:
        p.goods = before.goods
    if not owner and before is not None:
        owner = before.importers if p.frame.subject == "exporter" else before.exporters
    p.exporters, p.importers = (partners, owner) if p.frame.subject == "exporter" else (owner, partners)
    p.rule += ":named"
    return p if p.goods else None


def by_partner(p: Proposition, units: list[Unit]) -> list[Proposition]:
    """A list of partners that gives each its own goods, as one proposition each: Japan with 300 tonnes of ore, Peru 200 of coal."""
    partners = p.exporters if p.frame.subject == "exporter" else p.importers
    if not p.rule.endswith(":named"):
        return [p]
    found = []
    for partner, following in zip(partners, [*partners[1:], None], strict=True):
        stop = following.start if following is not None else units[-1].end
        goods = [u for u in units if u.kind == "good" and partner.end <= u.start < stop]
        part = replace(p, goods=goods or p.goods, end=max(p.end, *(g.end for g in goods), partner.end))
        if p.frame.subject == "exporter":
            part.exporters = [partner]
        else:
            part.importers = [partner]
        found.append(part)
    return found if any(part.goods is not p.goods for part in found) else [p]


def contracted(p: Proposition, units: list[Unit], index: int, high: int) -> bool:
    """Read a contract: *with* the other side, *for* goods; a sales contract is the seller's. False where it names no other side."""
    other = next((u for u in units[index + 1 : high] if u.is_party and u.prep == "with"), None)
    if other is None or not p.goods:
        return False
    if index > 0 and units[index - 1].text in _SELLING:
        p.exporters, p.importers = subject_of(units, index, 0, of_country=True), list_of(units, other)
    else:
        p.exporters = list_of(units, other)
    return True
