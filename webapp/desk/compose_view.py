"""What the form of a message holds: a new one, a reply, a forward, a draft taken up again."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sim.drive import parent
from sim.facts.base import FileRef
from sim.facts.mail import DraftSaved
from sim.mail import quoted_thread
from sim.world import World
from webapp.desk.calls_view import NOTE_FIELDS

REPLY, FORWARD = "RE\u00a0: ", "TR\u00a0: "


@dataclass(frozen=True, slots=True)
class Writing:
    """A message being written."""

    draft: str = ""
    to: str = ""
    cc: str = ""
    subject: str = ""
    body: str = ""
    attachments: tuple[str, ...] = ()
    """As `sim.mail.SaveDraft` names them."""
    in_reply_to: str = ""
    forward_of: str = ""

    @property
    def source(self) -> str:
        """Return the message that is answered or forwarded."""
        return self.in_reply_to or self.forward_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of the drive, to attach files from."""

    folder: str
    files: list[tuple[str, str]] = field(default_factory=list)
    """(path, name)."""


def new(world: World, to: str = "", call: str = "") -> Writing:
    """Return an empty message, signed; or one that passes on the message form of a call."""
    conversation = world.calls.get(call)
    note = conversation.note if conversation else None
    if note is None:
        return Writing(to=to, body=_signed(world))
    lines = (f"{label}\u00a0: {getattr(note, name)}" for name, label in NOTE_FIELDS.items())
    subject = f"Message téléphonique – {note.caller}" if note.caller else "Message téléphonique"
    return Writing(to=to, subject=subject, body="\n".join(lines) + _signed(world))


def reply(world: World, source: str, *, everybody: bool) -> Writing | None:
    """Return an answer to a message, or nothing when it is not in the mailbox."""
    first: tuple[str, ...]
    if source in world.mail.received:
        message = world.mail.received[source].message
        first, others, subject = (message.sender,), (*message.to, *message.cc), message.subject
    elif source in world.mail.sent:
        fact = world.mail.sent[source].fact
        first, others, subject = fact.to, fact.cc, fact.subject
    else:
        return None
    return Writing(
        to=", ".join(first),
        cc=", ".join(_others(world, others, first)) if everybody else "",
        subject=_prefixed(REPLY, subject),
        body=_signed(world),
        in_reply_to=source,
    )


def forward(world: World, source: str) -> Writing | None:
    """Return a forward of a message with its files, or nothing when it is not in the mailbox."""
    if source in world.mail.received:
        message = world.mail.received[source].message
        names = tuple(f"mail:{source}/{file.name}" for file in message.attachments)
        subject = message.subject
    elif source in world.mail.sent:
        fact = world.mail.sent[source].fact
        names, subject = attachment_names(world, fact.attachments), fact.subject
    else:
        return None
    return Writing(
        subject=_prefixed(FORWARD, subject),
        body=_signed(world),
        attachments=names,
        forward_of=source,
    )


def taken_up(world: World, draft: DraftSaved) -> Writing:
    """Return a draft as its form held it."""
    return Writing(
        draft=draft.draft,
        to=", ".join(draft.to),
        cc=", ".join(draft.cc),
        subject=draft.subject,
        body=draft.body,
        attachments=attachment_names(world, draft.attachments, draft.forward_of or ""),
        in_reply_to=draft.in_reply_to or "",
        forward_of=draft.forward_of or "",
    )


def attachment_names(
    world: World, files: Iterable[FileRef], forward_of: str = ""
) -> tuple[str, ...]:
    """Return where files come from: the message forwarded, otherwise the drive; what is gone is left out."""
    names = {(file.sha256, path.rpartition("/")[2]): path for path, file in _drive(world)}
    for file in _attached_to(world, forward_of):
        names[file.sha256, file.name] = f"mail:{forward_of}/{file.name}"
    found = (names.get((file.sha256, file.name)) for file in files)
    return tuple(name for name in found if name)


def shelves(world: World) -> list[Shelf]:
    """Return the drive as the form offers it."""
    by_folder: dict[str, Shelf] = {}
    for path in sorted(world.drive.files):
        shelf = by_folder.setdefault(parent(path), Shelf(parent(path)[1:].replace("/", " › ")))
        shelf.files.append((path, path.rpartition("/")[2]))
    return list(by_folder.values())


def forwardable(world: World, source: str) -> list[tuple[str, str]]:
    """Return the files of the message being forwarded: (name for the command, file name)."""
    return [(f"mail:{source}/{file.name}", file.name) for file in _attached_to(world, source)]


def correspondents(world: World) -> list[tuple[str, str]]:
    """Return (address, name) of everybody the directory lists."""
    people = world.scenario.people
    return [(one.email, one.name) for one in people if one.listed and one.email]


def quoted(world: World, writing: Writing) -> str:
    """Return the thread that will go with the message."""
    return quoted_thread(world, writing.source)


def _drive(world: World) -> list[tuple[str, FileRef]]:
    return [(path, found.file) for path, found in world.drive.files.items()]


def _attached_to(world: World, source: str) -> tuple[FileRef, ...]:
    item = world.mail.received.get(source)
    return item.message.attachments if item else ()


def _others(world: World, addresses: tuple[str, ...], first: tuple[str, ...]) -> list[str]:
    taken = {world.scenario.mailbox.casefold(), *(address.casefold() for address in first)}
    return [address for address in dict.fromkeys(addresses) if address.casefold() not in taken]


def _prefixed(prefix: str, subject: str) -> str:
    bare = prefix.strip("\u00a0 :").casefold()
    already = subject.casefold().replace("\u00a0", " ").startswith((f"{bare} :", f"{bare}:"))
    return subject if already else prefix + subject


def _signed(world: World) -> str:
    signature = world.scenario.signature.strip()
    return f"\n\n{signature}" if signature else ""
