"""Actors without a name: state bodies (*the government*, *Chinese customs*, *the Obama administration*) and roles in trade."""

from __future__ import annotations

import polars as pl

from pipeline.lexicon.actors_load import alternatives, load_no_names, load_role_modifiers, load_roles, load_state_bodies
from pipeline.mentions.actor_country import adjective_pattern, code_of, country_of_leader, noun_pattern, place_words
from pipeline.mentions.actor_frames import WORD, as_candidates, drop_left, in_context, take_left
from pipeline.text.spans import find_terms

# A compound in which the body is no actor: government-run, government bonds, customs duties, regime change.
_COMPOUND = (
    r"^(?:-[a-z]|'s-| (?:bonds?|debt|data|sources?|officials?|statistics|figures|tenders?|stocks?|stockpiles?|reserves?|subsid\w+|policy|policies|spending|revenues?|"
    r"funds?|money|jobs?|workers?|employees|buildings?|offices?|officers?|"
    r"dut\w+|clearance|checkpoints?|agents?|inspectors?|records|tariffs?|area|yard|zone|brokers?|warehouses?|union|declarations?|checks?|inspections?|procedures?|house|post|posts|rules|regulations?|change|forces|personnel|shutdown|"
    r"aid|contracts?|lenders?|run|owned|backed)\b)"
)
_VERBS = (
    r"(?:has|have|had|is|are|was|were|will|would|can|could|may|might|should|must|did|does|do|to|in|on|at|of|for|with|from|by|that|which|who|as|after|before|"
    r"since|because|but|when|while|also|not|then|now|still|reportedly|recently|already|said|says|seized|seizes|stopped|stops|blocked|blocks|detained|arrested|raided|"
    r"intercepted|found|began|begins|wants|[a-z]+ed)"
)
_NOT_REGIME = r"(?i)\b(?:sanctions?|visa|tax|taxation|trade|trading|legal|control|controls|licensing|regulatory|inspections?|export|import|tariff|quota|safeguards|verification|non-?proliferation|nonproliferation|customs|exchange-rate|fiscal|policy|duty|monitoring|permit|fishing|dietary|training|treatment|reporting|price|pricing|subsidy|transit|investment|free[- ]trade|currency|rights|certification|enforcement|competition|missile|disclosure) $"


def find_state_bodies(sentences: pl.DataFrame) -> pl.DataFrame:
    """Common nouns for state bodies, as candidates; nationality before them is in the span."""
    bodies = load_state_bodies()
    found = find_terms(sentences, bodies["phrase"].to_list()).join(bodies, left_on="term", right_on="phrase", maintain_order="left")
    if found.is_empty():
        return as_candidates(found)
    found = in_context(found, sentences, 90)
    body = pl.col("term")
    adjectival = body.str.contains(r"\b(?:military|army|police|navy|customs|parliament|junta|congress|treasury|cabinet)$")
    whose = pl.col("before").str.contains(rf"(?i)(?:\b(?:the|its|their|his|her|our|by|and|of|{adjective_pattern()})|'s?) $")
    noun = whose & (pl.col("after").str.contains(rf"^(?:[.,;:!?)\"]|$| {_VERBS}\b)") | (body.str.contains(r"army|navy|police") & pl.col("after").str.contains(r"^ [a-z]+ing\b")))
    grown = take_left(found, rf"(?:{adjective_pattern()}(?:'s)? )(?:(?:central|federal|local|state|provincial|interim|new|former|military|communist|transitional) )?")
    led = drop_left(take_left(grown, rf"(?:{WORD} ){{1,3}}"), r"(?:(?:The|This|When|While|But|And|If|As|In|Under) )+")
    openers = alternatives(load_no_names()["word"].to_list())
    leader = pl.col("taken").str.contains(rf"\b(?:{openers}|{adjective_pattern()}|{noun_pattern()})\b").not_() & (pl.col("taken") != "") & pl.col("surface").str.contains(r"^(?:[a-z]|Administration|Government)")
    leads = body.is_in(["administration", "regime", "government", "junta"]) & leader
    led = led.with_columns(leads.alias("_led"))
    spans = pl.concat([led.filter("_led"), grown.with_columns(led["_led"].alias("_led")).filter(~pl.col("_led"))]).sort("document_id", "start_char")
    owner = spans["before"].str.extract(rf"({adjective_pattern()}|{noun_pattern()})(?:'s?)?(?: [\w-]+){{0,2}} $", 1).alias("owner")
    possessive = pl.col("before").str.extract(rf"({noun_pattern()})'s? (?:[\w-]+ ){{0,2}}$", 1)
    spans = spans.with_columns(owner, code_of(pl.col("taken").str.extract(rf"({adjective_pattern()})", 1)).alias("_inside"), code_of(possessive).alias("_possessive"))
    belongs = pl.col("_inside").is_not_null() | pl.col("_possessive").is_not_null() | pl.col("_led")
    ruled = (
        (pl.col("needs") == "none")
        | ((pl.col("needs") == "country") & belongs)
        | ((pl.col("needs") == "leader") & (pl.col("_led") | pl.col("_inside").is_not_null() | _led_before()))
    )
    capital = pl.col("surface").str.contains(r"^[A-Z][a-z]+") & pl.col("before").str.contains(r"[A-Z][\w'-]* $") & ~pl.col("_led") & pl.col("_inside").is_null()
    customs = (body == "customs") & belongs
    kept = spans.filter(
        ruled, ~pl.col("after").str.contains(_COMPOUND), ~adjectival | noun | customs, ~capital, ~pl.col("after").str.contains(r"^ [A-Z][a-z]+ (?:of|and)\b"),
        ~((body == "regime") & pl.col("before").str.contains(_NOT_REGIME)), ~pl.col("before").str.contains(r"(?:\w-|non-|self-)$"),
        ~((body == "ministry") & ~pl.col("before").str.contains(r"(?i)\b(?:the|its|'s) $")),
    )  # fmt: skip
    leader = pl.when(pl.col("_led")).then(country_of_leader(pl.col("taken").str.strip_chars()))
    country = pl.coalesce("_inside", "_possessive", leader)
    named = kept.with_columns(
        country.alias("country"), body.str.replace("authority", "authorities").alias("name"), pl.when(country.is_not_null()).then(pl.lit("own")).when(pl.col("before").str.contains(r"(?i)\b(?:its|their|his|her) (?:[\w-]+ )?$")).then(pl.lit("pronoun")).when(body == "regime").then(pl.lit("regime")).otherwise(pl.lit("context")).alias("country_from"),
        (pl.col("term") == "ministry").alias("inherits"), pl.when(country.is_null()).then(0.75).otherwise(0.9).alias("confidence"),
    )  # fmt: skip
    return as_candidates(named, rule="state_body", kind="government")


def _led_before() -> pl.Expr:
    """The bare *administration* counts where a full form stood before it in the document."""
    return pl.col("_led").cum_max().over("document_id", order_by="start_char") & pl.col("before").str.contains(r"(?i)\b(?:the|those|his|this) $")


def find_party(sentences: pl.DataFrame) -> pl.DataFrame:
    """*the Party*, with a capital, as a ruling party is written of."""
    found = in_context(find_terms(sentences, ["Party"], ignore_case=False), sentences, 30)
    kept = found.filter(pl.col("before").str.contains(r"\b[Tt]he $"), ~pl.col("after").str.contains(r"^ [A-Z]"))
    return as_candidates(kept, rule="party", kind="government", name="Party", confidence=0.8, country_from="context", inherits=True)


def find_roles(sentences: pl.DataFrame) -> pl.DataFrame:
    """Groups by their role in trade (*Chinese trading companies*, *arms smugglers*), with nationality and trade words."""
    roles = load_roles()
    found = find_terms(sentences, roles["term"].to_list()).join(roles, on="term", maintain_order="left")
    if found.is_empty():
        return as_candidates(found)
    found = in_context(found, sentences, 90)
    modifiers = load_role_modifiers()
    counting = alternatives(modifiers.filter(pl.col("counts") == "yes")["modifier"].to_list())
    every = alternatives(modifiers["modifier"].to_list())
    nation = rf"(?:{adjective_pattern()}(?:(?:,? and |/|-|, ){adjective_pattern()})*|{noun_pattern()}-based)"
    grown = take_left(found, rf"(?i:(?:\b(?:{every})(?: and |, |[ -]))*)")
    grown = grown.with_columns((pl.col("taken").str.contains(rf"(?i)\b(?:{counting})\b")).alias("_traded"), pl.col("start_char").alias("_start"), pl.col("taken").alias("_words"))
    quality = r"(?:(?:small|large|big|major|private|ordinary|poor|rich|wealthy|individual|unscrupulous|overseas|expatriate|many|young|female|top|leading|local|other|certain|some|state|sanctioned|ethnic|new) )?"
    spans = take_left(grown, rf"\b{nation} {quality}")
    two = pl.col("taken").str.contains(r" and |,")
    inside = code_of(pl.col("taken").str.extract(rf"^(?:\W*)({adjective_pattern()}|{noun_pattern()})", 1))
    possessive = code_of(pl.col("before").str.extract(rf"({noun_pattern()})'s? (?:[\w-]+ ){{0,2}}$", 1))
    spans = spans.with_columns(inside.alias("_inside"), possessive.alias("_possessive"), two.alias("_two"))
    qualified = pl.col("_inside").is_not_null() | pl.col("_traded")
    again = (pl.col("role") == "worker") & pl.col("is_plural") & (pl.col("taken") == "") & (pl.col("_words") == "") & pl.col("before").str.contains(r"(?i)\b(?:the|these|those|their|its|such|by|of|all|many|and|sent|as) $")
    met = ((pl.col("role") == "worker") & qualified).cum_max().over("document_id", order_by="start_char")
    wanted = pl.when(again & met).then(pl.lit(True)).when(pl.col("needs") == "none").then(pl.lit(True)).when(pl.col("needs") == "plural").then(pl.col("is_plural")).when(pl.col("needs") == "plural any").then(qualified & pl.col("is_plural")).when(pl.col("needs") == "plural nation").then(pl.col("_inside").is_not_null() & pl.col("is_plural")).otherwise(qualified)
    name_like = pl.col("surface").str.contains(r"^[A-Z]") & pl.col("before").str.contains(r"[A-Z][\w'-]* $") & pl.col("_inside").is_null()
    rank = pl.col("before").str.contains(r"(?i)\b(?:largest|biggest|top|main|leading|major|key|net|principal|chief|important|prominent|sole|only|dominant|significant|second|third|no\. ?\d|largest) (?:[\w-]+ )*$") & ~pl.col("is_plural")
    among = pl.col("before").str.contains(r"(?i)\b(?:among|one of|world's) (?:[\w']+ )*(?:largest|biggest|top|leading|main|major|key) $")
    headline = pl.col("surface").str.contains(r"^[A-Z]") & pl.col("before").str.contains(r"\w")
    compound = pl.col("after").str.contains(r"^(?:-[a-z]|'s? (?:market|club)\b| (?:state|country|countries|nations?|states|status|fees?|accounts?|portal|prices?|price|sentiment|confidence)\b)")
    kept = spans.filter(wanted, ~name_like, ~rank, ~among, ~headline, ~compound, ~pl.col("before").str.contains(r"\w-$"), ~pl.col("after").str.contains(r"^ [A-Z][a-z]+") | pl.col("is_plural"))
    places = place_words()
    seat = pl.col("after").str.extract(rf"^ (?:in|from|across|throughout|of|based in|inside|operating in)(?: the)? ({noun_pattern()}|[A-Z][a-z]+)", 1)
    town = pl.col("after").str.extract(rf"^ (?:in|from|across|throughout|of) (?:[a-z]+ ){{0,2}}({adjective_pattern()}) ", 1)
    seated = pl.coalesce(code_of(seat), code_of(town), seat.replace_strict(places["place"].to_list(), places["place_country"].to_list(), default=None, return_dtype=pl.String))
    explicit = pl.coalesce("_inside", "_possessive")
    earlier = explicit.forward_fill().over("document_id", "role", order_by="start_char")
    labour = pl.col("role") == "worker"
    country = pl.coalesce(explicit, earlier, pl.when(~labour).then(seated))
    own = country.is_not_null() | pl.col("_two")
    name = pl.concat_str(pl.col("_words").str.to_lowercase(), pl.col("role")).str.strip_chars()
    named = kept.with_columns(
        country.alias("country"), name.alias("name"), pl.when(own).then(pl.lit("own")).when(labour).then(pl.lit("labour")).otherwise(pl.lit("document")).alias("country_from"),
        pl.when(own).then(0.85).when(pl.col("needs") == "none").then(0.75).otherwise(0.6).alias("confidence"), pl.lit(False).alias("inherits"),
    )  # fmt: skip
    return as_candidates(named, rule="role", kind="group")
