"""What the mail screen shows, from the world alone: folders, a list, one message."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sim.channels import cost
from sim.facts.base import FileRef
from sim.facts.mail import NO_SUBJECT, DraftSaved
from sim.language.normalise import normalise
from sim.mail import FOLDERS, quoted_thread
from sim.world import MailItem, SentItem, World

ALL_FOLDERS = {
    "inbox": ("inbox", FOLDERS["inbox"]),
    "later": ("clock", FOLDERS["later"]),
    "done": ("check2-square", FOLDERS["done"]),
    "flagged": ("flag", "Suivis"),
    "drafts": ("pencil", "Brouillons"),
    "sent": ("send", "Envoyés"),
    "trash": ("trash", FOLDERS["trash"]),
}
"""Folder to its icon and label; `flagged`, `drafts` and `sent` are views, nothing is moved there."""
SNIPPET = 90


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the left pane."""

    name: str
    label: str
    icon: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A message of the list."""

    id: str
    kind: str
    """`received`, `sent` or `draft`."""
    who: str
    subject: str
    snippet: str
    at: int
    moment: datetime
    today: bool
    unread: bool = False
    flagged: bool = False
    answered: bool = False
    forwarded: bool = False
    files: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as it is read."""

    id: str
    kind: str
    subject: str
    sender: tuple[str, str]
    """Name and address."""
    to: list[tuple[str, str]]
    cc: list[tuple[str, str]]
    moment: datetime
    body: list[tuple[str, bool]]
    """Pieces of the text, and whether each is a link."""
    files: tuple[FileRef, ...]
    quoted: str = ""
    folder: str = ""
    flagged: bool = False
    planned: bool = False
    """Whether a task of the plan is about it."""
    folders: dict[str, str] = field(default_factory=lambda: FOLDERS)


def mailbox_context(
    world: World, folder: str = "inbox", selected: str = "", query: str = ""
) -> dict[str, Any]:
    """Return what the mail screen needs: a folder or a search in all of them, and the message read."""
    folder = folder if folder in ALL_FOLDERS else "inbox"
    return {
        "folders": folders(world, folder if not query else ""),
        "message": reading(world, selected),
        "minutes": cost(world, "mail"),
        **list_context(world, folder, selected, query),
    }


def list_context(
    world: World, folder: str = "inbox", selected: str = "", query: str = ""
) -> dict[str, Any]:
    """Return what the list needs."""
    rows = _search(world, query) if query.strip() else _rows_of(world, folder)
    return {
        "folder": folder,
        "label": ALL_FOLDERS[folder][1],
        "query": query,
        "selected": selected,
        "rows": sorted(rows, key=lambda row: row.at, reverse=True),
    }


def folders(world: World, current: str) -> list[Folder]:
    """Return the folders with what waits in each: unread messages, or drafts."""
    return [
        Folder(name, label, icon, _waiting(world, name), name == current)
        for name, (icon, label) in ALL_FOLDERS.items()
    ]


def _waiting(world: World, folder: str) -> int:
    if folder == "drafts":
        return len(world.mail.drafts)
    if folder in ("sent", "trash", "flagged"):
        return 0
    return sum(1 for item in _received(world, folder) if not item.read)


def _received(world: World, folder: str) -> list[MailItem]:
    items = world.mail.received.values()
    if folder == "flagged":
        return [item for item in items if item.flagged]
    return [item for item in items if item.folder == folder]


def _rows_of(world: World, folder: str) -> list[Row]:
    if folder == "sent":
        return [_sent_row(world, item) for item in world.mail.sent.values()]
    if folder == "drafts":
        return [_draft_row(world, draft) for draft in world.mail.drafts.values()]
    return [_received_row(world, item) for item in _received(world, folder)]


def _search(world: World, query: str) -> list[Row]:
    words = normalise(query).split()
    received = [
        _received_row(world, item)
        for item in world.mail.received.values()
        if _has(words, _name(world, item.message.sender), item.message.subject, item.message.body)
    ]
    sent = [
        _sent_row(world, item)
        for item in world.mail.sent.values()
        if _has(
            words, *(_name(world, to) for to in item.fact.to), item.fact.subject, item.fact.body
        )
    ]
    return received + sent


def _has(words: list[str], *texts: str) -> bool:
    text = normalise(" ".join(texts))
    return all(word in text for word in words)


def _received_row(world: World, item: MailItem) -> Row:
    message = item.message
    return Row(
        message.id, "received", _name(world, message.sender), message.subject or NO_SUBJECT,
        _snippet(message.body), item.at, world.moment(item.at), _today(world, item.at),
        unread=not item.read, flagged=item.flagged, answered=item.answered,
        forwarded=item.forwarded, files=len(message.attachments),
    )  # fmt: skip


def _sent_row(world: World, item: SentItem) -> Row:
    fact = item.fact
    return Row(
        fact.mail, "sent", "À\u00a0: " + ", ".join(_name(world, to) for to in fact.to),
        fact.subject or NO_SUBJECT, _snippet(fact.body), item.at, world.moment(item.at), today=True,
        files=len(fact.attachments),
    )  # fmt: skip


def _draft_row(world: World, draft: DraftSaved) -> Row:
    to = ", ".join(_name(world, to) for to in draft.to) or "(sans destinataire)"
    return Row(
        draft.draft, "draft", to, draft.subject or NO_SUBJECT, _snippet(draft.body),
        int(draft.draft[1:]), world.moment(world.at), today=True, files=len(draft.attachments),
    )  # fmt: skip


def reading(world: World, selected: str) -> Reading | None:
    """Return the message to read, or nothing when there is none of that id."""
    if selected in world.mail.received:
        return _received_reading(world, world.mail.received[selected])
    if selected in world.mail.sent:
        return _sent_reading(world, world.mail.sent[selected])
    return None


def _received_reading(world: World, item: MailItem) -> Reading:
    message = item.message
    return Reading(
        message.id, "received", message.subject or NO_SUBJECT, _party(world, message.sender),
        [_party(world, to) for to in message.to], [_party(world, cc) for cc in message.cc],
        world.moment(item.at), pieces(message.body, message.links), message.attachments,
        quoted=quoted_thread(world, message.in_reply_to), folder=item.folder, flagged=item.flagged,
        planned=any(task.values.about == message.id for task in world.planner.tasks.values()),
    )  # fmt: skip


def _sent_reading(world: World, item: SentItem) -> Reading:
    fact = item.fact
    return Reading(
        fact.mail, "sent", fact.subject or NO_SUBJECT, _party(world, world.scenario.mailbox),
        [_party(world, to) for to in fact.to], [_party(world, cc) for cc in fact.cc],
        world.moment(item.at), pieces(fact.body, ()), fact.attachments, quoted=fact.quoted,
    )  # fmt: skip


def pieces(body: str, links: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Cut a text at its links; a link the text does not write out comes last."""
    if not links:
        return [(body, False)]
    longest_first = sorted(links, key=len, reverse=True)
    parts = re.split("(" + "|".join(re.escape(link) for link in longest_first) + ")", body)
    cut = [(part, part in links) for part in parts if part]
    hidden = [link for link in links if link not in body]
    return cut + [piece for link in hidden for piece in (("\n", False), (link, True))]


def _party(world: World, address: str) -> tuple[str, str]:
    return _name(world, address), address


def _name(world: World, address: str) -> str:
    if address.casefold() == world.scenario.mailbox.casefold():
        return world.scenario.candidate_name
    person = world.person(address)
    return person.name if person else address


def _snippet(body: str) -> str:
    text = " ".join(body.split())
    return text if len(text) <= SNIPPET else text[:SNIPPET].rstrip() + "…"


def _today(world: World, at: int) -> bool:
    return world.moment(at).date() == world.scenario.start.date()
