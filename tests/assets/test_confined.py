"""Reading in a process of its own: the same as reading here, and what becomes of a file that breaks the process."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from assets import confined as confined_module
from assets.confined import confined
from assets.folders import Folders
from assets.reading_process import parse_found, told_found
from pipeline.documents import limits
from pipeline.documents.failures import BrokenArchive
from pipeline.documents.files import RawFile, list_files
from pipeline.documents.parts import Record
from pipeline.documents.sidecar import Metadata
from pipeline.documents.stage import stage, stage_batches
from tests.assets.conftest import put, run_plain
from tests.documents.doors import OTHER, TEXT, docx_file, mail_file, pdf_file, zip_file

SLOW = b"<a " + b" ".join(b"a%d=1" % number for number in range(60_000)) + b">" + TEXT.encode()


def staged(root: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    with confined() as read:
        batches = list(stage_batches(list_files(root), read))
    return pl.concat([documents for documents, _ in batches]), pl.concat([problems for _, problems in batches])


@pytest.mark.parametrize(
    "found",
    [
        Record(f"{TEXT} \ud7a3 \x1b\n", 3, Metadata("T", None, "u", date(2024, 3, 5), "en"), Metadata(title="P"), True),
        Record(TEXT),
        BrokenArchive("Record 3: it's cut."),
    ],
    ids=["full", "plain", "failure"],
)
def test_an_answer_comes_back_as_it_was(found: Record | BrokenArchive) -> None:
    back = parse_found(told_found(found))
    assert back == found or (type(back), str(back)) == (type(found), str(found))


def test_files_are_read_there_as_here(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": TEXT.encode(),
        "b.html": f"<html><title>T</title><body><p>{TEXT}</p></body></html>".encode(),
        "c.zip": zip_file({"a.txt": TEXT.encode(), "b.pdf": pdf_file([OTHER]), "c.bin": b"\0"}),
        "d.eml": mail_file(OTHER),
        "e.docx": docx_file(TEXT),
        "f.pdf": b"no pdf",
        "f.pdf.json": b"{}",
        "g.warc": b"no crawl",
        "h.doc": b"",
    }.items():
        put(tmp_path / name, data)
    (tmp_path / os.fsdecode(b"b\xffd.pdf")).write_bytes(pdf_file([TEXT]))
    here, there = stage(list_files(tmp_path)), staged(tmp_path)
    assert here[0].height == 7
    assert there[0].equals(here[0])
    assert there[1].equals(here[1])


def test_a_file_that_takes_too_long_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 1)
    monkeypatch.setattr(limits, "MAX_SECONDS_PER_MIB", 0)
    put(tmp_path / "a.html", SLOW)
    put(tmp_path / "b.pdf", pdf_file([OTHER]))
    documents, quarantine = staged(tmp_path)
    assert documents["text"].to_list() == [OTHER]
    assert quarantine.select("source_file", "reason").rows() == [("a.html", "took too long")]
    assert quarantine["content_hash"].null_count() == 0


def test_a_file_that_takes_too_much_memory_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMORY_BYTES", 300 * limits.MIB)
    put(tmp_path / "a.eml", b"Subject: x\n\n" + b"a\n" * 12_000_000)
    put(tmp_path / "b.pdf", pdf_file([OTHER]))
    documents, quarantine = staged(tmp_path)
    assert documents["text"].to_list() == [OTHER]
    assert quarantine.select("source_file", "reason").rows() == [("a.eml", "took too much memory")]


@pytest.mark.parametrize(("sent", "reason"), [(signal.SIGSEGV, "reader failed"), (signal.SIGKILL, "unreadable")])
def test_a_process_that_dies_costs_the_file_it_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: signal.Signals, reason: str
) -> None:
    put(tmp_path / "a.html", SLOW)
    put(tmp_path / "b.pdf", pdf_file([OTHER]))
    start = confined_module._start
    started = []

    def doomed() -> object:
        process = start()
        if not started:
            process.send_signal(sent)
        started.append(process)
        return process

    monkeypatch.setattr(confined_module, "_start", doomed)
    documents, quarantine = staged(tmp_path)
    assert documents["text"].to_list() == [OTHER]
    assert quarantine.select("source_file", "reason").rows() == [("a.html", reason)]
    assert [process.poll() is not None for process in started] == [True, True]


def test_a_file_whose_process_was_killed_is_read_by_the_next_run(
    folders: Folders, read_texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folders.raw / "a.pdf", pdf_file([OTHER]))
    start = confined_module._start

    def killed() -> object:
        process = start()
        process.kill()
        return process

    with monkeypatch.context() as patch:
        patch.setattr(confined_module, "_start", killed)
        assert run_plain(folders)["quarantine"]["reason"].to_list() == ["unreadable"]
    assert run_plain(folders)["documents"]["text"].to_list() == [OTHER]


def test_a_reader_that_is_left_half_way_leaves_no_process(tmp_path: Path) -> None:
    put(tmp_path / "a.zip", zip_file({f"{number}.txt": TEXT.encode() for number in range(5000)}))
    with confined() as read:
        records = read(list_files(tmp_path)[0])
        assert next(records)
        records.close()  # type: ignore[attr-defined]
        process = read.__self__._process  # type: ignore[attr-defined]
        assert process is None


def test_plain_files_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined_module, "_start", lambda: 1 / 0)
    put(tmp_path / "a.txt", TEXT)
    put(tmp_path / "b.jsonl", '{"text": "x y"}')
    with confined() as read:
        found = [record for file in [*list_files(tmp_path)] for record in read(file)]
    assert len(found) == 2
    with confined() as read, pytest.raises(ZeroDivisionError):
        list(read(RawFile("a.pdf", tmp_path / "a.pdf")))
