"""Who is told of a failed run, and what is tried again first."""

from __future__ import annotations

import sys
from pathlib import Path

import dagster as dg
import pytest

from assets.alerts import Alert, AlertNotSentError
from assets.automation import alert_on_failure
from assets.resources import FoldersResource, RunLock
from warehouse.errors import CheckFailedError, WarehouseInUseError

TAKE = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read())"


def test_an_alert_goes_to_the_program_as_text_and_not_as_part_of_the_command(tmp_path: Path) -> None:
    told = tmp_path / "it's told"
    assert Alert(program=f'{sys.executable} -c "{TAKE}" "{told}"').send("$(rm -rf x); `y` \x1b")
    assert told.read_text() == "$(rm -rf x); `y` \x1b\n"


def test_without_a_program_nobody_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TUMEN_ALERT", raising=False)
    assert not Alert().send("x")
    monkeypatch.setenv("TUMEN_ALERT", f'{sys.executable} -c "{TAKE}" {tmp_path / "told"}')
    assert Alert().send("x")


@pytest.mark.parametrize("program", ["no-such-program-anywhere", f"{sys.executable} -c 'raise SystemExit(3)'"])
def test_an_alert_that_cannot_be_sent_is_an_error_of_the_sensor(program: str) -> None:
    with pytest.raises(AlertNotSentError):
        Alert(program=program).send("x")


def test_the_sensor_tells_which_run_failed_and_why(tmp_path: Path) -> None:
    @dg.op
    def fails() -> None:
        raise ValueError("the disk\nis on fire")

    @dg.job
    def refresh() -> None:
        fails()

    told = tmp_path / "told"
    with dg.DagsterInstance.ephemeral() as instance:
        result = refresh.execute_in_process(instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            "alert_on_failure", result.get_run_failure_event(), instance, result.dagster_run
        ).for_run_failure()
        alert_on_failure(context, alert=Alert(program=f'{sys.executable} -c "{TAKE}" {told}'))
    assert told.read_text() == f"Tumen run {result.run_id} failed: ValueError: the disk is on fire\n"


def test_what_may_pass_is_tried_again_and_a_failed_check_is_not(tmp_path: Path) -> None:
    lock = RunLock(folders=FoldersResource(state=str(tmp_path)), retries=2)
    for passing in (OSError("stale handle"), WarehouseInUseError(path="x")):
        with pytest.raises(dg.RetryRequested) as asked, lock.retrying():
            raise passing
        assert asked.value.max_retries == 2
    with pytest.raises(CheckFailedError), lock.retrying():
        raise CheckFailedError(name="evidence", failing=1, first="x")
    with pytest.raises(OSError, match="stale"), RunLock(folders=FoldersResource(), retries=0).retrying():
        raise OSError("stale handle")
