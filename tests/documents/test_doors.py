"""Mails, Word and PDF documents, crawls and feeds: what is drawn out of them, and what they may not do."""

from __future__ import annotations

import base64
import gzip
import textwrap
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.documents.doors import (
    OTHER,
    TEXT,
    docx_file,
    mail_file,
    pdf_file,
    rss_file,
    warc_record,
    zip_file,
)
from tests.documents.reading import read, reasons

PAGE = f"<html><head><title>Flour</title></head><body><article><h1>Flour</h1><p>{TEXT}</p></article></body></html>".encode()


def test_a_pdf_gives_paragraphs_not_lines(tmp_path: Path) -> None:
    lines = ["Flour trade up", *textwrap.wrap(TEXT, 50), *textwrap.wrap(OTHER, 50), "The crews of the ships, he said, will"]
    documents, wrong = read(tmp_path, "a.pdf", pdf_file(lines, ["come back in May.", "- 2 -"]))
    assert wrong == []
    last = "The crews of the ships, he said, will come back in May."
    assert documents["text"].to_list() == [f"Flour trade up\n{TEXT}\n{OTHER}\n{last}"]
    assert documents["source_record"].to_list() == [None]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf_file([TEXT], password=True), "encrypted"),
        (pdf_file([]), "empty"),
        (pdf_file([TEXT])[:300], "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 10, "damaged"),
        (b"no pdf", "damaged"),
        (b"", "empty"),
    ],
    ids=["password", "scanned", "cut", "noise", "other", "empty"],
)
def test_a_pdf_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reasons(read(tmp_path, "a.pdf", data)) == [reason]


def test_a_word_document_gives_paragraphs_and_tables(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format('rice')}{cell.format('20 t')}</w:tr></w:tbl>"
    struck = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>cut</w:t><w:noBreakHyphen/><w:t>short</w:t></w:r></w:p>"
    documents, wrong = read(tmp_path, "a.docx", docx_file("Flour & salt", TEXT, body=table + struck))
    assert wrong == []
    assert documents["text"].to_list() == [f"Flour & salt\n{TEXT}\nrice \t20 t \t\ncut-short"]
    assert documents["title"].to_list() == ["Flour & salt"]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx_file(body="<w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p>", prolog=ENTITIES), "damaged"),
        (docx_file(body="<w:p>" * 1000), "nested too deep"),
        (docx_file(body="<w:p>"), "damaged"),
        (docx_file(), "empty"),
        (zip_file({"a": b"b"}), "damaged"),
        (docx_file(TEXT)[:200], "broken archive"),
        (b"\xd0\xcf\x11\xe0" * 100, "encrypted"),
    ],
    ids=["entities", "deep", "unclosed", "no text", "no part", "cut", "old"],
)
def test_a_word_document_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reasons(read(tmp_path, "a.docx", data)) == [reason]


def test_a_mail_gives_its_text_and_its_attachments(tmp_path: Path) -> None:
    mail = mail_file(TEXT, "<p>page</p>", report__docx=docx_file(OTHER), note__txt=b"Coal was sent.", data__bin=b"\0")
    documents, wrong = read(tmp_path, "a.eml", mail)
    assert documents["text"].to_list() == [TEXT + "\n", OTHER, "Coal was sent."]
    assert documents["source_record"].to_list() == [1, 2, 3]
    assert documents.select("title", "publisher", "published_on", "published_basis").row(0) == (
        "Flour über alles", "Border News", date(2024, 3, 5), "header",
    )  # fmt: skip
    assert documents["published_on"].to_list() == [date(2024, 3, 5), None, None]
    assert [(reason, "Record 4 (data.bin)" in detail) for reason, detail in wrong] == [("unsupported format", True)]


def test_a_mail_whose_text_is_a_stub_gives_its_page(tmp_path: Path) -> None:
    documents, _ = read(tmp_path, "a.eml", mail_file("See the page.", f"<p>{TEXT}</p><p>{OTHER}</p>"))
    assert documents["text"][0].split("\n\n") == [TEXT, OTHER]


def test_a_mail_in_an_old_encoding(tmp_path: Path) -> None:
    text = "신의주 세관을 거쳐 들어오는 밀가루와 식용유가 다시 늘었다고 상인이 말했다."
    head = b"Subject: =?euc-kr?B?" + base64.b64encode("밀가루".encode("cp949")) + b"?=\nDate: never\n"
    mail = head + b"Content-Type: text/plain; charset=euc-kr\nContent-Transfer-Encoding: 8bit\n\n" + text.encode("cp949")
    documents, _ = read(tmp_path, "a.eml", mail)
    assert documents.select("title", "text", "published_on").rows() == [("밀가루", text, None)]


def test_mails_on_mails_are_read_to_a_depth(tmp_path: Path) -> None:
    mail = mail_file(OTHER)
    for _ in range(6):
        mail = b"Subject: on\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n" % len(mail) + (
            b"--b%d\nContent-Type: message/rfc822\n\n%s\n--b%d--\n" % (len(mail), mail, len(mail))
        )
    assert "nested too deep" in reasons(read(tmp_path, "deep.eml", mail))
    one = b"Subject: on\nContent-Type: message/rfc822\n\n" + mail_file(TEXT)
    assert read(tmp_path, "one.eml", one)[0].filter(pl.col("source_file") == "one.eml")["title"].to_list() == ["Flour über alles"]


def test_a_crawl_gives_its_pages_with_their_addresses(tmp_path: Path) -> None:
    crawl = (
        warc_record("https://example.org/flour", PAGE)
        + warc_record("https://example.org/coal", OTHER.encode(), "text/plain", coded=True)
        + warc_record("https://example.org/gone", b"gone", status="404 Not Found")
        + warc_record("https://example.org/a.png", b"\x89PNG", "image/png")
        + warc_record("https://example.org/report", pdf_file([OTHER]), "application/pdf")
        + warc_record("https://example.org/empty", b"<html></html>")
    )
    documents, wrong = read(tmp_path, "a.warc.gz", gzip.compress(crawl))
    assert documents["url"].to_list() == [f"https://example.org/{name}" for name in ("flour", "coal", "report")]
    assert documents["source_record"].to_list() == [1, 2, 3]
    assert documents["text"].to_list() == [f"Flour\n\n{TEXT}", OTHER, OTHER]
    assert sorted(wrong)[0][0] == "empty"
    assert "Record 5 (the rest): 1 with status 404, 1 image/png." in sorted(wrong)[1][1]


def test_a_crawl_that_is_cut_short_gives_what_it_has(tmp_path: Path) -> None:
    crawl = warc_record("https://example.org/flour", PAGE) + warc_record("https://example.org/coal", PAGE)[:-60]
    found = read(tmp_path, "a.warc", crawl)
    assert found[0]["url"].to_list() == ["https://example.org/flour"]
    assert reasons(found) == ["broken archive"]


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    feed = rss_file(("Flour up", "https://example.org/1", f"<p>{TEXT}</p>"), ("", "https://example.org/2", ""), ("Coal", "", OTHER))
    documents, wrong = read(tmp_path, "a.xml", feed)
    assert documents.select("title", "url", "publisher", "language", "published_on", "text").rows() == [
        ("Flour up", "https://example.org/1", "Border News", "en", date(2024, 3, 5), f"Flour up\n\n{TEXT}"),
        ("Coal", None, "Border News", "en", date(2024, 3, 5), f"Coal\n\n{OTHER}"),
    ]
    assert documents["source_record"].to_list() == [1, 3]
    assert [reason for reason, _ in wrong] == ["empty"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"<note>x</note>", "unsupported format"), (rss_file(), "empty"), (b" ", "empty"), (b"/etc/passwd", "unsupported format")],
)
def test_xml_that_is_no_feed(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reasons(read(tmp_path, "a.xml", data)) == [reason]


ENTITY_FEED = ENTITIES.encode() + rss_file(("Flour &amp; salt", "https://example.org/1", TEXT)).split(b"?>", 1)[1].replace(
    b"Flour", b"&f;&b;"
)


def test_a_feed_opens_nothing_and_grows_by_nothing(tmp_path: Path) -> None:
    documents, _ = read(tmp_path, "a.rss", ENTITY_FEED)
    assert not documents["text"].str.contains("root:").any()
    assert not documents["text"].str.contains("aaaa").any()


def test_a_page_nested_without_end_is_refused_at_once(tmp_path: Path) -> None:
    assert reasons(read(tmp_path, "a.html", b"<div>" * 100_000 + TEXT.encode())) == ["nested too deep"]
    lists = b"<ul>" + f"<li>{TEXT}".encode() * 3000 + b"</ul>"
    assert read(tmp_path, "b.html", lists)[0].height == 1
