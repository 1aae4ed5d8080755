"""What the assets are given: the folders, the lock of a run, and Parquet files in and out."""

# No `from __future__ import annotations` here: Dagster looks at the types of these classes' fields as they are made.
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import dagster as dg
import polars as pl
from pydantic import Field, PrivateAttr

from assets.folders import Folders, resolve_folders
from assets.journal import begin, end, has_ended
from assets.metadata import describe_table
from assets.parquet import write, write_parts
from assets.spark import LOCAL, Spark, require_engine
from pipeline.lexicon.own import use_lexicon
from warehouse.errors import BuildFailedError, PublishLockedError, WarehouseInUseError, one_line
from warehouse.lock import publisher_lock
from warehouse.publish import require_replaceable

WAIT_SECONDS = 600.0
RETRY_SECONDS = 60.0


class FoldersResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folders of a run; empty ones are the usual ones (see `resolve_folders`). `leave`: raw files that are still being written."""

    raw: str = ""
    warehouse: str = ""
    state: str = ""
    lexicon: str = ""
    leave: list[str] = Field(default_factory=list)

    def get(self) -> Folders:
        """The folders."""
        return resolve_folders(self.raw, self.warehouse, self.state, self.lexicon)


class Engine(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Who extracts: the processes of this machine (`local`), or `spark`, whose `master` is as spark-submit takes it."""

    folders: dg.ResourceDependency[FoldersResource]
    name: str = "local"
    master: str = LOCAL
    _spark: Spark | None = PrivateAttr(default=None)

    @property
    def spark(self) -> Spark | None:
        """Spark, that starts with the first work; None where this machine does it."""
        return self._spark

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Spark for the length of a run."""
        require_engine(self.folders.get(), self.name)
        self._spark = Spark(self.master, self.folders.get().state / "spark.log") if self.name == "spark" else None
        try:
            yield self
        finally:
            if self._spark:
                self._spark.stop()


class RunLock(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Held from the first asset of a run to the last, so that one run at a time writes to a state folder, however it was started."""

    folders: dg.ResourceDependency[FoldersResource]
    fresh: bool = False
    retries: int = 3
    _run_id: str = PrivateAttr(default="none")

    @property
    def run_id(self) -> str:
        """The run that holds the lock."""
        return self._run_id

    @contextmanager
    def retrying(self) -> Iterator[None]:
        """Try the step again in a minute where that may help: a disk or mount that is away or full, a file that somebody has open."""
        try:
            yield
        except (OSError, BuildFailedError, PublishLockedError, WarehouseInUseError) as error:
            if not self.retries:
                raise
            raise dg.RetryRequested(max_retries=self.retries, seconds_to_wait=RETRY_SECONDS) from error

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Wait for another run, clear what killed ones left in Dagster, and where `fresh` forget all that is kept. Take the user's lexicon
        into use: a run of Dagster's own starts in a process that knows of none."""
        use_lexicon(self.folders.get().lexicon)
        work = self.folders.get().work
        work.mkdir(parents=True, exist_ok=True)
        with publisher_lock(work, WAIT_SECONDS):
            require_replaceable(self.folders.get().warehouse)
            if context.instance and context.run:
                end_abandoned_runs(context.instance, context.run.run_id)
            if self.fresh:
                for kept in work.iterdir():
                    shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
            self._run_id = context.run.run_id if context.run else self._run_id
            with told(self.folders.get(), self._run_id):
                yield self


@contextmanager
def told(folders: Folders, run_id: str) -> Iterator[None]:
    """The journal tells of the run from here to the end of the block; that it failed where nobody says otherwise."""
    begin(folders, run_id)
    try:
        yield
    finally:
        with suppress(OSError):  # the disk may be what failed
            if not has_ended(folders, run_id):
                end(folders, run_id, "failed")


@dg.failure_hook(required_resource_keys={"folders"})
def note_failure(context: dg.HookContext) -> None:
    """Tell the journal why a run failed, in the line that a user would read."""
    end(context.resources.folders.get(), context.run_id, "failed", sentence(context.op_exception))


def sentence(error: BaseException | None) -> str:
    """The one line of an error, without Dagster's words around it."""
    cause = getattr(error, "user_exception", None) or error
    return one_line(str(cause) or type(cause).__name__)


def end_abandoned_runs(instance: dg.DagsterInstance, run_id: str) -> None:
    """Mark runs as failed that claim to be running while `run_id` holds the lock, and free their place in the pools."""
    for run in instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED])):
        if run.run_id != run_id and run.job_name == "refresh":
            instance.report_run_failed(run, "The process of this run ended before the run did.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


class ParquetTables(dg.ConfigurableIOManager):
    """One Parquet file for each asset, streamed to disk and renamed into place, or a folder of parts; read lazily."""

    folders: dg.ResourceDependency[FoldersResource]

    def handle_output(self, context: dg.OutputContext, obj: pl.LazyFrame | Mapping[str, Path | pl.LazyFrame]) -> None:
        """Write the frame, and say what is in it."""
        name = context.asset_key.path[-1]
        store(self.folders.get(), name, obj)
        context.add_output_metadata(describe_table(self.folders.get().files(name)))

    def load_input(self, context: dg.InputContext) -> pl.LazyFrame:
        """The frame of an asset."""
        return pl.scan_parquet(self.folders.get().files(context.asset_key.path[-1]))


def store(folders: Folders, name: str, table: pl.LazyFrame | Mapping[str, Path | pl.LazyFrame]) -> None:
    """Put a table, whole or in parts, in the place of the last one."""
    if isinstance(table, pl.LazyFrame):
        write(table, folders.table(name))
        shutil.rmtree(folders.parts(name), ignore_errors=True)
    else:
        write_parts(table, folders.parts(name))
        folders.table(name).unlink(missing_ok=True)
