"""Spark as the engine of a run: work goes to its workers through `mapInArrow`, and what they make comes back as Parquet.

Each batch is a job of one task, and as many jobs are at work as Spark has cores: memory stays bounded by the batch, a lost worker costs
the batches that it had, and what is done is written at once, so that a stopped run goes on where it was. Reading and rules are the same
functions as without Spark. Spark's own log goes to a file.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl
import pyarrow as pa

from assets.folders import Folders
from assets.versions import extraction_version, staging_version
from assets.workers import THREADS, as_done
from pipeline.lexicon.sources import contents, set_contents
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LOCAL = "local[*]"
MOST_JOBS = 512  # threads of this process, each waiting for one
FILE = "path string, modificationTime timestamp, length long, content binary"
MADE = "name string, content binary"  # what a worker gives: files by name
PATTERNS = str.maketrans({char: f"\\{char}" for char in "\\{}[]*?"})  # Hadoop takes these for patterns

Key = TypeVar("Key")
Files = list[tuple[str, bytes]]
Settings = dict[str, bool | float | int | str | None]
Work = Callable[[pl.DataFrame], Iterable[tuple[str, bytes]]]


class SparkMissingError(WarehouseError):
    """--engine spark needs PySpark, which is not installed: install it with pip install "tumen[spark]", in a checkout with make spark."""


class JavaMissingError(WarehouseError):
    """--engine spark needs Java 17 or newer, and there is none: install a Java runtime, or name its folder in JAVA_HOME."""


class AddressNeedsSparkError(WarehouseError):
    """{address} is no folder of this machine: only tumen run --engine spark reads texts from there."""


class SparkFailedError(WarehouseError):
    """Nothing was published: Spark failed ({reason}); its log is {log}"""


class OtherRulesError(WarehouseError):
    """A worker reads by other rules than this machine: install the same Tumen, with the same libraries, on all of them."""


def require_engine(folders: Folders, engine: str) -> None:
    """Raise a sentence for the user where the engine cannot do what is asked."""
    if engine == "spark":
        require_spark()
    elif folders.address:
        raise AddressNeedsSparkError(address=folders.address)


def require_spark() -> None:
    """Raise SparkMissingError or JavaMissingError where Spark cannot start."""
    if any(importlib.util.find_spec(name) is None for name in ("pyspark", "pandas")):
        raise SparkMissingError()
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").is_file() if home else shutil.which("java")):
        raise JavaMissingError()


class Spark:
    """A session that starts with the first work. `master` is as spark-submit takes it; `log` the file of what Spark has to say."""

    def __init__(self, master: str, log: Path) -> None:
        self._master, self._log = master, log

    @cached_property
    def session(self) -> SparkSession:
        """The session. Raises SparkMissingError, JavaMissingError or SparkFailedError."""
        require_spark()
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings: Settings = {"spark.master": self._master, "spark.ui.showConsoleProgress": "false", f"spark.executorEnv.{THREADS}": "1"}
        if self._master.startswith("local"):
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
            settings["spark.ui.enabled"] = "false"
        with self._failing(), _said_to(self._log):
            return SparkSession.builder.appName("tumen").config(map=settings).getOrCreate()

    @property
    def cores(self) -> int:
        """How many tasks Spark works at, as far as it knows now."""
        return int(self.session.sparkContext.defaultParallelism)

    def stop(self) -> None:
        """End the session where one was started."""
        if "session" in vars(self):
            self.session.stop()
            del self.session

    def map(self, work: Work, tasks: Iterable[tuple[Key, pl.DataFrame]]) -> Iterator[tuple[Key, Files]]:
        """The files that `work` makes of each frame, as they are done. `work` is a function that a worker can import."""

        def run(task: tuple[Key, pl.DataFrame]) -> tuple[Key, Files]:
            key, frame = task
            rows = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
            return key, self._made(self.session.createDataFrame(rows), work)

        yield from self._jobs(run, tasks)

    def map_files(self, tasks: Iterable[tuple[Key, list[str], Work]]) -> Iterator[tuple[Key, Files]]:
        """The files that each `work` makes of a frame with `path` and `content` of the files at these addresses, those that are there."""

        def run(task: tuple[Key, list[str], Work]) -> tuple[Key, Files]:
            key, addresses, work = task
            with self._failing():
                files = self.open(addresses).select("path", "content")
            return key, self._made(files, work)

        yield from self._jobs(run, tasks)

    def open(self, addresses: str | list[str]) -> DataFrame:
        """Spark's frame of files (FILE); of a folder all files at any depth, of a list those that are there."""
        from pyspark.errors import AnalysisException

        read = self.session.read.format("binaryFile").options(recursiveFileLookup="true", ignoreMissingFiles="true")
        if isinstance(addresses, str):
            return read.load(addresses)
        try:
            return read.load([address.translate(PATTERNS) for address in addresses])
        except AnalysisException:
            found = [(address, *self._file_system(address)) for address in addresses]
            there = [address for address, system, path in found if system.exists(path)]
            if there == addresses:
                raise
        return self.open(there) if there else self.session.createDataFrame([], FILE)

    def qualified(self, address: str) -> str:
        """An address as Spark writes it before the paths below it."""
        with self._failing():
            system, path = self._file_system(address)
            return str(system.makeQualified(path)).rstrip("/")

    def _file_system(self, address: str) -> tuple[Any, Any]:
        """Hadoop's file system for an address, and its name for the address."""
        context = self.session.sparkContext
        path = context._jvm.org.apache.hadoop.fs.Path(address)
        return path.getFileSystem(context._jsc.hadoopConfiguration()), path

    def collect(self, frame: Callable[[], DataFrame]) -> pl.DataFrame:
        """The rows of a frame of Spark's. Raises SparkFailedError."""
        with self._failing():
            found = pl.from_arrow(frame().toArrow())
        assert isinstance(found, pl.DataFrame)
        return found

    def _jobs(self, run: Callable[[Any], tuple[Key, Files]], tasks: Iterable[Any]) -> Iterator[tuple[Key, Files]]:
        with ThreadPoolExecutor(MOST_JOBS) as pool:
            yield from as_done(pool, run, tasks, lambda: min(self.cores + 1, MOST_JOBS))

    def _made(self, frame: DataFrame, work: Work) -> Files:
        with self._failing():
            job = partial(_on_worker, work, contents(), (staging_version(), extraction_version()))
            made = frame.coalesce(1).mapInArrow(job, MADE).toArrow()
        return list(zip(made["name"].to_pylist(), made["content"].to_pylist(), strict=True))

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """What goes wrong in Spark is a SparkFailedError."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            yield
        except (PySparkException, Py4JError) as error:
            raise SparkFailedError(reason=_reason(error), log=self._log) from error


def _on_worker(
    work: Work, lists: dict[str, bytes], versions: tuple[str, str], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Run by Spark: the files that `work` makes of all batches of a task, with the lexicons of the machine that asks."""
    set_contents(lists)
    if (staging_version(), extraction_version()) != versions:
        raise OtherRulesError()
    frames = [frame for batch in batches if isinstance(frame := pl.from_arrow(batch), pl.DataFrame)]
    for name, content in work(pl.concat(frames)) if frames else ():
        yield pa.RecordBatch.from_pydict({"name": [name], "content": [content]})


def _reason(error: Exception) -> str:
    """The line of an error that says what it was: what Java threw, of a worker's traceback the last line, else the first."""
    lines = [line for line in str(error).splitlines() if line and not line[0].isspace()]
    if thrown := [line for line in lines if line.startswith(": ")]:
        return thrown[0].removeprefix(": ")
    traced = [number for number, line in enumerate(lines) if line.startswith("Traceback")]
    told = lines[traced[-1] + 1 :] if traced else lines
    return next((line for line in told if not line.startswith("During handling")), type(error).__name__)


@contextmanager
def _said_to(log: Path) -> Iterator[None]:
    """What processes that start within the block print goes to a file."""
    log.parent.mkdir(parents=True, exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    with log.open("wb") as file:
        try:
            for stream in (1, 2):
                os.dup2(file.fileno(), stream)
            yield
        finally:
            for stream, before in zip((1, 2), kept, strict=True):
                os.dup2(before, stream)
                os.close(before)
