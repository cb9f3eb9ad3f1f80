"""Words kept to their place: chance, clocks, htmx headers; and every fact kind told, read and written."""

import ast
import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from sim.dispatch import APPLIES, COMMANDS
from sim.facts.dictionary import KINDS, kind_of, parse_fact
from sim.journal.entry import Entry, dump, load

ROOT = Path(__file__).parents[2]
CORE = sorted(path for layer in ("sim", "grading") for path in (ROOT / layer).rglob("*.py"))
WEB = sorted((ROOT / "webapp").rglob("*.py"))
CHANCE = {"random", "secrets", "uuid"}
CLOCKS = {
    ("time", "time"), ("time", "time_ns"), ("time", "monotonic"), ("time", "perf_counter"), ("datetime", "now"),
    ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"),
}  # fmt: skip
MEASURE = ROOT / "webapp" / "cli" / "bench" / "measure.py"
"""Times what the benches ask: durations."""
BROWSER = ROOT / "webapp" / "cli" / "bench" / "served.py"
"""Asks for pages as a browser does, with a browser's own header."""
WALL = ROOT / "webapp" / "wall.py"
HTMX = ROOT / "webapp" / "htmx.py"


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def clocks_read(path: Path) -> set[tuple[str, str]]:
    read = {
        (getattr(node.value, "id", getattr(node.value, "attr", "")), node.attr)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
    }
    return read & CLOCKS


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_the_office_and_its_grading_know_no_chance_and_no_clock(path):
    assert not imported(path) & {*CHANCE, "time"}
    assert not clocks_read(path)


def test_one_module_reads_the_clock():
    assert {path for path in WEB if clocks_read(path)} == {WALL, MEASURE}
    assert clocks_read(MEASURE) == {("time", "perf_counter")}


def test_one_module_names_the_headers_of_htmx():
    assert {path for path in WEB if '"HX-' in path.read_text(encoding="utf-8")} == {
        HTMX,
        BROWSER,
    }


def test_a_kind_is_a_tool_and_what_happened():
    assert [kind for kind in KINDS if not re.fullmatch(r"[a-z]+\.[a-z_]+", kind)] == []


def test_a_command_is_an_order_and_never_a_fact():
    facts = {fact.__name__ for fact in APPLIES}

    assert all(name[0].isupper() for name in COMMANDS)
    assert not [name for name in COMMANDS if name.endswith("ed") and name in facts]


def example(annotation: Any) -> Any:
    """Return a value of a type, the plainest there is."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return inside[0]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return filled(annotation)
    if origin is tuple:
        return tuple(example(one) for one in inside if one is not Ellipsis)
    if origin is dict:
        return {example(inside[0]): example(inside[1])}
    if inside:
        return example(inside[0])
    return {str: "texte « é »", int: 7, float: 1.25, bool: True}[annotation]


def filled(model: type[BaseModel]) -> BaseModel:
    return model.model_validate(
        {
            field.alias or name: example(field.annotation)
            for name, field in model.model_fields.items()
        }
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_back_as_it_was_written(kind):
    fact = filled(KINDS[kind])
    entry = Entry(seq=1, at=0, wall=0, actor="candidate", fact=fact).sealed("0" * 64)

    assert kind_of(fact) == kind
    assert parse_fact(fact.model_dump(mode="json")) == fact
    assert load(dump(entry)) == entry


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_sentence_and_says_what_is_personal(kind):
    fact = filled(KINDS[kind])

    for language in ("fr", "en"):
        sentence = fact.sentence(language)
        assert sentence
        assert "{" not in sentence
    assert set(fact.personal) <= set(type(fact).model_fields)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_applied(kind):
    assert KINDS[kind] in APPLIES


def test_nothing_is_applied_that_could_not_be_read_back():
    assert set(APPLIES) == set(KINDS.values())
