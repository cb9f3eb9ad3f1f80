"""Appeals: two kinds, a delay to lodge and one to answer, all as acts; nothing signed ever changes by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from sim.language.french import date_long
from webapp.centre_settings import number
from webapp.dossier.outcome import Outcome
from webapp.register import Act
from webapp.wall import local

APPEALS_FR = {
    "verification": "Demande de vérification matérielle",
    "procedure": "Recours sur la régularité de la procédure",
}
ABOUT_FR = {
    "verification": "une erreur matérielle : une pièce lue à la place d’une autre, un temps mal compté, un incident oublié",
    "procedure": "le déroulement de l’épreuve, de la commission ou du jury, et non leur appréciation",
}
ANSWERS_FR = {"granted": "Demande accueillie", "rejected": "Demande rejetée"}


@dataclass(frozen=True, slots=True)
class Appeal:
    """What somebody asked for, and what was answered."""

    lodged: Act
    answered: Act | None
    due_on: date
    """Day by which the answer is owed."""

    @property
    def kind_fr(self) -> str:
        """Return its kind in French."""
        return APPEALS_FR.get(self.lodged.says("kind"), "Recours")

    @property
    def answer_fr(self) -> str:
        """Return what was decided, in French."""
        said = self.answered.says("decision") if self.answered else ""
        return ANSWERS_FR.get(said, "Réponse donnée")


def appeals(session: Session, outcome: Outcome) -> list[Appeal]:
    """Return the appeals about a sitting, oldest first."""
    days = number(session, "appeal_answer_days")
    answers = {act.says("of"): act for act in outcome.all("appeal.answered")}
    return [
        Appeal(act, answers.get(act.seq), local(act.at).date() + timedelta(days=days))
        for act in outcome.all("appeal.lodged")
    ]


def last_day(session: Session, outcome: Outcome) -> date | None:
    """Return the last day of the delay to lodge; None as long as nothing is published nor set aside."""
    if outcome.contestable is None:
        return None
    days = number(session, "appeal_days")
    return local(outcome.contestable.at).date() + timedelta(days=days)


def appeal_refusal(
    session: Session, outcome: Outcome, *, kind: str, grounds: str, received_on: date
) -> str:
    """Say why an appeal cannot be lodged, or nothing."""
    until = last_day(session, outcome)
    if until is None or outcome.contestable is None:
        return "Le résultat n’est pas publié : il n’y a encore rien à contester."
    if received_on > until:
        return f"Le délai de recours est passé : il courait jusqu’au {date_long(until)}."
    if received_on < local(outcome.contestable.at).date():
        return f"Un recours ne peut pas être reçu avant {_what(outcome)} : vérifiez la date."
    if kind not in APPEALS_FR:
        return "Choisissez la nature de votre demande."
    if not grounds:
        return "Exposez les faits sur lesquels porte la demande."
    return ""


def _what(outcome: Outcome) -> str:
    return "la publication du résultat" if outcome.is_published else "que le passage soit écarté"


def answer_refusal(asked: Appeal, decision: str, answer: str) -> str:
    """Say why an answer cannot be recorded, or nothing."""
    if asked.answered is not None:
        return "Ce recours a déjà reçu sa réponse : elle ne change plus."
    if decision not in ANSWERS_FR:
        return "Choisissez « accueillie » ou « rejetée »."
    return "" if answer else "Motivez la réponse : le candidat la lit."
