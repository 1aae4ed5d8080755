"""A hostile folder: each entry is read or says why not."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from pipeline.documents import limits
from pipeline.documents import stage as stage_module
from pipeline.documents.files import file_format, list_files
from pipeline.documents.stage import stage, stage_batches
from pipeline.schema import DOCUMENTS, QUARANTINE

TEXT = "Imports of wheat flour rose by a third in the first half of the year, the customs office said."


def put(root: Path, name: str, data: bytes | str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def run(root: Path) -> tuple[pl.DataFrame, dict[str, list[str]]]:
    """Documents, and the reasons by source file; holds that each file is in one of the two."""
    files = list_files(root)
    documents, quarantine = stage(files)
    assert documents.schema == pl.Schema(DOCUMENTS)
    assert quarantine.schema == pl.Schema(QUARANTINE)
    accounted = set(documents["source_file"]) | set(quarantine["source_file"])
    assert {file.source_file for file in files} <= accounted
    assert documents["document_id"].is_unique().all()
    reasons: dict[str, list[str]] = {}
    for name, reason in quarantine.select("source_file", "reason").iter_rows():
        reasons.setdefault(name, []).append(reason)
    return documents, reasons


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", ("text", None)),
        ("A.TXT.GZ", ("text", "gzip")),
        ("n.jsonl.zst", ("jsonl", "zstd")),
        ("p.htm", ("html", None)),
        ("r.md", ("markdown", None)),
        ("x.gz", (None, None)),
        ("x.pdf", ("pdf", None)),
        ("x.tar.gz", ("tar", "gzip")),
        ("X.TGZ", ("tar", "gzip")),
        ("crawl.warc.gz", ("warc", "gzip")),
        ("x.doc", (None, None)),
        ("txt", (None, None)),
    ],
)
def test_formats_by_name(name: str, expected: tuple[str | None, str | None]) -> None:
    assert file_format(name) == expected


def test_hostile_folder(tmp_path: Path) -> None:
    root = tmp_path / "raw"
    put(tmp_path, "outside.txt", TEXT)
    for name, data in {
        "empty.txt": b"",
        "blank.md": b" \n\n",
        "nul.txt": b"abc\0\1\2" * 50,
        "picture.txt": b"\x89PNG\r\n\x1a\n...",
        "report.pdf": b"%PDF-1.7",
        "report.doc": b"\xd0\xcf\x11\xe0",
        "noext": b"x",
        "broken.jsonl.gz": gzip.compress(json.dumps({"text": TEXT}).encode() * 100)[:60],
        "broken.txt.gz": b"no gzip",
        "broken.txt.zst": b"no zstd",
        "page.html": b"<html><body><script>x</script></body></html>",
        "folder.txt/inner.txt": TEXT.encode(),
        "orphan.txt.json": b"{}",
        "good.txt": TEXT.encode(),
    }.items():
        put(root, name, data)
    os.symlink("nowhere.txt", root / "dangling.txt")
    os.symlink("../outside.txt", root / "outside.txt")
    os.symlink("loop.txt", root / "loop.txt")
    os.symlink("folder.txt", root / "other")
    os.symlink("good.txt", root / "link.txt")
    os.mkfifo(root / "pipe.txt")
    documents, reasons = run(root)
    assert reasons == {
        "empty.txt": ["empty"],
        "blank.md": ["empty"],
        "nul.txt": ["binary"],
        "picture.txt": ["binary"],
        "report.pdf": ["damaged"],
        "report.doc": ["unsupported format"],
        "noext": ["unsupported format"],
        "broken.jsonl.gz": ["broken archive"],
        "broken.txt.gz": ["broken archive"],
        "broken.txt.zst": ["broken archive"],
        "page.html": ["empty"],
        "folder.txt": ["not a file"],
        "orphan.txt.json": ["unsupported format"],
        "dangling.txt": ["unreadable"],
        "outside.txt": ["link not followed"],
        "loop.txt": ["unreadable"],
        "other": ["link not followed"],
        "pipe.txt": ["not a file"],
    }
    assert set(documents["source_file"]) == {"folder.txt/inner.txt", "good.txt", "link.txt"}


def test_no_machine_path_in_what_is_said(tmp_path: Path) -> None:
    os.symlink("loop.txt", tmp_path / "loop.txt")
    put(tmp_path, "broken.txt.zst", b"no zstd")
    _, quarantine = stage(list_files(tmp_path))
    assert not quarantine["detail"].str.contains(str(tmp_path), literal=True).any()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    put(tmp_path, "closed.txt", TEXT)
    put(tmp_path, "locked/in.txt", TEXT)
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "locked").chmod(0)
    _, reasons = run(tmp_path)
    (tmp_path / "locked").chmod(0o700)
    assert reasons == {"closed.txt": ["unreadable"], "locked": ["unreadable"]}


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"b\xffd.txt")).write_text(TEXT)
    documents, _ = run(tmp_path)
    assert documents["source_file"].to_list() == ["b\\xffd.txt"]


def test_one_long_line_is_refused_with_a_clear_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_DOCUMENT_BYTES", 1000)
    put(tmp_path, "long.txt", "word " * 1000)
    put(tmp_path, "good.txt", TEXT)
    _, quarantine = stage(list_files(tmp_path))
    assert quarantine["reason"].to_list() == ["too large"]
    assert "5000 characters" in quarantine["detail"][0]


def test_a_reader_that_fails_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> list[tuple[int, int]]:
        if "bad" in text:
            raise ZeroDivisionError("of course")
        return [(0, len(text))]

    monkeypatch.setattr(stage_module, "split_articles", fail)
    put(tmp_path, "bad.txt", "bad " + TEXT)
    put(tmp_path, "good.txt", TEXT)
    documents, reasons = run(tmp_path)
    assert reasons == {"bad.txt": ["reader failed"]}
    assert documents.height == 1


def test_the_stamp_follows_file_and_sidecar(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    before = list_files(tmp_path)[0].stamp
    put(tmp_path, "a.txt.json", "{}")
    assert list_files(tmp_path)[0].stamp != before
    assert [file.source_file for file in list_files(tmp_path)] == ["a.txt"]


def test_batches_hold_what_one_stage_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        put(tmp_path, f"{number}.txt", f"{TEXT} {number}")
    whole, _ = stage(list_files(tmp_path))
    monkeypatch.setattr(stage_module, "BATCH_CHARS", 150)
    batches = [documents for documents, _ in stage_batches(list_files(tmp_path))]
    assert len(batches) > 2
    assert pl.concat(batches).equals(whole)


def test_zstd_of_several_frames(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT}).encode() + b"\n"
    frame = bytes(pa.Codec("zstd").compress(line * 3, asbytes=True))
    put(tmp_path, "a.jsonl.zst", frame + frame)
    documents, _ = run(tmp_path)
    assert documents["source_record"].to_list() == [1, 2, 3, 4, 5, 6]
