"""Is this name a place here? What the words beside it say: company that a name needs, persons, words, titles."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.places_load import load_class_words, load_gazetteer, load_given_names, load_nationalities
from pipeline.lexicon.sources import cached
from pipeline.mentions.place_candidates import any_of, class_words, cue_words, road_words

_LATER = r"(?:[A-Z][\w'-]*|of|on|in|for|a|the|from|to|by|as|and|\d+)"
_HEADLINE = rf"^ [A-Z][a-z]+[^s]s {_LATER}(?:[ -]{_LATER})*(?:$|[.,?!:])"  # India Extends Curbs on Coke
_NO_NOUN = (
    r"^(?:$|[.,;:!?)]| (?:and|at|in|on|has|had|have|is|was|were|are|will|would|from|to|into|by|for|with|which|that|who|as|or|but"
    r"|loading|unloading|carrying|[a-z]{3,}ed|left|made|came|went|sank|took)\b)"
)
_OF_AGE = r"\b\d{1,2}, (?:(?:both|also|all|formerly) )?of (?:\d+ [\w. ]{3,30}, )?(?:rural )?$"
_LARGE = 6.0  # the same of a town that everybody knows
_TOWN = 4.5  # log10 of the people of a town that stands without a word like *in* where its country is named


@cached
def _where(sense: str) -> str:
    return rf"(?:^|[^\w.-]){any_of([*cue_words(sense), *(cue.capitalize() for cue in cue_words(sense))])} (?:the )?(?:city of |port of )?$"


@cached
def _harmless() -> list[str]:
    """Capitalised words that may stand beside a place without being part of a person's name."""
    strong = load_gazetteer().filter(pl.col("trust") == "strong")["term"].to_list()
    words = [word.title() for word in load_class_words()["word"]] + load_nationalities()["term"].to_list()
    return sorted({*strong, *words, *cue_words("opener"), *cue_words("institution")})


def with_company(readings: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """`readings` (a row for each reading of a span, with `before`, `after`, `needs`, `forbids`) that meet their conditions.

    A condition is one of several cues joined by `|`; `&` joins what must hold together. `<x`: x stands directly before; `>x`: directly
    after; `>A`: a capitalised word follows; `@XX`: the document names the country (`named`: document_id, country); anything else:
    the sentence has it.
    """
    rows = readings.with_row_index("_row")
    needed = _met(rows.filter(pl.col("needs") != ""), "needs", named)
    forbidden = _met(rows.filter(pl.col("forbids") != ""), "forbids", named)
    return (
        rows.filter((pl.col("needs") == "") | pl.col("_row").is_in(needed.to_list()))
        .filter(~pl.col("_row").is_in(forbidden.to_list()))
        .drop("_row")
    )


def _met(rows: pl.DataFrame, column: str, named: pl.DataFrame) -> pl.Series:
    """Row numbers of `rows` for which one of the alternatives of `column` holds."""
    cues = (
        rows.select("_row", "document_id", "before", "after", pl.col(column).str.split("|").alias("_either"))
        .explode("_either")
        .with_row_index("_choice")
        .with_columns(pl.col("_either").str.split("&").alias("_cue"))
        .explode("_cue")
        .with_columns(pl.col("_cue").str.slice(1).alias("_text"), pl.col("_cue").str.slice(0, 1).alias("_sign"))
        .join(named.select("document_id", pl.col("country").alias("_text"), _named=True), on=["document_id", "_text"], how="left")
    )
    holds = (
        pl.when(pl.col("_sign") == "<").then(pl.col("before").str.ends_with(pl.col("_text")))
        .when(pl.col("_cue") == ">A").then(pl.col("after").str.contains(r"^ [A-Z]"))
        .when(pl.col("_sign") == ">").then(pl.col("after").str.starts_with(pl.col("_text")))
        .when(pl.col("_sign") == "@").then(pl.col("_named").fill_null(False))
        .otherwise(pl.col("before").str.contains(pl.col("_cue"), literal=True) | pl.col("after").str.contains(pl.col("_cue"), literal=True))
    )  # fmt: skip
    together = cues.with_columns(_holds=holds).group_by("_row", "_choice").agg(pl.col("_holds").all())
    return together.filter("_holds")["_row"].unique()


@cached
def _institution() -> str:
    """An institution that is called by its town: *X High School*, *X General Hospital*."""
    return rf"^ (?:[A-Z][\w'.]* ){{0,3}}{any_of(cue_words('institution'))}\b"


def with_person(spans: pl.DataFrame) -> pl.DataFrame:
    """`spans` (with `before`, `after`, `kind`, `trust`, `reads_as`, `is_anchored`) with `is_person`: the name is somebody's here.

    A title or a first name stands before it, an unknown capitalised word beside a name that people bear; a surname that was told so
    once in the document stays so, except after *in* and the like.
    """
    title = rf"(?:^|[^\w]){any_of(cue_words('title'))} $"
    given = rf"(?:^|[^\w]){any_of(load_given_names())}(?: [A-Z]\.)? $"
    initial = r"(?:^| )[A-Z]\. $"
    vessel = rf"(?:^|[^\w]){any_of(cue_words('vessel'))} \"?$"
    harmless = _harmless()
    left, right = pl.col("before").str.extract(r"([A-Z][a-z]+)[ -]$"), pl.col("after").str.extract(r"^ ([A-Z][a-z]+)")
    open_left = left.is_not_null() & ~left.is_in(harmless)
    open_right = right.is_not_null() & ~right.is_in(harmless)
    institution = pl.col("after").str.contains(_institution())
    open_right &= ~institution
    bears = pl.col("reads_as").is_in(["person", "name"])
    doubtful = bears | (pl.col("trust") != "strong")
    state_of_name = pl.col("kind") == "country"
    state = (pl.col("kind") == "country") & ~bears.fill_null(False)
    clear = pl.col("before").str.contains(title) | pl.col("before").str.contains(given) | pl.col("before").str.contains(initial)
    building = pl.col("after").str.contains(rf"^(?: [A-Z][a-z]+){{0,2}} {any_of(cue_words('building'))}\b") & (pl.col("kind") != "country")
    clear = clear | pl.col("before").str.contains(vessel) | building
    little_known = (pl.col("reads_as") == "person") | (pl.col("trust") == "fair")
    says = pl.col("after").str.contains(rf"^,? {any_of(cue_words('speech'))}\b") & little_known
    told = (clear & ~state).fill_null(False)
    beside = (doubtful & (open_left | open_right) & ~pl.col("is_anchored")) | says
    headline = state_of_name & (pl.col("after").str.contains(_HEADLINE) | pl.col("after").str.contains(r"^-[A-Z]"))
    beside &= ~headline
    full_name = told | (bears & open_right & ~headline).fill_null(False)
    once = (full_name & ~pl.col("is_anchored")).any().over("document_id", "term") & (pl.col("kind") != "country")
    shown = (is_told() | is_home() | has_class() | is_inside()).any().over("document_id", "term") & (pl.col("trust") == "strong")
    again = once & ~shown & ~pl.col("before").str.contains(_where("in")) & ~pl.col("is_anchored")
    told = told | (_is_thing() & ~state)
    return spans.with_columns(is_person=(told & ~pl.col("is_anchored")) | beside.fill_null(False) | again)


def _is_thing() -> pl.Expr:
    """An article before the name of a town: something that is called so (*the Angara left Vladivostok*), if no noun follows."""
    town = pl.col("kind").is_in(["city", "port"]) & (pl.col("prior") < _LARGE) & (pl.col("before").str.contains(r"(?:^|[^\w])[Tt]he $"))
    return town & pl.col("after").str.contains(_NO_NOUN) & ~pl.col("after").str.contains(r"^(?:, [A-Z]|-)")


def is_placed() -> pl.Expr:
    """Whether the words beside the span place it: *in*, *near*, *northern*; or *from*, *via* (looser)."""
    return pl.col("before").str.contains(_where("in")) | pl.col("before").str.contains(_where("where"))


def is_inside() -> pl.Expr:
    """Whether a word like *in* or *near* stands directly before the span."""
    return pl.col("before").str.contains(_where("in"))


def has_class() -> pl.Expr:
    """Whether a class word stands with the span: *city of X*, *X province*."""
    after, before = class_words("after", unknown=True), class_words("before", unknown=True)
    return pl.col("after").str.contains(rf"^ {after}\b") | pl.col("before").str.contains(rf"\b{before} (?:the )?$")


def is_home() -> pl.Expr:
    """Whether a word behind the span makes it somebody's town: *X police*, *an X man*."""
    return pl.col("after").str.contains(rf"^ (?i:{any_of(cue_words('of a town'))})\b")


def is_told() -> pl.Expr:
    """Whether the company is such that even a hamlet is meant: *X, Iowa*; *the town of X*; *Ann Lee, 41, of X*; *Mill Road, X*."""
    before = class_words("before", unknown=True)
    named = pl.col("before").str.contains(rf"\b{before} (?:the )?$")
    address = pl.col("before").str.contains(rf" {any_of(road_words('road'))},? (?:in )?$")
    return pl.col("is_anchored") | named | address | pl.col("before").str.contains(_OF_AGE)


def is_trusted() -> pl.Expr:
    """Whether a reading may stand, by its `trust`, given `is_anchored` (its country or province follows), `is_named` (the document names
    its country), `sentence_countries` and the words beside it."""
    fair = is_told() | has_class() | is_home() | is_placed() | (pl.col("is_named") & (pl.col("prior") >= _TOWN))
    surname = (pl.col("reads_as") == "person") & is_home()
    weak = is_told() | has_class() | surname | (is_inside() & pl.col("is_named"))
    told = pl.col("needs") != ""  # its own conditions have been met
    others = (pl.col("sentence_countries").list.len() > 0) & ~pl.col("sentence_countries").list.contains(pl.col("country"))
    elsewhere = others & ~pl.col("is_anchored") & (~is_placed() | has_class())
    fair, weak = fair & ~elsewhere, weak & ~elsewhere
    dateline = pl.col("is_capitals") & (pl.col("before") == "") & pl.col("after").str.contains(r"^(?:, [A-Z]| \(| -)")
    weak &= (pl.col("trust") != "small") | is_told()
    return (pl.col("trust") == "strong") | told | dateline | ((pl.col("trust") == "fair") & fair) | weak
