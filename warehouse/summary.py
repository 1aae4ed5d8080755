"""The summary at the end of a run, read back from the published file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.errors import one_line
from warehouse.reading import open_warehouse

FACTS = {
    "goods": "fact_trade_goods",
    "actors": "fact_actors",
    "places": "fact_places",
    "dates": "fact_dates",
    "routes": "fact_routes",
    "flows": "fact_trade_flows",
}
COUNTS = f"SELECT raw_files, documents, copies, quarantined, {', '.join(FACTS.values())} FROM warehouse_info"
QUARANTINE = "SELECT source_file, reason, detail FROM quarantine ORDER BY source_file, reason, detail"
LARGEST = """
SELECT exporter, importer, good, status, documents, mentions
FROM flow_totals
ORDER BY documents DESC, mentions DESC, exporter, importer, good, status
LIMIT ?
"""


@dataclass(frozen=True)
class Flow:
    """A distinct flow in words; a side that the texts leave open is None. `documents` counts copies once, `mentions` counts every row."""

    exporter: str | None
    importer: str | None
    good: str
    status: str
    documents: int
    mentions: int


@dataclass(frozen=True)
class Summary:
    """What a warehouse holds. `quarantine`: (source_file, reason, detail) of each row; `facts`: kind → number of rows."""

    path: Path
    files: int
    documents: int
    copies: int
    quarantined: int
    quarantine: list[tuple[str, str, str | None]]
    facts: dict[str, int]
    largest_flows: list[Flow]

    def lines(self) -> list[str]:
        """The summary as plain printable lines, one fact a line, safe for a terminal whatever the file names hold."""
        lines = [
            f"{counted(self.files, 'file')}, {counted(self.documents, 'document')} ({counted(self.copies, 'copy', 'copies')}), "
            f"{self.quarantined:,} quarantined",
            *(f"  quarantined {file}: {reason}" + (f" ({detail})" if detail else "") for file, reason, detail in self.quarantine),
            "facts: " + ", ".join(f"{number:,} {kind}" for kind, number in self.facts.items()),
        ]
        if self.largest_flows:
            lines.append("largest flows:")
        for flow in self.largest_flows:
            sides = f"{flow.exporter or '?'} → {flow.importer or '?'}"
            told = f"{counted(flow.documents, 'document')}, {counted(flow.mentions, 'mention')}"
            lines.append(f"  {sides}: {flow.good}, {flow.status} ({told})")
        return [("  " if line.startswith("  ") else "") + one_line(line) for line in lines] + [str(self.path)]


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def summarise(warehouse: Path, largest: int = 5) -> Summary:
    """The summary of a published warehouse, with its `largest` distinct flows. Raises WarehouseNotReadableError."""
    with open_warehouse(warehouse) as session:
        files, documents, copies, quarantined, *facts = session.execute(COUNTS).fetchall()[0]
        quarantine: list[Any] = session.execute(QUARANTINE).fetchall()
        flows = [Flow(*row) for row in session.execute(LARGEST, [largest]).fetchall()]
    return Summary(
        Path(warehouse).resolve(), files, documents, copies, quarantined, quarantine, dict(zip(FACTS, facts, strict=True)), flows
    )
