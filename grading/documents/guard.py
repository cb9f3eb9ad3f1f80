"""Whether a file can be opened safely and is what its name says. Never raises; opens nothing.

Used before any reading, and when a candidate uploads: the reason is theirs to read.
"""

import io
import zipfile

from grading.documents.model import Unreadable

SIZE_LIMIT = 50_000_000
UNPACKED_LIMIT = 200_000_000
RATIO_LIMIT = 200
MEMBERS_LIMIT = 5_000
XML_LIMIT = 60_000_000

OOXML = {
    ".docx": ("word/document.xml", "Word", "document Word (.docx)"),
    ".xlsx": ("xl/workbook.xml", "Excel", "classeur Excel (.xlsx)"),
    ".pptx": ("ppt/presentation.xml", "PowerPoint", "présentation PowerPoint (.pptx)"),
}
LEGACY = {".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"


def extension(name: str) -> str:
    """Return the lower-case extension with its dot."""
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def inspect(data: bytes, name: str) -> Unreadable | None:
    """Say why a file cannot be read, or nothing when it can."""
    kind = extension(name)
    if not data:
        return Unreadable(
            "empty", f"« {name} » est vide : enregistrez le document, puis déposez-le à nouveau."
        )
    if len(data) > SIZE_LIMIT:
        return Unreadable(
            "too_large",
            f"« {name} » dépasse 50 Mo : réduisez les images, puis déposez-le à nouveau.",
        )
    if kind in LEGACY:
        wanted = LEGACY[kind]
        return Unreadable(
            "legacy", f"« {name} » est dans un ancien format : enregistrez-le en {wanted}."
        )
    if kind in OOXML:
        return _inspect_office(data, name, kind)
    if kind == ".pdf" and not data[:1024].lstrip().startswith(b"%PDF-"):
        return Unreadable(
            "not_a_pdf", f"« {name} » n’est pas un PDF : exportez-le à nouveau en PDF."
        )
    return None


def _inspect_office(data: bytes, name: str, kind: str) -> Unreadable | None:
    main_part, application, label = OOXML[kind]
    again = f"Enregistrez-le depuis {application} au format {label}, puis déposez-le à nouveau."
    if data.startswith(_OLE):
        return Unreadable(
            "encrypted",
            f"« {name} » est protégé par un mot de passe : retirez la protection. {again}",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return Unreadable(
            "not_a_zip", f"« {name} » porte l’extension {kind} mais n’est pas un {label}. {again}"
        )
    if any(member.flag_bits & 1 for member in members):
        return Unreadable("encrypted", f"« {name} » est chiffré : retirez la protection. {again}")
    if _is_bomb(members, len(data)):
        return Unreadable(
            "bomb", f"« {name} » se déplie en un fichier démesuré : il n’est pas ouvert. {again}"
        )
    if main_part not in archive.namelist():
        return Unreadable(
            "not_office", f"« {name} » porte l’extension {kind} mais n’est pas un {label}. {again}"
        )
    return _inspect_xml(archive, main_part, name, again)


def _is_bomb(members: list[zipfile.ZipInfo], size: int) -> bool:
    unpacked = sum(member.file_size for member in members)
    too_many = len(members) > MEMBERS_LIMIT
    too_big = unpacked > UNPACKED_LIMIT or (unpacked > 20_000_000 and unpacked > RATIO_LIMIT * size)
    return (
        too_many
        or too_big
        or any(
            member.file_size > XML_LIMIT for member in members if member.filename.endswith(".xml")
        )
    )


def _inspect_xml(
    archive: zipfile.ZipFile, main_part: str, name: str, again: str
) -> Unreadable | None:
    damaged = Unreadable("damaged", f"« {name} » est endommagé et ne peut pas être ouvert. {again}")
    try:
        for member in archive.infolist():
            if not member.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(member) as stream:
                head = stream.read(4096)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                reason = (
                    f"« {name} » contient des déclarations interdites et n’est pas ouvert. {again}"
                )
                return Unreadable("entities", reason)
            if member.filename == main_part and _STRICT in head:
                reason = f"« {name} » est au format « Open XML strict », que la plateforme ne lit pas. {again}"
                return Unreadable("strict", reason)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return damaged
    except Exception:  # noqa: BLE001  zlib and lzma raise errors of their own on hostile streams
        return damaged
    return None
