"""What a whole corpus costs as it grows, and what the next documents cost then: invented reports, the real command, a process for each run.

    python tests/bench/growth.py [SIZE ...] [--folder FOLDER] [--write]

1,000, 10,000 and 100,000 files of a few sentences without sizes given, made of own sentences with names from the lexicons. For each size
the whole is built from nothing; then come a run with nothing new, one with a hundred documents more, with one changed, with one removed.
FOLDER keeps what is made (else it goes). `--write` keeps the figures beside this file, those of other sizes too, and writes
docs/PERFORMANCE.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from pipeline.lexicon.goods_load import load_goods  # noqa: E402
from pipeline.lexicon.places_load import load_countries  # noqa: E402
from tests.bench.bench import machine  # noqa: E402
from tests.bench.pages import GROWTH, growth_table, write  # noqa: E402

SIZES = [1_000, 10_000, 100_000]
MORE = 100
PAUSE = 0.5  # seconds between two looks at the memory

# A run that tells which raw files were opened: Python's own hook sees every opening.
RUN = """
import json, sys
raw, opened = sys.argv[1], set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" and str(given[0]).startswith(raw) else None)
from assets.cli import main
status = main(["run", "--raw", raw, "--warehouse", sys.argv[2], "--state", sys.argv[3]])
print(json.dumps({"status": status, "opened": len([name for name in opened if name.endswith(".txt")])}))
"""
SENTENCES = (
    "{a} sold {number} tonnes of {good} to {b} in {month} {year}.",
    "Customs officers in {a} said on {month} {day} that {good} from {b} had been held at the border for {number} days.",
    "A cargo of {good} worth ${number} million left {a} for {b} by sea.",
    "{a} plans to buy {good} and {other} from {b} next year, a minister said.",
    "Traders said that {number} trucks of {other} crossed from {a} into {b} every day.",
    "The government of {b} banned imports of {good} from {a} in {year}.",
    "Prices of {other} rose by {day} per cent after {a} asked {b} for {number} tonnes.",
    "Nobody at the ministry would say how much {good} was still in store.",
    "Rail traffic between {a} and {b} was light in {month}, drivers said.",
    "The harvest was poor, and {number} farms gave up {other}.",
)
MONTHS = ("January", "March", "April", "June", "August", "October", "December")


def report(draw: random.Random, goods: list[str], countries: list[str]) -> str:
    """A dated report of four to seven sentences."""
    lines = [f"{draw.choice(countries)}, {draw.choice(MONTHS)} {draw.randint(1, 28)}, {draw.randint(2015, 2025)}."]
    for pattern in draw.sample(SENTENCES, draw.randint(4, 7)):
        a, b = draw.sample(countries, 2)
        good, other = draw.sample(goods, 2)
        told = {"number": draw.randint(2, 900), "day": draw.randint(1, 28), "month": draw.choice(MONTHS), "year": draw.randint(2015, 2025)}
        lines.append(pattern.format(a=a, b=b, good=good, other=other, **told))
    return " ".join(lines)


def write_reports(raw: Path, first: int, last: int) -> None:
    """The reports of these numbers, a thousand to a folder."""
    goods = sorted(set(load_goods()["name"].drop_nulls()))
    countries = sorted(set(load_countries()["name"].drop_nulls()))
    for number in range(first, last):
        path = raw / f"{number // 1000:04d}" / f"{number:07d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report(random.Random(number), goods, countries), encoding="utf-8")


def run(folder: Path) -> dict[str, Any]:
    """One run of the command in a process of its own: seconds by the clock and of the processor, peak of memory, raw files opened."""
    given = [str(folder / "raw"), str(folder / "tumen.duckdb"), str(folder / "state")]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *given],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        peak = Peak(process.pid)
        said, _ = process.communicate()
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {"status": 1} if process.returncode else json.loads(said.splitlines()[-1])
    if told["status"]:
        raise SystemExit(said)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": round(took, 2), "cpu": round(worked, 2), "peak_mb": round(peak.stop()), "opened": told["opened"]}


class Peak:
    """The most memory that a process and its children had together: what they share counts once (Linux)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._ended = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """MB; where there is no /proc the largest process that this one ever started."""
        self._ended.set()
        self._thread.join()
        return self._most or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    def _watch(self) -> None:
        while not self._ended.wait(PAUSE):
            self._most = max(self._most, sum(_memory(pid) for pid in _family(self._pid)))


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in children.read_text().split())
            except OSError:
                continue
    return found


def _memory(pid: int) -> float:
    """MB of a process: what it shares with others by its part; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def measure(folder: Path, documents: int) -> dict[str, Any]:
    """Build a size from nothing, then add, change and remove a few documents."""
    raw = folder / "raw"
    if not raw.exists():
        write_reports(raw, 0, documents)
    one = raw / "9999" / "one.txt"  # as the newest of a feed lies last
    one.parent.mkdir(exist_ok=True)
    one.write_text("Peru sold 12 tonnes of copper ore to Japan in May 2024.", encoding="utf-8")
    changes: dict[str, Callable[[], object]] = {
        "full": lambda: None,
        "nothing new": lambda: None,
        f"{MORE} more": lambda: write_reports(raw, documents, documents + MORE),
        "one changed": lambda: one.write_text("Peru sold 900 tonnes of tin to Japan in May 2024.", encoding="utf-8"),
        "one removed": one.unlink,
    }
    found: dict[str, Any] = {"documents": documents}
    for name, change in changes.items():
        change()
        found[name] = run(folder)
        print(f"{documents:,} documents, {name}: {found[name]}", flush=True)
    return found


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    kept = json.loads(GROWTH.read_text(encoding="utf-8"))["sizes"] if GROWTH.exists() else []
    for size in given.sizes or SIZES:
        with TemporaryDirectory(prefix="tumen-growth-") as made:
            place = given.folder.absolute() / str(size) if given.folder else Path(made)
            kept = [*(row for row in kept if row["documents"] != size), measure(place, size)]
        figures = {"machine": machine(), "sizes": sorted(kept, key=lambda row: int(row["documents"]))}
        if given.write:
            GROWTH.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
            write()
    print(growth_table(figures))


if __name__ == "__main__":
    main()
