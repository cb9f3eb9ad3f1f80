"""Texts in and out of the commission's pages: what people typed made safe, sentences typeset."""

import re

from flask import request

from sim.language.french import NO_BREAK

LIMIT = 4_000
"""Characters kept of a reason, an answer, a note."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What neither XML documents nor every database can hold."""
BEFORE_HIGH_SIGN = re.compile(r" (?=[:;!?»%€])")


def typed(name: str) -> str:
    """Return a field of the form, without spaces around it."""
    return clean(request.form.get(name, "")).replace("\r\n", "\n").strip()[:LIMIT]


def clean(text: str) -> str:
    """Return a text without the characters that no document may hold."""
    return CONTROL.sub("", text)


def typeset(text: str) -> str:
    """Return a French sentence with the no-break spaces that its signs want."""
    return BEFORE_HIGH_SIGN.sub(NO_BREAK, text).replace("« ", f"«{NO_BREAK}")
