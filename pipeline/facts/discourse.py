"""What the text before a clause settles: whom the pronouns mean, and who stands on the side that a clause leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter

from pipeline.facts.units import Unit
from pipeline.facts.voice import CLAUSE_WORDS
from pipeline.lexicon.trade import load_grammar_words

_FACES = 0.4  # how often, against the known side, a country is named that faces it; measured: 0.4 to 0.5 serve best
_KOREAS = ("KP", "KR")
_SCENES = ("in", "against", "on", "near", "at", "by")
_BILATERAL = 3  # how many times as often as a third country both are named
_SPEECH = load_grammar_words()["speech"]
_WATCHES = ("accus", "sanction", "blacklist", "designat", "investigat", "indict")
_TRADE_RECORDS = ("customs", "trade", "import", "export", "shipping")
_LATELY = 4  # countries named last that count as of late
_STANDS_OUT = 1.5  # how many times as often as the next a country is named; measured: 1.5 to 2 serve best


def _watchers(units: list[Unit]) -> list[Unit]:
    """Parties that stop, accuse or tell and take no side in what they speak of: Spain has seized a ship that carried."""
    found: list[Unit] = []
    acting: list[Unit] = []
    for unit in units:
        if unit.is_party and not unit.prep:
            acting = [u for u in units if u.group == unit.group]
        elif unit.text.startswith(_WATCHES) or (unit.frames and any(f.subject == "holder" and f.is_illicit for f in unit.frames)):
            found.extend(acting)
            acting = []
    return found


def _reporting(units: list[Unit]) -> str | None:
    """The country whose own records of trade a sentence goes by: Chinese customs data, Russian trade records."""
    for index, unit in enumerate(units[:-2]):
        records = units[index + 1].text in _TRADE_RECORDS and units[index + 2].text in ("data", "figures", "statistics", "records")
        if unit.kind in ("adjective", "place") and records and len(unit.countries) == 1:
            return unit.countries[0]
    return None


def _subjects(units: list[Unit]) -> set[int]:
    """Groups of parties that no preposition governs and before which no such party stands in the clause: who acts, not on whom."""
    found: set[int] = set()
    taken = False
    for unit in units:
        if unit.is_party and not unit.prep and unit.kind != "pronoun" and not taken:
            found.add(unit.group)
            taken = True
        elif unit.text in CLAUSE_WORDS or unit.kind == "mark" or unit.text in ("and", "said", "which", "who", "that"):
            taken = False
    return found


def ware_of(good: Unit) -> str:
    """The head of a good, by which the document's other words for it are known: wheat flour and flour."""
    return good.text.rsplit(" ", 1)[-1].removesuffix("s")


class Discourse:
    """The memory of one document, read sentence by sentence."""

    def __init__(self, document_id: str, mentioned: Counter[str], *, is_on_trade: bool) -> None:
        """`mentioned`: how often the document names each country, by noun, adjective or actor.

        `is_on_trade`: whether it speaks of trade between countries at all (exports, imports, shipments, smuggling, a trade ban).
        """
        self.document_id = document_id
        self._mentioned = mentioned
        self.is_on_trade = is_on_trade
        self._recent: list[str] = []
        self._line: list[tuple[int, str, bool]] = []
        self._pairs: list[tuple[int, str, str]] = []
        self._told: set[tuple[str, str]] = set()
        self._makers: dict[str, set[str]] = {}
        self._suppliers: dict[str, set[str]] = {}
        self._buyers: dict[str, set[str]] = {}
        self._facing: list[str] = []
        self._units: list[Unit] = []
        self._watching: list[Unit] = []
        self._opening: frozenset[str] = frozenset()
        self._here: list[str] = []
        self._previous: list[str] = []
        self._seen: set[str] = set()
        self._reporting: str | None = None
        self._sentence = 0

    def hear_named(self, countries: list[str]) -> None:
        """Take in a sentence of which only the countries count, in order."""
        self._sentence += 1
        self._keep(country for _, country, acts in sorted(self._line, key=itemgetter(2)))
        self._keep(countries)
        self._line, self._facing, self._units = [], [], []
        self._turn_to(countries)

    def _turn_to(self, countries: list[str]) -> None:
        self._previous, self._here = self._here, countries
        self._seen.update(countries)
        if self._sentence == 1:
            self._opening = frozenset(countries)

    def _keep(self, countries: Iterable[str]) -> None:
        for country in countries:
            self._recent = [c for c in self._recent[-5:] if c != country] + [country]

    def hear(self, units: list[Unit]) -> None:
        """Take in the next sentence: its countries in order, those of the sentences before behind them."""
        self._sentence += 1
        self._keep(country for _, country, acts in sorted(self._line, key=itemgetter(2)))  # who acted is meant first by what follows
        for unit in units:
            if unit.kind == "good" and unit.countries:
                self._makers.setdefault(ware_of(unit), set()).add(unit.countries[0])
        self._reporting = _reporting(units) or self._reporting
        self._watching = _watchers(units)
        telling = [u for k, u in enumerate(units) if u.kind == "actor" and any(v.text in _SPEECH for v in units[k + 1 : k + 4])]
        parties = (u for u in units if u.kind in ("place", "actor") and u.prep not in _SCENES and u not in (*self._watching, *telling))
        self._facing = list(dict.fromkeys(c for u in parties for c in u.countries if len(c) == 2))
        subjects = _subjects(units)
        named = (u for u in units if u.is_party and u.kind != "pronoun")
        self._line = [(u.start, c, u.group in subjects and not u.possessive and u.kind != "adjective") for u in named for c in u.countries]
        self._units = units
        self._turn_to([country for _, country, _ in self._line])

    def _before(self, position: int) -> list[str]:
        """Countries named before `position`: those that act in the sentence first, then the nearest."""
        line = [(c, acts) for start, c, acts in reversed(self._line) if start < position]
        named = [c for c, acts in line if acts] + [c for c, _ in line] + self._recent[::-1]
        return list(dict.fromkeys(named))

    def countries(self, parties: list[Unit], known: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """ISO codes of a list of parties, pronouns resolved; `known` are countries already on the other side."""
        codes: list[str] = []
        for party in parties:
            codes.extend(self._resolve(party, known))
        return tuple(dict.fromkeys(codes))

    def _resolve(self, party: Unit, known: frozenset[str]) -> tuple[str, ...]:
        if party.kind != "pronoun":
            return tuple(c for c in party.countries if len(c) == 2)
        word = party.countries[0] if party.countries else ""
        before = self._before(party.start)
        if word == "both":
            return self._pair([c for c in before if c not in known])
        if word in _KOREAS:
            return (word,) if any(self._mentioned[c] for c in _KOREAS) else ()
        if word == "last":
            return tuple([c for c in before if c not in known][:1])
        return ()

    def _pair(self, before: list[str]) -> tuple[str, ...]:
        """The two countries that a document is about, if they stand out, else the two named last."""
        top = self._mentioned.most_common(3)
        if len(top) == 2 or (len(top) == 3 and top[1][1] >= _STANDS_OUT * top[2][1]):
            return top[0][0], top[1][0]
        return tuple(before[:2]) if len(before) > 1 else ()

    def nearest_two(self, sides: tuple[str, ...]) -> tuple[str, ...]:
        """Of the countries around a border water the two that the document speaks of most."""
        return tuple(sorted(sides, key=lambda side: -self._mentioned[side])[:2])

    def remember(self, exporter: str, importer: str, ware: str = "") -> None:
        """Keep the two sides of a flow that was read whole; `ware` is the head of its good."""
        self._pairs.append((self._sentence, exporter, importer))
        self._told.add((exporter, importer))
        if ware:
            self._suppliers.setdefault(ware, set()).add(exporter)
            self._buyers.setdefault(ware, set()).add(importer)

    def supplier(self, ware: str) -> str | None:
        """The one country that the document has told of as supplier or maker of the good, or None."""
        known = self._suppliers.get(ware, set()) or self._makers.get(ware, set())
        return next(iter(known)) if len(known) == 1 else None

    def supplies(self, country: str, ware: str) -> bool:
        """Whether the document has told of this country as a supplier of the good, and not as its buyer."""
        return country in self._suppliers.get(ware, ()) and country not in self._buyers.get(ware, ())

    def last_pair(self, within: int = 1) -> tuple[str, str] | None:
        """The sides of the latest flow, if it was told no more than `within` sentences ago."""
        if self._pairs and self._sentence - self._pairs[-1][0] <= within:
            return self._pairs[-1][1:]
        return None

    @property
    def is_bilateral(self) -> bool:
        """Whether the document is about two countries, with hardly a word on a third."""
        top = [number for _, number in self._mentioned.most_common(3)]
        return len(top) == 2 or (len(top) == 3 and top[1] >= _BILATERAL * top[2])

    @property
    def is_domestic(self) -> bool:
        """Whether a document names one country only."""
        return len(self._mentioned) < 2

    def main(self) -> str | None:
        """The country that the document is about, if one stands out."""
        top = self._mentioned.most_common(2)
        if top and (len(top) == 1 or top[0][1] >= _STANDS_OUT * top[1][1]):
            return top[0][0]
        return None

    def here(self) -> tuple[str, ...]:
        """The countries that stand as parties in the sentence, in order."""
        return tuple(self._facing)

    def units_of(self, country: str) -> list[Unit]:
        """The words of the sentence that name a country or someone of it."""
        return [u for u in self._units if u.is_party and u.kind != "pronoun" and country in u.countries]

    def acts(self, country: str) -> bool:
        """Whether the country is the subject of a clause of the sentence."""
        return any(acting and named == country for _, named, acting in self._line)

    def watches(self, unit: Unit) -> bool:
        """Whether a party only stops, accuses or tells."""
        return unit in self._watching

    def last_named(self, country: str) -> str:
        """Where a country that is not in the sentence was named last: in the one before, lately, before, or only later."""
        if country in self._previous:
            return "in the sentence before"
        if country in self._recent[-_LATELY:]:
            return "lately"
        return "before" if country in self._seen else "later"

    def ranked(self) -> list[str]:
        """The countries of the document, the most often named first."""
        return [country for country, _ in self._mentioned.most_common() if len(country) == 2]

    def named(self, country: str) -> int:
        """How often the document names a country."""
        return self._mentioned[country]

    def stands_out(self, country: str, other: str) -> bool:
        """Whether a country is named much more often than another."""
        return self._mentioned[country] >= _STANDS_OUT * self._mentioned[other]

    def opens_with(self, country: str) -> bool:
        """Whether the first sentence names the country."""
        return country in self._opening

    def has_told(self, exporter: str, importer: str) -> bool:
        """Whether a flow from one to the other was read before."""
        return (exporter, importer) in self._told

    def has_told_of(self, country: str, side: str) -> bool:
        """Whether the country was exporter or importer (`side`) of a flow before."""
        return any(pair[side == "importer"] == country for pair in self._told)

    def trades_in(self, country: str, ware: str) -> Iterator[str]:
        """What was told of a country and a good, by the head of its name, and whether the text goes by its records of trade."""
        for sign, known in (("supplied it", self._suppliers), ("bought it", self._buyers), ("made it", self._makers)):
            if ware and country in known.get(ware, ()):
                yield sign
        if country == self._reporting:
            yield "its records"

    def partner(self, known: str, besides: frozenset[str] = frozenset()) -> str | None:
        """The country that faces `known` where a clause leaves it open; not one of `besides`, which stand on its side.

        The country whose customs records the text goes by, as they are of its own trade; else the only other party of the sentence; else
        the only partner that the text has told of before; else the one that it speaks of most, if it stands out.
        """
        if self._reporting and self._reporting != known and self._reporting not in besides:
            return self._reporting
        beside = [c for c in self._facing if c != known and c not in besides]
        if len(beside) == 1:
            return beside[0]
        facing = {b if known == a else a for a, b in self._told if known in (a, b)}
        if len(facing) == 1:
            return next(iter(facing))
        if not self.is_bilateral and self._mentioned.most_common(1)[0][0] == known:
            return None  # the country that a text on many is about: measured, its partner is more often open than any one
        others = [(n, c) for c, n in self._mentioned.most_common() if c != known and c not in besides]
        least = max(2, _FACES * self._mentioned[known])
        if others and others[0][0] >= least and (len(others) == 1 or others[0][0] >= _STANDS_OUT * others[1][0]):
            return others[0][1]
        return None
