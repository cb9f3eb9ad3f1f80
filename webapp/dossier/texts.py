"""What people type in the commission's forms, made safe to keep and to print."""

import re
from datetime import date

from flask import request

LIMIT = 4_000
"""Characters kept of a reason, an answer, a note."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What neither XML documents nor every database can hold."""


def typed(name: str) -> str:
    """Return a field of the form, without spaces around it."""
    return clean(request.form.get(name, "")).replace("\r\n", "\n").strip()[:LIMIT]


def clean(text: str) -> str:
    """Return a text without the characters that no document may hold."""
    return CONTROL.sub("", text)


def day(text: str) -> date | None:
    """Return a day as a form sends it, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
