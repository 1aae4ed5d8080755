"""The same work over many batches, on all cores: a process for each core, with one thread of Polars, which took less CPU than two threads.

The processes have the lexicons that this one has. No more batches are held at a time than are at work, and one that waits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from pipeline.lexicon.sources import contents, set_contents

MOST = 8  # each holds 0.6 GB at most
THREADS = "POLARS_MAX_THREADS"

Task = TypeVar("Task")
Done = TypeVar("Done")


def cores() -> int:
    """How many cores this process may use, and no more than are worth their memory."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST)


def on_cores(work: Callable[[Task], Done], tasks: Iterable[Task], number: int) -> Iterator[Done]:
    """What `work` gives for each of `tasks`, as it is done, by so many processes; by this one where `number` is 1."""
    if number == 1:
        yield from map(work, tasks)
        return
    with _one_thread_each(), ProcessPoolExecutor(number, get_context("spawn"), set_contents, (contents(),)) as pool:
        yield from as_done(pool, work, tasks, lambda: number + 1)


def as_done(pool: Executor, work: Callable[[Task], Done], tasks: Iterable[Task], most: Callable[[], int]) -> Iterator[Done]:
    """What `work` gives for each of `tasks`, as it is done; the pool has no more than `most()` of them at a time."""
    left = iter(tasks)
    at_work: set[Future[Done]] = {pool.submit(work, task) for task in islice(left, most())}
    try:
        while at_work:
            done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
            at_work |= {pool.submit(work, task) for task in islice(left, max(0, most() - len(at_work)))}
            yield from (future.result() for future in done)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that start within the block have one thread of Polars."""
    before = os.environ.get(THREADS)
    os.environ[THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[THREADS]
        else:
            os.environ[THREADS] = before
