"""Tables of quantities: sentence | surface | measure | low | high | unit | currency | approximate."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from pipeline.mentions.quantity import find_quantities
from pipeline.mentions.quantity_grammar import Rule, rules
from pipeline.schema import QUANTITIES
from pipeline.text.plain import plain

TABLE = """
As many as 20,000-50,000 workers may go. | As many as 20,000-50,000 | quantity | - | 50000 | - | - | no
It paid at least RMB 300,000 for it. | at least RMB 300,000 | money | 300000 | - | - | CNY | no
A fine (around USD 44,450) was paid. | around USD 44,450 | money | 44450 | 44450 | - | USD | yes
Ports moved 940 000 t of coal. | 940 000 t | quantity | 940000 | 940000 | t | - | no
They sold tens of thousands of tons of corn. | tens of thousands of tons | quantity | 10000 | - | t | - | yes
Trade reached $1.2 billion. | $1.2 billion | money | 1200000000 | 1200000000 | - | USD | no
Some 70 to 80% of it is coal. | Some 70 to 80% | share | 70 | 80 | % | - | yes
Trade fell 12.5 percent. | 12.5 percent | share | 12.5 | 12.5 | % | - | no
It owes half a million barrels of oil. | half a million barrels | quantity | 500000 | 500000 | bbl | - | no
They seized some 600 monkeys. | some 600 | quantity | 600 | 600 | - | - | yes
They seized two dozen trucks. | two dozen | quantity | 24 | 24 | - | - | no
It took 2,394 tons of flour. | 2,394 tons | quantity | 2394 | 2394 | t | - | no
It took 5-7 million tonnes of wheat. | 5-7 million tonnes | quantity | 5000000 | 7000000 | t | - | no
It took between 50 and 60 kilograms of gold. | 50 and 60 kilograms | quantity | 50 | 60 | kg | - | no
It took more than 500 metric tons of rice. | more than 500 metric tons | quantity | 500 | - | t | - | no
It took up to 500 tons of rice. | up to 500 tons | quantity | - | 500 | t | - | no
It took nearly 3 Mt of ore. | nearly 3 Mt | quantity | 3000000 | 3000000 | t | - | yes
It costs 6,000 North Korean won there. | 6,000 North Korean won | money | 6000 | 6000 | - | KPW | no
It costs 6,000 won there. | 6,000 won | money | 6000 | 6000 | - | - | no
It costs 3.5 yuan there. | 3.5 yuan | money | 3.5 | 3.5 | - | CNY | no
It costs €20m there. | €20m | money | 20000000 | 20000000 | - | EUR | no
It costs £3 million there. | £3 million | money | 3000000 | 3000000 | - | GBP | no
It costs A$5 million there. | A$5 million | money | 5000000 | 5000000 | - | AUD | no
It costs $1 to $2 million there. | $1 to $2 million | money | 1000000 | 2000000 | - | USD | no
It costs 80 million Hong Kong dollars. | 80 million Hong Kong dollars | money | 80000000 | 80000000 | - | HKD | no
It costs 2 billion rubles there. | 2 billion rubles | money | 2000000000 | 2000000000 | - | RUB | no
It cost millions of dollars. | millions of dollars | money | 1000000 | - | - | USD | yes
It took 2,000 pounds of beef. | 2,000 pounds | quantity | 2000 | 2000 | lb | - | no
It took 300 head of cattle. | 300 head | quantity | 300 | 300 | head | - | no
It took three containers of rice. | three containers | quantity | 3 | 3 | container | - | no
It took several hundred sheep. | several hundred | quantity | 100 | - | - | - | yes
It took hundreds of trucks. | hundreds | quantity | 100 | - | - | - | yes
It took 8,000 test kits. | 8,000 | quantity | 8000 | 8000 | - | - | no
It pumps 1.3 million barrels per day. | 1.3 million barrels per day | quantity | 1300000 | 1300000 | bbl/d | - | no
It took twenty-five thousand bags of cement. | twenty-five thousand bags | quantity | 25000 | 25000 | bag | - | no
Two-thirds of it is coal. | Two-thirds | share | 66.6667 | 66.6667 | % | - | no
It rose from 10 to 12 million tons. | 12 million tons | quantity | 12000000 | 12000000 | t | - | no
It sold 1.5 billion cubic metres of gas. | 1.5 billion cubic metres | quantity | 1500000000 | 1500000000 | m3 | - | no
It holds 500 tonnes or more of ore. | 500 tonnes | quantity | 500 | 500 | t | - | no
"""
NOTHING = """
It ran for three years and two months.
A 36-year-old man left at 5 p.m.
One of the ships left.
Resolution 2371 is in force.
It happened on March 5.
The 10 of them left.
""".strip().splitlines()


@cache
def found_in() -> dict[str, list[tuple[object, ...]]]:
    """What is found in each sentence of the tables; read in one go, as a batch is."""
    texts = [line.split("|")[0].strip() for line in TABLE.strip().splitlines()] + NOTHING
    sentences = pl.DataFrame({"text": texts}).with_columns(
        pl.col("text").alias("document_id"),
        pl.col("text").alias("sentence_id"),
        pl.lit(0).alias("start_char"),
        plain(pl.col("text")).alias("plain"),
    )
    found = find_quantities(sentences)
    assert found.columns == list(QUANTITIES)
    assert all(
        text[start:end] == surface
        for text, start, end, surface in found.select("document_id", "start_char", "end_char", "surface").iter_rows()
    )
    columns = ("surface", "measure", "low", "high", "unit", "currency", "is_approximate")
    return {text: found.filter(pl.col("document_id") == text).select(columns).rows() for text in texts}


def number(field: str) -> float | None:
    return None if field == "-" else float(field)


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_one_quantity(line: str) -> None:
    sentence, surface, measure, low, high, unit, currency, approximate = (field.strip() for field in line.split("|"))
    codes = [None if code == "-" else code for code in (unit, currency)]
    assert found_in()[sentence] == [(surface, measure, number(low), number(high), *codes, approximate == "yes")]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_quantity(sentence: str) -> None:
    assert found_in()[sentence] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.measure} {rule.name}")
def test_what_a_rule_matches_has_its_cue(rule: Rule) -> None:
    lines = pl.DataFrame({"text": [line.split("|")[0] for line in TABLE.strip().splitlines()] + NOTHING})
    texts = lines.select(plain(pl.col("text"))).to_series()
    matched = texts.filter(texts.str.contains(rule.pattern))
    assert matched.str.contains(rule.cue).all()
