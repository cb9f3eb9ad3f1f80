"""The mailbox: reading, writing, replying, forwarding, sorting."""

import re
from datetime import datetime

from sim.decision import Command, Decision, Tool, accept, apply_nothing, refuse
from sim.facts import mail
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.means import barred
from sim.world import DriveFile, MailItem, SentItem, World

FOLDERS = {
    "inbox": "Boîte de réception",
    "done": "Traités",
    "later": "À traiter plus tard",
    "trash": "Corbeille",
}
BODY_LIMIT = 20_000
SUBJECT_LIMIT = 200
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


class OpenMail(Command):
    """Display a message."""

    mail: str


class OpenAttachment(Command):
    """Open or download an attachment."""

    mail: str
    name: str


class FollowLink(Command):
    """Follow a link of a message."""

    mail: str
    link: str


class SaveDraft(Command):
    """Keep what is being written."""

    draft: str = ""
    """Empty for a new draft."""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    body: str = ""
    attachments: tuple[str, ...] = ()
    """Paths on the drive, or `mail:<id>/<name>` for an attachment that is forwarded."""
    in_reply_to: str | None = None
    forward_of: str | None = None


class DiscardDraft(Command):
    """Throw a draft away."""

    draft: str


class SendMail(SaveDraft):
    """Send a message; a draft it was written in goes away."""


class MoveMail(Command):
    """Put a message in another folder of the mailbox."""

    mail: str
    folder: str


class FlagMail(Command):
    """Flag a message for follow-up, or remove the flag."""

    mail: str
    flagged: bool


def furnish(world: World) -> None:
    """Put the messages of the morning in the mailbox."""
    for name in world.scenario.present:
        message = world.scenario.message_by_id[name]
        moment = datetime.fromisoformat(message.sent_at)
        at = int((moment - world.scenario.start).total_seconds())
        world.mail.received[name] = MailItem(message, at)


def decide_open(world: World, command: OpenMail, now: int) -> Decision:
    """Display a message that is there."""
    if command.mail not in world.mail.received:
        return refuse(_UNKNOWN_MAIL)
    return accept(mail.Opened(mail=command.mail))


def decide_open_attachment(world: World, command: OpenAttachment, now: int) -> Decision:
    """Open an attachment that is there."""
    item = world.mail.received.get(command.mail)
    if item is None:
        return refuse(_UNKNOWN_MAIL)
    if all(file.name != command.name for file in item.message.attachments):
        return refuse(f"Ce message n’a pas de pièce jointe nommée « {command.name} ».")
    return accept(mail.AttachmentOpened(mail=command.mail, name=command.name))


def decide_follow(world: World, command: FollowLink, now: int) -> Decision:
    """Follow a link that is there."""
    item = world.mail.received.get(command.mail)
    if item is None or command.link not in item.message.links:
        return refuse("Ce lien ne se trouve pas dans le message.")
    return accept(mail.LinkFollowed(mail=command.mail, link=command.link))


def decide_save_draft(world: World, command: SaveDraft, now: int) -> Decision:
    """Keep a draft as it is: a draft need not be complete."""
    files, problem = _attachments(world, command.attachments)
    problem = problem or _too_long(command)
    if problem:
        return refuse(problem)
    if command.draft and command.draft not in world.mail.drafts:
        return refuse(
            "Ce brouillon n’existe plus : il a été envoyé ou supprimé dans un autre onglet."
        )
    draft = command.draft or f"B{world.mail.last_id + 1}"
    return accept(
        mail.DraftSaved(
            draft=draft, to=command.to, cc=command.cc, subject=command.subject, body=command.body,
            attachments=files, in_reply_to=command.in_reply_to, forward_of=command.forward_of,
        )
    )  # fmt: skip


def decide_discard(world: World, command: DiscardDraft, now: int) -> Decision:
    """Throw away a draft that is there."""
    if command.draft not in world.mail.drafts:
        return refuse("Ce brouillon n’existe plus.")
    return accept(mail.DraftDiscarded(draft=command.draft))


def decide_send(world: World, command: SendMail, now: int) -> Decision:
    """Send to addresses that can be addresses; an empty subject is the candidate's business."""
    to, cc = clean_addresses(command.to), clean_addresses(command.cc)
    files, problem = _attachments(world, command.attachments)
    problem = (
        problem or _address_problem(to, cc) or _too_long(command) or _thread_problem(world, command)
    )
    if problem:
        return refuse(problem)
    if any(not name.startswith("mail:") for name in command.attachments):
        problem = barred(world, "network_drive")
    if problem:
        return refuse(problem)
    draft = command.draft if command.draft in world.mail.drafts else None
    return accept(
        mail.Sent(
            mail=f"S{world.mail.last_id + 1}", to=to, cc=cc, subject=command.subject.strip(),
            body=command.body, quoted=quoted_thread(world, command.in_reply_to or command.forward_of),
            attachments=files, in_reply_to=command.in_reply_to, forward_of=command.forward_of, draft=draft,
        )
    )  # fmt: skip


def clean_addresses(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Split what people type (`a@x ; b@y`), keep the addresses of `Name <a@x>`, drop repetitions."""
    parts = [part.strip() for text in addresses for part in re.split(r"[;,]", text)]
    found = [part[part.find("<") + 1 : part.rfind(">")] if "<" in part else part for part in parts]
    return tuple(dict.fromkeys(address.strip().lower() for address in found if address.strip()))


def _address_problem(to: tuple[str, ...], cc: tuple[str, ...]) -> str:
    if not to:
        return "Indiquez au moins un destinataire dans le champ « À », puis envoyez à nouveau."
    for address in (*to, *cc):
        if not _ADDRESS.fullmatch(address):
            return f"« {address} » n’est pas une adresse de messagerie : vérifiez-la ou choisissez-la dans l’annuaire."
    return ""


def _too_long(command: SaveDraft) -> str:
    if len(command.body) > BODY_LIMIT:
        return f"Votre message dépasse {BODY_LIMIT} caractères : raccourcissez-le ou joignez un document."
    if len(command.subject) > SUBJECT_LIMIT:
        return f"L’objet dépasse {SUBJECT_LIMIT} caractères : raccourcissez-le."
    return ""


def _thread_problem(world: World, command: SaveDraft) -> str:
    source = command.in_reply_to or command.forward_of
    if source and source not in world.mail.received and source not in world.mail.sent:
        return _UNKNOWN_MAIL
    return ""


def _attachments(world: World, names: tuple[str, ...]) -> tuple[tuple[FileRef, ...], str]:
    files: list[FileRef] = []
    for name in dict.fromkeys(names):
        file = _attachment(world, name)
        if file is None:
            return (
                (),
                f"La pièce jointe « {name} » est introuvable : elle a peut-être été déplacée. Joignez-la à nouveau.",
            )
        files.append(file)
    return tuple(files), ""


def _attachment(world: World, name: str) -> FileRef | None:
    if name.startswith("mail:"):
        source, _, file_name = name.removeprefix("mail:").partition("/")
        item = world.mail.received.get(source)
        files = item.message.attachments if item else ()
        return next((file for file in files if file.name == file_name), None)
    found: DriveFile | None = world.drive.files.get(name)
    return found.file.model_copy(update={"name": found.name}) if found else None


def quoted_thread(world: World, source: str | None) -> str:
    """Return the thread below a reply or a forward, as the recipient will read it."""
    if not source:
        return ""
    if source in world.mail.received:
        message = world.mail.received[source].message
        head = f"De : {message.sender}\nÀ : {', '.join(message.to)}\nObjet : {message.subject}\n\n"
        older = quoted_thread(world, message.in_reply_to)
        return f"{head}{message.body}" + (f"\n\n{older}" if older else "")
    if source in world.mail.sent:
        fact = world.mail.sent[source].fact
        head = (
            f"De : {world.scenario.mailbox}\nÀ : {', '.join(fact.to)}\nObjet : {fact.subject}\n\n"
        )
        return f"{head}{fact.body}" + (f"\n\n{fact.quoted}" if fact.quoted else "")
    return ""


def decide_move(world: World, command: MoveMail, now: int) -> Decision:
    """Sort a message."""
    item = world.mail.received.get(command.mail)
    if item is None:
        return refuse(_UNKNOWN_MAIL)
    if command.folder not in FOLDERS:
        return refuse("Ce dossier de messagerie n’existe pas.")
    if item.folder == command.folder:
        return accept()
    return accept(mail.Moved(mail=command.mail, folder=command.folder))


def decide_flag(world: World, command: FlagMail, now: int) -> Decision:
    """Flag a message."""
    item = world.mail.received.get(command.mail)
    if item is None:
        return refuse(_UNKNOWN_MAIL)
    if item.flagged == command.flagged:
        return accept()
    return accept(mail.Flagged(mail=command.mail, flagged=command.flagged))


_UNKNOWN_MAIL = "Ce message n’est pas dans votre messagerie."


def apply_delivered(world: World, entry: Entry, fact: mail.Delivered) -> None:
    """Put it on top of the inbox."""
    world.mail.received[fact.message.id] = MailItem(fact.message, entry.at)


def apply_opened(world: World, entry: Entry, fact: mail.Opened) -> None:
    """Mark it read."""
    world.mail.received[fact.mail].read = True


def apply_draft(world: World, entry: Entry, fact: mail.DraftSaved) -> None:
    """Keep the latest text of the draft."""
    if fact.draft not in world.mail.drafts:
        world.mail.last_id += 1
    world.mail.drafts[fact.draft] = fact


def apply_discarded(world: World, entry: Entry, fact: mail.DraftDiscarded) -> None:
    """Forget the draft."""
    world.mail.drafts.pop(fact.draft, None)


def apply_sent(world: World, entry: Entry, fact: mail.Sent) -> None:
    """Keep it among the sent messages; mark what it answers."""
    world.mail.last_id += 1
    world.mail.sent[fact.mail] = SentItem(fact, entry.at)
    world.mail.drafts.pop(fact.draft or "", None)
    if fact.in_reply_to in world.mail.received:
        world.mail.received[fact.in_reply_to].answered = True
    if fact.forward_of in world.mail.received:
        world.mail.received[fact.forward_of].forwarded = True


def apply_moved(world: World, entry: Entry, fact: mail.Moved) -> None:
    """Put it in the other folder."""
    world.mail.received[fact.mail].folder = fact.folder


def apply_flagged(world: World, entry: Entry, fact: mail.Flagged) -> None:
    """Set the flag."""
    world.mail.received[fact.mail].flagged = fact.flagged


TOOL = Tool(
    decides={
        OpenMail: decide_open,
        OpenAttachment: decide_open_attachment,
        FollowLink: decide_follow,
        SaveDraft: decide_save_draft,
        DiscardDraft: decide_discard,
        SendMail: decide_send,
        MoveMail: decide_move,
        FlagMail: decide_flag,
    },
    applies={
        mail.Delivered: apply_delivered,
        mail.Opened: apply_opened,
        mail.AttachmentOpened: apply_nothing,
        mail.LinkFollowed: apply_nothing,
        mail.DraftSaved: apply_draft,
        mail.DraftDiscarded: apply_discarded,
        mail.Sent: apply_sent,
        mail.Moved: apply_moved,
        mail.Flagged: apply_flagged,
    },
)
