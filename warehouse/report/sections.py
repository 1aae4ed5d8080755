"""The tables of the page. Each row carries what the filters look at, each capped table says how many rows it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from warehouse.report.markup import Column, Markup, Row, join, link, quotation, table, tag, text
from warehouse.report.routes import NOT_TOLD, corridor, way

LONG_SENTENCE = 420
SPACE = Markup(" ")
HOW_FOUND = {"heading": "by HS heading", "chapter": "by HS chapter", "class": "by name", "chapter_only": "only the chapter is known"}


def filters_of(row: Row) -> dict[str, object]:
    """Corridor, good, chapter and status of a flow, for the filters."""
    way_of = corridor(row["exporter_country"], row["importer_country"])
    return {"data_c": way_of, "data_g": row["good_id"] or "", "data_h": row["hs_chapter"] or "", "data_s": row["status"]}


def sides(row: Row) -> Markup:
    """Who to whom; a side that the text leaves open is a question mark."""
    return join([row["exporter"] or "?", tag("span", "→", class_="to", role="img", aria_label="to"), row["importer"] or "?"], " ")


def badge(status: str, is_illicit: bool = False) -> Markup:
    """A status in a word on its colour, and whether the text calls the trade smuggled."""
    shown = tag("span", status, class_=f"badge {status}")
    return join([shown, tag("span", "illicit, the text says", class_="badge illicit")], " ") if is_illicit else shown


def days(first: str | None, last: str | None) -> str:
    """The days of a flow in as few words as they need."""
    if not first or not last:
        return "not told"
    if first == last:
        return first
    if first[:7] == last[:7] and first.endswith("-01") and last[8:] in ("28", "29", "30", "31"):
        return first[:7]
    if first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
    return f"{first} – {last}"


def source(row: Row) -> Markup:
    """Outlet and day, linked to the original where there is an address of the web, and the raw file."""
    label = row["outlet"] or row["source_file"]
    day = tag("span", row["published_on"] or "undated", class_="day")
    return tag("cite", link(row["url"], label), " ", day, title=row["source_file"])


def quoted(row: Row) -> Markup:
    """The sentence and where it stands."""
    marked = quotation(row["quotation"], row.get("evidence_start"), row.get("evidence_end"), LONG_SENTENCE)
    return join([marked, source(row)], " ")


def left_out(shown: int, rows: Sequence[Row], what: str) -> Markup:
    """The note under a capped table: all of them, or how many are not in the page and where they are."""
    of_all = rows[0]["of_all"] if rows else 0
    if of_all <= shown:
        return Markup("")
    return tag("p", f"{shown:,} of {of_all:,} {what} are listed; the other {of_all - shown:,} are in the warehouse.", class_="note")


def flow_table(rows: list[Row], sources: dict[tuple[object, ...], int]) -> Markup:
    """Distinct flows; `sources`: exporter, importer, good and status → independent sources."""

    def independent(row: Row) -> object:
        return sources.get((row["exporter_country"], row["importer_country"], row["good_id"], row["status"]), "")

    columns = [
        Column("From → to", sides),
        Column("Good", lambda row: named_good(row)),
        Column("Status", lambda row: badge(row["status"], row["is_illicit"])),
        Column("Time told", lambda row: days(row["first_day"], row["last_day"])),
        Column("Documents", lambda row: f"{row['documents']:,}", number=True),
        *([Column("Independent sources", independent, number=True)] if sources else []),
        Column("Latest quotation", lambda row: quoted(row["latest"])),
    ]
    return scrolled(table("Distinct flows, most told first", columns, rows, filters_of), "flows", "distinct flows", rows)


def named_good(row: Row) -> Markup:
    """The good and its HS chapter."""
    chapter = tag("span", f"HS {row['hs_chapter']}", class_="code") if row["hs_chapter"] else ""
    return join([row["good"], chapter], " ")


def newest_list(rows: list[Row]) -> Markup:
    """The newest flows as cards, those of one evidence on one card, with the evidence marked in its sentence."""
    cards = [list(of_card) for _, of_card in groupby(rows, key=lambda row: (row["quotation"], row["evidence_start"], row["evidence_end"]))]
    return join([tag("ol", *map(card, cards), class_="cards", id="newest-rows"), left_out(len(rows), rows, "flows")])


def card(rows: list[Row]) -> Markup:
    """The flows that one piece of evidence tells, the sentence, and where it stands."""
    facts = [
        tag("p", tag("strong", sides(row)), SPACE, named_good(row), SPACE, badge(row["status"], row["is_illicit"]), **filters_of(row))
        for row in rows
    ]
    row = rows[0]
    told = f"time told: {days(row['first_day'], row['last_day'])}" if row["date_basis"] != "published" else "time: that of publication"
    title = tag("p", row["title"], class_="quiet") if row["title"] and row["title"] != row["quotation"] else ""
    marked = tag("blockquote", quotation(row["quotation"], row["evidence_start"], row["evidence_end"], LONG_SENTENCE))
    foot = tag("p", join([source(row), told, f"confidence {row['confidence']:.2f}"], " · "), class_="foot")
    return tag("li", *facts, marked, title, foot)


def listed_table(rows: list[Row]) -> Markup:
    """Flows whose good a provision lists, with the provisions and what they rest on."""
    columns = [
        Column("From → to", sides),
        Column("Good", named_good),
        Column("Status", lambda row: badge(row["status"], row["is_illicit"])),
        Column("Time told", lambda row: days(row["date_from"], row["date_to"])),
        Column("Listed under", lambda row: tag("ul", *(tag("li", provision(each)) for each in row["provisions"]), class_="plain")),
        Column("Quotation", quoted),
    ]
    return scrolled(
        table("Flows beside the provisions that list their good, newest first", columns, rows, filters_of), "listed", "listed flows", rows
    )


def provision(given: Row) -> Markup:
    """A provision: instrument and paragraph, how the good falls under it, what it leaves allowed."""
    name = join([f"{given['regime']}: resolution {given['resolution']}, paragraph {given['paragraph']}"])
    in_force = {"whole": "", "part": "; in force for part of the time", "unknown": "; time of the flow not told"}.get(given["in_force"], "")
    side = "may not be supplied by" if given["direction"] == "export" else "may not be supplied to"
    goods = str(given["class"]).replace("_", " ")
    how = f"{given['listing']}: {goods} ({HOW_FOUND.get(given['match'], given['match'])}{in_force})"
    more = [tag("p", given["summary"] or f"{goods} {side} it")]
    more += [tag("p", "Left allowed: ", given["exceptions"])] if given["exceptions"] else []
    return join([link(given["provision_url"], name), tag("details", tag("summary", how), *more)], " ")


def route_table(rows: list[Row]) -> Markup:
    """Distinct routes with mode, status and latest quotation."""
    columns = [
        Column("Route", way),
        Column("By", lambda row: row["mode"] or NOT_TOLD),
        Column("Status", lambda row: badge(row["status"])),
        Column("Documents", lambda row: f"{row['documents']:,}", number=True),
        Column("Latest quotation", lambda row: quoted(row["latest"])),
    ]

    def looked_at(row: Row) -> dict[str, object]:
        way_of = corridor(row["origin_country"], row["destination_country"])
        return {"data_c": way_of, "data_goods": "|".join(row["goods"]), "data_m": row["mode"] or NOT_TOLD, "data_r": row["status"]}

    return scrolled(table("Distinct routes, most told first", columns, rows, looked_at), "routes", "distinct routes", rows)


def outlet_table(rows: list[Row]) -> Markup:
    """Outlets with their documents, copies, flows and days."""
    columns = [
        Column("Outlet", lambda row: row["outlet"] or tag("em", "not named")),
        Column("Documents", lambda row: f"{row['documents']:,}", number=True),
        Column("of them copies", lambda row: f"{row['copies']:,}", number=True),
        Column("Flows", lambda row: f"{row['flows']:,}", number=True),
        Column("Published", lambda row: days(row["first_published_on"], row["last_published_on"])),
    ]
    return scrolled(table("Sources by number of documents", columns, rows), "outlets", "outlets", rows)


def quarantine_table(rows: list[Row]) -> Markup:
    """What could not be read."""
    columns = [
        Column("File", lambda row: tag("code", row["source_file"])),
        Column("Reason", lambda row: row["reason"]),
        Column("Detail", lambda row: row["detail"]),
    ]
    return scrolled(table("Files and records that could not be read", columns, rows), "quarantined", "rows of quarantine", rows)


def short_table(caption: str, heading: str, pairs: Sequence[tuple[object, int]]) -> Markup:
    """Names and numbers, with each one's share of the whole."""
    whole = sum(number for _, number in pairs) or 1
    columns = [
        Column(heading, lambda row: row["name"]),
        Column("Number", lambda row: f"{row['number']:,}", number=True),
        Column("Share", lambda row: f"{row['number'] / whole:.0%}", number=True),
    ]
    return scrolled(table(caption, columns, [{"name": name, "number": number} for name, number in pairs]), None, "", [])


def scrolled(made: Markup, name: str | None, what: str, rows: list[Row]) -> Markup:
    """A table that scrolls by itself where it is too wide, and the note on what it leaves out. `name` is for the filters."""
    caption = made.split("<caption>", 1)[1].split("</caption>", 1)[0]
    box = tag("div", made, class_="scroll", id=f"{name}-rows" if name else None, tabindex="0", role="region", aria_label=Markup(caption))
    return join([box, left_out(len(rows), rows, what)])


def nothing(words: str) -> Markup:
    """The sentence in the place of an empty table."""
    return tag("p", text(words), class_="empty")
