"""Whether a file can be opened safely and is what its name says. Never raises; opens nothing.

Used before any reading, and when a candidate uploads: the reason is theirs to read. It says what
happened and what to do about it.
"""

import io
import zipfile
from collections.abc import Callable

from grading.documents.model import Unreadable

SIZE_LIMIT = 20_000_000
UNPACKED_LIMIT = 150_000_000
RATIO_LIMIT = 200
"""Unpacked size over packed size, beyond the first megabytes: repetitive XML packs very well."""
RATIO_FREE = 10_000_000
MEMBERS_LIMIT = 5_000
XML_LIMIT = 40_000_000

MAIN_TYPES = {
    ".docx": (b"wordprocessingml.document.main", b"wordprocessingml.template.main", b"ms-word."),
    ".xlsx": (b"spreadsheetml.sheet.main", b"spreadsheetml.template.main", b"ms-excel."),
    ".pptx": (
        b"presentationml.presentation.main",
        b"presentationml.template.main",
        b"presentationml.slideshow.main",
        b"ms-powerpoint.",
    ),
}
"""Words of `[Content_Types].xml` that tell which application a package belongs to."""
LABELS = {
    ".docx": ("document Word", "Word (.docx)"),
    ".xlsx": ("classeur Excel", "Excel (.xlsx)"),
    ".pptx": ("présentation PowerPoint", "PowerPoint (.pptx)"),
    ".odt": ("document LibreOffice Writer", "Texte OpenDocument (.odt)"),
    ".ods": ("classeur LibreOffice Calc", "Classeur OpenDocument (.ods)"),
    ".odp": ("présentation LibreOffice Impress", "Présentation OpenDocument (.odp)"),
}
OPEN_DOCUMENT = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odp": b"application/vnd.oasis.opendocument.presentation",
}
"""What the member `mimetype` of an OpenDocument file begins with."""
OTHER_FORMATS = {
    ".doc": ".docx", ".dot": ".docx", ".pages": ".docx", ".xls": ".xlsx", ".numbers": ".xlsx",
    ".ppt": ".pptx", ".pps": ".pptx", ".ppsx": ".pptx", ".key": ".pptx", ".fodt": ".odt", ".fods": ".ods",
    ".fodp": ".odp", ".ott": ".odt", ".ots": ".ods", ".otp": ".odp",
}  # fmt: skip
MACRO_FORMATS = {
    ".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xltm": ".xlsx", ".xlsb": ".xlsx",
    ".pptm": ".pptx", ".ppsm": ".pptx",
}  # fmt: skip
PLAIN = frozenset({".txt", ".md", ".csv"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_DECLARING = b"!"
"""In each of them, whatever the encoding: one byte is found many times faster than six words, and few parts hold it."""
_SIGNATURES = (
    (b"%PDF-", "un PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"{\\rtf", "un texte au format RTF"),
    (b"<!doctype html", "une page web"),
    (b"<html", "une page web"),
)


BEGINNINGS: dict[str, tuple[Callable[[bytes], bool], str, str, str]] = {
    ".pdf": (
        lambda data: b"%PDF-" in data[:1024],
        "not_a_pdf", "n’est pas un PDF", "Exportez le document au format PDF",
    ),
    ".rtf": (
        lambda data: data.lstrip().startswith(b"{\\rtf"),
        "not_rtf", "n’est pas un texte au format RTF", "Enregistrez-le au format Word (.docx)",
    ),
}  # fmt: skip
"""How a file of a kind begins; what is said of one that does not: code, fact, remedy."""


def extension(name: str) -> str:
    """Return the lower-case extension with its dot."""
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def inspect(
    data: bytes, name: str, size_limit: int = SIZE_LIMIT, unpacked: dict[str, bytes] | None = None
) -> Unreadable | None:
    """Say why a file cannot be read, or nothing when it can.

    The XML parts looked at are left in `unpacked`, when it is given, for whoever reads them next.
    """
    kind = extension(name)
    if not data:
        return _refused("empty", name, "est vide", "Enregistrez le document")
    if len(data) > size_limit:
        what = f"dépasse {size_limit // 1_000_000} Mo"
        return _refused("too_large", name, what, "Réduisez la taille des images")
    if kind in LABELS:
        return _inspect_office(data, name, kind, unpacked)
    if kind in OTHER_FORMATS:
        what = "est dans un format que la plateforme n’ouvre pas"
        return _refused("legacy", name, what, _save_as(OTHER_FORMATS[kind]))
    if kind in MACRO_FORMATS:
        what = "est dans un format à macros, que la plateforme n’exécute pas"
        return _refused("macros", name, what, _save_as(MACRO_FORMATS[kind]))
    return _inspect_simple(data, name, kind)


def _inspect_simple(data: bytes, name: str, kind: str) -> Unreadable | None:
    """Say whether a file that is no archive begins as its extension says."""
    if kind in BEGINNINGS:
        begins, code, what, remedy = BEGINNINGS[kind]
        return None if begins(data) else _refused(code, name, _mistaken(data, kind, what), remedy)
    if kind in PLAIN and b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = _mistaken(data, kind, "n’est pas un fichier texte")
        return _refused("not_text", name, what, "Enregistrez le texte au format UTF-8")
    return None


def _mistaken(data: bytes, kind: str, otherwise: str) -> str:
    return f"porte l’extension {kind} mais {_contents(data, otherwise)}"


def _refused(code: str, name: str, what: str, remedy: str) -> Unreadable:
    return Unreadable(code, f"« {name} » {what}. {remedy}, puis déposez-le à nouveau.")


def _save_as(kind: str) -> str:
    return f"Enregistrez-le au format {LABELS[kind][1]}"


def _contents(data: bytes, otherwise: str) -> str:
    """Say what the bytes are, when their beginning tells."""
    head = data[:64].lstrip().lower()
    known = (what for sign, what in _SIGNATURES if head.startswith(sign.lower()))
    what = next(known, "")
    return f"contient {what}" if what else otherwise


def _inspect_office(
    data: bytes, name: str, kind: str, unpacked: dict[str, bytes] | None
) -> Unreadable | None:
    label = LABELS[kind][0]
    if data.startswith(_OLE):
        return _inspect_ole(data, name, kind)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:  # noqa: BLE001  zipfile raises a dozen kinds of errors on hostile bytes
        if data.startswith(b"PK\x03\x04"):
            return _refused("damaged", name, "est incomplet ou endommagé", _save_as(kind))
        what = _contents(data, f"n’est pas {_article(kind)} {label}")
        return _refused("not_a_zip", name, f"porte l’extension {kind} mais {what}", _save_as(kind))
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        return _refused("encrypted", name, "est chiffré", "Retirez le mot de passe")
    if _is_bomb(members, len(data)):
        return _refused("bomb", name, "se déplie en un fichier démesuré", _save_as(kind))
    if any(member.filename.endswith("vbaProject.bin") for member in members):
        what = "contient des macros, que la plateforme n’exécute pas"
        return _refused("macros", name, what, _save_as(kind))
    inspect_parts = _inspect_open_document if kind in OPEN_DOCUMENT else _inspect_office_parts
    return _inspect_xml(archive, name, kind, unpacked) or inspect_parts(archive, name, kind)


def _inspect_ole(data: bytes, name: str, kind: str) -> Unreadable:
    if _ENCRYPTED in data:
        what = "est protégé par un mot de passe"
        return _refused("encrypted", name, what, f"Retirez la protection. {_save_as(kind)}")
    what = f"porte l’extension {kind} mais contient un document d’un ancien format"
    return _refused("legacy", name, what, _save_as(kind))


def _is_bomb(members: list[zipfile.ZipInfo], size: int) -> bool:
    unpacked = sum(member.file_size for member in members)
    return (
        len(members) > MEMBERS_LIMIT
        or unpacked > UNPACKED_LIMIT
        or unpacked > RATIO_FREE + RATIO_LIMIT * size
        or any(member.file_size > XML_LIMIT for member in members if _is_xml(member))
    )


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels", ".vml"))


def _inspect_xml(
    archive: zipfile.ZipFile, name: str, kind: str, unpacked: dict[str, bytes] | None
) -> Unreadable | None:
    """Look at each XML part once, without parsing it."""
    try:
        for member in filter(_is_xml, archive.infolist()):
            content = archive.read(member)
            if _DECLARING in content and any(word in content for word in _DECLARATIONS):
                what = "contient des déclarations interdites"
                return _refused("entities", name, what, _save_as(kind))
            if unpacked is not None:
                unpacked[member.filename] = content
    except Exception:  # noqa: BLE001  zlib and lzma raise errors of their own on hostile streams
        return _refused("damaged", name, "est incomplet ou endommagé", _save_as(kind))
    return None


def _inspect_office_parts(archive: zipfile.ZipFile, name: str, kind: str) -> Unreadable | None:
    types = _read(archive, "[Content_Types].xml")
    return None if any(word in types for word in MAIN_TYPES[kind]) else _not_office(name, kind)


def _inspect_open_document(archive: zipfile.ZipFile, name: str, kind: str) -> Unreadable | None:
    """Look at what the file says it is, and whether its parts are encrypted."""
    if b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
        return _refused(
            "encrypted", name, "est protégé par un mot de passe", "Retirez la protection"
        )
    is_right = _read(archive, "mimetype").strip().startswith(OPEN_DOCUMENT[kind])
    return None if is_right and "content.xml" in archive.namelist() else _not_office(name, kind)


def _read(archive: zipfile.ZipFile, member: str) -> bytes:
    try:
        return archive.read(member)
    except Exception:  # noqa: BLE001  absent, or hostile: either way the file is not what it says
        return b""


def _not_office(name: str, kind: str) -> Unreadable:
    what = f"porte l’extension {kind} mais n’est pas {_article(kind)} {LABELS[kind][0]}"
    return _refused("not_office", name, what, _save_as(kind))


def _article(kind: str) -> str:
    return "une" if kind in {".pptx", ".odp"} else "un"
