"""Facts of the mailbox."""

from typing import Literal

from sim.facts.base import Fact, FileRef, Value

NO_SUBJECT = "(sans objet)"


class Message(Value):
    """A mail as it arrives: from a person of the pack to the candidate's mailbox."""

    id: str
    sender: str
    """E-mail address."""
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    subject: str
    body: str
    """Plain text."""
    sent_at: str
    """Office date and time, ISO 8601, minutes."""
    attachments: tuple[FileRef, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses the body invites the reader to follow."""
    in_reply_to: str | None = None


class Delivered(Fact):
    """A message arrived."""

    kind: Literal["mail.delivered"] = "mail.delivered"
    message: Message

    sentence_fr = "Reçoit un mél : {message}"
    sentence_en = "A mail arrives: {message}"

    def sentence(self, language: str = "fr") -> str:
        """Name the message by its sender and subject."""
        start = "Mél reçu de" if language == "fr" else "Mail from"
        subject = self.message.subject
        return f"{start} {self.message.sender} : {f'« {subject} »' if subject else NO_SUBJECT}"


class Opened(Fact):
    """The candidate displayed a message."""

    kind: Literal["mail.opened"] = "mail.opened"
    mail: str

    sentence_fr = "Ouvre le mél {mail}"
    sentence_en = "Opens mail {mail}"


class AttachmentOpened(Fact):
    """The candidate opened or downloaded an attachment."""

    kind: Literal["mail.attachment_opened"] = "mail.attachment_opened"
    mail: str
    name: str

    sentence_fr = "Ouvre la pièce jointe {name} du mél {mail}"
    sentence_en = "Opens attachment {name} of mail {mail}"


class LinkFollowed(Fact):
    """The candidate followed a link of a message."""

    kind: Literal["mail.link_followed"] = "mail.link_followed"
    mail: str
    link: str

    sentence_fr = "Clique sur le lien {link} du mél {mail}"
    sentence_en = "Follows link {link} of mail {mail}"


class DraftSaved(Fact):
    """A draft as it stood; the desk saves it while the candidate types."""

    kind: Literal["mail.draft_saved"] = "mail.draft_saved"
    draft: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    body: str = ""
    attachments: tuple[FileRef, ...] = ()
    in_reply_to: str | None = None
    forward_of: str | None = None

    sentence_fr = "Enregistre un brouillon : « {subject} »"
    unsaid_fr = NO_SUBJECT
    sentence_en = "Saves a draft: “{subject}”"
    personal = ("subject", "body")


class DraftDiscarded(Fact):
    """A draft was thrown away."""

    kind: Literal["mail.draft_discarded"] = "mail.draft_discarded"
    draft: str

    sentence_fr = "Supprime le brouillon {draft}"
    sentence_en = "Discards draft {draft}"


class Sent(Fact):
    """The candidate sent a message."""

    kind: Literal["mail.sent"] = "mail.sent"
    mail: str
    to: tuple[str, ...]
    """E-mail addresses."""
    cc: tuple[str, ...] = ()
    subject: str
    body: str
    quoted: str = ""
    """The thread that goes with a reply or a forward: a reader of the message reads it too."""
    attachments: tuple[FileRef, ...] = ()
    in_reply_to: str | None = None
    forward_of: str | None = None
    draft: str | None = None

    sentence_fr = "Envoie à {to} le mél « {subject} »"
    unsaid_fr = NO_SUBJECT
    sentence_en = "Sends “{subject}” to {to}"
    personal = ("subject", "body")


class Moved(Fact):
    """A message went to another folder of the mailbox; `trash` is a deletion."""

    kind: Literal["mail.moved"] = "mail.moved"
    mail: str
    folder: str

    sentence_fr = "Déplace le mél {mail} vers {folder}"
    sentence_en = "Moves mail {mail} to {folder}"


class Flagged(Fact):
    """A message was flagged for follow-up, or its flag removed."""

    kind: Literal["mail.flagged"] = "mail.flagged"
    mail: str
    flagged: bool

    sentence_fr = "Modifie le suivi du mél {mail}"
    sentence_en = "Changes the flag of mail {mail}"
