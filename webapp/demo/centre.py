"""The demonstration centre furnished: an exam ready to sit, a sitting to review, a session that is published."""

from collections.abc import Mapping
from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.exceptions import Conflict

from sim.scenario.load import load
from sim.scenario.pack import Pack
from sim.scenario.seal import Sealed, seal
from webapp.auth.demo import create_demo_accounts
from webapp.centre_card import Card, keep_card
from webapp.centre_settings import keep, text
from webapp.config import Settings
from webapp.demo import sat
from webapp.demo.deliberated import Story
from webapp.demo.people import House
from webapp.demo.sittings import as_if_ended, played
from webapp.grading_service import grade_sitting
from webapp.invitation_letter import ask
from webapp.library import PACKS
from webapp.planning import appoint, enrol, import_journal, is_empty, keep_scenario, plan_exam
from webapp.store.store import Store
from webapp.store.tables import Exam, Sitting, User
from webapp.wall import local, wall_ms

PACK = "adv-fac-01"
CARD = Card(
    name="Centre d’examen de démonstration",
    address="4 rue de l’Essai\n74000 Annecy",
    city="Annecy",
    referent="Le secrétariat des examens",
    phone="04 50 00 00 00",
)
SHOWN = "fault-typed-rate"
"""The rehearsal shown as a finished sitting: nearly all is right, and something is left to decide."""
REASON = (
    "Activités réelles de l’entreprise insuffisantes pour observer la facturation (démonstration)."
)
UNFINISHED = "demo_unfinished"
"""The centre's setting that says so while it is being furnished."""
Accounts = Mapping[str, User]


class Interrupted(Exception):
    """The centre was left half furnished: its people cannot be made to go on from there."""


def furnish(store: Store, settings: Settings) -> None:
    """Set the centre up, once; a centre that already has an exam is left as it is. Raises `Interrupted`."""
    with store.sessions.begin() as session:
        accounts = create_demo_accounts(session)
        if text(session, UNFINISHED):
            raise Interrupted
        if not is_empty(session):
            return
        keep(session, UNFINISHED, "1")
        keep_card(session, CARD)
        pack, today = load(PACKS / PACK), local(wall_ms()).date()
        _plan_ready(session, store, pack, accounts, today)
        sealed = seal(pack, 1)
        finished = _plan_finished(session, store, sealed, accounts, today)
        day = sat.day_of(today)
        exam, seats, variants = sat.plan(session, store, pack, accounts, day, REASON)
        appoint_demo(session, exam, accounts)
    found = played(pack, sealed, [SHOWN])
    import_journal(store, finished, as_if_ended(found.entries, wall_ms()), dict(found.files))
    grade_sitting(store, finished)
    sat.sit(store, pack, seats, variants, day)
    Story(store, House.of(settings, store), exam.id, day, seats).tell()
    with store.sessions.begin() as session:
        keep(session, UNFINISHED, "")


def tutor_access(store: Store) -> tuple[str, str] | None:
    """Return the address and a new code of the tutor of Sofia's company; nothing once the opinion is signed."""
    query = sa.select(Sitting).join(Sitting.candidate).where(User.login == "sofia")
    with store.sessions.begin() as session:
        sitting = session.scalars(query).first()
        if sitting is None:
            return None
        try:
            asked = ask(session, sitting, wall_ms())
        except Conflict:  # signed by the company, or the commission has validated the result
            return None
        return f"/avis/{asked.invitation.token}/", asked.code


def _plan_ready(session: Session, store: Store, pack: Pack, accounts: Accounts, today: date) -> None:  # fmt: skip
    exam = _plan(session, "Une matinée à l’ADV d’Arvello", accounts, today)
    digest = keep_scenario(session, store.files, seal(pack, 0))
    enrol(session, exam, accounts["camille"], scenario=digest, reason=REASON)


def _plan_finished(
    session: Session, store: Store, sealed: Sealed, accounts: Accounts, today: date
) -> int:
    """Plan the exam of the finished sitting; return the sitting's number."""
    title = "Une matinée à l’ADV d’Arvello – session précédente"
    exam = _plan(session, title, accounts, today)
    digest = keep_scenario(session, store.files, sealed)
    return enrol(session, exam, accounts["sofia"], scenario=digest, reason=REASON).id


def _plan(session: Session, title: str, accounts: Accounts, day: date) -> Exam:
    exam = plan_exam(
        session, pack=PACK, title=title, planned_on=day, author=accounts["admin"], room="Salle 1"
    )
    exam.starts_at = time(9, 30)
    appoint_demo(session, exam, accounts)
    return exam


def appoint_demo(session: Session, exam: Exam, accounts: Accounts) -> None:
    """Give the demonstration's people their duties in an exam."""
    appoint(session, exam, accounts["paul"], "invigilator")
    appoint(session, exam, accounts["helene"], "president", quality="responsable ADV")
    appoint(session, exam, accounts["pierre"], "member", quality="responsable administratif")
    appoint(session, exam, accounts["anne"], "jury_president", college="employers")
    appoint(session, exam, accounts["luc"], "jury", college="employees")
