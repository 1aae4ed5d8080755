"""Routes as lines of a map: through the places that the texts name, and from or to a capital where they name only a country."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from warehouse.report.gather import HERE, Row

Point = list[float]
NOT_TOLD = "not told"


@lru_cache(maxsize=1)
def base_map() -> dict[str, Any]:
    """`topology` (TopoJSON, object `countries`, each with its ISO code) and `capitals` (code → longitude, latitude)."""
    found: dict[str, Any] = json.loads((HERE / "basemap" / "countries.json").read_text(encoding="utf-8"))
    return found


def way(route: Row) -> str:
    """A route in words: ends, and the places between."""
    ends = f"{route['origin'] or '?'} → {route['destination'] or '?'}"
    return ends + (f" via {', '.join(route['via'])}" if route["via"] else "")


def corridor(origin: str | None, destination: str | None) -> str:
    """A corridor as the filters name it: CN>KP, with nothing for an open side."""
    return f"{origin or ''}>{destination or ''}"


def stops(route: Row) -> list[tuple[str, Point]]:
    """Name and point of each stop in order. A named place without a point is passed over; a country is its capital.

    No capital is put before or after a named place of the same country: the text leaves the rest of the way open there.
    """
    capitals = base_map()["capitals"]
    places = zip(route["via"], route["points"], route["via_kinds"], route["via_countries"], strict=True)
    points = [(name, capitals.get(code, point) if kind == "country" else point) for name, point, kind, code in places]
    named = [(name, point) for name, point in points if None not in point]
    told = set(route["via_countries"])
    before, after = (
        [(str(route[side]), capitals[code])] if (code := route[f"{side}_country"]) in capitals and code not in told else []
        for side in ("origin", "destination")
    )
    return [*before, *named, *after]


def drawn(routes: list[Row]) -> tuple[list[Row], int]:
    """What the map draws, and how many routes have no two points to draw it through.

    Each line once for both directions: `points`, `way`, `corridors`, `goods`, `mode`, `status`, `documents`; `names` tells its stops.
    """
    lines: dict[tuple[object, ...], Row] = {}
    left = 0
    for route in routes:
        through = stops(route)
        points = [point for _, point in through]
        if not points or (len(points) < 2 and not route["via"]):
            left += 1
            continue
        mode = route["mode"] or NOT_TOLD
        shape = tuple(map(tuple, points))
        key = (min(shape, shape[::-1]), mode, route["status"])
        line = lines.setdefault(
            key,
            {"points": points, "names": [name for name, _ in through], "ways": [], "corridors": [], "goods": []}
            | {"mode": mode, "status": route["status"], "documents": 0},
        )
        line["ways"].append(way(route))
        line["corridors"].append(corridor(route["origin_country"], route["destination_country"]))
        line["goods"] = sorted({*line["goods"], *route["goods"]})
        line["documents"] = max(line["documents"], route["documents"])
    return list(lines.values()), left
