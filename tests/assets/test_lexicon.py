"""The user's own lexicon on the command line, and through a whole run: a changed line reads every text once more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assets.folders import Folders
from pipeline.lexicon.own import use_lexicon
from tests.assets.conftest import put
from warehouse.reading import query

Command = Callable[..., tuple[int, str, str]]
TEXT = "Kenya sold 20 tonnes of zibblefruit to Tanzania. The cargo left via Quamburi, Zembrolux said."


@pytest.fixture(autouse=True)
def _shipped_again() -> Iterator[None]:
    yield
    use_lexicon(None)


def headings(folders: Folders) -> list[str | None]:
    return query(folders.warehouse, "SELECT hs_heading FROM fact_trade_goods JOIN dim_goods USING (good_id)")["hs_heading"].to_list()


def test_a_line_is_appended_to_its_list(command: Command, tmp_path: Path) -> None:
    own = tmp_path / "my words"
    add = ("lexicon", "add", "--lexicon", str(own))
    status, said, wrong = command(*add, "good", "zibblefruit", "--hs", "0810", "--category", "food")
    assert (status, wrong) == (0, "")
    assert said == f"{own}/goods.csv:2: zibblefruit,zibblefruit,0810,food,strong,,,,\n"
    (own / "goods.csv").write_text((own / "goods.csv").read_text().rstrip("\n"))  # as an editor may leave it
    assert command(*add, "good", "zibbletree", "--category", "food", "--weak")[0] == 0
    assert (own / "goods.csv").read_text().splitlines()[1:] == [
        "zibblefruit,zibblefruit,0810,food,strong,,,,",
        "zibbletree,zibbletree,,food,weak,,,,",
    ]


def test_a_line_goes_under_the_columns_that_the_list_has(command: Command, tmp_path: Path) -> None:
    own = put(tmp_path / "own" / "goods.csv", "category,term,name,trust\nfood,zib,zib,strong\n").parent
    assert command("lexicon", "add", "good", "zab", "--category", "fuel_energy", "--lexicon", str(own))[0] == 0
    assert (own / "goods.csv").read_text().splitlines() == [
        "category,term,name,trust",
        "food,zib,zib,strong",
        "fuel_energy,zab,zab,strong",
    ]


def test_a_value_for_which_the_list_has_no_column_is_refused(command: Command, tmp_path: Path) -> None:
    own = put(tmp_path / "own" / "goods.csv", "category,term,name,trust\nfood,zib,zib,strong\n").parent
    status, _, wrong = command("lexicon", "add", "good", "zab", "--hs", "27", "--category", "fuel_energy", "--lexicon", str(own))
    assert (status, wrong) == (1, f"{own}/goods.csv:1: there is no column hs\n")
    assert (own / "goods.csv").read_text().count("\n") == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["thing", "zib"], "There is no kind 'thing'"),
        (["good", "wheat", "--category", "food"], "'wheat' is already there"),
        (["good", "zib", "--category", "food", "--hs", "12345"], "not an HS code"),
    ],
)
def test_a_wrong_line_is_one_line_and_status_1(command: Command, tmp_path: Path, arguments: list[str], told: str) -> None:
    status, said, wrong = command("lexicon", "add", *arguments, "--lexicon", str(tmp_path / "own"))
    assert (status, said, wrong.count("\n")) == (1, "", 1)
    assert wrong.startswith(told)
    assert not (tmp_path / "own").exists()


def test_without_a_folder_the_command_asks_for_one(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUMEN_LEXICON", raising=False)
    assert command("lexicon", "add", "good", "zib") == (1, "", "Which folder? Give --lexicon DIR, or set TUMEN_LEXICON.\n")


def test_explain_reads_with_the_lines_of_the_user(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    text = put(tmp_path / "text.txt", TEXT)
    own = put(tmp_path / "own" / "goods.csv", "term,hs,category\nzibblefruit,0810,food\n").parent
    assert "HS ?" in command("explain", str(text))[1]
    assert "zibblefruit, HS 0810, 20 t" in command("explain", str(text), "--lexicon", str(own))[1]
    monkeypatch.setenv("TUMEN_LEXICON", str(own))
    assert "own/goods.csv:2" in command("explain", str(text))[1]


def test_a_run_reads_every_text_again_when_the_users_lexicon_changes(folders: Folders, command: Command, tmp_path: Path) -> None:
    put(folders.raw / "a.txt", TEXT)
    own = tmp_path / "own"
    assert command("run")[0] == 0
    assert headings(folders) == [None]
    command("lexicon", "add", "good", "zibblefruit", "--hs", "0810", "--category", "food", "--lexicon", str(own))
    assert "Extracting documents: 1" in command("run", "--lexicon", str(own))[1]
    assert headings(folders) == ["0810"]
    assert "Nothing has changed" in command("run", "--lexicon", str(own))[1]
    put(own / "goods.csv", (own / "goods.csv").read_text().replace("0810", "0811"))
    assert "Extracting documents: 1" in command("run", "--lexicon", str(own))[1]
    assert headings(folders) == ["0811"]
    assert command("run")[0] == 0
    assert headings(folders) == [None]


def test_candidates_are_listed_until_the_lexicon_has_them(folders: Folders, command: Command, tmp_path: Path) -> None:
    put(folders.raw / "a.txt", TEXT)
    put(folders.raw / "b.txt", "Tanzania bought tea. Exports of zibblefruits from Kenya rose. A truck with tea was stopped near Quamburi.")
    command("run")
    status, said, _ = command("lexicon", "candidates")
    assert status == 0
    assert [line.split("┆")[0].strip("│ ") for line in said.splitlines()[3:-1]] == ["Quamburi", "zibblefruit", "Zembrolux"]
    assert "Zembrolux" not in command("lexicon", "candidates", "--kind", "place")[1]
    assert "Zembrolux" not in command("lexicon", "candidates", "--limit", "1")[1]
    own = tmp_path / "own"
    command("lexicon", "add", "company", "Zembrolux", "--country", "KE", "--lexicon", str(own))
    command("run", "--lexicon", str(own))
    assert "Zembrolux" not in command("lexicon", "candidates")[1]


def test_a_wrong_line_stops_the_run_before_it_starts(folders: Folders, command: Command, tmp_path: Path) -> None:
    put(folders.raw / "a.txt", TEXT)
    own = put(tmp_path / "own" / "goods.csv", "term,hs,category\nzib,08,food\nzab,99,food\n").parent
    status, said, wrong = command("run", "--lexicon", str(own))
    assert (status, said) == (1, "")
    assert wrong.startswith(f"{own}/goods.csv:3: not an HS code")
    assert wrong.count("\n") == 1
    assert not folders.warehouse.exists()


def test_a_folder_that_is_not_there_is_one_line(command: Command, tmp_path: Path) -> None:
    status, _, wrong = command("run", "--lexicon", str(tmp_path / "none"))
    assert (status, wrong.count("\n")) == (1, 1)
    assert "No such file or directory" in wrong


def test_a_run_that_dagster_starts_takes_the_lexicon_into_use(folders: Folders, tmp_path: Path, command: Command) -> None:
    from assets.run import run_job

    put(folders.raw / "a.txt", TEXT)
    own = put(tmp_path / "own" / "goods.csv", "term,hs,category\nzibblefruit,0810,food\n").parent
    run_job(Folders(folders.raw, folders.warehouse, folders.state, own))  # nobody called use_lexicon before
    assert headings(folders) == ["0810"]
