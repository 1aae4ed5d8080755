"""From text that anybody may have written to HTML that holds nothing but text. Every value of the page goes through here."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Row = dict[str, Any]
# Control characters but tab and line end, and marks that turn the direction of writing or hide.
CONTROLS = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x206A), 0xFEFF],
    " ",
)
LONGEST = 600
ADDRESS = 2000


class Markup(str):
    """HTML that was made here; anything else is text."""

    __slots__ = ()


def text(value: object, longest: int = LONGEST) -> Markup:
    """A value as HTML text, fit for an attribute too: escaped, without control characters, cut at `longest` characters. None is empty."""
    if isinstance(value, Markup):
        return value
    plain = "" if value is None else re.sub(r"\s+", " ", str(value)[: longest * 2].translate(CONTROLS))
    return Markup(html.escape(plain if len(plain) <= longest else plain[: longest - 1] + "…"))


def join(parts: Iterable[object], between: str = "") -> Markup:
    """Parts one after the other, each as text unless it is Markup."""
    return Markup(between.join(text(part) for part in parts))


def tag(name: str, *inside: object, **attributes: object) -> Markup:
    """An element. `class_` stands for class and `data_x` for data-x; an attribute of None is left out, of True has no value."""
    written = ""
    for key, value in attributes.items():
        if value is not None and value is not False:
            plain = key.rstrip("_").replace("_", "-")
            written += f" {plain}" if value is True else f' {plain}="{text(value)}"'
    return Markup(f"<{name}{written}>{join(inside)}</{name}>")


def link(address: object, label: object) -> Markup:
    """A link where the address is one of the web, else the label alone: no other scheme is ever followed."""
    given = str(address or "").strip()
    try:
        parts = urlsplit(given)
        safe = parts.scheme in ("http", "https") and bool(parts.netloc) and len(given) <= ADDRESS and given.isprintable()
    except ValueError:
        safe = False
    return Markup(f'<a href="{html.escape(given)}" rel="noopener noreferrer nofollow">{text(label)}</a>') if safe else text(label)


def quotation(sentence: object, start: int | None = None, end: int | None = None, longest: int = LONGEST) -> Markup:
    """A sentence as a quotation; the evidence from `start` to `end` (code points) marked, and kept where the rest is cut."""
    if not sentence:
        return Markup("")
    whole = str(sentence)
    if start is None or end is None or not 0 <= start < end <= len(whole):
        return tag("q", text(whole, longest), dir="auto")
    room = max(longest - (end - start), 0) // 2
    before, after = whole[:start], whole[end:]
    before = before if len(before) <= room else "…" + before[len(before) - room :]
    after = after if len(after) <= room else after[:room] + "…"
    return tag("q", text(before), tag("mark", text(whole[start:end], longest)), text(after), dir="auto")


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and what a row shows in it. A `number` is aligned right."""

    heading: str
    show: Callable[[Row], object]
    number: bool = False


def table(caption: str, columns: Sequence[Column], rows: Sequence[Row], data: Callable[[Row], dict[str, object]] | None = None) -> Markup:
    """A table whose rows turn into cards on a narrow screen; `data` gives the attributes that the filters look at."""
    # The roles are the elements' own, said again because the cards' CSS would take them away.
    heads = [tag("th", column.heading, scope="col", role="columnheader", class_="number" if column.number else None) for column in columns]
    lines = []
    for row in rows:
        cells = [
            tag("td", column.show(row), role="cell", data_label=column.heading, class_="number" if column.number else None)
            for column in columns
        ]
        lines.append(tag("tr", *cells, role="row", **(data(row) if data else {})))
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *heads, role="row"), role="rowgroup"),
        tag("tbody", *lines, role="rowgroup"),
        role="table",
    )


def embedded(value: object) -> Markup:
    """JSON that may stand in a script element: nothing in it can end the element or open a comment, or turn the direction of writing."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    unsafe = {char: f"\\u{char:04x}" for char in map(ord, "<>&")}
    return Markup(plain.translate({**CONTROLS, **unsafe}))
