"""Fit the weights of side_weights.csv on annotated texts: python -m tests.fit_sides EVALUATION FOLDER... [--write]

EVALUATION holds annotation.py and score.py, each FOLDER texts (NAME.txt) beside their annotations (NAME.ann); the cases of
tests/facts are learnt too, for less. A conditional logit (McFadden 1974) with a quadratic penalty, by Newton's method: of the
answers to each open side the one that the annotations bear out, else no flow. Prints, for each folder, how many of the flows that
the other folders' weights would tell are right.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from pipeline.extract import extract
from pipeline.facts.flow import goods_of
from pipeline.facts.open_sides import Answer, Corridor, Question, Sign, choose, watch
from pipeline.lexicon.trade import FOLDER
from pipeline.schema import DOCUMENTS, conform
from tests.facts import test_flows, test_flows_across, test_flows_given

PENALTY = 3.0  # chosen by the folders left out, as are the two below
FEWEST = 12  # answers that must bear a sign
PLAIN = ("rule", "open")  # signs that weigh the same on both sides
SHORT = 0.3  # what a case of one or two sentences counts beside an open side of an article
SLIGHT = 0.03  # weights that are left out
STEPS = 12


@dataclass(frozen=True)
class Case:
    """One open side: the signs of each answer, how well the annotations bear each out (summing to one), and what it counts."""

    folder: Path
    corridors: list[Corridor | None]
    signs: list[tuple[Sign, ...]]
    target: list[float]
    weight: float


def cases(evaluation: Path, folders: Sequence[Path]) -> list[Case]:
    """The open sides of all texts."""
    sys.path.insert(0, str(evaluation))
    from annotation import load  # type: ignore[import-not-found]
    from score import same_flow  # type: ignore[import-not-found]

    rows, flows, homes = [], {}, {}
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            if path.with_suffix(".ann").exists():
                text, annotation = load(path)
                key = str(path)
                rows.append({"document_id": key, "source_file": path.name, "file_start": 0, "text": text, "language": "en"})
                rows[-1] |= {"published_on": annotation.published, "content_hash": ""}
                flows[key] = [r.attributes for r in annotation.relations if r.kind == "flow"]
                homes[key] = folder
    for table in (test_flows, test_flows_across, test_flows_given):
        for name, (text, told) in table.CASES.items():
            rows.append({"document_id": name, "source_file": name, "file_start": 0, "text": text, "language": "en", "content_hash": ""})
            flows[name] = [{"good": good, "from": a, "to": b} for good, a, b, _ in told]
            homes[name] = Path(table.__name__)
    with watch() as questions:
        extract(conform(pl.DataFrame(rows, infer_schema_length=None, schema_overrides={"published_on": pl.Date}), DOCUMENTS))
    return [_case(q, flows[q.document_id], homes[q.document_id], same_flow) for q in questions]


def _case(question: Question, gold: list[dict[str, str]], folder: Path, same_flow: Any) -> Case:
    goods = goods_of(question.proposition) or ["*"]

    def borne_out(corridor: Corridor | None) -> float:
        if corridor is None:
            return 0.0
        exporter, importer = (country or "XX" for country in corridor)
        return sum(any(same_flow(flow, ("", good, exporter, importer, "", "")) for flow in gold) for good in goods) / len(goods)

    shares = [borne_out(answer.corridor) for answer in question.answers]
    told, total = max(shares), sum(shares)
    target = [
        1 - told if answer.corridor is None else share / total * told if total else 0.0
        for answer, share in zip(question.answers, shares, strict=True)
    ]
    signs = [answer.signs for answer in question.answers]
    weight = SHORT if folder.name.startswith("tests.") else min(len(goods), 5) ** 0.5
    return Case(folder, [answer.corridor for answer in question.answers], signs, target, weight)


def spread(sign: Sign) -> list[Sign]:
    """The weights that a sign adds up: one for both sides, and for countries one of each side."""
    name, of = sign
    return [sign] if of == "flow" else [(name, "both")] if name.startswith(PLAIN) else [(name, "both"), sign]


def fit(given: Sequence[Case]) -> dict[Sign, float]:
    """The weights, by sign and side, `both` sides folded in."""
    counts = Counter(part for case in given for signs in case.signs for part in {p for s in signs for p in spread(s)})
    index = {sign: column for column, sign in enumerate(sorted(s for s, n in counts.items() if n >= FEWEST))}
    first = np.cumsum([0, *(len(case.signs) for case in given)])
    matrix = np.zeros((first[-1], len(index)))
    for row, signs in enumerate(signs for case in given for signs in case.signs):
        for part in (p for s in signs for p in spread(s)):
            if part in index:
                matrix[row, index[part]] += 1
    target = np.array([t for case in given for t in case.target])
    counted = np.repeat([case.weight for case in given], np.diff(first))
    weights = np.zeros(len(index))
    for _ in range(STEPS):
        odds = np.exp(matrix @ weights)
        share = odds / np.repeat(np.add.reduceat(odds, first[:-1]), np.diff(first))
        slope = matrix.T @ (counted * (target - share)) - PENALTY * weights
        mean = np.add.reduceat(matrix * share[:, None], first[:-1])
        bend = (matrix * (counted * share)[:, None]).T @ matrix - (mean * counted[first[:-1], None]).T @ mean
        weights += np.linalg.solve(bend + PENALTY * np.eye(len(index)), slope)
    return {sign: float(weights[column]) for sign, column in index.items()}


def right(given: Sequence[Case], weights: dict[Sign, float]) -> tuple[int, int]:
    """How many flows the weights tell, and how many of them are borne out."""
    told = good = 0
    for case in given:
        odds = np.exp([sum(weights.get(part, 0.0) for sign in signs for part in spread(sign)) for signs in case.signs])
        shared = zip(case.corridors, case.signs, odds / odds.sum(), case.target, strict=True)
        answers = {Answer(corridor, signs, share): target for corridor, signs, share, target in shared}
        best = choose(sorted(answers, key=lambda answer: -answer.share))
        told += best.corridor is not None
        good += best.corridor is not None and answers[best] > 0
    return told, good


def folded(weights: dict[Sign, float]) -> list[tuple[str, str, str]]:
    """Rows of side_weights.csv."""
    full: dict[Sign, float] = {}
    for (name, of), weight in weights.items():
        for side in ("exporter", "importer") if of == "both" else (of,):
            full[name, side] = full.get((name, side), 0.0) + weight
    return [(name, of, f"{weight:.2f}") for (name, of), weight in sorted(full.items()) if abs(weight) >= SLIGHT]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="write side_weights.csv")
    chosen = parser.parse_args()
    given = cases(chosen.evaluation, chosen.folders)
    for folder in chosen.folders:
        told, good = right([c for c in given if c.folder == folder], fit([c for c in given if c.folder != folder]))
        print(f"{folder}: {told} flows told by the weights of the others, {good} borne out")
    weights = fit(given)
    print("all: {} flows told by their own weights, {} borne out".format(*right(given, weights)))
    if chosen.write:
        with (FOLDER / "side_weights.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("sign", "of", "weight"), *folded(weights)])


if __name__ == "__main__":
    main()
