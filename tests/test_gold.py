"""Quality has a floor: the whole flow over the annotated texts beside the repository, against the figures of floors.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from assets.cli import main

HERE = Path(__file__).parent
EVALUATION = HERE.parent.parent / "shared" / "eval"
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not (EVALUATION / "gold").is_dir(), reason="the annotated texts (../shared/eval/gold) are not there")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    folder = tmp_path_factory.mktemp("gold")
    warehouse = folder / "gold.duckdb"
    assert main(["run", "--raw", str(EVALUATION / "gold"), "--warehouse", str(warehouse), "--state", str(folder / "state")]) == 0
    tallies, _ = _score_module().score(warehouse, EVALUATION / "gold")
    return {kind: tally.row() for kind, tally in tallies.items()}


def _score_module() -> Any:
    sys.path.insert(0, str(EVALUATION))
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    try:
        import score
    finally:
        sys.path.remove(str(EVALUATION))
        sys.dont_write_bytecode = before
    return score


@pytest.mark.parametrize("kind", FLOORS)
def test_quality_is_not_below_its_floor(figures: dict[str, dict[str, float]], kind: str) -> None:
    for figure, floor in FLOORS[kind].items():
        assert figures[kind][figure] >= floor, f"{figure} of {kind} fell below its floor"


def test_every_kind_has_a_floor(figures: dict[str, dict[str, float]]) -> None:
    assert set(FLOORS) == set(figures)
