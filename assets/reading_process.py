"""The process in which formats with parsers are read: a request a line in, an answer a line out.

It is started with the bytes of memory that it may take. A request is {"source_file", "path", "size", "seconds"}, these of processor time.
Its answers are records and failures (`told_found`), then {"end": null}, or {"end": failure} where nothing more could be read.
"""

from __future__ import annotations

import json
import math
import os
import resource
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.documents import failures
from pipeline.documents.failures import ReadFailure, TooHungry
from pipeline.documents.files import RawFile
from pipeline.documents.parts import Found, Record
from pipeline.documents.readers import read_records
from pipeline.documents.sidecar import Metadata

Answer = dict[str, Any]


def main() -> None:
    """Serve until the input ends. What libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _bound(resource.RLIMIT_DATA, int(sys.argv[1]))
    _bound(resource.RLIMIT_CORE, 0)
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        file = RawFile(asked["source_file"], Path(asked["path"]), size=asked["size"])
        _bound(resource.RLIMIT_CPU, _seconds_used() + asked["seconds"])
        for answer in _answers(file):
            answers.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            answers.flush()


def told_found(found: Found) -> Answer:
    """A record or failure as plain values."""
    if isinstance(found, ReadFailure):
        return {"failure": type(found).__name__, "detail": found.detail}
    return {**vars(found), "metadata": _told(found.metadata), "page": found.page and _told(found.page)}


def parse_found(answer: Answer) -> Found:
    """A record or failure as `told_found` told it."""
    if "failure" in answer:
        kind: type[ReadFailure] = getattr(failures, answer["failure"])
        assert issubclass(kind, ReadFailure)
        return kind(answer["detail"])
    return Record(**{**answer, "metadata": _parse(answer["metadata"]), "page": answer["page"] and _parse(answer["page"])})


def _answers(file: RawFile) -> Iterator[Answer]:
    last: ReadFailure | None = None
    try:
        for found in read_records(file):
            yield told_found(found)
    except ReadFailure as failure:
        last = failure
    except MemoryError:
        last = TooHungry()
    yield {"end": last and told_found(last)}


def _told(metadata: Metadata) -> dict[str, str | None]:
    return {**vars(metadata), "published": metadata.published and metadata.published.isoformat()}


def _parse(values: dict[str, Any]) -> Metadata:
    return Metadata(**{**values, "published": values["published"] and date.fromisoformat(values["published"])})


def _seconds_used() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return math.ceil(used.ru_utime + used.ru_stime)


def _bound(kind: int, most: int) -> None:
    """Set a limit of this process, as far as the one that it was started under goes."""
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
