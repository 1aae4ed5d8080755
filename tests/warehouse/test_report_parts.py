"""Parts of the report: lines of the map, charts, days in words, and what stands out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from warehouse.report import charts, gather, routes, sections
from warehouse.report.glance import PARTS, glance


def test_routes_run_through_named_places_and_capitals() -> None:
    route = {"origin": "Russia", "destination": "North Korea", "origin_country": "RU", "destination_country": "KP"}
    by_rail = route | {"via": ["Khasan"], "points": [[130.64, 42.43]], "mode": "rail", "status": "open"}
    by_rail |= {"documents": 2, "goods": ["coal"], "via_countries": ["RU"], "via_kinds": ["city"]}
    back = by_rail | {"origin": "North Korea", "destination": "Russia", "origin_country": "KP", "destination_country": "RU"}
    nowhere = by_rail | {"origin_country": None, "destination_country": None, "via": [], "points": [], "via_countries": [], "via_kinds": []}
    lines, left = routes.drawn([by_rail, back, nowhere])
    assert left == 1
    assert len(lines) == 1, "both directions are one line"
    assert lines[0]["names"] == ["Khasan", "North Korea"], "no capital before a place of the same country"
    assert lines[0]["corridors"] == ["RU>KP", "KP>RU"]
    unknown = by_rail | {"points": [[None, None]]}
    capitals = routes.base_map()["capitals"]
    assert routes.stops(unknown) == [("North Korea", capitals["KP"])]
    through = by_rail | {"via": ["Mongolia"], "points": [[103.8, 46.9]], "via_countries": ["MN"], "via_kinds": ["country"]}
    assert routes.stops(through)[1] == ("Mongolia", capitals["MN"]), "a country is its capital wherever it stands"


def test_the_base_map_has_the_world_and_is_small() -> None:
    found = routes.base_map()
    assert {"CN", "KP", "RU", "BR", "NG"} <= {shape["id"] for shape in found["topology"]["objects"]["countries"]["geometries"]}
    assert len(found["capitals"]) > 200
    assert (gather.HERE / "basemap" / "countries.json").stat().st_size < 400_000


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "not told"),
        ("2025-03-01", "2025-03-31", "2025-03"),
        ("2025-03-04", "2025-03-04", "2025-03-04"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2020-01-01", "2024-12-31", "2020–2024"),
        ("2025-03-04", "2025-04-05", "2025-03-04 – 2025-04-05"),
    ],
)
def test_days_in_few_words(first: str | None, last: str | None, words: str) -> None:
    assert sections.days(first, last) == words


def test_charts_are_vega_lite_without_an_address_or_a_colour_of_their_own() -> None:
    made = [
        charts.route_map(),
        charts.month_chart(["27 fuels"]),
        charts.bar_chart("goods", "good"),
        charts.confidence_chart([{"kind": "flows", "tenth": 6, "facts": 3}]),
    ]
    for spec in made:
        written = json.dumps({key: value for key, value in spec.items() if key != "$schema"})
        assert "http" not in written
        assert not re.search(r"#[0-9a-fA-F]{6}", written), "colours are the page's, for dark mode and print"


def test_what_stands_out_is_told_of_plans_requests_and_new_goods(told_file: Path) -> None:
    rows = gather.gather(told_file)["glance"]
    assert {row["part"] for row in rows} == set(PARTS)
    lists = {part: [(row["good"], row["status"]) for row in rows if row["part"] == part] for part in PARTS}
    assert lists[1][0] == ("rice", "reported"), "two sources tell of it"
    assert lists[2] == [("diesel", "reported")], "nobody knows since when coal goes where squid goes"
    assert lists[3] == [("rice", "planned")]
    assert set(lists[4]) == {("wheat", "requested"), ("all trade", "requested")}
    written = glance(rows)
    assert "planned on 2024-01-10, reported on 2024-02-10" in re.sub("<[^>]*>", "", written)
    assert "2 independent sources, 3 documents" in written
    assert written.count("<ol") == 4


def test_a_list_of_what_stands_out_without_rows_is_left_out(told_file: Path) -> None:
    rows = [row for row in gather.gather(told_file)["glance"] if row["part"] == 3]
    assert glance(rows).count("<ol") == 1
    assert "No flow was found." in glance([])
