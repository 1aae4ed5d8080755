"""How far a run is: bars on a terminal, plain lines elsewhere, nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Advance = Callable[[int], None]
PAUSE_SECONDS = 10.0


class Reporter(Protocol):
    """Told of each step: its name, how many things it will do, and each few that are done."""

    def begin(self, name: str, total: int) -> Advance:
        """Start a step; call the result with the number of things just done."""

    def end(self) -> None:
        """The step is done, or given up."""


class Silent:
    """Says nothing."""

    def begin(self, name: str, total: int) -> Advance:
        """Nothing."""
        return lambda done: None

    def end(self) -> None:
        """Nothing."""


class Lines:
    """A line when a step begins, and one every ten seconds while it goes on."""

    def begin(self, name: str, total: int) -> Advance:
        """Say what begins."""
        say(f"{name}: {total:,}" if total else name)
        done, said = 0, time.monotonic()

        def advance(number: int) -> None:
            nonlocal done, said
            done += number
            if time.monotonic() - said >= PAUSE_SECONDS and done < total:
                said = time.monotonic()
                say(f"{name}: {done:,} of {total:,}")

        return advance

    def end(self) -> None:
        """Nothing more to say."""


def say(line: str) -> None:
    """Print a line; the run goes on where nobody reads it any more (tumen run | head)."""
    with suppress(BrokenPipeError):
        print(line, flush=True)


class Bars:
    """A bar for each step, on a terminal."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stdout)
        self._bars: Progress | None = None

    def begin(self, name: str, total: int) -> Advance:
        """Draw a bar; one that only turns where the total is unknown."""
        columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bars = Progress(*columns, console=self._console)
        task = self._bars.add_task(name, total=total or None)
        self._bars.start()
        bars = self._bars
        return lambda done: bars.update(task, advance=done)

    def end(self) -> None:
        """Leave the bar as it stands."""
        if self._bars:
            self._bars.stop()
            self._bars = None


_REPORTER: ContextVar[Reporter] = ContextVar("reporter", default=Silent())  # noqa: B039 - it holds no state


@contextmanager
def reporting(reporter: Reporter) -> Iterator[None]:
    """Every step within the block tells `reporter`."""
    token = _REPORTER.set(reporter)
    try:
        yield
    finally:
        _REPORTER.reset(token)


@contextmanager
def step(name: str, total: int = 0) -> Iterator[Advance]:
    """One step of a run; call what it gives with the number of things just done."""
    reporter = _REPORTER.get()
    try:
        yield reporter.begin(name, total)
    finally:
        reporter.end()
