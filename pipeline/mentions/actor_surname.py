"""Persons by one part of their name, after the full name in the document."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, context_words, load_name_parts, load_no_names
from pipeline.mentions.actor_country import noun_pattern
from pipeline.mentions.actor_frames import as_candidates, in_context
from pipeline.mentions.actor_person import no_name, titles
from pipeline.text.spans import find_terms

_EASTERN = ["KP", "KR", "CN", "TW"]  # where the family name stands first


def families(people: pl.DataFrame) -> pl.DataFrame:
    """`people` (plain_surface, country, rule, family) of more than one name, a row for each part by which the text may call them:
    `family`, and `is_first`, a given name, which only counts where it speaks."""
    words = pl.col("plain_surface").str.split(" ")
    eastern = load_name_parts().filter(pl.col("role").is_in(["korean surname", "chinese surname"]))["part"].to_list()
    is_eastern = words.list.first().is_in(eastern) & pl.col("country").is_in(_EASTERN)
    last = pl.when(is_eastern).then(words.list.first()).otherwise(words.list.last())
    named = people.filter((words.list.len() > 1) | (pl.col("rule") == "person_title")).with_columns(
        pl.coalesce("family", last).alias("family"), pl.lit(False).alias("is_first")
    )
    long = named.filter(words.list.len() > 2)
    father = long.with_columns(words.list.get(-2, null_on_oob=True).alias("family")).filter(
        pl.col("family").str.contains(r"^[A-Z][a-z'-]{3,}$")
    )
    given = pl.when(words.list.first() == pl.col("family")).then(words.list.last()).otherwise(words.list.first())
    first = named.filter(words.list.len() > 1).with_columns(given.alias("family"), pl.lit(True).alias("is_first"))
    return pl.concat([named, father, first.filter(pl.col("family").str.contains(r"^[A-Z][a-z'-]{2,}$"))])


def _of_last_bearer(known: pl.DataFrame, full: pl.DataFrame) -> pl.DataFrame:
    """`known` with name and country of who bore the name in full last before it (*Saddam Hussein ... King Hussein ... Hussein*)."""
    told = ["name", "country", "country_from"]
    bearers = full.filter(pl.col("family") != pl.col("plain_surface"), ~pl.col("is_first"), pl.col("country").is_not_null()).select(
        "document_id",
        pl.col("family").alias("term"),
        pl.col("end_char").alias("start_char"),
        *(pl.col(name).alias(f"_{name}") for name in told),
    )
    by = ["document_id", "term"]
    joined = known.sort("start_char").join_asof(bearers.sort("start_char"), on="start_char", by=by, check_sortedness=False)
    later = pl.col("_country").is_not_null()
    return joined.with_columns(pl.when(later).then(f"_{name}").otherwise(name).alias(name) for name in told).sort(
        "document_id", "start_char"
    )


def find_surnames(persons: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Family names alone, after the full name in the document: candidates with the name and country of that person.

    `persons`: rows with document_id, end_char, family, is_first, name, country, country_from.
    """
    full = persons.filter(
        pl.col("family").str.len_bytes() > 1, ~pl.col("family").str.contains(rf"^(?:{no_name()}|{noun_pattern()})$")
    ).sort("document_id", "is_first", "end_char")
    first = full.group_by("document_id", "family", maintain_order=True).agg(
        pl.col("end_char").first().alias("_known"), pl.col("name", "country", "country_from", "lexicon", "is_first").first()
    )
    if first.is_empty():
        return as_candidates(first.join(sentences.select("document_id", "sentence_id", "start_char", "end_char").head(0), on="document_id"))
    found = find_terms(sentences, first["family"].unique().sort().to_list(), ignore_case=False)
    known = found.join(first, left_on=["document_id", "term"], right_on=["document_id", "family"], maintain_order="left")
    found = in_context(_of_last_bearer(known, full), sentences, 40)
    every, _ = titles()
    loose = alternatives(load_no_names().filter(pl.col("role").is_in(["month", "opener"]))["word"].to_list())
    beside = pl.col("before").str.contains(r"[A-Z][\w.'-]* $") & ~pl.col("before").str.contains(
        rf"(?:^|[^\w])(?:{loose}|(?i:{every})\.?) $"
    )
    kept = found.filter(pl.col("start_char") >= pl.col("_known"), ~beside, ~pl.col("after").str.contains(r"^(?: [A-Z]|-[A-Z])"))
    speaks = pl.col("after").str.contains(rf"^,? (?:\w+ )?{context_words('speech')}\b") | pl.col("before").str.contains(
        rf"(?:\b{context_words('speech')}|[Aa]ccording to) $"
    )
    called = speaks.any().over("document_id", "term")  # by the given name, once it speaks
    return as_candidates(kept.filter(~pl.col("is_first") | called), rule="surname", kind="person", confidence=0.85)
