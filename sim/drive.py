"""The shared drive: reading, uploading, filing."""

import re
from unicodedata import normalize

from sim.decision import Command, Decide, Decision, Tool, accept, apply_nothing, refuse
from sim.facts import drive
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.world import DriveFile, World

WORK_FOLDER_HINT = "Choisissez un dossier existant ou créez-le d’abord."
EDITABLE = ("upload", "erp", "attachment", "world")
"""Origins of the files a candidate may move, rename or delete."""
_FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f]')


class OpenFile(Command):
    """Display or download a file."""

    path: str
    version: int = 0
    """From 1; 0 for the present one."""


class UploadFile(Command):
    """Put a file on the drive; the bytes are already kept."""

    folder: str
    file: FileRef


class CreateFile(Command):
    """Start a new document, blank; the bytes are already kept."""

    folder: str
    file: FileRef


class RestoreVersion(Command):
    """Put an older version of a file back on top."""

    path: str
    version: int


class UseTemplate(Command):
    """Start a document from a template: a fresh copy in a folder."""

    template: str
    folder: str
    name: str = ""


class SaveAttachment(Command):
    """Save a mail's attachment to the drive."""

    mail: str
    name: str
    folder: str


class MoveFile(Command):
    """Move or rename a file."""

    path: str
    to: str


class CopyFile(Command):
    """Copy a file."""

    path: str
    to: str


class DeleteFile(Command):
    """Delete a file."""

    path: str


class CreateFolder(Command):
    """Create a folder."""

    path: str


def furnish(world: World) -> None:
    """Lay out the drive as the morning finds it."""
    opening = world.scenario.drive
    for folder in opening.folders:
        _add_folder(world, folder)
    for item in opening.files:
        path = item.path
        world.drive.files[path] = DriveFile(
            path, [item.file], origin=item.role, source=item.title, since=[0]
        )
        _add_folder(world, parent(path))


def parent(path: str) -> str:
    """Return the folder of a path."""
    return path.rpartition("/")[0]


def readers(world: World, folder: str) -> tuple[str, ...] | None:
    """Return who may read a folder (ids), by the nearest restriction above it; None: the whole company."""
    restricted = world.scenario.drive.restricted
    while folder and folder not in restricted:
        folder = parent(folder)
    return restricted.get(folder)


def _add_folder(world: World, folder: str) -> None:
    while folder:
        world.drive.folders.add(folder)
        folder = parent(folder)


def clean_path(text: str) -> str:
    """Return a path as the drive writes it: `/`-separated, absolute, no trailing slash."""
    parts = [part.strip() for part in text.replace("\\", "/").split("/")]
    return "/" + "/".join(part for part in parts if part)


def place_of(world: World, path: str) -> str:
    """Return the path by which a file or folder is there already, whatever its case or the way its accents are written."""
    there = [*world.drive.files, *world.drive.folders]
    wanted = _sounded(path)
    return path if path in there else next((one for one in there if _sounded(one) == wanted), path)


def _sounded(path: str) -> str:
    return normalize("NFC", path).casefold()


def _name_problem(path: str) -> str:
    name = path.rpartition("/")[2]
    if (
        not name.strip()
        or name.startswith(".")
        or len(name) > 120
        or _FORBIDDEN.search(name)
        or ".." in path.split("/")
    ):
        return f'« {name} » ne peut pas être un nom de fichier : évitez \\ : * ? " < > | et restez sous 120 caractères.'
    return ""


def decide_open(world: World, command: OpenFile, now: int) -> Decision:
    """Display a file that is there."""
    found = world.drive.files.get(command.path)
    if found is None:
        return refuse(_UNKNOWN)
    if not 0 <= command.version <= len(found.versions):
        return refuse(_NO_VERSION)
    file = found.versions[command.version - 1]
    return accept(drive.Opened(path=found.path, sha256=file.sha256, version=command.version))


def decide_restore(world: World, command: RestoreVersion, now: int) -> Decision:
    """Add an older version to the history, as the newest."""
    found = world.drive.files.get(command.path)
    if found is None:
        return refuse(_UNKNOWN)
    if found.origin not in EDITABLE:
        return refuse(_PROTECTED)
    if not 1 <= command.version <= len(found.versions):
        return refuse(_NO_VERSION)
    file = found.versions[command.version - 1]
    if file.sha256 == found.file.sha256:
        return refuse(f"La version {command.version} est déjà celle en vigueur.")
    fact = drive.Restored(
        path=found.path, file=file, restored=command.version, version=len(found.versions) + 1
    )
    return accept(fact)


def decide_upload(world: World, command: UploadFile, now: int) -> Decision:
    """Keep a file in an existing folder; the same name is a new version."""
    folder = clean_path(command.folder)
    path = f"{folder}/{command.file.name}"
    problem = _name_problem(path) or _folder_problem(world, folder)
    if problem:
        return refuse(problem)
    existing = world.drive.files.get(place_of(world, path))
    if existing is None:
        return accept(drive.Uploaded(path=path, file=command.file, version=1))
    if existing.origin not in EDITABLE:
        return refuse(_PROTECTED)
    count = len(existing.versions)
    if existing.file.sha256 == command.file.sha256:
        return refuse(
            f"« {existing.name} » est identique à la version {count} : rien à enregistrer."
        )
    file = command.file.model_copy(update={"name": existing.name})
    return accept(drive.Uploaded(path=existing.path, file=file, version=count + 1))


def decide_create_file(world: World, command: CreateFile, now: int) -> Decision:
    """Add a file under a name that is free: a new document is never a version of another."""
    path = f"{clean_path(command.folder)}/{command.file.name}"
    problem = _name_problem(path) or _folder_problem(world, parent(path)) or _taken(world, path)
    if problem:
        return refuse(problem)
    return accept(drive.Uploaded(path=path, file=command.file, version=1))


def _folder_problem(world: World, folder: str) -> str:
    if folder not in world.drive.folders:
        return f"Le dossier « {folder} » n’existe pas. {WORK_FOLDER_HINT}"
    return ""


def decide_template(world: World, command: UseTemplate, now: int) -> Decision:
    """Copy a template of the company to a folder."""
    found = world.drive.files.get(command.template)
    if found is None or found.origin != "template":
        return refuse("Ce modèle n’existe pas : choisissez-le dans le dossier des modèles.")
    folder = clean_path(command.folder)
    path = f"{folder}/{command.name.strip() or found.name}"
    problem = _name_problem(path) or _folder_problem(world, folder) or _taken(world, path)
    if problem:
        return refuse(problem)
    file = found.file.model_copy(update={"name": path.rpartition("/")[2]})
    return accept(drive.Added(path=path, file=file, origin="template", source=found.path))


def decide_save_attachment(world: World, command: SaveAttachment, now: int) -> Decision:
    """Save an attachment that is there to a folder that is there."""
    item = world.mail.received.get(command.mail)
    files = item.message.attachments if item else ()
    file = next((file for file in files if file.name == command.name), None)
    folder = clean_path(command.folder)
    path = f"{folder}/{command.name}"
    if file is None:
        return refuse("Cette pièce jointe n’est plus dans votre messagerie.")
    problem = _folder_problem(world, folder) or _taken(world, path)
    if problem:
        return refuse(problem)
    return accept(drive.Added(path=path, file=file, origin="attachment", source=command.mail))


def _taken(world: World, path: str) -> str:
    there = place_of(world, path)
    if there in world.drive.folders:
        return f"« {there} » est un dossier : donnez un nom au fichier."
    if there in world.drive.files:
        return f"Un fichier « {there} » existe déjà : choisissez un autre nom ou supprimez d’abord l’ancien."
    return ""


def decide_move(world: World, command: MoveFile, now: int) -> Decision:
    """Move a file the candidate may touch to a free place."""
    found, to = world.drive.files.get(command.path), clean_path(command.to)
    if found is None:
        return refuse(_UNKNOWN)
    if found.path == to:
        return accept()
    problem = _name_problem(to) or _folder_problem(world, parent(to))
    if not problem and place_of(world, to) != found.path:
        problem = _taken(world, to)
    if found.origin not in EDITABLE:
        problem = _PROTECTED
    if problem:
        return refuse(problem)
    return accept(drive.Moved(path=found.path, to=to))


def decide_copy(world: World, command: CopyFile, now: int) -> Decision:
    """Copy any file to a free place."""
    found, to = world.drive.files.get(command.path), clean_path(command.to)
    if found is None:
        return refuse(_UNKNOWN)
    problem = _name_problem(to) or _folder_problem(world, parent(to)) or _taken(world, to)
    if problem:
        return refuse(problem)
    return accept(drive.Copied(path=found.path, to=to))


def decide_delete(world: World, command: DeleteFile, now: int) -> Decision:
    """Delete a file the candidate may touch."""
    found = world.drive.files.get(command.path)
    if found is None:
        return refuse(_UNKNOWN)
    if found.origin not in EDITABLE:
        return refuse(_PROTECTED)
    return accept(drive.Deleted(path=found.path))


def decide_folder(world: World, command: CreateFolder, now: int) -> Decision:
    """Create a folder in an existing one."""
    path = clean_path(command.path)
    problem = _name_problem(path)
    there = place_of(world, path)
    if there in world.drive.folders:
        problem = f"Le dossier « {there} » existe déjà."
    elif there in world.drive.files:
        problem = f"Un fichier « {there} » existe déjà : donnez un autre nom au dossier."
    elif parent(path) and parent(path) not in world.drive.folders:
        problem = f"Le dossier parent « {parent(path)} » n’existe pas : créez-le d’abord."
    if problem:
        return refuse(problem)
    return accept(drive.FolderCreated(path=path))


_NO_VERSION = (
    "Cette version n’existe pas : choisissez-en une dans la liste des versions du fichier."
)
_UNKNOWN = (
    "Ce fichier n’est plus à cet endroit : il a été déplacé ou supprimé. Actualisez le dossier."
)
_PROTECTED = "Ce fichier appartient à l’entreprise (procédure, modèle ou référence) : il ne peut pas être modifié. Faites-en une copie."


def apply_uploaded(world: World, entry: Entry, fact: drive.Uploaded) -> None:
    """Add the file, or its version."""
    existing = world.drive.files.get(fact.path)
    if existing:
        _add_version(existing, fact.file, entry.at)
        return
    world.drive.files[fact.path] = _new_file(fact.path, fact.file, "upload", entry.at)


def apply_restored(world: World, entry: Entry, fact: drive.Restored) -> None:
    """Add the older content as the newest version."""
    _add_version(world.drive.files[fact.path], fact.file, entry.at)


def _add_version(file: DriveFile, content: FileRef, at: int) -> None:
    file.versions.append(content)
    file.since.append(at)
    file.at = at


def _new_file(path: str, content: FileRef, origin: str, at: int, source: str = "") -> DriveFile:
    return DriveFile(path, [content], origin=origin, source=source, at=at, since=[at])


def apply_added(world: World, entry: Entry, fact: drive.Added) -> None:
    """Add the file; a copy of a template is the candidate's own."""
    origin = "upload" if fact.origin == "template" else fact.origin
    added = _new_file(fact.path, fact.file, origin, entry.at, fact.source)
    world.drive.files[fact.path] = added
    _add_folder(world, parent(fact.path))


def apply_moved(world: World, entry: Entry, fact: drive.Moved) -> None:
    """Change its path, keep its versions."""
    moved = world.drive.files.pop(fact.path)
    moved.path, moved.at = fact.to, entry.at
    world.drive.files[fact.to] = moved


def apply_copied(world: World, entry: Entry, fact: drive.Copied) -> None:
    """Add a file with the same content; a copy is the candidate's own."""
    source = world.drive.files[fact.path]
    origin = source.origin if source.origin in EDITABLE else "upload"
    copied = _new_file(fact.to, source.file, origin, entry.at, source.source)
    world.drive.files[fact.to] = copied


def apply_deleted(world: World, entry: Entry, fact: drive.Deleted) -> None:
    """Remove it from the drive."""
    world.drive.files.pop(fact.path)


def apply_folder(world: World, entry: Entry, fact: drive.FolderCreated) -> None:
    """Add the folder."""
    world.drive.folders.add(fact.path)


DECIDES: dict[type[Command], Decide] = {
    OpenFile: decide_open,
    UploadFile: decide_upload,
    CreateFile: decide_create_file,
    RestoreVersion: decide_restore,
    UseTemplate: decide_template,
    SaveAttachment: decide_save_attachment,
    MoveFile: decide_move,
    CopyFile: decide_copy,
    DeleteFile: decide_delete,
    CreateFolder: decide_folder,
}

TOOL = Tool(
    decides=DECIDES,
    needs=dict.fromkeys(DECIDES, ("network_drive",)),
    applies={
        drive.Opened: apply_nothing,
        drive.Uploaded: apply_uploaded,
        drive.Restored: apply_restored,
        drive.Added: apply_added,
        drive.Moved: apply_moved,
        drive.Copied: apply_copied,
        drive.Deleted: apply_deleted,
        drive.FolderCreated: apply_folder,
    },
)
