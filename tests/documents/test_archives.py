"""Archives: what their members give, how deep and how far they are read, and what a damaged one costs."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from pipeline.documents import limits
from tests.documents.doors import (
    OTHER,
    TEXT,
    docx_file,
    mail_file,
    pdf_file,
    tar_file,
    warc_record,
    zip_file,
)
from tests.documents.reading import read, reasons

PAGE = f"<html><head><title>Flour</title></head><body><article><h1>Flour</h1><p>{TEXT}</p></article></body></html>".encode()


MEMBERS = {
    "sub/a.txt": TEXT.encode(),
    "sub/a.txt.json": b'{"title": "T", "published": "2024-03-05"}',
    "../../up.md": OTHER.encode(),
    "/etc/passwd.txt": b"Rice was sent to the port.",
    "b.jsonl": "\n".join(json.dumps({"text": text}) for text in (TEXT, OTHER)).encode() + b"\n{bad",
    "c.bin": b"\0",
    "d.html": PAGE,
    "e.pdf": pdf_file([OTHER]),
    "f.docx": docx_file(TEXT),
    "g.eml": mail_file(OTHER),
    "\x1b[31mred.txt": b"",
}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.tar.gz", "a.tar.zst", "a.zip.gz"])
def test_an_archive_gives_all_its_members_hold(tmp_path: Path, name: str) -> None:
    data = zip_file({"dir/": b"", **MEMBERS}) if name.startswith("a.zip") else tar_file(dict(MEMBERS), packed="gz" in name)
    data = gzip.compress(data) if name.endswith("zip.gz") else data
    data = bytes(pa.Codec("zstd").compress(data, asbytes=True)) if name.endswith("zst") else data
    documents, wrong = read(tmp_path, name, data)
    expected = {1: TEXT, 2: OTHER, 3: "Rice was sent to the port.", 4: TEXT, 5: OTHER, 8: f"Flour\n\n{TEXT}", 9: OTHER, 10: TEXT}
    assert dict(documents.filter(pl.col("source_record") < 11).select("source_record", "text").iter_rows()) == expected
    assert documents["text"].to_list()[8:] == [OTHER + "\n"]
    assert documents.select("title", "published_on").row(0) == ("T", date(2024, 3, 5))
    numbers = sorted((int(number), label) for _, detail in wrong for number, label in re.findall(r"Record (\d+) \((.*?)\)", detail))
    assert numbers == [(6, "b.jsonl"), (7, "c.bin"), (12, "?[31mred.txt")]
    assert [reason for reason, _ in wrong] == ["empty", "record invalid", "unsupported format"]
    assert not any("\x1b" in detail for _, detail in wrong)


def test_links_and_devices_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    link, hard, device = tarfile.TarInfo("link.txt"), tarfile.TarInfo("hard.txt"), tarfile.TarInfo("null.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "a.txt"
    device.type = tarfile.CHRTYPE
    found = read(tmp_path, "a.tar", tar_file({"a.txt": TEXT.encode(), "l": link, "h": hard, "d": device}, packed=False))
    assert found[0]["text"].to_list() == [TEXT]
    assert reasons(found) == ["link not followed", "link not followed", "not a file"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    (tmp_path / "a.tar").unlink()
    assert reasons(read(tmp_path, "a.zip", buffer.getvalue())) == ["link not followed"]


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    nested = zip_file({"a.txt": TEXT.encode()})
    for level in range(limits.MAX_DEPTH - 1):
        nested = tar_file({"in.zip" if level == 0 else "in.tgz": nested})
    assert read(tmp_path, "a.tgz", nested)[0]["text"].to_list() == [TEXT]
    assert reasons(read(tmp_path, "a.tgz", tar_file({"in.tgz": nested}))) == ["nested too deep"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", gzip.compress(bytes(4_000_000))),
        ("a.jsonl.gz", gzip.compress(b"\n" * 4_000_000)),
        ("a.zip", zip_file({"a.txt": b" " * 4_000_000})),
        ("b.zip", zip_file({f"{number}.txt": b"coal " * 100_000 for number in range(9)})),
        ("a.tgz", tar_file({"a.zip": zip_file({"a.txt": b" " * 4_000_000})})),
        ("a.docx", docx_file("x" * 4_000_000)),
        ("a.warc.gz", gzip.compress(warc_record("https://example.org", bytes(4_000_000)))),
        ("a.eml.gz", gzip.compress(mail_file() + b"\n" * 4_000_000)),
        ("a.tar.zst", bytes(pa.Codec("zstd").compress(tar_file({"a.txt": bytes(4_000_000)}, packed=False), asbytes=True))),
    ],
)
def test_a_bomb_is_left_at_its_bound(tmp_path: Path, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_BYTES", limits.MIB)
    found = read(tmp_path, name, data)
    assert reasons(found) == ["unpacks to too much"]
    assert found[0].height <= 6


def test_what_an_archive_holds_before_it_breaks_is_kept(tmp_path: Path) -> None:
    members = {f"{number}.txt": f"{TEXT} {number}".encode() * 200 for number in range(20)}
    whole = tar_file(dict(members), packed=False)
    packed = gzip.compress(whole)
    found = read(tmp_path, "a.tgz", packed[: len(packed) // 2])
    assert 0 < found[0]["source_record"].n_unique() < 20
    assert set(reasons(found)) == {"broken archive"}
    (tmp_path / "a.tgz").unlink()
    head = whole.index(b"5.txt")
    found = read(tmp_path, "b.tar", whole[:head] + b"\xff" * 512 + whole[head + 512 :])
    assert found[0]["source_record"].n_unique() == 5
    assert reasons(found) == ["broken archive"]


def test_a_member_that_is_damaged_costs_only_itself(tmp_path: Path) -> None:
    data = zip_file({"a.txt": TEXT.encode(), "b.txt": OTHER.encode()}, zipfile.ZIP_STORED)
    found = read(tmp_path, "a.zip", data.replace(b"wheat", b"wheel"))
    assert found[0].select("source_record", "text").rows() == [(2, OTHER)]
    assert reasons(found) == ["broken archive"]


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    data = bytearray(zip_file({"a.txt": TEXT.encode()}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(read(tmp_path, "a.zip", bytes(data))) == ["encrypted"]
