"""Bytes of a text file to its text, whatever program saved it."""

import codecs

from grading.documents.model import Block, TextDocument


def decoded(data: bytes) -> str:
    """Return the text: UTF-8, UTF-16 when it is marked, else what Windows programs write in France."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_plain(data: bytes) -> TextDocument:
    """Read a text, line by line."""
    lines = enumerate(decoded(data).splitlines(), start=1)
    return TextDocument(tuple(Block(f"ligne {number}", line) for number, line in lines))
