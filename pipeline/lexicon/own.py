"""A lexicon of the user's own: taken into use as a whole or not at all, every line checked; and how a line for it is put together."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipeline.lexicon.actors_load import KINDS, load_named_actors, own_actors
from pipeline.lexicon.goods_load import load_goods, own_goods
from pipeline.lexicon.places_geonames import fold
from pipeline.lexicon.places_load import PLACE_KINDS, load_countries, load_gazetteer, own_places
from pipeline.lexicon.sources import OWN, OWN_LISTS, LexiconError, read_folder, set_contents, with_contents

# What a line may be for → its list. Of places the kind is that of the place, and `place` alone a town.
LISTS = {"good": "goods", "place": "places"} | dict.fromkeys(PLACE_KINDS, "places") | {kind: file for file, kind in KINDS.items()}
_ASCII = r"^[\x20-\x7e]+$"


def use_lexicon(folder: Path | None) -> None:
    """Read the lexicons with the lines of this folder from now on; without one the shipped ones alone.

    Raises LexiconError with file and line of the first line that is none, OSError where there is no such folder; then nothing changes.
    """
    contents = read_folder(folder)
    try:
        with with_contents(contents):
            _check()
    except LexiconError as error:
        raise LexiconError(str(error).replace(OWN, f"{folder}/")) from error
    set_contents(contents)


def _check() -> None:
    own_goods()
    for file in KINDS:
        _refuse(own_actors(file), _actor_faults())
    _refuse(own_places(), _place_faults())
    forms = pl.concat([own_actors(file).select(_forms(), "lexicon") for file in KINDS]).explode("form").filter(pl.col("form") != "")
    _refuse(forms.filter(pl.col("form").is_duplicated()), {"a form that stands on two lines": pl.lit(True)})
    places = own_places()
    _refuse(places.filter(pl.struct("name", "country").is_duplicated()), {"a place that stands on two lines": pl.lit(True)})


def _forms() -> pl.Expr:
    return pl.concat_str("strong", pl.lit("|"), "weak").str.split("|").alias("form")


def _refuse(lines: pl.DataFrame, faults: Mapping[str, pl.Expr]) -> None:
    """Raise LexiconError for the first line of which a fault holds: file:line: fault: the line."""
    for fault, holds in faults.items():
        if (wrong := lines.filter(holds)).height:
            told = ",".join(value or "" for value in wrong.drop("lexicon").row(0))
            raise LexiconError(f"{wrong['lexicon'][0]}: {fault}: {told}")


def _is_no_country() -> pl.Expr:
    known = load_countries()["country"].drop_nulls().unique().to_list()
    return pl.col("country").str.split("|").list.set_difference(["", *known]).list.len() > 0


def _actor_faults() -> dict[str, pl.Expr]:
    return {
        "no name": pl.col("name") == "",
        "not the ISO code of a country": _is_no_country() | pl.col("country").str.contains("|", literal=True),
        "a form of fewer than two characters, or not in plain ASCII letters": ~pl.concat_str("strong", pl.lit("|"), "weak")
        .str.contains(_ASCII) | pl.concat_list(pl.col("strong").str.split("|"), pl.col("weak").str.split("|"))
        .list.eval(pl.element().str.len_chars() == 1).list.any(),
    }  # fmt: skip


def _place_faults() -> dict[str, pl.Expr]:
    plain = fold(pl.concat_str("name", pl.lit("|"), "variants"))
    return {
        "no name": pl.col("name") == "",
        f"a kind that is none of {', '.join(PLACE_KINDS)}": ~pl.col("kind").is_in(PLACE_KINDS),
        "trust is neither strong nor weak": ~pl.col("trust").is_in(["strong", "weak"]),
        "not the ISO code of a country (two of a border joined by |)": _is_no_country(),
        "a name that does not start with a capital letter": ~fold(pl.col("name")).str.contains(r"^[A-Z]"),
        "a name that cannot be written in plain ASCII": ~plain.str.contains(_ASCII),
        "not a latitude": _is_no_degree("latitude", 90),
        "not a longitude": _is_no_degree("longitude", 180),
        "latitude and longitude go together": (pl.col("latitude") == "") != (pl.col("longitude") == ""),
    }


def _is_no_degree(column: str, most: int) -> pl.Expr:
    degrees = pl.col(column).cast(pl.Float64, strict=False)
    return (pl.col(column) != "") & ~degrees.is_between(-most, most).fill_null(False)


def make_line(
    folder: Path, kind: str, term: str, given: Mapping[str, str], *, is_weak: bool = False, overrides: bool = False
) -> tuple[str, dict[str, str]]:
    """The list of a user's folder that gets a line of this kind, and the values of its columns, checked as if it stood there.

    `given` are columns by name, empty where left out. Raises LexiconError for an unknown kind, a wrong line, or one whose term is there
    already: in the folder, or in the shipped list unless it `overrides`.
    """
    if kind not in LISTS:
        raise LexiconError(f"There is no kind {kind!r} of lines, only {', '.join(LISTS)}.")
    file = LISTS[kind]
    told = {"name": term, **{name: value.strip() for name, value in given.items() if value.strip()}}
    trust = "weak" if is_weak else "strong"
    if file == "goods":
        told |= {"term": term, "trust": trust}
    elif file == "places":
        other = [term] if told["name"] != term else []
        variants = "|".join([*other, *filter(None, [told.get("variants")])])
        told |= {"kind": "city" if kind == "place" else kind, "trust": trust, "variants": variants}
    else:
        told |= {trust: term}
    if left := [name for name in told if name not in OWN_LISTS[file]]:
        raise LexiconError(f"A line for a {kind} has no {', '.join(left)}, only {', '.join(OWN_LISTS[file])}.")
    told = {name: told.get(name, "") for name in OWN_LISTS[file]}
    with with_contents(read_folder(folder if folder.exists() else None)):
        where = lookup_line(file, term, told["country"] if file == "places" else "")
    if where and (where.startswith(OWN) or not overrides):
        hint = "" if where.startswith(OWN) else "; --override puts a line of your own in its place"
        raise LexiconError(f"{term!r} is already there: {where.replace(OWN, f'{folder}/')}{hint}.")
    try:
        with with_contents({file: _as_csv(told)}):
            _check()
    except LexiconError as error:
        raise LexiconError(str(error).split(": ", 1)[1]) from error
    return file, told


def lookup_line(file: str, term: str, country: str = "") -> str | None:
    """File and line that has the term, as the lexicons stand now; None where none has it. Of a place only in the same country."""
    if file == "goods":
        found = load_goods().filter(pl.col("form").str.to_lowercase() == term.lower().replace("-", " "))
    elif file == "places":
        same = (pl.col("country") == country.split("|")[0]) if country else pl.col("country").is_null()
        found = load_gazetteer().filter(pl.col("term") == pl.select(fold(pl.lit(term))).item(), same)
    else:
        found = load_named_actors().filter(pl.col("term") == term)
    return None if found.is_empty() else str(found["lexicon"][0])


def _as_csv(line: Mapping[str, str]) -> bytes:
    rows = io.StringIO()
    csv.writer(rows).writerows([line.keys(), line.values()])
    return rows.getvalue().encode()
