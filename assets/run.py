"""One run of the job in this process, on an instance of Dagster that lives in the state folder."""

from __future__ import annotations

import logging
import os
import uuid
from contextlib import suppress
from pathlib import Path

from assets.folders import Folders
from assets.journal import end
from warehouse.lock import publisher_lock

ROOM = 256 * 1024  # bytes that Dagster writes at least about a run

# Written once and then the user's: no telemetry, one run at a time, one publisher, and no capture of what a step prints.
INSTANCE = """\
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
  pools:
    granularity: op
    default_limit: 1
freshness:
  enabled: true
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""
WAIT_SECONDS = 60.0


def prepare_home(home: Path) -> None:
    """Make Dagster's folder, tell Dagster of it, and open the instance once alone: two first runs at once would trip over each other."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    logging.getLogger("dagster").setLevel(logging.ERROR)
    logging.getLogger("alembic").setLevel(logging.ERROR)
    if (home / "storage" / "opened").exists():
        return
    import dagster as dg

    with publisher_lock(home, WAIT_SECONDS):
        settings = home / "dagster.yaml"
        if not settings.exists():
            settings.write_text(INSTANCE, encoding="utf-8")
        with dg.DagsterInstance.get() as instance:
            instance.get_runs_count()
            instance.event_log_storage.get_concurrency_keys()
            instance.schedules_directory  # noqa: B018 - opens what is opened late
        (home / "storage").mkdir(exist_ok=True)
        (home / "storage" / "opened").touch()


def _require_room(state: Path) -> None:
    """Raise OSError on a full or read-only disk, before Dagster's own files fail on it with a word of theirs."""
    probe = state / "room"
    try:
        with probe.open("wb") as file:
            file.write(bytes(ROOM))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(state)) from error
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def run_job(folders: Folders, *, force: bool = False, engine: dict[str, str] | None = None) -> None:
    """Run the whole job, on the `engine` that is meant (fields of the resource). Raises what its asset or resource raised, OSError where
    the state folder takes no more."""
    folders.state.mkdir(parents=True, exist_ok=True)
    _require_room(folders.state)
    prepare_home(folders.home)
    import dagster as dg

    from assets.definitions import defs

    where = {"raw": folders.address or str(folders.raw), "warehouse": str(folders.warehouse), "state": str(folders.state)}
    where["lexicon"] = str(folders.lexicon or "")
    config = {
        "resources": {
            "folders": {"config": where},
            "engine": {"config": engine or {}},
            "lock": {"config": {"fresh": force, "retries": 0}},
        },
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    run_id = str(uuid.uuid4())
    with dg.DagsterInstance.get() as instance:
        try:
            defs.resolve_job_def("refresh").execute_in_process(run_config=config, instance=instance, run_id=run_id)
        except KeyboardInterrupt:
            end(folders, run_id, "failed", "It was stopped by hand.")
            raise
        except Exception as error:
            cause = getattr(error, "user_exception", None) or error
            with suppress(OSError):  # the disk may be what failed
                end(folders, run_id, "failed", str(cause) or type(cause).__name__)
            if cause is error:
                raise
            raise cause from error
