"""Every reader on bytes that nobody meant for it, and the extractor on any text: rows or reasons, never an exception."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from pipeline.documents.failures import ReaderFailed, ReadFailure
from pipeline.documents.files import FORMATS, RawFile
from pipeline.documents.parts import Record
from pipeline.documents.readers import read_records
from pipeline.documents.stage import stage, stage_text
from pipeline.extract import extract
from tests.documents.doors import OTHER, TEXT, docx_file, mail_file, parquet_file, pdf_file, rss_file, tar_file, warc_record, zip_file

SOUND = {
    ".txt": TEXT.encode("cp1252"),
    ".html": f"<html lang=en><title>T</title><body><article><p>{TEXT}</p></article></body></html>".encode(),
    ".jsonl": json.dumps({"text": TEXT, "published": "2024-03-05"}).encode(),
    ".pdf": pdf_file([TEXT, OTHER], [OTHER]),
    ".docx": docx_file(TEXT, OTHER),
    ".eml": mail_file(TEXT, "<p>page</p>", a__txt=OTHER.encode()),
    ".warc": warc_record("https://example.org", TEXT.encode(), "text/plain")
    + warc_record("https://example.org", OTHER.encode(), coded=True),
    ".zip": zip_file({"a.txt": TEXT.encode(), "b.html": b"<p>x"}),
    ".tar": tar_file({"a.txt": TEXT.encode(), "a.txt.json": b"{}"}, packed=False),
    ".xml": rss_file((TEXT, "https://example.org/1", f"<p>{OTHER}</p>")),
    ".parquet": parquet_file({"text": [TEXT, OTHER], "published": ["2024-03-05", None]}),
    ".txt.gz": gzip.compress(TEXT.encode()),
}
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
spoiling = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=6)), max_size=8)


def hold(root: Path, suffix: str, data: bytes) -> None:
    """Read a file: records of printable kind, or failures with a sentence; never one that says that the reader is at fault."""
    path = root / f"a{suffix}"
    path.write_bytes(data)
    try:
        found = list(read_records(RawFile(path.name, path, size=len(data))))
    except ReadFailure as failure:
        found = [failure]
    assert found
    for each in found:
        if isinstance(each, Record):
            each.text.encode()
            assert "\0" not in each.text
        else:
            assert not isinstance(each, ReaderFailed), each.sentence
            assert each.sentence


def test_every_format_is_fuzzed() -> None:
    kinds = {FORMATS[suffix] for suffix in SOUND if suffix in FORMATS}
    assert kinds == set(FORMATS.values()) - {"markdown"}


@pytest.mark.parametrize("suffix", SOUND)
def test_any_bytes(tmp_path: Path, suffix: str) -> None:
    @slow
    @given(st.binary(max_size=2000))
    @example(b"")
    def hold_any(data: bytes) -> None:
        hold(tmp_path, suffix, data)
        hold(tmp_path, suffix, SOUND[suffix][:8] + data)

    hold_any()


@pytest.mark.parametrize("suffix", SOUND)
def test_a_file_spoilt_in_places(tmp_path: Path, suffix: str) -> None:
    @slow
    @given(spoiling, st.floats(0, 1))
    def hold_spoilt(places: list[tuple[float, int, bytes]], kept: float) -> None:
        data = bytearray(SOUND[suffix])
        for where, length, by in places:
            at = int(where * len(data))
            data[at : at + length] = by
        hold(tmp_path, suffix, bytes(data))
        hold(tmp_path, suffix, bytes(data[: int(kept * len(data))]))

    hold_spoilt()


# Words that open rules of every kind, and what no rule expects.
words = st.sampled_from([
    "coal", "flour", "China", "Russia", "Dandong", "Kim", "Mr.", "Corp.", "exported", "to", "from", "by", "rail", "20", "tons", "$5",
    "million", "March", "2020", "last", "Monday", "said", "banned", "smuggled", "port", "of", "via", "the", "and", ",", ".", ";", ":",
    "-", "--", "(", ")", "'", "%", "&", "/", "#", "*", "|", "<b>", "é", "밀", "丹", "😀", "A.B.C.", "XX", "\"", "\n", "\t", "\r\n", "\\",
    "\x1b[0m", "\u202e", "\ufeff", "e\u0301", "\x85", "\u2028",
])  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(words, max_size=80).map(" ".join), st.lists(words, max_size=80).map("".join))


def hold_facts(texts: list[str]) -> None:
    """The words of each fact stand where it says."""
    staged = [stage_text(text.replace("\0", " ").encode("utf-8", "replace").decode(), f"{number}.txt") for number, text in enumerate(texts)]
    documents = pl.concat(staged).with_columns(language=pl.lit("en"))
    whole = dict(documents.select("document_id", "text").iter_rows())
    for name, frame in extract(documents).items():
        if name.startswith("fact_"):
            for document, start, end, surface in frame.select("document_id", "start_char", "end_char", "surface").iter_rows():
                assert whole[document][start:end] == surface, name


@settings(max_examples=2, deadline=None, phases=[Phase.generate])
@given(st.lists(texts, min_size=60, max_size=80))
def test_the_extractor_on_any_text(texts: list[str]) -> None:
    hold_facts(texts)


@pytest.mark.faults
@settings(max_examples=100, deadline=None)
@given(st.lists(texts, min_size=60, max_size=80))
def test_the_extractor_on_much_text(texts: list[str]) -> None:
    hold_facts(texts)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, max_size=6).map("\n---------\n".join))
def test_a_text_is_cut_into_documents_without_loss(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    data = text.encode("utf-8", "replace")
    path.write_bytes(data)
    documents, quarantine = stage([RawFile("a.txt", path, size=len(data))])
    assert documents.height or quarantine.height
    if documents.height and not data.startswith(b"\xef\xbb\xbf"):
        told = documents.sort("file_start")
        assert "".join(told["text"]) == data.decode() or quarantine.height
