"""Texts made fit to print: nothing that a file cannot hold or that would misplace letters, French spaces."""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from sim.language.french import typeset
from webapp.dossier.texts import clean
from webapp.papers.model import Code

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNPRINTED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Old controls, and the marks that reverse the order of letters: a filed paper reads as it is written."""


Said = TypeVar("Said")


def prepared(said: Said) -> Said:
    """Return a paper or a block with its texts fit to print, so that every writer prints the same ones."""
    return cast(Said, _prepared(said))


def _prepared(value: Any) -> Any:
    if isinstance(value, str):
        return typeset(_printed(value))
    if isinstance(value, tuple):
        return tuple(_prepared(one) for one in value)
    if isinstance(value, Code):
        return Code(_printed(value.text))
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: _prepared(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **told)
    return value


def _printed(text: str) -> str:
    lined = clean(_LINE_ENDS.sub("\n", text)).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNPRINTED.sub("", lined))


def on_one_line(text: str) -> str:
    """Return a text without line feeds, for the properties of a file and its running title."""
    return text.replace("\n", " ").strip()
