"""The house rules that a machine can hold: who may import whom, how long a module may be, what it may not be called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("pipeline", "assets", "warehouse")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST = 300

# Room → the rooms that it may import besides itself. The first prefix that fits a module is its room.
ROOMS: dict[str, tuple[str, ...]] = {
    "assets": ("pipeline", "warehouse"),
    "warehouse": (),
    "pipeline.schema": (),
    "pipeline.text": ("pipeline.schema",),
    "pipeline.lexicon": ("pipeline.schema",),
    "pipeline.documents": ("pipeline.text", "pipeline.schema"),
    "pipeline.mentions": ("pipeline.text", "pipeline.lexicon", "pipeline.schema"),
    "pipeline.facts": ("pipeline.mentions", "pipeline.text", "pipeline.lexicon", "pipeline.schema"),
    "pipeline.extract": ("pipeline.facts", "pipeline.mentions", "pipeline.text", "pipeline.lexicon", "pipeline.schema"),
    "pipeline.runners_up": (
        "pipeline.extract",
        "pipeline.facts",
        "pipeline.mentions",
        "pipeline.text",
        "pipeline.lexicon",
        "pipeline.schema",
    ),
    "pipeline": (),
}
ONLY_IN = {"dagster": "assets", "pyspark": "assets", "duckdb": "warehouse"}
# What would make the result depend on more than the texts.
NOT_IN_PIPELINE = {"time", "random", "secrets", "socket", "ssl", "urllib", "http", "requests", "subprocess", "threading", "asyncio"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_in(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def imports(path: Path) -> Iterator[str]:
    """The full names that a module imports, wherever in it; of `from a import b` both a and a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative imports hide which way they point"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names if (node.module or "") in PACKAGES)


def own_imports(path: Path) -> Iterator[str]:
    return (name for name in imports(path) if name.split(".")[0] in PACKAGES and name not in PACKAGES)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_point_one_way(path: Path) -> None:
    room = next(room for room in ROOMS if is_in(module_name(path), room))
    allowed = (room, *ROOMS[room])
    wrong = sorted({name for name in own_imports(path) if not any(is_in(name, other) for other in allowed)})
    assert not wrong, f"{module_name(path)} may import from {', '.join(allowed)}, not {', '.join(wrong)}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_dagster_and_duckdb_stay_in_their_rooms(path: Path) -> None:
    for name in imports(path):
        home = ONLY_IN.get(name.split(".")[0].split("_")[0])
        assert home is None or is_in(module_name(path), home), f"{name} is imported only in {home}/"


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(ROOT / "pipeline")], ids=module_name)
def test_the_pipeline_knows_neither_clock_nor_chance_nor_network(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & NOT_IN_PIPELINE


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_has_a_name_that_says_something_and_fits_a_few_screens(path: Path) -> None:
    assert path.stem not in {"helpers", "utils", "common"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_body_of_an_asset_fits_in_fifteen_lines() -> None:
    flow = ast.parse((ROOT / "assets" / "flow.py").read_text(encoding="utf-8"))
    functions = [node for node in flow.body if isinstance(node, ast.FunctionDef)]
    assert functions
    for function in functions:
        first = function.body[1] if ast.get_docstring(function) else function.body[0]
        assert (function.end_lineno or 0) - first.lineno < 15, function.name


def test_no_module_of_the_pipeline_calls_python_for_each_row() -> None:
    found = [
        module_name(path) for path in MODULES if path.is_relative_to(ROOT / "pipeline") and ".map_elements(" in path.read_text("utf-8")
    ]
    assert not found


def test_what_follows_from_lexicons_is_forgotten_with_them() -> None:
    rooms = ("pipeline.lexicon", "pipeline.mentions", "pipeline.facts", "pipeline.extract")
    free = ("pipeline.lexicon.sources", "pipeline.lexicon.places_geonames")  # the first keeps for all, the second keeps what is no lexicon
    keeping = [
        module_name(path) for path in MODULES if any(is_in(module_name(path), room) for room in rooms) and "functools" in imports(path)
    ]
    assert set(keeping) <= set(free), "keep with pipeline.lexicon.sources.cached, or a user's lexicon would not be seen"
