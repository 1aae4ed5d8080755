"""How fast it reads, beside what else could be used, in one run on the same texts so that the ratios hold on a busy machine.

    python tests/bench/bench.py [--documents N] [--quick] [--write]

Each row is measured in a process of its own, for its peak of memory. `--write` keeps the figures beside this file and writes the tables of
docs/PERFORMANCE.md and README.md. `--quick` compares the ratio of extraction to the single pass, in CPU time, with the figures kept; its
exit status is 1 where speed has fallen by a fifth, and 0 where the newswire cannot be had.
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
from tests.bench.corpus import NewswireMissingError, corpus  # noqa: E402
from tests.bench.pages import FIGURES, whole_table, write  # noqa: E402
from tests.bench.rows import QUICK, ROWS  # noqa: E402

QUICK_DOCUMENTS = 2_000
TURNS = 3  # before speed is said to have fallen: beside other work one ratio may be a quarter off
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


def machine() -> dict[str, Any]:
    """What figures are measured on."""
    return {"cores": cores(), "architecture": platform.machine(), "python": platform.python_version()}


def quick_ratio() -> float:
    """CPU of extraction for that of a single pass over the same reports."""
    return float(run_row(QUICK, corpus(QUICK_DOCUMENTS))["ratio"])


def quick() -> int:
    """Print how extraction stands to the last figures; 1 where its speed has fallen by a fifth."""
    last, ratios = json.loads(FIGURES.read_text(encoding="utf-8"))["quick_ratio"], []
    try:
        while len(ratios) < TURNS and not (ratios and min(ratios) <= FALL * last):
            ratios.append(quick_ratio())
    except NewswireMissingError as error:
        print(f"bench-quick: not measured, for npm did not give the newswire: {error}")
        return 0
    ratio = min(ratios)
    fell = ratio > FALL * last
    verdict = "SLOWER by a fifth or more" if fell else "no slower" if ratio <= last else "slower by less than a fifth"
    print(f"bench-quick: extraction takes {ratio:.1f} times the CPU of a single pass, at the last figures {last:.1f}: {verdict}")
    return int(fell)


def full(documents: int) -> dict[str, Any]:
    """The figures of every row, printed as they are measured."""
    folder, rows = corpus(documents), []
    for name in ROWS:
        if name != QUICK:
            rows.append(run_row(name, folder))
            print(name, rows[-1], file=sys.stderr, flush=True)
    return {"documents": documents, "machine": machine(), "quick_ratio": round(min(quick_ratio() for _ in range(TURNS)), 1), "rows": rows}


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
    if given.quick and not given.write:
        return quick()
    if given.quick:
        figures = {**json.loads(FIGURES.read_text(encoding="utf-8")), "quick_ratio": round(min(quick_ratio() for _ in range(TURNS)), 1)}
    else:
        figures = full(given.documents)
    print(whole_table(figures))
    if given.write:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        write()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
