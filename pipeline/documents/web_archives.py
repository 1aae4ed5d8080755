"""WARC, the archives of crawlers: what each page was when it was fetched. Through FastWARC, which comes with resiliparse."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from fastwarc.warc import ArchiveIterator, WarcRecordType

from pipeline.documents import limits
from pipeline.documents.failures import BrokenArchive, Empty, LeftOut, TooLarge
from pipeline.documents.files import file_format
from pipeline.documents.mails import MIME_FORMATS
from pipeline.documents.parts import Forward, Named, Part, unpacked
from pipeline.documents.sidecar import Metadata, clean

KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
MAX_TOLD = 8


def read_warc(part: Part) -> Iterator[Named]:
    """The pages and documents of a crawl, with their address; pictures, errors and the like are counted in one failure."""
    others: Counter[str] = Counter()
    seen = False
    try:
        for record in ArchiveIterator(Forward(unpacked(part)), record_types=KINDS, auto_decode="all", fsspec_args=False):
            seen = True
            url = clean(str(record.headers.get("WARC-Target-URI") or ""))[:2000].strip("<>")
            form, other = _form(record, url)
            if form is None:
                others[other] += 1
            else:
                yield _part(record, url, form, part)
    except OSError as error:
        raise BrokenArchive(f"{error}.") from error
    if others:
        told = ", ".join(f"{number} {kind}" for kind, number in others.most_common(MAX_TOLD))
        yield "the rest", LeftOut(f"{told}{' and others' if len(others) > MAX_TOLD else ''}.")
    if not seen:
        raise Empty("It has no record of a page.")


def _form(record: Any, url: str) -> tuple[str | None, str]:
    """The format of a record, or in words what it is instead."""
    headers = record.http_headers
    if headers is not None and headers.status_code not in (200, None):
        return None, f"with status {headers.status_code}"
    said = record.http_content_type if headers is not None else record.headers.get("Content-Type")
    kind = clean(str(said or "")).split(";")[0].strip().lower()[:60]
    form = MIME_FORMATS.get(kind) or (file_format(url.split("?")[0])[0] if not kind else None)
    return form, kind or "of an unknown type"


def _part(record: Any, url: str, form: str, part: Part) -> Named:
    name = url or "a page without an address"
    data = record.reader.read(limits.MAX_NESTED_BYTES + 1)
    part.budget.spend(len(data))
    if len(data) > limits.MAX_NESTED_BYTES:
        return name, TooLarge(f"It has more than {limits.MAX_NESTED_BYTES // limits.MIB} MiB.")
    headers = record.http_headers
    is_coded = headers is not None and (headers.get("Content-Encoding") or headers.get("Transfer-Encoding"))
    if not is_coded and len(data) < record.content_length:
        return name, BrokenArchive(f"It has {len(data)} of {record.content_length} bytes.")
    said = record.http_charset if headers is not None else None
    return Part(name, form, io.BytesIO(data), part.budget, page=Metadata(url=url or None), charset=cast("str | None", said))
