"""How fast it reads, beside what else could be used, in one run on the same texts so that the ratios hold on a busy machine.

    python tests/bench/bench.py [--documents N] [--quick] [--write]

Each row is measured in a process of its own, for its peak of memory. `--write` puts the table into docs/PERFORMANCE.md and the figures
beside this file; `--quick` compares the ratio of extraction to the single pass, in CPU time, with those figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from assets.workers import THREADS, cores  # noqa: E402
from tests.bench.corpus import corpus  # noqa: E402
from tests.bench.rows import ROWS  # noqa: E402

FIGURES = Path(__file__).with_name("figures.json")
PAGE = ROOT / "docs" / "PERFORMANCE.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
PASS, EXTRACTION = "one pass of `str.find_many`, one core", "extraction, one core"
QUICK_DOCUMENTS = 2_000
_NOISE = 0.05  # seconds of CPU below which a ratio says nothing
FALL = 1.25  # times the CPU of the last figures: a fall of speed by a fifth


def run_row(name: str, folder: Path) -> dict[str, Any]:
    """Measure one row in a process of its own; only `missing` where a library is not installed."""
    env = dict(os.environ)
    if threads := ROWS[name][1]:
        env[THREADS] = str(threads)
    command = [sys.executable, __file__, "--row", name, "--folder", str(folder)]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        if "ModuleNotFoundError" in last:
            return {"row": name, "missing": last.split(": ", 1)[-1]}
        raise SystemExit(f"{name}: {last}")
    return {"row": name, **json.loads(done.stdout.splitlines()[-1])}


def measure(name: str, folder: Path) -> None:
    """The figures of a row as a line of JSON."""
    found = ROWS[name][0](folder)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(json.dumps({**found, "peak_mb": peak}))


def table(rows: list[dict[str, Any]], documents: int) -> str:
    """The rows as Markdown; ratios are of bytes for each second of CPU."""
    limit = next(_rate(row, "cpu") for row in rows if row["row"] == PASS)
    lines = [
        f"{documents:,} reports, {cores()} cores ({platform.machine()}), Python {platform.python_version()}.",
        "",
        "| | MB/s by the clock | documents/s | CPU s | MB for a second of CPU | peak MB | CPU for a byte, single pass = 1 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
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


def _rate(row: dict[str, Any], by: str) -> float:
    return row["bytes"] / 1e6 / max(row[by], 1e-9)


def quick() -> int:
    """The ratio of extraction to the single pass against the last figures; 1 where it has fallen by a fifth."""
    folder = corpus(QUICK_DOCUMENTS)
    ratios = []
    for _ in range(2):
        single = min(run_row(PASS, folder)["cpu"] for _ in range(3))
        ratios.append(run_row(EXTRACTION, folder)["cpu"] / single)
    ratio, last = min(ratios), json.loads(FIGURES.read_text(encoding="utf-8"))["quick_ratio"]
    print(f"extraction takes {ratio:.0f} times the CPU of a single pass; at the last figures {last:.0f}")
    return int(ratio > FALL * last)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--row", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.row:
        measure(given.row, given.folder)
        return 0
    if given.quick:
        return quick()
    folder = corpus(given.documents)
    rows = []
    for name in ROWS:
        rows.append(run_row(name, folder))
        print(name, rows[-1], file=sys.stderr, flush=True)
    print(text := table(rows, given.documents))
    print(json.dumps(rows))
    if given.write:
        small = corpus(QUICK_DOCUMENTS)
        ratio = min(run_row(EXTRACTION, small)["cpu"] for _ in range(2)) / min(run_row(PASS, small)["cpu"] for _ in range(3))
        FIGURES.write_text(json.dumps({"documents": given.documents, "quick_ratio": round(ratio, 1), "rows": rows}, indent=1) + "\n")
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
