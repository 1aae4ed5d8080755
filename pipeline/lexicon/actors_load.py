"""The actor lexicons as frames: named bodies and persons, roles in trade, state bodies, heads of names, titles, parts of names."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from pipeline.lexicon.sources import OWN, LexiconError, cached, own_lines

FOLDER = Path(__file__).parent
ACTORS = FOLDER / "actors"
KINDS = {"governments": "government", "organisations": "organisation", "media": "media", "companies": "company", "persons": "person"}


class ActorLexiconError(LexiconError):
    """Two lines of the actor lexicons claim the same name, or a line has no name at all."""


def _read(name: str) -> pl.DataFrame:
    """`actors/<name>.csv` as text columns, with `lexicon`, the file and line of each row."""
    frame = pl.read_csv(ACTORS / f"{name}.csv", infer_schema=False).with_columns(pl.all().fill_null(""))
    return frame.with_row_index("_line", offset=2).with_columns(lexicon=pl.format("actors/{}.csv:{}", pl.lit(name), "_line")).drop("_line")


def own_actors(file: str) -> pl.DataFrame:
    """The user's lines of one list; a line without any form has its name as the strong one."""
    formless = (pl.col("strong") == "") & (pl.col("weak") == "")
    return own_lines(file).with_columns(pl.when(formless).then("name").otherwise("strong").alias("strong"))


@cached
def load_named_actors() -> pl.DataFrame:
    """Names of known actors, one row for each form: `term` (case-sensitive), `is_weak` (needs company), `has_article` (stands only
    after *the*), `name`, `kind`, `country` (null: none, as of the United Nations), `lexicon`. A form of the user's
    wins over a shipped one."""
    parts = []
    for file, kind in KINDS.items():
        frame = pl.concat([own_actors(file), _read(file)]).with_columns(
            kind=pl.lit(kind), country=pl.when(pl.col("country") != "").then("country")
        )
        for column, is_weak in (("strong", False), ("weak", True)):
            forms = frame.select(
                pl.col(column).str.split("|").alias("term"), pl.lit(is_weak).alias("is_weak"), "name", "kind", "country", "lexicon"
            )
            parts.append(forms.explode("term").filter(pl.col("term") != ""))
    article = r"^[Tt]he "
    named = pl.concat(parts).with_columns(
        has_article=pl.col("term").str.contains(article),
        term=pl.col("term").str.replace(article, ""),
        name=pl.col("name").str.replace(article, ""),
    )
    mine = pl.col("lexicon").str.starts_with(OWN)
    named = named.filter(mine | ~pl.col("term").is_in(named.filter(mine)["term"].implode()))
    named = named.unique(["term", "name", "kind"], keep="first", maintain_order=True)
    twice = named.filter(pl.col("term").is_duplicated())
    if twice.height:
        raise ActorLexiconError(twice.select("term", "lexicon").rows())
    return named


@cached
def load_roles() -> pl.DataFrame:
    """Role nouns, one row for each form: `term` (lower case), `role` (its singular), `needs` (none | any: a nationality or a word
    of trade before it), `lexicon`."""
    frame = _read("roles")
    return (
        frame.select(
            pl.concat_list("singular", "plural").list.unique(maintain_order=True).alias("term"),
            pl.col("singular").alias("role"),
            (pl.col("singular") != pl.col("plural")).alias("_two"),
            "plural",
            "needs",
            "lexicon",
        )
        .explode("term")
        .with_columns(is_plural=(pl.col("term") == pl.col("plural")))
        .drop("_two", "plural")
    )


@cached
def load_role_modifiers() -> pl.DataFrame:
    """Words before a role noun that belong to the span: `modifier`, `counts` (yes: makes a trade role of the noun)."""
    return _read("role_modifiers").select("modifier", "counts")


@cached
def load_state_bodies() -> pl.DataFrame:
    """Common nouns for state bodies: `phrase` (lower case), `needs` (none | country | leader: what has to stand before), `lexicon`."""
    return _read("state_bodies").select("phrase", "needs", "lexicon")


@cached
def load_organisation_heads() -> pl.DataFrame:
    """Words that make a name of an organisation: `head`, `position` (of: Ministry of X; last: X Bank), `kind`, `trust`, `lexicon`."""
    return _read("organisation_heads").select(
        "head", "position", "kind", "trust", seat=pl.when(pl.col("country") != "").then("country"), lexicon="lexicon"
    )


@cached
def load_titles() -> pl.DataFrame:
    """Titles of persons: `title`, `position` (before: only in front of a name; both: behind it too, in apposition), `lexicon`."""
    return _read("titles").select("title", "position", "lexicon")


@cached
def load_class_nouns() -> pl.DataFrame:
    """Nouns that say what a name stands for (*X, a trading company*): `noun`, `kind`, `lexicon`."""
    return _read("class_nouns").select("noun", "kind", "lexicon")


@cached
def load_name_parts() -> pl.DataFrame:
    """Parts of personal names: `part`, `role` (given | korean surname | korean syllable | chinese surname)."""
    return _read("name_parts").select("part", "role")


@cached
def load_no_names() -> pl.DataFrame:
    """Capitalised words that stand in no personal name: `word`, `role` (month | opener | common)."""
    return _read("no_names").select("word", "role")


def alternatives(words: list[str]) -> str:
    """One alternation of `words`, escaped, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cached
def context_words(role: str) -> str:
    """One group of the patterns (Rust regular expressions) that `actors/context_words.csv` lists for `role`, longest first."""
    patterns = _read("context_words").filter(pl.col("role") == role)["pattern"].to_list()
    if not patterns:
        raise ActorLexiconError(role)
    return f"(?:{'|'.join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))})"
