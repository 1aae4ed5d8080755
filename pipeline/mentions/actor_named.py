"""Actors that the lexicon knows by name."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, context_words, load_class_nouns, load_named_actors, load_no_names, load_titles
from pipeline.mentions.actor_country import adjective_pattern, code_of, noun_pattern
from pipeline.mentions.actor_frames import KEYS, as_candidates, in_context
from pipeline.text.spans import find_terms


def find_named(sentences: pl.DataFrame) -> pl.DataFrame:
    """Names of the lexicon in `sentences`, as candidates. A weak name needs a fuller form in the document, or company."""
    named = load_named_actors()
    found = find_terms(sentences, named["term"].to_list(), ignore_case=False).join(named, on="term", maintain_order="left")
    if found.is_empty():
        return as_candidates(found)
    found = in_context(found, sentences, 40)
    article = pl.col("before").str.contains(r"\b[Tt]he $")
    number = pl.col("after").str.contains(r"^(?::|:? [Nn](?:o\.?|umber))? ?\d{5,}")  # IMO 9743033
    address = number | pl.col("after").str.contains(r"^(?:\.[a-z]{2}|@|/\w)") | pl.col("before").str.contains(r"(?:@|/|\w\.)$")
    owner = code_of(pl.col("before").str.extract(rf"({noun_pattern()})'s? $", 1))
    foreign = (
        (pl.col("kind") == "government") & pl.col("country").is_not_null() & owner.is_not_null()
    )  # Myanmar's Food and Drug Administration
    found = found.with_columns(pl.when(foreign).then(owner).otherwise("country").alias("country"))
    kept = found.filter(~pl.col("has_article") | article, ~address, ~_part_of_name(), ~_product(), ~_memorial(), ~_nationality())
    kept = _listed(kept)
    trusted = kept.filter(~pl.col("is_weak")).select("document_id", "name", "kind").unique()
    weak = kept.filter(pl.col("is_weak"))
    backed = weak.join(trusted, on=["document_id", "name", "kind"], how="semi", maintain_order="left")
    alone = weak.join(trusted, on=["document_id", "name", "kind"], how="anti", maintain_order="left").filter(
        _in_company() | pl.col("_listed")
    )
    people = alone.filter(pl.col("kind") == "person").select("document_id", "term").unique()
    again = weak.filter(pl.col("kind") == "person").join(people, on=["document_id", "term"], how="semi", maintain_order="left")
    backed = pl.concat([backed, again.join(alone, on=KEYS, how="anti", maintain_order="left")])  # President Ford, later Ford
    titled = pl.when(pl.col("kind") == "person").then(0.82).otherwise(0.75)  # above a title's guess, below a full name in the text
    strong = kept.filter(~pl.col("is_weak"))
    return pl.concat(
        [
            as_candidates(strong, rule="named", confidence=0.95),
            as_candidates(backed, rule="named_again", confidence=0.9),
            as_candidates(alone.with_columns(titled.alias("confidence")), rule="named_in_company"),
        ]
    ).unique([*KEYS, "kind"], keep="first", maintain_order=True)


def _listed(kept: pl.DataFrame) -> pl.DataFrame:
    """`kept` with `_listed`: a firm's name that a comma or *and* joins to another firm's (*behind Mango, Nokia and Lime*)."""
    firm = (pl.col("kind") == "company") & pl.col("kind").eq("company").shift(1).over("sentence_id").fill_null(False)
    size = (pl.col("start_char") - pl.col("end_char").shift(1).over("sentence_id")).fill_null(99)
    gap = pl.col("before").str.slice(-6)
    joined = firm & (((size == 2) & gap.str.ends_with(", ")) | (size.is_in([5, 6]) & gap.str.ends_with(" and ")))
    ordered = kept.sort("document_id", "start_char", "end_char").with_columns(joined.alias("_joined"))
    return ordered.with_columns((pl.col("_joined") | pl.col("_joined").shift(-1).over("sentence_id").fill_null(False)).alias("_listed"))


def _part_of_name() -> pl.Expr:
    """A one-word name with a capitalised neighbour that is no title, nationality or opening word is part of a longer name."""
    one_word = ~pl.col("term").str.contains(" ")
    titles = load_titles()["title"].to_list()
    capitals = [title[:1].upper() + title[1:] for title in titles] + [title.title() for title in titles]
    loose = alternatives(load_no_names().filter(pl.col("role").is_in(["month", "opener"]))["word"].to_list())
    classes = alternatives(load_class_nouns()["noun"].to_list())
    allowed = rf"(?:^|[^\w'-])(?:{alternatives(capitals)}|{loose}|{adjective_pattern()}|[A-Z]+|{classes}) $"
    before = pl.col("before").str.contains(r"(?:^|[^\w'-])[A-Z][\w-]* $") & ~pl.col("before").str.contains(allowed)
    after = pl.col("after").str.contains(r"^ [A-Z][a-z]+") & ~pl.col("after").str.contains(
        rf"^ (?:Inc|Corp|Co|Ltd|Chief|President|CEO|Chairman|Spokes|Director|{context_words('headline verb')})\b"
    )
    person = pl.col("kind") == "person"
    state = pl.col("kind").is_in(["government", "organisation"]) & pl.col("term").str.contains("[a-z]")
    hyphen = pl.col("before").str.contains(r"\w-$")
    return one_word & ((person & (before | after)) | (state & before) | hyphen)


def _product() -> pl.Expr:
    """A firm's name that stands for what it makes: *a Boeing 747*, *Toyota cars*."""
    made = pl.col("after").str.contains(
        rf"^-\d|^ (?:[A-Z]{{0,3}}-?\d|(?:{context_words('product quality')} ){{0,2}}{context_words('product')}\b)"
    )
    one = pl.col("before").str.contains(r"\b[Aa]n? $") & pl.col("after").str.contains(r"^ [A-Z0-9]")
    return (pl.col("kind") == "company") & (made | one)


def _nationality() -> pl.Expr:
    """An outlet's name that is a nationality in *the Australian dollar*."""
    goes_on = pl.col("after").str.contains(r"^ [a-z]") & ~pl.col("after").str.contains(rf"^ (?:newspaper|daily|{context_words('verb')})\b")
    return pl.col("term").str.contains(rf"^{adjective_pattern()}$") & goes_on


def _memorial() -> pl.Expr:
    """A person's name in that of a place: *Kim Il Sung Square*."""
    return (pl.col("kind") == "person") & pl.col("after").str.contains(rf"^ {context_words('memorial')}\b")


def _in_company() -> pl.Expr:
    """Words beside a weak name that show an actor of its kind."""
    outlet = pl.col("before").str.contains(rf"(?i)\b{context_words('report')}(?: the)? $") | pl.col("after").str.contains(
        r"^(?:,? (?:said|reported|reports|quoted)\b|'s? (?:report|correspondent))"
    )
    classes = alternatives(load_class_nouns()["noun"].to_list())
    firm = (
        pl.col("before").str.contains(rf"(?i)\b(?:{classes}) $")
        | pl.col("after").str.contains(rf"^(?:'s?)?,? {context_words('act')}\b")
        | pl.col("after").str.contains(rf"^, (?:an?|the) (?:[\w'-]+ ){{0,4}}(?:{classes})\b")
    )
    person = pl.col("before").str.contains(
        r"\b(?:Mr|Mrs|Ms|Dr|President|Premier|Prime Minister|Minister|Secretary|Chairman|General|Senator)\.? $"
    ) | pl.col("after").str.contains(r"^ (?:said|says|told|added)\b")
    group = pl.col("after").str.contains(rf"^(?:,? {context_words('act')}\b)") | pl.col("before").str.contains(
        r"\b(?:by|from|according to|told) (?:the )?$"
    )
    return (
        pl.when(pl.col("kind") == "media")
        .then(outlet)
        .when(pl.col("kind") == "person")
        .then(person)
        .when(pl.col("kind") == "company")
        .then(firm)
        .otherwise(group)
    )
