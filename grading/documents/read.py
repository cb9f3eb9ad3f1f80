"""`read(data, name)`: any file to its model, or to the reason why not. Total: nothing escapes."""

import threading
import warnings
from collections.abc import Callable
from functools import lru_cache

import pypdfium2

from grading.documents.guard import extension, inspect
from grading.documents.model import Document, PdfText, Unreadable
from grading.documents.plain import read_plain
from grading.documents.slides import read_pptx
from grading.documents.table import read_csv, read_xlsx
from grading.documents.text import read_docx

PAGES_LIMIT = 300
_PASSWORD_NEEDED = 4
"""PDFium's own number for it."""
_one_at_a_time = threading.Lock()
"""PDFium may not be called by two threads at once."""


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
        with warnings.catch_warnings():
            # Libraries warn of what they do not keep when saving; nothing is saved here.
            warnings.simplefilter("ignore")
            return reader(data)
    except Exception as error:  # noqa: BLE001  hostile bytes make libraries raise anything; a person looks at the file
        return _unreadable(name, error)


def _unreadable(name: str, error: Exception) -> Unreadable:
    if getattr(error, "err_code", None) == _PASSWORD_NEEDED:
        reason = f"« {name} » est protégé par un mot de passe. Retirez la protection, puis déposez-le à nouveau."
        return Unreadable("encrypted", reason)
    reason = f"« {name} » est endommagé et ne peut pas être ouvert ({type(error).__name__})."
    return Unreadable("damaged", f"{reason} Enregistrez-le à nouveau, puis déposez-le à nouveau.")


def _read_pdf(data: bytes) -> PdfText:
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(data)
        try:
            count = min(len(document), PAGES_LIMIT)
            return PdfText(tuple(_page_text(document[number]) for number in range(count)))
        finally:
            document.close()


def _page_text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_bounded())


READERS: dict[str, Callable[[bytes], Document]] = {
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".pptx": read_pptx,
    ".pdf": _read_pdf,
    ".txt": read_plain,
    ".md": read_plain,
}

read_cached = lru_cache(maxsize=256)(read)
"""The same for bytes already read: many checks look at one document."""
