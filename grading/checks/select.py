"""Which of the candidate's documents a check is about: by what it says, not by its name alone."""

from fnmatch import fnmatchcase
from typing import Literal

from grading.documents.model import PdfText, SlideDeck, TextDocument, Unreadable, Workbook
from grading.record import Made, Record
from sim.facts.base import Value
from sim.language.mentions import says
from sim.language.normalise import normalise

FAMILIES: dict[str, tuple[str, ...]] = {
    "text": (".docx", ".odt", ".rtf", ".txt", ".doc"),
    "slides": (".pptx", ".odp", ".ppt"),
    "table": (".xlsx", ".ods", ".csv", ".xls"),
    "pdf": (".pdf",),
}
MODELS = {"text": TextDocument, "slides": SlideDeck, "table": Workbook, "pdf": PdfText}


class Which(Value):
    """A description by which a document of the candidate's is recognised."""

    family: Literal["text", "slides", "table", "pdf"]
    says: tuple[str, ...] = ()
    """The more of these a document says, the more it is the one."""
    names: tuple[str, ...] = ()
    """Name patterns that point to it (`*relance*`)."""
    least: int = 1
    """Signs (words said, names matched) below which no document is the one."""


def pick(record: Record, which: Which) -> list[Made]:
    """Return the documents that best fit, those on the drive first; none when none fits.

    A document nobody can read says nothing: its name alone then makes it the one, so that it is
    examined by a person instead of being taken for missing.
    """
    family = [
        made for made in record.made if made.file.name.lower().endswith(FAMILIES[which.family])
    ]
    signs = {made: _signs(record, made, which) for made in family}
    best = max(signs.values(), default=0)
    if best >= which.least:
        chosen = [made for made in family if signs[made] == best]
    else:
        chosen = [made for made in family if signs[made] and _is_closed(record, made)]
    return sorted(chosen, key=lambda made: (not made.on_drive, -made.seq))


def _is_closed(record: Record, made: Made) -> bool:
    return isinstance(record.document(made.file), Unreadable)


def _signs(record: Record, made: Made, which: Which) -> int:
    name = normalise(made.file.name)
    named = sum(1 for pattern in which.names if fnmatchcase(name, normalise(pattern)))
    document = record.document(made.file)
    if isinstance(document, Unreadable):
        return named
    text = document.all_text()
    return named + sum(1 for value in which.says if says(text, value))
