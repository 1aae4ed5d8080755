"""The documentation holds: what it prints is what is printed, its commands exist, its links lead somewhere, its lexicon lines work.

A block under the line `<!-- printed -->` shows what the block before it prints: SQL asked of the sample reports in raw/, or a command
line. `make docs` (this file, run as a program) writes these blocks anew; the tests compare them.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from assets.cli import main
from assets.explain import explain
from warehouse.cookbook import write_cookbook
from warehouse.dictionary import write_dictionary

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "CHANGELOG.md", "docs/EXTRACTION.md", "docs/OPERATIONS.md", "docs/PERFORMANCE.md", "docs/SCALE.md"]
MADE = ("warehouse/tumen.duckdb", "warehouse/tumen.html")  # by a run or a report
ROOMS = ("pipeline", "assets", "warehouse", "raw", "tests", "docs", ".ci")
PRINTED = "<!-- printed -->\n"
BLOCK = re.compile(rf"^(?P<mark>{PRINTED})?```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN_AS = "/home/you/tumen"  # the place of the checkout in what is printed
WIDTH = "132"


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `is_printed` where `make docs` writes it."""

    language: str
    body: str
    is_printed: bool
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    return [Block(m["language"], m["body"], m["mark"] is not None, m.start("body"), m.end("body")) for m in BLOCK.finditer(text)]


def printed_pairs(text: str) -> Iterator[tuple[Block, Block]]:
    """Each printed block with the block before it."""
    found = blocks(text)
    for before, block in pairwise(found):
        if block.is_printed:
            assert not before.is_printed, "two printed blocks in a row"
            yield before, block


class Samples:
    """The sample reports, published to a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.warehouse = folder / "tumen.duckdb"
        self.environment = {
            **os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8",
            "TUMEN_RAW": str(ROOT / "raw"), "TUMEN_WAREHOUSE": str(self.warehouse), "TUMEN_STATE": str(folder / "state"),
        }  # fmt: skip
        self.run = self._shell(".venv/bin/tumen run")

    def answer(self, block: Block) -> str:
        """What a block of SQL or of commands prints."""
        if block.language == "sql":
            return self._query(block.body)
        return self.run if block.body.strip() == "make run" else self._shell(block.body)

    def _query(self, sql: str) -> str:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            assert main(["query", sql, "--warehouse", str(self.warehouse)]) == 0
        return said.getvalue()

    def _shell(self, command: str) -> str:
        own = f"{shlex.quote(sys.executable)} -m assets.cli"
        script = command.replace(".venv/bin/tumen", own)
        done = subprocess.run(["sh", "-c", script], cwd=ROOT, env=self.environment, capture_output=True, encoding="utf-8", check=True)
        lines = done.stdout.replace(str(self.warehouse), f"{SHOWN_AS}/warehouse/tumen.duckdb").splitlines()
        return "".join(line.rstrip() + "\n" for line in lines)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    return Samples(tmp_path_factory.mktemp("samples"))


def rewritten(text: str, samples: Samples) -> str:
    """The page with its printed blocks made anew."""
    for before, block in reversed(list(printed_pairs(text))):
        text = text[: block.start] + samples.answer(before) + text[block.end :]
    return text


def comparable(printed: str) -> str:
    """Without what changes when a lexicon grows: numbers of lines, and the width of columns."""
    return re.sub(r"[\s─═]+", " ", re.sub(r"\.csv:[\d…]+", ".csv", printed))


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_prints_is_what_is_printed(name: str, samples: Samples) -> None:
    for before, block in printed_pairs(page(name)):
        assert comparable(block.body) == comparable(samples.answer(before)), f"{name} is behind: make docs writes it anew"


def command_lines(text: str) -> Iterator[list[str]]:
    """The words of each command in the blocks of shell, pipes taken apart."""
    for block in blocks(text):
        if block.language == "sh":
            for line in block.body.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                while "|" in words:
                    yield words[: words.index("|")]
                    words = words[words.index("|") + 1 :]
                if words:
                    yield words


@pytest.mark.parametrize("name", PAGES)
def test_commands_exist(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    for words in command_lines(page(name)):
        if words[0] == "make":
            asked = [word for word in words[1:] if "=" not in word]
            assert set(asked) <= targets, f"make has no {asked}"
        elif Path(words[0]).name == "tumen":
            depth = 3 if words[1] == "lexicon" else 2  # a command that has commands
            with pytest.raises(SystemExit) as done:
                main([word for word in words[1:depth] if not word.startswith("-")] + ["--help"])
            assert done.value.code == 0, f"tumen has no {words[1]}"
            known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
            assert {word.split("=")[0] for word in words if word.startswith("--")} <= known, f"unknown option: {' '.join(words)}"


@pytest.mark.parametrize("name", PAGES)
def test_links_and_paths_lead_somewhere(name: str) -> None:
    text = page(name)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"https?:|#", link)]
    missing = [link for link in links if not (ROOT / name).parent.joinpath(link).exists()]
    prose = BLOCK.sub("", text)
    paths = [path for path in re.findall(r"`([\w./*-]+)`", prose) if path.split("/")[0] in ROOMS and "/" in path]
    missing += [path for path in paths if path not in MADE and not list(ROOT.glob(path.rstrip("/")))]
    assert not missing


def lexicon_examples() -> list[tuple[str, str, str, str]]:
    """(lexicon file, line to add, sentence, what is then shown) of each example in the README."""
    file = r"`(pipeline/lexicon/[\w/]+\.csv)`(?:(?!pipeline/lexicon/).)*?"
    line = r"```csv\n(.*?)\n```\s*"
    sentence = r"```sh\necho '(.*?)' \|[^\n]*\n```\s*<!-- shows: (.*?) -->"
    return re.findall(file + line + sentence, page("README.md"), re.DOTALL)


def test_the_lexicon_lines_of_the_readme_work(tmp_path: Path) -> None:
    examples = lexicon_examples()
    assert len(examples) >= 5
    for package in ("assets", "pipeline", "warehouse"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.duckdb"))
    for file, line, _, _ in examples:
        lexicon = tmp_path / file
        assert line not in lexicon.read_text(encoding="utf-8"), f"{file} has the example already: choose another"
        with lexicon.open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")
    sentences = [sentence for _, _, sentence, _ in examples]
    program = "import sys; from assets.explain import explain; [print(explain(t, color=False, width=200), end='\\0') for t in sys.argv[1:]]"
    done = subprocess.run([sys.executable, "-c", program, *sentences], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    for (file, _, sentence, shown), after in zip(examples, done.stdout.split("\0"), strict=False):
        before = explain(sentence, color=False, width=200)
        assert comparable(shown) in comparable(after), f"the line for {file} does not do what the README says"
        assert comparable(shown) not in comparable(before), f"{file} needs no line for that any more"


def write_pages() -> None:
    """Write the printed blocks of every page anew, and the pages that are made as a whole."""
    write_dictionary(ROOT / "docs" / "DATA_DICTIONARY.md")
    with tempfile.TemporaryDirectory() as folder:
        samples = Samples(Path(folder))
        write_cookbook(samples.warehouse)
        for name in PAGES:
            text = page(name)
            fresh = rewritten(text, samples)
            if fresh != text:
                (ROOT / name).write_text(fresh, encoding="utf-8")
                print(f"{name} written anew")


if __name__ == "__main__":
    write_pages()
