"""Short forms that a document introduces (*Bureau of X (BX)*, *White Stone LLC* → *White Stone*), and the ids of actors."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, context_words, load_name_parts, load_no_names, load_organisation_heads
from pipeline.lexicon.places_load import load_given_names
from pipeline.mentions.actor_country import adjective_pattern, noun_pattern, place_words
from pipeline.mentions.actor_frames import LEGAL_FORM, as_candidates, in_context, is_headline, with_texts
from pipeline.text.spans import find_terms, longest


def heads_last() -> list[str]:
    """Words that end the name of a body (Trade, Bank): no proper part of it."""
    nouns = load_no_names().filter(pl.col("role").is_in(["common", "portfolio"]))["word"].to_list()
    return [*load_organisation_heads()["head"].to_list(), *nouns]


def find_short_forms(bodies: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Acronyms given in brackets or after a comma behind a name, and names of firms without their legal form, as candidates."""
    held = longest(
        bodies.with_columns((-pl.col("confidence")).alias("_doubt")), first=[pl.col("start_char") - pl.col("end_char"), pl.col("_doubt")]
    ).drop("_doubt")
    full = in_context(with_texts(held.filter(pl.col("kind") != "person"), sentences), sentences, 30)
    following = sentences.select("sentence_id", pl.col("plain").shift(-1).over("document_id", order_by="start_char").alias("_next"))
    full = full.join(following, on="sentence_id", how="left", maintain_order="left").with_columns(
        pl.when(pl.col("after") == "").then(pl.concat_str(pl.lit(" "), pl.col("_next").fill_null(""))).otherwise("after").alias("after")
    )
    opened = r"^[\"']?>?(?: ?\((?:or |also known as |formerly )?|, (?:or )?)[\"']?"
    bracketed = pl.col("after").str.extract(rf"{opened}([A-Z][A-Za-z&.-]{{1,9}}|[A-Z]{{2,8}})[\"']?(?:\)|[,.;])", 1)
    initials = pl.col("plain_surface").str.replace_all(r"[^A-Z]", "")
    acronym = pl.when(bracketed.str.contains(r"[A-Z].*[A-Z]") & initials.str.contains(bracketed.str.slice(0, 1), literal=True)).then(
        bracketed
    )
    word = pl.when(bracketed.str.contains(r"^[A-Z][a-z]+$") & pl.col("plain_surface").str.starts_with(bracketed)).then(bracketed)
    letters = pl.when(initials.str.len_bytes().is_between(3, 6) & pl.col("plain_surface").str.contains(" ")).then(initials)
    stripped = pl.col("plain_surface").str.replace(LEGAL_FORM, "")
    firm = pl.when((pl.col("kind") == "company") & (stripped != pl.col("plain_surface")) & (stripped.str.len_bytes() > 2)).then(stripped)
    again = pl.when(
        pl.col("rule").is_in(["described", "shape_last", "at_work"])
        & pl.col("kind").is_in(["company", "organisation", "media", "government"])
    ).then("plain_surface")
    opening = pl.when((pl.col("kind") == "company") & (pl.col("rule") != "named")).then(
        stripped.str.extract(r"^([A-Z][A-Za-z'-]{4,})[ ,]", 1)
    )
    towns = place_words()["place"].to_list()
    two = pl.when((pl.col("kind") == "company") & (stripped != pl.col("plain_surface"))).then(
        stripped.str.extract(r"^([A-Z][a-z]+ [A-Z][a-z]{3,}) [A-Z]", 1)  # Dandong Chengtai of Dandong Chengtai Trade Co.
    )
    two = pl.when(two.str.extract(r"^(\S+)", 1).is_in(towns) & ~two.str.extract(r" (\S+)$", 1).is_in(heads_last())).then(two)
    paper = pl.col("plain_surface").str.extract(rf"(?: |^)({context_words('outlet')})(?:$| of )", 1)
    outlet = pl.when(pl.col("kind") == "media").then(paper)
    parts = [
        (acronym, "acronym"),
        (word, "short_form"),
        (letters, "short_form"),
        (firm, "short_form"),
        (opening, "opening"),
        (again, "again"),
        (two, "again"),
        (outlet, "outlet"),
    ]
    forms = pl.concat([full.with_columns(term.alias("term"), pl.lit(rule).alias("_rule")) for term, rule in parts]).filter(
        pl.col("term").is_not_null()
    )
    words = alternatives(load_no_names().filter(pl.col("role") != "portfolio")["word"].to_list())
    heads = alternatives([head for head in load_organisation_heads()["head"].to_list() if head.isalpha()])
    given = [*load_given_names(), *load_name_parts()["part"].to_list()]
    strange = (pl.col("_rule") == "opening") & (pl.col("term").is_in(given) | pl.col("term").is_in(place_words()["place"].to_list()))
    usual = strange | (
        pl.col("term").str.contains(rf"^(?:{words}|{heads})$")
        & (pl.col("_rule") != "outlet")
        & ~pl.col("term").str.contains(r"^[A-Z]{2,}$")
    )
    forms = forms.filter(~usual, ~pl.col("term").str.contains(rf"^(?:{adjective_pattern()}|{noun_pattern()})$"))
    first = (
        forms.sort("document_id", "start_char", maintain_order=True)
        .group_by("document_id", "term", maintain_order=True)
        .agg(
            pl.col("name", "kind", "country", "country_from", "lexicon", "plain_surface", "_rule").first(),
            pl.col("start_char").first().alias("_known"),
        )
    )
    if first.is_empty():
        return as_candidates(bodies.head(0))
    found = pl.concat([find_terms(sentences, first["term"].unique().sort().to_list(), ignore_case=False), _in_headlines(first, sentences)])
    later = in_context(found.join(first, on=["document_id", "term"], maintain_order="left"), sentences, 30)
    later = later.with_columns((pl.col("surface") != pl.col("term")).alias("_shouted"))
    loose = alternatives(load_no_names().filter(pl.col("role") == "opener")["word"].to_list())
    inner = (
        pl.col("before").str.contains(r"[A-Z][a-z]+ $")
        & ~pl.col("before").str.contains(rf"\b(?:{loose}|According to) $")
        & pl.col("term").str.contains("[a-z]")
    )
    acts = pl.col("after").str.contains(rf"^(?:'s?\b|,? {context_words('verb')}\b| {context_words('staff')}\b)")
    acts = acts | pl.col("before").str.contains(r"\b(?:and|with|by|from|to|of|for|at|told) $")
    later = later.filter((pl.col("_rule") != "opening") | (acts & ~pl.col("after").str.contains(r"^(?: [A-Z]|-)")))
    named = later.filter(
        (pl.col("start_char") >= pl.col("_known")) | pl.col("_rule").is_in(["acronym", "again"]) | pl.col("_shouted"),
        ~inner,
        (pl.col("_rule") != "outlet") | pl.col("before").str.contains(r"\b[Tt]he $"),
    ).with_columns(pl.coalesce("name", "plain_surface").alias("name"), pl.lit(True).alias("inherits"))
    sure = pl.when(pl.col("_rule").is_in(["outlet", "acronym"])).then(0.97).otherwise(0.85)  # what the text says beats the lexicon
    return as_candidates(named.with_columns(sure.alias("confidence")), rule="short_form")


def _in_headlines(first: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Short forms in headlines that are written in capitals alone: *STONE CANADA BUYS ORE* above *Stone Canada Ltd said*."""
    terms = first.filter(pl.col("term").str.contains("[a-z]"), pl.col("term").str.len_bytes() > 4)["term"].unique().sort()
    lines = sentences.filter(is_headline())
    if terms.is_empty():
        return find_terms(lines.clear(), first["term"].to_list(), ignore_case=False)
    found = find_terms(lines, terms.str.to_uppercase().unique().sort().to_list(), ignore_case=False)
    names = pl.DataFrame({"term": terms.str.to_uppercase(), "_given": terms})
    return found.join(names, on="term", maintain_order="left").drop("term").rename({"_given": "term"})


def with_ids(actors: pl.DataFrame) -> pl.DataFrame:
    """`actors` (plain_surface, name, kind, country) with `name` and `actor_id`; bare *the ministry* is the last one named."""
    bare = pl.col("inherits") & (pl.col("rule") == "state_body")
    ministry = pl.when((pl.col("kind") == "government") & pl.col("plain_surface").str.contains(r"(?i)ministry") & ~bare)
    ordered = actors.sort("document_id", "start_char").with_columns(
        ministry.then(pl.coalesce("name", "plain_surface")).forward_fill().over("document_id").alias("_ministry"),
        ministry.then(pl.col("country").fill_null("")).forward_fill().over("document_id").alias("_seat"),
    )
    follows = bare & pl.col("_ministry").is_not_null()
    prefix = rf"^(?:(?:[Tt]he )?(?:{adjective_pattern()}|{noun_pattern()})(?:'s)? )"
    name = pl.when(follows).then("_ministry").otherwise(pl.coalesce("name", pl.col("plain_surface").str.replace(prefix, "")))
    country = pl.when(follows).then(pl.when(pl.col("_seat") != "").then("_seat")).otherwise("country")
    slug = pl.col("name").str.to_lowercase().str.replace_all(r"['.]", "").str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")
    return ordered.with_columns(name.alias("name"), country.alias("country")).with_columns(
        pl.concat_str(pl.col("country").str.to_lowercase().fill_null("xx"), "kind", slug, separator="/").alias("actor_id")
    )
