"""Checks on filing: where files ended, under which name, and what was left lying about."""

import re
from fnmatch import fnmatchcase
from typing import ClassVar, Literal

from pydantic import Field

from grading.checks.base import Check
from grading.checks.select import Which, pick
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.language.french import plural
from sim.language.normalise import normalise
from sim.matching import is_output
from sim.pattern import RecordPattern
from sim.world import DriveFile

OWN = ("upload", "erp", "attachment")
"""Origins of the files the candidate put, or left, where they are."""


def in_folder(path: str, folder: str) -> bool:
    """Say whether a file lies in a folder (`*` stands for anything), whatever case and accents."""
    return fnmatchcase(normalise(path.rpartition("/")[0]), normalise(folder))


class Filed(Check):
    """A printed form or a document of the candidate's is where the filing plan puts it."""

    meaning_fr: ClassVar[str] = (
        "Un fichier se trouve dans le dossier prévu ; les majuscules et les accents du chemin ne comptent pas."
    )
    type: Literal["filed"]
    output: RecordPattern | None = None
    """A printed form of the ERP, recognised byte for byte."""
    document: Which | None = None
    """A document of the candidate's."""
    folder: str | tuple[str, ...]
    name: str | None = None
    """Regular expression of the whole file name; only looked at when given."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        found = self._found(record)
        if not found:
            return result(
                "not_met", f"Introuvable sur le lecteur partagé : {self.label}.", record.nowhere()
            )
        folders = (self.folder,) if isinstance(self.folder, str) else self.folder
        placed = [item for item in found if any(in_folder(item.path, folder) for folder in folders)]
        if not placed:
            reason = f"Rangé ailleurs ({found[0].path}) : {self.label}."
            return result("not_met", reason, Evidence(file=found[0].path))
        named = [item for item in placed if self.name is None or re.fullmatch(self.name, item.name)]
        if not named:
            reason = f"Nom non conforme ({placed[0].name}) : {self.label}."
            return result("not_met", reason, Evidence(file=placed[0].path))
        return result("met", f"À sa place : {self.label}.", Evidence(file=named[0].path))

    def _found(self, record: Record) -> list[DriveFile]:
        files = list(record.world.drive.files.values())
        if self.output is not None:
            wanted = self.output
            return [item for item in files if is_output(wanted, item.file, record.world)]
        chosen = pick(record, self.document) if self.document else []
        paths = {made.path for made in chosen}
        return [item for item in files if item.path in paths]


class NamedRight(Check):
    """The files of a folder tree follow the naming rule."""

    meaning_fr: ClassVar[str] = "Les fichiers rangés par le candidat suivent la règle de nommage."
    type: Literal["named_right"]
    under: str
    """Folder tree, `*` stands for anything."""
    name: str
    """Regular expression of a whole file name."""
    outputs: bool | None = None
    """Only printed forms of the ERP (true), only other files (false), or both."""
    share: float = 0.9
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        files = [item for item in record.world.drive.files.values() if self._concerns(record, item)]
        if not files:
            return result("not_met", f"Aucun fichier rangé : {self.label}.", record.nowhere())
        wrong = [item for item in files if not re.fullmatch(self.name, item.name)]
        if 1 - len(wrong) / len(files) >= self.share:
            reason = f"{plural(len(files) - len(wrong), 'nom conforme', 'noms conformes')} sur {len(files)} : {self.label}."
            return result("met", reason, *(Evidence(file=item.path) for item in files[:6]))
        names = ", ".join(item.name for item in wrong[:4])
        evidence = (Evidence(file=item.path) for item in wrong[:6])
        return result("not_met", f"Noms non conformes ({names}) : {self.label}.", *evidence)

    def _concerns(self, record: Record, item: DriveFile) -> bool:
        if item.origin not in OWN:
            return False
        folder = normalise(item.path.rpartition("/")[0])
        if not fnmatchcase(folder, normalise(self.under)):
            return False
        return (
            self.outputs is None or (item.file.sha256 in record.world.erp.outputs) == self.outputs
        )


class EmptyFolder(Check):
    """A working folder holds nothing at the end, though the candidate made files."""

    meaning_fr: ClassVar[str] = (
        "Le dossier de travail est vide à la fin, alors que des fichiers ont été produits."
    )
    type: Literal["empty_folder"]
    folders: tuple[str, ...] = Field(min_length=1)
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        mine = [item for item in record.world.drive.files.values() if item.origin in OWN]
        if not mine:
            return result(
                "not_observed", f"Aucun fichier produit : {self.label}.", record.nowhere()
            )
        left = [
            item for item in mine if any(in_folder(item.path, folder) for folder in self.folders)
        ]
        if not left:
            return result("met", f"Rien n’y reste : {self.label}.", record.nowhere())
        names = ", ".join(item.name for item in left[:4])
        evidence = (Evidence(file=item.path) for item in left[:6])
        return result(
            "not_met",
            f"Il reste {plural(len(left), 'fichier', 'fichiers')} ({names}) : {self.label}.",
            *evidence,
        )


class NoDuplicate(Check):
    """No final document lies in two places."""

    meaning_fr: ClassVar[str] = "Aucun document du candidat n’est enregistré à deux endroits."
    type: Literal["no_duplicate"]
    under: str
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        places: dict[str, list[str]] = {}
        for item in record.world.drive.files.values():
            inside = fnmatchcase(normalise(item.path), normalise(self.under))
            if inside and item.origin in ("upload", "erp"):
                places.setdefault(item.file.sha256, []).append(item.path)
        if not places:
            return result(
                "not_observed", f"Aucun fichier produit : {self.label}.", record.nowhere()
            )
        double = [paths for paths in places.values() if len(paths) > 1]
        if not double:
            return result("met", f"Aucun doublon : {self.label}.", record.nowhere())
        evidence = (Evidence(file=path) for paths in double[:3] for path in paths)
        return result(
            "not_met",
            f"{plural(len(double), 'fichier', 'fichiers')} en double : {self.label}.",
            *evidence,
        )


class Unaltered(Check):
    """What is filed as a printed form of the ERP is that form, byte for byte."""

    meaning_fr: ClassVar[str] = "Les sorties classées sont identiques à celles que l’ERP a éditées."
    type: Literal["unaltered"]
    under: str
    name: str
    """Regular expression of the names that stand for printed forms."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        files = [
            item
            for item in record.world.drive.files.values()
            if item.origin in OWN
            and fnmatchcase(normalise(item.path), normalise(self.under))
            and re.fullmatch(self.name, item.name)
        ]
        if not files:
            return result("not_met", f"Aucune sortie classée : {self.label}.", record.nowhere())
        changed = [item for item in files if item.file.sha256 not in self._untouched(record)]
        if not changed:
            return result(
                "met",
                f"{plural(len(files), 'fichier identique', 'fichiers identiques')} : {self.label}.",
                Evidence(file=files[0].path),
            )
        names = ", ".join(item.name for item in changed[:4])
        evidence = (Evidence(file=item.path) for item in changed[:6])
        return result("not_met", f"Fichier différent de la sortie de l’ERP ({names}).", *evidence)

    def _untouched(self, record: Record) -> set[str]:
        """Return the contents nobody altered: printed forms, and what the candidate was given."""
        return {*record.world.erp.outputs, *record.given}
