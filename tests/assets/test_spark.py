"""The engine Spark: two workers of a cluster on this machine give the rows that a run without them gives, from a folder and an address."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from assets import extracts
from assets.cli import main
from assets.folders import Folders, resolve_folders
from assets.object_store import MOST_BYTES, _lay, _read_chunk, hash_in_store
from assets.spark import OtherRulesError, Spark, SparkFailedError, _on_worker
from pipeline.documents.files import RawFile
from pipeline.schema import DOCUMENTS
from tests.assets.conftest import NOTE, OTHER, put
from tests.documents.doors import parquet_file
from warehouse.reading import query
from warehouse.tables import INPUT_TABLES

SAMPLES = Path(__file__).parents[2] / "raw"
TWO_WORKERS = "local-cluster[2,1,1024]"
ODD_NAMES = ["a[1].txt", "{b,c}.txt", "d*?.txt", "e %20#f.txt", "ü/신의주.txt"]
Command = Callable[..., tuple[int, str, str]]


def why_not() -> str:
    """Why Spark cannot run here; empty where it can."""
    if importlib.util.find_spec("pyspark") is None:
        return "the extra spark is not installed (make spark)"
    return "" if shutil.which("java") else "there is no Java"


needs_spark = pytest.mark.skipif(bool(why_not()), reason=f"Spark cannot run here: {why_not()}")


@dataclass(frozen=True)
class Published:
    folders: Folders
    printed: str

    def table(self, name: str) -> pl.DataFrame:
        """The rows of a table of the published file."""
        return query(self.folders.warehouse, f"FROM {name} ORDER BY ALL")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Published]:
    """The sample reports, with odd names and a Parquet file, published by this machine and by Spark; from an address in several batches."""
    place = tmp_path_factory.mktemp("engines")
    raw = shutil.copytree(SAMPLES, place / "the raw texts")
    for number, name in enumerate(ODD_NAMES):
        put(raw / name, f"{OTHER} Trucks took {number + 2} tons of salt to Mongolia.")
    put(raw / "rows.parquet", parquet_file({"text": [NOTE, OTHER + " Nothing else.", None], "title": ["a", None, "c"]}))
    engines = {
        "local": ["--raw", str(raw)],
        "folder": ["--raw", str(raw), "--engine", "spark", "--master", "local[2]"],
        "address": ["--raw", raw.as_uri().replace("%20", " "), "--engine", "spark", "--master", TWO_WORKERS],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", "")
        done = {}
        for name, given in engines.items():
            patch.setattr(extracts, "BATCH_DOCUMENTS", 16 if name == "address" else 10_000)
            done[name] = publish(place / name, raw, given)
        return done


def publish(place: Path, raw: Path, given: list[str]) -> Published:
    folders = Folders(raw, place / "tumen.duckdb", place / "state")
    said, wrong = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(wrong):
        status = main(["run", *given, "--warehouse", str(folders.warehouse), "--state", str(folders.state)])
    assert (status, wrong.getvalue()) == (0, "")
    lines = [line for line in said.getvalue().splitlines() if " of " not in line]  # how far it was after ten seconds
    return Published(folders, "\n".join(lines).replace(str(place), ""))


@needs_spark
@pytest.mark.parametrize("engine", ["folder", "address"])
@pytest.mark.parametrize("table", INPUT_TABLES)
def test_spark_publishes_the_same_rows(runs: dict[str, Published], engine: str, table: str) -> None:
    expected = runs["local"].table(table)
    assert expected.height or table == "unknown_terms"
    assert_frame_equal(runs[engine].table(table), expected)


@needs_spark
@pytest.mark.parametrize("engine", ["folder", "address"])
def test_spark_prints_and_keeps_the_same(runs: dict[str, Published], engine: str) -> None:
    assert runs[engine].printed == runs["local"].printed
    kept = [{path.stem for path in run.folders.extracts.rglob("*.parquet")} for run in (runs["local"], runs[engine])]
    assert kept[0] == kept[1]
    assert len(list(runs[engine].folders.extracts.glob("*/*"))) == (2 if engine == "address" else 1)
    assert (runs[engine].folders.state / "spark.log").is_file()


@needs_spark
def test_either_engine_goes_on_from_the_other(runs: dict[str, Published], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "")
    done = runs["local"].folders
    raw, state = shutil.copytree(done.raw, tmp_path / "raw"), shutil.copytree(done.state, tmp_path / "state")
    put(raw / "new.txt", "Peru sold 12 tonnes of copper ore to Japan in May 2024.")
    folders = Folders(raw, tmp_path / "tumen.duckdb", state)
    spark = Published(folders, "")
    given = ["--raw", str(raw), "--warehouse", str(folders.warehouse), "--state", str(state)]
    before = len(list(folders.extracts.glob("*/*")))
    assert main(["run", *given, "--engine", "spark", "--master", "local[2]"]) == 0
    assert len(list(folders.extracts.glob("*/*"))) == before + 1
    assert spark.table("dim_documents").height == runs["local"].table("dim_documents").height + 1
    monkeypatch.setattr(extracts, "on_cores", lambda *given: pytest.fail("a document was extracted again"))
    assert main(["run", *given]) == 0


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    made = Spark("local[2,4]", tmp_path_factory.mktemp("log") / "spark.log")
    yield made
    made.stop()


@needs_spark
def test_two_workers_work_with_one_thread_of_polars_each(spark: Spark) -> None:
    def work(frame: pl.DataFrame) -> Iterator[tuple[str, bytes]]:
        time.sleep(1)
        yield f"{os.getpid()} {pl.thread_pool_size()}", bytes(frame["n"])

    tasks = [(number, pl.DataFrame({"n": [number, number]})) for number in range(8)]
    found = dict(spark.map(work, tasks))
    assert {number: [content for _, content in files] for number, files in found.items()} == {n: [bytes([n, n])] for n in range(8)}
    told = {name for files in found.values() for name, _ in files}
    assert len(told) == 2
    assert {name.split()[1] for name in told} == {"1"}


@needs_spark
def test_a_worker_that_is_killed_costs_no_rows(spark: Spark, tmp_path: Path) -> None:
    def work(frame: pl.DataFrame) -> Iterator[tuple[str, bytes]]:
        died = tmp_path / str(frame["n"][0])
        if not died.exists():
            died.touch()
            os.kill(os.getpid(), 9)
        yield "made", bytes(frame["n"])

    found = dict(spark.map(work, [(number, pl.DataFrame({"n": [number]})) for number in range(3)]))
    assert found == {number: [("made", bytes([number]))] for number in range(3)}


@needs_spark
def test_what_fails_on_a_worker_is_one_line(spark: Spark) -> None:
    def work(frame: pl.DataFrame) -> Iterator[tuple[str, bytes]]:
        raise ValueError("no such thing")

    with pytest.raises(
        SparkFailedError, match=r"^Nothing was published: Spark failed \(ValueError: no such thing\); its log is .*spark.log$"
    ):
        list(spark.map(work, [(0, pl.DataFrame({"n": [1]}))]))


@needs_spark
@pytest.mark.parametrize("address", ["file:///no/such/folder", "nowhere://bucket/texts"])
def test_an_address_that_cannot_be_read_is_one_line(spark: Spark, address: str) -> None:
    with pytest.raises(SparkFailedError) as failed:
        spark.collect(lambda: spark.open(address))
    assert "\n" not in str(failed.value)
    assert address.split(":")[0] in str(failed.value)


@needs_spark
def test_what_is_too_large_for_spark_or_gone_has_no_hash(spark: Spark, tmp_path: Path) -> None:
    put(tmp_path / "a[1].txt", NOTE)
    put(tmp_path / "large.txt", OTHER)
    files = [RawFile(name, Path(name), size=size) for name, size in (("a[1].txt", 5), ("large.txt", MOST_BYTES + 1), ("gone.txt", 5))]
    expected = {"a[1].txt": hashlib.sha256(NOTE.encode()).hexdigest(), "large.txt": None, "gone.txt": None}
    assert hash_in_store(spark, tmp_path.as_uri(), files, lambda done: None) == expected
    assert hash_in_store(spark, tmp_path.as_uri(), files[2:], lambda done: None) == {"gone.txt": None}


def test_without_the_extra_one_line_says_what_to_install(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assets.spark.importlib.util.find_spec", lambda name: None)
    status, said, wrong = command("run", "--engine", "spark")
    assert (status, said, wrong.count("\n")) == (1, "", 1)
    assert 'pip install "tumen[spark]"' in wrong


@pytest.mark.parametrize("home", ["", "/no/such/java"])
def test_without_java_one_line_says_so(command: Command, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setattr("assets.spark.importlib.util.find_spec", lambda name: object())
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("JAVA_HOME", home)
    status, said, wrong = command("run", "--engine", "spark")
    assert (status, said, wrong.count("\n")) == (1, "", 1)
    assert "Java 17" in wrong


@pytest.mark.parametrize("words", [["run"], ["feeds"], ["daemon"]])
def test_an_address_needs_spark(command: Command, words: list[str], folders: Folders) -> None:
    status, _, wrong = command(*words, "--raw", "s3a://bucket/texts")
    assert (status, wrong.count("\n")) == (1, 1)
    assert "s3a://bucket/texts" in wrong
    assert "--engine spark" in wrong
    assert not list(Path.cwd().glob("s3a*"))


def test_an_address_is_kept_as_it_is() -> None:
    assert resolve_folders("s3a://bucket/texts").address == "s3a://bucket/texts"
    assert resolve_folders("texts").address is None


def test_a_worker_with_other_rules_is_refused() -> None:
    with pytest.raises(OtherRulesError):
        list(_on_worker(lambda frame: [], {}, ("other", "rules"), []))


def test_a_worker_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    place = tmp_path / "inside"
    place.mkdir()
    for name in ("../outside.txt", "/tmp/../outside.txt", "a.txt", "a.txt/b.txt"):
        _lay(place, name, b"x")
    assert [path.name for path in tmp_path.rglob("*.txt")] == ["a.txt"]


def test_what_is_missing_or_too_large_in_the_store_is_in_quarantine() -> None:
    contents = pl.DataFrame({"path": ["s3a://b/t/a.txt"], "content": [NOTE.encode()]})
    wanted = [("a.txt", 5), ("gone.txt", 5), ("large.txt", MOST_BYTES + 1)]
    made = dict(_read_chunk("000001-x", wanted, "s3a://b/t", contents))
    assert pl.read_parquet(made["documents-000"])["text"].to_list() == [NOTE]
    assert set(DOCUMENTS) < set(pl.read_parquet(made["documents-000"]).columns)
    found = pl.read_parquet(made["quarantine-000"]).select("source_file", "reason").rows()
    assert sorted(found) == [("gone.txt", "unreadable"), ("large.txt", "too large")]
