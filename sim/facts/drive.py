"""Facts of the shared drive. Paths are absolute, `/`-separated, without a trailing slash."""

from typing import Literal

from sim.facts.base import Fact, FileRef


class Opened(Fact):
    """A file was displayed or downloaded."""

    kind: Literal["drive.opened"] = "drive.opened"
    path: str
    sha256: str
    version: int = 0
    """An older version than the present one, from 1; 0 for the present one."""

    sentence_fr = "Ouvre le fichier {path}"
    sentence_en = "Opens {path}"


class Uploaded(Fact):
    """The candidate put a file there; an existing one gains a version."""

    kind: Literal["drive.uploaded"] = "drive.uploaded"
    path: str
    file: FileRef
    version: int

    sentence_fr = "Dépose {path} (version {version})"
    sentence_en = "Uploads {path} (version {version})"


class Restored(Fact):
    """An older version was put back on top: nothing of the history is lost."""

    kind: Literal["drive.restored"] = "drive.restored"
    path: str
    file: FileRef
    restored: int
    """The version put back, from 1."""
    version: int
    """The number it has now."""

    sentence_fr = "Rétablit la version {restored} de {path} (version {version})"
    sentence_en = "Restores version {restored} of {path} (version {version})"


class Added(Fact):
    """The office put a file there: an output of the ERP, a saved attachment, a fresh template copy."""

    kind: Literal["drive.added"] = "drive.added"
    path: str
    file: FileRef
    origin: Literal["erp", "attachment", "template", "world"]
    source: str = ""
    """What it was made from: record and form, mail id, template path."""

    sentence_fr = "Nouveau fichier {path}"
    sentence_en = "New file {path}"


class Moved(Fact):
    """A file was moved or renamed."""

    kind: Literal["drive.moved"] = "drive.moved"
    path: str
    to: str

    sentence_fr = "Déplace {path} vers {to}"
    sentence_en = "Moves {path} to {to}"


class Copied(Fact):
    """A file was copied."""

    kind: Literal["drive.copied"] = "drive.copied"
    path: str
    to: str

    sentence_fr = "Copie {path} vers {to}"
    sentence_en = "Copies {path} to {to}"


class Deleted(Fact):
    """A file was deleted."""

    kind: Literal["drive.deleted"] = "drive.deleted"
    path: str

    sentence_fr = "Supprime {path}"
    sentence_en = "Deletes {path}"


class FolderCreated(Fact):
    """A folder was created."""

    kind: Literal["drive.folder_created"] = "drive.folder_created"
    path: str

    sentence_fr = "Crée le dossier {path}"
    sentence_en = "Creates folder {path}"


def put_at(fact: Fact) -> str:
    """Return where a fact puts a file that was not there; nothing for any other fact."""
    if isinstance(fact, Moved | Copied):
        return fact.to
    return fact.path if isinstance(fact, Uploaded | Added) else ""
