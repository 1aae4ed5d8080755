"""Organisations by the shape of their name: *Ministry of X*, *X Trading Company*, *X University*."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import (
    alternatives,
    context_words,
    load_named_actors,
    load_no_names,
    load_organisation_heads,
)
from pipeline.lexicon.goods_load import load_goods
from pipeline.lexicon.places_load import load_gazetteer
from pipeline.lexicon.sources import cached
from pipeline.mentions.actor_country import adjective_pattern, code_of, noun_pattern, place_words, seat_behind
from pipeline.mentions.actor_frames import LEGAL_FORM, WORD, as_candidates, drop_left, in_context, openers, openers_titles, take_left
from pipeline.text.spans import find_terms

_OBJECT = rf"^ (?:of|for)(?: the)? {WORD}(?:(?:(?:, {WORD})+,? and| and(?: the)?| of(?: the)?| for(?: the)?| &)? {WORD}){{0,7}}"
_ADDED = rf"^(?: (?:of|for)(?: the)? {WORD}(?: {WORD}){{0,2}})"


@cached
def _wares() -> list[str]:
    """Names of goods of several words, in lower case."""
    forms = load_goods().filter(pl.col("is_strong") & pl.col("form").str.contains(" "))
    return forms["form"].str.to_lowercase().unique().to_list()


@cached
def _run() -> str:
    """A run of capitalised words before a head, with *of* and *for* behind bodies only (Federation of Hog Farmers Company)."""
    body = rf"{context_words('body')} (?:of|for)(?: the)? "
    joint = r"(?:(?:y|e|et|und|de|del|da|do|dos|das|des|du|di|della|la|las|los|el|van|voor|fur|der) ){1,2}"
    run = rf"(?:{body}|{WORD},? (?:and|&) |{WORD} {joint}|{WORD} )*(?:{body}|{WORD}(?:,? and| &)? )"
    return rf"(?:{run}|(?:{run})?{WORD}, )"


def find_shaped(sentences: pl.DataFrame) -> pl.DataFrame:
    """Names made with a head word (Ministry, Bank, Co., University), as candidates."""
    heads = load_organisation_heads()
    found = find_terms(sentences, heads["head"].unique(maintain_order=True).to_list(), ignore_case=False).rename({"term": "head"})
    if found.is_empty():
        return as_candidates(found)
    found = in_context(found, sentences, 120).join(heads, on="head", maintain_order="left").with_columns(_head_end="end_char")
    return pl.concat(
        [
            _with_object(found.filter(pl.col("position") == "of")),
            _with_run(found.filter(pl.col("position") == "last")),
            _with_tail(found.filter(pl.col("position") == "first")),
        ]
    )


def _with_object(found: pl.DataFrame) -> pl.DataFrame:
    """*Ministry of Trade and Industry*: the head, what it is of, and capitalised words before it."""
    heads = alternatives(load_organisation_heads().filter(pl.col("position") == "of")["head"].to_list())
    stop = rf"(?:,? and|,)(?: the)? (?:{adjective_pattern()}|{noun_pattern()}|{heads})(?:[^\w].*)?$"
    office = rf" {openers_titles()}(?: [A-Z][\w.'-]*)+$"  # the body's head by name
    whole = pl.col("after").str.extract(rf"({_OBJECT})", 1).str.replace(stop, "").str.replace(office, "")
    named = found.with_columns(whole.alias("object")).filter(pl.col("object").is_not_null(), pl.col("object").str.len_bytes() > 4)
    grown = drop_left(take_left(named, rf"(?:{WORD} ){{1,3}}"), openers())
    spans = grown.with_columns((pl.col("end_char") + pl.col("object").str.len_bytes().cast(pl.Int64)).alias("end_char"))
    spans = spans.filter(
        ~pl.col("object").str.contains(
            rf"^ (?:of|for) (?:{alternatives(load_no_names().filter(pl.col('role') == 'month')['word'].to_list())})\b"
        )
    )
    suffix = code_of(pl.col("object").str.extract(rf" of (?:the )?({noun_pattern()})$", 1))
    return _candidates(spans, suffix, pl.lit(0.85), "shape_of")


def _with_tail(found: pl.DataFrame) -> pl.DataFrame:
    """*Compania Minera X*, *PT Y Tbk*: a head that opens the name."""
    joint = r"(?: (?:de|del|da|do|dos|des|du|di|d'|la|las|los|el|y|e|et)){0,2}"
    tail = pl.col("after").str.extract(rf"^((?:{joint} {WORD}){{1,6}})", 1)
    named = found.with_columns(tail.alias("object"), pl.lit("").alias("taken")).filter(pl.col("object").is_not_null())
    spans = named.with_columns((pl.col("end_char") + pl.col("object").str.len_bytes().cast(pl.Int64)).alias("end_char"))
    place = code_of(pl.col("object").str.extract(rf"({noun_pattern()})$", 1))
    return _candidates(spans.filter(~pl.col("before").str.contains(r"[A-Z][a-z]+ $")), place, pl.lit(0.7), "shape_first")


def _with_run(found: pl.DataFrame) -> pl.DataFrame:
    """*Rason Trading Company*, *National Federation of Hog Farmers, Inc.*: a run of capitalised words that ends in the head."""
    legal = r"(?:Ltd|Limited|Inc|LLC|LLP|PLC|plc|GmbH|JSC|Corp|Co|S\.?A|AG|NV|BV|AB)\b\.?"
    grown = drop_left(drop_left(take_left(found, _run()), openers()), r"(?:19|20)\d\d ")
    grown = _unjoined(drop_left(grown, rf".*\b{context_words('whole body')},? (?:and|&) "))
    named = grown.with_columns(
        pl.col("taken").str.replace_all(rf"\b{adjective_pattern()}|\b{noun_pattern()}", "").str.strip_chars(" ,").alias("rest")
    )
    commas = ~pl.col("taken").str.contains(r", $") | pl.col("head").str.contains(rf"^{legal}")
    is_state = pl.col("kind") == "government"
    national = pl.col("head").str.contains(rf"^{context_words('national body')}$") & (pl.col("taken") != "")
    enough = (pl.col("rest").str.len_bytes() > 1) | national
    generic = alternatives(load_no_names().filter(pl.col("role") == "common")["word"].to_list())
    of_nation = pl.col("taken").str.contains(rf"^(?:{adjective_pattern()}|{noun_pattern()}) ")
    seated = pl.col("head").str.contains(rf"^(?:{legal}|Factories|Mines|Refineries)") & of_nation
    initials = pl.col("after").str.contains(r"^ \([A-Z]{3,6}\)")
    proper = (
        is_state | seated | (initials & (pl.col("taken").str.count_matches(" ") > 2)) | ~pl.col("rest").str.contains(rf"^(?:{generic})$")
    )
    shown = pl.col("after").str.contains(r"^(?: \(|, )[A-Z][A-Z&.-]+[A-Za-z&.-]*[),.;]") | pl.col("after").str.contains(
        r"^(?:,? (?:said|says|told|announced|reported)\b|'s )"
    )
    nation = pl.col("taken").str.contains(rf"^(?:{adjective_pattern()}|{noun_pattern()})(?:'s)? [A-Z]")
    trusted = (pl.col("trust") == "strong") | shown | (is_state & nation)
    blocs = load_gazetteer().filter(pl.col("term").str.contains(" "))["term"].unique().to_list()
    is_place = pl.concat_str("taken", "head").is_in(blocs)
    is_weapon = pl.concat_str("taken", "head").str.contains(rf"\b{context_words('weapon')}$")
    kept = named.filter(pl.col("taken") != "", commas, enough, proper, trusted, ~is_place, ~is_weapon, ~_bad_neighbour())
    added = pl.when(pl.col("kind").is_in(["organisation", "government"])).then(pl.col("after").str.extract(rf"({_ADDED})", 1)).fill_null("")
    of_country = code_of(added.str.extract(rf"^ of (?:the )?({noun_pattern()})$", 1))
    of_whom = kept.with_columns(added.alias("object"), of_country.alias("_of"))
    object_kept = (
        pl.when(pl.col("_of").is_not_null() | pl.col("head").str.contains(rf"^{context_words('body of')}$"))
        .then("object")
        .otherwise(pl.lit(""))
    )
    spans = of_whom.with_columns((pl.col("end_char") + object_kept.str.len_bytes().cast(pl.Int64)).alias("end_char"))
    return _candidates(_true_kinds(spans), pl.col("_of"), pl.when(pl.col("trust") == "strong").then(0.8).otherwise(0.65), "shape_last")


def _unjoined(grown: pl.DataFrame) -> pl.DataFrame:
    """*West Railways and Far Railways*: only the second; but *Copper and Gold Mining*, *Grain and Feed Traders* are one name."""
    heads = [head for head in load_organisation_heads().filter(pl.col("position") == "last")["head"].to_list() if head.isalpha()]
    both = rf"^((?:{WORD} )+(?:{alternatives(heads)}),? (?:and|&) )({WORD})"
    common = load_no_names().filter(pl.col("role").is_in(["common", "portfolio"]))["word"].to_list()
    second = pl.col("taken").str.extract(both, 2)
    two = second.is_not_null() & ~second.is_in([*heads, *common])
    firms = load_named_actors().filter(pl.col("kind") == "company")["term"].to_list()
    known = pl.col("taken").str.extract(rf"^((?:{WORD} )*{WORD}),? (?:and|&) ", 1)
    two = two.fill_null(False) | known.is_in(firms).fill_null(False)
    cut = drop_left(grown.filter(two), rf"(?:{WORD} )*{WORD},? (?:and|&) ")
    return pl.concat([grown.filter(~two), cut]).sort("document_id", "start_char", "end_char")


def _true_kinds(spans: pl.DataFrame) -> pl.DataFrame:
    """A federation's firm and a council of a trade are organisations; an agency that is quoted is a news agency."""
    kind, taken, after = pl.col("kind"), pl.col("taken"), pl.col("after")
    association = (kind == "company") & taken.str.contains(
        r"\b(?:Federation|Association|Foundation|Council|Institute|University|Society|League)\b"
    )
    trade = (
        (kind == "government")
        & pl.col("head").is_in(["Council", "Committee", "Board"])
        & taken.str.contains(rf"\b{context_words('trade body')} $")
    )
    joint = (kind == "government") & taken.str.contains(r"^(?:International|World) ") & ~pl.col("head").str.contains("Court")
    quoted = pl.col("head").is_in(["Agency", "Service"]) & after.str.contains(r"^ (?:[a-z]+ )?(?:quoted|reported|reports|cited)\b")
    named = pl.when(association | trade | joint).then(pl.lit("organisation")).when(quoted).then(pl.lit("media")).otherwise("kind")
    return spans.with_columns(named.alias("kind"))


def _bad_neighbour() -> pl.Expr:
    """A head that goes on as another word: *Party Congress*, *Court of*, *Army-backed*; *War Office building* stays."""
    return pl.col("after").str.contains(
        r"^(?:-[a-z]| (?:Congress|Industry|Act|Bill|Building|Street|Road|Square|Day|Minister|Secretary)\b| [Mm]inist(?:er|ry)\b)"
    ) | pl.col("before").str.contains(r"[@/]$|\b[Mm]inist(?:er|ers|ry) (?:of|for) (?:the )?$|\bSecretary of $")


def _candidates(spans: pl.DataFrame, suffix: pl.Expr, confidence: pl.Expr, rule: str) -> pl.DataFrame:
    """Candidates with the country that stands in the name, before it (*Russia's*, *Chinese*) or in a place of the name.

    What is a good by its whole name is none: *Liquefied Natural Gas*.
    """
    spans = spans.filter(~pl.concat_str("taken", "head").str.to_lowercase().is_in(_wares()))
    inside = pl.col("taken").str.extract(rf"^({adjective_pattern()}|{noun_pattern()})\b", 1)
    nation = f"({adjective_pattern()}|{noun_pattern()})"
    owned = pl.col("before").str.extract(rf"({nation}(?:'s?|-based)?(?: [\w-]+){{0,2}} <?)$", 1)
    owner = pl.when(~owned.str.contains(rf" {context_words('clause')} <?$")).then(owned.str.extract(rf"^{nation}", 1))
    seated = pl.col("before").str.extract(rf"{nation}-{context_words('seated')} $", 1)
    places = place_words()
    place = pl.concat_str(pl.col("taken"), pl.col("head")).str.extract_all(r"\b[A-Z][a-z]{3,}\b").list.head(2)
    where = [
        place.list.get(at, null_on_oob=True).replace_strict(
            places["place"].to_list(), places["place_country"].to_list(), default=None, return_dtype=pl.String
        )
        for at in (0, 1)
    ]
    firms = load_named_actors().filter((pl.col("kind") == "company") & pl.col("country").is_not_null())
    firms = firms.unique("term", keep="first", maintain_order=True)
    stem = pl.concat_str("taken", "head").str.replace(LEGAL_FORM, "")
    known = stem.replace_strict(firms["term"].to_list(), firms["country"].to_list(), default=None, return_dtype=pl.String)
    names = stem.replace_strict(firms["term"].to_list(), firms["name"].to_list(), default=None, return_dtype=pl.String)
    bracket = pl.col("after").str.extract(rf"^ \(({noun_pattern()})\)", 1)
    mark = r"^(?:>| ?<[A-Z0-9.]+>| ?\([A-Z0-9.]+\))"
    spans = spans.with_columns(pl.col("after").str.replace(mark, "").alias("after"))
    branch = code_of(pl.col("taken").str.extract(rf" ({noun_pattern()}) $", 1))  # X Co USA Inc
    house = firms.filter(~pl.col("is_weak") & ~pl.col("term").str.contains(" "))
    first = stem.str.extract(r"^(\S+) ", 1)
    parent = first.replace_strict(house["term"].to_list(), house["country"].to_list(), default=None, return_dtype=pl.String)
    parent = pl.when(pl.col("kind") == "company").then(parent)
    seat = pl.when(pl.col("end_char") == pl.col("_head_end")).then(seat_behind())
    own = pl.coalesce(
        known, code_of(bracket), code_of(seated), branch, code_of(inside), suffix, pl.col("seat"), code_of(owner), parent, *where, seat
    )
    several = pl.concat_str(pl.col("before").str.tail(12), "taken", "head").str.contains(rf"\b{context_words('many nations')}\b")
    cited = pl.concat_str("before", "taken").str.contains(r", (?:the |an? )?(?:[A-Z][\w-]* )*$") & pl.col("after").str.contains(
        rf"^ {context_words('firm speaker')}s? (?:[A-Z][\w.'-]* ){{0,4}}{context_words('speech')}\b"
    )
    in_context_of = pl.when(pl.col("kind") == "company").then(pl.lit("firm")).when(cited).then(pl.lit("cited")).otherwise(pl.lit("context"))
    spans, own = spans.with_columns(own.alias("_own"), several.alias("_several")), pl.col("_own")
    return as_candidates(
        spans.with_columns(
            pl.when(~pl.col("_several") | inside.is_not_null()).then(own).alias("country"),
            names.alias("name"),
            confidence.alias("confidence"),
            pl.when(own.is_null() & ~pl.col("_several")).then(in_context_of).otherwise(pl.lit("own")).alias("country_from"),
        ),
        rule=rule,
    )
