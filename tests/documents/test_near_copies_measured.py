"""Precision and recall of the search for copies, on reports that use the same phrases for other goods, places and figures."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from pipeline.documents.near_copies import find_copies, sketch
from tests.documents.test_near_copies import frame

# {g} goods, {p} places, {f} figures, {w} who: what differs from one report to the next; the rest is what all reports share.
FORMS = """
{w} said that {f} tonnes of {g} had crossed at {p} since the start of the month
Prices of {g} at {p} rose to {f} dollars a tonne, from {f} a week earlier
Lorries loaded with {g} waited for days outside {p}, drivers told {w}
The customs office at {p} opened a second lane for {g} after complaints by {w}
{w} expects to ship {f} tonnes of {g} through {p} before winter
According to {w}, {g} made up {f} percent of what left {p}
A train of {f} wagons with {g} was seen at {p} on its way inland
Nobody at {w} would say where the {g} came from
Shops in {p} ran short of {g}, and {w} asked for more to be let in
The price of {g} in {p} fell by {f} percent after the harvest
{w} and the harbour of {p} signed a contract over {f} tonnes of {g}
Inspectors found {g} that had not been declared in {f} containers at {p}
Rail freight between {p} and {p} carried mostly {g} and {g}
Two ships with {g} left {p} for {p} in the course of the week
The ban on {g} has not been lifted, an official at {p} said
With the road to {p} washed away, {g} now goes by river to {p}
Buyers turned to {g} when {w} raised its tariff to {f} percent
In {p} the trade in {g} has been at a standstill for {f} days
{w} denied that any {g} had been sold to {p}
Warehouses near {p} hold about {f} tonnes of {g}, most of it from last year
For now the quota of {f} tonnes stands, {w} said in a statement
Demand for {g} is strongest in {p}, where {w} has opened an office
Merchants who deal in {g} pay a fee of {f} yuan for each load at {p}
It was the first delivery of {g} to {p} in {f} months
""".strip().splitlines()
GOODS = [
    "wheat flour",
    "rice",
    "sugar",
    "soybean oil",
    "coal",
    "diesel",
    "salt",
    "timber",
    "copper ore",
    "squid",
    "cement",
    "glass",
    "maize",
    "apples",
    "tyres",
    "steel pipe",
]
PLACES = [
    "Dandong",
    "Hunchun",
    "Nampo",
    "Rason",
    "Khasan",
    "Vladivostok",
    "Busan",
    "Dalian",
    "Yanji",
    "Changbai",
    "Poti",
    "Batumi",
    "Osh",
    "Almaty",
    "Izmail",
    "Reni",
]
WHO = [
    "the ministry",
    "a broker",
    "the port authority",
    "the freight company",
    "the union of millers",
    "a diplomat",
    "the railway",
    "one trader",
]
OTHER_WORDS = {
    "said": "stated",
    "price": "cost",
    "left": "departed",
    "seen": "noticed",
    "asked": "pleaded",
    "about": "some",
    "most": "much",
}


def line(chance: random.Random) -> str:
    form = chance.choice(FORMS)
    while "{" in form:
        value = {"g": chance.choice(GOODS), "p": chance.choice(PLACES), "w": chance.choice(WHO), "f": f"{chance.randint(2, 9000):,}"}
        form = form.replace(found := form[form.index("{") : form.index("}") + 1], value[found[1]], 1)
    return form[0].upper() + form[1:] + "."


def report(chance: random.Random, least: int = 9, most: int = 25) -> list[str]:
    return [line(chance) for _ in range(chance.randint(least, most))]


def reworded(lines: list[str], chance: random.Random) -> list[str]:
    """A tenth of the sentences with other words, and turned round."""
    lines = list(lines)
    for place in chance.sample(range(len(lines)), max(1, len(lines) // 10)):
        words = [OTHER_WORDS.get(word, word) for word in lines[place].split()]
        half = chance.randint(3, len(words) - 3)
        lines[place] = " ".join(words[half:] + words[:half])
    return lines


def cut(lines: list[str], chance: random.Random) -> list[str]:
    return lines[: round(len(lines) * chance.uniform(0.55, 0.85))]


KINDS: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "cut": cut,
    "cut at both ends": lambda lines, chance: cut(lines, chance)[1:],
    "new head": lambda lines, chance: [*report(chance, 1, 2), *lines[1:]],
    "reworded": reworded,
    "joined with as much": lambda lines, chance: [*lines, *report(chance, len(lines), len(lines))],
    "within a round-up": lambda lines, chance: [*report(chance, 10, 20), *lines, *report(chance, 10, 20)],
    "new head, cut, reworded": lambda lines, chance: reworded([line(chance), *cut(lines, chance)[1:]], chance),
}


@pytest.mark.parametrize("kind", KINDS)
def test_copies_are_found_and_nothing_else_is(kind: str) -> None:
    texts, truth = {}, {}
    for number in range(240):
        chance = random.Random(number)
        lines = report(chance)
        texts[f"a{number:03}"] = " ".join(lines)
        if number % 2:
            texts[f"b{number:03}"] = " ".join(KINDS[kind](lines, chance))
            truth[f"b{number:03}"] = f"a{number:03}"
    found = dict(find_copies(sketch(frame(texts))).iter_rows())
    right = sum(found.get(copy) == original for copy, original in truth.items())
    assert right / len(truth) >= 0.95
    assert right / len(found) >= 0.95


def test_a_form_filled_in_with_other_figures_is_news() -> None:
    form = (
        "The prices of the week at the border, as the union of millers gives them. Wheat flour cost {} yuan a sack, "
        "rice {} yuan and sugar {}. "
        "A litre of diesel cost {} yuan and a tonne of coal {}. The union asks its members for prices on the first day of each week. "
        "It counts the sacks that have passed since then, {} in all, and says that the next list will follow as soon as the roads are dry."
    )
    chance = random.Random(3)
    weeks = {f"w{week:02}": form.format(*(chance.randint(100, 900) for _ in range(6))) for week in range(30)}
    assert find_copies(sketch(frame(weeks))).is_empty()
    printed_again = {"x": "From our desk. " + weeks["w11"]}
    assert find_copies(sketch(frame(weeks | printed_again))).rows() == [("x", "w11")]


def test_a_brief_within_a_long_report_is_a_copy_only_where_it_is_whole() -> None:
    chance = random.Random(8)
    brief, rest, other = report(chance, 8, 8), report(chance, 40, 40), report(chance, 40, 40)
    texts = {"a": " ".join(brief), "half": " ".join([*other, *brief[:4]]), "whole": " ".join([*rest, *brief])}
    assert find_copies(sketch(frame(texts))).rows() == [("whole", "a")]
