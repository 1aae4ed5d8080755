"""Expressions of time that take their days from other sentences, from the outlet or from nothing at all."""

# ruff: noqa: E501 (one case a line)
from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from tests.mentions.dates import PUBLISHED, dates_of

Days = list[tuple[str | None, ...]]

# (sentences, published, surface / first day / last day of each expression)
CASES: list[tuple[tuple[str, ...], date | None, Days]] = [
    (("On March 8, 1862, the ship sank.", "But the next day she was raised."), None, [("March 8, 1862", "1862-03-08", "1862-03-08"), ("the next day", "1862-03-09", "1862-03-09")]),
    (("In 1982 it was sold.", "Two years later it was scrapped."), PUBLISHED, [("1982", "1982-01-01", "1982-12-31"), ("Two years later", "1984-01-01", "1984-12-31")]),
    (("In 2004 it was sold and in March of that year it burned.",), PUBLISHED, [("2004", "2004-01-01", "2004-12-31"), ("March of that year", "2004-03-01", "2004-03-31")]),
    (("It left on May 3, 2004.", "Five days later it arrived, and the following month it left again."), PUBLISHED,
     [("May 3, 2004", "2004-05-03", "2004-05-03"), ("Five days later", "2004-05-08", "2004-05-08"), ("the following month", "2004-06-01", "2004-06-30")]),
    (("It left on May 3, 2004 and came back later that month.",), PUBLISHED, [("May 3, 2004", "2004-05-03", "2004-05-03"), ("later that month", "2004-05-01", "2004-05-31")]),
    (("Exports in March 2014 rose from a year earlier.",), PUBLISHED, [("March 2014", "2014-03-01", "2014-03-31"), ("a year earlier", "2013-01-01", "2013-12-31")]),
    (("The next day it sailed.",), None, [("The next day", None, None)]),
    (("Last year it sailed on Monday.",), None, [("Last year", None, None), ("Monday", None, None)]),
    (("It ran between January and March 2019.",), PUBLISHED, [("January", "2019-01-01", "2019-01-31"), ("March 2019", "2019-03-01", "2019-03-31")]),
    (("It ran between November and January 2019.",), PUBLISHED, [("November", "2018-11-01", "2018-11-30"), ("January 2019", "2019-01-01", "2019-01-31")]),
    (("It ran from January 2005 through June 2007.",), None, [("January 2005", "2005-01-01", "2005-01-31"), ("June 2007", "2007-06-01", "2007-06-30")]),
    (("It came in March, April and May 2014.",), None, [("March", "2014-03-01", "2014-03-31"), ("April", "2014-04-01", "2014-04-30"), ("May 2014", "2014-05-01", "2014-05-31")]),
    (("It ran from January 5 to 12, 2014.",), None, [("January 5", "2014-01-05", "2014-01-05"), ("12, 2014", "2014-01-12", "2014-01-12")]),
    (("It came on 5 and 7 March 2014.",), None, [("5", "2014-03-05", "2014-03-05"), ("7 March 2014", "2014-03-07", "2014-03-07")]),
    (("In 2012, exports rose in March and fell in June.",), PUBLISHED, [("2012", "2012-01-01", "2012-12-31"), ("March", "2012-03-01", "2012-03-31"), ("June", "2012-06-01", "2012-06-30")]),
    (("It was told on September 23, 2005.", "The goods passed on September 13th."), None, [("September 23, 2005", "2005-09-23", "2005-09-23"), ("September 13th", "2005-09-13", "2005-09-13")]),
    (("The war began in November 1861.", "On January 5 the port fell."), None, [("November 1861", "1861-11-01", "1861-11-30"), ("January 5", "1862-01-05", "1862-01-05")]),
    (("The port reopened on July 11.",), None, [("July 11", None, None)]),
    (("It closed on 13/02/2014.", "It opened on 03/02/2014."), PUBLISHED, [("13/02/2014", "2014-02-13", "2014-02-13"), ("03/02/2014", "2014-02-03", "2014-02-03")]),
    (("It closed on 02/13/2014.", "It opened on 03/02/2014."), PUBLISHED, [("02/13/2014", "2014-02-13", "2014-02-13"), ("03/02/2014", "2014-03-02", "2014-03-02")]),
    (("It opened on 03/02/2014.",), PUBLISHED, [("03/02/2014", None, None)]),
    (("It opened on 03.02.2014.",), PUBLISHED, [("03.02.2014", "2014-02-03", "2014-02-03")]),
    (("According to a source on the 15th, it left.",), PUBLISHED, [("the 15th", "2016-05-15", "2016-05-15")]),
    (("According to a source on the 25th, it left.",), PUBLISHED, [("the 25th", "2016-04-25", "2016-04-25")]),
    (("Plans for the New Year are set.",), date(2015, 12, 20), [("the New Year", "2016-01-01", "2016-12-31")]),
    (("Plans for the New Year are set.",), date(2016, 1, 17), [("the New Year", "2016-01-01", "2016-12-31")]),
    (("Sanctions of 1990 and 1996 hold.",), None, [("1990", "1990-01-01", "1990-12-31"), ("1996", "1996-01-01", "1996-12-31")]),
    (("January 17, 2026 at 07:21PM",), date(2026, 1, 17), [("January 17, 2026", "2026-01-17", "2026-01-17")]),
    (("Trade rose in December.",), date(2016, 1, 20), [("December", "2015-12-01", "2015-12-31")]),
    (("The port has raised its June intake.",), PUBLISHED, [("June", "2016-06-01", "2016-06-30")]),
    (("They postponed the June 1 deadline.",), PUBLISHED, [("June 1", "2016-06-01", "2016-06-01")]),
    (("The ministry said the quota would end July 14.",), PUBLISHED, [("July 14", "2016-07-14", "2016-07-14")]),
    (("The state threatened to stop imports from July 14.",), PUBLISHED, [("July 14", "2016-07-14", "2016-07-14")]),
    (("Mills bought 5,000 tonnes for June/July shipment.",), PUBLISHED, [("June/July", "2016-06-01", "2016-07-31")]),
    (("Mills bought 5,000 tonnes for August to October delivery.",), PUBLISHED, [("August", "2016-08-01", "2016-08-31"), ("October", "2016-10-01", "2016-10-31")]),
    (("The premium rose for the November to June shipment.",), PUBLISHED, [("November", "2015-11-01", "2015-11-30"), ("June", "2016-06-01", "2016-06-30")]),
    (("The premium fell from that of last August to October.",), PUBLISHED, [("last August", "2015-08-01", "2015-08-31"), ("October", "2015-10-01", "2015-10-31")]),
    (("Licences were issued for deliveries commencing June.",), PUBLISHED, [("June", "2016-06-01", "2016-06-30")]),
    (("Sales fell in the first two months of 2016 from the same period in 2014.",), PUBLISHED,
     [("the first two months of 2016", "2016-01-01", "2016-02-29"), ("the same period in 2014", "2014-01-01", "2014-02-28")]),
    (("Sales fell in March.", "In the same month last year they rose."), PUBLISHED, [("March", "2016-03-01", "2016-03-31"), ("the same month last year", "2015-03-01", "2015-03-31")]),
    (("Sales fell in the first half of 2015 from the same period a year earlier.",), None,
     [("the first half of 2015", "2015-01-01", "2015-06-30"), ("the same period a year earlier", "2014-01-01", "2014-06-30")]),
    (("The ban was imposed a week ago.",), PUBLISHED, [("a week ago", "2016-05-12", "2016-05-12")]),
    (("A study by Paula Jun, a lawyer.",), PUBLISHED, []),
    (("China Jan exports rise sharply",), PUBLISHED, [("Jan", "2016-01-01", "2016-01-31")]),
    (("Trade is 27% (2012 est.).",), PUBLISHED, [("2012", "2012-01-01", "2012-12-31")]),
    (("Prices rose last week after an attack.",), PUBLISHED, [("last week", "2016-05-09", "2016-05-15")]),
    (("See https://example.org/today-december-19-2015/ now.",), PUBLISHED, []),
    (("It said the ships will come on Friday.",), PUBLISHED, [("Friday", "2016-05-20", "2016-05-20")]),
    (("It runs from 3 to 15 August.",), PUBLISHED, [("3", "2016-08-03", "2016-08-03"), ("15 August", "2016-08-15", "2016-08-15")]),
    (("Profit rose in the first quarter of 2016.", "Costs grew in the quarter; in the year-ago quarter they fell."), PUBLISHED,
     [("the first quarter of 2016", "2016-01-01", "2016-03-31"), ("the quarter", "2016-01-01", "2016-03-31"), ("the year-ago quarter", "2015-01-01", "2015-03-31")]),
    (("Profit rose in the fourth quarter of 2015.", "Sales of the latest quarter doubled from a year-earlier loss."), PUBLISHED,
     [("the fourth quarter of 2015", "2015-10-01", "2015-12-31"), ("the latest quarter", "2015-10-01", "2015-12-31"), ("year-earlier", "2014-10-01", "2014-12-31")]),
    (("Sales grew in January 2016, against a fall in the 2014 period.",), PUBLISHED, [("January 2016", "2016-01-01", "2016-01-31"), ("the 2014 period", "2014-01-01", "2014-01-31")]),
]  # fmt: skip


@cache
def found_in(published: date | None) -> dict[tuple[str, ...], Days]:
    """What is found in each case of this day of publication, read in one go."""
    cases = [sentences for sentences, day, _ in CASES if day == published]
    return {sentences: [row[:3] for row in rows] for sentences, rows in zip(cases, dates_of(*cases, published=published), strict=True)}


@pytest.mark.parametrize(("sentences", "published", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_expressions_in_context(sentences: tuple[str, ...], published: date | None, expected: Days) -> None:
    assert found_in(published)[sentences] == expected


def test_numeric_order_of_the_outlet() -> None:
    texts = ("It closed on 25/02/2014.", "It opened on 03/02/2014.", "It opened on 03/02/2014.")
    found = dates_of(*texts, publishers=["Day First", "Day First", "Another"])
    assert [rows[0][1] for rows in found] == ["2014-02-25", "2014-02-03", None]


def test_no_sentences() -> None:
    assert dates_of("Nothing here.") == [[]]
