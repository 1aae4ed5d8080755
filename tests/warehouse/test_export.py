"""Exports: the same rows as in the file, cells that no spreadsheet runs, lines on the right side of the globe, entities that are valid."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.warehouse.conftest import Frames, flow
from warehouse.errors import WarehouseNotReadableError
from warehouse.export import MARK, ExportFailedError, ExportFolderError, UnknownFormatError, export
from warehouse.export_ftm import LONGEST_NAME, address
from warehouse.export_geojson import cut, line
from warehouse.export_tables import exported_names
from warehouse.publish import Published, publish
from warehouse.reading import open_warehouse, query

Publish = Callable[[Frames], Path]


@pytest.fixture
def put(staged: Callable[[Frames], dict[str, Path]], target: Path) -> Publish:
    return lambda frames: publish(staged(frames), target).path


def records(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_parquet_holds_every_row_of_every_table_and_view(published: Published, tmp_path: Path) -> None:
    done = export(published.path, "parquet", tmp_path / "out")
    with open_warehouse(published.path) as session:
        names = exported_names(session)
        counts = {name: session.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0] for name in names}
    assert {"dim_documents", "fact_trade_flows", "trade_flows", "corridors", "quarantine"} <= set(names)
    assert done.rows == counts
    for name in names:
        files = f"{done.folder}/{name}/**/*.parquet"
        assert duckdb.sql(f"SELECT count(*) FROM read_parquet('{files}', hive_partitioning = true)").fetchall()[0][0] == counts[name]


def test_facts_lie_by_year_of_publication(published: Published, tmp_path: Path) -> None:
    folder = export(published.path, "parquet", tmp_path / "out").folder / "fact_trade_flows"
    assert {part.name for part in folder.iterdir()} == {"year=2025", "year=__HIVE_DEFAULT_PARTITION__"}
    read = pl.read_parquet(folder / "year=2025" / "*.parquet", hive_partitioning=False).select("document_id", "start_char", "surface")
    told = "FROM fact_trade_flows JOIN dim_documents USING (document_id) WHERE year(published_on) = 2025"
    assert read.sort(pl.all()).rows() == query(published.path, f"SELECT document_id, start_char, surface {told} ORDER BY ALL").rows()


def test_no_cell_of_text_starts_like_a_formula(frames: Frames, put: Publish, tmp_path: Path) -> None:
    wicked = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "plain", "it's = fine", ""]
    extra = pl.DataFrame(
        {"good_id": [f"g{n}" for n in range(len(wicked))], "name": wicked, "hs_chapter": None, "hs_heading": None, "category": None}
    )
    frames["dim_goods"] = pl.concat([frames["dim_goods"], extra.cast(frames["dim_goods"].schema)])
    found = records(export(put(frames), "csv", tmp_path / "out").folder / "dim_goods.csv")
    names = {row["good_id"]: row["name"] for row in found}
    assert [names[f"g{n}"] for n in range(len(wicked))] == [
        f"'{name}" if name[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else name for name in wicked
    ]


def test_csv_keeps_numbers_days_and_lists(frames: Frames, put: Publish, tmp_path: Path) -> None:
    frames["dim_places"] = frames["dim_places"].with_columns(longitude=pl.lit(-124.5))
    folder = export(put(frames), "csv", tmp_path / "out").folder
    assert {row["longitude"] for row in records(folder / "dim_places.csv")} == {"-124.5"}
    assert records(folder / "fact_routes.csv")[0]["via_place_ids"] == "cn/dandong; kp/sinuiju"
    assert records(folder / "dim_documents.csv")[0]["published_on"] == "2025-04-02"


def test_routes_and_places_as_geojson(published: Published, tmp_path: Path) -> None:
    done = export(published.path, "geojson", tmp_path / "out")
    routes = json.loads((done.folder / "routes.geojson").read_text("utf-8"))
    places = json.loads((done.folder / "places.geojson").read_text("utf-8"))
    assert done.rows == {"routes": 1, "places": 3}
    assert routes["features"][0]["properties"]["via"] == ["Dandong", "Sinuiju"]
    assert routes["features"][0]["properties"]["mode"] == "rail"
    assert routes["features"][0]["geometry"] is None, "two places on one point make no line"
    points = {place["properties"]["place_id"]: place["geometry"] for place in places["features"]}
    assert points["cn/dandong"] == {"type": "Point", "coordinates": [124.4, 40.1]}
    assert points["ru"] is None


def test_an_export_without_rows_is_valid_too(frames: Frames, put: Publish, tmp_path: Path) -> None:
    empty = {table: frame.clear() for table, frame in frames.items() if table in ("raw_files", "dim_documents", "sentences")}
    warehouse = put(empty)
    assert json.loads((export(warehouse, "geojson", tmp_path / "g").folder / "routes.geojson").read_text("utf-8"))["features"] == []
    assert export(warehouse, "ftm", tmp_path / "f").rows == {}
    assert export(warehouse, "csv", tmp_path / "c").rows["fact_routes"] == 0
    assert list((export(warehouse, "parquet", tmp_path / "p").folder / "fact_routes").iterdir())


def test_a_line_is_cut_where_it_crosses_the_antimeridian() -> None:
    assert cut([(132.0, 43.0), (-118.0, 34.0)]) == [[(132.0, 43.0), (180.0, 39.072727)], [(-180.0, 39.072727), (-118.0, 34.0)]]
    assert cut([(-118.0, 34.0), (132.0, 43.0)])[1][0] == (180.0, 39.072727)
    assert line([[1.0, 2.0], [None, None], [3.0, 4.0]]) == {"type": "LineString", "coordinates": [(1.0, 2.0), (3.0, 4.0)]}
    assert line([[1.0, 2.0], [1.0, 2.0]]) is None
    assert (line([[170.0, 0.0], [-170.0, 0.0]]) or {})["type"] == "MultiLineString"


@pytest.fixture
def with_actors(frames: Frames) -> Frames:
    """Firms, bodies and people that trade with each other."""
    named = [
        ("cn/company/a", "Hunchun Mill", "company", "CN"),
        ("kp/government/b", "Ministry of Flour", "government", "KP"),
        ("ru/person/c", "A. Trader", "person", "RU"),
        ("xx/organisation/d", "x" * 500, "organisation", None),
    ]
    actors = pl.DataFrame(named, schema=["actor_id", "name", "kind", "country"], orient="row")
    frames["dim_actors"] = pl.concat([frames["dim_actors"], actors])
    mention = frames["fact_actors"].to_dicts()[0]
    frames["fact_actors"] = pl.DataFrame([mention, *(mention | {"actor_id": row[0]} for row in named)], infer_schema_length=None)
    between = flow("d1", "sent 20 tons of wheat flour", good_id="wheat-flour", good_surface="wheat flour", is_illicit=True)
    between |= {"exporter_actor_id": "cn/company/a", "importer_actor_id": "kp/government/b"}
    rows = [*frames["fact_trade_flows"].to_dicts(), between]
    frames["fact_trade_flows"] = pl.DataFrame(rows, infer_schema_length=None)
    urls = pl.when(pl.col("document_id") == "d1").then(pl.lit("https://news.example/flour")).otherwise(pl.lit("javascript:alert(1)"))
    frames["dim_documents"] = frames["dim_documents"].with_columns(url=urls)
    return frames


def entities(folder: Path) -> list[dict[str, object]]:
    return [json.loads(text) for text in (folder / "entities.ftm.json").read_text("utf-8").splitlines()]


def test_actors_become_entities_and_groups_do_not(with_actors: Frames, put: Publish, tmp_path: Path) -> None:
    warehouse = put(with_actors)
    done = export(warehouse, "ftm", tmp_path / "out")
    assert done.rows == {"Article": 1, "Company": 1, "Documentation": 4, "Organization": 1, "Person": 1, "PublicBody": 1, "UnknownLink": 1}
    found = entities(done.folder)
    by_id = {entity["id"]: entity for entity in found}
    assert len(by_id) == len(found)
    link = next(entity["properties"] for entity in found if entity["schema"] == "UnknownLink")
    assert isinstance(link, dict)
    assert by_id[link["subject"][0]]["properties"] == {"country": ["cn"], "name": ["Hunchun Mill"]}
    assert link["role"] == ["supplies wheat flour (reported, illicit as the text says)"]
    assert link["sourceUrl"] == ["https://news.example/flour"]
    assert "traders" not in json.dumps(found)
    assert max(len(name) for entity in found for name in entity["properties"].get("name", [])) == LONGEST_NAME  # type: ignore[attr-defined]
    again = export(warehouse, "ftm", tmp_path / "again")
    assert entities(again.folder) == found


def test_entities_are_valid_follow_the_money(with_actors: Frames, put: Publish, tmp_path: Path) -> None:
    """Needs the extra `ftm`, whose PyICU is built on the machine and is therefore no part of the locked tools."""
    model = pytest.importorskip("followthemoney", reason="FollowTheMoney is not installed: pip install followthemoney").model
    for entity in entities(export(put(with_actors), "ftm", tmp_path / "out").folder):
        schema = model.get(entity["schema"])
        schema.validate(entity)
        proxy = model.get_proxy(entity)
        for name, values in entity["properties"].items():  # type: ignore[attr-defined]
            assert name in schema.properties, (schema.name, name)
            assert sorted(proxy.get(name)) == sorted(values), "nothing was cleaned away"


@pytest.mark.parametrize(
    ("url", "kept"), [("https://a.example/x", True), ("javascript:alert(1)", False), ("https://[x", False), (None, False)]
)
def test_only_addresses_of_the_web_are_exported(url: str | None, kept: bool) -> None:
    assert (address(url) is not None) is kept


def test_an_export_replaces_only_an_export(published: Published, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(published.path, "geojson", folder)
    export(published.path, "ftm", folder)
    assert {file.name for file in folder.iterdir()} == {MARK, "entities.ftm.json"}
    assert {file.name for file in tmp_path.iterdir() if file.name.startswith(".")} == set()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("mine")
    with pytest.raises(ExportFolderError):
        export(published.path, "csv", mine)
    assert (mine / "letter.txt").read_text() == "mine"


def test_what_goes_wrong_is_one_line(published: Published, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"^Nothing was exported: there is no format xls; choose one of"):
        export(published.path, "xls", tmp_path / "out")
    with pytest.raises(WarehouseNotReadableError):
        export(tmp_path / "missing.duckdb", "csv", tmp_path / "out")
    with pytest.raises(ExportFailedError):
        export(published.path, "csv", published.path / "out")
