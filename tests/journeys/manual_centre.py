"""The centre that the examiner's manual shows: three sessions, at three moments of an examiner's work.

Its days are those of the manual: the clock is set to October 2026, whatever the day it is made on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from grading.rehearsal import Played, play, read_rehearsals, steps_of
from sim.scenario.load import load
from sim.scenario.seal import Sealed, rehearsals, seal
from tests.journeys.centre import PASSWORDS, Centre
from tests.journeys.served import wound
from tests.webapp.examiner.conftest import CRITERIA, Commission
from webapp.app import create_app
from webapp.auth.demo import create_demo_accounts
from webapp.config import read_settings
from webapp.demo.sittings import as_if_ended
from webapp.grading_service import grade_sitting
from webapp.library import PACKS
from webapp.planning import appoint, enrol, import_journal, keep_scenario, plan_exam
from webapp.security import hash_password
from webapp.store.database import upgrade
from webapp.store.guards import unguard
from webapp.store.result_tables import ReviewTime
from webapp.store.store import Store, open_store
from webapp.store.tables import Exam, Sitting, User
from webapp.wall import PARIS, wall_ms

PACK = "adv-fac-01"
WORK = datetime.combine(date(2026, 10, 15), time(10, 10), PARIS)
"""The morning the manual follows."""
ENDED = datetime.combine(date(2026, 10, 13), time(11, 30), PARIS)
JURY = datetime.combine(date(2026, 10, 27), time(14, 0), PARIS)
APPEAL = datetime.combine(date(2026, 11, 4), time(9, 0), PARIS)
REASON = "Activités réelles de l’entreprise insuffisantes pour observer la facturation."
OTHERS = {
    "yanis": "Yanis Morel", "ines": "Inès Caron", "theo": "Théo Garnier", "lina": "Lina Ferreira",
    "nadia": "Nadia Benoît",
}  # fmt: skip
"""Candidates besides those of the demonstration."""


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate's place in a session: the rehearsal played there, and how far."""

    login: str
    exam: str
    rehearsal: str
    seed: int
    last_at: datetime = ENDED
    """When the last of the entries was written."""
    entries: int | None = None
    """How many there are; all of them where the sitting is over."""


RULED = "Vu au journal et confirmé par les réponses du candidat."
DECIDED = "Les évaluations, l’avis de l’entreprise et l’entretien concordent."
SAID = {
    "C1": ("Planifie sa matinée, prévient quand un délai ne tient pas.", "Explique l’ordre choisi et l’imprévu du camion."),
    "C2": ("Courriers et tableaux propres, à la charte.", "Commente la lettre de relance et son classement."),
    "C3": ("Va chercher l’information manquante.", "Dit qui devait savoir, et pourquoi."),
    "C4": ("Factures et avoirs saisis sans reprise.", "Montre comment elle contrôle avant de valider."),
    "C5": ("Bon contact avec les clients et l’atelier.", "Raconte l’appel du client mécontent."),
}  # fmt: skip
"""What the company said, and what the interview brought, by competency."""
PLACES = (
    Place("sofia", "review", "fault-typed-rate", 1),
    Place("yanis", "review", "reference", 2),
    Place("ines", "blind", "fault-letter-total", 1),
    Place("theo", "blind", "fault-truck-ignored", 2),
    Place("lina", "blind", "fault-no-plan", 1),
    Place("camille", "room", "reference", 1, WORK - timedelta(seconds=30), 110),
    Place("nadia", "room", "alternative", 2, WORK - timedelta(minutes=7), 140),
)


@cache
def sealed(seed: int) -> Sealed:
    """Return a variant of the pack."""
    return seal(load(PACKS / PACK), seed)


@cache
def played(rehearsal: str, seed: int) -> Played:
    """Return a rehearsal of the pack, played."""
    pack = load(PACKS / PACK)
    found = read_rehearsals(rehearsals(pack, sealed(seed).context, []))
    return play(sealed(seed), steps_of(rehearsal, found), pack.assets)


@dataclass
class Stage:
    """A centre, and what its people do there without being seen."""

    centre: Centre
    places: tuple[Place, ...] = PLACES
    tokens: dict[str, str] = field(default_factory=dict)
    exams: dict[str, int] = field(default_factory=dict)

    @cached_property
    def store(self) -> Store:
        """What the centre keeps."""
        store = open_store(read_settings({"BANNETTE_DATA": str(self.centre.data)}))
        upgrade(store.database)
        return store

    @cached_property
    def app(self) -> Flask:
        """The application in this process, beside the one that is served."""
        settings = read_settings({"BANNETTE_DATA": str(self.centre.data)})
        app = create_app(settings, self.store, testing=True)
        clock = self.centre.data / "clock"
        app.config.update(WALL=lambda: wound(clock), WTF_CSRF_ENABLED=False)
        return app

    def sets_clock(self, moment: datetime) -> None:
        """Make it that moment in the whole centre."""
        self.centre.jumped = 0
        self.centre.jump((moment.timestamp() * 1000 - wall_ms()) / 60_000)

    def prepares(self) -> None:
        """Lay out the accounts and the three sessions, as they are on the morning of the manual."""
        self.sets_clock(WORK)
        with self.store.sessions.begin() as rows:
            people = create_demo_accounts(rows)
            people |= {login: a_candidate(rows, login) for login in OTHERS}
            self.opens(rows, people, "review", "Session d’octobre, groupe A", 13)
            self.opens(rows, people, "blind", "Session d’octobre, groupe B", 13)
            self.opens(rows, people, "room", "Session d’octobre, groupe C", 15)
            blind = rows.get_one(Exam, self.exams["blind"])
            blind.double_rating = blind.hidden_names = True
            numbers = [self.seats(rows, people[place.login], place) for place in self.places]
        for number, place in zip(numbers, self.places, strict=True):
            found = played(place.rehearsal, place.seed)
            last = int(place.last_at.timestamp() * 1000)
            entries = as_if_ended(found.entries[: place.entries], last)
            import_journal(self.store, number, entries, dict(found.files))
            if place.entries is None:
                grade_sitting(self.store, number)

    def opens(
        self, rows: Session, people: Mapping[str, User], key: str, title: str, day: int
    ) -> None:
        """Plan a session and appoint its people."""
        exam = plan_exam(
            rows, pack=PACK, title=title, planned_on=date(2026, 10, day), author=people["admin"],
            room="Salle 2",
        )  # fmt: skip
        appoint(rows, exam, people["paul"], "invigilator")
        appoint(rows, exam, people["helene"], "president", quality="responsable ADV")
        appoint(rows, exam, people["pierre"], "member", quality="responsable administratif")
        appoint(rows, exam, people["anne"], "jury_president", college="employers")
        appoint(rows, exam, people["luc"], "jury", college="employees")
        self.exams[key] = exam.id

    def seats(self, rows: Session, candidate: User, place: Place) -> int:
        """Enrol a candidate; return the number of the sitting."""
        digest = keep_scenario(rows, self.store.files, sealed(place.seed))
        exam = rows.get_one(Exam, self.exams[place.exam])
        sitting = enrol(rows, exam, candidate, scenario=digest, reason=REASON)
        self.tokens[candidate.login] = sitting.token
        return sitting.id

    def client(self, login: str) -> FlaskClient:
        """Return somebody's way in, signed in."""
        client = self.app.test_client()
        form = {"login": login, "password": PASSWORDS[login]}
        assert client.post("/connexion", data=form).status_code == 303
        return client

    def commission(self, login: str, candidate: str) -> Commission:
        """Return a member of the commission before a candidate's sitting."""
        return Commission(self.client(login), Sitting(token=self.tokens[candidate]))

    def rates(self, login: str, candidate: str, **others: str) -> Commission:
        """Rate every criterion blind: reached, but for those given."""
        self.reads(login, candidate)
        rater = self.commission(login, candidate)
        for criterion in CRITERIA:
            level = others.get(criterion.replace(".", "_"), "met")
            reason = "" if level == "met" else "La suite donnée à l’appel n’apparaît pas."
            done(rater.post(f"/criteres/{criterion}/noter", level=level, reason=reason))
        return rater

    def decides(self, candidate: str) -> None:
        """Rule on every criterion, hear the company, hold the interview, decide on every competency."""
        helene = self.commission("helene", candidate)
        for criterion in CRITERIA:
            done(helene.rules(criterion, "met", RULED))
        for competency, (fact, heard) in SAID.items():
            about = {"author_name": "Julien Durand", "author_function": "responsable administratif"}
            done(helene.hears_the_company(competency, comment=fact, **about))
            members = "Hélène Marchand, Pierre Petit"
            done(helene.interviews(competency, held_on="2026-10-15", members=members, notes=heard))
            done(helene.decides(competency, reasons=DECIDED))

    def reads(self, login: str, candidate: str, seconds: int = 41) -> None:
        """Have spent that long on each criterion of a sitting."""
        with self.store.sessions.begin() as rows:
            sitting = rows.query(Sitting).filter_by(token=self.tokens[candidate]).one()
            author = rows.query(User).filter_by(login=login).one().id
            at = wound(self.centre.data / "clock")
            rows.add_all(
                ReviewTime(sitting_id=sitting.id, criterion=one, seconds=seconds, author_id=author, at=at)
                for one in CRITERIA
            )  # fmt: skip

    def signs(self, login: str, candidate: str) -> None:
        done(self.commission(login, candidate).signs(PASSWORDS[login]))

    def deliberates(self, *candidates: str) -> None:
        """The jury pronounces on each, draws the minutes up, signs, publishes."""
        exam = self.exams["review"]
        with self.store.sessions() as rows:
            names = rows.query(User).where(User.login.in_(["anne", "luc"]))
            present = [str(one.id) for one in names]
        anne, luc = self.client("anne"), self.client("luc")
        about = {"present": present, "password": PASSWORDS["anne"]}
        for one in candidates:
            form = {"admissible": "yes", "reasons": "Toutes les capacités sont acquises.", **about}
            done(anne.post(f"/jury/passages/{self.tokens[one]}/prononcer", data=form))
        minutes = {"number": "2026-014", "held_on": "2026-10-27", "place": "Salle 2", **about}
        done(anne.post(f"/jury/{exam}/proces-verbal", data=minutes))
        for member, login in ((anne, "anne"), (luc, "luc")):
            form = {"password": PASSWORDS[login]}
            member.post(f"/jury/{exam}/signature", data=form)  # who drew it up may have signed
        done(anne.post(f"/jury/{exam}/publication"))

    def appeals(self, candidate: str) -> None:
        """The centre enters an appeal it received."""
        form = {
            "received_on": "2026-11-03", "kind": "procedure",
            "grounds": "Le candidat demande que soit vérifié le temps ajouté après la coupure de 10 h 12.",
        }  # fmt: skip
        token, admin = self.tokens[candidate], self.client("admin")
        done(admin.post(f"/centre/donnees/motif/{token}", data={"reason": "Recours reçu"}))
        done(admin.post(f"/jury/passages/{token}/recours", data=form))

    def alters(self, candidate: str) -> None:
        """Change a signed decision behind the application's back."""
        changed = "UPDATE competency_decision SET acquired = 0 WHERE sitting_id = (SELECT id FROM sitting WHERE token = :token)"
        with self.store.database.begin() as connection:
            unguard(connection, ("competency_decision",))
            connection.execute(sa.text(changed), {"token": self.tokens[candidate]})


def a_candidate(rows: Session, login: str) -> User:
    """Open the account of a candidate who is not of the demonstration."""
    user = User(
        login=login, name=OTHERS[login], role="candidate", password_hash=hash_password(login)
    )
    rows.add(user)
    rows.flush()
    return user


def done(answer) -> None:
    """Stop where something was refused: a picture would show it as if it were meant."""
    assert answer.status_code == 303, answer.text


def centre_at(folder: Path, places: tuple[Place, ...] = PLACES) -> Stage:
    """Return a centre in an empty folder, prepared and served."""
    stage = Stage(Centre(folder), places)
    stage.prepares()
    stage.centre.start()
    return stage
