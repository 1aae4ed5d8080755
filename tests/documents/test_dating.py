"""Days of publication are taken where feeds, agencies and sites put them, and nowhere else."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from pipeline.documents.dating import with_dating
from pipeline.documents.stage import stage_text

BODY = "The customs office said that imports of wheat flour rose by a third in the first half of the year, and sugar by a tenth."

DATED = [
    ("BEIJING, March 3, 2019 (Agency) - {}", "2019-03-03", "dateline"),
    ("Flour trade rises\n\nSEOUL, Jan. 5, 2021 (Agency) -- {}", "2021-01-05", "dateline"),
    ("MOSCOW, 5 March 2019 /AGENCY/. {}", "2019-03-05", "dateline"),
    ("(Agency) 2019-03-05 {}", "2019-03-05", "dateline"),
    ("VLADIVOSTOK — March 3, 2019 — {}", "2019-03-03", "dateline"),
    ("Flour trade rises\nBy A. Writer | March 5, 2024\n\n{}", "2024-03-05", "header"),
    ("Flour trade rises\nMarch 5th, 2024\n{}", "2024-03-05", "header"),
    ("Flour trade rises\nTuesday, 5 March 2024 10:30 GMT\n{}", "2024-03-05", "header"),
    ("Flour trade rises\nMarch 5, 2024 · 5 min read\n{}", "2024-03-05", "header"),
    ("Flour trade rises\nBorder News, 5 March 2024\n{}", "2024-03-05", "header"),
    ("Title: Flour\nDate: March 3, 2019\nSource: Border News\n\n{}", "2019-03-03", "header"),
    ("---\ntitle: Flour trade\ndate: 2024-03-05\n---\n\n{}", "2024-03-05", "header"),
    ("# Flour trade\n\n*5 March 2024*\n\n{}", "2024-03-05", "header"),
    ("밀가루 수입 증가\n2024년 3월 5일\n{}", "2024-03-05", "header"),
    ("Flour trade rises\nPosted on March 5, 2024 by editor\n{}", "2024-03-05", "stamp"),
    ("Flour trade rises\nPublished: 2024-03-05\n{}", "2024-03-05", "stamp"),
    ("Flour trade rises\nUpdated 10 March 2024\nPublished 5 March 2024\n{}", "2024-03-05", "stamp"),
    ("Flour trade rises\nLast updated: March 10, 2024 4:05 p.m. EST\n{}", "2024-03-10", "stamp"),
    ("{}\nFebruary 02, 2026 at 09:48PM\nby BorderDaily(Trade Media)\n", "2026-02-02", "stamp"),
    ("{}\r\nFebruary 02, 2026 at 09:48PM\r\nby BorderDaily(Trade Media)\r\n", "2026-02-02", "stamp"),
]
UNDATED = [
    "{}",
    "SEOUL, Jan. 5 (Agency) -- {}",
    "On March 3, 2019, the office said trade rose.\n{}",
    "Trade rose on March 3, 2019\n{}",
    "Published on March 3, 2019, the report says that trade grew.\n{}",
    "Flour trade\n30 February 2024\n{}",
    "Chronology\n1 May 2001\nA\n2 May 2002\nB\n3 May 2003\nC\n{}",
    "March 5, 2019 - {}",
    "“We sold coal,” he said (Daily, 5 May 2019) and left. {}",
    "Blockade of the ports, 1861\n\n{}",
]


@pytest.mark.parametrize(("form", "day", "basis"), DATED)
def test_a_day_in_its_place_is_taken(form: str, day: str, basis: str) -> None:
    row = stage_text(form.format(BODY)).row(0, named=True)
    assert (row["published_on"], row["published_basis"]) == (date.fromisoformat(day), basis)


@pytest.mark.parametrize("form", UNDATED)
def test_a_day_elsewhere_or_without_year_is_not(form: str) -> None:
    row = stage_text(form.format(BODY)).row(0, named=True)
    assert (row["published_on"], row["published_basis"]) == (None, None)


def _said(**values: object) -> pl.DataFrame:
    text = f"Flour trade rises\nMarch 5, 2024\n{BODY}\nFebruary 02, 2026 at 09:48PM\nby BorderDaily(Trade Media)"
    row: dict[str, object] = {"text": text, "title": None, "publisher": None, "published_on": None, "page_published_on": None, **values}
    schema = {"text": pl.String, "title": pl.String, "publisher": pl.String, "published_on": pl.Date, "page_published_on": pl.Date}
    return with_dating(pl.DataFrame([row], schema=schema))


def test_sidecar_then_page_then_stamp() -> None:
    sidecar, page = date(2020, 1, 1), date(2021, 1, 1)
    assert _said(published_on=sidecar, page_published_on=page).row(0, named=True)["published_basis"] == "sidecar"
    assert _said(page_published_on=page).row(0, named=True)["published_on"] == page
    assert _said().row(0, named=True)["published_on"] == date(2026, 2, 2)


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        (f"Flour trade rises\n\n{BODY}", "Flour trade rises", None),
        (f"{BODY}\n{BODY}", None, None),
        (f"news, border, flour\n{BODY}", None, None),
        (f"Title: Flour\nSource: Border News\n\n{BODY}", "Flour", "Border News"),
        (f"BEIJING, March 3 (Agency) - {BODY}", None, "Agency"),
        (f"{BODY}\nFebruary 02, 2026 at 09:48PM\nby BorderDaily(Trade Media)", None, "BorderDaily(Trade Media)"),
    ],
)
def test_title_and_publisher(text: str, title: str | None, publisher: str | None) -> None:
    row = stage_text(text).row(0, named=True)
    assert (row["title"], row["publisher"]) == (title, publisher)
