"""The tables of docs/PERFORMANCE.md, docs/SCALE.md and README.md, made of the figures beside this file alone: a test compares them.

    python tests/bench/pages.py

writes them anew; `make bench` and `make growth` do so after they have measured.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FIGURES = Path(__file__).with_name("figures.json")
GROWTH = Path(__file__).with_name("growth.json")
PASS = "one pass of `str.find_many`, one core"
IN_README = ("read the raw bytes", PASS, "extraction, one core", "extraction, all cores", "whole run, all cores", "spaCy")
CORPORA = {"a day of the world's": 5_000, "a month": 150_000, "a year": 1_825_000}  # MB
USD_FOR_CORE_HOUR = 0.34 / 8
_NOISE = 0.05  # seconds of CPU below which a ratio says nothing
Row = dict[str, Any]


def measured_on(machine: Row) -> str:
    """The machine of some figures in a few words."""
    return f"{machine['cores']} cores ({machine['architecture']}), Python {machine['python']}"


def whole_table(figures: Row) -> str:
    """Every row; ratios are of bytes for each second of CPU."""
    limit = _rate(_row(figures, PASS), "cpu")
    lines = [
        f"{figures['documents']:,} reports, {measured_on(figures['machine'])}.",
        "",
        "| | MB/s by the clock | documents/s | CPU s | MB for a second of CPU | peak MB | CPU for a byte, single pass = 1 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in figures["rows"]:
        if "missing" in row:
            lines.append(f"| {row['row']} | not measured: {row['missing']} | | | | | |")
            continue
        speed, per_second = _rate(row, "seconds"), row["documents"] / row["seconds"]
        of_cpu, times = (f"{_rate(row, 'cpu'):,.2f}", f"{limit / _rate(row, 'cpu'):,.1f}") if row["cpu"] > _NOISE else ("", "")
        lines.append(
            f"| {row['row']} | {speed:,.2f} | {per_second:,.0f} | {row['cpu']:,.1f} | {of_cpu} | {row['peak_mb']:,.0f} | {times} |"
        )
        lines.extend(f"| · {step.lower()}, {seconds:,.1f} s | | | | | | |" for step, seconds in row.get("steps", {}).items())
    return "\n".join(lines)


def short_table(figures: Row) -> str:
    """What a reader of the README wants to know: speed and memory beside what could be used instead."""
    lines = [
        f"{figures['documents']:,} newswire reports, {measured_on(figures['machine'])}:",
        "",
        "| | documents/s | MB/s | MB for a second of CPU | peak MB |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for row in figures["rows"]:
        if row["row"].startswith(IN_README) and "missing" not in row:
            of_cpu = f"{_rate(row, 'cpu'):,.2f}" if row["cpu"] > _NOISE else ""
            each, speed = row["documents"] / row["seconds"], _rate(row, "seconds")
            lines.append(f"| {row['row']} | {each:,.0f} | {speed:,.2f} | {of_cpu} | {row['peak_mb']:,.0f} |")
    return "\n".join(lines)


def growth_table(growth: Row) -> str:
    """A row for each size: what all of it cost, then what the next hundred documents did."""
    lines = [
        f"{measured_on(growth['machine'])}.",
        "",
        "| documents | all: s | CPU s | CPU ms a document | peak MB | 100 more: s | CPU s | peak MB | files opened | nothing new: s |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for size in growth["sizes"]:
        full, more, idle = size["full"], size["100 more"], size["nothing new"]
        each = full["cpu"] / size["documents"] * 1000
        lines.append(
            f"| {size['documents']:,} | {full['seconds']:,.0f} | {full['cpu']:,.0f} | {each:,.1f} | {full['peak_mb']:,.0f} | "
            f"{more['seconds']:,.1f} | {more['cpu']:,.1f} | {more['peak_mb']:,.0f} | {more['opened']:,} | {idle['seconds']:,.1f} |"
        )
    return "\n".join(lines)


def scale_table(figures: Row) -> str:
    """What extraction of large corpora takes, by the figure of one core."""
    speed = _rate(_row(figures, "extraction, one core"), "cpu")
    lines = [
        f"At {speed:,.2f} MB for a second of a core ({measured_on(figures['machine'])}):",
        "",
        "| news | text | core hours of extraction | cores for one hour | USD, at 0.34 for eight cores and an hour |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, megabytes in CORPORA.items():
        hours = megabytes / speed / 3600
        lines.append(f"| {name} | {megabytes / 1000:,.0f} GB | {hours:,.1f} | {math.ceil(hours):,} | {hours * USD_FOR_CORE_HOUR:,.2f} |")
    return "\n".join(lines)


def rendered() -> dict[Path, str]:
    """Each page with its tables as the figures have them."""
    figures, growth = (json.loads(path.read_text(encoding="utf-8")) for path in (FIGURES, GROWTH))
    made = {
        ROOT / "README.md": {"bench": short_table(figures)},
        ROOT / "docs" / "PERFORMANCE.md": {"bench": whole_table(figures), "growth": growth_table(growth)},
        ROOT / "docs" / "SCALE.md": {"scale": scale_table(figures)},
    }
    return {path: _filled(path.read_text(encoding="utf-8"), tables) for path, tables in made.items()}


def write() -> None:
    """Write the tables anew."""
    for path, text in rendered().items():
        path.write_text(text, encoding="utf-8")


def _filled(page: str, tables: dict[str, str]) -> str:
    for name, table in tables.items():
        page, found = re.subn(
            rf"(?s)<!-- {name} -->.*?<!-- /{name} -->", lambda _, to=f"<!-- {name} -->\n{table}\n<!-- /{name} -->": to, page
        )
        assert found == 1, f"one place is marked for the table {name}"
    return page


def _row(figures: Row, name: str) -> Row:
    return next(row for row in figures["rows"] if row["row"] == name)


def _rate(row: Row, by: str) -> float:
    return float(row["bytes"]) / 1e6 / max(row[by], 1e-9)


if __name__ == "__main__":
    write()
