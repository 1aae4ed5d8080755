"""State bodies by a common noun: *the government*, *Chinese customs*, *the Obama administration*, *the Party*."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, context_words, load_no_names, load_state_bodies
from pipeline.mentions.actor_country import adjective_pattern, code_of, country_of_leader, noun_pattern, seat_behind
from pipeline.mentions.actor_frames import WORD, as_candidates, drop_left, headlines_lowered, in_context, take_left
from pipeline.text.spans import find_terms

_LED = ["administration", "regime", "government", "junta"]  # bodies that bear the name of who leads them
_ALSO_ADJECTIVES = r"^(?:national )?(?:military|army|police|navy|customs|parliament|congress|treasury|cabinet|forces)$"
_OFFICES = r"(?:ministry|department|bank|board|agency|commission|bureau|embassy|office)$"  # whose officials are spoken of with them


def find_state_bodies(sentences: pl.DataFrame) -> pl.DataFrame:
    """Common nouns for state bodies, as candidates; nationality or leader before them is in the span."""
    bodies = load_state_bodies()
    lines = headlines_lowered(sentences)
    found = find_terms(lines, bodies["phrase"].to_list()).join(bodies, left_on="term", right_on="phrase", maintain_order="left")
    if found.is_empty():
        return as_candidates(found)
    found = in_context(found, lines, 90).with_columns(_is_noun().alias("_noun"))
    spans = _with_owners(_grown(found))
    kept = spans.filter(_is_ruled(), *_is_body())
    body, country = pl.col("term"), pl.coalesce("_inside", "_possessive", "_seat", "_leader")
    own = pl.when(country.is_not_null()).then(pl.lit("own"))
    pronoun = pl.col("before").str.contains(r"(?i)\b(?:its|their) (?:[\w-]+ )?$") | before_leader()
    here, there = pl.col("after").str.contains(r"^ here\b"), pl.col("after").str.contains(r"^ there\b")
    quoted = pl.col("before").str.contains(r"[,\"'](?: (?:the|an?))? (?:[a-z-]+ ){0,2}$") & pl.col("after").str.contains(
        rf"^(?: [a-z]+)? {context_words('speech')}\b"
    )
    placed = own.when(here).then(pl.lit("here")).when(there).then(pl.lit("there")).when(quoted).then(pl.lit("quoted"))
    bloc = pl.col("before").str.contains(rf"\b{context_words('many nations')} $")
    told = placed.when(bloc).then(pl.lit("own")).when(pronoun).then(pl.lit("pronoun")).when(body == "regime").then(pl.lit("regime"))
    named = kept.with_columns(
        country.alias("country"),
        body.alias("name"),
        pl.when(body.str.contains(rf"{context_words('air waves')}$")).then(pl.lit("media")).otherwise(pl.lit("government")).alias("kind"),
        told.otherwise(pl.lit("context")).alias("country_from"),
        (body == "ministry").alias("inherits"),
        pl.when(country.is_null()).then(0.75).otherwise(0.9).alias("confidence"),
    )
    return as_candidates(named, rule="state_body")


def _is_noun() -> pl.Expr:
    """*the army said*, not *army boots*: something owns it and it does something, or nothing follows."""
    after = pl.col("after")
    owned = pl.col("before").str.contains(rf"(?i)(?:\b(?:the|its|their|his|her|our|by|and|of|{adjective_pattern()})|'s?) $")
    acts = after.str.contains(rf'^(?:[.,;:!?)"]|$|\'s [a-z]| {context_words("verb")}\b)')
    busy = pl.col("term").str.contains(r"army|navy|police") & after.str.contains(r"^ [a-z]+ing\b")
    begun = r"(?:^|[,;:\"']|\b(?:as|that|but|when|where|while|because|if|after|before)"
    opens = rf"{begun}|[A-Z]\w+(?: (?:city|prefectural|provincial|state|local))?) $"
    starts = pl.col("before").str.contains(opens) | pl.col("before").str.contains(r"^\W*$")
    return _is_customs() | (owned & (acts | busy)) | (pl.col("term").str.contains(r"\bpolice$") & starts & acts)


def _is_customs() -> pl.Expr:
    """*Customs requires a letter*, within a sentence and no part of a name; *Customs and local governments*."""
    inside = pl.col("before").str.contains(r"(?:,|\b[a-z]+) $") & pl.col("after").str.contains(r"^ [a-z]+(?:s|ed)\b")
    joint = pl.col("after").str.contains(r"^ and (?:[a-z]+ )*(?:governments?|authorities|police|ministry)\b")
    return (pl.col("surface") == "Customs") & (inside | joint)


def _grown(found: pl.DataFrame) -> pl.DataFrame:
    """Spans with the nationality or the leader before the noun; `_led` tells the latter."""
    astray = rf"(?i)\b(?:in|to|from|for|with|within|of|into|and|by) {noun_pattern()} $"
    several = rf"(?:(?:{adjective_pattern()},? (?:and )?)*{adjective_pattern()} and )?"
    nation = rf"(?:{several}{adjective_pattern()}(?:'s)? )(?:{context_words('state quality')} )?"
    grown = pl.concat(
        [
            take_left(found.filter(pl.col("before").str.contains(astray)), nation),
            take_left(found.filter(~pl.col("before").str.contains(astray)), rf"(?:{nation}|{noun_pattern()} )"),
        ]
    ).sort("document_id", "start_char", "end_char")
    led = drop_left(take_left(grown, rf"(?:{WORD} ){{1,3}}"), r"(?:(?:The|This|When|While|But|And|If|As|In|Under) )+")
    words = alternatives(load_no_names().filter(pl.col("role") != "portfolio")["word"].to_list())
    stranger = pl.col("taken").str.contains(rf"\b(?:{words}|{adjective_pattern()}|{noun_pattern()})\b") | (pl.col("taken") == "")
    whole = pl.col("surface").str.contains(r"^(?:[a-z]|Administration|Government)")
    led = led.with_columns((pl.col("term").is_in(_LED) & ~stranger & whole).alias("_led"))
    unled = grown.with_columns(led["_led"]).filter(~pl.col("_led"))
    return pl.concat([led.filter("_led"), unled]).sort("document_id", "start_char")


def _with_owners(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans with the country in the span (`_inside`), in a possessive before it (`_possessive`), of the place
    behind it (`_seat`) and of the leader (`_leader`)."""
    return spans.with_columns(
        code_of(pl.col("taken").str.extract(rf"({adjective_pattern()}|{noun_pattern()})", 1)).alias("_inside"),
        seat_behind().alias("_seat"),
        code_of(pl.col("before").str.extract(rf"({noun_pattern()})'s? (?:[\w-]+ ){{0,2}}$", 1)).alias("_possessive"),
        pl.when(pl.col("_led")).then(country_of_leader(pl.col("taken").str.strip_chars())).alias("_leader"),
    )


def before_leader() -> pl.Expr:
    """*Mr Silva's* before a body that is led."""
    return pl.col("before").str.contains(rf"(?:^|[^\w])(?:Mr|President|Premier|Prime Minister)\.? {WORD}'s? $") & pl.col("term").is_in(_LED)


def _belongs() -> pl.Expr:
    return pl.col("_inside").is_not_null() | pl.col("_possessive").is_not_null() | pl.col("_led")


def _is_ruled() -> pl.Expr:
    """What the lexicon asks for stands before the noun. A bare *administration* counts where a full form stood earlier."""
    needs = pl.col("needs")
    met = pl.col("_led").cum_max().over("document_id", order_by="start_char")
    again = met & pl.col("before").str.contains(r"(?i)\b(?:the|those|his|this) $")
    led = (needs == "leader") & (pl.col("_led") | pl.col("_inside").is_not_null() | again)
    chief = (needs == "leader") & before_leader()
    return chief | (needs == "none") | ((needs == "country") & (_belongs() | _is_customs())) | led


def _is_body() -> list[pl.Expr]:
    """Conditions against compounds (*government bonds*), adjectives, parts of names and other senses (*tax regime*)."""
    body, before, after = pl.col("term"), pl.col("before"), pl.col("after")
    capital = pl.col("surface").str.contains(r"^[A-Z][a-z]+") & before.str.contains(r"[A-Z][\w-]* $")
    return [
        ~after.str.contains(r"^(?:-[a-z]|'s-)"),
        ~after.str.contains(rf"^ {context_words('compound')}\b")
        | (body.str.contains(_OFFICES) & after.str.contains(rf"^ {context_words('staff')}\b")),
        ~body.str.contains(_ALSO_ADJECTIVES) | pl.col("_noun") | ((body == "customs") & _belongs()),
        ~(capital & ~pl.col("_led") & pl.col("_inside").is_null()),
        ~after.str.contains(r"^ [A-Z][a-z]+ (?:of|and)\b"),
        ~((body == "regime") & before.str.contains(rf"(?i)\b{context_words('other regime')} $")),
        ~before.str.contains(r"(?:\w-|non-|self-)$"),
        ~((body == "ministry") & ~before.str.contains(r"(?i)\b(?:the|its|'s) $")),
    ]


def find_party(sentences: pl.DataFrame) -> pl.DataFrame:
    """*the Party*, with a capital, as a ruling party is written of."""
    found = in_context(find_terms(sentences, ["Party"], ignore_case=False), sentences, 30)
    kept = found.filter(pl.col("before").str.contains(r"\b[Tt]he $"), ~pl.col("after").str.contains(r"^ [A-Z]"))
    return as_candidates(kept, rule="party", kind="government", name="Party", confidence=0.8, country_from="context", inherits=True)
