"""A sitting in a folder: `scenario.json`, `journal.jsonl`, `files/`."""

import re
from dataclasses import dataclass
from pathlib import Path

from grading.record import FileBlobs, Record
from sim.journal.entry import Entry, dump, load, verify_lines
from sim.journal.files import FolderFiles, sha256
from sim.scenario.model import Scenario
from sim.scenario.seal import dump as dump_scenario
from sim.scenario.seal import parse

_FILE = re.compile(r'"sha256": ?"([0-9a-f]{64})"')


class BundleRefused(Exception):
    """The folder does not hold a sitting that can be trusted; the reason, in French."""


@dataclass(frozen=True)
class Bundle:
    """A sitting read from a folder."""

    folder: Path

    @property
    def files(self) -> FolderFiles:
        """Return the files beside the journal."""
        return FolderFiles(self.folder / "files")

    def lines(self) -> list[str]:
        """Return the journal's lines as stored."""
        return self._text("journal.jsonl").splitlines()

    def entries(self) -> list[Entry]:
        """Return the journal. Raises `BundleRefused` when a line cannot be read."""
        try:
            return [load(line) for line in self.lines()]
        except ValueError as error:
            raise BundleRefused(f"Le journal ne peut pas être lu : {error}") from error

    def scenario(self) -> Scenario:
        """Return the scenario. Raises `BundleRefused` when it is not one."""
        try:
            return parse(self._text("scenario.json"))
        except ValueError as error:
            raise BundleRefused("Le fichier scenario.json n’est pas un scénario scellé.") from error

    def record(self) -> Record:
        """Return what grading reads. A journal that was changed is never graded."""
        problem = self.broken()
        if problem:
            raise BundleRefused(problem)
        return Record(self.scenario(), self.entries(), FileBlobs(self.files))

    def broken(self) -> str:
        """Say what was changed since it was written; nothing when all is as it was."""
        problem = verify_lines(self.lines())
        if problem is not None:
            return problem.sentence_fr
        changed = [name for name in self.files.names() if sha256(self.files.get(name)) != name]
        if changed:
            return (
                f"Le fichier {changed[0]} a été modifié : son contenu n’a plus la même empreinte."
            )
        gone = self._named_files() - set(self.files.names())
        if gone:
            return f"Le fichier {min(gone)} manque : le passage n’est pas complet."
        return self._scenario_changed()

    def _named_files(self) -> set[str]:
        """Return the files that the scenario and the journal point to."""
        return set(_FILE.findall(self._text("scenario.json") + self._text("journal.jsonl")))

    def _scenario_changed(self) -> str:
        entries = self.entries()
        sealed = getattr(entries[0].fact, "scenario", "") if entries else ""
        if sealed != sha256(self._text("scenario.json").encode()):
            return "Le scénario n’est pas celui que le journal désigne."
        return ""

    def _text(self, name: str) -> str:
        path = self.folder / name
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BundleRefused(
                f"« {path} » manque ou ne peut pas être lu : indiquez le dossier d’un passage."
            ) from error


def write(
    folder: Path, scenario: Scenario, entries: tuple[Entry, ...], files: dict[str, bytes]
) -> None:
    """Write a sitting to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.json").write_text(dump_scenario(scenario), encoding="utf-8")
    text = "".join(f"{dump(entry)}\n" for entry in entries)
    (folder / "journal.jsonl").write_text(text, encoding="utf-8")
    store = FolderFiles(folder / "files")
    for data in files.values():
        store.put(data)
