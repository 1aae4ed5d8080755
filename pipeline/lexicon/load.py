"""The lexicons as frames: one loader for each file, read once."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipeline.lexicon.sources import cached

FOLDER = Path(__file__).parent


@cached
def load_furniture() -> pl.DataFrame:
    """Page furniture: `pattern` (regular expression on a line), `scope` (line or rest), `comment`."""
    return pl.read_csv(FOLDER / "furniture.csv", infer_schema=False)


@cached
def load_candidate_cues() -> pl.DataFrame:
    """What beside an unknown name says what it may be: `pattern`, `side` (before | after the name), `kind` (actor | place)."""
    return pl.read_csv(FOLDER / "candidate_cues.csv", infer_schema=False)
