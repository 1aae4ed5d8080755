"""Tables of expressions of time: (sentence, surface, first day, last day, granularity, basis), read on Thursday, 19 May 2016."""

from __future__ import annotations

import re
from functools import cache

import polars as pl
import pytest

from pipeline.mentions.date_grammar import rules
from pipeline.mentions.date_slots import sentences_with
from pipeline.text.plain import plain
from tests.mentions.dates import Found, dates_of


def one(line: str) -> tuple[str, ...]:
    """A line of a table: sentence | surface | from | to | granularity | basis."""
    return tuple(field.strip() for field in line.split("|"))


STATED = """
It grew before 2020. | 2020 | 2020-01-01 | 2020-12-31 | year | stated
It grew until 2014. | 2014 | 2014-01-01 | 2014-12-31 | year | stated
From January 2014 it was banned. | January 2014 | 2014-01-01 | 2014-01-31 | month | stated
Profit rose in the 2015 third quarter. | the 2015 third quarter | 2015-07-01 | 2015-09-30 | quarter | stated
The deal was signed on February 2, 2026 in Minsk. | February 2, 2026 | 2026-02-02 | 2026-02-02 | day | stated
The deal was signed on 2 February 2026 in Minsk. | 2 February 2026 | 2026-02-02 | 2026-02-02 | day | stated
The deal was signed on the 2nd of February, 2014. | the 2nd of February, 2014 | 2014-02-02 | 2014-02-02 | day | stated
Signed on Feb. 2, 2014, it lapsed. | Feb. 2, 2014 | 2014-02-02 | 2014-02-02 | day | stated
Signed on Sept 2 2014 in haste. | Sept 2 2014 | 2014-09-02 | 2014-09-02 | day | stated
It was Tuesday, March 4, 2014, and it snowed. | Tuesday, March 4, 2014 | 2014-03-04 | 2014-03-04 | day | stated
UPDATED: MARCH 4, 2014 | MARCH 4, 2014 | 2014-03-04 | 2014-03-04 | day | stated
Filed 2014-03-04 by customs. | 2014-03-04 | 2014-03-04 | 2014-03-04 | day | stated
Filed 2014/03/04 by customs. | 2014/03/04 | 2014-03-04 | 2014-03-04 | day | stated
Stamped 02-Mar-2014 at the gate. | 02-Mar-2014 | 2014-03-02 | 2014-03-02 | day | stated
The fair runs March 5-12, 2014 in Harbin. | March 5-12, 2014 | 2014-03-05 | 2014-03-12 | period | stated
The fair ran January 5 to 12, 2020. | January 5 to 12, 2020 | 2020-01-05 | 2020-01-12 | period | stated
The fair ran 5–7 March 2014. | 5–7 March 2014 | 2014-03-05 | 2014-03-07 | period | stated
Storms hit December 28 - January 3, 2016. | December 28 - January 3, 2016 | 2015-12-28 | 2016-01-03 | period | stated
Imports of March 2014 were low. | March 2014 | 2014-03-01 | 2014-03-31 | month | stated
Imports of June, 2014 were low. | June, 2014 | 2014-06-01 | 2014-06-30 | month | stated
Imports in February of 2012 were low. | February of 2012 | 2012-02-01 | 2012-02-29 | month | stated
Exports in January–August 2014 fell. | January–August 2014 | 2014-01-01 | 2014-08-31 | period | stated
Exports in the January-to-August 2014 period fell. | January-to-August 2014 | 2014-01-01 | 2014-08-31 | period | stated
Stocks of November-January 2014 were low. | November-January 2014 | 2013-11-01 | 2014-01-31 | period | stated
By early March 2014 it was over. | early March 2014 | 2014-03-01 | 2014-03-10 | period | stated
In mid-March 2014 it was over. | mid-March 2014 | 2014-03-11 | 2014-03-20 | period | stated
In late February 2016 it was over. | late February 2016 | 2016-02-21 | 2016-02-29 | period | stated
It began at the end of March 2014. | the end of March 2014 | 2014-03-21 | 2014-03-31 | period | stated
It began in the first half of March 2014. | the first half of March 2014 | 2014-03-01 | 2014-03-15 | period | stated
It began in the second week of March 2014. | the second week of March 2014 | 2014-03-08 | 2014-03-14 | week | stated
In 2012 the port was built. | 2012 | 2012-01-01 | 2012-12-31 | year | stated
The 2012 harvest was poor. | 2012 | 2012-01-01 | 2012-12-31 | year | stated
It was built in the year 1905. | the year 1905 | 1905-01-01 | 1905-12-31 | year | stated
By late 2012 it closed. | late 2012 | 2012-10-01 | 2012-12-31 | quarter | stated
In mid-2012 it closed. | mid-2012 | 2012-04-01 | 2012-09-30 | half | stated
In early 2012 it closed. | early 2012 | 2012-01-01 | 2012-03-31 | quarter | stated
It closes at the beginning of 2012. | the beginning of 2012 | 2012-01-01 | 2012-03-31 | quarter | stated
It grew in 2008-2014 only. | 2008-2014 | 2008-01-01 | 2014-12-31 | period | stated
It grew in 2008–14 only. | 2008–14 | 2008-01-01 | 2014-12-31 | period | stated
The 2016/17 crop is good. | 2016/17 | 2016-01-01 | 2017-12-31 | period | stated
The second half of 2025 was better. | The second half of 2025 | 2025-07-01 | 2025-12-31 | half | stated
In the third quarter of 2012 it fell. | the third quarter of 2012 | 2012-07-01 | 2012-09-30 | quarter | stated
In Q3 2012 it fell. | Q3 2012 | 2012-07-01 | 2012-09-30 | quarter | stated
In 3Q12 it fell. | 3Q12 | 2012-07-01 | 2012-09-30 | quarter | stated
In H1 2012 it fell. | H1 2012 | 2012-01-01 | 2012-06-30 | half | stated
In the first three quarters of 2012 it fell. | the first three quarters of 2012 | 2012-01-01 | 2012-09-30 | period | stated
In the last quarter of 2012 it fell. | the last quarter of 2012 | 2012-10-01 | 2012-12-31 | quarter | stated
In the first nine months of 2012 it fell. | the first nine months of 2012 | 2012-01-01 | 2012-09-30 | period | stated
In the last 10 days of July 2012 it fell. | the last 10 days of July 2012 | 2012-07-22 | 2012-07-31 | period | stated
In the 1990s it was poor. | the 1990s | 1990-01-01 | 1999-12-31 | decade | stated
In the late 1970s it was poor. | the late 1970s | 1977-01-01 | 1979-12-31 | period | stated
In the mid-1990s it was poor. | the mid-1990s | 1994-01-01 | 1996-12-31 | period | stated
In the '90s it was poor. | the '90s | 1990-01-01 | 1999-12-31 | decade | stated
In the early nineties it was poor. | the early nineties | 1990-01-01 | 1993-12-31 | period | stated
In the 19th century it was poor. | the 19th century | 1801-01-01 | 1900-12-31 | period | stated
In the summer of 2009 it was dry. | the summer of 2009 | 2009-06-01 | 2009-08-31 | period | stated
In winter 2009 it was dry. | winter 2009 | 2009-12-01 | 2010-02-28 | period | stated
In the fall of 1989 it fell. | the fall of 1989 | 1989-09-01 | 1989-11-30 | period | stated
It was shut on Christmas Day 2012 too. | Christmas Day 2012 | 2012-12-25 | 2012-12-25 | day | stated
It was shut for Lunar New Year 2012 too. | Lunar New Year 2012 | 2012-01-23 | 2012-01-23 | day | stated
Spending of fiscal year 2012 was cut. | fiscal year 2012 | 2012-01-01 | 2012-12-31 | year | inferred
Spending of FY2012 was cut. | FY2012 | 2012-01-01 | 2012-12-31 | year | inferred
In the week of March 3, 2014 two ships left. | the week of March 3, 2014 | 2014-03-03 | 2014-03-09 | week | stated
It has been shut since 1998. | 1998 | 1998-01-01 | 1998-12-31 | year | stated
The line closed (2004). | 2004 | 2004-01-01 | 2004-12-31 | year | stated
"""

RELATIVE = """
They will appeal Monday's ruling. | Monday | 2016-05-16 | 2016-05-16 | day | relative
It was extended until 9 a.m. Tuesday. | Tuesday | 2016-05-24 | 2016-05-24 | day | relative
It will meet the United Farmers on Friday. | Friday | 2016-05-20 | 2016-05-20 | day | relative
It must close by year end. | year end | 2016-10-01 | 2016-12-31 | quarter | relative
A month ago exports fell. | A month ago | 2016-04-01 | 2016-04-30 | month | relative
He was robbed last Oct. 23 in Lyon. | last Oct. 23 | 2015-10-23 | 2015-10-23 | day | relative
Costs rose in the quarter. | the quarter | 2016-04-01 | 2016-06-30 | quarter | relative
It sailed yesterday. | yesterday | 2016-05-18 | 2016-05-18 | day | relative
It sails tomorrow. | tomorrow | 2016-05-20 | 2016-05-20 | day | relative
The ship came last week with coal. | last week | 2016-05-09 | 2016-05-15 | week | relative
The ship comes next week. | next week | 2016-05-23 | 2016-05-29 | week | relative
It came earlier this week. | earlier this week | 2016-05-16 | 2016-05-22 | week | relative
Last month's sales fell. | Last month | 2016-04-01 | 2016-04-30 | month | relative
It will open next month. | next month | 2016-06-01 | 2016-06-30 | month | relative
It will open later this month. | later this month | 2016-05-01 | 2016-05-31 | month | relative
It opens later this year. | later this year | 2016-01-01 | 2016-12-31 | year | relative
It closed early this year. | early this year | 2016-01-01 | 2016-03-31 | quarter | relative
It closed late last year. | late last year | 2015-10-01 | 2015-12-31 | quarter | relative
It closed at the end of last year. | the end of last year | 2015-10-01 | 2015-12-31 | quarter | relative
It closed at the end of last month. | the end of last month | 2016-04-21 | 2016-04-30 | period | relative
It will close by the end of the year. | the end of the year | 2016-10-01 | 2016-12-31 | quarter | relative
It reopened at the start of the year. | the start of the year | 2016-01-01 | 2016-03-31 | quarter | relative
Their targets for the year are high. | the year | 2016-01-01 | 2016-12-31 | year | relative
It closed in March last year. | March last year | 2015-03-01 | 2015-03-31 | month | relative
It closed on March 3 last year. | March 3 last year | 2015-03-03 | 2015-03-03 | day | relative
It closed last December. | last December | 2015-12-01 | 2015-12-31 | month | relative
It closed in the first half of this year. | the first half of this year | 2016-01-01 | 2016-06-30 | half | relative
It closed in the third quarter of last year. | the third quarter of last year | 2015-07-01 | 2015-09-30 | quarter | relative
It closed last quarter. | last quarter | 2016-01-01 | 2016-03-31 | quarter | relative
It closed on the 5th of this month. | the 5th of this month | 2016-05-05 | 2016-05-05 | day | relative
It closed in the first three months of this year. | the first three months of this year | 2016-01-01 | 2016-03-31 | period | relative
It was built about 10 years ago. | about 10 years ago | 2006-01-01 | 2006-12-31 | year | relative
It was built a decade ago. | a decade ago | 2006-01-01 | 2006-12-31 | year | relative
It was sold two weeks ago. | two weeks ago | 2016-05-02 | 2016-05-08 | week | relative
It was sold three days ago. | three days ago | 2016-05-16 | 2016-05-16 | day | relative
It was sold six months ago. | six months ago | 2015-11-01 | 2015-11-30 | month | relative
Over the past two decades it shrank. | the past two decades | 1996-05-19 | 2016-05-19 | period | relative
In the last three months it shrank. | the last three months | 2016-02-19 | 2016-05-19 | period | relative
In the past year it shrank. | the past year | 2015-05-19 | 2016-05-19 | period | relative
Over the next five years it will grow. | the next five years | 2016-05-19 | 2021-05-19 | period | relative
Two years from now it will open. | Two years from now | 2018-01-01 | 2018-12-31 | year | relative
It opened last summer. | last summer | 2015-06-01 | 2015-08-31 | period | relative
It opened last winter. | last winter | 2015-12-01 | 2016-02-29 | period | relative
It opens next spring. | next spring | 2017-03-01 | 2017-05-31 | period | relative
The embassy said on Monday that it knew. | Monday | 2016-05-16 | 2016-05-16 | day | relative
It left on Thursday. | Thursday | 2016-05-19 | 2016-05-19 | day | relative
It left on Friday with coal. | Friday | 2016-05-13 | 2016-05-13 | day | relative
It will leave on Friday. | Friday | 2016-05-20 | 2016-05-20 | day | relative
It left last Thursday. | last Thursday | 2016-05-12 | 2016-05-12 | day | relative
It will leave next Tuesday. | next Tuesday | 2016-05-24 | 2016-05-24 | day | relative
It left on Tuesday last week. | Tuesday last week | 2016-05-10 | 2016-05-10 | day | relative
It was shut over the weekend. | the weekend | 2016-05-14 | 2016-05-15 | period | relative
It was shut last weekend. | last weekend | 2016-05-14 | 2016-05-15 | period | relative
"""

INFERRED = """
It declared a dividend payable June 15. | June 15 | 2016-06-15 | 2016-06-15 | day | inferred
It said it would redeem preferred shares on June 30. | June 30 | 2016-06-30 | 2016-06-30 | day | inferred
It would still be held on June 24. | June 24 | 2016-06-24 | 2016-06-24 | day | inferred
They hoped she would visit the port hit on May 7. | May 7 | 2016-05-07 | 2016-05-07 | day | inferred
It will report results for the first quarter. | the first quarter | 2016-01-01 | 2016-03-31 | quarter | inferred
It made a second-quarter loss. | second-quarter | 2016-04-01 | 2016-06-30 | quarter | inferred
They vote on Election Day. | Election Day | 2016-11-08 | 2016-11-08 | day | inferred
It docked on May 2 with coal. | May 2 | 2016-05-02 | 2016-05-02 | day | inferred
It docked on 2 May with coal. | 2 May | 2016-05-02 | 2016-05-02 | day | inferred
It docked on December 3 with coal. | December 3 | 2015-12-03 | 2015-12-03 | day | inferred
It will dock on June 3. | June 3 | 2016-06-03 | 2016-06-03 | day | inferred
It is to dock on January 3. | January 3 | 2017-01-03 | 2017-01-03 | day | inferred
Exports fell in March. | March | 2016-03-01 | 2016-03-31 | month | inferred
Exports fell in May. | May | 2016-05-01 | 2016-05-31 | month | inferred
China's May trade was weak. | May | 2016-05-01 | 2016-05-31 | month | inferred
Exports fell in June. | June | 2015-06-01 | 2015-06-30 | month | inferred
Exports will resume in June. | June | 2016-06-01 | 2016-06-30 | month | inferred
Exports will resume by the end of March. | the end of March | 2017-03-21 | 2017-03-31 | period | inferred
Trade rose in January-April. | January-April | 2016-01-01 | 2016-04-30 | period | inferred
Trade rose in the first quarter. | the first quarter | 2016-01-01 | 2016-03-31 | quarter | inferred
Trade rose in the first three months. | the first three months | 2016-01-01 | 2016-03-31 | period | inferred
Over the summer it was sold. | the summer | 2015-06-01 | 2015-08-31 | period | inferred
Ships stopped for Chuseok and sailed again. | Chuseok | 2015-09-27 | 2015-09-27 | day | inferred
"""


LINES = [one(line) for table in (STATED, RELATIVE, INFERRED) for line in table.strip().splitlines()]

NOTHING = """
They sold 2000 tons of coal.
Some 1900 workers were sent home.
It cost $2000 and 2,014 people came.
Resolution 2371 and Resolution 1874 forbid it.
A Boeing 1900 and an S-2000 flew by.
It left at 1830 GMT.
It may rise, and they march on the city.
Every March and each Monday they rest.
It has recently grown and nowadays thrives.
He worked there for three years.
A trader in his 40s spoke of it.
Prices fell by 2016.5 won.
The Arduous March killed many.
The Sunday Times reported it.
The Good Friday Agreement holds.
It grew in recent years and the past few years.
""".strip().splitlines()


@cache
def found_in() -> dict[str, Found]:
    """What is found in each sentence of the tables, read in one go."""
    sentences = [line[0] for line in LINES] + NOTHING
    return dict(zip(sentences, dates_of(*sentences), strict=True))


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_one_expression(line: tuple[str, ...]) -> None:
    assert found_in()[line[0]] == [line[1:]]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_date(sentence: str) -> None:
    assert found_in()[sentence] == []


def test_no_sentence_in_which_a_rule_matches_is_passed_over() -> None:
    texts = [*(line[0] for line in LINES), *NOTHING]
    frame = pl.DataFrame({"plain": texts}).with_columns(plain(pl.col("plain")))
    passed_over = 0
    for rule, lines in zip(rules(), sentences_with(frame, rules()), strict=True):
        for text in set(frame["plain"]) - set(lines["plain"]):
            passed_over += 1
            matches = [m for m in re.finditer(rule.pattern, text) if re.search(rule.needs_before, text[: m.start()])]
            assert not [m for m in matches if re.search(rule.needs_after, text[m.end() :])], (rule.name, text)
    assert passed_over > 0
