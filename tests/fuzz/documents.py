"""Spoilt documents of every format, read and judged: `python -m tests.fuzz.documents --seconds 120`.

Each is read by the platform's own bounded reader: a child that dies, stalls or outgrows its memory is a fault,
printed with the seed that makes it again. What is read is then put to every rule of presentation, to the
typography and to the spelling.
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path
from random import Random  # noqa: TID251  seeded
from typing import Any

from grading.checks.rules.registry import RULES
from grading.documents.model import Document, SlideDeck, TextDocument, Unreadable, Workbook
from sim.language.spelling import misspelt
from sim.language.typography import slips
from sim.making import MakeSpec, make
from tests import libreoffice
from tests.fuzz.mutate import mutated
from tests.grading.checks.rules import papers
from tests.grading.checks.rules.test_rules import ASKED, WRITTEN
from webapp.reading import MEMORY_BYTES, TIMEOUT_S, Reader

FAMILIES = {TextDocument: "text", Workbook: "table", SlideDeck: "slides"}
TEXTS_JUDGED = 20_000
SETTINGS: dict[str, Any] = {
    rule: setting for cases in ASKED.values() for rule, setting in cases
} | {rule: setting for rule, setting, _, _ in WRITTEN}


def corpus(*, with_libreoffice: bool) -> dict[str, bytes]:
    """Return one good document of each format."""
    found = {
        "a.docx": papers.letter(),
        "b.docx": papers.report(),
        "a.xlsx": papers.workbook(),
        "a.pptx": papers.deck(),
    }
    found["a.csv"] = "Mois;Montant\nAvril;1 000,50\n".encode("cp1252") * 20
    found["a.txt"] = papers.BODY.encode()
    found["a.pdf"] = make(MakeSpec(kind="pdf", title="Relance", lines=(papers.BODY,)))
    found["c.rtf"] = (
        b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 Objet\\par\\trowd\\cellx9\\intbl a\\cell\\row}"
    )
    if with_libreoffice:
        with tempfile.TemporaryDirectory() as name:
            for ending, source in (
                ("odt", "b.docx"),
                ("rtf", "b.docx"),
                ("ods", "a.xlsx"),
                ("odp", "a.pptx"),
            ):
                (data,) = libreoffice.converted(
                    Path(name) / ending, ending, {source: found[source]}
                ).values()
                found[f"a.{ending}"] = data
    return found


def judge(document: Document) -> None:
    """Put every rule of its family to a document."""
    family = FAMILIES.get(type(document), "pdf")
    for name, rule in RULES.items():
        if family in rule.families:
            rule.breaches(document, rule.read(SETTINGS.get(name, True if rule.asks is bool else 1)))
    text = document.all_text()[:TEXTS_JUDGED]
    slips(text)
    for _ in misspelt(text):
        continue


def main() -> int:
    """Run for a time; return the number of faults."""
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    faults, count, slowest = 0, 0, (0.0, "")
    reader = Reader()
    originals = corpus(with_libreoffice=libreoffice.SOFFICE is not None)
    end = time.monotonic() + given.seconds
    seed = given.seed
    while time.monotonic() < end:
        for name, original in originals.items():
            spoilt = mutated(original, Random(f"{seed} {name}"))
            started = time.monotonic()
            problem = _tried(reader, spoilt, name)
            slowest = max(slowest, (time.monotonic() - started, f"{name} {seed}"))
            count += 1
            if problem:
                faults += 1
                sys.stdout.write(f"{name}, graine {seed} : {problem}\n")
        seed += 1
    reader.close()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sys.stdout.write(
        f"{count} documents abîmés ({len(originals)} formats, graines {given.seed} à {seed - 1}), {faults} défaut(s) ; le plus"
        f" long {slowest[0]:.2f} s ({slowest[1]}) ; mémoire du lecteur {memory} Mo ; bornes {TIMEOUT_S:.0f} s et"
        f" {MEMORY_BYTES // 1_000_000} Mo\n"
    )
    return min(faults, 1)


def _tried(reader: Reader, data: bytes, name: str) -> str:
    found = reader.read(data, name)
    if isinstance(found, Unreadable):
        return found.reason if found.code == "too_heavy" else ""
    try:
        judge(found)
    except Exception as error:  # noqa: BLE001  what the run is for
        return f"{type(error).__name__}: {error}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
