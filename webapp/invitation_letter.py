"""What the company's tutor receives: the address and the code, as a letter to print and as a mail to copy."""

from dataclasses import dataclass

from flask import abort, request, url_for
from sqlalchemy.orm import Session

from sim.language.french import date_long
from webapp.centre_card import read_card
from webapp.codes import as_printed
from webapp.dossier.outcome import Outcome
from webapp.invitations import invite, latest
from webapp.papers.model import Facts, Paper, Text
from webapp.register import of_sitting
from webapp.security import is_secret_of
from webapp.store.planning_tables import Dossier
from webapp.store.result_tables import Invitation
from webapp.store.tables import Sitting
from webapp.wall import local

TOO_LATE = (
    "La commission a déjà validé ce résultat\u00a0: l’avis de l’entreprise ne se demande plus."
)
ANSWERED = "L’entreprise a déjà signé son avis\u00a0: il ne se demande pas deux fois."
NO_LETTER = (
    "Ce courrier n’est plus disponible\u00a0: renouvelez la demande pour obtenir un autre code."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation whose code is still known: shown once."""

    invitation: Invitation
    sitting: Sitting
    code: str
    company: str
    tutor: str

    @property
    def address(self) -> str:
        """Return the address to open."""
        return url_for("tutor.opinion", token=self.invitation.token, _external=True)

    @property
    def until(self) -> str:
        """Return the last day, in French."""
        return date_long(local(self.invitation.expires_at).date())

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what the letter and the mail say before the address."""
        name, day = self.sitting.candidate.name, date_long(self.sitting.exam.planned_on)
        return (
            f"{name} est candidat(e) au CQPM « Assistance en gestion administrative », session du {day}. La certification prévoit l’avis de l’entreprise sur les activités que vous lui avez confiées.",
            f"Nous vous remercions de le donner avant le {self.until}, à l’adresse et avec le code qui suivent. Aucun compte n’est nécessaire ; comptez dix minutes. Ne transmettez ce code à personne.",
        )

    @property
    def mail(self) -> str:
        """Return the text of a mail."""
        body = "\n\n".join(self.sentences)
        return f"Bonjour,\n\n{body}\n\nAdresse : {self.address}\nCode : {self.code}\n\nCordialement,\nLe centre d’examen"


def ask(session: Session, sitting: Sitting, wall: int) -> Asked:
    """Make an invitation for a sitting, or refuse."""
    if Outcome(of_sitting(session, sitting)).validated is not None:
        abort(409, TOO_LATE)
    before = latest(session, sitting)
    if before is not None and before.answered_at is not None:
        abort(409, ANSWERED)
    invitation, code = invite(session, sitting, wall)
    return _asked(session, sitting, invitation, code)


def asked_again(session: Session, sitting: Sitting) -> Asked:
    """Return the invitation whose code the page still holds, for its letter, or refuse."""
    invitation, code = latest(session, sitting), as_printed(request.form.get("code", ""))
    if invitation is None or not is_secret_of(invitation.code_hash, code):
        abort(409, NO_LETTER)
    return _asked(session, sitting, invitation, code)


def _asked(session: Session, sitting: Sitting, invitation: Invitation, code: str) -> Asked:
    dossier = session.get(Dossier, sitting.id)
    company, tutor = (dossier.company, dossier.tutor_name) if dossier else ("", "")
    return Asked(invitation, sitting, code, company, tutor)


def letter(session: Session, asked: Asked, wall: int) -> Paper:
    """Return the letter."""
    card, day = read_card(session), date_long(local(wall).date())
    return Paper(
        title="Demande d’avis de l’entreprise",
        made_at=wall,
        sender=card.sender,
        recipient=tuple(one for one in (asked.tutor, asked.company) if one),
        place_and_date=f"{card.city}, le {day}" if card.city else f"Le {day}",
        subject=f"Avis de l’entreprise sur {asked.sitting.candidate.name}",
        blocks=(
            Text("Madame, Monsieur,"),
            *(Text(one) for one in asked.sentences),
            Facts((("Adresse", asked.address), ("Code", asked.code))),
            Text("Nous vous remercions de votre concours."),
            Text("Le centre d’examen"),
        ),
    )
