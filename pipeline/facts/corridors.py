"""From which country to which: the two sides of a trade word or of a way, settled with what the text before them says."""

from __future__ import annotations

import re

from pipeline.facts.discourse import Discourse, ware_of
from pipeline.facts.legs import Leg
from pipeline.facts.open_sides import Corridor, Ruling, answer
from pipeline.facts.propositions import Proposition
from pipeline.facts.units import Unit

_SETS_WAY = 0.4  # share of an answer from which the way goes between its countries too; below, between those of the rules
_THROUGH = ("via", "through", "across", "over")
_LANDING, _LOADING = (
    ("unload", "offload", "land", "dock", "berth", "arrive", "block", "hold", "detain", "impound"),
    ("load", "sail", "depart", "leave"),
)
_ORDERS = ("order", "require", "demand")
_AT_BORDER = re.compile(r"customs|border|coast ?guard|frontier")
_ABROAD = (
    "unload",
    "offload",
    "import",
    "export",
    "re-export",
    "reexport",
    "importer",
    "exporter",
    "smuggle",
    "smuggle in",
    "smuggle out",
    "smuggling",
)
_TRADERS = re.compile(r"\b(?:export|import)er")
_LAW = re.compile(r"ban|bar|prohib|outlaw|forbid|target|embargo|sanction|from ")


def corridors(p: Proposition, discourse: Discourse) -> list[Corridor]:
    """Exporter and importer of a proposition, as codes; None is a side that the text leaves open.

    Notes in `p.basis` on what the sides rest: the clause itself, or something around it; and in `p.sureness` how sure a side is
    that the clause left open.
    """
    exporters, importers = _named_sides(p, discourse)
    pairs = _proposed(p, discourse, exporters, importers)
    p.ways = pairs if discourse.is_bilateral or not p.told else p.told
    exporters = exporters or _made_in(p, importers)
    if p.frame.subject == "holder" and importers and importers == _held_at(p):
        return [(exporters[0] if exporters else None, importers[0])]
    if _is_two_way(p, exporters, importers) or (exporters and importers) or _names_no_good(p):
        return pairs
    ruling = Ruling(pairs, _bindings(p, exporters, importers, discourse), is_directed=_is_directed(p))
    best = answer(p, discourse, exporters[0] if exporters else None, importers[0] if importers else None, ruling)
    p.sureness = best.share
    if best.corridor is None:
        return []
    exporter, importer = best.corridor
    is_filled = (exporter and not exporters) or (importer and not importers)
    p.basis = "context" if is_filled or not (exporters or importers) else "clause"
    pairs = [(a, b) for a in exporters or (exporter,) for b in importers or (importer,)]
    if len(pairs) == 1 and p.goods and exporter and importer:
        discourse.remember(exporter, importer, _ware(p))
    if best.share >= _SETS_WAY:
        p.ways = pairs
    return pairs


def _proposed(p: Proposition, discourse: Discourse, exporters: tuple[str, ...], importers: tuple[str, ...]) -> list[Corridor]:
    """What the rules propose: the whole answer where the clause names both sides, else one sign among others."""
    pairs = _ruled(p, discourse, exporters, importers)
    if p.basis == "context" and not (p.frame.is_foreign or discourse.is_on_trade):
        return []  # given, sold or bought in a text that speaks of no trade between countries
    if discourse.is_domestic and p.frame.name not in _ABROAD:
        return [(a, b) for a, b in pairs if a and b]  # shipped to a town of the one country that the text is about
    return pairs


def _names_no_good(p: Proposition) -> bool:
    """Whether a clause tells of a way or of a border without any word on goods."""
    return not p.goods and (p.names_no_good or p.frame.good == "none")


def _is_two_way(p: Proposition, exporters: tuple[str, ...], importers: tuple[str, ...]) -> bool:
    return p.frame.subject == "both" or (bool(p.both) and not (exporters or importers))


def _ruled(p: Proposition, discourse: Discourse, exporters: tuple[str, ...], importers: tuple[str, ...]) -> list[Corridor]:
    if _is_two_way(p, exporters, importers):
        return _two_way(p, discourse, exporters, importers)
    exporters = exporters or _makers(p, discourse, importers)
    main = discourse.main() if p.rule.endswith(":named") and bool(exporters) != bool(importers) else None
    if main and main not in (*exporters, *importers):
        p.basis = "context"  # main buyers were A and B: of what the text is about
        exporters, importers = exporters or (main,), importers or (main,)
    if not exporters and p.frame.name == "sell" and p.rule.endswith("passive") and not any(u.prep == "to" for u in p.importers):
        return []  # sold in a shop at home
    if not exporters and not importers:
        return _unnamed(p, discourse)
    pairs = [(a, b) for a in exporters or (None,) for b in importers or (None,)]
    if exporters and importers:
        if p.basis == "clause":
            for exporter, importer in pairs:
                if exporter and importer and exporter != importer:
                    discourse.remember(exporter, importer, _ware(p))
        return pairs
    if p.frame.subject == "holder" and not exporters and not any(u.prep in ("to", "into", "for") for u in p.importers):
        return []
    if p.frame.is_weak and p.frame.name not in _ORDERS and not _is_directed(p):
        return []  # a word of many readings counts where the clause says from where or to where
    if _bindings(p, exporters, importers, discourse):
        return pairs if p.frame.is_foreign or _is_directed(p) else []
    p.basis, p.told = "context", pairs
    beside = frozenset((*exporters, *importers))
    filled = [(a or discourse.partner(b or "", beside), b or discourse.partner(a or "", beside)) for a, b in pairs]
    if not (p.frame.is_foreign or _is_directed(p)):
        filled = [(a, b) for a, b in filled if a and b]  # sold, given, bought: at home, unless another country is told
    return filled


def _held_at(p: Proposition) -> tuple[str, ...]:
    """Where goods were stopped: the country of the place named, else that of the customs or border guards."""
    made = next((g.countries[0] for g in p.goods if g.countries), None)
    named = [c for u in p.stops for c in u.countries if c != made]
    named = named or [c for u in p.importers if u.kind == "actor" and _AT_BORDER.search(u.text) for c in u.countries if c != made]
    is_held = p.frame.is_illicit or (p.rule.endswith("passive") and any(u.prep in ("in", "at", "off") for u in p.stops))
    return tuple(named[:1]) if is_held and p.goods else ()


def _lies_at(p: Proposition) -> list[str]:
    """The countries of the places where goods or their ship lie."""
    return [c for u in p.stops if u.prep in ("at", "in", "off") for c in u.countries]


def _is_directed(p: Proposition) -> bool:
    """Whether a clause says from where, to where or through where, or that exporters or importers act."""
    sides = (*p.exporters, *p.importers)
    if p.frame.subject == "cargo" and any(u.prep in _THROUGH for u in p.stops):
        return True
    return p.is_handed or any(unit.prep or (unit.kind == "actor" and _TRADERS.search(unit.text)) for unit in sides)


def _named_sides(p: Proposition, discourse: Discourse) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The countries that the clause names on each side, pronouns resolved against the other side."""
    exporters = discourse.countries(p.exporters)
    importers = discourse.countries(p.importers, frozenset(exporters))
    exporters = discourse.countries(p.exporters, frozenset(importers)) or exporters
    if not importers and p.frame.name in _LANDING:
        importers = tuple(c for c in _lies_at(p)[:1] if c not in exporters)
    if not (exporters or importers) and p.frame.name in _LOADING and not any(u.prep == "off" for u in p.stops):
        exporters = tuple(_lies_at(p)[:1])
    if not importers and not p.exporters and p.frame.subject == "holder":
        importers = _held_at(p)
    if p.is_ambiguous and discourse.supplies(importers[0] if importers else "", _ware(p)):
        return importers, ()
    return exporters, importers


def _made_in(p: Proposition, importers: tuple[str, ...]) -> tuple[str, ...]:
    """Where the goods are made by the words before them, unless that is who gets them."""
    return tuple(dict.fromkeys(g.countries[0] for g in p.goods if g.countries and g.countries[0] not in importers))[:1]


def _makers(p: Proposition, discourse: Discourse, importers: tuple[str, ...]) -> tuple[str, ...]:
    """Where no exporter is named: where the goods are made, by the clause or by a text on two countries so far."""
    made = _made_in(p, importers)
    known = discourse.supplier(_ware(p)) if discourse.is_bilateral else None
    if made or not known or known in importers or p.frame.subject in ("holder", "cargo"):
        return made
    p.basis = "context"
    return (known,)


def _unnamed(p: Proposition, discourse: Discourse) -> list[Corridor]:
    """The sides of a clause that names none: the gate passed, the country that the document is about, the flow told just before."""
    p.basis = "context"
    if not p.goods and not p.names_no_good:
        return []
    if p.frame.name in ("import", "export") and p.frame.part == "noun" and (main := discourse.main()):
        return [(main, None) if p.frame.name == "export" else (None, main)]
    passed = [c for u in p.stops if u.prep in _THROUGH for c in u.countries]
    if passed and p.frame.subject != "exporter":
        return [(passed[0], discourse.partner(passed[0]))]
    if p.frame.name in (*_LANDING, *_LOADING) and not p.stops:
        return []
    pair = discourse.last_pair()
    return [pair] if pair else []


def _bindings(p: Proposition, exporters: tuple[str, ...], importers: tuple[str, ...], discourse: Discourse) -> list[str]:
    """Why the side that a clause leaves open is to stay so, by name; an empty list where nothing says it.

    A word of many readings (carry, bring) is believed only so far as the clause goes. *Its total exports* face everybody, *its
    exports* alone nobody, a bloc has no code, a ban names whom it binds, and what goes
    through the port of a third country goes nobody knows where.
    """
    gates = {c for u in p.stops if u.prep in _THROUGH for c in u.countries}
    one_sided = not importers and not (p.by_subject and discourse.is_bilateral)
    binds = "from" in p.status.cue.split() or (one_sided and _LAW.match(p.status.cue) is not None)
    is_open = not discourse.is_bilateral
    reasons = {
        "all of it": p.is_total,
        "trade without a good": not p.goods and p.frame.part == "noun",
        "bloc": _is_bloc(p.exporters) or _is_bloc(p.importers),
        "holder": p.frame.subject == "holder",
        "word without a good": p.frame.good == "none",
        "many readings": p.frame.is_weak and not p.frame.needs_origin and p.frame.name not in _ORDERS and is_open,
        "asked of nobody": p.status.value == "requested" and not exporters and is_open,
        "law": p.status.value == "blocked" and binds,
        "third port": bool(exporters) and not importers and bool(gates - set(exporters)),
    }
    return [name for name, holds in reasons.items() if holds]


def _two_way(p: Proposition, discourse: Discourse, exporters: tuple[str, ...], importers: tuple[str, ...]) -> list[Corridor]:
    """Both directions of trade that names none, between the first side and each other one."""
    sides = discourse.countries(p.both) or tuple(dict.fromkeys([*exporters, *importers]))
    if not sides and p.status.value == "blocked":
        sides = discourse.countries(p.from_subject)[:1]
    if len(sides) == 1 and any(not u.countries and u.kind == "place" for u in p.both):
        return [(sides[0], None), (None, sides[0])]  # with a bloc, which has no code
    if len(sides) == 1 and (other := discourse.partner(sides[0])):
        sides, p.basis = (sides[0], other), "context"
    if not sides and p.status.value != "reported":
        p.basis = "context"
        sides = discourse.here() if len(discourse.here()) == 2 else discourse.last_pair() or ()
    if len(sides) == 1 and p.goods and p.both:
        return [(sides[0], None)]  # its trade in arms: nothing said of the other side
    if len(sides) < 2:
        return []
    if p.goods:
        sides = tuple(sorted(sides, key=lambda side: not discourse.supplies(side, _ware(p))))
        if discourse.supplies(sides[0], _ware(p)):
            return [(sides[0], side) for side in sides[1:]]  # the direction that the document has told
    elif len(sides) == 2:
        discourse.remember(sides[0], sides[1])
    return [(a, b) for a in sides for b in sides if a != b and (a == sides[0] or b == sides[0])]


def leg_corridors(leg: Leg, discourse: Discourse) -> list[Corridor]:
    """From and to of a way that no trade word tells: both directions where it names none."""
    if leg.both:
        sides = leg.both[0].sides if leg.both[0].kind == "passage" else discourse.countries(leg.both)
        if len(sides) == 1 and any(sides[0] not in stop.countries for stop in leg.stops):
            return [(sides[0], None)]
        return [(a, b) for a in sides[:2] for b in sides[:2] if a != b]
    origins, destinations = discourse.countries(leg.origins), discourse.countries(leg.destinations)
    border = next((discourse.nearest_two(stop.sides) for stop in leg.stops if len(stop.sides) > 1), ())
    if not origins and len(destinations) == 1 and destinations[0] in border:
        origins = tuple(side for side in border if side != destinations[0])
    if not origins and not destinations and len(border) == 2:
        return [border, border[::-1]]
    if discourse.is_bilateral and bool(origins) != bool(destinations):
        other = discourse.partner((origins or destinations)[0])
        facing = (other,) if other else ()
        origins, destinations = origins or facing, destinations or facing
    return [(a, b) for a in origins or (None,) for b in destinations or (None,)]


def _is_bloc(parties: list[Unit]) -> bool:
    """Whether a side is named, but has no country: the European Union, the Middle East."""
    return bool(parties) and all(unit.kind == "place" and not unit.countries for unit in parties)


def _ware(p: Proposition) -> str:
    return ware_of(p.goods[0]) if p.goods else ""
