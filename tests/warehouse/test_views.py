"""The views that answer questions over many documents: sources, outcomes, histories, first sight, routes and actors."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse.conftest import Frames, Staged
from tests.warehouse.tellings import TELLINGS, told
from warehouse.publish import publish
from warehouse.reading import open_warehouse, query
from warehouse.tables import STORED, sql_files


@pytest.fixture(scope="module")
def file(told_file: Path) -> Path:
    return told_file


def one(file: Path, sql: str) -> dict[str, Any]:
    return query(file, sql).row(0, named=True)


def test_copies_and_outlets_that_cite_another_are_no_source(file: Path) -> None:
    rice = one(file, "FROM flow_corroboration WHERE good = 'rice' AND status = 'reported'")
    assert (rice["documents"], rice["copies"], rice["mentions"]) == (3, 2, 5)
    assert rice["independent_sources"] == 2, "the Gazette and the Times; the Post cites the Gazette, and the shop copies the Times"
    assert (rice["first_seen"], rice["last_seen"]) == (date(2024, 2, 10), date(2024, 3, 5))
    assert rice["outlets"] == ["Harbour Times", "The Border Gazette", "Valley Post"]


def test_a_copy_repeats_what_its_original_tells_and_nothing_else(file: Path) -> None:
    rows = query(file, "SELECT document_id, original_document_id, is_repeat FROM trade_flows WHERE duplicate_of IS NOT NULL ORDER BY ALL")
    assert rows.rows() == [("e", "c", True), ("n", "c", True), ("o", "o", False)], "a copy of a copy goes back to the first"
    squid = one(file, "FROM flow_corroboration WHERE good = 'squid'")
    assert (squid["independent_sources"], squid["documents"], squid["copies"], squid["outlets"]) == (1, 1, 0, ["Far Copy Shop"])


def test_two_outlets_that_cite_the_same_third_are_one_source(file: Path) -> None:
    assert one(file, "FROM flow_corroboration WHERE good = 'diesel' AND status = 'reported'")["independent_sources"] == 1
    assert one(file, "FROM flow_corroboration WHERE good = 'rice' AND status = 'blocked'")["independent_sources"] == 1


def test_spellings_of_an_outlet_are_one(file: Path) -> None:
    names = "('Daily NK'), ('The DailyNK'), ('dailynk.com'), ('Daily NK News Agency')"
    sql = f"SELECT count(DISTINCT outlet_key(name)) AS keys FROM (VALUES {names}) t(name)"
    assert one(file, sql)["keys"] == 1


def test_a_plan_has_its_first_report_and_block(file: Path) -> None:
    plan = one(file, "FROM flow_outcomes WHERE good = 'rice'")
    assert (plan["status"], plan["reported_on"], plan["blocked_on"]) == ("planned", date(2024, 2, 10), date(2024, 3, 1))
    assert (plan["title"], plan["quotation"]) == ("Story a", "rice planned")


def test_a_request_waits_until_a_later_report_that_may_be_the_same(file: Path) -> None:
    assert set(query(file, "FROM requested_not_reported")["good"]) == {"wheat", "all trade"}
    assert one(file, "FROM flow_outcomes WHERE good = 'diesel'")["reported_on"] == date(2024, 3, 2), "an open exporter may be any"
    assert query(file, "FROM flow_outcomes").height == 4


def test_the_history_of_a_flow_runs_in_time_over_documents(file: Path) -> None:
    rows = query(file, "SELECT status, previous_status, is_turn, step FROM flow_history WHERE good = 'rice' ORDER BY step").rows()
    assert [row[0] for row in rows] == ["planned", "reported", "reported", "reported", "reported", "blocked", "reported"]
    assert [row[1] for row in rows] == [None, "planned", "reported", "reported", "reported", "reported", "blocked"]
    assert [row[2] for row in rows] == [True, True, False, False, False, True, False], "the copy of March is no turn back"
    assert query(file, "FROM flow_history").height == len(TELLINGS)


def test_goods_are_new_on_a_corridor_once(file: Path) -> None:
    rows = {row["good"]: row for row in query(file, "FROM new_goods_on_corridor WHERE exporter = 'RU'").iter_rows(named=True)}
    assert {good: row["days_after_corridor"] for good, row in rows.items()} == {"wheat": 0, "diesel": 1, "all trade": 61}
    assert (rows["diesel"]["first_seen"], rows["diesel"]["title"], rows["diesel"]["first_status"]) == (
        date(2024, 3, 2),
        "Story g",
        "reported",
    )
    undated = one(file, "FROM new_goods_on_corridor WHERE exporter = 'KP' AND good = 'coal'")
    assert (undated["first_seen"], undated["days_after_corridor"], undated["title"]) == (None, None, "Story l")


def test_months_hold_every_flow(file: Path) -> None:
    rows = query(file, "SELECT month, sum(flows) AS flows, sum(flows_dated_by_publication) AS dated FROM flows_by_month GROUP BY month")
    assert rows["flows"].sum() == len(TELLINGS)
    assert rows.filter(pl.col("month") == date(2024, 2, 1))["flows"].item() == 4
    assert rows.filter(pl.col("month").is_null())["flows"].item() == 1, "a flow without a day is not dropped"


def test_routes_and_their_places_are_told_by_month(file: Path) -> None:
    route = one(file, "FROM route_activity")
    assert (route["month"], route["via"], route["mode"], route["status"]) == (date(2024, 1, 1), ["Dalian", "Nampo"], "sea", "planned")
    places = query(file, "SELECT place, country, mode, routes FROM crossing_activity ORDER BY place").rows()
    assert places == [("Dalian", "CN", "sea", 1), ("Nampo", "KP", "sea", 1)]
    assert one(file, "FROM trade_flows WHERE document_id = 'a'")["route_via"] == ["Dalian", "Nampo"]


def test_a_flow_has_the_places_of_its_route(file: Path) -> None:
    told = "trade_flows JOIN flow_places USING (flow_number)"
    sql = f"SELECT place, stop, kind FROM {told} WHERE good = 'rice' AND status = 'planned' ORDER BY stop"
    assert query(file, sql).rows() == [("Dalian", 1, "port"), ("Nampo", 2, "port")]
    assert query(file, "FROM flow_places").height == 2, "no other flow has a route"


def test_a_figure_leads_to_the_trade_that_it_is_told_of(frames: Frames, staged: Staged, target: Path) -> None:
    publish(staged(frames), target)
    joined = "good_amounts a JOIN trade_flows f USING (sentence_id, good_id)"
    rows = query(target, f"SELECT f.importer, a.good, a.quantity_low, a.unit FROM {joined} WHERE NOT f.is_repeat").rows()
    assert rows == [("North Korea", "wheat flour", 20, "t")]


def test_goods_of_another_make_have_the_name_of_its_country(frames: Frames, staged: Staged, target: Path) -> None:
    flows = frames["fact_trade_flows"].with_columns(origin_country=pl.Series(["KP", None, "XK", None]))
    publish(staged(frames | {"fact_trade_flows": flows}), target)
    rows = query(target, "SELECT origin_country, origin FROM trade_flows WHERE origin_country IS NOT NULL ORDER BY ALL").rows()
    assert rows == [("KP", "North Korea"), ("XK", "XK")], "a country without a name stands with its code"


def test_year_and_month_are_those_of_the_time_told(frames: Frames, staged: Staged, target: Path) -> None:
    spans = [
        (date(2025, 3, 1), date(2025, 3, 31)),
        (date(2025, 3, 1), date(2025, 4, 30)),
        (date(2024, 12, 1), date(2025, 1, 31)),
        (None, None),
    ]
    flows = frames["fact_trade_flows"].with_columns(
        date_from=pl.Series([first for first, _ in spans]), date_to=pl.Series([last for _, last in spans])
    )
    publish(staged(frames | {"fact_trade_flows": flows}), target)
    rows = query(target, "SELECT date_from, date_to, year, month FROM trade_flows").rows()
    march = date(2025, 3, 1)
    assert {row[:2]: row[2:] for row in rows} == dict(zip(spans, [(2025, march), (2025, None), (None, None), (None, None)], strict=True))


def test_actors_have_goods_partners_and_routes(file: Path) -> None:
    mill = one(file, "FROM actor_activity WHERE actor = 'Mill'")
    assert (mill["exports"], mill["imports"], mill["goods"], mill["partners"]) == (7, 0, ["rice"], ["KP"])
    assert mill["routes"] == ["sea via Dalian, Nampo"]
    assert query(file, "FROM actor_activity").height == 4, "actors without trade are in it"
    assert query(file, "SELECT status, flows, documents FROM goods_of_actor ORDER BY status").rows()[2] == ("reported", 5, 3)


def test_outlets_count_all_documents(file: Path) -> None:
    assert one(file, "SELECT sum(documents) AS documents, sum(flows) AS flows FROM outlets") == {"documents": 15, "flows": 15}
    assert one(file, "FROM outlets WHERE outlet = 'Valley Post'")["citing_documents"] == 2


def test_stored_rows_are_those_of_the_view_as_written(file: Path) -> None:
    with open_warehouse(file) as session:
        session.execute("ATTACH ':memory:' AS fresh")
        for window in sql_files("windows").values():
            session.execute(window)
        for name, create in sql_files("views").items():
            select = create[create.index(" AS\n") + 4 : create.index(";\nCOMMENT ON VIEW")]
            fresh, kept = (set(map(str, session.execute(sql).fetchall())) for sql in (select, f"FROM {name}"))
            assert fresh == kept, name
    assert set(sql_files("views")) >= set(STORED)


def test_an_empty_warehouse_answers_every_view(tmp_path: Path) -> None:
    tables = {name: pl.DataFrame(told()[name], infer_schema_length=None).clear() for name in ("raw_files", "dim_documents", "sentences")}
    for name, rows in tables.items():
        rows.write_parquet(tmp_path / f"{name}.parquet")
    empty = publish({name: tmp_path / f"{name}.parquet" for name in tables}, tmp_path / "tumen.duckdb").path
    assert {view: query(empty, f"FROM {view}").height for view in sql_files("views")} == dict.fromkeys(sql_files("views"), 0)
    assert query(empty, "FROM search('coal')").height == query(empty, "FROM search_sentences('coal')").height == 0


def test_trade_flows_has_every_fact(file: Path, small: Path) -> None:
    for path in (file, small):
        counts = "SELECT (SELECT count(*) FROM fact_trade_flows) AS facts, (SELECT count(*) FROM trade_flows) AS rows"
        row = one(path, counts)
        assert row["facts"] == row["rows"] > 0
