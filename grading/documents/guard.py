"""Whether a file can be opened safely and is what its name says. Never raises; opens nothing.

Used before any reading, and when a candidate uploads: the reason is theirs to read. It says what
happened and what to do about it.
"""

import io
import zipfile

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
}
OTHER_FORMATS = {
    ".doc": ".docx", ".odt": ".docx", ".rtf": ".docx", ".dot": ".docx", ".pages": ".docx",
    ".xls": ".xlsx", ".ods": ".xlsx", ".numbers": ".xlsx",
    ".ppt": ".pptx", ".odp": ".pptx", ".pps": ".pptx", ".ppsx": ".pptx", ".key": ".pptx",
}  # fmt: skip
MACRO_FORMATS = {
    ".docm": ".docx", ".dotm": ".docx", ".xlsm": ".xlsx", ".xltm": ".xlsx", ".xlsb": ".xlsx",
    ".pptm": ".pptx", ".ppsm": ".pptx",
}  # fmt: skip
PLAIN = frozenset({".txt", ".md", ".csv"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/"
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_SIGNATURES = (
    (b"%PDF-", "un PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"{\\rtf", "un texte au format RTF"),
    (b"<!doctype html", "une page web"),
    (b"<html", "une page web"),
)


def extension(name: str) -> str:
    """Return the lower-case extension with its dot."""
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def inspect(data: bytes, name: str, size_limit: int = SIZE_LIMIT) -> Unreadable | None:
    """Say why a file cannot be read, or nothing when it can."""
    kind = extension(name)
    if not data:
        return _refused("empty", name, "est vide", "Enregistrez le document")
    if len(data) > size_limit:
        what = f"dépasse {size_limit // 1_000_000} Mo"
        return _refused("too_large", name, what, "Réduisez la taille des images")
    if kind in LABELS:
        return _inspect_office(data, name, kind)
    if kind in OTHER_FORMATS:
        return _refused(
            "legacy", name, "est dans un format que la plateforme n’ouvre pas",
            _save_as(OTHER_FORMATS[kind]),
        )  # fmt: skip
    if kind in MACRO_FORMATS:
        what = "est dans un format à macros, que la plateforme n’exécute pas"
        return _refused("macros", name, what, _save_as(MACRO_FORMATS[kind]))
    if kind == ".pdf" and b"%PDF-" not in data[:1024]:
        what = f"porte l’extension .pdf mais {_contents(data, 'n’est pas un PDF')}"
        return _refused("not_a_pdf", name, what, "Exportez le document au format PDF")
    if kind in PLAIN and b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = f"porte l’extension {kind} mais {_contents(data, 'n’est pas un fichier texte')}"
        return _refused("not_text", name, what, "Enregistrez le texte au format UTF-8")
    return None


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


def _inspect_office(data: bytes, name: str, kind: str) -> Unreadable | None:
    label = LABELS[kind][0]
    if data.startswith(_OLE):
        return _inspect_ole(data, name, kind)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:  # noqa: BLE001  zipfile raises a dozen kinds of errors on hostile bytes
        if data.startswith(b"PK\x03\x04"):
            return _refused("damaged", name, "est incomplet ou endommagé", _save_as(kind))
        article = "une" if kind == ".pptx" else "un"
        what = _contents(data, f"n’est pas {article} {label}")
        return _refused("not_a_zip", name, f"porte l’extension {kind} mais {what}", _save_as(kind))
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        return _refused("encrypted", name, "est chiffré", "Retirez le mot de passe")
    if _is_bomb(members, len(data)):
        return _refused("bomb", name, "se déplie en un fichier démesuré", _save_as(kind))
    if any(member.filename.endswith("vbaProject.bin") for member in members):
        what = "contient des macros, que la plateforme n’exécute pas"
        return _refused("macros", name, what, _save_as(kind))
    return _inspect_parts(archive, name, kind)


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


def _inspect_parts(archive: zipfile.ZipFile, name: str, kind: str) -> Unreadable | None:
    """Look at each XML part once, without parsing it."""
    label = LABELS[kind][0]
    types, is_strict = b"", False
    try:
        for member in filter(_is_xml, archive.infolist()):
            content = archive.read(member)
            if any(word in content for word in _DECLARATIONS):
                return _refused(
                    "entities", name, "contient des déclarations interdites", _save_as(kind)
                )
            types = content if member.filename == "[Content_Types].xml" else types
            is_strict = is_strict or _STRICT in content[:4096]
    except Exception:  # noqa: BLE001  zlib and lzma raise errors of their own on hostile streams
        return _refused("damaged", name, "est incomplet ou endommagé", _save_as(kind))
    if not any(word in types for word in MAIN_TYPES[kind]):
        article = "une" if kind == ".pptx" else "un"
        what = f"porte l’extension {kind} mais n’est pas {article} {label}"
        return _refused("not_office", name, what, _save_as(kind))
    if is_strict:
        what = "est au format « Open XML strict », que la plateforme ne lit pas"
        remedy = f"{_save_as(kind)}, sans le mot « strict »"
        return _refused("strict", name, what, remedy)
    return None
