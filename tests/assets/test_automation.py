"""What starts a run by itself: the day, and a raw folder that has changed and come to rest."""

from __future__ import annotations

from datetime import UTC, datetime

import dagster as dg
import pytest

from assets.automation import daily_schedule, raw_sensor
from assets.folders import Folders
from assets.resources import FoldersResource
from tests.assets.conftest import NOTE, OTHER, put, run_plain


def tick(folders: Folders) -> dg.RunRequest | dg.SkipReason:
    resource = FoldersResource(raw=str(folders.raw), warehouse=str(folders.warehouse), state=str(folders.state))
    found = raw_sensor(dg.build_sensor_context(resources={"folders": resource}))
    assert isinstance(found, dg.RunRequest | dg.SkipReason)
    return found


def test_the_schedule_is_six_o_clock_utc() -> None:
    assert (daily_schedule.cron_schedule, daily_schedule.execution_timezone, daily_schedule.job_name) == ("0 6 * * *", "UTC", "refresh")
    context = dg.build_schedule_context(scheduled_execution_time=datetime(2025, 3, 1, 6, tzinfo=UTC))
    assert len(daily_schedule.evaluate_tick(context).run_requests or []) == 1


def test_a_new_file_is_left_for_the_next_tick(folders: Folders) -> None:
    put(folders.raw / "a.txt", NOTE)
    assert isinstance(tick(folders), dg.SkipReason)
    assert isinstance(tick(folders), dg.RunRequest)


def test_a_file_that_still_grows_waits_and_holds_up_no_other(folders: Folders) -> None:
    put(folders.raw / "a.txt", NOTE)
    tick(folders)
    put(folders.raw / "b.txt", "half")
    first = tick(folders)
    assert isinstance(first, dg.RunRequest)
    assert first.run_config["resources"]["folders"]["config"]["leave"] == ["b.txt"]
    put(folders.raw / "b.txt", "half and half")
    again = tick(folders)
    assert isinstance(again, dg.RunRequest)
    assert again.run_key == first.run_key  # the same rest: Dagster starts no second run for it
    last = tick(folders)
    assert isinstance(last, dg.RunRequest)
    assert last.run_key != first.run_key
    assert not last.run_config


def test_after_a_run_nothing_is_asked_for_until_something_changes(folders: Folders, read_texts: list[str]) -> None:
    put(folders.raw / "a.txt", NOTE)
    put(folders.raw / "b.txt", OTHER)
    tick(folders)
    run_plain(folders)
    assert isinstance(tick(folders), dg.SkipReason)
    (folders.raw / "b.txt").unlink()
    assert isinstance(tick(folders), dg.RunRequest)


def test_a_listing_that_comes_back_gets_a_run_of_its_own(folders: Folders, read_texts: list[str]) -> None:
    keys = set()
    for text in (NOTE, None, NOTE):
        path = folders.raw / "a.txt"
        _ = put(path, text) if text else path.unlink()
        tick(folders)
        asked = tick(folders)
        assert isinstance(asked, dg.RunRequest)
        keys.add(asked.run_key)
        run_plain(folders)
    assert len(keys) == 3


def test_a_missing_raw_folder_is_a_reason_to_wait(folders: Folders) -> None:
    folders.raw.rmdir()
    found = tick(folders)
    assert isinstance(found, dg.SkipReason)
    assert "not a folder" in str(found.skip_message)


@pytest.mark.parametrize("broken", ["{", ""])
def test_a_sidecar_counts_as_a_change_of_its_text(folders: Folders, read_texts: list[str], broken: str) -> None:
    put(folders.raw / "a.txt", NOTE)
    tick(folders)
    run_plain(folders)
    put(folders.raw / "a.txt.json", broken)
    tick(folders)
    assert isinstance(tick(folders), dg.RunRequest)
