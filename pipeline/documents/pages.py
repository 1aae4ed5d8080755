"""A web page → the text of its article and what its head says of it, through resiliparse."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLParserException, HTMLTree

from pipeline.documents import limits
from pipeline.documents.encodings import decode
from pipeline.documents.failures import Empty, TooDeep, TooHungry
from pipeline.documents.sidecar import Metadata, clean, parse_day, parse_language

# CSS selector and attribute of what a page says of itself, the most reliable first.
TITLES = (('meta[property="og:title"]', "content"), ("article h1", ""), ("h1", ""), ("title", ""))
PUBLISHERS = (('meta[property="og:site_name"]', "content"), ('meta[name="publisher"]', "content"))
URLS = (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content"))
DAYS = (
    ('meta[property="article:published_time"]', "content"),
    ('meta[itemprop="datePublished"]', "content"),
    ('meta[name="date"]', "content"),
    ('meta[name="pubdate"]', "content"),
    ('meta[name="publish-date"]', "content"),
    ('meta[name="parsely-pub-date"]', "content"),
    ('meta[name="DC.date.issued"]', "content"),
    ('meta[name="dcterms.date"]', "content"),
    ('[itemprop="datePublished"]', "datetime"),
    ("time[pubdate]", "datetime"),
    ("article time[datetime]", "datetime"),
    ("time[datetime]", "datetime"),
)
LINKED_DAY = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})')
LANGUAGES = (("html", "lang"), ('meta[property="og:locale"]', "content"), ('meta[http-equiv="content-language"]', "content"))
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# Elements that have no end, or whose end is left out as a rule.
OFTEN_OPEN = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd",
    "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup", "rb", "rt", "rtc", "rp", "html", "head", "body", "path",
    "circle", "rect", "line", "polygon", "use", "stop",
}  # fmt: skip
AROUND = ["nav", "aside", "footer", "form", "button", "script", "style", "noscript", "time"]


def read_page(data: bytes, charset: str | None = None) -> tuple[str, Metadata]:
    """Text of a page's article, its title first, and what the page says of itself. `charset` is what came with it (a header of HTTP).

    Raises as `decode`, TooDeep, and Empty without any text.
    """
    html = decode(data, charset or detect_encoding(data[:4096], from_html_meta=True)).text
    tree = _tree(html)
    said = _metadata(tree.document, html)
    text = _article(tree)
    if not text.strip():
        raise Empty("The page has no text outside menus and scripts.")
    if said.title and said.title not in text[:1000]:
        text = f"{said.title}\n\n{text}"
    return clean(text), said


def read_fragment(data: bytes, charset: str | None = None) -> str:
    """All text of a piece of HTML that is an article itself, as in a mail or an entry of a feed. Raises as `decode`, and TooDeep."""
    tree = _tree(decode(data, charset).text)
    text: str = extract_plain_text(tree, alt_texts=False, list_bullets=False, skip_elements=["script", "style"])
    return clean(text)


def _tree(html: str) -> Any:
    """The tree of a page that is not nested beyond measure: the extractor's time grows with the square of the depth."""
    opened: Counter[str] = Counter()
    for tag in TAG.finditer(html):
        opened[tag[2].lower()] += -1 if tag[1] else 1
    deepest = sum(number for name, number in opened.items() if number > 0 and name not in OFTEN_OPEN)
    if deepest > limits.MAX_PAGE_DEPTH:
        raise TooDeep(f"About {deepest} elements are left open inside each other.")
    try:
        return HTMLTree.parse(html)
    except HTMLParserException as error:  # whatever the page holds has a tree, if there is memory for it
        raise TooHungry() from error


def _article(tree: Any) -> str:
    """The one article element whole where there is one: the main content's heuristics drop short list items and tables."""
    main: str = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
    articles = tree.document.query_selector_all("article")
    if len(articles) == 1:
        whole: str = extract_plain_text(articles[0].html, alt_texts=False, list_bullets=False, skip_elements=AROUND)
        if len(whole) >= len(main) / 2:
            return whole
    if len(main.strip()) >= 80:
        return main
    everything: str = extract_plain_text(tree, alt_texts=False, list_bullets=False, skip_elements=AROUND)
    return everything if len(everything) > 2 * len(main) else main


def _metadata(page: Any, html: str) -> Metadata:
    day = next((day for value in _values(page, DAYS) if (day := parse_day(value))), None)
    if day is None and (linked := LINKED_DAY.search(html)):
        day = parse_day(linked.group(1))
    return Metadata(
        title=next(_values(page, TITLES), None),
        publisher=next(_values(page, PUBLISHERS), None),
        url=next(_values(page, URLS), None),
        published=day,
        language=next((code for value in _values(page, LANGUAGES) if (code := parse_language(value))), None),
    )


def _values(page: Any, places: tuple[tuple[str, str], ...]) -> Any:
    """The values found at `places`, blanks folded, in order; an empty attribute name stands for the element's text."""
    for selector, attribute in places:
        element = page.query_selector(selector)
        value = (element.getattr(attribute) if attribute else element.text) if element is not None else None
        if value and (folded := clean(" ".join(value.split()))):
            yield folded
