"""Sizes, annotations and imports: what a linter does not hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE_LINES, FUNCTION_LINES = 400, 50
MIGRATIONS = ROOT / "webapp" / "store" / "migrations"
"""Tables as they were at a release: a list, however long."""
FILES = sorted(
    path
    for layer in ("sim", "grading", "webapp")
    for path in (ROOT / layer).rglob("*.py")
    if MIGRATIONS not in path.parents
)
IN_BRACKETS = re.compile(r"[a-zà-ÿ]\((?:s|x)\)")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_can_be_read_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_function_fits_on_a_screen(path):
    long = [one.name for one in functions(path) if one.end_lineno - one.lineno >= FUNCTION_LINES]

    assert long == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_stand_at_the_top(path):
    inside = [
        one.name
        for one in functions(path)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(one))
    ]

    assert inside == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_count_is_written_with_a_plural_in_brackets(path):
    """`french.plural` knows: « 8 règle(s) » is a form's language."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]

    assert [text for text in texts if isinstance(text, str) and IN_BRACKETS.search(text)] == []


def test_no_name_is_handed_on_by_another_module():
    packages = [path for path in FILES if path.name == "__init__.py"]

    for path in packages:
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert [type(node).__name__ for node in body] == ["Expr"], name_of(path)
