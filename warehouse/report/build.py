"""The page, put together: data asked, charts made, tables written, and a policy in it that lets nothing leave and nothing foreign run."""

from __future__ import annotations

import base64
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from string import Template
from typing import Any

from warehouse.errors import WarehouseError
from warehouse.report import charts, sections
from warehouse.report.gather import HERE, Row, gather
from warehouse.report.glance import glance
from warehouse.report.markup import Markup, embedded, join, tag
from warehouse.report.routes import base_map, drawn
from warehouse.summary import counted

LONGEST_NAME = 80


class ReportNotWrittenError(WarehouseError):
    """The report was not written to {path}: {reason}"""


def write_report(warehouse: Path, page: Path) -> int:
    """Write the report on a published warehouse to the file `page`, whole or not at all; its size in bytes.

    Raises WarehouseNotReadableError, or ReportNotWrittenError where the file cannot be written.
    """
    with ThreadPoolExecutor(1) as beside:
        engine = beside.submit(chart_engine)  # takes as long as all questions together
        found = gather(warehouse)
        made = render(found, engine.result()).encode("utf-8")
    unfinished = page.with_name(f".{page.name}.unfinished")
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(made)
        os.replace(unfinished, page)
    except OSError as error:
        raise ReportNotWrittenError(path=page, reason=error.strerror or error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return len(made)


def render(found: dict[str, list[Row]], engine: str) -> str:
    """The page as HTML from the answers of `gather` and the script of `chart_engine`."""
    totals = found["totals"][0]
    code, style = page_file("page.js"), page_file("page.css")
    data = page_data(found)
    parts: dict[str, str] = {
        "policy": policy([engine, code], [style]),
        "style": style,
        "engine": engine,
        "code": code,
        "data": embedded(data),
        "title": tag("span", title(totals)),
        "lead": lead(totals),
        "figures": figures(found),
        "options_corridor": options(
            [(row["corridor"], f"{row['exporter']} → {row['importer']}", row["flows"]) for row in found["corridor_names"]]
        ),
        "options_chapter": options(chapter_options(found)),
        "options_good": join(tag("option", value=row["name"]) for row in found["good_names"]),
        "glance": glance(found["glance"]),
        "map_note": map_note(found, data),
        **tables(found),
        "made": made_by(totals),
    }
    return Template(page_file("page.html")).substitute(parts)


def page_file(name: str) -> str:
    """A file of the page's own."""
    return (HERE / "page" / name).read_text(encoding="utf-8").strip()


def chart_engine() -> str:
    """Vega, Vega-Lite and vega-embed as one script for the page; it reads expressions itself, so that the policy need not allow eval."""
    import vl_convert

    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    safe = script.replace("</script", "<\\/script").replace("<!--", "<\\!--").strip()
    return f"(() => {{\n{safe}\n}})();"  # its names are its own


def policy(scripts: list[str], styles: list[str]) -> Markup:
    """The Content-Security-Policy: only these very scripts and styles, and no address at all."""

    def hashes(parts: list[str]) -> str:
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'" for part in parts)

    return Markup(f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; base-uri 'none'; form-action 'none'")


def page_data(found: dict[str, list[Row]]) -> dict[str, Any]:
    """What the page's script works on: cells of flows, names, routes, charts, the base map."""
    chapters = {row["chapter"]: row["title"] for row in found["chapters"]}
    counts: dict[str, int] = {}
    for cell in found["cells"]:
        counts[cell["chapter"]] = counts.get(cell["chapter"], 0) + cell["flows"]
    first = sorted((code for code in counts if code), key=lambda code: (-counts[code], code))[: charts.COLOURED_CHAPTERS]
    labels = {code: chapter_label(code, chapters) for code in counts if code}
    lines, left = drawn(found["routes"])
    return {
        "cells": packed(found["cells"]),
        "corridors": {row["corridor"]: f"{row['exporter']} → {row['importer']}" for row in found["corridor_names"]},
        "goods": {row["good"]: row["name"] for row in found["good_names"]},
        "chapters": labels,
        "coloured": first,
        "other": charts.OTHER_CHAPTERS,
        "statuses": list(charts.FLOW_STATUSES),
        "routes": lines,
        "routes_left": left,
        "world": base_map()["topology"],
        "charts": {
            "map": charts.route_map(),
            "months": charts.month_chart([labels[code] for code in first]),
            "goods": charts.bar_chart("goods", "good"),
            "corridors": charts.bar_chart("corridors", "corridor"),
            "confidence": charts.confidence_chart(found["confidence"]),
        },
    }


def packed(cells: list[Row]) -> dict[str, Any]:
    """Cells with each name written once: `names` of each column, `rows` of places in them and, last, the number of flows."""
    columns = ("period", "corridor", "good", "chapter", "status")
    names = {column: sorted({cell[column] for cell in cells}, key=lambda name: (name is not None, name)) for column in columns}
    places = {column: {name: place for place, name in enumerate(names[column])} for column in columns}
    return {
        "names": list(names.values()),
        "rows": [[*(places[column][cell[column]] for column in columns), cell["flows"]] for cell in cells],
    }


def chapter_label(code: str, chapters: dict[str, str]) -> str:
    """A chapter of the HS by number and name."""
    return f"{code} {chapters[code]}" if code in chapters else code


def chapter_options(found: dict[str, list[Row]]) -> list[tuple[str, str, int]]:
    """Chapters that some flow has, in their order."""
    chapters = {row["chapter"]: row["title"] for row in found["chapters"]}
    counts: dict[str, int] = {}
    for cell in found["cells"]:
        if cell["chapter"]:
            counts[cell["chapter"]] = counts.get(cell["chapter"], 0) + cell["flows"]
    return [(code, chapter_label(code, chapters), counts[code]) for code in sorted(counts)]


def options(rows: list[tuple[str, str, int]]) -> Markup:
    """The choices of a filter, with the number of flows of each."""
    return join(tag("option", f"{name[:LONGEST_NAME]} ({flows:,})", value=value) for value, name, flows in rows)


def title(totals: Row) -> str:
    """The heading of the page: what and when."""
    first, last = totals["first_published_on"], totals["last_published_on"]
    return f"Trade told by the news, {first} to {last}" if first else "Trade told by the news"


def lead(totals: Row) -> Markup:
    """The sentence under the heading."""
    words = (
        f"{counted(totals['flows'], 'trade flow')} and {counted(totals['routes'], 'route')}, drawn out of "
        f"{counted(totals['documents'], 'document')} of {counted(totals['outlets'], 'outlet')}. "
        f"A document and its copies ({totals['copies']:,} in all) count once."
    )
    return tag("p", words, class_="lead")


def figures(found: dict[str, list[Row]]) -> Markup:
    """The numbers at the head."""
    totals = found["totals"][0]
    listed = found["listed"][0]["of_all"] if found["listed"] else 0
    shown = [
        ("distinct flows", totals["distinct_flows"], "flows"),
        ("corridors", totals["corridors"], "overview"),
        ("goods", totals["goods"], "overview"),
        ("sanction-listed", listed, "listed"),
        ("routes", totals["routes"], "map"),
        ("files not read", totals["quarantined"], "quality"),
    ]
    return join(tag("li", tag("a", tag("b", f"{number:,}"), " ", name, href=f"#{where}")) for name, number, where in shown)


def map_note(found: dict[str, list[Row]], data: dict[str, Any]) -> str:
    """Which routes the map does not show."""
    shown = found["routes"]
    of_all = shown[0]["of_all"] if shown else 0
    notes = [f"The {len(shown):,} most told of {of_all:,} distinct routes."] if of_all > len(shown) else []
    notes += [f"Without a line, for want of two known points: {data['routes_left']:,} of them."] if data["routes_left"] else []
    return " ".join(notes)


def tables(found: dict[str, list[Row]]) -> dict[str, str]:
    """Every table of the page, or a sentence where there is nothing to list."""
    totals = found["totals"][0]
    keys = ("exporter_country", "importer_country", "good_id", "status")
    sources = {tuple(row[key] for key in keys): row["independent_sources"] for row in found["sources_of_flows"]}
    undated = totals["undated_documents"]
    made: dict[str, str] = {
        "flow_rows": sections.flow_table(found["flows"], sources) if found["flows"] else sections.nothing("No flow was found."),
        "newest_rows": sections.newest_list(found["newest"]) if found["newest"] else sections.nothing("No flow was found."),
        "listed_rows": sections.listed_table(found["listed"])
        if found["listed"]
        else sections.nothing("No flow of a listed good was found."),
        "route_rows": sections.route_table(found["routes"]) if found["routes"] else sections.nothing("No route was found."),
        "outlet_rows": sections.outlet_table(found["outlets"]),
        "language_rows": sections.short_table(
            "Documents by language", "Language", [(r["language"] or "not told", r["documents"]) for r in found["languages"]]
        ),
        "basis_rows": sections.short_table(
            "Where the days of flows come from", "Basis", [(r["basis"], r["flows"]) for r in found["date_basis"]]
        ),
        "quarantine_rows": sections.quarantine_table(found["quarantine"])
        if found["quarantine"]
        else sections.nothing("Every file was read."),
        "undated": tag("p", f"{undated:,} of {totals['documents']:,} documents have no day of publication.", class_="note"),
    }
    return made


def made_by(totals: Row) -> Markup:
    """The line at the foot."""
    version = f" {totals['tumen_version']}" if totals["tumen_version"] else ""
    when = f", from a warehouse published on {totals['published_at']} UTC" if totals["published_at"] else ""
    return tag(
        "p",
        f"Made with Tumen{version}{when}. A flow is what a text says, with the sentence that says it; nothing was checked beyond that.",
    )
