"""Actors: who does something in the text, each with kind and country."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import context_words
from pipeline.mentions.actor_alias import find_short_forms, with_ids
from pipeline.mentions.actor_at_work import find_at_work
from pipeline.mentions.actor_country import find_countries, home_countries, main_countries, nearest_before
from pipeline.mentions.actor_described import find_described
from pipeline.mentions.actor_frames import CANDIDATE, with_texts
from pipeline.mentions.actor_named import find_named
from pipeline.mentions.actor_person import find_persons, titles
from pipeline.mentions.actor_role import find_roles
from pipeline.mentions.actor_seat import with_seats
from pipeline.mentions.actor_shape import find_shaped
from pipeline.mentions.actor_ship import find_ships
from pipeline.mentions.actor_state import find_party, find_state_bodies
from pipeline.mentions.actor_surname import families, find_surnames
from pipeline.schema import ACTORS, conform, empty
from pipeline.text.spans import longest

_PLACED = ["document_id", "sentence_id", "start_char", "country"]
_GENERIC = r"^(?:National|Central|General|Supreme|Ministry|Federal|State) "  # names that several states have
_ABROAD = r"(?i)^(?:foreign|overseas|international|global|offshore|world|third[- ]country)\b"  # groups of no one country
_CLEAR = 0.4  # share of the votes from which a document is plainly about its main country
_REACH = 45  # characters between an office and the name of who holds it


def find_actors(sentences: pl.DataFrame, documents: pl.DataFrame, places: pl.DataFrame | None = None) -> pl.DataFrame:
    """Every actor in `sentences` (SENTENCES): the columns of ACTORS, in text order, none overlapping.

    `documents` (DOCUMENTS) are those of the sentences; towns and provinces among `places` (PLACES) help to tell what a document is
    about. The country is that of the name, its nationality word or its owner, else
    the nearest before it, else the one that the document is about; null where none is plain.
    """
    if sentences.is_empty() or documents.is_empty():
        return empty(ACTORS)
    countries = find_countries(sentences)
    named = find_named(sentences)
    shaped = pl.concat([find_shaped(sentences), find_described(sentences)])
    common = pl.concat([find_state_bodies(sentences), find_party(sentences), find_roles(sentences)])
    ships = find_ships(sentences)
    persons = find_persons(sentences).join(ships, on=["document_id", "matched"], how="anti", maintain_order="left")
    others = pl.concat([named, shaped, common, persons.select(list(CANDIDATE))])
    bodies = pl.concat([shaped, find_at_work(sentences, others, pl.concat([persons, ships], how="diagonal"))])
    short = find_short_forms(pl.concat([named, bodies]), sentences)
    settled = _settled(pl.concat([named, bodies, short, common, persons.select(list(CANDIDATE))]))
    settled = with_seats(settled, sentences)
    settled = _with_countries(settled, countries, sentences, _towns(places))
    people = _people(settled, persons, sentences)
    surnames = find_surnames(people, sentences)
    whole = _settled(pl.concat([settled, surnames]))
    return conform(with_ids(_same_person(with_texts(whole, sentences), people)), ACTORS).sort("document_id", "start_char")


def _settled(candidates: pl.DataFrame) -> pl.DataFrame:
    """The longest candidates; of equal ones the more certain."""
    return longest(
        candidates.with_columns((-pl.col("confidence")).alias("_doubt")),
        first=[pl.col("start_char") - pl.col("end_char"), pl.col("_doubt")],
    ).drop("_doubt")


def _towns(places: pl.DataFrame | None) -> pl.DataFrame:
    """Places below a country, of one country each, which vote on what their document is about: the columns of _PLACED."""
    if places is None:
        return pl.DataFrame(schema=dict(zip(_PLACED, (pl.String, pl.String, pl.Int64, pl.String), strict=True)))
    return places.filter(pl.col("kind").is_in(["admin", "city", "port"]), pl.col("country").str.len_bytes() == 2).select(_PLACED)


def _with_countries(actors: pl.DataFrame, countries: pl.DataFrame, sentences: pl.DataFrame, towns: pl.DataFrame) -> pl.DataFrame:
    """`actors` with the country that the context gives, where their own words do not; persons last, after those they work for."""
    near = _in_sight(actors, countries, sentences, towns)
    told, main, home = pl.col("country_from"), pl.col("main_country"), pl.col("home_country")
    state = pl.coalesce("subject_country", home, "near_country", main, "dateline_country")
    quoted = pl.coalesce(home, "subject_country", "near_country", main, "dateline_country")
    generic = (pl.col("kind") == "government") & (pl.col("rule").str.starts_with("named")) & pl.col("name").str.contains(_GENERIC)
    foreign = generic & pl.col("country").is_not_null() & ~pl.col("countries").list.contains(pl.col("country"))
    plain = pl.when(pl.col("main_share") >= _CLEAR).then(main)
    trade = pl.when(pl.col("dateline_country").is_null()).then(pl.coalesce(main, "near_country")).otherwise(home)
    impersonal = near.with_columns(
        pl.when((pl.col("kind") == "group") & pl.col("name").str.contains(_ABROAD))
        .then(pl.lit(None, pl.String))
        .when(foreign)
        .then(pl.coalesce("near_country", main))
        .when(pl.col("country").is_not_null())
        .then("country")
        .when((told == "regime") & pl.col("korean_country").is_not_null() & pl.col("countries").list.contains("KP"))
        .then(pl.lit("KP"))
        .when(told == "pronoun")
        .then(pl.coalesce("first_country", state))
        .when(told == "here")
        .then("dateline_country")
        .when(told == "there")
        .then("last_country")
        .when(told == "quoted")
        .then(quoted)
        .when(told == "cited")
        .then(pl.coalesce(home, "first_country", state))
        .when(told.is_in(["context", "regime"]) & (pl.col("kind") == "government"))
        .then(state)
        .when(told == "context")
        .then(pl.coalesce(home, plain.otherwise("near_country")))
        .when(told == "firm")
        .then(pl.when(pl.col("dateline_country").is_null()).then(plain).otherwise("dateline_country"))
        .when(told == "labour")
        .then(state)
        .when(told == "document")
        .then(trade)
        .alias("country")
    )
    chinese = pl.when("has_chinese").then(pl.lit("CN"))
    japanese = pl.when(pl.col("countries").list.contains("JP")).then(pl.lit("JP"))
    office = pl.coalesce(home, plain)
    by_form = pl.when(told == "office").then(office).when(told == "korean").then("korean_country").when(told == "chinese").then(chinese)
    by_form = by_form.when(told == "japanese").then(japanese)
    located = _affiliation(impersonal, impersonal, sentences).with_columns(pl.coalesce("country", "_office", by_form).alias("country"))
    return located.select(list(CANDIDATE))


def _in_sight(actors: pl.DataFrame, countries: pl.DataFrame, sentences: pl.DataFrame, towns: pl.DataFrame) -> pl.DataFrame:
    """`actors` with the countries of their sentence (see `nearest_before`) and those of their document (see `main_countries`)."""
    voters = actors.filter(pl.col("kind").is_in(["government", "group"]), pl.col("country").is_not_null())
    holders = actors.filter(pl.col("kind").is_in(["government", "person", "company", "group"]), pl.col("country").is_not_null())
    nouns = countries.filter(pl.col("is_noun") | pl.col("is_people"))
    bearers = holders.select(*_PLACED, pl.lit(True).alias("is_noun"))
    evidence = pl.concat([nouns.select(*_PLACED, "is_noun"), bearers])
    subjects = pl.concat([nouns.filter(~pl.col("is_object")).select(*_PLACED, "is_noun"), bearers])
    actors = nearest_before(actors, subjects).rename({"near_country": "subject_country"}).drop("last_country", "first_country")
    documents = main_countries(countries, voters, towns).join(
        home_countries(countries, sentences), on="document_id", how="full", coalesce=True
    )
    return nearest_before(actors, evidence).join(documents, on="document_id", how="left", maintain_order="left")


def _affiliation(persons: pl.DataFrame, actors: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`persons` with `_office`: the country of the body that stands before the title or in the apposition behind the name."""
    bodies = actors.filter(pl.col("kind").is_in(["government", "company", "organisation"]), pl.col("country").is_not_null())
    bodies = bodies.select(
        "sentence_id", pl.col("start_char").alias("_from"), pl.col("end_char").alias("_to"), pl.col("country").alias("_office")
    )
    numbered = persons.with_row_index("_row")
    lines = sentences.select("sentence_id", pl.col("start_char").alias("_line"), "plain")
    behind_words = pl.col("plain").str.slice(
        pl.col("end_char") - pl.col("_line"), pl.max_horizontal(pl.col("_from") - pl.col("end_char"), 0)
    )
    before_words = pl.col("plain").str.slice(pl.col("_to") - pl.col("_line"), pl.max_horizontal(pl.col("start_char") - pl.col("_to"), 0))
    pairs = (
        numbered.filter(pl.col("kind") == "person", pl.col("country").is_null())
        .select("_row", "sentence_id", "start_char", "end_char")
        .join(bodies, on="sentence_id")
        .join(lines, on="sentence_id")
    )
    behind = (
        (pl.col("_from") > pl.col("end_char"))
        & behind_words.str.contains(r"^(?:,| -| of| from) [^.;,\"]{0,90}(?:,[^.;,\"]{0,60})?$")
        & ~behind_words.str.contains(rf"\b{context_words('speech')}\b")
    )
    ahead = (
        (pl.col("_to") <= pl.col("start_char"))
        & (pl.col("start_char") - pl.col("_to") <= _REACH)
        & before_words.str.contains(r"^(?:'s?)? [\w .'-]*$")
        & ~before_words.str.contains(r"\b(?:and|said|told|by|with|to|that|of)\b")
    )
    every, _ = titles()
    lead = pl.col("plain").str.slice(0, pl.col("_from") - pl.col("_line")).str.tail(40)
    headed = (before_words == ", ") & lead.str.contains(rf"\b(?i:{every}) (?:of|at|for)(?: the)? $")  # a member of the board, Name
    held = pairs.filter(behind | ahead | headed).with_columns(
        pl.min_horizontal((pl.col("_from") - pl.col("end_char")).abs(), (pl.col("start_char") - pl.col("_to")).abs()).alias("_gap")
    )
    best = held.sort("_row", "_gap", "_from").unique("_row", keep="first", maintain_order=True).select("_row", "_office")
    return numbered.join(best, on="_row", how="left", maintain_order="left").drop("_row")


def _people(settled: pl.DataFrame, persons: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Persons with `family`, the part by which the text calls them later; one named again has the country told at another place."""
    keys = ["document_id", "start_char", "end_char"]
    people = with_texts(settled.filter(pl.col("kind") == "person"), sentences).join(
        persons.select(*keys, "family"), on=keys, how="left", maintain_order="left"
    )
    told = pl.col("country").drop_nulls().first().over("document_id", "plain_surface")
    return families(people.with_columns(pl.coalesce("country", told).alias("country")))


def _same_person(actors: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """A titled surname (*Mr Kim*) takes name and country of the person whose full name the document has."""
    named = people.filter(~pl.col("is_first")).sort("document_id", "start_char")
    known = named.unique(["document_id", "family"], keep="first", maintain_order=True)
    known = known.select(
        "document_id", pl.col("family").alias("plain_surface"), pl.col("name").alias("_name"), pl.col("country").alias("_country")
    )
    told = pl.col("country").drop_nulls().first().over("document_id", "plain_surface", "kind")
    known_country = pl.when(pl.col("kind") == "person").then(pl.coalesce("country", told)).otherwise("country")
    settled = actors.with_columns(known_country.alias("country"))
    joined = settled.join(known, on=["document_id", "plain_surface"], how="left", maintain_order="left")
    is_short = (pl.col("kind") == "person") & (pl.col("rule") != "surname") & pl.col("_name").is_not_null()
    return joined.with_columns(
        pl.when(is_short).then("_name").otherwise("name").alias("name"),
        pl.when(is_short & (pl.col("rule") != "named")).then(pl.coalesce("_country", "country")).otherwise("country").alias("country"),
    ).drop("_name", "_country")
