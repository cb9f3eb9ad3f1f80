"""The report a candidate is handed: plain data, as the register keeps it, and the paper made of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from webapp.papers.model import DRAFT, Block, Bullets, Facts, Heading, Paper, Strong, Text
from webapp.register import Act

TITLE = "Compte rendu de l’épreuve"
INTRODUCTION = (
    "Ce compte rendu vous est destiné. Il dit ce qui a été vu de votre travail et ce que vous pouvez travailler ; "
    "il ne comporte ni note ni classement, et il ne remplace pas la décision du jury."
)
SEEN, STRENGTHS, REVIEWS, WORK = (
    "Ce qui a été vu",
    "Des moments de votre épreuve",
    "Un moment à revoir",
    "Ce que vous pouvez travailler",
)
Given = Mapping[str, Any]
"""`candidate`, `exam`, `held_on`, `framework`, `general`, and `competencies` with their `criteria`."""


def paper(given: Given, *, made_at: int, final: bool) -> Paper:
    """Return the report as a paper; a draft says so on every page."""
    return Paper(
        title=TITLE,
        made_at=made_at,
        state="" if final else DRAFT,
        blocks=tuple(_blocks(given)),
        footer="Document remis au candidat. Les informations qu’il contient le concernent personnellement.",
    )


def file_name(given: Given) -> str:
    """Return what the file is called."""
    return f"Compte rendu {given['candidate']}"


def version_fr(given: Given) -> str:
    """Return which version this is, which one it replaces and why; nothing for the first."""
    if not given.get("replaces"):
        return ""
    why = " ; ".join(given["since"])
    return f"version {given['version']}, remplace celle du {given['replaces']} ({why})"


def version_of(handed: Sequence[Act], number: str) -> Act | None:
    """Return a version handed over by its number, as an address names it."""
    known = {str(place): act for place, act in enumerate(handed, 1)}
    return known.get(number)


def _blocks(given: Given) -> Iterator[Block]:
    yield Facts(
        (
            ("Candidat", given["candidate"]),
            ("Épreuve", given["exam"]),
            ("Date", given["held_on"]),
            ("Certification", given["framework"]),
            *((("Version", version_fr(given)),) if given.get("replaces") else ()),
        )
    )
    yield Text(INTRODUCTION)
    if given["general"]:
        yield Text(given["general"])
    for competency in given["competencies"]:
        yield Heading(1, f"{competency['id']} – {competency['title']}")
        for criterion in competency["criteria"]:
            yield from _criterion(criterion)


def _criterion(one: Given) -> Iterator[Block]:
    yield Heading(2, f"{one['id']} – {one['wording']}")
    yield Text((Strong(one["level_fr"]), f". {one['seen']}"))
    if one["strengths"]:
        yield Text(f"{STRENGTHS} :")
        yield Bullets(tuple(one["strengths"]))
    yield Text((Strong(WORK), f" : {one['work']}"))
    if one["reviews"]:
        yield Text(f"{REVIEWS} :")
        yield Bullets(tuple(one["reviews"]))
