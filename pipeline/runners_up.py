"""What lost: the other readings of each mention, and how the sides of each flow were filled. For one text under the microscope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from pipeline.extract import find_mentions, measured_goods, searched_sentences
from pipeline.facts.flow import find_flows, goods_of
from pipeline.facts.open_sides import Question, choose
from pipeline.facts.open_sides import watch as watch_sides
from pipeline.facts.settle import settle
from pipeline.lexicon.trade import load_side_weights
from pipeline.mentions.actor import find_actors
from pipeline.mentions.good import find_goods
from pipeline.mentions.place import find_places
from pipeline.schema import is_read
from pipeline.text.rivals import watch
from pipeline.text.spans import with_surface

Find = Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]
RUNNERS_UP = {
    "document_id": pl.String, "kind": pl.String, "start_char": pl.Int64, "end_char": pl.Int64, "surface": pl.String, "name": pl.String,
    "country": pl.String, "rule": pl.String, "lexicon": pl.String, "score": pl.Float64, "winner": pl.String, "winner_score": pl.Float64,
}  # fmt: skip
_FINDERS: dict[str, Find] = {"good": find_goods, "actor": find_actors, "place": find_places}
_SPAN = ["document_id", "sentence_id", "start_char", "end_char"]


def find_runners_up(documents: pl.DataFrame) -> pl.DataFrame:
    """The readings that lost to a mention, in text order: RUNNERS_UP.

    `score` is the weight of a reading of a place (see place_country.choose), else the confidence of its rule; `winner` is the text of the
    mention that stands in its place, `winner_score` its own weight.
    """
    _, searched = searched_sentences(documents)
    english = documents.filter(is_read())
    parts = [_lost(kind, find, searched, english) for kind, find in _FINDERS.items()]
    found = find_mentions(searched, english)
    settled = settle(found)
    kept = {"good": settled.goods, "actor": settled.actors, "place": settled.places, "date": settled.dates}
    winners = pl.concat([frame.select(*_SPAN, pl.col("surface").alias("winner"), "confidence") for frame in kept.values()])
    for kind, before in (("good", found.goods), ("actor", found.actors), ("place", found.places)):
        out = before.join(kept[kind].select(_SPAN), on=_SPAN, how="anti").rename({"confidence": "score"})
        parts.append(_beside(kind, out, winners.rename({"confidence": "winner_score"})))
    stands = winners.select("document_id", "winner").unique()
    lost = pl.concat(parts).join(stands, on=["document_id", "winner"], how="semi")
    return lost.unique(maintain_order=True).sort("document_id", "start_char", pl.col("score").neg(), "name", "lexicon", nulls_last=True)


def _lost(kind: str, find: Find, sentences: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """RUNNERS_UP of one kind: candidates with a rule or a reading that were not chosen where a mention of the kind stands."""
    with watch() as choices:
        found = find(sentences, documents)
    parts = []
    for candidates, chosen in choices:
        if not {"rule", "name"} & set(candidates.columns) or not {"name", "lexicon"} <= set(candidates.columns) or candidates.is_empty():
            continue
        score = "score" if "score" in candidates.columns else "confidence"
        keys = [name for name in (*_SPAN, "name", "lexicon", "place_id", "rule") if name in candidates.columns]
        lost = candidates.join(chosen.select(keys), on=keys, how="anti", nulls_equal=True)
        best = chosen.select(*_SPAN, _best=pl.col(score)).unique(_SPAN)
        won = with_surface(found.select(_SPAN), sentences).join(best, on=_SPAN, how="left")
        winners = won.select(*_SPAN, pl.col("surface").alias("winner"), pl.col("_best").alias("winner_score"))
        shown = with_surface(lost.drop("surface", "score" if score != "score" else "", strict=False), sentences)
        parts.append(_beside(kind, shown.rename({score: "score"}), winners))
    return pl.concat(parts) if parts else pl.DataFrame(schema=RUNNERS_UP)


def _beside(kind: str, lost: pl.DataFrame, winners: pl.DataFrame) -> pl.DataFrame:
    """RUNNERS_UP: each of `lost` with the winner that it overlaps; those that overlap none are left out."""
    right = winners.select("sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"), "winner", "winner_score")
    met = lost.join(right, on="sentence_id").filter(pl.col("start_char") < pl.col("_to"), pl.col("_from") < pl.col("end_char"))
    given = met.with_columns(pl.lit(kind).alias("kind"))
    return given.select(
        (pl.col(name) if name in given.columns else pl.lit(None)).cast(dtype).alias(name) for name, dtype in RUNNERS_UP.items()
    ).unique(["document_id", "kind", "start_char", "end_char", "name", "country", "lexicon"], keep="first", maintain_order=True)


def find_sides(documents: pl.DataFrame) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """How the sides of each flow were filled, and what was weighed where a clause left one open.

    The first: flows, with the columns of `find_flows`, `exporter_from` and `importer_from` among them. The second: the answers to each
    open side, the likeliest first, with `document_id`, `word` (the trade word), `good`, `corridor` (exporter and importer, None for no
    flow), `share`, `is_told` and `signs` (name and weight, the heaviest first; side_weights.csv).
    """
    with watch_sides() as questions:
        flows = _flows_of(documents)
    return flows, [row for question in questions for row in _answers(question)]


def _answers(question: Question) -> Iterator[dict[str, Any]]:
    weights, told = load_side_weights(), choose(question.answers)
    p = question.proposition
    for answer in question.answers:
        weighed = ((sign, weights.get((sign, of), 0.0)) for sign, of in answer.signs)
        signs = sorted((pair for pair in weighed if pair[1]), key=lambda pair: -abs(pair[1]))
        yield {
            "document_id": question.document_id, "word": p.trigger.text, "good": ", ".join(goods_of(p)), "corridor": answer.corridor,
            "share": answer.share, "is_told": answer is told, "signs": signs,
        }  # fmt: skip


def _flows_of(documents: pl.DataFrame) -> list[dict[str, Any]]:
    _, searched = searched_sentences(documents)
    mentions = settle(find_mentions(searched, documents.filter(is_read())))
    goods = measured_goods(mentions, searched)
    return find_flows(searched, goods, mentions.actors, mentions.places, mentions.adjectives, mentions.dates)[0]
