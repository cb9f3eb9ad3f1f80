"""Where packs and référentiels live, and how a name on the command line or in a form finds one."""

from functools import cache
from pathlib import Path

from pydantic import ValidationError

import sim
from sim.framework import Framework, load_framework
from sim.scenario.pack import PackFile
from sim.scenario.reading import texts
from sim.scenario.yaml import Fault, parse

SCENARIOS = Path(sim.__file__).resolve().parent.parent / "scenarios"
PACKS = SCENARIOS / "packs"
FRAMEWORKS = SCENARIOS / "frameworks"


class UnknownPack(Exception):
    """No pack has this name."""


def pack_folders() -> list[Path]:
    """Return the folders of the packs that ship, in order of name."""
    return sorted(path.parent for path in PACKS.glob("*/pack.yaml"))


def about(folder: Path) -> PackFile | None:
    """Return what a pack says of itself; nothing when its file cannot be read."""
    try:
        text = (folder / "pack.yaml").read_text(encoding="utf-8-sig")
        return PackFile.model_validate(texts(parse(text).data))
    except (OSError, UnicodeDecodeError, Fault, ValidationError):
        return None


def find_pack(name: str) -> Path:
    """Return the folder of a pack, by its name or by a path. Raises `UnknownPack`."""
    by_name = PACKS / name
    if "/" not in name and by_name.is_dir():
        return by_name
    path = Path(name)
    if path.is_dir():
        return path
    known = ", ".join(folder.name for folder in pack_folders()) or "aucun"
    raise UnknownPack(f"Le pack « {name} » est introuvable. Packs disponibles : {known}.")


@cache
def framework(name: str = "cqpm-aga") -> Framework:
    """Return a référentiel that ships."""
    return load_framework(FRAMEWORKS / f"{name}.yaml")
