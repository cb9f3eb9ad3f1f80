"""Facts of the outgoing post: what is printed, and what is put in the tray for somebody."""

from typing import Literal

from sim.facts.base import Fact, FileRef

Posting = Literal["letter", "tracked", "registered", "registered_receipt"]
"""How a letter is posted: plain, followed, registered, registered with an acknowledgement of receipt."""
POSTINGS_FR: dict[Posting, str] = {
    "letter": "Lettre",
    "tracked": "Lettre suivie",
    "registered": "Lettre recommandée",
    "registered_receipt": "Lettre recommandée avec avis de réception",
}


class Printed(Fact):
    """A document of the drive came out of the printer, as it stood then."""

    kind: Literal["letter.printed"] = "letter.printed"
    paper: str
    path: str
    file: FileRef

    sentence_fr = "Imprime {path}"
    sentence_en = "Prints {path}"


class Posted(Fact):
    """Printed documents were put in an envelope, in the outgoing post."""

    kind: Literal["letter.posted"] = "letter.posted"
    letter: str
    papers: tuple[str, ...]
    attachments: tuple[FileRef, ...]
    """The documents in the envelope, as they were printed."""
    addressee: str
    """What the envelope says."""
    person: str = ""
    """Id of the person of the directory it goes to, when it is one."""
    posting: Posting = "letter"

    sentence_fr = "Met au courrier départ, pour {addressee} : {attachments} ({posting})"
    sentence_en = "Posts {attachments} to {addressee} ({posting})"
    personal = ("addressee",)

    def sentence(self, language: str = "fr") -> str:
        """Name the addressee in one line, and the kind of posting as people do."""
        if language != "fr":
            return super().sentence(language)
        names = ", ".join(file.name for file in self.attachments)
        line = ", ".join(part.strip() for part in self.addressee.splitlines() if part.strip())
        return f"Met au courrier départ pour {line} : {names} ({POSTINGS_FR[self.posting].lower()})"
