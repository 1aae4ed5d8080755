"""The tables of speed are those of the figures, and the guard says what it found in one line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.bench import bench, corpus, growth, pages


def test_the_pages_show_the_figures() -> None:
    for path, text in pages.rendered().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is behind the figures: python tests/bench/pages.py writes it anew"


def test_every_row_that_was_measured_is_shown() -> None:
    figures = json.loads(pages.FIGURES.read_text(encoding="utf-8"))
    whole, short = pages.whole_table(figures), pages.short_table(figures)
    assert all(row["row"] in whole for row in figures["rows"])
    assert all(name in short for name in pages.IN_README)
    changed = {**figures, "rows": [{**row, "seconds": row.get("seconds", 1) * 2} for row in figures["rows"]]}
    assert pages.short_table(changed) != short


@pytest.mark.parametrize(
    ("ratios", "status", "told"),
    [([10.0], 0, "no slower"), ([12.0], 0, "less than a fifth"), ([20.0, 19.0, 18.0], 1, "SLOWER"), ([20.0, 11.0], 0, "less than a fifth")],
)
def test_the_guard(
    ratios: list[float], status: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.json"
    figures.write_text('{"quick_ratio": 10.0}', encoding="utf-8")
    monkeypatch.setattr(bench, "FIGURES", figures)
    left = iter(ratios)
    monkeypatch.setattr(bench, "quick_ratio", lambda: next(left))
    assert bench.quick() == status
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert told in said
    assert list(left) == []


@pytest.mark.parametrize("npm", ["exit 1", "echo 'npm error 404 no such thing' >&2; exit 1", None])
def test_without_the_newswire_the_guard_says_so_and_stops_nothing(
    npm: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if npm:
        (tmp_path / "npm").write_text(f"#!/bin/sh\n{npm}\n")
        (tmp_path / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(corpus, "CACHE", tmp_path / "cache")
    assert bench.quick() == 0
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "not measured" in said


def test_memory_is_that_of_a_process_and_its_children() -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("there is no /proc here")
    child = "import time; held = bytearray(80_000_000); print(1, flush=True); time.sleep(30)"
    with subprocess.Popen(["sh", "-c", f"{growth.sys.executable} -c '{child}'; true"], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        family = growth._family(process.pid)
        assert len(family) == 2
        assert sum(growth._memory(pid) for pid in family) > 80
        for pid in reversed(family):
            growth.os.kill(pid, 9)


def test_reports_are_the_same_for_the_same_number(tmp_path: Path) -> None:
    for name in ("a", "b"):
        growth.write_reports(tmp_path / name, 998, 1002)
    texts = [{path.relative_to(tmp_path / name): path.read_text() for path in (tmp_path / name).rglob("*.txt")} for name in ("a", "b")]
    assert texts[0] == texts[1]
    assert len(set(texts[0].values())) == 4
