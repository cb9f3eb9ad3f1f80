"""`bannette bench documents`: judging a sitting's documents, beside the time that libraries take to open them.

The documents are those the shipped pack's reference candidate hands in, and a whole workbook and deck beside
them. What is timed is the reading of each and every check on documents of the rubric; the floor is
python-docx, openpyxl and python-pptx opening the same bytes. Measured twice: by a reader that meets the
company's templates for the first time, and by one that has read other candidates' documents made from them.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pptx

from grading.checks.base import Check
from grading.checks.compose import AnyOf, Otherwise, Share, When
from grading.checks.documents import DocumentCheck
from grading.documents.guard import extension
from grading.documents.package import forget_shared
from grading.documents.read import read
from grading.record import Record
from grading.rubric import read_rubric
from sim.scenario.load import load as load_pack
from sim.scenario.seal import seal
from webapp.cli.bench.measure import Figure, figure
from webapp.cli.bench.morning import PACK, morning
from webapp.library import PACKS

OPENERS: dict[str, Callable[[Any], Any]] = {
    ".docx": docx.Document,
    ".xlsx": openpyxl.load_workbook,
    ".pptx": pptx.Presentation,
}
GOAL = 1.5


def documents() -> list[Figure]:
    """Judge the documents of the reference morning."""
    sealed = seal(load_pack(PACKS / PACK), 0)
    played = morning(sealed)
    whole = played.record(sealed)
    rubric = read_rubric(whole.scenario)
    checks = [check for one in rubric.indicators for check in _on_documents(one.check)]
    files = {
        made.file.sha256: made.file for made in whole.made if extension(made.file.name) in OPENERS
    }
    blobs = {sha256: played.files[sha256] for sha256 in files}

    def judged() -> None:
        fresh = _Once()
        record = Record(whole.scenario, whole.entries, played.files, whole.world, read=fresh)
        # What the pack itself gives is read once for a whole exam, not for each sitting.
        record.__dict__.update(given_lines=whole.given_lines, made=whole.made)
        for check in checks:
            check(record)

    def opened() -> None:
        for sha256, file in files.items():
            OPENERS[extension(file.name)](io.BytesIO(blobs[sha256]))

    def judged_first() -> None:
        forget_shared()
        judged()

    name = f"juger {len(files)} documents ({len(checks)} contrôles)"
    found = [
        figure(f"{name}, modèles jamais lus", judged_first, opened, 5),
        figure(f"{name}, modèles déjà lus", judged, opened, 5),
    ]
    return [replace(one, goal=GOAL) for one in found]


class _Once:
    """Reads each document once, as a grading does, and forgets it with the grading."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], Any] = {}

    def __call__(self, data: bytes, name: str) -> Any:
        key = (id(data), name)
        if key not in self._kept:
            self._kept[key] = read(data, name)
        return self._kept[key]


def _on_documents(check: Check | None) -> list[Check]:
    """Return the checks on documents inside a check."""
    if isinstance(check, DocumentCheck):
        return [check]
    if isinstance(check, AnyOf | Share):
        return [found for one in check.of for found in _on_documents(one)]
    if isinstance(check, Otherwise):
        return [*_on_documents(check.best), *_on_documents(check.lesser)]
    return _on_documents(check.then) if isinstance(check, When) else []
