"""The facts of one text, marked in it, with the rule and the lexicon line behind each: a microscope for rules and words."""

from __future__ import annotations

import io
import re
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.documents.stage import stage_text
from pipeline.extract import extract
from pipeline.runners_up import find_runners_up, find_sides
from pipeline.schema import is_read

_STYLES = {"good": "bold green", "actor": "bold magenta", "place": "bold blue", "date": "bold yellow"}
_MENTIONS = {
    "good": ("fact_trade_goods", "dim_goods", "good_id"),
    "actor": ("fact_actors", "dim_actors", "actor_id"),
    "place": ("fact_places", "dim_places", "place_id"),
    "date": ("fact_dates", None, None),
}
_WORTH_A_LINE = 0.1  # share of an answer
_SIGNS = 4  # of an answer that are shown
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def explain(text: str, *, color: bool, width: int) -> str:
    """The articles of `text`, each with its mentions marked and its facts listed with rule, cue and lexicon line.

    With `color` marks are colours, without it brackets: [coal|good]. Control characters of the text are shown as `?`.
    """
    buffer = io.StringIO()
    console = Console(file=buffer, width=max(width, 60), force_terminal=color, no_color=not color, highlight=False, emoji=False)
    documents = stage_text(text)
    if documents.is_empty():
        console.print("There is no text to read.")
        return buffer.getvalue().rstrip()
    tables = extract(documents)
    lost, (sides, answers) = find_runners_up(documents), find_sides(documents)
    read = set(documents.filter(is_read())["document_id"])
    for row in documents.iter_rows(named=True):
        here = {
            name: frame.filter(pl.col("document_id") == row["document_id"])
            for name, frame in tables.items()
            if "document_id" in frame.columns
        }
        mentions = _mentions(here, tables)
        console.print(_heading(row))
        if row["document_id"] not in read:
            console.print(f"Kept, but not read: only English is, and this looks like {row['language']}.")
        console.print(_marked(row["text"], mentions, color=color))
        console.print()
        console.print(_mention_table(mentions))
        console.print(_fact_table(here, tables))
        below = (
            _side_table(row["document_id"], here, sides),
            _answer_table([answer for answer in answers if answer["document_id"] == row["document_id"]]),
            _lost_table(lost.filter(pl.col("document_id") == row["document_id"])),
        )
        for table in below:
            if table.row_count:
                console.print(table)
    return buffer.getvalue().rstrip()


def _heading(row: dict[str, Any]) -> Text:
    published = f"published {row['published_on']} ({row['published_basis']})" if row["published_on"] else "no publication date found"
    parts = [row["title"] or "Text", f"language {row['language'] or 'unknown'}", published]
    return Text(_safe(" · ".join(parts)), style="bold underline")


def _mentions(here: dict[str, pl.DataFrame], tables: dict[str, pl.DataFrame]) -> list[dict[str, Any]]:
    """Rows of all four kinds in text order, with `kind` and `reading`, what the mention was taken for."""
    found: list[dict[str, Any]] = []
    for kind, (fact, dimension, key) in _MENTIONS.items():
        rows = here[fact]
        if dimension and key:
            rows = rows.join(tables[dimension].rename({"kind": "of_kind"}, strict=False), on=key, how="left")
        found.extend({**row, "kind": kind, "reading": _reading(kind, row)} for row in rows.iter_rows(named=True))
    return sorted(found, key=lambda row: (row["start_char"], -row["end_char"], row["kind"]))


def _reading(kind: str, row: dict[str, Any]) -> str:
    if kind == "good":
        amounts = [
            _range(row["quantity_low"], row["quantity_high"], row["unit"]),
            _range(row["amount_low"], row["amount_high"], row["currency"]),
        ]
        origin = f"from {row['origin_country']}" if row["origin_country"] else ""
        return _joined(row["name"], f"HS {row['hs_heading'] or row['hs_chapter'] or '?'}", origin, *amounts)
    if kind == "date":
        days = f"{row['date_from']} to {row['date_to']}" if row["date_from"] else "cannot be laid on the calendar"
        return _joined(days, row["granularity"], row["basis"])
    return _joined(row["name"], row["of_kind"], row["country"])


def _range(low: float | None, high: float | None, unit: str | None) -> str:
    if low is None and high is None:
        return ""
    bounds = (
        f"{low:,.10g}"
        if low == high and low is not None
        else f"{'' if low is None else f'{low:,.10g}'}-{'' if high is None else f'{high:,.10g}'}"
    )
    return f"{bounds} {unit or ''}".strip()


def _marked(text: str, mentions: list[dict[str, Any]], *, color: bool) -> Text:
    """The text with its mentions in colour or brackets; of two that overlap the outer one is marked."""
    marked = Text()
    at = 0
    for row in mentions:
        if row["start_char"] < at:
            continue
        marked.append(_safe(text[at : row["start_char"]]))
        surface = _safe(text[row["start_char"] : row["end_char"]])
        marked.append(surface if color else f"[{surface}|{row['kind']}]", style=_STYLES[row["kind"]])
        at = row["end_char"]
    marked.append(_safe(text[at:]))
    return marked


def _mention_table(mentions: list[dict[str, Any]]) -> Table:
    table = _table("Mentions", "mention", "kind", "reading", "rule", "lexicon", "conf.")
    for row in mentions:
        cells = [row["surface"], row["kind"], row["reading"], row["rule"], row["lexicon"] or "", f"{row['confidence']:.2f}"]
        table.add_row(*(Text(_safe(cell)) for cell in cells), style=_STYLES[row["kind"]].removeprefix("bold "))
    return table


def _fact_table(here: dict[str, pl.DataFrame], tables: dict[str, pl.DataFrame]) -> Table:
    """Routes and flows with what carried them."""
    names = dict(tables["dim_places"].select("place_id", "name").iter_rows())
    table = _table("Routes and flows", "fact", "from → to", "status", "cue", "rule", "lexicon", "evidence")
    for row in here["fact_routes"].iter_rows(named=True):
        what = _joined(
            "route",
            row["mode"],
            "via " + ", ".join(names.get(place, place) for place in row["via_place_ids"]) if row["via_place_ids"] else "",
        )
        way = f"{row['origin_country'] or '?'} → {row['destination_country'] or '?'}"
        table.add_row(*_cells(what, way, row["status"], row["cue"], row["rule"], row["lexicon"], row["surface"]))
    for row in here["fact_trade_flows"].iter_rows(named=True):
        what = _joined(row["good_surface"] or "all trade", f"made in {row['origin_country']}" if row["origin_country"] else "")
        way = f"{row['exporter_country'] or '?'} → {row['importer_country'] or '?'}"
        table.add_row(*_cells(what, way, row["status"], row["cue"], row["rule"], row["lexicon"], row["surface"]))
    return table


def _side_table(document_id: str, here: dict[str, pl.DataFrame], sides: list[dict[str, Any]]) -> Table:
    """What each side of a flow rests on, and whether the clause left it open."""
    table = _table("Sides", "flow", "from", "filled by", "to", "filled by")
    key = ("sentence_id", "good_surface", "exporter_country", "importer_country", "status")
    kept = set(here["fact_trade_flows"].select(key).iter_rows())
    for row in sides:
        told = tuple(row[name] for name in key)
        if row["document_id"] == document_id and told in kept:
            kept.remove(told)
            ends = (row["exporter_country"] or "?", row["exporter_from"], row["importer_country"] or "?", row["importer_from"])
            table.add_row(*_cells(row["good_surface"] or "all trade", *ends))
    return table


def _answer_table(answers: list[dict[str, Any]]) -> Table:
    """The answers that were weighed where a clause left a side open, but for the unlikely ones."""
    table = _table("Open sides", "word", "good", "answer", "share", "weightiest signs")
    for row in answers:
        if row["share"] >= _WORTH_A_LINE or row["is_told"]:
            way = "no flow" if row["corridor"] is None else " → ".join(country or "?" for country in row["corridor"])
            signs = ", ".join(f"{sign} {weight:+.1f}" for sign, weight in row["signs"][:_SIGNS])
            share = f"{row['share']:.2f}{' told' if row['is_told'] and row['corridor'] else ''}"
            table.add_row(*_cells(row["word"], row["good"] or "all trade", way, share, signs))
    return table


def _lost_table(lost: pl.DataFrame) -> Table:
    """The readings that lost to a mention: of places with the weights of both, of others with the confidence of their rule."""
    table = _table("Runners-up", "mention", "not taken for", "kind", "rule", "lexicon", "score", "against")
    for row in lost.iter_rows(named=True):
        reading = _joined(row["surface"] if row["surface"] != row["winner"] else "", row["name"] or "a name of this shape", row["country"])
        scores = ["" if row[name] is None else f"{row[name]:.2f}" for name in ("score", "winner_score")]
        table.add_row(*_cells(row["winner"], reading, row["kind"], row["rule"] or "another reading", row["lexicon"], *scores))
    return table


def _table(title: str, *columns: str) -> Table:
    """An empty table; words that do not fit go on below, for a lexicon line that is cut off leads nowhere."""
    table = Table(title=title, title_justify="left", box=None)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _cells(*values: str | None) -> list[Text]:
    return [Text(_safe((value or "").replace("\n", " "))) for value in values]


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _safe(text: str) -> str:
    """`text` without what a terminal would obey."""
    return _UNSAFE.sub("?", text)
