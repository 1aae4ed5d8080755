"""Files of every format that is read, made on the spot: for tests and for the generator of hostile ones."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from typing import Any
from xml.sax.saxutils import escape

import polars as pl

TEXT = "Imports of wheat flour rose by a third in the first half of the year, the customs office said."
OTHER = "Ships with coal left the port on Monday and had not come back by Friday, the harbour master said."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf_file(*pages: list[str], password: bool = False) -> bytes:
    """A PDF with the lines of each page in Helvetica; `password` marks it as encrypted without being so."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line.replace(chr(92), '').replace('(', '').replace(')', '')}) Tj 0 -14 Td " for line in lines)
        content = zlib.compress(f"BT /F1 10 Tf 50 800 Td {shown}ET".encode("latin-1", "replace"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
        size = b"/MediaBox [0 0 842 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (size, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    if password:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >>" % (b"o" * 32, b"u" * 32))
    body, places = b"%PDF-1.4\n", []
    for number, told in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    secret = b"/ID [(a) (a)] /Encrypt %d 0 R" % len(objects) if password else b""
    trailer = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, secret, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + trailer


def docx_file(*paragraphs: str, body: str = "", prolog: str = "") -> bytes:
    """A Word document of these paragraphs, then `body` as raw XML."""
    told = "".join(f"<w:p><w:r><w:t>{escape(paragraph)}</w:t></w:r></w:p>" for paragraph in paragraphs)
    main = f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{WORD}"><w:body>{told}{body}</w:body></w:document>'
    return zip_file({"[Content_Types].xml": b"<Types/>", "word/document.xml": main.encode()})


def zip_file(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 5, 0, 0, 0)), data, compression)
    return buffer.getvalue()


def tar_file(members: dict[str, bytes | tarfile.TarInfo], *, packed: bool = True) -> bytes:
    """A tar, gzipped where `packed`; a header in the place of bytes is put in as it is (a link, a device)."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in members.items():
            if isinstance(data, tarfile.TarInfo):
                archive.addfile(data)
                continue
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(buffer.getvalue(), mtime=0) if packed else buffer.getvalue()


def parquet_file(rows: list[dict[str, Any]] | dict[str, Any], **how: Any) -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame(rows).write_parquet(buffer, **how)
    return buffer.getvalue()


def mail_file(text: str | None = TEXT, html: str | None = None, **attached: bytes) -> bytes:
    """A mail; names of attachments have __ for the dot."""
    mail = EmailMessage()
    mail["From"] = "Kim <kim@example.org>"
    mail["Subject"] = "Flour über alles"
    mail["Date"] = "Tue, 05 Mar 2024 09:00:00 +0900"
    mail["List-Id"] = '"Border News" <news.example.org>'
    if text is not None:
        mail.set_content(text)
        if html:
            mail.add_alternative(html, subtype="html")
    elif html:
        mail.set_content(html, subtype="html")
    for name, data in attached.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("__", "."))
    return mail.as_bytes()


def warc_record(url: str, data: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", coded: bool = False) -> bytes:
    """One response of a crawl."""
    sent = gzip.compress(data, mtime=0) if coded else data
    coding = "Content-Encoding: gzip\r\n" if coded else ""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}Content-Length: {len(sent)}\r\n\r\n".encode() + sent
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-05T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def rss_file(*entries: tuple[str, str, str], title: str = "Border News") -> bytes:
    """RSS 2.0 with (title, link, HTML text) for each entry."""
    told = "".join(
        f"<item><title>{escape(head)}</title><link>{escape(link)}</link><pubDate>Tue, 05 Mar 2024 09:00:00 GMT</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for head, link, text in entries
    )
    channel = f"<channel><title>{escape(title)}</title><language>en-GB</language>{told}</channel>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">{channel}</rss>'.encode()
