"""Spans that may be places: names of the gazetteer, names with a class word (Namsa village), names before a country."""

from __future__ import annotations

import re

import polars as pl

from pipeline.lexicon.places_load import load_class_words, load_gazetteer, load_nationalities, load_place_cues
from pipeline.lexicon.sources import cached
from pipeline.text.spans import KEYS, find_pattern, find_terms, outside, with_context

_WORD = r"[A-Z][a-z]+(?:'(?:[a-rt-z][a-z]*|s[a-z]+|[A-Z][a-z]*)|-[A-Za-z][a-z]*)*"
NAME = rf"{_WORD}(?: (?:de |del |la |al-|el-)?{_WORD}){{0,2}}"
_ADDRESS = r"(?:https?://|www\.)[^\s)>\]]+|\]\([^)\s]+\)|[\w.-]+@[\w.-]+"
_COMPOUND = r"^[A-Z][a-z]+-(?:majority|minority|led|backed|held|controlled|dominated|based|speaking|owned|funded|style|born|run)\b"
_SHORT = rf"{_WORD}(?: {_WORD})?"
_PREPOSITION = (
    r"(?:\b(?:in|at|near|from|into|of|via|through|outside|around|toward|towards|off|for|and|between|reach|reached|left)|[^g] to) "
)
_ARTICLE = (
    r"the (?:Philippines|Netherlands|Bahamas|Gambia|Maldives|Seychelles|Comoros|Democratic|United|Dominican|Central|Czech|\w+ Islands)"
)
_CAPITALS = r"[A-Z][A-Z'-]{2,}(?: [A-Z][A-Z'-]+){0,2}"
_KOREAN = r"[A-Z][a-z]+(?:-[a-z]+)?-(?:ri|ni|li|dong|gun|kun|up|eup|gu|ku|myon|myeon|do)"  # class endings of Korean addresses
NATIONALITY = "nationality"
_BESIDE = 30  # characters on either side that show whether a name is part of a longer one
_WHERE = r"(?:(?:offshore|onshore|border|coastal|neighbou?ring) )?"
_DISTANCE = (
    r"(?: area| region)?,? (?:about |some |around |nearly |almost |roughly )?[\d.,]+ (?:miles?|kms?|kilomet(?:er|re)s?)"
    r"(?: \([^)]{1,20}\))? (?:to the )?(?:due )?(?:north|south|east|west)[a-z-]* of "
)
LIST = r"(?:, and |, or |, | and | or |-| & |/)"
# Nvidia-powered, Nationalist-ruled island, Largest Railway Port, Merely crossing: words of no name in capitals
_NOT_NAMED = r"-[a-z]+(?:ed|led|run|held|based|ing)\b|^[A-Z][a-z]{2,}(?:est|ly) [A-Za-z]"


def cue_words(sense: str) -> list[str]:
    """The cues of one sense, longest first."""
    return sorted(load_place_cues().filter(pl.col("sense") == sense)["cue"], key=lambda cue: (-len(cue), cue))


def any_of(words: list[str]) -> str:
    """A regular expression for one of `words`, as they stand."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"


@cached
def class_words(position: str, *, unknown: bool) -> str:
    """An expression for the class words of a position, in lower case or capitalised, that make a place of an unknown name (or join a
    known one)."""
    column = "unknown" if unknown else "known"
    rows = load_class_words().filter((pl.col("position") == position) & (pl.col(column) == "yes"))
    words = rows["word"].to_list()
    titled = [word.title().replace(" Of", " of").replace(" At", " at") for word in words]
    return any_of([*words, *titled, *(word.capitalize() for word in words)])


@cached
def _written() -> pl.DataFrame:
    """`written` (as a text may have it: also in capitals), `term` of the gazetteer or a nationality, `is_capitals`."""
    gazetteer = load_gazetteer()
    terms = gazetteer.select("term").unique()
    alone = pl.col("reads_as").is_null() | (pl.col("prior") >= 6.0)
    known = gazetteer.filter((pl.col("trust") == "strong") & alone & (pl.col("prior") >= 5.5) & (pl.col("term").str.len_chars() >= 4))
    dateline = gazetteer.filter((pl.col("trust") == "weak") & (pl.col("reads_as") == "person") & (pl.col("prior") >= 5.2))
    upper = pl.concat([known, dateline]).select(pl.col("term").str.to_uppercase().alias("written"), "term")
    capitals = upper.unique("written", keep="first", maintain_order=True).filter(pl.col("written") != pl.col("term"))
    people = load_nationalities().filter(~pl.col("is_noun")).select("term").unique()
    parts = [
        terms.with_columns(pl.col("term").alias("written"), is_capitals=False),
        capitals.with_columns(is_capitals=True),
        people.with_columns(pl.col("term").alias("written"), is_capitals=False),
    ]
    every = pl.concat([part.select("written", "term", "is_capitals") for part in parts])
    return every.unique("written", keep="first", maintain_order=True).sort("written")


def known_names(sentences: pl.DataFrame) -> pl.DataFrame:
    """Every occurrence of a name of the gazetteer or of a nationality word: the columns of a span, `term`, `is_capitals`."""
    written = _written()
    found = find_terms(sentences, written["written"].to_list(), ignore_case=False).rename({"term": "written"})
    found = pl.concat([found.join(written, on="written", maintain_order="left").drop("written"), _datelines(sentences)])
    return outside(found, find_pattern(sentences, _ADDRESS)).unique([*KEYS, "term"], keep="first", maintain_order=True)


def _datelines(sentences: pl.DataFrame) -> pl.DataFrame:
    """Names of the gazetteer in capitals at the head of a report: *TORRINGTON - A fire …*."""
    found = find_pattern(sentences, _CAPITALS, before=r"^", after=r" (?:\([A-Z][A-Za-z ]*\) )?-{1,2} ?")
    terms = load_gazetteer().select("term").unique()
    written = found.select(*KEYS, "surface", pl.col("matched").str.to_titlecase().alias("term"), pl.lit(True).alias("is_capitals"))
    return written.join(terms, on="term", how="semi")


@cached
def _no_name() -> str:
    """An expression for words at the head of a capitalised phrase that are no part of a name: *The*, *In*, *Chinese*."""
    nationalities = load_nationalities().filter(pl.col("role") != "noun")["term"].to_list()
    return rf"(?:{any_of([*cue_words('opener'), *cue_words('title'), *nationalities])}|[A-Z][a-z]+(?:ish|ese|ian|ern))"


def _shape(sentences: pl.DataFrame, pattern: str, rule: str, *, before: str = "", after: str = "") -> pl.DataFrame:
    """Matches of `pattern` without the words at their head that are no names; those of which nothing is left are gone."""
    found = find_pattern(sentences, pattern, before=before, after=after)
    words = pl.col("matched").str.extract(rf"^((?:{_no_name()} )+)").fill_null("")
    return (
        found.with_columns(_head_words=words, _head=words.str.len_chars().cast(pl.Int64))
        .with_columns(
            (pl.col("start_char") + pl.col("_head")).alias("start_char"),
            pl.col("surface").str.slice(pl.col("_head")),
            pl.col("matched").str.slice(pl.col("_head")),
        )
        .filter(~((pl.lit(rule) == "name after in") & pl.col("_head_words").str.starts_with("The ")))  # in The Aviator, a film
        .filter(
            ~pl.col("matched").str.contains(rf"^(?:{_no_name()})$|^{any_of(cue_words('institution'))}\b|^{_no_name()}-[A-Za-z]|{_COMPOUND}")
        )
        .filter(~pl.col("matched").str.contains(_NOT_NAMED))
        .filter(~pl.col("matched").str.contains(rf"\b{any_of(cue_words('building'))}$") | (pl.lit(rule) == "name with class word"))
        .select(*KEYS, "surface", pl.col("matched").alias("term"), pl.lit(rule).alias("rule"))
    )


def shaped_names(sentences: pl.DataFrame) -> pl.DataFrame:
    """Names that a class word makes places, known or not: the columns of a span, `term` (plain), `rule`.

    *Namsa village*, *Lake Khanka*: the whole; *port of Nampo*, *cities of A, B and C*, *A and B counties*: the names.
    """
    after, inside, of, plural = (class_words(position, unknown=True) for position in ("after", "inside", "before", "after two"))
    head = rf"\b{of} (?:the )?"
    parts = [
        _shape(sentences, rf"{NAME} {after}", "name with class word", after=r"(?:$|[^\w-])"),
        _shape(sentences, rf"{inside} (?:the )?{_SHORT}", "class word and name", before=r"(?:^|[^\w-])"),
        _shape(sentences, _KOREAN, "Korean class ending", before=r"(?:^|[a-z,;:()\"'] )", after=r"(?:$|[^\w-])"),
        _shape(sentences, NAME, "name after class word", before=head),
        _shape(sentences, NAME, "name after class word", before=rf"{head}{_SHORT}{LIST}"),
        _shape(sentences, NAME, "name after class word", before=rf"{head}{_SHORT}, {_SHORT}{LIST}"),
        _shape(sentences, NAME, "names with class word", after=rf"(?:, {_SHORT})?,? and {_SHORT} {_WHERE}{plural}\b"),
        _shape(sentences, NAME, "names with class word", before=rf"{_SHORT}, ", after=rf",? and {_SHORT} {_WHERE}{plural}\b"),
        _shape(sentences, NAME, "names with class word", before=rf"{_SHORT},? and ", after=rf" {_WHERE}{plural}\b"),
        *_roads(sentences),
        _shape(sentences, NAME, "name at a distance", before=r"(?:^|[^\w.'-])", after=_DISTANCE),
    ]
    parts.append(
        _shape(sentences, _SHORT, "name after in", before=r"(?:^|[^\w.-])(?:[Ii]n|[Nn]ear) ", after=r"(?:$|[.,;:)](?: |$)| [a-z])")
    )
    found = pl.concat(parts).unique([*KEYS], keep="first", maintain_order=True)
    named = (pl.col("rule") != "name with class word") | pl.col("term").str.contains(rf"^{_WORD}(?: .*)? {after}$")
    only_class = pl.col("term").str.to_lowercase().is_in(load_class_words()["word"].to_list())
    return found.filter(named & ~only_class)


def _roads(sentences: pl.DataFrame) -> list[pl.DataFrame]:
    """Streets and highways by name or number: *Mill Road*, *N. 5th Street*, *State Highway 36*, *I-80*."""
    words = {position: any_of(road_words(position)) for position in ("road", "numbered road")}
    named = rf"(?:[NSEW]\.? )?(?:{_WORD}(?: {_WORD}){{0,2}}|\d{{1,3}}(?:st|nd|rd|th)) {words['road']}"
    found = _shape(sentences, named, "road", before=r"(?:^|[^\w.'-])", after=r"(?:$|[^\w-]|-[a-z])")
    number = rf"(?:{words['numbered road']} \d{{1,4}}[A-Z]?|I-\d{{1,3}})"
    numbered = find_pattern(sentences, number, before=r"(?:^|[^\w.'-])", after=r"(?:$|[^\w-])")
    idle = pl.col("term").str.contains(rf"^{any_of(cue_words('no road'))}$|^{words['road']}$")
    return [found.filter(~idle), numbered.select(*KEYS, "surface", pl.col("matched").alias("term"), pl.lit("road").alias("rule"))]


def road_words(position: str) -> list[str]:
    """The words of the position `road` (behind its name) or `numbered road` (before its number), as written."""
    return load_class_words().filter(pl.col("position") == position)["word"].to_list()


def before_country(sentences: pl.DataFrame, strong: pl.DataFrame) -> pl.DataFrame:
    """Unknown names that stand before a country or province: *from Balembang, Indonesia*; *OAKVILLE, Ontario* at the start of a line.

    `strong` holds the spans that count as such (document_id, start_char, kind). Out as `shaped_names`.
    """
    in_country = r"\b(?:in|at|near|outside|off|via|into|reach|reached) "
    placed = _shape(sentences, NAME, "name before country", before=_PREPOSITION, after=rf", (?:{_ARTICLE}\b|[A-Z])")
    within = _shape(sentences, NAME, "name in country", before=in_country, after=r" in (?:the )?[A-Z]")
    alone = _shape(sentences, NAME, "name before province", before=r"(?:^|[^\w.'-])", after=r", [A-Z][^-]")
    dateline = _shape(sentences, _CAPITALS, "name before country", before=r"^", after=r", [A-Z]")
    followed = pl.concat([strong.select("document_id", (pl.col("start_char") - gap).alias("end_char"), "kind") for gap in (2, 4, 6, 8)])
    followed = followed.unique(["document_id", "end_char"], keep="first", maintain_order=True)
    hit = pl.concat([placed, within, dateline, alone]).join(followed, on=["document_id", "end_char"], maintain_order="left")
    kept = hit.filter((pl.col("rule") != "name before province") | (pl.col("kind") == "admin"))
    return kept.drop("kind").unique(KEYS, keep="first", maintain_order=True)


def again_names(sentences: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Every occurrence of the names `told` (document_id, term) in their documents that is no part of a longer name."""
    here = sentences.join(told.select("document_id").unique(), on="document_id", how="semi")
    terms = told["term"].unique().sort().to_list()
    if here.is_empty() or not terms:
        return sentences.clear().select(*KEYS, pl.lit("").alias("surface"), pl.lit("").alias("term"), pl.lit("").alias("rule"))
    found = find_terms(here, terms, ignore_case=False).join(told, on=["document_id", "term"], how="semi")
    beside = with_context(found, sentences, width=_BESIDE)
    alone = ~pl.col("before").str.contains(r"[A-Z][\w.]*[ -]\"?$") & ~pl.col("after").str.contains(r"^(?: [A-Z][a-z]|-[A-Za-z]|@)")
    return beside.filter(alone).select(*KEYS, "surface", "term", pl.lit("name told before").alias("rule"))


def vessel_names(sentences: pl.DataFrame) -> pl.DataFrame:
    """Names that a word for a ship stands before somewhere in the document (*the ship, Wise Owl*): document_id, term."""
    words = any_of(cue_words("vessel"))
    found = find_pattern(sentences, NAME, before=rf"(?:^|[^\w])(?i:{words}),? (?:(?:the|named|called) )?\"?")
    return found.select("document_id", pl.col("matched").alias("term")).unique()
