"""Whose trade a trade noun tells of: Chinese imports, Russia's coal exports, imports by Japan, half of Peru's sales."""

from __future__ import annotations

from pipeline.facts.grammar import PREPOSITIONS, SHARES
from pipeline.facts.propositions import Proposition
from pipeline.facts.subjects import list_of, subject_of
from pipeline.facts.units import Unit
from pipeline.lexicon.trade import load_grammar_words

_IMPOSES, _MEETS = (load_grammar_words()[name] for name in ("imposes", "meets_imports"))


def noun_owner(p: Proposition, units: list[Unit], index: int, low: int, high: int) -> None:
    """The side that a trade noun belongs to: Chinese imports, Russia's coal exports, imports by Japan; else the subject."""
    owner: list[Unit] = []
    position = index - 1
    while position >= low and (
        units[position].kind == "good" or (units[position].kind == "word" and units[position].text not in PREPOSITIONS)
    ):
        position -= 1
        if index - position > 5:
            break
    if position >= low and units[position].is_party and index - position <= 5 and _touches(units, position, index):
        owner = list_of(units, units[position])
        while position >= 2 and units[position - 1].text in ("-", "and", "/", ",") and units[position - 2].kind == units[position].kind:
            position -= 2
            owner = [*list_of(units, units[position]), *owner] if p.frame.subject == "both" else owner
        bare = units[position].kind != "pronoun" and not units[position].possessive
        if p.frame.name == "import" and bare and not p.exporters and units[position].kind == "adjective" and _are_of(units, position):
            p.exporters, owner = owner, []
        elif p.frame.subject == "importer" and units[index - 1].kind == "good" and bare and not p.exporters:
            owner = _buyer_of_origin(p, owner, subject_of(units, position, low))
    agents = [u for u in units[index:high] if u.is_party and u.prep == "by"]
    if agents:
        owner = list_of(units, agents[0])
    if p.frame.status == "requested" and p.exporters and not owner and index + 1 < high and units[index + 1].text == "from":
        p.exporters, owner = [], p.exporters  # orders from China: China asks
    if p.frame.name in ("buyer", "supplier") and owner and owner[-1].possessive and not agents:
        _serves(p, owner, subject_of(units, units.index(owner[0]), low))
        return
    _share_holder(p, owner, units, index, low)
    if owner and owner[-1].possessive:
        owner = [*owner, *_owners_of_shares(units, index, high)]
    led = any(u.prep for u in (*p.exporters, *p.importers))
    if not owner and p.goods and p.frame.subject == "holder" and any(u.text in _IMPOSES for u in units[max(index - 6, 0) : index]):
        owner = subject_of(units, index, low, of_country=True)
    if not owner and (p.goods or led) and p.frame.subject in ("exporter", "importer") and not (p.exporters and p.importers):
        owner = subject_of(units, index, low, of_country=True)
        p.by_subject = bool(owner)
        made = {c for g in p.goods for c in g.countries}
        if owner and made and p.frame.name != "export" and not made & {c for u in owner for c in u.countries} and not p.importers:
            p.importers, owner = owner, []  # relies on deliveries of Russian oil
        if (p.frame.subject == "exporter" and p.exporters) or (p.frame.subject == "importer" and p.importers):
            owner = []
    if p.frame.subject == "exporter" and not p.exporters:
        p.exporters = owner
    elif p.frame.subject in ("importer", "holder") and not p.importers:
        p.importers = owner
    elif p.frame.subject == "both":
        p.both = [*p.both, *owner]


def _are_of(units: list[Unit], position: int) -> bool:
    """Whether imports with an adjective are from that country, by what is done with them: tariffs on *Peruvian* imports, purchases of."""
    lead = units[max(position - 3, 0) : position]
    return any(u.text in ("on", "of", "against", "for") for u in lead[-2:]) and any(u.text in _MEETS for u in lead)


def _serves(p: Proposition, owner: list[Unit], acting: list[Unit]) -> None:
    """Whose buyer or supplier somebody is stands on the other side: Peru is Chile's largest supplier of tin."""
    theirs = {c for u in owner for c in u.countries}
    acting = [u for u in acting if not theirs & set(u.countries)]
    if p.frame.subject == "importer":
        p.exporters, p.importers = p.exporters or owner, p.importers or acting
    else:
        p.exporters, p.importers = p.exporters or acting, p.importers or owner


def _share_holder(p: Proposition, owner: list[Unit], units: list[Unit], index: int, low: int) -> None:
    """Who makes up a share of another's trade is its partner: Peru accounts for half of China's imports."""
    lead = next((k for k in range(index - 1, low, -1) if SHARES.match(units[k].text)), None)
    if lead is None or not owner or p.frame.subject not in ("exporter", "importer"):
        return
    holder = [u for u in units[low:lead] if u.is_party and not u.prep and u.kind in ("place", "actor")][-1:]
    if not holder or {c for u in holder for c in u.countries} & {c for u in owner for c in u.countries}:
        return
    if p.frame.subject == "importer":
        p.exporters = p.exporters or list_of(units, holder[0])
    else:
        p.importers = p.importers or list_of(units, holder[0])


def _owners_of_shares(units: list[Unit], index: int, high: int) -> list[Unit]:
    """Others whose trade of the same kind is told by a share alone: half of Peru's imports, *72% of Chile's*."""
    return [
        u
        for k, u in enumerate(units[index + 1 : high - 1], index + 1)
        if u.kind == "place" and u.possessive and u.prep == "of" and units[k + 1].text in (",", ".", "and", ";")
    ]


def _buyer_of_origin(p: Proposition, owner: list[Unit], acting: list[Unit]) -> list[Unit]:
    """Who buys in *Russian oil purchases*: somebody else who acts in the clause, else perhaps the owner itself."""
    theirs = {c for u in owner for c in u.countries}
    if acting and not theirs & {c for u in acting for c in u.countries}:
        p.exporters = owner
        return acting
    p.is_ambiguous = True
    return owner


def _touches(units: list[Unit], position: int, index: int) -> bool:
    """Whether the party at `position` belongs to the noun phrase of the trade noun: an adjective, a possessive or an attribute."""
    between = units[position + 1 : index]
    party = units[position]
    return (
        party.kind == "adjective" or party.possessive or party.kind == "pronoun" or (not between or all(u.kind == "good" for u in between))
    )
