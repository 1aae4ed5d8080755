"""Persons: title and name, *said Name*, *Name, head of X*, names by the form of their parts."""

from __future__ import annotations

import re

import polars as pl

from pipeline.lexicon.actors_load import (
    alternatives,
    context_words,
    load_class_nouns,
    load_name_parts,
    load_no_names,
    load_organisation_heads,
    load_titles,
)
from pipeline.lexicon.places_load import load_gazetteer, load_given_names
from pipeline.lexicon.sources import cached
from pipeline.mentions.actor_country import adjective_pattern, code_of, noun_pattern
from pipeline.mentions.actor_frames import as_candidates, drop_left, in_context
from pipeline.text.plain import in_ascii
from pipeline.text.spans import find_pattern, find_terms

TOKEN = r"(?:[A-Z]\.(?:[ -]?[A-Z]\.)*|(?:Mc|Mac|O'|D'|Al-|al-|El-|el-)?[A-Z][a-z]+(?:-[A-Za-z]?[a-z]+|'[A-Z][a-z]+|'[a-z]{3,})*)"
_PARTICLE = r"(?:(?:al|bin|ibn|von|van|de|del|da|dos|der|den|la|el|du|di|ben|abu|ul|af) )"
_RUN = rf"(?:[A-Z]{{2,9}} [A-Z][a-z]+(?:-[A-Za-z]?[a-z]+)?|{TOKEN}(?: ?{_PARTICLE}{{0,2}}{TOKEN})+(?:,? Jr\.| I{{2,3}}\b)?)"
_PINYIN = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|er|a|o|e|i|u)"
)

_ROMAJI = r"^(?:(?:ky|sh|ch|ts|ry|ny|hy|gy|by|py|[kgsztdnhbpmyrwjf])?[aeiou]{1,2}|n)+$"


@cached
def _parts(role: str) -> list[str]:
    return load_name_parts().filter(pl.col("role") == role)["part"].to_list()


@cached
def no_name(*, openers: bool = True) -> str:
    """Words that stand in no name of a person: months, openers (if asked), heads of organisations, nationalities."""
    heads = [head for head in load_organisation_heads()["head"].to_list() if " " not in head and head not in ("Brothers", "Lines", "Gas")]
    words = load_no_names().filter(~pl.col("role").is_in(["surname", "portfolio", *([] if openers else ["opener"])]))["word"].to_list()
    return rf"\b(?:{alternatives([*words, *heads])}|{adjective_pattern()})(?:\b|$)"


def find_persons(sentences: pl.DataFrame) -> pl.DataFrame:
    """Full names and titled surnames, as candidates, with the columns `order` (family name first or last) and `evidence`."""
    runs = find_pattern(sentences, _RUN, before=r"(?:^|[^\w'-]|(?:^|[ (])')")
    titled = _after_title(sentences)
    found = pl.concat([_full_names(runs, sentences), titled, _lone_surnames(sentences)], how="diagonal")
    return found.unique(["document_id", "start_char", "end_char"], keep="first", maintain_order=True)


@cached
def titles() -> tuple[str, str]:
    """Two alternations of escaped titles: all, and those that stand behind a name too."""
    known = load_titles()
    both = alternatives(known.filter(pl.col("position") == "both")["title"].to_list())
    return alternatives(known["title"].to_list()), both


def _full_names(runs: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    every, both = titles()
    loose = alternatives(load_no_names().filter(pl.col("role").is_in(["month", "opener"]))["word"].to_list())
    spans = in_context(runs, sentences, 110)
    spans = drop_left(spans, rf"(?i:(?:[\w.'-]+ )*\b(?:{every})\.? )", "matched")
    titled = pl.col("before").str.contains(rf"(?i)\b(?:{every})(?:\.?,?| (?:of|for|at|in charge of) [^,;.]{{3,60}},) [\"']?$")
    spans = spans.with_columns(titled.alias("by_title"))
    given = [*load_given_names(), *_parts("given")]
    both_ways = alternatives(sorted(set(given) & set(load_no_names().filter(pl.col("role") == "opener")["word"].to_list())) or ["Will"])
    named_so = pl.col("matched").str.contains(rf"^(?:{both_ways}) [A-Z][a-z-]+$") & ~pl.col("before").str.contains(r"^\W*$")
    named_so = named_so & pl.col("after").str.contains(rf"^,? {context_words('speech')}\b")  # Will Carver said, no question
    spans = pl.concat(
        [
            spans.filter(named_so),
            drop_left(spans.filter(~named_so), rf"(?:(?:{loose}|{adjective_pattern()}) )+", "matched"),
        ]
    ).with_columns(pl.col("matched").str.contains(rf"^(?:{both_ways}) ").alias("_named_so"))
    portfolio = alternatives(load_no_names().filter(pl.col("role") == "portfolio")["word"].to_list())
    held = pl.col("before").str.contains(
        r"\b(?:[Ss]ecretary|[Mm]inister|[Uu]ndersecretary|[Cc]ommissioner) (?:of|for)(?: the)?(?: [A-Z][\w-]+,?)*(?: and)? $"
    )
    spans = pl.concat(
        [
            drop_left(spans.filter(held), rf"(?:(?:{portfolio}) )+", "matched").with_columns(pl.lit(True).alias("by_title")),
            spans.filter(~held),
        ]
    )
    shouted = pl.col("matched").str.contains(r"^[A-Z]{2,} ")  # KIM Il-sung
    parts = pl.when(shouted).then(pl.col("matched").str.to_titlecase()).otherwise("matched").str.split(" ")
    first, last = parts.list.first(), parts.list.last()
    rest = parts.list.slice(1).list.join(" ")
    syllables = alternatives([s.lower() for s in _parts("korean syllable")])
    korean = first.is_in(_parts("korean surname")) & rest.str.to_lowercase().str.contains(rf"^(?:{syllables})[ -]?(?:{syllables})?$")
    chinese = first.is_in(_parts("chinese surname")) & rest.str.to_lowercase().str.contains(rf"^{_PINYIN}(?:[' -]?{_PINYIN})?$")
    western_korean = last.is_in(_parts("korean surname")) & parts.list.first().str.to_lowercase().str.contains(
        rf"^(?:{syllables})-(?:{syllables})$"
    )
    western_chinese = (
        (parts.list.len() == 2)
        & last.is_in(_parts("chinese surname"))
        & first.str.to_lowercase().str.contains(rf"^{_PINYIN}(?:[' -]?{_PINYIN})?$")
    )
    japanese = last.is_in(_parts("japanese surname")) & first.str.to_lowercase().str.contains(_ROMAJI)
    after, before = pl.col("after"), pl.col("before")
    apposition = rf"^(?: \([^)]+\))?(?:, \d\d,|(?:,(?: \d\d,)?| -) (?:[\w.'&-]+ ){{0,7}}?(?i:{both})\b)"
    spans = spans.with_columns(
        japanese.alias("by_japanese"),
        first.is_in(given).alias("by_given"),
        korean.alias("by_korean"),
        chinese.alias("by_chinese"),
        western_korean.alias("by_western_korean"),
        western_chinese.alias("by_western_chinese"),
        pl.col("matched").str.contains(r"(?:^|[ -])[A-Z]\. ?[A-Z]").alias("by_initial"),
        (
            after.str.contains(rf"^,? (?:who )?{context_words('speech')}\b")
            | before.str.contains(rf"[\"',] {context_words('speech')} $")
            | (before.str.contains(r",[\"'] $") & after.str.contains(rf"^ of [A-Z][^\"]{{2,70}}, {context_words('speech')}\b"))
        ).alias("by_speech"),
        after.str.contains(in_ascii(apposition)).alias("by_apposition"),
        first.alias("_first"),
        last.alias("_last"),
        parts.list.len().alias("_length"),
        shouted.alias("_shouted"),
    )
    eastern = pl.col("by_korean") | pl.col("by_chinese")
    places = load_gazetteer().filter((pl.col("trust") == "strong") & (pl.col("prior") > 4))["term"].to_list()
    certain = pl.any_horizontal("by_given", eastern, "by_western_korean", "by_initial", "by_japanese", "by_western_chinese")
    likely = pl.any_horizontal("by_title", "by_speech", "by_apposition") & (pl.col("_length") <= 5)
    firms = alternatives([noun for noun in load_class_nouns()["noun"].to_list() if noun not in load_titles()["title"].to_list()])
    surnames = load_no_names().filter(pl.col("role") == "surname")["word"].to_list()
    western = pl.col("by_given") | ~pl.col("_last").is_in(surnames)
    words = pl.col("matched").str.replace_all(r"\b[A-Z]\.", "")
    titled_clean = pl.col("by_title") & ~words.str.contains(no_name(openers=False)) & (pl.col("_length") == 2)  # Kyaw Than
    clean = (
        titled_clean
        | (~words.str.contains(no_name()) & western & ~pl.col("_first").is_in(surnames))
        | (pl.col("_named_so") & ~pl.col("_last").str.contains(no_name()))
        | (eastern & ~pl.col("_last").str.contains(no_name()))
    )
    kept = spans.filter(
        pl.col("_length") > 1,
        certain | likely,
        eastern | ~pl.col("_shouted"),
        ~pl.col("matched").str.contains(r"U\.[SKN]\."),
        clean,
        ~pl.col("matched").is_in(places),
        (pl.col("by_given") & likely) | ~pl.col("matched").str.contains(rf"^{noun_pattern()}\b"),  # Jordan Cohen, an analyst
        ~(before.str.contains(rf"\b(?:in|near|at|[Tt]he|{context_words('carrier')}) $") & ~pl.col("by_title")),
        ~after.str.contains(rf"^ {context_words('firm speaker')}s? [A-Z]"),
        certain | ~before.str.contains(rf"\b(?:{firms}) $"),
        certain | ~pl.col("_last").str.contains(r"(?:tions|ments|tics|ogies|tories|ustries|panies|stems)$"),
        ~after.str.contains(r"^ \([^)]*\) (?:Ltd|Inc|Co|Corp|plc)\b"),
        ~after.str.contains(r"^(?:-[a-z]| \d| (?:River|Street|Island|Prize|Act|Airport|University|Ltd|Inc|Corp|Co)\b)"),
    )
    score = 0.6 + 0.15 * certain.cast(pl.Float64) + 0.1 * likely.cast(pl.Float64) + 0.05 * pl.col("by_title").cast(pl.Float64)
    return _located(
        kept.with_columns(
            pl.when(eastern).then("_first").otherwise("_last").alias("family"), score.alias("confidence"), pl.lit("person").alias("rule")
        )
    )


def _after_title(sentences: pl.DataFrame) -> pl.DataFrame:
    """*Mr Kim*, *President Putin*: a title with a capital and one more word."""
    words = load_titles()["title"].to_list()
    loose = context_words("no single")
    forms = sorted({form for title in words if not re.fullmatch(loose, title) for form in (title.title(), title[:1].upper() + title[1:])})
    found = in_context(find_terms(sentences, [*forms, "surnamed", "surname"], ignore_case=False), sentences, 110)
    name = r"(?:Mc|Mac|O'|D'|al-|Al-|el-|El-)?[A-Z][a-z]+(?:-[A-Za-z]?[a-z]+|'[A-Z][a-z]+|'[a-z]{3,})*"
    named = found.with_columns(
        pl.col("after").str.extract(rf"^([.,]? ){name}", 1).alias("gap"),
        pl.col("after").str.extract(rf"^[.,]? ({name})", 1).alias("matched"),
    ).filter(pl.col("matched").is_not_null())
    named = named.filter(~pl.col("before").str.contains(r"\w-$"))
    rest = pl.col("after").str.slice(pl.col("gap").str.len_bytes() + pl.col("matched").str.len_bytes())
    places = load_gazetteer().filter((pl.col("trust") == "strong") & (pl.col("prior") > 4))["term"].to_list()
    alone = named.filter(
        ~rest.str.contains(r"^(?: [A-Z]|[-/]|\w)"),
        ~pl.col("matched").str.contains(rf"^(?:{no_name()})$"),
        ~pl.col("matched").is_in(places),
        ~pl.col("matched").str.contains(rf"^{noun_pattern()}$"),
        ~pl.col("matched").str.to_lowercase().is_in([word.lower() for word in words]),
    )
    start = pl.col("end_char") + pl.col("gap").str.len_bytes().cast(pl.Int64)
    spans = alone.with_columns(
        start.alias("start_char"),
        (start + pl.col("matched").str.len_bytes().cast(pl.Int64)).alias("end_char"),
        pl.concat_str("before", "term", "gap").alias("before"),
        rest.alias("after"),
        pl.col("matched").alias("family"),
    )
    eastern = pl.col("matched").is_in(_parts("korean surname"))
    chinese = pl.col("matched").is_in(_parts("chinese surname")) & ~eastern
    return _located(
        spans.with_columns(
            pl.lit(0.8).alias("confidence"),
            pl.lit("person_title").alias("rule"),
            eastern.alias("by_korean"),
            pl.lit(False).alias("by_western_korean"),
            chinese.alias("by_chinese"),
            pl.col("matched").is_in(_parts("japanese surname")).alias("by_japanese"),
        )
    )


def _lone_surnames(sentences: pl.DataFrame) -> pl.DataFrame:
    """A family name alone that speaks (*said Orlov*), where the text has cut off who it is; known by the name or its ending."""
    speech = context_words("speech")
    lines = sentences.filter(pl.col("plain").str.contains(rf"\b{speech}\b"))
    ended = rf"[A-Z][a-z]{{2,}}(?:{alternatives(_parts('surname ending'))})\b"
    by_end = find_pattern(lines, ended, before=r"(?:^|[^\w'-])").drop("matched")
    by_name = find_terms(lines, [*_parts("surname"), *_parts("japanese surname")], ignore_case=False).drop("term")
    found = in_context(pl.concat([by_end, by_name]).unique(["document_id", "start_char", "end_char"]), lines, 110)
    speaks = pl.col("after").str.contains(rf"^,? {speech}\b") | pl.col("before").str.contains(rf"[\"',] {speech} $")
    places = load_gazetteer().filter(pl.col("prior") > 3)["term"].unique().to_list()
    kept = found.filter(
        speaks,
        ~pl.col("before").str.contains(r"(?:[A-Z][\w.-]*|\b[Tt]he|-) $|[@/]$"),
        ~pl.col("after").str.contains(r"^(?: [A-Z]|[-/@])"),
        ~pl.col("surface").is_in(places),
        ~pl.col("surface").str.contains(rf"^(?:{no_name()}|{noun_pattern()})$"),
    ).with_columns(pl.col("surface").alias("matched"), pl.col("surface").alias("family"))
    no = [pl.lit(False).alias(f"by_{kind}") for kind in ("korean", "western_korean", "chinese")]
    japanese = pl.col("matched").is_in(_parts("japanese surname")).alias("by_japanese")
    return _located(kept.with_columns(*no, japanese, pl.lit(0.65).alias("confidence"), pl.lit("person_title").alias("rule")))


def _located(spans: pl.DataFrame) -> pl.DataFrame:
    """Candidates with the country of the nationality in title or apposition, or of a name by its form."""
    every, _ = titles()
    nation = rf"\b({adjective_pattern()}|{noun_pattern()})"
    before, after = pl.col("before"), pl.col("after")
    of_what = r"(?:of|for|at|in|with|from)"

    def told(side: pl.Expr, pattern: str) -> pl.Expr:
        return side.str.extract(in_ascii(pattern), 1)

    phrase = told(before, rf"({nation}(?:'s)?(?: [\w.-]+){{0,4}} (?i:{every})(?: (?:of|for)(?: the)? [\w ,&-]{{3,50}})?\.?,? )$")
    spans, stretch = spans.with_columns(phrase.alias("_stretch")), pl.col("_stretch")
    held = stretch.str.replace(in_ascii(rf"( (?i:{every})) (?:of|for)(?: the)? [\w ,&-]{{3,50}}$"), "$1")  # Minister of Industry and Trade
    title = pl.when(~held.str.contains(rf" {context_words('clause')} ")).then(code_of(told(stretch, nation)))
    headed = code_of(told(before, rf"\b(?i:{every}) {of_what} (?:the )?{nation}[^.;:,]{{0,50}},? $"))
    kin = code_of(told(before, rf"\b({adjective_pattern()}) (?:[A-Za-z-]+ ){{0,3}}?[a-z-]+'s [a-z-]+(?: [a-z-]+)?,? $"))
    directly = code_of(told(before, rf"\b({adjective_pattern()}) (?:[a-z-]+ ){{0,2}}$"))
    whose = r"(?:an?|the|then|former|then the|a former) (?:[a-z-]+ of (?:the )?)?(?:former )?"
    apposition = code_of(told(after, rf"^(?:,| -) {whose}({adjective_pattern()}) "))
    office = code_of(told(after, rf"^(?:,| -) (?:[\w'-]+ ){{0,3}}{nation}'s? (?:[\w-]+ ){{0,3}}(?i:{every})\b"))
    post = code_of(told(after, rf"^,(?: \d\d,)? (?:[\w-]+ ){{0,4}}(?i:{every}) {of_what} (?:the )?{nation}\b"))
    native = code_of(told(after, rf"^ of ({noun_pattern()}), "))
    based = told(after, rf"^,(?: \d\d,)? an? [^,.;]{{0,40}} (?:based in|from) (?:[A-Z][\w-]+, )?({noun_pattern()})\b")
    country = pl.coalesce(title, directly, native, apposition, office, headed, kin, post, code_of(based))
    ruler = context_words("state office")
    honours = rf"(?: {context_words('honour')})*"
    holds = before.str.contains(
        in_ascii(rf"\b{ruler}(?: (?:of|for|at|in charge of)(?: the)? [\w ,&-]{{3,50}})?,?{honours} $")
    ) | after.str.contains(in_ascii(rf"^,(?: \d\d,)? (?:the |then )?(?:[\w-]+ ){{0,3}}{ruler}\b(?: of| for|,|\.)"))
    national = r"(?:national|state|state-run|state-owned|country's)\b"
    holds = holds | after.str.contains(in_ascii(rf"^,(?: \d\d,)? [^,.;]{{0,40}}\b(?:the|of the|of) {national}"))
    joint = before.str.contains(in_ascii(rf"\b{context_words('many nations')}\)?(?:'s)? (?:[\w-]+ ){{0,5}}(?i:{every})\.?,? $"))
    form = (
        pl.when(pl.col("by_korean") | pl.col("by_western_korean"))
        .then(pl.lit("korean"))
        .when(pl.col("by_chinese"))
        .then(pl.lit("chinese"))
        .when(pl.col("by_japanese"))
        .then(pl.lit("japanese"))
        .when(joint)
        .then(pl.lit("own"))
        .when(holds)
        .then(pl.lit("office"))
        .otherwise(pl.lit("affiliation"))
    )
    located = spans.with_columns(country.alias("country")).with_columns(
        pl.when(pl.col("country").is_not_null()).then(pl.lit("own")).otherwise(form).alias("country_from"), pl.col("matched").alias("name")
    )
    return as_candidates(located, kind="person").with_columns(located["family"], located["matched"])
