"""Reading in a process of its own: what a hostile file does to a parser (no end of time, all memory, a crash) costs that file alone.

Texts that are only decoded are read here. Pages, mails, PDFs, archives and the like go to a child (`assets/reading_process.py`), which
bounds its own memory and processor time and answers in JSON: nothing that it says is ever run.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pipeline
from assets.reading_process import Answer, parse_found
from pipeline.documents import limits
from pipeline.documents.failures import ReaderFailed, ReadFailure, TooHungry, TooSlow, Unreadable
from pipeline.documents.files import RawFile
from pipeline.documents.parts import Found
from pipeline.documents.readers import is_plain, read_records
from pipeline.documents.stage import Read

HOME = Path(pipeline.__path__[0]).parent
WAIT_SECONDS = 10  # between the end of what a process says and its own


@contextmanager
def confined() -> Iterator[Read]:
    """A way to read files (for `stage_batches`) that no file can break; its process starts with the first file that needs one."""
    reading = _Reading()
    try:
        yield reading.read
    finally:
        reading.stop()


class _Reading:
    """The process, while there is one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, file: RawFile) -> Iterator[Found]:
        """As `read_records`."""
        if file.failure or is_plain(file):
            yield from read_records(file)
            return
        process = self._process = self._process or _start()
        is_whole = False
        try:
            for answer in _asked(process, file):
                if "end" not in answer:
                    yield parse_found(answer)
                elif answer["end"] is None:
                    is_whole = True
                    return
                else:
                    last = parse_found(answer["end"])
                    is_whole = not isinstance(last, TooHungry)  # its memory may be in pieces
                    break
            else:
                last = _end(process.wait(WAIT_SECONDS))
        finally:
            if not is_whole:
                self.stop()
        assert isinstance(last, ReadFailure)
        raise last

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):
                    pipe.close()  # type: ignore[union-attr]


def _asked(process: subprocess.Popen[bytes], file: RawFile) -> Iterator[Answer]:
    """The answers for a file; they stop without an "end" where the process does."""
    assert process.stdin
    assert process.stdout
    seconds = limits.MAX_SECONDS + limits.MAX_SECONDS_PER_MIB * file.size // limits.MIB
    asked = {"source_file": file.source_file, "path": os.fspath(file.path), "size": file.size, "seconds": seconds}
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.flush()
    for line in process.stdout:
        if line.endswith(b"\n"):
            yield json.loads(line)


def _start() -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(filter(None, [str(HOME), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-m", "assets.reading_process", str(limits.MAX_MEMORY_BYTES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


def _end(status: int) -> ReadFailure:
    """What the end of the process means for the file that it was reading. One killed from outside may read it the next time."""
    if status == -signal.SIGXCPU:
        return TooSlow()
    if status == -signal.SIGABRT:  # libraries that are no Python give up so when there is no memory
        return TooHungry()
    if status in (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT):
        return Unreadable("The process that read it was killed.")
    return ReaderFailed(f"Its process ended with {signal.Signals(-status).name if status < 0 else f'status {status}'}.")
