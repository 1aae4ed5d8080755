"""The cookbook: every question runs on the sample reports, and the page shows the answers that they give."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.cookbook import DOCS, Question, parse_question, questions, render_answer, render_cookbook
from warehouse.errors import QuestionError
from warehouse.reading import query

ROOT = Path(__file__).parents[2]
RENEW = "renew it with: make run && .venv/bin/python -m warehouse.cookbook"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, run through the whole pipeline."""
    folder = tmp_path_factory.mktemp("samples")
    places = ["--raw", ROOT / "raw", "--warehouse", folder / "tumen.duckdb", "--state", folder / "state"]
    command = [sys.executable, "-m", "assets.cli", "run", *map(str, places)]
    ran = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    return folder / "tumen.duckdb"


def test_there_are_twenty_five_questions_each_asked_once() -> None:
    asked = questions()
    assert len(asked) == 25
    assert len({question.asked for question in asked}) == 25
    assert [question.name[:2] for question in asked] == [f"{number:02}" for number in range(1, 26)]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_runs_and_its_answer_has_one_order(question: Question, samples: Path) -> None:
    assert "ORDER BY" in question.sql
    assert query(samples, question.sql).equals(query(samples, question.sql))


def test_the_page_shows_the_answers_of_the_sample_reports(samples: Path) -> None:
    page = (DOCS / "COOKBOOK.md").read_text(encoding="utf-8")
    wanted = render_cookbook(samples, questions())
    different = [line for line in wanted.splitlines() if line not in page.splitlines()]
    assert page == wanted, f"docs/COOKBOOK.md is out of date, first at {different[:1]}; {RENEW}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT 1;", "question mark"),
        ("-- Really.\nSELECT 1;", "question mark"),
        ("-- How many?\n", "0 lines"),
        ("-- How many?\n" + "SELECT\n" * 11, "11 lines"),
    ],
)
def test_a_file_of_another_shape_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "01_odd.sql"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=reason):
        parse_question(path)


def test_an_answer_stays_in_its_table(samples: Path) -> None:
    rows = query(
        samples, "SELECT 'a | b' || chr(10) || 'c' AS text, ['x', 'y'] AS list, 1.5e6 AS money, NULL::INTEGER AS none, true AS yes"
    )
    assert render_answer(rows).splitlines()[-1] == "| a \\| b c | x; y | 1,500,000 |  | true |"
    assert render_answer(rows.clear()) == "The sample reports have no such row."
    assert len(render_answer(query(samples, "SELECT repeat('long ', 100) AS text")).splitlines()[-1]) < 170
