"""Names that a class noun explains: *X, a British insurer*; *the news agency X*; *a website called X*."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, context_words, load_class_nouns, load_no_names
from pipeline.lexicon.places_load import load_gazetteer
from pipeline.mentions.actor_country import adjective_pattern, code_of, noun_pattern
from pipeline.mentions.actor_frames import WORD, as_candidates, drop_left, in_context, openers
from pipeline.text.plain import in_ascii
from pipeline.text.spans import find_terms

_NAME = rf"{WORD}(?:(?: (?:of|de|du|des|del|di|do|da|and|for|&))? {WORD}){{0,5}}"
_ANY, _ONE_OF = r"(?:an?|the)", r"(?:an?|the|one of [\w' ]{3,25})"
_EXPLAINS = r" (?:an?|the|one of [\w' ]+) (?:[\w'.-]+ )*$"  # the end of what explains a name: asked first, as it costs little


def _behind(article: str) -> str:
    """A name in group 2 and what explains it, up to the noun, with it in group 1."""
    return in_ascii(
        rf"(?:^|[^\w'-])(({_NAME})(?: \([A-Z.]+\))?(?:(?:,| --?)(?: itself| also)?| is| was| appears to be)"
        rf" {article} (?:[\w'.-]+ ){{0,7}}$)"
    )


_AHEAD = r"^((?:,? (?:called|named|known as),?)? [\"']?)"
_COLUMNS = [
    "document_id", "sentence_id", "start_char", "end_char", "named", "kind", "around", "before", "lexicon", "term", "seat", "speaks",
]  # fmt: skip


def find_described(sentences: pl.DataFrame) -> pl.DataFrame:
    """Capitalised names beside a class noun, as candidates; the noun gives the kind, a nationality before it the country."""
    nouns = load_class_nouns()
    terms = find_terms(sentences, nouns["noun"].to_list(), ignore_case=False)
    found = terms.join(nouns, left_on="term", right_on="noun", maintain_order="left")
    if found.is_empty():
        return as_candidates(found)
    found = in_context(found, sentences, 120)
    speaks = pl.col("after").str.contains(rf"^ {context_words('speech')}\b")
    found = found.with_columns(speaks.alias("speaks"))
    behind = found
    found = found.filter(pl.col("term") != "group")  # what a group is of stands before it
    seat = pl.col("after").str.extract(rf"^ [^.;:,]{{0,50}}\b(?:in|from) ({noun_pattern()})\b", 1)
    found = found.filter(~pl.col("after").str.contains(r"^'s? "))  # X, the ministry's deputy director, is no ministry
    found, behind = (part.with_columns(code_of(seat).alias("seat")) for part in (found, behind))
    both = drop_left(pl.concat([_explained(found), _introduced(found), _classed(behind)]), openers(), "named")
    both = drop_left(both, rf".*\b{context_words('whole body')}\.?,? (?:and|&) ", "named")
    nation = rf"\b({adjective_pattern()}|{noun_pattern()})(?:-based)?(?:'s)? (?:[\w'-]+ ){{0,4}}$"
    kept = both.filter(*_is_name()).with_columns(pl.coalesce(code_of(pl.col("around").str.extract(nation, 1)), "seat").alias("country"))
    told = pl.when(pl.col("country").is_null() & pl.col("kind").is_in(["media", "government"])).then(pl.lit("context"))
    return as_candidates(kept.with_columns(told.otherwise(pl.lit("own")).alias("country_from")), rule="described", confidence=0.7)


def _explained(found: pl.DataFrame) -> pl.DataFrame:
    """*X, a British insurer*: spans of the X before the noun."""
    explained = found.filter(pl.col("before").str.contains(_EXPLAINS))
    is_one = pl.col("before").str.contains("one of ", literal=True)  # costs much, and is rare
    rare, common = pl.when(is_one).then("before"), pl.when(~is_one).then("before")
    named = explained.with_columns(
        pl.coalesce(common.str.extract(_behind(_ANY), group), rare.str.extract(_behind(_ONE_OF), group)).alias(name)
        for group, name in ((1, "stretch"), (2, "named"))
    ).filter(pl.col("named").is_not_null())
    start = pl.col("start_char") - pl.col("stretch").str.len_bytes().cast(pl.Int64)
    return named.with_columns(
        start.alias("start_char"),
        (start + pl.col("named").str.len_bytes().cast(pl.Int64)).alias("end_char"),
        pl.col("stretch").str.slice(pl.col("named").str.len_bytes()).alias("around"),
        pl.lit("").alias("before"),
    ).select(_COLUMNS)


def _introduced(found: pl.DataFrame) -> pl.DataFrame:
    """*the news agency X*, *a website called X*: spans of the X behind the noun."""
    other = rf" (?:and|&) (?:{noun_pattern()}|{adjective_pattern()})\b.*$"
    after = pl.col("after")
    named = found.with_columns(
        after.str.extract(rf"{_AHEAD}({_NAME})", 2).str.replace(other, "").str.replace(r" (?:for|and|of|&) \d.*$", "").alias("named"),
        after.str.extract(_AHEAD, 1).fill_null("").alias("gap"),
    ).filter(pl.col("named").is_not_null())
    start = pl.col("end_char") + pl.col("gap").str.len_bytes().cast(pl.Int64)
    return named.with_columns(
        start.alias("start_char"),
        (start + pl.col("named").str.len_bytes().cast(pl.Int64)).alias("end_char"),
        pl.col("before").str.tail(40).alias("around"),
        pl.concat_str("before", "term", "gap").alias("before"),
    ).select(_COLUMNS)


def _classed(found: pl.DataFrame) -> pl.DataFrame:
    """*the state-owned X company*, *Turkey's X group*: spans of the X right before the noun."""
    owner = rf"(?:\b(?:[Tt]he|[Ii]ts|their|[a-z]+-owned|[a-z]+-run|[a-z]+-based|state|private|giant|{adjective_pattern()})|'s) "
    own = pl.col("term").str.contains(rf"^{context_words('class behind')}$") & ~pl.col("after").str.contains(r"^(?: of|-)")
    named = found.filter(own).with_columns(
        pl.col("before").str.extract(rf"{owner}({WORD}(?:[ -]{WORD}){{0,2}}) $", 1).alias("named"),
        pl.col("before").str.extract(rf"({owner}){WORD}(?:[ -]{WORD}){{0,2}} $", 1).alias("_owner"),
    )
    named = named.filter(
        pl.col("named").is_not_null(),
        ~pl.col("named").str.contains(rf"\b(?:{adjective_pattern()}|{noun_pattern()})\b"),
        pl.col("named").str.contains(r"[A-Z][A-Za-z]{2,}"),
    )
    end = pl.col("start_char") - 1
    length = pl.col("named").str.len_bytes().cast(pl.Int64)
    around = pl.col("before").str.head(pl.col("before").str.len_bytes() - pl.col("named").str.len_bytes() - 1).str.tail(40)
    return named.with_columns(
        (end - length).alias("start_char"), end.alias("end_char"), around.alias("around"), pl.lit("").alias("before")
    ).select(_COLUMNS)


def _is_name() -> list[pl.Expr]:
    """Conditions against persons (*X is a founder of a firm*), places, nationalities, common words and numbers."""
    named, around = pl.col("named"), pl.col("around")
    link = r"(?:of|at|for|with|in|who|that|which|from|by|to)"
    common = alternatives(load_no_names().filter(pl.col("role") != "portfolio")["word"].to_list())
    places = load_gazetteer().filter((pl.col("trust") == "strong") & (pl.col("prior") > 4.5))["term"].to_list()
    return [
        ~around.str.contains(rf"\b{link} .*[^ ]$|^(?:,| --?| is| was) \w+ (?:[\w-]+ )*{link} "),
        named.str.contains(r"[A-Z]"),
        named.str.len_bytes() > 1,
        ~named.str.contains(rf"^(?:{common})(?: (?:{common}))*$"),
        ~named.str.contains(rf"^(?:{adjective_pattern()}|{noun_pattern()})$"),
        ~named.str.contains(r"^[A-Z]?[\d.]*$"),
        ~named.str.contains(rf"\b{context_words('no body')}$"),
        ~named.is_in(places),
        ~(around.str.contains(r"^, the $") & pl.col("speaks")),  # in X, the company said
        ~(around.str.contains(rf"\b{context_words('cargo carrier')} $") & pl.col("term").str.contains(r"^carriers?$")),
    ]
