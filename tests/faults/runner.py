"""Runs of the real command, each in a process of its own that can be killed at any point. A program for conftest.py, no test.

It loads the libraries once and forks for each run, which saves half of its time. A line of JSON comes in, a line goes out.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
import uuid
from pathlib import Path
from typing import Any

import duckdb  # noqa: F401
import rich.progress  # noqa: F401
import sqlalchemy.dialects.sqlite  # noqa: F401

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "shutil.rmtree", "os.chmod"}


def watch(folder: str, die_at: int) -> list[int]:
    """Count what Python changes below `folder`, and die at a certain change, as by a power cut: just before it."""
    count = [0]

    def hook(event: str, given: tuple[Any, ...]) -> None:
        is_write = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in CHANGES or is_write) and str(given[0]).startswith(folder):
            count[0] += 1
            if count[0] == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return count


def steps(options: list[str]) -> int:
    """What the assets do, in their order and under their lock, without Dagster, which takes most of the time of a small run."""
    from assets import journal, publishing
    from assets.folders import Folders
    from assets.resources import store, told
    from tests.assets.conftest import run_plain
    from warehouse.lock import publisher_lock

    where = dict(option.removeprefix("--").split("=", 1) for option in options)
    folders = Folders(**{name: Path(path) for name, path in where.items()})
    run_id = str(uuid.uuid4())
    folders.work.mkdir(parents=True, exist_ok=True)
    with publisher_lock(folders.work, 600), told(folders, run_id):
        for name, table in run_plain(folders).items():
            store(folders, name, table.lazy())
        store(folders, "dim_countries", publishing.country_names())
        done = publishing.publish_tables(folders, run_id)
        publishing.remember_listing(folders)
        journal.end(folders, run_id, "published" if done else "unchanged")
    return 0


def child(order: dict[str, Any], said: Path) -> None:
    """Run the command, and never return."""
    output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(output, 1)
    os.dup2(output, 2)
    status = 99
    try:
        from assets import cli, extracts
        from tests.assets.conftest import first_words

        extracts.extract_apart = first_words
        count = watch(order["folder"], order.get("die_at", 0))
        if order.get("largest_file"):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest_file"],) * 2)
        status = steps(order["options"]) if order.get("without_dagster") else cli.main(["run", *order["options"]])
        print(f"changes {count[0]}", file=sys.stderr, flush=True)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def perform(order: dict[str, Any], said: Path) -> dict[str, Any]:
    """Fork, let it run or kill it after so many seconds; status (negative: the signal), seconds, and what was printed."""
    start = time.monotonic()
    process = os.fork()
    if not process:
        child(order, said)
    if order.get("die_after"):
        ended, state = 0, 0
        while not ended and time.monotonic() - start < order["die_after"]:
            time.sleep(0.002)
            ended, state = os.waitpid(process, os.WNOHANG)
        if not ended:
            os.kill(process, signal.SIGKILL)
            _, state = os.waitpid(process, 0)
    else:
        _, state = os.waitpid(process, 0)
    told = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
    return {"status": os.waitstatus_to_exitcode(state), "seconds": time.monotonic() - start, "said": told}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(perform(json.loads(line), Path(sys.argv[1]))), flush=True)
