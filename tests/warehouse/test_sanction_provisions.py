"""The list of sanction provisions: every row whole, of a paragraph that there is, with the days and codes that it states."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from tests.warehouse.sanctions import DAY, ROWS, day, provision_id

ADOPTED = {
    "1718": date(2006, 10, 14),
    "1874": date(2009, 6, 12),
    "2087": date(2013, 1, 22),
    "2094": date(2013, 3, 7),
    "2270": date(2016, 3, 2),
    "2321": date(2016, 11, 30),
    "2371": date(2017, 8, 5),
    "2375": date(2017, 9, 11),
    "2397": date(2017, 12, 22),
}
# (resolution, paragraph) → first days that the paragraph states itself, besides that of adoption.
OTHER_FIRST_DAYS = {
    ("2321", "26(b)"): {date(2017, 1, 1)},
    ("2375", "14"): {date(2017, 10, 1)},
    ("2397", "5"): {date(2018, 1, 1)},
}
# What 2397 itself gives codes for: (paragraph, direction) → chapters. Chapter 77 is reserved and holds no goods.
OF_2397 = {
    ("6", "export"): {"12", "08", "07", "84", "85", "25", "44", "89"},
    ("7", "import"): {"84", "85", *map(str, range(86, 90)), *(str(chapter) for chapter in range(72, 84) if chapter != 77)},
}
# What each paragraph on goods names, read off the resolutions: direction seen from the DPRK, then classes.
NAMED = """
1718 8(a)(i)   import major_arms
1718 8(a)(ii)  import wmd_related
1718 8(a)(iii) import luxury_goods
1718 8(b)      export major_arms wmd_related
1874 9         export arms
1874 10        import arms
1874 23        both   wmd_related
2087 5(b)      both   wmd_related
2094 20        both   wmd_related
2094 22        import wmd_catch_all
2094 23        import luxury_goods
2270 6         import arms small_arms
2270 8         both   military_catch_all
2270 25        both   wmd_related
2270 27        both   wmd_catch_all
2270 29        export coal iron iron_ore
2270 30        export gold rare_earths titanium_ore vanadium_ore
2270 31        import aviation_fuel
2270 39        import luxury_goods
2321 4         both   wmd_related
2321 5         import luxury_goods
2321 7         both   conventional_dual_use
2321 26(b)     export coal
2321 26(c)     export iron iron_ore
2321 28        export copper nickel silver zinc
2321 29        export statues
2321 30        import helicopters vessels
2371 4         both   wmd_related
2371 5         both   conventional_dual_use
2371 8         export coal iron iron_ore
2371 9         export seafood
2371 10        export lead lead_ore
2375 4         both   wmd_related
2375 5         both   conventional_dual_use
2375 13        import condensates
2375 14        import refined_petroleum
2375 15        import crude_oil
2375 16        export textiles
2397 4         import crude_oil
2397 5         import refined_petroleum
2397 6         export earth_and_stone electrical_equipment food_and_agriculture machinery vessels wood
2397 7         import industrial_machinery iron_steel_and_other_metals transportation_vehicles
2397 14        import vessels
"""


def test_each_paragraph_names_its_classes_in_its_direction() -> None:
    named = set()
    for line in NAMED.strip().splitlines():
        resolution, paragraph, direction, *classes = line.split()
        ways = ("export", "import") if direction == "both" else (direction,)
        named |= {(resolution, paragraph, way, name) for way in ways for name in classes}
    assert {(row["resolution"], row["paragraph"], row["direction"], row["class"]) for row in ROWS} == named


def test_caps_have_the_amounts_of_their_paragraph() -> None:
    caps = {
        (row["resolution"], row["paragraph"], row["in_force_from"], row["cap_quantity"], row["cap_amount"])
        for row in ROWS
        if row["is_cap"] == "true"
    }
    assert caps == {
        ("2321", "26(b)", "2016-11-30", "1000866", "53495894"),
        ("2321", "26(b)", "2017-01-01", "7500000", "400870018"),
        ("2375", "14", "2017-09-11", "", ""),
        ("2375", "14", "2017-10-01", "500000", ""),
        ("2375", "15", "2017-09-11", "", ""),
        ("2397", "4", "2017-12-22", "4000000", ""),
        ("2397", "5", "2018-01-01", "500000", ""),
    }


def test_the_list_has_every_resolution_that_names_goods_and_its_days() -> None:
    assert {row["resolution"] for row in ROWS} == set(ADOPTED)
    for row in ROWS:
        first = day(row["in_force_from"])
        own = OTHER_FIRST_DAYS.get((row["resolution"], row["paragraph"]), set())
        assert first in {ADOPTED[row["resolution"]]} | own, provision_id(row)
        year = ADOPTED[row["resolution"]].year
        assert row["url"] == f"https://undocs.org/S/RES/{row['resolution']}({year})"


@pytest.mark.parametrize("row", ROWS, ids=provision_id)
def test_every_row_is_whole_and_of_known_words(row: dict[str, str]) -> None:
    assert (row["regime"], row["target_country"]) == ("UN-1718", "KP")
    assert row["direction"] in {"export", "import"}
    assert re.fullmatch(r"[1-9][0-9]?(\([a-z]\))?(\([ivx]+\))?", row["paragraph"])
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", row["class"])
    assert len(row["hs_code"]) == {"heading": 4, "chapter": 2, "class": 0}[row["hs_level"]]
    assert re.fullmatch(r"((0[1-9]|[1-9][0-9])([0-9]{2})?)?", row["hs_code"])
    assert (row["hs_basis"] in {"resolution", "mapped"}, row["hs_coverage"] in {"whole", "part"}) == (bool(row["hs_code"]),) * 2
    assert (row["is_cap"] == "true") == bool(row["cap_period"])
    assert bool(row["cap_quantity"]) == bool(row["cap_unit"])
    assert row["cap_unit"] in {"", "t", "bbl"}
    assert row["checked"] in {"text", "law", "summary", "unseen"}
    assert row["source"]
    assert re.fullmatch(r"[A-Z].+\.", row["summary"])
    assert not re.search(r"illegal|unlawful|violat", " ".join(row.values()), re.IGNORECASE)
    until = day(row["in_force_until"])
    assert until is None or until >= date.fromisoformat(row["in_force_from"])


def test_codes_given_by_a_resolution_are_those_and_no_others() -> None:
    given: dict[tuple[str, str], set[str]] = {}
    for row in ROWS:
        if row["hs_basis"] == "resolution":
            assert (row["resolution"], row["hs_level"], row["hs_coverage"]) == ("2397", "chapter", "whole")
            given.setdefault((row["paragraph"], row["direction"]), set()).add(row["hs_code"])
    assert given == OF_2397


def test_a_part_of_a_code_says_which_part() -> None:
    assert [provision_id(row) for row in ROWS if row["hs_coverage"] == "part" and not (row["comment"] or row["good_pattern"])] == []


def test_terms_of_one_measure_follow_each_other_without_gap_or_overlap() -> None:
    def terms(name: str, direction: str) -> list[tuple[date | None, date | None]]:
        found = {(row["in_force_from"], row["in_force_until"]) for row in ROWS if (row["class"], row["direction"]) == (name, direction)}
        return [(day(first), day(last)) for first, last in sorted(found)]

    for name, direction in [
        ("coal", "export"),
        ("iron", "export"),
        ("iron_ore", "export"),
        ("refined_petroleum", "import"),
        ("crude_oil", "import"),
    ]:
        bounds = terms(name, direction)
        assert len(bounds) > 1
        assert bounds[-1][1] is None
        for (_, last), (first, _) in pairwise(bounds):
            assert last is not None
            assert last + DAY == first, name
