"""`read(data, name)`: any file to its model, or to the reason why not. Total: nothing escapes."""

import threading
import warnings
from collections.abc import Callable, Mapping
from functools import lru_cache

import pypdfium2

from grading.documents.guard import MAIN_TYPES, extension, inspect
from grading.documents.model import Carried, Document, PdfText, Unreadable
from grading.documents.odp import read_odp
from grading.documents.ods import read_ods
from grading.documents.odt import read_odt
from grading.documents.package import Package
from grading.documents.plain import read_plain
from grading.documents.rtf import read_rtf
from grading.documents.slides import read_pptx
from grading.documents.strict import is_strict, transitional
from grading.documents.table import read_csv, read_xlsx
from grading.documents.text import read_docx

PAGES_LIMIT = 300
_PASSWORD_NEEDED = 4
"""PDFium's own number for it."""
Reader = Callable[[bytes, Mapping[str, bytes]], Document]
"""Takes the bytes of a file the guard let pass, and the XML parts that the guard unpacked to look at them."""
_one_at_a_time = threading.Lock()
"""PDFium may not be called by two threads at once."""


def read(data: bytes, name: str) -> Document | Unreadable:
    """Open a file as what its extension says."""
    unpacked: dict[str, bytes] = {}
    problem = inspect(data, name, unpacked=unpacked)
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
            return reader(data, unpacked)
    except Exception as error:  # noqa: BLE001  hostile bytes make libraries raise anything; a person looks at the file
        return _unreadable(data, name, error)


def _office(reader: Callable[[Package], Document]) -> Reader:
    """Return what reads an Office file of either edition: the package that tells which one is the one read."""

    def opened(data: bytes, unpacked: Mapping[str, bytes]) -> Document:
        package = Package(data, unpacked)
        return reader(Package(transitional(data)) if is_strict(package) else package)

    return opened


def _alone(reader: Callable[[bytes], Document]) -> Reader:
    """Return what reads a file from its bytes alone."""

    def opened(data: bytes, unpacked: Mapping[str, bytes]) -> Document:
        return reader(data)

    return opened


def _unreadable(data: bytes, name: str, error: Exception) -> Unreadable:
    if getattr(error, "err_code", None) == _PASSWORD_NEEDED:
        reason = f"« {name} » est protégé par un mot de passe. Retirez la protection, puis déposez-le à nouveau."
        return Unreadable("encrypted", reason)
    if extension(name) in MAIN_TYPES and is_strict(Package(data)):
        reason = f"« {name} » est au format « Open XML strict » et ne peut pas être lu ({type(error).__name__})."
        return Unreadable(
            "strict",
            f"{reason} Enregistrez-le au format usuel, sans le mot « strict », puis déposez-le à nouveau.",
        )
    reason = f"« {name} » est endommagé et ne peut pas être ouvert ({type(error).__name__})."
    return Unreadable("damaged", f"{reason} Enregistrez-le à nouveau, puis déposez-le à nouveau.")


def _read_pdf(data: bytes) -> PdfText:
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(data)
        try:
            count = min(len(document), PAGES_LIMIT)
            return PdfText(
                pages=tuple(_page_text(document[number]) for number in range(count)),
                carried=tuple(
                    Carried(
                        "embedded_object",
                        f"fichier joint au PDF « {document.get_attachment(number).get_name()} »",
                    )
                    for number in range(min(document.count_attachments(), PAGES_LIMIT))
                ),
            )
        finally:
            document.close()


def _page_text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_bounded())


READERS: dict[str, Reader] = {
    ".docx": _office(read_docx),
    ".xlsx": _office(read_xlsx),
    ".csv": _alone(read_csv),
    ".pptx": _office(read_pptx),
    ".odt": _alone(read_odt),
    ".ods": _alone(read_ods),
    ".odp": _alone(read_odp),
    ".rtf": _alone(read_rtf),
    ".pdf": _alone(_read_pdf),
    ".txt": _alone(read_plain),
    ".md": _alone(read_plain),
}

read_cached = lru_cache(maxsize=256)(read)
"""The same for bytes already read: many checks look at one document."""
