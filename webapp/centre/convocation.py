"""The papers of a session, as words: convocations, the attendance sheet, the list of codes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.language.french import clock_time, date_long, date_short, duration
from webapp.centre_card import Card
from webapp.papers.model import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paper,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)
from webapp.privacy.rules import in_words
from webapp.store.tables import Exam, Sitting
from webapp.wall import local

DEBRIEF_MIN = 15
TO_BRING = (
    "cette convocation",
    "une pièce d’identité en cours de validité, avec photographie",
    "rien d’autre\u00a0: le poste de travail, les logiciels et les documents sont fournis",
)
COLUMNS = (
    "N°", "Candidat", "Né(e) le", "Poste", "Arrivée", "Signature à l’entrée", "Signature à la sortie",
)  # fmt: skip
RECORDED = (
    "Ce que vous ouvrez, écrivez, envoyez et enregistrez dans le bureau simulé est conservé avec l’heure. Ni image, ni "
    "son, ni frappes du clavier ne sont enregistrés. La commission d’évaluation relit ces traces\u00a0: aucune décision "
    "n’est prise par la machine."
)
RECIPIENTS = (
    "Y ont accès, chacun pour sa part\u00a0: le centre d’examen, la commission d’évaluation, le jury de délibération et "
    "l’UIMM centre de ressource. Elles ne servent qu’à l’évaluation et à la certification."
)
RETENTION = (
    "Vos productions et leurs traces sont conservées {evidence}, votre inscription et les décisions {enrolment}, à compter "
    "de la publication du résultat."
)
RIGHTS = (
    "Vous pouvez demander au centre d’accéder à vos données, d’en recevoir une copie, de les faire rectifier, d’en limiter "
    "l’usage ou de les faire effacer dans les limites prévues par la loi, et adresser une réclamation à la CNIL (www.cnil.fr)."
)


@dataclass(frozen=True, slots=True)
class Session:
    """What the papers say of a session."""

    card: Card
    exam: Exam
    certification: str
    minutes: int
    """Office minutes."""
    made_at: int
    kept: Mapping[str, int]
    """Kind of data to the months it is kept."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What the papers say of a candidate."""

    sitting: Sitting
    breaks_min: int = 0
    born: str = ""
    code: str = ""

    def lasts(self, minutes: int) -> int:
        """Return the seconds to plan for: what makes them more is nobody's business."""
        return round((minutes * self.sitting.time_factor + self.breaks_min) * 60)


def convocation(told: Session, seat: Seat) -> Paper:
    """Return what one candidate receives."""
    exam, name = told.exam, seat.sitting.candidate.name
    kind = "Répétition générale" if exam.mode == "rehearsal" else "Convocation"
    return Paper(
        title=kind,
        made_at=told.made_at,
        sender=told.card.sender,
        recipient=(name,),
        place_and_date=dated(told),
        subject=f"votre épreuve du {date_long(exam.planned_on)}",
        blocks=(*_event(told, seat), *_connection(seat), *_data(told)),
    )


def dated(told: Session) -> str:
    """Return where and when a paper is made."""
    day = date_long(local(told.made_at).date())
    return f"{told.card.city}, le {day}" if told.card.city else f"Le {day}"


def _event(told: Session, seat: Seat) -> tuple[Block, ...]:
    exam, sitting = told.exam, seat.sitting
    where = [told.card.site or ", ".join(told.card.address.splitlines()), exam.room]
    facts = [
        ("Candidat", sitting.candidate.name),
        ("Certification", told.certification),
        ("Épreuve", exam.title),
        ("Date", date_long(exam.planned_on, weekday=True)),
        ("Heure", clock_time(exam.starts_at) if exam.starts_at else "à confirmer par le centre"),
        ("Lieu", ", ".join(part for part in where if part) or "à confirmer par le centre"),
        ("Poste", sitting.seat),
        ("Durée", f"{duration(seat.lasts(told.minutes))}, puis {DEBRIEF_MIN}\u00a0min au plus de restitution écrite"),
    ]  # fmt: skip
    late = "Arrivez un quart d’heure avant l’heure indiquée. En cas d’empêchement ou de retard, prévenez le centre"
    return (
        Text((Strong("Vous êtes convoqué(e) à l’épreuve suivante."),)),
        Facts(tuple((label, value) for label, value in facts if value)),
        Text(f"{late}\u00a0: {told.card.contact}." if told.card.contact else f"{late}."),
        Heading(2, "À apporter"),
        Bullets(TO_BRING),
    )


def _connection(seat: Seat) -> tuple[Block, ...]:
    return (
        Heading(2, "Votre connexion"),
        Facts((("Identifiant", seat.sitting.candidate.login), ("Code", seat.code))),
        Text("Ce code est personnel. Une convocation imprimée plus tard le remplace."),
    )


def _data(told: Session) -> tuple[Block, ...]:
    who = f"Le responsable de vos données est le centre d’examen ({told.card.sender[0]})."
    return (
        Heading(2, "Vos données personnelles"),
        Text(f"{who} {RECORDED}"),
        Text(RECIPIENTS),
        Text(RETENTION.format(**{kind: in_words(count) for kind, count in told.kept.items()})),
        Text(RIGHTS),
    )


def attendance(told: Session, seats: Sequence[Seat], invigilators: Sequence[str]) -> Paper:
    """Return the sheet that candidates and invigilators sign in the room."""
    rows = tuple(
        (str(seat.sitting.number), seat.sitting.candidate.name, seat.born, seat.sitting.seat, "", "", "")
        for seat in seats
    )  # fmt: skip
    signed = tuple(Signature(name, "Surveillant") for name in invigilators)
    frames = (Signatures(signed),) if signed else ()
    return Paper(
        title="Feuille d’émargement",
        made_at=told.made_at,
        sender=told.card.sender,
        landscape=True,
        blocks=(_facts(told), Table(COLUMNS, rows, (1, 5, 2.4, 2, 2, 4, 4)), *frames),
    )


def codes(told: Session, seats: Sequence[Seat]) -> Paper:
    """Return the list of logins and codes, for the invigilator to hand out."""
    rows = tuple(
        (str(seat.sitting.number), seat.sitting.candidate.name, seat.sitting.seat, seat.sitting.candidate.login, seat.code)
        for seat in seats
    )  # fmt: skip
    return Paper(
        title="Codes de connexion",
        made_at=told.made_at,
        sender=told.card.sender,
        blocks=(
            _facts(told),
            Text("Ces codes remplacent ceux qui ont été imprimés auparavant. Détruisez cette liste après la session."),
            Table(("N°", "Candidat", "Poste", "Identifiant", "Code"), rows, (1, 5, 2, 3, 3)),
        ),
    )  # fmt: skip


def _facts(told: Session) -> Facts:
    exam = told.exam
    when = date_short(exam.planned_on) + (
        f", {clock_time(exam.starts_at)}" if exam.starts_at else ""
    )
    return Facts((("Épreuve", exam.title), ("Date", when), ("Salle", exam.room or "à préciser")))
