"""Hostile files, thousands of them: each becomes a document or a row of quarantine, nothing crashes, memory stays below 2 GiB."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.hostile import fill

ROOT = Path(__file__).parent.parent.parent


def staged(tmp_path: Path, seed: int, number: int) -> dict[str, Any]:
    fill(tmp_path / "raw", seed, number)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.hostile", str(tmp_path / "raw"), str(tmp_path / "work")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def assert_sound(found: dict[str, Any], number: int) -> None:
    assert found["lost"] == []
    assert found["is_unique"]
    assert found["nul"] == 0
    assert found["files"] > 0.9 * number  # the rest are sidecars of others
    assert found["failed"] == []
    assert found["mib"] < 2048


def test_some_hostile_files(tmp_path: Path) -> None:
    found = staged(tmp_path, 1, 150)
    assert_sound(found, 150)
    assert found["documents"] > 20
    assert len(found["reasons"]) > 8


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(2, 12))
def test_ten_thousand_hostile_files(tmp_path: Path, seed: int) -> None:
    found = staged(tmp_path, seed, 1000)
    print(found)
    assert_sound(found, 1000)
