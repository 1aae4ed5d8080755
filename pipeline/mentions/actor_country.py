"""Which country an actor is of, where its own name does not tell: the nearest one before it, else the one the document is about."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, load_named_actors
from pipeline.lexicon.places_load import load_capitals, load_gazetteer, load_given_names, load_nationalities
from pipeline.lexicon.sources import cached
from pipeline.mentions.actor_dateline import find_datelines
from pipeline.mentions.actor_frames import headlines_lowered
from pipeline.text.spans import find_terms, longest, with_context

_SHORT = {"the North": "KP", "the South": "KR"}  # only where the document names Korea, see find_countries


@cached
def country_words() -> pl.DataFrame:
    """`term`, `country`, `is_noun` of all nationality words, country names and capitals, one row for each term."""
    words = load_nationalities().select("term", "country", "is_noun", (pl.col("role") == "people").alias("is_people"))
    capitals = load_capitals().select(
        pl.col("form").alias("term"), "country", pl.lit(True).alias("is_noun"), pl.lit(False).alias("is_people")
    )
    return pl.concat([words, capitals]).filter(pl.col("country").is_not_null()).unique("term", keep="first", maintain_order=True)


@cached
def adjective_pattern() -> str:
    """What may stand as a nationality before a noun: Chinese, North Korean, U.S., DPRK, UK, Philippines, Sino-Russian."""
    words = load_nationalities().filter(
        (pl.col("role") == "adjective")
        | pl.col("term").str.contains(r"^[A-Z.]{2,}$")
        | pl.col("term").is_in(["America", "Philippines", "Hong Kong", "Macau", "Taiwan", "Dubai"])
    )
    return f"(?:{alternatives(words['term'].to_list())})"


@cached
def noun_pattern() -> str:
    """Names of countries and capitals."""
    return f"(?:{alternatives(country_words().filter(pl.col('is_noun'))['term'].to_list())})"


def find_countries(sentences: pl.DataFrame) -> pl.DataFrame:
    """Words of country in `sentences`: document_id, sentence_id, start_char, end_char, country, is_noun, is_people, is_object
    (behind *from*, *with*, *to* and the like: no subject)."""
    words = country_words()
    lines = headlines_lowered(sentences)
    found = longest(find_terms(lines, [*words["term"].to_list(), *_SHORT], ignore_case=False))
    known = found.join(words, on="term", how="left", maintain_order="left").with_columns(
        pl.coalesce("country", pl.col("term").replace_strict(_SHORT, default=None)).alias("country"),
        pl.col("is_noun").fill_null(True),
        pl.col("is_people").fill_null(False),
    )
    known = with_context(known, lines, width=14).with_columns(
        pl.col("before").str.contains(r"(?i)\b(?:from|with|to|against|on|over|between|into|than)(?: the)? $").alias("is_object")
    )
    person = pl.col("term").is_in(list(load_given_names())) & pl.col("after").str.contains(r"^ [A-Z][a-z]+")  # Douglas Reed
    known = known.filter(~person)
    korean = pl.col("country").is_in(["KP", "KR"]) & ~pl.col("term").is_in(list(_SHORT))
    return known.filter(~pl.col("term").is_in(list(_SHORT)) | korean.any().over("document_id"))


def code_of(expression: pl.Expr) -> pl.Expr:
    """The ISO code of a nationality word or a country's name, else null."""
    words = country_words()
    return expression.replace_strict(words["term"].to_list(), words["country"].to_list(), default=None, return_dtype=pl.String)


@cached
def _leaders() -> dict[str, str]:
    """The country of each person of the lexicon, by full name and by each capitalised part that only one country's persons have."""
    persons = load_named_actors().filter((pl.col("kind") == "person") & pl.col("country").is_not_null()).select("term", "country")
    parts = (
        persons.with_columns(pl.col("term").str.split(" ")).explode("term").filter(pl.col("term").str.contains(r"^[A-Z][a-z]{2,}")).unique()
    )
    rulers = parts.filter(pl.len().over("term") == 1)
    known = pl.concat([pl.DataFrame({"term": ["Kim"], "country": ["KP"]}), persons, rulers]).unique(
        "term", keep="first", maintain_order=True
    )
    return dict(zip(known["term"], known["country"], strict=True))


def country_of_leader(name: pl.Expr) -> pl.Expr:
    """The country of a leader by full name or the last part of it (*Kim*, *Donald Trump*), else null."""
    leaders = _leaders()
    codes = [
        part.replace_strict(leaders, default=None, return_dtype=pl.String)
        for part in (name, name.str.extract(r"(\S+)$", 1), name.str.extract(r"^(\S+)", 1))
    ]
    return pl.coalesce(codes)


@cached
def place_words() -> pl.DataFrame:
    """`place`, `country`: one-word names of well-known places, for names of firms made of them (Rason Trading Company)."""
    return (
        load_gazetteer()
        .filter((pl.col("trust") == "strong") & pl.col("country").is_not_null() & pl.col("term").str.contains(r"^[A-Z][a-z]{3,}$"))
        .sort("prior", descending=True)
        .unique("term", keep="first", maintain_order=True)
        .select(pl.col("term").alias("place"), pl.col("country").alias("place_country"))
    )


def seat_behind() -> pl.Expr:
    """The country of *in Dandong*, *across the U.S.*, *of Primorye*, *in different Chinese cities* in `after`."""
    places, after = place_words(), pl.col("after")
    where = after.str.extract(
        rf"^ (?:in|from|across|throughout|of|based in|inside|operating in)(?: the)? ({noun_pattern()}|[A-Z][a-z]+)", 1
    )
    towns = after.str.extract(rf"^ (?:in|from|across|throughout|of) (?:[a-z]+ ){{0,2}}({adjective_pattern()}) ", 1)
    known = where.replace_strict(places["place"].to_list(), places["place_country"].to_list(), default=None, return_dtype=pl.String)
    return pl.coalesce(code_of(where), code_of(towns), known)


def main_countries(countries: pl.DataFrame, actors: pl.DataFrame, towns: pl.DataFrame) -> pl.DataFrame:
    """The country that each document is about: `document_id`, `main_country`, `main_share` (of all votes), `korean_country` (the one
    of the two Koreas that is named more, null where neither is), `has_chinese` (whether it names China or a country near in names),
    `countries` (all that it names).

    Votes: every word of country one, an actor with a country of its own three, a word in the first sentences three
    more; a town or province one.
    """
    opening = pl.col("start_char") < 250
    votes = pl.concat(
        [
            countries.select(
                "document_id", "country", pl.when(opening).then(4.0).otherwise(1.0).alias("vote"), "start_char", pl.lit(True).alias("named")
            ),
            actors.filter(pl.col("country").is_not_null()).select(
                "document_id", "country", pl.lit(3.0).alias("vote"), "start_char", pl.lit(False).alias("named")
            ),
            towns.select("document_id", "country", pl.lit(1.0).alias("vote"), "start_char", pl.lit(False).alias("named")),
        ]
    )
    return (
        votes.group_by("document_id", "country")
        .agg(pl.col("vote").sum(), pl.col("start_char").min(), pl.col("named").any())
        .sort("document_id", "vote", "start_char", "named", "country", descending=[False, True, False, False, False])
        .group_by("document_id", maintain_order=True)
        .agg(
            pl.col("country").first().alias("main_country"),
            (pl.col("vote").first() / pl.col("vote").sum()).alias("main_share"),
            pl.col("country").filter(pl.col("country").is_in(["KP", "KR"])).first().alias("korean_country"),
            pl.col("country").is_in(["CN", "HK", "TW", "SG"]).any().alias("has_chinese"),
            pl.col("country").filter(pl.col("named")).alias("countries"),
        )
    )


def home_countries(countries: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """`document_id`, `dateline_country`, `home_country`: the country of the dateline where the text names it elsewhere, as reports on
    their own country do; null in one on another country (a report from London on Cuban sugar)."""
    datelines = find_datelines(sentences)
    named = countries.join(datelines, on="document_id").filter(
        pl.col("country") == pl.col("dateline_country"),
        (pl.col("end_char") <= pl.col("dateline_start")) | (pl.col("start_char") >= pl.col("dateline_end")),
    )
    known = named.select("document_id", pl.col("country").alias("home_country")).unique("document_id")
    return datelines.select("document_id", "dateline_country").join(known, on="document_id", how="left", maintain_order="left")


def nearest_before(spans: pl.DataFrame, countries: pl.DataFrame) -> pl.DataFrame:
    """`spans` with `near_country`, that of the last row of `countries` before the span in its sentence, `last_country`, the same in
    its document, and `first_country`, that of the first noun of the sentence, the likely owner of *its army*; else null."""
    left = spans.with_row_index("_row").sort("start_char")
    right = countries.select(
        "document_id", "start_char", pl.col("sentence_id").alias("_sentence"), pl.col("country").alias("near_country")
    ).sort("start_char")
    first = countries.filter(pl.col("is_noun")).sort("start_char").unique("sentence_id", keep="first", maintain_order=True)
    first = first.select("sentence_id", pl.col("country").alias("first_country"))
    return (
        left.join_asof(right, on="start_char", by="document_id", strategy="backward", allow_exact_matches=False, check_sortedness=False)
        .with_columns(
            pl.when(pl.col("_sentence") == pl.col("sentence_id")).then("near_country").alias("near_country"),
            pl.col("near_country").alias("last_country"),
        )
        .join(first, on="sentence_id", how="left")
        .sort("_row")
        .drop("_row", "_sentence")
    )
