"""Minutes, notes and e-mails written as documents: the parts each must have (office.md §5.2, §5.3)."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator

from grading.checks.message import PARTS_FR, USUAL, MailPart, Message, faults
from grading.checks.rules.letter import SUBJECT
from grading.checks.rules.lines import Line, first, has_day, lines
from grading.checks.rules.rule import Breach, Breaches, Rule, Switch
from grading.documents.model import TextDocument
from sim.facts.base import Value
from sim.language.normalise import fold
from sim.language.register import has_salutation

MINUTES = {
    "title": ("titre « Compte rendu »", r"compte[- ]rendu|\bcr\b|releve de decisions|proces[- ]verbal"),
    "attendees": ("personnes présentes", r"\b(?:presente?s?|participants?|etaient presents|membres)\b"),
    "absentees": ("absents ou excusés", r"\b(?:absente?s?|excusee?s?)\b"),
    "agenda": ("ordre du jour", r"\bordre du jour\b|\bpoints? a l'ordre\b|\bodj\b"),
    "decisions": ("décisions", r"\bdecisions?\b|\bdecide(?:e?s?)?\b|\bil est (?:decide|convenu|retenu)\b|\bvalide(?:e?s?)?\b"),
    "actions": ("actions (qui, quoi, pour quand)", r"\bactions?\b|\bplan d'actions?\b|\bresponsables?\b|\bpour le \d"),
    "next_meeting": ("prochaine réunion", r"\bprochaine (?:reunion|rencontre|seance)\b"),
    "distribution": ("diffusion", r"\b(?:diffusion|destinataires?|copies?)\b"),
    "secretary": ("rédacteur", r"\b(?:secretaire|redacteur|redactrice|redige|redigee?|compte rendu etabli)\b"),
}  # fmt: skip
MEMO = {
    "title": ("titre « Note de service »", r"\bnote (?:de service|d'information|interne)\b"),
    "number": ("numéro de la note", r"\bn(?:°|o|um|umero)?\.? ?\d|\bref(?:erence)?\b.{0,20}\d"),
    "issuer": ("émetteur", r"\b(?:de|emetteur|emettrice|expediteur|direction|la direction|service)\b ?:?"),
    "addressees": ("destinataires", r"\b(?:a|destinataires?|pour|a l'attention)\b ?:|\bensemble du personnel\b|\btou(?:s|tes) les\b"),
    "effective_date": ("date d’effet", r"\b(?:a compter|a partir|des le|date d'effet|en vigueur|applicable|prend(?:ra)? effet)\b"),
    "application": ("mention « Pour application »", r"\bpour (?:application|action|execution)\b"),
}  # fmt: skip

Parts = dict[str, tuple[str, str]]


def _missing(document: TextDocument, wanted: list[str], parts: Parts) -> list[Breach]:
    found = lines(document)
    text = "\n".join(line.folded for line in found) + "\n" + fold(document.header_text)
    return [
        Breach(f"{_name(part, parts)} : introuvable")
        for part in wanted
        if not _holds(part, found, text, parts)
    ]


def _name(part: str, parts: Parts) -> str:
    return parts[part][0] if part in parts else {"date": "date", "subject": "objet"}.get(part, part)


def _holds(part: str, found: list[Line], text: str, parts: Parts) -> bool:
    if part == "date":
        return any(has_day(line) for line in found)
    if part == "subject":
        return any(SUBJECT.match(line.folded) for line in found)
    return re.search(parts[part][1], text) is not None


def _minutes(document: TextDocument, setting: list[str]) -> Breaches:
    return _missing(document, setting, MINUTES)


def _memo(document: TextDocument, setting: list[str]) -> Breaches:
    return _missing(document, setting, MEMO)


def _actions_table(document: TextDocument, setting: Switch) -> Breaches:
    """Ask for actions with who and when, in a table or line by line."""
    headers = [
        fold(" ".join(block.text for block in row)) for row in document.first_rows().values()
    ]
    who, when = (
        r"\b(?:qui|responsable|pilote|charge)\b",
        r"\b(?:quand|echeance|delai|pour le|date)\b",
    )
    if any(re.search(who, header) and re.search(when, header) for header in headers):
        return []
    acted = [
        line
        for line in lines(document)
        if has_day(line) and re.search(r"[A-ZÉÈ][\w’'-]+", line.text[1:])
    ]
    return (
        [] if len(acted) >= 2 else [Breach("les actions ne disent pas qui fait quoi et pour quand")]
    )


class MailAsked(Value):
    """What the form of a message must have."""

    parts: tuple[MailPart, ...] = USUAL
    signature: tuple[str, ...] = ()
    """Names, one of which must sign."""


def _mail_form(document: TextDocument, setting: Switch | MailAsked) -> Breaches:
    """Ask of a message written as a document what is asked of one that was sent."""
    asked = setting if isinstance(setting, MailAsked) else MailAsked()
    found = faults(_message(document), asked.parts, asked.signature)
    return [Breach(fault) for fault in found]


def _message(document: TextDocument) -> Message:
    """Return the message that a document writes out: its lines « De », « À » and « Objet » come first."""
    found = lines(document)
    subject = first(found, SUBJECT)
    salutation = next((line for line in found if has_salutation(line.text)), None)
    said = "" if subject is None else SUBJECT.sub("", subject.folded).strip(" :")
    following = [] if subject is None else found[subject.number + 1 :][:1]
    if not said and following and following[0] != salutation:
        said = following[0].text
    body = found[salutation.number :] if salutation else found
    return Message(said, "\n".join(line.text for line in body))


def _parts(parts: Parts, *more: str) -> Any:
    """Return the type of a list of known parts."""
    known = {*parts, *more}

    def checked(wanted: list[str]) -> list[str]:
        for part in wanted:
            if part not in known:
                raise ValueError(
                    f"partie inconnue « {part} » ; choisissez parmi : {', '.join(sorted(known))}"
                )
        return wanted

    return Annotated[list[str], AfterValidator(checked)]


def _told(parts: Parts, *more: str) -> str:
    return f"une liste de parties ({', '.join([*parts, *more])})"


RULES = {
    "minutes": Rule(
        "compte rendu", _parts(MINUTES, "date"), _told(MINUTES, "date"),
        "tout intitulé d’usage, en titre, en ligne ou en tableau", _minutes,
    ),
    "actions_table": Rule(
        "suivi des actions", bool, "oui ou non",
        "un tableau qui nomme responsable et échéance, ou au moins deux lignes avec une personne et une date", _actions_table,
    ),
    "memo": Rule(
        "note de service", _parts(MEMO, "date", "subject"), _told(MEMO, "date", "subject"),
        "tout intitulé d’usage ; note de service, note d’information ou note interne", _memo,
    ),
    "mail_form": Rule(
        "forme du mél", bool | MailAsked, f"oui, ou les parties (parts : {', '.join(PARTS_FR)}) et les signataires (signature)",
        "toute salutation et toute formule d’usage ; jugé comme un mél envoyé (`well_formed`)", _mail_form,
    ),
}  # fmt: skip
