"""What the microscope shows beside the facts."""

from __future__ import annotations

import re

from assets.explain import explain

ENGLISH = "China exported 300 tons of flour to North Korea through Dandong in March 2023."
GERMAN = "China lieferte im März 2023 dreihundert Tonnen Mehl über Dandong nach Nordkorea, teilte der Zoll mit."


def test_a_narrow_window_cuts_no_lexicon_line() -> None:
    wide, narrow = (explain(ENGLISH, color=False, width=width) for width in (300, 60))
    line = next(word for word in wide.split() if word.startswith("goods/"))
    assert line not in narrow
    column = "".join("".join(narrow.split("Routes and flows")[0].split()))
    assert all(piece in column for piece in ("goods", line.rsplit(":", 1)[1]))


def test_a_text_in_another_language_says_that_it_was_not_read() -> None:
    assert "not read" not in explain(ENGLISH, color=False, width=100)
    assert "not read: only English is, and this looks like de" in explain(GERMAN, color=False, width=100)


def test_the_runners_up_and_the_sides_are_shown_below_the_facts() -> None:
    shown = explain("Imports of Ugandan palm oil to Odessa remain banned.", color=False, width=200)
    _, sides, runners_up = re.split(r"^(?:Sides|Runners-up) *$", shown, flags=re.MULTILINE)
    assert "palm oil" in sides
    assert "origin of the good" in sides
    assert "clause: Odessa" in sides
    odessa = next(line for line in runners_up.splitlines() if "Odessa, US" in line)
    assert "another reading" in odessa
    assert "geonames:" in odessa


def test_without_rivals_there_is_no_table_of_them() -> None:
    assert "Runners-up" not in explain("Tea was sold.", color=False, width=200)
