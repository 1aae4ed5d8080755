"""What stands out, in a few lines at the head of the page: each line a flow, with why it is there."""

from __future__ import annotations

from collections.abc import Callable

from warehouse.report.markup import Markup, Row, join, tag
from warehouse.report.sections import SPACE, badge, filters_of, named_good, sides
from warehouse.summary import counted


def day(text: str) -> Markup:
    """A day that stays on one line."""
    return tag("span", text, class_="day")


def attested(row: Row) -> str:
    """On how much a flow rests."""
    return f"{counted(row['sources'], 'independent source')}, {counted(row['documents'], 'document')}"


def new_good(row: Row) -> Markup:
    """Since when a good is told of a corridor, and since when the corridor."""
    return join(["first told on ", day(row["day"]), "; the corridor since ", day(row["later"])])


def plan(row: Row) -> Markup:
    """A plan and what became of it."""
    return join(["planned on ", day(row["day"]), ", ", tag("b", row["turn"], " on ", day(row["later"]), class_=row["turn"])])


def request(row: Row) -> str:
    """A request that waits."""
    asked = f"asked for on {row['day']}" if row["day"] else "asked for"
    return asked + (f"; told to be stopped on {row['later']}" if row["later"] else "")


# Part → heading, the line under each flow. The view behind each is named in glance.sql.
PARTS: dict[int, tuple[str, Callable[[Row], str]]] = {
    1: ("Told by most sources", attested),
    2: ("New goods on known corridors", new_good),
    3: ("Planned, and what came of it", plan),
    4: ("Asked for, not reported since", request),
}


def glance(rows: list[Row]) -> Markup:
    """The lists side by side; one that has no row is left out."""
    lists = []
    for part, (heading, why) in PARTS.items():
        lines = [line(row, why(row)) for row in rows if row["part"] == part]
        if lines:
            lists.append(tag("div", tag("h3", heading), tag("ol", *lines, class_="plain", id=f"glance-{part}-rows")))
    return join(lists) if lists else tag("p", "No flow was found.", class_="empty")


def line(row: Row, why: str) -> Markup:
    """One flow and why it is there."""
    return tag(
        "li",
        tag("strong", sides(row)),
        SPACE,
        named_good(row),
        SPACE,
        badge(row["status"]),
        tag("p", why, class_="quiet"),
        **filters_of(row),
    )
