"""What is kept how long: the rules as data, and the months each centre gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from sim.language.french import plural, typeset
from webapp.centre_settings import number, text
from webapp.store.planning_tables import CentreSetting

Kind = Literal["enrolment", "evidence", "measures", "invitations", "audit", "failures"]

MOST_MONTHS = 600
DAYS_IN_MONTH = 30
PREFIX = "keep."
CONTACT = "privacy.contact"
"""Setting: whom to write to about one's data."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of data: on what ground it is kept, how long, and what becomes of it."""

    kind: Kind
    title: str
    what: str
    months: int
    """Unless the centre says otherwise; counted from the publication of the result, else from the exam's date."""
    basis: str
    then: str
    by_person: bool = True
    """Whether somebody decides that it goes; otherwise it goes by itself when its time is over."""


RULES: tuple[Kept, ...] = (
    Kept(
        "enrolment",
        "Inscription et résultat",
        "Identité, dossier de modalités, émargement, décisions, procès-verbal du jury",
        120,
        "Convention de certification et obligations légales du certificateur (RGPD, article 6, 1, b et c)",
        "L’identité est effacée : il reste un passage anonyme, avec ses niveaux et ses décisions.",
    ),
    Kept(
        "evidence",
        "Épreuve et évaluation",
        "Fichiers et messages rédigés, journal de l’épreuve, notations, questions, avis, entretiens",
        48,
        "Preuve du résultat en cas de recours, de litige ou de contrôle (RGPD, article 6, 1, b et c)",
        "Les productions et les textes sont effacés : il reste l’identité, les niveaux et le résultat.",
    ),
    Kept(
        "measures",
        "Mesures d’adaptation",
        "Mesures accordées (temps, pauses, affichage) ; leur cause n’est jamais enregistrée",
        2,
        "Aménagement demandé par le candidat, obligation légale du centre (RGPD, article 6, 1, c)",
        "Les mesures sont effacées.",
    ),
    Kept(
        "invitations",
        "Invitations de l’entreprise",
        "Adresse et code remis au tuteur pour donner son avis",
        2,
        "Convention de certification (RGPD, article 6, 1, b)",
        "Les invitations sont effacées ; l’avis donné suit les notations.",
    ),
    Kept(
        "audit",
        "Journal des consultations",
        "Qui a consulté ou emporté quoi, quand et pourquoi",
        12,
        "Sécurité des données (RGPD, article 32)",
        "Les lignes sont supprimées d’elles-mêmes.",
        by_person=False,
    ),
    Kept(
        "failures",
        "Échecs de connexion",
        "Identifiant essayé et heure",
        12,
        "Sécurité des comptes (RGPD, article 32)",
        "Les lignes sont supprimées d’elles-mêmes, souvent bien avant.",
        by_person=False,
    ),
)


def _kept(session: Session, one: Kept) -> int:
    said = text(session, PREFIX + one.kind)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else one.months


def appeal_days(session: Session) -> int:
    """Return the days during which an appeal may be lodged."""
    return number(session, "appeal_days")


def months(session: Session) -> dict[str, int]:
    """Return the months each kind is kept in this centre."""
    return {one.kind: max(1, _kept(session, one)) for one in RULES}


def least(session: Session, kept: Kept) -> int:
    """Return the fewest months a kind may be kept: what an appeal may need outlives its delay."""
    return -(-appeal_days(session) // DAYS_IN_MONTH) if kept.by_person else 1


def refusals(session: Session, typed: Mapping[str, str]) -> dict[str, str]:
    """Say what is wrong with typed months, by kind; nothing when they may be kept."""
    found = {one.kind: _refusal(typed.get(one.kind, ""), least(session, one)) for one in RULES}
    wrong = {kind: said for kind, said in found.items() if said}
    if not {"enrolment", "evidence"} & wrong.keys() and int(typed["enrolment"]) < int(
        typed["evidence"]
    ):
        wrong["enrolment"] = (
            "L’identité ne peut pas partir avant l’épreuve qu’elle signe : indiquez au moins autant de mois."
        )
    return {kind: typeset(said) for kind, said in wrong.items()}


def _refusal(typed: str, fewest: int) -> str:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 6):
        return "Saisissez un nombre entier de mois, par exemple 12."
    if int(typed) < fewest:
        return f"Au moins {fewest} mois : le délai de recours doit être passé."
    return "" if int(typed) <= MOST_MONTHS else f"Au plus {MOST_MONTHS} mois."


def keep_months(session: Session, typed: Mapping[str, str]) -> None:
    """Write the months down; `refusals` has been asked."""
    for one in RULES:
        say(session, PREFIX + one.kind, str(int(typed[one.kind])))


def say(session: Session, name: str, value: str) -> None:
    """Write a setting of the centre down."""
    session.merge(CentreSetting(name=name, value=value))


def in_words(count: int) -> str:
    """Return a number of months as it is said: « 4 ans », « 18 mois »."""
    if count >= 24 and count % 12 == 0:
        return plural(count // 12, "an", "ans")
    return "1 an" if count == 12 else f"{count} mois"
