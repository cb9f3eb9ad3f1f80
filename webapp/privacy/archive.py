"""The archive handed to a person: their data for machines and for people, and the files they made."""

import io
import json
import re
import zipfile
from typing import Any

from sqlalchemy.orm import Session

from sim.language.french import slug
from webapp.dossier.texts import clean
from webapp.papers.pdf import write_pdf
from webapp.privacy.export import Data, person_data
from webapp.privacy.guide import guide, plain
from webapp.store.store import Store
from webapp.store.tables import User
from webapp.wall import local

OTHER_LETTERS = re.compile(r"[^\w.\- ]+")
LONGEST = 60
"""Letters of a file's name before its ending."""


def archive(session: Session, store: Store, person: User, wall: int) -> bytes:
    """Return the .zip of a person's data. Raises `JournalBroken` or `RegisterBroken`."""
    data = person_data(session, store, person)
    files = _place_files(store, data)
    paper = guide(session, data, wall)
    written = {
        "lisez-moi.txt": plain(paper).encode(),
        "lisez-moi.pdf": write_pdf(paper),
        "donnees.json": json.dumps(data, ensure_ascii=False, indent=1).encode(),
        **_journals(data),
        **files,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in written.items():
            stamp = local(wall).timetuple()[:6]
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return buffer.getvalue()


def archive_name(person: User) -> str:
    """Return the name the archive is saved under."""
    told = slug(person.name)[:LONGEST].strip("-") or "candidat"
    return f"donnees-{told}.zip"


def _place_files(store: Store, data: Data) -> dict[str, bytes]:
    """Return the files by their place in the archive, and say that place in the data."""
    found = {}
    for number, sitting in enumerate(data["passages"], 1):
        for place, one in enumerate(sitting["fichiers"], 1):
            path = f"passage-{number}/fichiers/{place:03d}-{safe_name(one['nom'])}"
            try:
                found[path] = store.files.get(one["empreinte"])
                one["dans_l_archive"] = path
            except KeyError:
                one["dans_l_archive"] = None
    return found


def safe_name(name: str) -> str:
    """Return a file's name that leads nowhere else, on any system."""
    last = clean(name).replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = OTHER_LETTERS.sub("_", last).strip(". ").rpartition(".")
    return f"{stem[:LONGEST]}{dot}{ending[:10]}" if dot else ending[:LONGEST] or "fichier"


def _journals(data: Data) -> dict[str, bytes]:
    return {
        f"passage-{number}/journal.txt": _told(sitting["journal"]).encode()
        for number, sitting in enumerate(data["passages"], 1)
    }


def _told(journal: list[dict[str, Any]]) -> str:
    """Return a journal to be read."""
    lines = []
    for one in journal:
        lines.append(f"{one['n']:>4}  {one['heure']:<9} {one['qui']:<11} {one['quoi']}")
        lines += [f"      | {said}" for said in one.get("texte", "").splitlines()]
    return "\n".join(lines) + "\n"
