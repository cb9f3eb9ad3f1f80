"""A folder to a pack: every file is read, and every problem of form is collected."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sim.scenario.pack import Pack, Source
from sim.scenario.problems import PackRefused, Problem
from sim.scenario.refusals import yaml_message
from sim.scenario.yaml import Fault, Parsed, parse

FILE_LIMIT = 10_000_000
FILES_LIMIT = 2_000
REQUIRED = ("pack.yaml", "people.yaml", "brief.md", "key.yaml")
PLACES = re.compile(
    r"(pack|variants|people|timeline|notices|drive|key)\.yaml|(brief|README)\.md|mail/[^/]+\.md"
    r"|(calls|erp|rubric|rehearsals)/[^/]+\.yaml"
)
"""Where a text of the pack is read: of any other, its author believes that it is."""
_FRONT = re.compile(r"\A---\n(.*?)\n---\n?", re.DOTALL)


def load(folder: Path) -> Pack:
    """Read a pack. Raises `PackRefused` with every problem when any file cannot be read."""
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    assets: dict[str, bytes] = {}
    found = _files(folder, problems)
    if problems:
        raise PackRefused(problems)
    for path in found:
        _read(folder, path, sources, assets, problems)
    for name in REQUIRED:
        if name not in sources and not any(problem.file == name for problem in problems):
            problems.append(_missing(name))
    if problems:
        raise PackRefused(sorted(problems))
    return Pack(folder=folder, slug=folder.name, sources=sources, assets=assets)


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    if not folder.is_dir():
        problems.append(
            Problem(
                folder.name,
                0,
                "",
                "Ce dossier de pack n’existe pas.",
                "This pack folder does not exist.",
            )
        )
        return []
    found = sorted(
        path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")
    )
    if len(found) > FILES_LIMIT:
        problems.append(
            Problem(
                folder.name, 0, "",
                f"Le pack compte plus de {FILES_LIMIT} fichiers : retirez ceux qui ne servent pas.",
                f"The pack has more than {FILES_LIMIT} files: remove those that are not used.",
            )
        )  # fmt: skip
        return []
    return found


def _read(
    folder: Path,
    path: Path,
    sources: dict[str, Source],
    assets: dict[str, bytes],
    problems: list[Problem],
) -> None:
    name = path.relative_to(folder).as_posix()
    if path.is_symlink() or path.stat().st_size > FILE_LIMIT:
        problems.append(
            Problem(
                name, 0, "",
                "Ce fichier est un lien, ou dépasse 10 Mo : remplacez-le par un fichier plus petit.",
                "This file is a link, or larger than 10 MB: replace it by a smaller file.",
            )
        )  # fmt: skip
        return
    if not _is_source(name):
        assets[name] = path.read_bytes()
        return
    try:
        sources[name] = _source(name, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        problems.append(
            Problem(
                name, 0, "",
                "Ce fichier n’est pas enregistré en UTF-8 : enregistrez-le avec cet encodage.",
                "This file is not UTF-8: save it with that encoding.",
            )
        )  # fmt: skip
    except Fault as fault:
        problems.append(
            Problem(
                name,
                fault.line,
                "",
                *yaml_message(fault.reason),
            )
        )


def strays(pack: Pack) -> Iterator[Problem]:
    """Return the texts that nobody reads: such a pack can be sealed, not published."""
    fr = "Ce fichier n’est lu par personne : corrigez son nom ou son dossier (le guide des auteurs donne les noms), ou retirez-le."
    en = "Nobody reads this file: correct its name or folder (the authoring guide gives the names), or remove it."
    for name in pack.sources:
        if not PLACES.fullmatch(name):
            yield Problem(name, 0, "", fr, en)


def _is_source(name: str) -> bool:
    in_files = name.startswith(("files/", "procedures/"))
    return not in_files and name.endswith((".yaml", ".yml", ".md"))


@lru_cache(maxsize=1024)
def _source(name: str, text: str) -> Source:
    """Parse a file once for as long as its text is the same: reading YAML is what loading costs."""
    if not name.endswith(".md"):
        return Source(file=name, parsed=parse(text))
    front = _FRONT.match(text)
    if front is None:
        return Source(file=name, parsed=Parsed({}), body=text)
    body_line = text[: front.end()].count("\n") + 1
    parsed = parse(front[1], first_line=2)
    return Source(file=name, parsed=parsed, body=text[front.end() :], body_line=body_line)


def _missing(name: str) -> Problem:
    return Problem(
        name, 0, "",
        f"Le fichier « {name} » manque : créez-le (le guide des auteurs en donne un exemple).",
        f"The file “{name}” is missing: create it (the authoring guide has an example).",
    )  # fmt: skip
