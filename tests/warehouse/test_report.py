"""The report: what it says, what it leaves out and says so, and that no text of others becomes anything but text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.conftest import Frames
from warehouse.errors import WarehouseNotReadableError
from warehouse.publish import Published, publish
from warehouse.report import build, gather, markup
from warehouse.report.build import ReportNotWrittenError, write_report

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"quoted\" 'single' & <!-- \u202egnp.exe $data ${style}"
VOID = {"meta", "input", "br", "img", "link"}


class Page(HTMLParser):
    """What a browser would make of a page: elements with their attributes, text by element, unclosed ones."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.inside: dict[str, list[str]] = {}
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.inside.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(autouse=True)
def short_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The charts' own script takes seconds to bundle and is not what is looked at here."""
    monkeypatch.setattr(build, "chart_engine", lambda: "window.vegaEmbed = null;")


def page_of(warehouse: Path) -> tuple[str, Page]:
    written = build.render(gather.gather(warehouse), build.chart_engine())
    return written, Page(written)


@pytest.fixture
def hostile(frames: Frames, staged: Callable[[Frames], dict[str, Path]], target: Path) -> Path:
    """A warehouse in which everything that a stranger can write tries to break out of the page."""
    frames["dim_goods"] = frames["dim_goods"].with_columns(name=pl.lit(HOSTILE))
    frames["dim_places"] = frames["dim_places"].with_columns(name=pl.lit(HOSTILE))
    frames["dim_countries"] = frames["dim_countries"].with_columns(name=pl.lit(HOSTILE))
    address = pl.lit("javascript:alert(3)")
    frames["dim_documents"] = frames["dim_documents"].with_columns(publisher=pl.lit(HOSTILE), title=pl.lit(HOSTILE), url=address)
    frames["quarantine"] = frames["quarantine"].with_columns(detail=pl.lit(HOSTILE), reason=pl.lit(HOSTILE))
    return publish(staged(frames), target).path


def test_the_page_tells_what_is_in_the_warehouse(published: Published) -> None:
    _, page = page_of(published.path)
    text = " ".join(" ".join(parts) for parts in page.inside.values())
    assert "Trade told by the news, 2025-04-02 to 2025-04-03" in text
    assert "3 trade flows and 1 route, drawn out of 3 documents of 1 outlet." in text  # the copy's flow is not counted
    assert not page.open, "every element is closed"
    assert [attributes["value"] for attributes in page.all("option") if attributes.get("value") in ("CN>KP", "KP>", "RU>")] == [
        "CN>KP",
        "KP>",
        "RU>",
    ]
    assert "c.bin" in page.inside["code"]
    assert any("20 tons of wheat flour" in part for part in page.inside["mark"]), "the evidence is marked in its sentence"
    assert "China → North Korea via Dandong, Sinuiju" in text


def test_headings_landmarks_and_labels_are_there(published: Published) -> None:
    _, page = page_of(published.path)
    names = [name for name, _ in page.elements]
    assert names.count("main") == names.count("h1") == 1
    assert {"header", "nav", "footer", "h2", "h3", "caption"} <= set(names)
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        for reference in (attributes.get("aria-labelledby"), attributes.get("aria-describedby"), (attributes.get("href") or "")[1:]):
            assert not reference or reference in ids or "/" in reference, reference
    assert all(attributes.get("scope") == "col" for attributes in page.all("th"))
    assert page.all("html")[0]["lang"] == "en"
    described = [attributes for _, attributes in page.elements if attributes.get("role") in ("img", "application", "region")]
    assert described
    assert all(attributes.get("aria-label") or attributes.get("aria-labelledby") for attributes in described)


def test_nothing_of_the_page_comes_from_elsewhere(published: Published) -> None:
    written, page = page_of(published.path)
    assert not any(attributes.get("src") for _, attributes in page.elements)
    assert not page.all("link")
    assert "@import" not in written
    assert "url(" not in written
    policy = next(a["content"] or "" for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "*" not in policy
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    running = re.findall(r"<script>(.*?)</script>|<style>(.*?)</style>", written, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256((script or style).encode()).digest()).decode() for script, style in running}
    assert hashes == allowed
    assert len(running) == 3
    assert not any(key.startswith("on") or key == "style" for _, attributes in page.elements for key in attributes)


def test_hostile_text_stays_text(hostile: Path) -> None:
    written, page = page_of(hostile)
    assert "<script>alert" not in written
    assert not page.all("img")
    assert len(page.all("script")) == 3
    assert not page.open
    assert "\u202e" not in written
    assert all((attributes["href"] or "").startswith(("#", "https://")) for attributes in page.all("a")), (
        "no link but to the page and resolutions"
    )
    data = json.loads(re.search(r'id="data">(.*?)</script>', written, re.DOTALL).group(1))  # type: ignore[union-attr]
    assert HOSTILE.replace("\u202e", " ") in data["goods"].values()


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://news.example/a?b=1&c=2", True),
        ("http://news.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example/a", False),
        ("https://[broken", False),
        ("https://a\nb", False),
        ("ftp://news.example/", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str | None, is_link: bool) -> None:
    made = markup.link(address, "outlet")
    assert made.startswith("<a ") is is_link
    assert is_link is ('rel="noopener noreferrer nofollow"' in made)


def test_text_is_escaped_and_cut_and_loses_what_steers_a_screen() -> None:
    assert markup.text('<a href="x">') == "&lt;a href=&quot;x&quot;&gt;"
    assert markup.text("a\x00\u202eb\n\tc") == "a b c"
    assert markup.text("x" * 700, 10) == "x" * 9 + "…"
    assert markup.text(None) == ""
    assert markup.tag("p", "<b>", hidden=True, class_="a b", data_x=None) == '<p hidden class="a b">&lt;b&gt;</p>'


def test_a_quotation_keeps_its_evidence_when_it_is_cut() -> None:
    sentence = "a" * 500 + " evidence " + "z" * 500
    made = markup.quotation(sentence, 501, 509, 100)
    assert "<mark>evidence</mark>" in made
    assert made.count("…") == 2
    assert len(made) < 200
    assert markup.quotation("Short.", 3, 99) == '<q dir="auto">Short.</q>'
    assert markup.quotation(None) == ""


def test_embedded_json_cannot_end_its_element() -> None:
    made = markup.embedded({"a": "</script><!--\u2028&"})
    assert "<" not in made
    assert "\u2028" not in made
    assert json.loads(made) == {"a": "</script><!-- &"}


def test_what_a_table_leaves_out_is_said(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(gather.LIMITS, "flows", 1)
    monkeypatch.setitem(gather.LIMITS, "newest", 2)
    written, _ = page_of(published.path)
    assert "1 of 3 distinct flows are listed; the other 2 are in the warehouse." in written
    assert "2 of 3 flows are listed; the other 1 are in the warehouse." in written


def test_merged_cells_still_count_every_flow(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sum(cell["flows"] for cell in gather.gather(published.path)["cells"])
    monkeypatch.setattr(gather, "MOST_CELLS", 0)
    merged = gather.gather(published.path)["cells"]
    assert sum(cell["flows"] for cell in merged) == whole == 3
    assert {cell["good"] for cell in merged} == {cell["corridor"] for cell in merged} == {"*"}


def test_the_same_warehouse_gives_the_same_page(published: Published) -> None:
    assert page_of(published.path)[0] == page_of(published.path)[0]


def test_an_empty_warehouse_has_a_report_too(frames: Frames, staged: Callable[[Frames], dict[str, Path]], target: Path) -> None:
    needed = {table: frame.clear() for table, frame in frames.items() if table in ("raw_files", "dim_documents", "sentences")}
    written, page = page_of(publish(staged(needed), target).path)
    assert "No flow was found." in written
    assert "No route was found." in written
    assert not page.open


def test_a_report_is_written_whole_or_not_at_all(published: Published, tmp_path: Path) -> None:
    page = tmp_path / "new" / "report.html"
    assert write_report(published.path, page) == page.stat().st_size
    assert [path.name for path in page.parent.iterdir()] == ["report.html"]
    with pytest.raises(ReportNotWrittenError):
        write_report(published.path, published.path / "report.html")
    with pytest.raises(WarehouseNotReadableError):
        write_report(tmp_path / "missing.duckdb", page)
