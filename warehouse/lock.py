"""One publisher at a time for each folder, by a lock of the operating system that dies with its process."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import PublishLockedError

BUSY = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}
PAUSE_SECONDS = 0.05


@contextmanager
def publisher_lock(folder: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock of `folder` for the block; waits up to `wait_seconds` for another publisher, then raises PublishLockedError."""
    handle = acquire(folder, wait_seconds)
    try:
        yield
    finally:
        os.close(handle)


def acquire(folder: Path, wait_seconds: float) -> int:
    """The open, locked descriptor: of the folder, which leaves nothing behind, or of a hidden file where that is refused (NFS)."""
    deadline = time.monotonic() + wait_seconds
    handle = os.open(folder, os.O_RDONLY)
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except OSError as error:
            if error.errno == errno.EBADF:
                os.close(handle)
                handle = os.open(folder / ".tumen.lock", os.O_RDWR | os.O_CREAT, 0o644)
                continue
            if error.errno not in BUSY:
                os.close(handle)
                raise
        if time.monotonic() >= deadline:
            os.close(handle)
            raise PublishLockedError(folder=folder, seconds=round(wait_seconds))
        time.sleep(PAUSE_SECONDS)
