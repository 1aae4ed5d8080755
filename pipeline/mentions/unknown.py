"""Terms that no lexicon has: goods, places and actors found by what stands beside them, and names that no rule took.

They are candidates for new lines, for a person to look at: what is left out here costs less than what nobody wants to read.
"""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import load_class_nouns, load_no_names, load_organisation_heads, load_roles, load_titles
from pipeline.lexicon.load import load_candidate_cues
from pipeline.lexicon.places_load import load_class_words, load_given_names, load_nationalities, load_place_cues
from pipeline.lexicon.sources import cached
from pipeline.mentions.good_frames import FRAME_RULES
from pipeline.schema import CANDIDATES, conform
from pipeline.text.spans import KEYS, find_pattern, outside

_PART = r"[A-Z][A-Za-z]+(?:[&-][A-Za-z]+|'[A-Z][a-z]+)*"
_NAME = rf"{_PART}(?: (?:(?:de|del|da|do|al|el) )?{_PART}){{0,3}}"
_ENDS = (
    r"(?:$|[.,;:)\"]|'s? | (?:and|or|on|for|to|by|with|from|into|where|which|who|that|last|this|as|was|were|is|are|has|have|had|in|at|of"
    r"|after|before|during|since|while|said|will|would|could|may|via|through)\b)"
)
_RUNNING = r"[a-z,;:] |[a-z,] \""  # before a name inside a sentence, where a capital says something
_SENTENCE = r"[.!?][\"')\]]*$"  # headlines and table lines have capitals of their own
_NO_PLACE = r"^[A-Z&-]+$|(?:ean|ian|ese|ish|ern)$"  # acronyms; adjectives of regions
_SINGULAR = {r"men$": "man", r"([^aeiou])ies$": "${1}y", r"(ch|sh|x|ss)es$": "${1}", r"([^sui])s$": "${1}"}
_CLASS_NOUNS = "actors/class_nouns.csv"  # behind an actor whose name only a noun explains: the trader X
_CUED = "name beside a cue"


def find_unknown(
    sentences: pl.DataFrame, goods: pl.DataFrame, actors: pl.DataFrame, places: pl.DataFrame, taken: pl.DataFrame
) -> pl.DataFrame:
    """Terms that are in no lexicon, each once for each document: the columns of CANDIDATES, in text order.

    `goods`, `actors` and `places` are the settled mentions; `taken` are spans (KEYS) of any other kind. Names are looked for only in
    documents that speak of goods.
    """
    framed = goods.filter(pl.col("rule").is_in(FRAME_RULES)).select(
        *KEYS, "surface", "rule", _singular(pl.col("name")).alias("term"), pl.lit("good").alias("guessed_kind")
    )
    guessed = places.filter(pl.col("lexicon").is_null()).select(
        *KEYS, "surface", "rule", pl.col("name").alias("term"), pl.lit("place").alias("guessed_kind")
    )
    at_work = pl.col("lexicon").is_null() & (pl.col("kind") == "company") & ~pl.col("surface").str.contains(" ")  # one word, no form
    introduced = actors.filter(pl.col("lexicon").str.starts_with(_CLASS_NOUNS) | at_work).select(
        *KEYS, "surface", "rule", pl.col("name").alias("term"), pl.lit("actor").alias("guessed_kind")
    )
    mentions = pl.concat([frame.select(KEYS) for frame in (goods, actors, places, taken)])
    named = pl.concat([frame.select("document_id", pl.col("surface").alias("term")) for frame in (goods, actors, places)]).unique()
    body = sentences.filter(pl.col("zone") == "body", pl.col("plain").str.contains(_SENTENCE))
    body = body.join(goods.select("document_id").unique(), on="document_id", how="semi", maintain_order="left")
    cued = outside(_cued(body), mentions).join(named, on=["document_id", "term"], how="anti", maintain_order="left")
    found = pl.concat([framed, guessed, introduced, _not_common(cued, body)]).sort("document_id", "start_char", "end_char", "guessed_kind")
    return conform(_once(found), CANDIDATES)


def _cued(sentences: pl.DataFrame) -> pl.DataFrame:
    """Capitalised names with a cue of candidate_cues.csv beside them: span columns, `rule`, `term`, `guessed_kind`."""
    places, firms, acting = (_cues(side, kind) for side, kind in (("before", "place"), ("before", "actor"), ("after", "actor")))
    placed = find_pattern(sentences, _NAME, before=rf"\b{places} (?:the )?", after=_ENDS).filter(~pl.col("matched").str.contains(_NO_PLACE))
    introduced = find_pattern(sentences, _NAME, before=rf"\b{firms},?(?: of| called| named)? (?:the )?", after=_ENDS)
    doing = find_pattern(sentences, _NAME, before=rf"(?:{_RUNNING})", after=rf"{acting}\b")
    firm = pl.concat([introduced, doing]).unique(KEYS, keep="first", maintain_order=True)
    both = pl.concat([placed.with_columns(guessed_kind=pl.lit("place")), firm.with_columns(guessed_kind=pl.lit("actor"))])
    return both.select(*KEYS, "surface", pl.lit(_CUED).alias("rule"), pl.col("matched").alias("term"), "guessed_kind")


def _cues(side: str, kind: str) -> str:
    rows = load_candidate_cues().filter(pl.col("side") == side, pl.col("kind") == kind)
    return f"(?:{'|'.join(rows['pattern'])})"


@cached
def _common() -> list[str]:
    """Lower-case words that may have a capital and are no name: titles, roles, months, class words, nationalities, given names."""
    words = [
        *load_no_names()["word"], *load_titles()["title"], *load_roles()["term"], *load_class_nouns()["noun"], *load_given_names(),
        *load_organisation_heads()["head"], *load_class_words()["word"], *load_nationalities()["term"],
        *load_place_cues().filter(pl.col("sense").is_in(["opener", "institution", "title", "building"]))["cue"],
    ]  # fmt: skip
    return sorted({word.lower() for word in words})


def _not_common(found: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`found` without names of common words alone, or that open or end with one, and without words that their document writes small too."""
    low = pl.col("term").str.to_lowercase()
    common = pl.Series(_common()).implode()
    words = low.str.split(" ")
    kept = found.filter(
        ~words.list.first().is_in(common), ~words.list.last().is_in(common), ~_singular(low).is_in(common), low.str.len_chars() > 2
    )
    single = kept.filter(~pl.col("term").str.contains(r"[ A-Z].*[A-Z]")).select("document_id", low.alias("_low")).unique()
    told = sentences.join(single.select("document_id").unique(), on="document_id", how="semi").select("document_id", "plain")
    texts = told.group_by("document_id").agg(pl.col("plain").str.join(" ").alias("_text"))
    small = single.join(texts, on="document_id").filter(pl.col("_text").str.contains(pl.format(r"\b{}\b", pl.col("_low"))))
    return kept.with_columns(_low=low).join(small, on=["document_id", "_low"], how="anti", maintain_order="left").drop("_low")


def _singular(term: pl.Expr) -> pl.Expr:
    """`term` without its plural ending, as the goods lexicon has its terms."""
    for pattern, ending in _SINGULAR.items():
        term = term.str.replace(pattern, ending)
    return term


def _once(found: pl.DataFrame) -> pl.DataFrame:
    """One row for each document and term: its first find, with the kind it was taken for most often."""
    voted = found.with_columns(pl.len().over("document_id", "term", "guessed_kind").alias("_votes"))
    kinds = voted.sort("_votes", "guessed_kind", descending=[True, False]).unique(["document_id", "term"], keep="first")
    chosen = kinds.select("document_id", "term", pl.col("guessed_kind").alias("_kind"))
    counted = found.with_columns(pl.len().over("document_id", "term").alias("mentions")).join(
        chosen, on=["document_id", "term"], maintain_order="left"
    )
    of_kind = counted.filter(pl.col("guessed_kind") == pl.col("_kind"))
    return of_kind.unique(["document_id", "term"], keep="first", maintain_order=True)
