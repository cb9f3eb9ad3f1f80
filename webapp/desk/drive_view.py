"""What the documents screen shows, from the world alone: the folder tree, a folder's files, one file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sim.drive import EDITABLE, parent, readers
from sim.language.normalise import normalise
from sim.world import DriveFile, World
from webapp.desk.previews import extension

KINDS = {
    "pdf": ("file-earmark-pdf", "Document PDF"),
    "docx": ("file-earmark-word", "Document Word"),
    "xlsx": ("file-earmark-excel", "Classeur Excel"),
    "pptx": ("file-earmark-slides", "Présentation PowerPoint"),
    "odt": ("file-earmark-richtext", "Texte OpenDocument"),
    "ods": ("file-earmark-spreadsheet", "Classeur OpenDocument"),
    "odp": ("file-earmark-slides", "Présentation OpenDocument"),
    "rtf": ("file-earmark-richtext", "Texte RTF"),
    "csv": ("filetype-csv", "Données CSV"),
    "zip": ("file-earmark-zip", "Archive"),
    "md": ("journal-text", "Page"),
    "txt": ("file-earmark-text", "Texte"),
    "png": ("file-earmark-image", "Image"),
    "jpg": ("file-earmark-image", "Image"),
    "jpeg": ("file-earmark-image", "Image"),
}
UNKNOWN_KIND = ("file-earmark", "Fichier")
LABELS = {"procedure": "Procédure", "template": "Modèle"}
SEARCH_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Branch:
    """A folder of the tree that is in sight."""

    path: str
    name: str
    depth: int
    open: bool
    leaf: bool
    current: bool
    readers: str
    """Who may read it; nothing when everybody may."""


@dataclass(frozen=True, slots=True)
class Row:
    """A file of the list."""

    path: str
    name: str
    folder: str
    icon: str
    kind: str
    size: str
    version: int
    modified: datetime | None
    """Office time; nothing for what was there before the morning."""
    editable: bool
    template: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a file, as its page lists it."""

    number: int
    size: str
    moment: datetime | None


def drive_context(
    world: World, folder: str = "", query: str = "", selected: str = ""
) -> dict[str, Any]:
    """Return what the documents screen needs: a folder, or a search by name, and the file being filed."""
    folder = folder if folder in world.drive.folders else ""
    found = _search(world, query) if query.strip() else _files_in(world, folder)
    chosen = world.drive.files.get(selected)
    return {
        "folder": folder,
        "query": query,
        "tree": tree(world, folder),
        "crumbs": crumbs(folder),
        "subfolders": [] if query.strip() else _branches(world, _children(world, folder), folder),
        "files": [row(world, file) for file in found],
        "selected": row(world, chosen) if chosen else None,
        "folders": folders(world),
        "templates": [row(world, file) for file in _sorted(world, "template")],
        "readers": _readers(world, folder),
    }


def file_context(world: World, file: DriveFile) -> dict[str, Any]:
    """Return what the page of one file needs, its content apart."""
    folder = parent(file.path)
    return {
        "file": row(world, file),
        "folder": folder,
        "query": "",
        "tree": tree(world, folder),
        "crumbs": crumbs(folder),
        "versions": len(file.versions),
        "history": [
            Version(number, size_text(content.size), _moment(world, file, number))
            for number, content in enumerate(file.versions, start=1)
        ],
        "folders": folders(world),
    }


def _moment(world: World, file: DriveFile, number: int) -> datetime | None:
    """Return when a version came, unless the file was there in the morning."""
    at = file.since[number - 1] if number <= len(file.since) else 0
    return world.moment(at) if at else None


def row(world: World, file: DriveFile) -> Row:
    """Return a file as the list shows it."""
    icon, kind = KINDS.get(extension(file.name), UNKNOWN_KIND)
    editable = file.origin in EDITABLE
    return Row(
        path=file.path,
        name=file.name,
        folder=parent(file.path),
        icon=icon,
        kind=LABELS.get(file.origin, kind),
        size=size_text(file.file.size),
        version=len(file.versions),
        modified=world.moment(file.at) if editable else None,
        editable=editable,
        template=file.origin == "template",
    )


def crumbs(folder: str) -> list[tuple[str, str]]:
    """Return (name, path) of the folder and of those above it, the highest first."""
    parts = [part for part in folder.split("/") if part]
    return [(part, "/" + "/".join(parts[: at + 1])) for at, part in enumerate(parts)]


def tree(world: World, folder: str) -> list[Branch]:
    """Return the folders in sight: those at the top, and those beside and under the way to `folder`."""
    open_folders = {"", *(path for _, path in crumbs(folder))}
    visible = [path for path in folders(world) if parent(path) in open_folders]
    return _branches(world, visible, folder)


def folders(world: World) -> list[str]:
    """Return all folders, each before those it holds."""
    return sorted(world.drive.folders, key=_place)


@lru_cache(maxsize=4096)
def _place(path: str) -> tuple[str, ...]:
    """Return what a folder is sorted by: every screen that files something lists them all."""
    return tuple(normalise(part) for part in path.split("/"))


def size_text(size: int) -> str:
    """Return `12 Ko`: rounded up, as file managers do."""
    if size < 1024:
        return f"{size}\u00a0o"
    if size < 1024 * 1024:
        return f"{-(-size // 1024)}\u00a0Ko"
    return f"{size / 1024 / 1024:.1f}\u00a0Mo".replace(".", ",")


def _branches(world: World, paths: Iterable[str], folder: str) -> list[Branch]:
    on_the_way = {path for _, path in crumbs(folder)}
    with_children = {parent(path) for path in world.drive.folders}
    return [
        Branch(
            path=path,
            name=path.rpartition("/")[2],
            depth=path.count("/") - 1,
            open=path in on_the_way,
            leaf=path not in with_children,
            current=path == folder,
            readers=_readers(world, path),
        )
        for path in paths
    ]


def _readers(world: World, folder: str) -> str:
    found = (world.person(person) for person in readers(world, folder) or ())
    return ", ".join(person.name for person in found if person)


def _children(world: World, folder: str) -> list[str]:
    return [path for path in folders(world) if parent(path) == folder]


def _files_in(world: World, folder: str) -> list[DriveFile]:
    inside = (file for file in world.drive.files.values() if parent(file.path) == folder)
    return sorted(inside, key=_by_name)


def _search(world: World, query: str) -> list[DriveFile]:
    words = normalise(query).split()
    files = world.drive.files.values()
    found = [file for file in files if all(word in normalise(file.name) for word in words)]
    return sorted(found, key=_by_name)[:SEARCH_LIMIT]


def _sorted(world: World, origin: str) -> list[DriveFile]:
    return sorted((f for f in world.drive.files.values() if f.origin == origin), key=_by_name)


def _by_name(file: DriveFile) -> tuple[str, str]:
    return normalise(file.name), file.path
