"""Languages of short texts: what a headline with foreign names is taken for."""

from __future__ import annotations

import pytest

from pipeline.documents.language import detect_language


@pytest.mark.parametrize(
    "text",
    [
        "Ameropa sold urea to Romania in May 2024.",
        "Ban Phuc mine exports nickel.",
        "Kazatomprom, CGN sign uranium deal",
        "Grain exports via Constanta",
        "Coal exports halted",
        "Vietnam tin shipments to Hamburg down",
        "Petrobras, Vale win Sinopec orders",
    ],
)
def test_a_short_english_line_full_of_foreign_names_is_english(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("România importă uree din Rusia.", "ro"),
        ("Gazprom vendió gas a Hungría.", "es"),
        ("La Chine importe du charbon", "fr"),
        ("Der Export von Kohle.", "de"),
        ("China importeert steenkool", "nl"),
        ("Indonesia larang ekspor nikel", "id"),
        ("Turcja kupuje rosyjski węgiel", "pl"),
        ("Китай запретил импорт угля", "ru"),
        ("중국이 석탄 수입을 중단했다", "ko"),
        ("中国停止进口煤炭", "zh"),
    ],
)
def test_a_short_line_in_another_language_keeps_it(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "12,5 %", "Dandong"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect_language(text) is None
