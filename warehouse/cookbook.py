"""The cookbook: questions that analysts ask, each with its SQL (docs/cookbook/NN_name.sql) and the answer that a warehouse gives.

`python -m warehouse.cookbook [WAREHOUSE]` writes docs/COOKBOOK.md anew from the published sample reports.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from warehouse.dictionary import cell
from warehouse.errors import QuestionError, WarehouseError
from warehouse.reading import query

DOCS = Path(__file__).parents[1] / "docs"
LONGEST_CELL = 160
LONGEST_SQL = 10

HEAD = """# Cookbook

Questions that an analyst of trade and sanctions asks, each with its SQL over the views and the answer from the sample reports in `raw/`.
Paste the SQL after `tumen query`, or open the file with DuckDB; text in the answers is cut where it is long. What each view and column
means stands in [the dictionary](DATA_DICTIONARY.md) and, in the file itself, in the table `data_dictionary`.

Made by `python -m warehouse.cookbook` from `docs/cookbook`, after a run over `raw/`; the tests run every question and compare the answers.
"""


@dataclass(frozen=True)
class Question:
    """One question: the name of its file, the question itself, a remark (may be empty), and its SQL."""

    name: str
    asked: str
    remark: str
    sql: str


def questions(folder: Path = DOCS / "cookbook") -> list[Question]:
    """The questions of a folder in the order of their files; raises QuestionError for a file of another shape.

    A file is a comment line with the question, comment lines with a remark if need be, and one SELECT of at most ten lines.
    """
    return [parse_question(path) for path in sorted(folder.glob("*.sql"))]


def parse_question(path: Path) -> Question:
    """The question in one file; raises QuestionError where the file does not have the shape."""
    lines = path.read_text(encoding="utf-8").strip().splitlines()
    remarks = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    sql = [line for line in lines if not line.startswith("--")]
    if not remarks or not remarks[0].endswith("?"):
        raise QuestionError(name=path.name, reason="the first line is no comment that ends in a question mark")
    if not 0 < len(sql) <= LONGEST_SQL:
        raise QuestionError(name=path.name, reason=f"it has {len(sql)} lines of SQL, not 1 to {LONGEST_SQL}")
    return Question(path.stem, remarks[0], " ".join(remarks[1:]), "\n".join(sql))


def render_cookbook(warehouse: Path, asked: list[Question]) -> str:
    """The cookbook as one Markdown page, with the answers of a published file. Raises QueryError where a question fails."""
    parts = [HEAD]
    for number, question in enumerate(asked, start=1):
        remark = f"{question.remark}\n\n" if question.remark else ""
        answer = render_answer(query(warehouse, question.sql))
        parts.append(f"## {number}. {question.asked}\n\n{remark}```sql\n{question.sql}\n```\n\n{answer}\n")
    return "\n".join(parts)


def render_answer(rows: pl.DataFrame) -> str:
    """Rows as a Markdown table, or a sentence where there is none."""
    if rows.is_empty():
        return "The sample reports have no such row."
    lines = ["| " + " | ".join(rows.columns) + " |", "|" + " --- |" * rows.width]
    lines += ["| " + " | ".join(cell(shown(value)) for value in row) + " |" for row in rows.iter_rows()]
    return "\n".join(lines)


def shown(value: object) -> str:
    """One value as the page shows it: NULL is blank, a list its parts with semicolons, long text cut."""
    if value is None:
        return ""
    if isinstance(value, list):
        return shown("; ".join(map(str, value)))
    if isinstance(value, float):
        return f"{value:,.10g}"
    if isinstance(value, bool | date):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1].rstrip() + "…"


def write_cookbook(warehouse: Path, page: Path = DOCS / "COOKBOOK.md") -> None:
    """Write the page, with the answers of a published file."""
    page.write_text(render_cookbook(warehouse, questions()), encoding="utf-8")


if __name__ == "__main__":
    try:
        write_cookbook(Path(sys.argv[1] if len(sys.argv) > 1 else "warehouse/tumen.duckdb"))
    except WarehouseError as error:
        sys.exit(str(error))
