"""Where packs and référentiels live, and how a name on the command line or in a form finds one."""

from functools import cache
from pathlib import Path

import sim
from sim.framework import Framework, load_framework

SCENARIOS = Path(sim.__file__).resolve().parent.parent / "scenarios"
PACKS = SCENARIOS / "packs"
FRAMEWORKS = SCENARIOS / "frameworks"


class UnknownPack(Exception):
    """No pack has this name."""


def pack_folders() -> list[Path]:
    """Return the folders of the packs that ship, in order of name."""
    return sorted(path.parent for path in PACKS.glob("*/pack.yaml"))


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
