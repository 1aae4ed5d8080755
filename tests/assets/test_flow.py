"""The assets in Dagster: what there is, one run end to end, and what stops a publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from assets import extracts
from assets.definitions import defs
from assets.flow import EXTRACTED
from assets.folders import Folders
from assets.metadata import markdown_table
from assets.resources import end_abandoned_runs
from tests.assets.conftest import NOTE, OTHER, Frames, first_words, put
from warehouse.checks import checks
from warehouse.errors import CheckFailedError
from warehouse.reading import query

Refresh = Callable[..., dg.ExecuteInProcessResult]


@pytest.fixture
def refresh(folders: Folders) -> Refresh:
    """Run the job on the folders of the test."""
    where = {"raw": str(folders.raw), "warehouse": str(folders.warehouse), "state": str(folders.state)}

    def run(raise_on_error: bool = True, **more: object) -> dg.ExecuteInProcessResult:
        config = {"resources": {"folders": {"config": {**where, **more}}}, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        return defs.resolve_job_def("refresh").execute_in_process(run_config=config, raise_on_error=raise_on_error)

    return run


def test_definitions_load_and_show_the_flow_in_groups() -> None:
    dg.Definitions.validate_loadable(defs)
    groups = {spec.key.to_user_string(): spec.group_name for spec in defs.resolve_all_asset_specs()}
    assert groups["raw_files"] == "raw"
    assert groups["documents"] == groups["quarantine"] == "documents"
    assert groups["extracts"] == groups["fact_trade_flows"] == "facts"
    assert groups["dim_places"] == groups["dim_countries"] == "dimensions"
    assert groups["warehouse"] == "warehouse"


def test_every_check_of_the_warehouse_blocks() -> None:
    graph = defs.resolve_asset_graph()
    found = {key.name: graph.get_check_spec(key).blocking for key in graph.asset_check_keys}
    assert found == dict.fromkeys(checks(), True) | dict.fromkeys(checks("warnings"), False)
    assert {"evidence", "contract", "keys_unique", "keys_found", "accounting"} <= set(found)


def test_a_run_publishes_what_the_texts_say_and_says_what_it_made(folders: Folders, refresh: Refresh, read_texts: list[str]) -> None:
    put(folders.raw / "a.txt", NOTE)
    put(folders.raw / "sub" / "b.md", OTHER)
    put(folders.raw / "c.bin", b"\x00\x01")
    result = refresh()
    assert query(folders.warehouse, "SELECT count(*) AS n FROM dim_documents")["n"].to_list() == [2]
    assert query(folders.warehouse, "SELECT source_file FROM quarantine")["source_file"].to_list() == ["c.bin"]
    metadata = {
        event.asset_key.to_user_string(): event.step_materialization_data.materialization.metadata
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }
    assert metadata["documents"]["dagster/row_count"].value == 2
    assert "text" in {column.name for column in metadata["documents"]["dagster/column_schema"].value.columns}
    assert "Seoul" in str(metadata["sentences"]["preview"].value)
    assert str(metadata["warehouse"]["dagster/uri"].value).endswith("tumen.duckdb")
    assert {"raw_files", "documents", "quarantine", "extracts", "dim_countries", "warehouse", *EXTRACTED} <= set(metadata)
    assert all(evaluation.passed for evaluation in result.get_asset_check_evaluations())


def test_a_second_run_neither_reads_nor_publishes(folders: Folders, refresh: Refresh, read_texts: list[str]) -> None:
    put(folders.raw / "a.txt", NOTE)
    refresh()
    before = folders.warehouse.stat()
    read_texts.clear()
    refresh()
    assert read_texts == []
    assert folders.warehouse.stat() == before


def test_an_empty_folder_makes_an_empty_warehouse(folders: Folders, refresh: Refresh, read_texts: list[str]) -> None:
    refresh()
    assert query(folders.warehouse, "SELECT documents, raw_files FROM warehouse_info").row(0) == (0, 0)


def test_a_failed_check_stops_the_publish(
    folders: Folders, refresh: Refresh, read_texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folders.raw / "a.txt", NOTE)
    refresh()
    before = folders.warehouse.stat()

    def invented(documents: pl.DataFrame) -> Frames:
        tables = first_words(documents)
        return {**tables, "fact_actors": tables["fact_actors"].with_columns(surface=pl.lit("Nobod"))}

    monkeypatch.setattr(extracts, "extract_apart", invented)
    put(folders.raw / "b.txt", OTHER)
    with pytest.raises(CheckFailedError, match="evidence"):
        refresh()
    result = refresh(raise_on_error=False)
    assert not result.success
    assert [(each.check_name, each.passed) for each in result.get_asset_check_evaluations()] == [("evidence", False)]
    assert folders.warehouse.stat() == before


def test_a_file_that_is_left_keeps_what_was_read_of_it(folders: Folders, refresh: Refresh, read_texts: list[str]) -> None:
    put(folders.raw / "a.txt", NOTE)
    refresh()
    put(folders.raw / "a.txt", "half of a")
    put(folders.raw / "b.txt", "half of b")
    put(folders.raw / "c.txt", OTHER)
    refresh(leave=["a.txt", "b.txt"])
    texts = query(folders.warehouse, "SELECT source_file, text FROM dim_documents ORDER BY source_file").rows()
    assert texts == [("a.txt", NOTE), ("c.txt", OTHER)]


def test_a_preview_is_a_table_whatever_the_text_holds() -> None:
    shown = markdown_table(pl.DataFrame({"text": ["a | b\n<script>*x*", None], "list": [["p", "q"], []]}))
    assert shown.splitlines()[2] == "| a \\| b &lt;script&gt;\\*x\\* | \\['p', 'q'\\] |"
    assert len(shown.splitlines()) == 4


def test_a_killed_run_neither_holds_the_pool_nor_seems_to_run(dagster_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(shutil.copytree(dagster_home, tmp_path / "home")))
    with dg.DagsterInstance.get() as instance:
        job = defs.resolve_job_def("refresh")
        killed = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
        slots = instance.event_log_storage
        slots.initialize_concurrency_limit_to_default("publishing")
        assert slots.claim_concurrency_slot("publishing", killed.run_id, "warehouse").is_claimed
        end_abandoned_runs(instance, "the run that holds the lock")
        assert instance.get_run_by_id(killed.run_id).status == dg.DagsterRunStatus.FAILURE
        assert not slots.get_concurrency_info("publishing").claimed_slots
