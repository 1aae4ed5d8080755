"""A folder of raw texts that grows, runs over it that can be killed, and what must hold of the file after each."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from assets.folders import Folders
from tests.assets.conftest import put
from tests.warehouse.alike import everything
from warehouse.checks import run_checks

ROOT = Path(__file__).parents[2]
WORDS = "coal flour rice diesel port rail Tumen Dandong tonnes customs bridge harvest ministry traders winter cargo truck ban quota".split()  # noqa: SIM905


@dataclass
class Site:
    """One raw folder with its state and published file, and the runner of its runs."""

    folders: Folders
    runner: subprocess.Popen[str]
    draw: random.Random
    written: int = 0

    def run(self, **order: Any) -> dict[str, Any]:
        """One run: `die_at` the n-th change that it makes to a file, `die_after` seconds, or `largest_file` bytes to a file."""
        options = [f"--{name}={getattr(self.folders, name)}" for name in ("raw", "warehouse", "state")]
        assert self.runner.stdin is not None
        assert self.runner.stdout is not None
        print(json.dumps({"folder": str(self.folders.state.parent), "options": options, **order}), file=self.runner.stdin, flush=True)
        told: dict[str, Any] = json.loads(self.runner.stdout.readline())
        return told

    def write(self) -> None:
        """One more text, a changed one, one that goes, or a date beside one."""
        kind = self.draw.choice(["new", "new", "new", "changed", "gone", "sidecar"]) if self.written > 3 else "new"
        there = sorted(self.folders.raw.glob("*.txt"))
        text = " ".join(self.draw.choices(WORDS, k=self.draw.randint(5, 60))).capitalize() + "."
        if kind == "new" or not there:
            self.written += 1
            put(self.folders.raw / f"{self.written:04d}.txt", text)
        elif kind == "changed":
            put(self.draw.choice(there), text)
        elif kind == "gone":
            self.draw.choice(there).unlink()
        else:
            put(Path(f"{self.draw.choice(there)}.json"), json.dumps({"published": f"2024-05-{self.draw.randint(10, 28)}"}))

    def require_whole(self) -> None:
        """The published file, where there is one, is whole: every check passes, and nothing but it is opened by its name."""
        if self.folders.warehouse.exists():
            assert all(result.passed for result in run_checks(self.folders.warehouse))

    def contents(self) -> dict[str, list[str]]:
        """Every row of every table and view that follows from the texts."""
        return everything(self.folders.warehouse)

    def anew(self) -> Site:
        """The same texts with a state and a file of their own, after one run that nobody disturbed."""
        place = self.folders.state.parent / f"anew {self.written} {len(list(self.folders.state.parent.iterdir()))}"
        fresh = replace(self, folders=Folders(self.folders.raw, place / "tumen.duckdb", place / "state"))
        told = fresh.run()
        assert told["status"] == 0, told
        return fresh


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    said = tmp_path_factory.mktemp("runner") / "said"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TUMEN_", "DAGSTER_", "PYTHON"))}
    environment = kept | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(said.with_name("compiled"))}
    command = [sys.executable, str(Path(__file__).with_name("runner.py")), str(said)]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def site(runner: subprocess.Popen[str], tmp_path: Path) -> Site:
    """An empty folder, published once."""
    made = Site(Folders(tmp_path / "raw", tmp_path / "published" / "tumen.duckdb", tmp_path / "state"), runner, random.Random(7))
    made.folders.raw.mkdir()
    told = made.run()
    assert told["status"] == 0, told
    return made
