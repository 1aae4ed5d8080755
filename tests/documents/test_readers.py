"""Formats, sidecars and records."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipeline.documents import limits
from pipeline.documents.files import list_files
from pipeline.documents.stage import stage, stage_text

TEXT = "Imports of wheat flour rose by a third in the first half of the year, the customs office said."
OTHER = "Ships with coal left the port on Monday and had not come back by Friday, the harbour master said."
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Flour trade up | Border News</title>
<meta property="og:site_name" content="Border News"><meta property="article:published_time" content="2024-03-05T09:00:00+09:00">
<link rel="canonical" href="https://example.org/flour"></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Flour trade up</h1><p>{TEXT}</p><ul><li>rice: 20 t</li></ul><p>{OTHER}</p></article>
<footer>About us</footer><script>var x = 1</script></body></html>"""


def read(tmp_path: Path, **files: bytes | str) -> tuple[pl.DataFrame, pl.DataFrame]:
    for name, data in files.items():
        (tmp_path / name.replace("__", ".")).write_bytes(data.encode() if isinstance(data, str) else data)
    return stage(list_files(tmp_path))


def test_a_text_is_untouched(tmp_path: Path) -> None:
    text = f"\n  {TEXT}\r\n\r\n\t“Café”  \n"
    row = read(tmp_path, a__txt=b"\xef\xbb\xbf" + text.encode())[0].row(0, named=True)
    assert row["text"] == text
    assert row["file_start"] == 0
    assert row["source_record"] is None
    assert row["content_hash"] == hashlib.sha256(text.encode()).hexdigest()
    key = f"a.txt\0\0{0}\0{text}"
    assert row["document_id"] == hashlib.sha256(key.encode()).hexdigest()[:16]


def test_a_glued_file_keeps_offsets(tmp_path: Path) -> None:
    by = "by BorderDaily(Trade Media)"
    text = f"{TEXT}\nFebruary 02, 2026 at 09:48PM\n{by}\n{OTHER}\nFebruary 04, 2026 at 09:48PM\n{by}\n"
    documents, _ = read(tmp_path, a__txt=text)
    assert documents["published_on"].to_list() == [date(2026, 2, 2), date(2026, 2, 4)]
    for start, part in documents.select("file_start", "text").iter_rows():
        assert text[start : start + len(part)] == part


def test_the_sidecar_wins(tmp_path: Path) -> None:
    sidecar = {"title": "T", "publisher": "P", "url": "https://example.org", "published": "2020-02-03T04:05:06Z", "language": "en-GB"}
    text = f"Flour trade rises\nMarch 5, 2024\n\n{TEXT}"
    row = read(tmp_path, a__txt=text, a__txt__json=json.dumps(sidecar))[0].row(0, named=True)
    assert (row["title"], row["publisher"], row["url"], row["language"]) == ("T", "P", "https://example.org", "en")
    assert (row["published_on"], row["published_basis"]) == (date(2020, 2, 3), "sidecar")


@pytest.mark.parametrize("sidecar", ["{no json", "[1]", '{"published": "5 May"}', '{"title": 3}', "", "\0"])
def test_a_bad_sidecar_is_told_and_its_text_read(tmp_path: Path, sidecar: str) -> None:
    documents, quarantine = read(tmp_path, a__txt=TEXT, a__txt__json=sidecar)
    assert documents.height == 1
    assert quarantine.select("source_file", "reason").rows() == [("a.txt.json", "sidecar invalid")]


def test_a_page_gives_its_article_and_what_its_head_says(tmp_path: Path) -> None:
    row = read(tmp_path, a__html=PAGE)[0].row(0, named=True)
    assert (row["title"], row["publisher"], row["language"]) == ("Flour trade up", "Border News", "en")
    assert row["url"] == "https://example.org/flour"
    assert (row["published_on"], row["published_basis"]) == (date(2024, 3, 5), "header")
    assert all(part in row["text"] for part in ("Flour trade up", TEXT, "rice: 20 t", OTHER))
    assert not any(part in row["text"] for part in ("Home", "About us", "var x", "<p>"))


def test_a_page_in_its_own_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "euc-kr").replace(TEXT, "신의주 세관을 거쳐 들어오는 밀가루와 식용유가 다시 늘었다고 말했다.")
    assert "밀가루와" in read(tmp_path, a__htm=page.encode("cp949"))[0]["text"][0]


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT, "title": "T", "published": "2024-03-05"})
    lines = [good, "", "{bad", "[1]", '{"text": 5}', '{"title": "x"}', '{"text": " "}']
    lines += ['{"text": "\\ud800 half"}', '{"text": "a\\u0000b"}', good, json.dumps({"text": OTHER, "published": 2024}), "[" * 100_000]
    documents, quarantine = read(tmp_path, a__jsonl="\n".join(lines))
    assert documents["source_record"].to_list() == [1, 8, 10, 11]
    assert documents["published_on"].to_list() == [date(2024, 3, 5), None, date(2024, 3, 5), None]
    assert documents["title"][0] == "T"
    assert documents["text"][1] == "\ufffd half"
    assert quarantine["reason"].value_counts().sort("reason").rows() == [
        ("binary", 1),
        ("empty", 1),
        ("metadata invalid", 1),
        ("record invalid", 5),
    ]
    assert quarantine["detail"].str.contains(r"Record \d+: ").all()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = "신의주 세관을 거쳐 들어오는 밀가루와 식용유가 다시 늘었다고 상인이 말했다."
    line = json.dumps({"text": text}, ensure_ascii=False)
    documents, quarantine = read(tmp_path, a__jsonl=f"{line}\n{line}\n".encode(encoding))
    assert documents["text"].to_list() == [text, text]
    assert quarantine.is_empty()


def test_compressed_lines_and_sidecar_defaults(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(record) for record in ({"text": TEXT}, {"text": OTHER, "publisher": "Own"}))
    documents, _ = read(tmp_path, a__jsonl__gz=gzip.compress(lines.encode()), a__jsonl__gz__json='{"publisher": "Feed"}')
    assert documents["publisher"].to_list() == ["Feed", "Own"]


def test_an_overlong_line_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_DOCUMENT_BYTES", 1000)
    lines = [json.dumps({"text": text}) for text in (TEXT, "word " * 1000, OTHER)]
    documents, quarantine = read(tmp_path, a__jsonl="\n".join(lines))
    assert documents["source_record"].to_list() == [1, 3]
    assert quarantine["reason"].to_list() == ["too large"]


def test_ten_thousand_bad_lines_do_not_flood_the_quarantine(tmp_path: Path) -> None:
    _, quarantine = read(tmp_path, a__jsonl="{bad\n" * 10_000)
    assert quarantine.height == 1001


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("Coal exports halted", "en"),
        ("신의주 세관을 거쳐 밀가루가 들어온다.", "ko"),
        ("丹东口岸的货运列车已经恢复运行。", "zh"),
        ("Запрет на ввоз морепродуктов остаётся в силе.", "ru"),
        ("Les exportations de blé ont chuté l’été dernier.", "fr"),
        ("12 345, 67", None),
        ("x", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert stage_text(text)["language"].to_list() == [language]
