"""The demonstration centre: one account per role, one exam ready to sit, one finished sitting, graded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time

from sqlalchemy.orm import Session

from grading.rehearsal import Played, play, read_rehearsals, steps_of
from sim.journal.entry import GENESIS, Entry
from sim.scenario.load import load
from sim.scenario.pack import Pack
from sim.scenario.seal import Sealed, rehearsals, seal
from webapp.auth.demo import create_demo_accounts
from webapp.centre_card import Card, keep_card
from webapp.grading_service import grade_sitting
from webapp.library import PACKS
from webapp.planning import appoint, enrol, import_journal, is_empty, keep_scenario, plan_exam
from webapp.store.store import Store
from webapp.store.tables import Exam, User
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


def furnish(store: Store) -> None:
    """Set the centre up, once; a centre that already has an exam is left as it is."""
    with store.sessions.begin() as session:
        accounts = create_demo_accounts(session)
        if not is_empty(session):
            return
        keep_card(session, CARD)
        pack = load(PACKS / PACK)
        today = local(wall_ms()).date()
        ready = plan_exam(
            session, pack=PACK, title="Une matinée à l’ADV d’Arvello", planned_on=today,
            author=accounts["admin"], room="Salle 1",
        )  # fmt: skip
        digest = keep_scenario(session, store.files, seal(pack, 0))
        enrol(session, ready, accounts["camille"], scenario=digest, reason=REASON)
        sealed = seal(pack, 1)
        past = plan_exam(
            session, pack=PACK, title="Une matinée à l’ADV d’Arvello – session précédente",
            planned_on=today, author=accounts["admin"], room="Salle 1",
        )  # fmt: skip
        digest = keep_scenario(session, store.files, sealed)
        finished = enrol(session, past, accounts["sofia"], scenario=digest, reason=REASON).id
        for exam in (ready, past):
            exam.starts_at = time(9, 30)
            appoint_demo(session, exam, accounts)
    played = _played(pack, sealed)
    import_journal(store, finished, as_if_ended(played.entries, wall_ms()), dict(played.files))
    grade_sitting(store, finished)


def appoint_demo(session: Session, exam: Exam, accounts: Mapping[str, User]) -> None:
    """Give the demonstration's people their duties in an exam."""
    appoint(session, exam, accounts["paul"], "invigilator")
    appoint(session, exam, accounts["helene"], "president", quality="responsable ADV")
    appoint(session, exam, accounts["pierre"], "member", quality="responsable administratif")
    appoint(session, exam, accounts["anne"], "jury_president", college="employers")
    appoint(session, exam, accounts["luc"], "jury", college="employees")


def _played(pack: Pack, sealed: Sealed) -> Played:
    found = read_rehearsals(rehearsals(pack, sealed.context, []))
    return play(sealed, steps_of(SHOWN, found), pack.assets)


def as_if_ended(entries: Sequence[Entry], wall: int) -> tuple[Entry, ...]:
    """Return entries as if the last had been written then: only the wall clock differs."""
    shift = wall - entries[-1].wall
    moved: list[Entry] = []
    head = GENESIS
    for entry in entries:
        one = replace(entry, wall=entry.wall + shift).sealed(head)
        head = one.hash
        moved.append(one)
    return tuple(moved)
