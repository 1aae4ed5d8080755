"""Routes and places as GeoJSON (RFC 7946): longitude before latitude, WGS 84, lines cut at the antimeridian."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb

Point = tuple[float, float]
Feature = dict[str, Any]

ROUTES = """
WITH stops AS (SELECT route_id, unnest(via_place_ids) AS place_id, generate_subscripts(via_place_ids, 1) AS stop FROM fact_routes),
named AS (
    SELECT s.route_id, list(p.name ORDER BY s.stop) AS via, list([p.longitude, p.latitude] ORDER BY s.stop) AS points
    FROM (SELECT DISTINCT * FROM stops) s JOIN dim_places p USING (place_id) GROUP BY s.route_id
)
SELECT
    r.route_id, r.document_id, r.origin_country, r.destination_country, r.origin_place_id, r.destination_place_id, r.via_place_ids,
    coalesce(n.via, []) AS via, r.mode, r.status, r.confidence, s.text AS quotation, d.publisher AS outlet, d.url,
    strftime(d.published_on, '%Y-%m-%d') AS published_on, d.duplicate_of, coalesce(n.points, []) AS points
FROM fact_routes r
JOIN dim_documents d USING (document_id)
LEFT JOIN sentences s ON s.sentence_id = r.sentence_id
LEFT JOIN named n ON n.route_id = r.route_id
ORDER BY r.document_id, r.start_char, r.route_id
"""
PLACES = """
SELECT p.place_id, p.name, p.kind, p.country, count(f.document_id) AS mentions, [p.longitude, p.latitude] AS point
FROM dim_places p LEFT JOIN fact_places f USING (place_id)
GROUP BY ALL ORDER BY p.place_id
"""


def write_geojson(session: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """routes.geojson and places.geojson.

    A route is a line through those of its named places whose point is known, in their order; with fewer than two of them, and for a
    place without a point, the geometry is null: the row is kept, and no point is made up.
    """
    return {
        "routes": write_features(folder / "routes.geojson", (feature(row, line(row.pop("points"))) for row in rows(session, ROUTES))),
        "places": write_features(folder / "places.geojson", (feature(row, dot(row.pop("point"))) for row in rows(session, PLACES))),
    }


def rows(session: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    """The rows of a query, a few at a time."""
    answer = session.execute(sql)
    columns = [column[0] for column in answer.description or []]
    while part := answer.fetchmany(1000):
        yield from (dict(zip(columns, row, strict=True)) for row in part)


def write_features(file: Path, features: Iterator[Feature]) -> int:
    """Write a FeatureCollection, one feature a line; how many."""
    number = 0
    with file.open("w", encoding="utf-8") as stream:
        stream.write('{"type":"FeatureCollection","features":[')
        for number, each in enumerate(features, 1):
            stream.write(("\n" if number == 1 else ",\n") + json.dumps(each, ensure_ascii=False, separators=(",", ":")))
        stream.write("\n]}\n")
    return number


def feature(properties: dict[str, Any], geometry: Feature | None) -> Feature:
    """A feature with its properties."""
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def dot(point: list[float | None]) -> Feature | None:
    """A point, or None where it is not known."""
    return None if None in point else {"type": "Point", "coordinates": point}


def line(points: list[list[float | None]]) -> Feature | None:
    """A line through the known points, or None with fewer than two."""
    known: list[Point] = []
    for lon, lat in points:
        if lon is not None and lat is not None and (lon, lat) not in known[-1:]:
            known.append((lon, lat))
    if len(known) < 2:
        return None
    parts = cut(known)
    return {"type": "LineString", "coordinates": parts[0]} if len(parts) == 1 else {"type": "MultiLineString", "coordinates": parts}


def cut(points: list[Point]) -> list[list[Point]]:
    """The line in parts that do not cross the antimeridian (RFC 7946, 3.1.9): each step goes the short way round."""
    parts = [[points[0]]]
    for (lon0, lat0), (lon, lat) in pairwise(points):
        if abs(lon - lon0) > 180:
            side = 180.0 if lon0 > 0 else -180.0
            way = (lon + 2 * side) - lon0  # the other end as seen beyond the edge
            crossing = round(lat0 + (lat - lat0) * ((side - lon0) / way if way else 0.0), 6)
            parts[-1].append((side, crossing))
            parts.append([(-side, crossing)])
        parts[-1].append((lon, lat))
    return parts
