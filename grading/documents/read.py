"""`read(data, name)`: any file to its model, or to the reason why not. Total: nothing escapes."""

from collections.abc import Callable
from functools import lru_cache

import pypdfium2

from grading.documents.guard import extension, inspect
from grading.documents.model import Block, Document, PdfText, TextDocument, Unreadable
from grading.documents.slides import read_pptx
from grading.documents.table import read_csv, read_xlsx
from grading.documents.text import read_docx

PAGES_LIMIT = 300


def read(data: bytes, name: str) -> Document | Unreadable:
    """Open a file as what its extension says."""
    problem = inspect(data, name)
    if problem is not None:
        return problem
    reader = READERS.get(extension(name))
    if reader is None:
        return Unreadable(
            "unknown", f"« {name} » n’est pas d’un type que la plateforme sait ouvrir."
        )
    try:
        return reader(data)
    except Exception as error:  # noqa: BLE001  hostile bytes make libraries raise anything; a person looks at the file
        reason = f"« {name} » est endommagé et ne peut pas être ouvert ({type(error).__name__})."
        return Unreadable("damaged", reason)


def _read_pdf(data: bytes) -> PdfText:
    document = pypdfium2.PdfDocument(data)
    try:
        count = min(len(document), PAGES_LIMIT)
        return PdfText(
            tuple(document[number].get_textpage().get_text_bounded() for number in range(count))
        )
    finally:
        document.close()


def _read_plain(data: bytes) -> TextDocument:
    text = data.decode("utf-8-sig", errors="replace")
    lines = text.splitlines()
    return TextDocument(
        tuple(Block(f"ligne {number}", line) for number, line in enumerate(lines, start=1))
    )


READERS: dict[str, Callable[[bytes], Document]] = {
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".pptx": read_pptx,
    ".pdf": _read_pdf,
    ".txt": _read_plain,
    ".md": _read_plain,
}

read_cached = lru_cache(maxsize=512)(read)
