"""How long the questions of the cookbook take on a warehouse of a million flows: invented articles, the real publisher, real queries.

    python tests/warehouse/bench/bench.py FOLDER [DOCUMENTS]

Four flows to a document, 250,000 documents without a number given. FOLDER keeps what is made, so that a second call only measures.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb

sys.path.insert(0, str(Path(__file__).parents[3]))

from warehouse.cookbook import questions
from warehouse.publish import publish
from warehouse.reading import open_warehouse

SEARCHES = ("FROM search('coal port')", "FROM search_sentences('coal port')", "FROM search('lorpan dovi')")


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def make(folder: Path, documents: int) -> None:
    """Write the input tables as Parquet files."""
    folder.mkdir(parents=True, exist_ok=True)
    sql = Path(__file__).with_name("million.sql").read_text(encoding="utf-8")
    with duckdb.connect(config={"temp_directory": str(folder / "spill")}) as session:
        session.execute(sql.replace("{documents}", str(documents)).replace("{folder}", str(folder)))


def measure(warehouse: Path, turns: int = 5) -> None:
    """Print the first and the median time of each question, one session for each question."""
    asked = [(question.name, question.sql) for question in questions()] + [(sql, sql) for sql in SEARCHES]
    for name, sql in asked:
        with open_warehouse(warehouse) as session:
            times = [seconds(lambda sql=sql: session.execute(sql).fetchall()) * 1000 for _ in range(turns)]
        print(f"{times[0]:8.0f} {median(times):8.0f} ms  {name}", flush=True)


def main(folder: Path, documents: int) -> None:
    """Make what is missing, publish it, and measure."""
    warehouse = folder / "published" / "tumen.duckdb"
    if not warehouse.exists():
        print(f"{seconds(lambda: make(folder, documents)):8.1f} s  to invent {documents:,} documents", flush=True)
        files = {path.stem: path for path in folder.glob("*.parquet")}
        print(f"{seconds(lambda: publish(files, warehouse)):8.1f} s  to publish", flush=True)
    print(f"{warehouse.stat().st_size / 1e6:8.0f} MB; first and median of five:")
    measure(warehouse)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 250_000)
