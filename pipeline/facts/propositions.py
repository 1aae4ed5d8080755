"""One trade word read: the frame of a flow before countries are settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.facts.status import Status
from pipeline.facts.units import Unit
from pipeline.lexicon.trade import Frame


@dataclass(slots=True)
class Proposition:
    """One trade word read: who supplies, who gets, what, by which places, and how it stands."""

    frame: Frame
    trigger: Unit
    goods: list[Unit] = field(default_factory=list)
    exporters: list[Unit] = field(default_factory=list)
    importers: list[Unit] = field(default_factory=list)
    both: list[Unit] = field(default_factory=list)
    from_subject: list[Unit] = field(default_factory=list)  # who acts in the clause of a trade that names no side
    stops: list[Unit] = field(default_factory=list)  # places on the way, ends included
    status: Status = field(default_factory=Status)
    is_joined: bool = False  # and imports of gold
    is_total: bool = False  # all exports of a country: the other side stays open
    is_ambiguous: bool = False  # Russian oil purchases: by Russia, or of Russian oil
    names_no_good: bool = False  # what moves stays unnamed: a way, and no flow
    is_handed: bool = False  # who gets or gives stands right behind the verb: supplied Japan with coal
    by_subject: bool = False  # the side of a trade noun was read off the subject of its clause
    own_exporters: dict[int, list[Unit]] = field(default_factory=dict)  # by start of the good: coal from Russia and rice from Laos
    good_status: dict[int, Status] = field(default_factory=dict)
    spoken_of: Proposition | None = None  # the trade told before, whose goods a pronoun may mean
    told: list[tuple[str | None, str | None]] = field(default_factory=list)  # the two sides before the rest of the document filled one
    ways: list[tuple[str | None, str | None]] = field(default_factory=list)  # the two ends of its way, if it tells one
    sureness: float | None = None  # share of the answer, of all, that filled or left open a side; None where the clause names both
    basis: str = "clause"  # what the sides rest on: the clause itself, or its context in the document
    rule: str = ""
    start: int = 0
    end: int = 0
