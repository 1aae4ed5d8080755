"""What the microscope shows beside the facts."""

from __future__ import annotations

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
