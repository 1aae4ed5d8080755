"""Firms that the text shows at work: *made by X*, *X-made*, *X's refinery*, *X exported*, *its supplier X*, *two companies - X and Y*."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, context_words, load_named_actors, load_no_names, load_organisation_heads
from pipeline.lexicon.goods_load import load_goods
from pipeline.lexicon.places_load import load_gazetteer, load_given_names
from pipeline.lexicon.sources import cached
from pipeline.mentions.actor_country import adjective_pattern, noun_pattern
from pipeline.mentions.actor_frames import as_candidates, drop_left, in_context, openers, openers_titles
from pipeline.mentions.actor_seat import firm_nouns
from pipeline.text.plain import in_ascii
from pipeline.text.spans import beside, find_pattern, find_terms, outside

# SMT-iLogic, u-blox, C.Itoh, 3M, AT&T; a hyphen before a word in small letters ends the name (Nvidia-powered)
_WORD = r"(?:[a-z]-[a-z]{3,}|[A-Z]\.[A-Z][a-z]+|[A-Z0-9][A-Za-z0-9+]*(?:[&-](?:[A-Z0-9]|[a-z][A-Z])[A-Za-z0-9]*|'[A-Z][a-z]+)*)"
_NAME = rf"{_WORD}(?: (?:& )?{_WORD}){{0,4}}"
_LONGEST_LIST = 6  # names that a list behind a class noun may have
_SPEECH = context_words("speech")


@cached
def _slots() -> tuple[str, str, str]:
    """What stands before a firm's name, what stands behind it, and a prefilter for sentences that may have either."""
    done, does, owns = context_words("done by"), context_words("firm does"), context_words("firm owns")
    places = context_words("firm place")
    made, has = rf"-{context_words('made')}\b", rf"'s? (?:[a-z-]+ ){{0,2}}{owns}\b"
    firms = f"(?:{alternatives(firm_nouns())})"
    based = "(?: [a-z-]+-(?:based|listed|owned|registered|headquartered))?"
    by_whom = rf"\b{done}(?: (?:and|or) [a-z-]+)? by(?: the)?{based} "
    class_noun = rf"\b{firms}(?: -| --|,|:| called| named| such as| like| including| were| are)? (?:both )?"
    lately = "(?:[a-z]+ly |has |have |had |also |then |first |since |later ){0,2}"
    ahead = rf"(?:{by_whom}|{class_noun})$"
    behind = rf"^(?:{made}|{has}| {lately}{does}\b| {places}\b)"
    either = rf"\b{done} (?:[a-z]+ ){{0,3}}by |{firms}\b|{made}|{has}|\b{does}\b|[A-Z0-9][A-Za-z0-9]* {places}\b"
    return ahead, behind, either


def find_at_work(sentences: pl.DataFrame, known: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """Names in slots of trade, as candidates of kind company. `known`: candidates by other rules, which win where they overlap;
    `persons`: with `family`, whose names alone are no firms."""
    ahead, behind, either = _slots()
    titled = pl.col("plain").str.count_matches(r"\b[A-Z]") > 0.75 * pl.col("plain").str.count_matches(r"\b[A-Za-z][A-Za-z0-9]{2,}")
    listing = pl.col("plain").str.contains(r"s (?:were|are) [A-Z]")
    lines = sentences.filter(pl.col("plain").str.contains(in_ascii(either))).filter(~titled | listing)
    runs = drop_left(in_context(find_pattern(lines, _NAME, before=r"(?:^|[^A-Za-z0-9'.@/-])"), lines, 90), openers(), "matched")
    if runs.is_empty():
        return as_candidates(runs)
    runs = outside(runs.filter(*_is_name()), known)
    quoted = pl.col("after").str.contains(rf"^,? {_SPEECH}\b")
    shown = runs.with_columns(((pl.col("before").str.contains(ahead) & ~quoted) | _does(behind)).alias("shown"), pl.lit(True).alias("new"))
    firms = in_context(known.filter(pl.col("kind") == "company"), lines, 90).with_columns(pl.lit(True).alias("shown"))
    listed = _listed(pl.concat([shown, firms.select([c for c in firms.columns if c in shown.columns])], how="diagonal")).filter("new")
    firms = _no_person(listed.filter("shown"), persons)
    if firms.is_empty():
        return as_candidates(firms)
    first = pl.col("before").str.contains(r"^\W*$") & ~pl.col("matched").str.contains(r"[ &-]|[A-Z0-9].*[A-Z0-9]")
    lexicon = load_named_actors().filter(pl.col("kind") == "company").select(pl.col("term").alias("matched"), "name", "country", "lexicon")
    firms = firms.filter(~first | _elsewhere(firms, sentences)).join(lexicon, on="matched", how="left", maintain_order="left")
    return as_candidates(firms, kind="company", rule="at_work", confidence=0.62)


def _does(behind: str) -> pl.Expr:
    """What stands behind the name is a firm's act or belonging; a vessel's name before *shipped* is none."""
    after, before = pl.col("after"), pl.col("before")
    noun = before.str.contains(r"\b(?:in|at|from|near|of) $") & after.str.contains(rf"^ {context_words('firm does')}\b")
    return after.str.contains(behind) & ~noun


def _listed(runs: pl.DataFrame) -> pl.DataFrame:
    """`runs` with `shown` spread over what *and* or a comma in a list joins to one that is shown."""
    ahead, behind = pl.col("before").str.slice(-8), pl.col("after")
    size = (pl.col("start_char") - pl.col("end_char").shift(1).over("sentence_id")).fill_null(99)
    listed = (size == 2) & ahead.str.ends_with(", ") & behind.str.contains(r"^(?:, [A-Z][^,;]{1,30})*,? and [A-Z]")
    spread = runs.sort("document_id", "start_char").with_columns(
        (((size == 5) & ahead.str.ends_with(" and ")) | listed).alias("_to_last"),
        ((size.shift(-1).over("sentence_id").fill_null(99) == 5) & behind.str.starts_with(" and ")).alias("_to_next"),
    )
    for _ in range(_LONGEST_LIST):
        last = beside(pl.col("shown"), 1, "sentence_id").fill_null(False)
        spread = spread.with_columns(pl.col("shown") | (last & pl.col("_to_last")))
        following = beside(pl.col("shown"), -1, "sentence_id").fill_null(False)
        spread = spread.with_columns(pl.col("shown") | (following & pl.col("_to_next")))
    return spread


def _is_name() -> list[pl.Expr]:
    """Conditions against places, nationalities, common words, persons by title or given name, names that the lexicon has."""
    named = pl.col("matched")
    common = alternatives(load_no_names().filter(pl.col("role") != "portfolio")["word"].to_list())
    bodies = load_organisation_heads().filter(pl.col("kind").is_in(["government", "organisation", "media"]) & (pl.col("trust") == "strong"))
    lexicon = load_named_actors().filter(pl.col("kind") != "company")["term"].unique().to_list()
    places = load_gazetteer().filter(pl.col("prior") > 3)["term"].unique().to_list()
    every = rf"(?:{adjective_pattern()}|{noun_pattern()}|{common})"
    return [
        named.str.len_bytes() > 1,
        named.str.contains(r"[A-Z].*[a-z]|[A-Z]{3}|^[a-z]-"),
        ~named.str.contains(rf"^{every}(?: {every})*$"),
        ~named.str.contains(rf"^(?:{openers_titles()})\b"),
        ~named.str.contains(rf"\b(?:{alternatives([head for head in bodies['head'].to_list() if head.isalpha()])})\b"),
        ~named.is_in(places),
        ~named.str.contains(rf"\b{context_words('no body')}$"),
        ~named.is_in(lexicon),
        ~named.str.to_lowercase().is_in(load_goods()["term"].str.to_lowercase().unique().to_list()),
        ~named.str.contains(r"^(?:[A-Z]-?\d|\d)"),
        ~named.str.extract(r"^(\S+) ", 1).is_in(list(load_given_names())).fill_null(False),
        ~pl.col("before").str.contains(rf"\b(?:{context_words('carrier')}|carriers?(?: -)?|(?i:mr|mrs|ms|dr|{openers_titles()}))\.? $"),
        ~pl.col("before").str.contains(r"-flagged (?:[A-Za-z0-9]+ )?$|\b(?:de|al) $"),
        ~pl.col("after").str.contains(r"^(?: (?:al|bin|ibn|von|van|de|del|da|der|el|du|di) [A-Z]|-(?:flagged|controlled|held|backed|led))"),
        ~pl.col("after").str.contains(rf"^, (?:a|the|another) [^,.]{{0,40}}\b{context_words('vessel')}\b"),
    ]


def _no_person(firms: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """`firms` without what the document uses as the name of a person or a ship, or as a part of one."""
    firms = firms.join(persons, on=["document_id", "matched"], how="anti", maintain_order="left")
    parts = persons.select("document_id", pl.col("matched").str.split(" ").alias("matched")).explode("matched").unique()
    return firms.join(parts, on=["document_id", "matched"], how="anti", maintain_order="left")


def _elsewhere(firms: pl.DataFrame, sentences: pl.DataFrame) -> pl.Expr:
    """Whether the document has the name within a sentence too: at the start any word has a capital."""
    names = firms["matched"].unique().sort().to_list()
    found = in_context(find_terms(sentences, names, ignore_case=False), sentences, 3)
    inside = found.filter(pl.col("before").str.contains(r"[A-Za-z0-9],? $")).select("document_id", "term").unique()
    keys = pl.concat_str("document_id", pl.lit("\n"), "term")
    return pl.concat_str("document_id", pl.lit("\n"), "matched").is_in(inside.select(keys.alias("key"))["key"].to_list())
