"""The form of a message, the same whether it was sent or written as a document (office.md §5.2)."""

import re
from typing import Literal, NamedTuple

from sim.language.register import has_closing, has_salutation, has_signature

MailPart = Literal["subject", "salutation", "closing", "signature", "no_mr"]
USUAL: tuple[MailPart, ...] = ("subject", "salutation", "closing")
"""What any message has; the rest is asked where the company's style guide asks it."""
PARTS_FR: dict[MailPart, str] = {
    "subject": "objet", "salutation": "salutation", "closing": "formule de fin", "signature": "signature",
    "no_mr": "« M. » pour Monsieur",
}  # fmt: skip
ENGLISH_MR = re.compile(r"\bMr\b\.?")
ENGLISH_MR_FR = "« Mr » est anglais : « M. »"


class Message(NamedTuple):
    """What a message says."""

    subject: str
    body: str
    """From the salutation to the signature, whatever was quoted left out."""


def faults(
    message: Message, parts: tuple[MailPart, ...] = USUAL, names: tuple[str, ...] = ()
) -> list[str]:
    """Return what the form of a message lacks, in French; given names are asked as signature."""
    asked = {*parts, *(("signature",) if names else ())}
    holds: dict[MailPart, bool] = {
        "subject": bool(message.subject.strip()),
        "salutation": has_salutation(message.body),
        "closing": has_closing(message.body),
        "signature": _is_signed(message.body, names),
        "no_mr": ENGLISH_MR.search(f"{message.subject}\n{message.body}") is None,
    }
    return [
        ENGLISH_MR_FR if part == "no_mr" else f"{PARTS_FR[part]} : introuvable"
        for part, is_right in holds.items()
        if part in asked and not is_right
    ]


def _is_signed(body: str, names: tuple[str, ...]) -> bool:
    """Say whether one of the names, or whatever name where none is given, stands after the closing."""
    if names:
        return has_signature(body, names)
    lines = [line for line in body.splitlines() if line.strip()]
    closings = [rank for rank, line in enumerate(lines) if has_closing(line)]
    return bool(closings) and closings[-1] < len(lines) - 1
