"""What one more document costs on a large warehouse: invented reports, the real command, each run a process of its own.

    python tests/bench/growth.py FOLDER [DOCUMENTS]

100,000 files of a few sentences without a number given, made of own sentences with names from the lexicons. FOLDER keeps what is made, so
that a second call measures the small runs only. Printed for each run: seconds by the clock and of the processor, their share of the full
build, and how many files of the raw folder were opened.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from pipeline.lexicon.goods_load import load_goods  # noqa: E402
from pipeline.lexicon.places_load import load_countries  # noqa: E402

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


def run(folder: Path) -> dict[str, float]:
    """One run of the command in a process of its own: seconds by the clock and of the processor, raw files opened."""
    given = [str(folder / "raw"), str(folder / "tumen.duckdb"), str(folder / "state")]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", RUN, *given], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    told = json.loads(done.stdout.splitlines()[-1])
    if told["status"]:
        raise SystemExit(done.stdout + done.stderr)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": took, "worked": worked, "opened": told["opened"]}


def main(folder: Path, documents: int) -> None:
    """Build once, then measure: nothing new, one more document, one changed, one removed."""
    raw, measured = folder / "raw", folder / f"full-{documents}.json"
    if not measured.exists():
        if not raw.exists():
            write_reports(raw, 0, documents)
        measured.write_text(json.dumps(run(folder)), encoding="utf-8")
    full = json.loads(measured.read_text(encoding="utf-8"))
    print("   clock    processor")
    print(f"{full['seconds']:8.1f} s        {full['worked']:8.1f} s         full build of {documents:,} documents", flush=True)
    one = raw / "9999" / "one.txt"  # as the newest of a feed lies last
    one.parent.mkdir(exist_ok=True)
    one.unlink(missing_ok=True)
    run(folder)
    changes = {
        "nothing new": lambda: None,
        "one more": lambda: one.write_text("Peru sold 12 tonnes of copper ore to Japan in May 2024.", encoding="utf-8"),
        "one changed": lambda: one.write_text("Peru sold 900 tonnes of tin to Japan in May 2024.", encoding="utf-8"),
        "one removed": lambda: one.unlink(),
    }
    for name, change in changes.items():
        change()
        told = run(folder)
        shown = "  ".join(f"{told[what]:8.1f} s {told[what] / full[what]:6.2%}" for what in ("seconds", "worked"))
        print(f"{shown}  {name} ({told['opened']:.0f} raw files opened)", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
