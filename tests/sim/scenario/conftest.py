"""The pack that ships, read once, and small packs written by hand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.scenario.load import load
from sim.scenario.pack import Pack, Source
from sim.scenario.problems import PackRefused, Problem
from sim.scenario.seal import seal
from sim.scenario.yaml import parse

SHIPPED = Path(__file__).parents[3] / "scenarios" / "packs" / "adv-fac-01"
SMALL = {
    "pack.yaml": """\
format: 1
id: petit
version: "1"
title: Petit pack
field: adv
framework: cqpm-aga
start: 2026-10-13T08:30
duration_min: 60
candidate: {name: Camille, function: Assistante, mailbox: adv@petit.example}
company: {name: PETIT, address: [1 rue Haute], identity: SAS}
""",
    "people.yaml": "people:\n  - {id: luc, name: Luc, email: luc@petit.example, internal: true}\n",
    "key.yaml": "tasks: []\n",
    "brief.md": "Bonjour.\n",
}


@pytest.fixture(scope="session")
def shipped() -> Pack:
    return load(SHIPPED)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the pack that ships, to be broken."""
    return Path(shutil.copytree(SHIPPED, tmp_path / SHIPPED.name))


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """Write a pack that seals; a file given replaces the one there, or takes it away with None."""

    def write(files: dict[str, str | bytes | None] | None = None) -> Path:
        folder = tmp_path / "petit"
        for name, content in {**SMALL, **(files or {})}.items():
            if content is None:
                continue
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


def problems_of(folder: Path) -> list[Problem]:
    """Load and seal; return what is refused."""
    try:
        seal(load(folder), 0)
    except PackRefused as refused:
        return refused.problems
    return []


def changed(pack: Pack, file: str, old: str, new: str) -> Pack:
    """Return the pack with a text of one of its YAML files replaced, as an author would."""
    text = (pack.folder / file).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    source = Source(file=file, parsed=parse(text.replace(old, new, 1)))
    return pack.model_copy(update={"sources": {**pack.sources, file: source}})


def refusals(pack: Pack) -> list[Problem]:
    """Return what sealing refuses."""
    try:
        seal(pack, 0)
    except PackRefused as refused:
        return refused.problems
    return []
