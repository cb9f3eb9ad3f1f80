"""A session before its jury: sittings the commission has validated, a joint jury of two."""

import html
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.conftest import PASSWORD, PASSWORD_HASH, sign_in
from tests.webapp.examiner.conftest import COMPETENCIES, CONTENT, CRITERIA, DIGEST, played
from webapp import register
from webapp.dossier.review import Review
from webapp.planning import appoint, import_journal
from webapp.store.result_tables import CompetencyDecision, EmployerOpinion, Interview, Ruling
from webapp.store.store import Store
from webapp.store.tables import Exam, ScenarioRow, Sitting, User

AT = 1_791_900_000_000


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


class Session:
    """A session of examination as the jury finds it, and what the jury does, in the words of the forms."""

    def __init__(self, store: Store, users: dict[str, User]) -> None:
        self.store, self.users = store, users
        self.exam = self.opens("Session d’octobre", date(2026, 10, 13))

    def opens(self, title: str, day: date, **given) -> Exam:
        exam = Exam(
            title=title, pack="tiny", planned_on=day, created_by=self.users["admin"].id, **given
        )
        with self.store.sessions.begin() as rows:
            if rows.get(ScenarioRow, DIGEST) is None:
                rows.add(
                    ScenarioRow(digest=DIGEST, pack="tiny", version="1", seed=0, content=CONTENT)
                )
                rows.flush()
            rows.add(exam)
            rows.flush()
            appoint(rows, exam, self.users["examiner"], "president")
            appoint(rows, exam, self.users["jury"], "jury_president", college="employers")
            appoint(rows, exam, self.colleague(rows), "jury", college="employees")
        return exam

    def colleague(self, rows) -> User:
        found = rows.query(User).where(User.login == "luc").one_or_none()
        if found is None:
            found = User(login="luc", name="Luc Martin", role="jury", password_hash=PASSWORD_HASH)
            rows.add(found)
            rows.flush()
        self.luc = found
        return found

    def seats(
        self,
        exam: Exam | None = None,
        *,
        name: str = "",
        candidate: User | None = None,
        number: int = 1,
    ) -> Sitting:
        """A candidate who has sat."""
        sitting = self._enrols(exam or self.exam, name, candidate, number=number)
        office = played()
        import_journal(self.store, sitting.id, tuple(office.entries), office.files.blobs)
        return sitting

    def misses(self, name: str, number: int) -> Sitting:
        """A candidate who did not come, and said why."""
        return self._enrols(self.exam, name, None, number=number, absence="justified")

    def _enrols(self, exam: Exam, name: str, candidate: User | None, **given) -> Sitting:
        with self.store.sessions.begin() as rows:
            if candidate is None and name:
                candidate = User(
                    login=name, name=name, role="candidate", password_hash=PASSWORD_HASH
                )
                rows.add(candidate)
                rows.flush()
            candidate = candidate or self.users["candidate"]
            sitting = Sitting(
                exam_id=exam.id, candidate_id=candidate.id, scenario_digest=DIGEST,
                reconstructed_reason="Pas d’entreprise d’accueil", **given,
            )  # fmt: skip
            rows.add(sitting)
        return sitting

    def judges(self, sitting: Sitting, *lost: str) -> None:
        """The commission gathers the three bases and decides: all acquired but `lost`."""
        author = self.users["examiner"].id
        with self.store.sessions.begin() as rows:
            for one in CRITERIA:
                rows.add(
                    Ruling(
                        sitting_id=sitting.id,
                        criterion=one,
                        level="met",
                        reason="Vu.",
                        author_id=author,
                        at=AT,
                    )
                )
            for one in COMPETENCIES:
                rows.add(
                    EmployerOpinion(
                        sitting_id=sitting.id,
                        competency=one,
                        opinion="favorable",
                        author_name="M. Durand",
                        author_function="tuteur",
                        comment="Régulier.",
                    )
                )
                rows.add(
                    Interview(
                        sitting_id=sitting.id,
                        competency=one,
                        held_on=date(2026, 10, 20),
                        members="H. Marchand",
                        notes="À l’aise.",
                    )
                )
                rows.add(
                    CompetencyDecision(
                        sitting_id=sitting.id,
                        competency=one,
                        acquired=one not in lost,
                        reasons="Au vu des trois bases.",
                        author_id=author,
                        at=AT,
                    )
                )

    def validates(self, sitting: Sitting, *lost: str) -> Sitting:
        """The commission's only member signs."""
        self.judges(sitting, *lost)
        author = self.users["examiner"]
        with self.store.sessions.begin() as rows:
            here = rows.get(Sitting, sitting.id)
            members = [{"id": author.id, "name": author.name, "duty": "president", "quality": ""}]
            data = {**Review(rows, self.store, here).as_data(), "members": members}
            register.add(
                rows,
                here.exam_id,
                "commission.validated",
                at=AT,
                data=data,
                author_id=author.id,
                sitting_id=here.id,
            )
        return sitting

    def acts(self, exam: Exam | None = None, kind: str = ""):
        with self.store.sessions() as rows:
            found = register.read(rows, (exam or self.exam).id)
        return [act for act in found if not kind or act.kind == kind]


class Jury:
    """The client of a member of the jury."""

    def __init__(self, client: FlaskClient, session: Session) -> None:
        self.client, self.session = client, session

    @property
    def everybody(self) -> list[str]:
        return [str(self.session.users["jury"].id), str(self.session.luc.id)]

    def picture(self, exam: Exam | None = None):
        return self.client.get(f"/jury/{(exam or self.session.exam).id}")

    def opens(self, sitting: Sitting):
        return self.client.get(f"/jury/passages/{sitting.token}")

    def post(self, path: str, **form):
        return self.client.post(f"/jury{path}", data=form)

    def pronounces(self, sitting: Sitting, admissible: str = "yes", **form):
        values = {
            "admissible": admissible,
            "reasons": "Vu le dossier.",
            "present": self.everybody,
            "password": PASSWORD,
        }
        return self.post(f"/passages/{sitting.token}/prononcer", **{**values, **form})

    def draws_up(self, exam: Exam | None = None, **form):
        values = {
            "number": "2026-014",
            "held_on": "2026-10-27",
            "present": self.everybody,
            "password": PASSWORD,
        }
        return self.post(f"/{(exam or self.session.exam).id}/proces-verbal", **{**values, **form})

    def signs(self, exam: Exam | None = None, password: str = PASSWORD):
        return self.post(f"/{(exam or self.session.exam).id}/signature", password=password)

    def publishes(self, exam: Exam | None = None):
        return self.post(f"/{(exam or self.session.exam).id}/publication")

    def corrects(self, sitting: Sitting, **form):
        values = {"reason": "Erreur matérielle relevée.", "password": PASSWORD}
        return self.post(f"/passages/{sitting.token}/rectificatif", **{**values, **form})

    def says_why(self, sitting: Sitting) -> None:
        """An administrator says why, before opening a candidate's dossier."""
        form = {"reason": "Recours reçu"}
        assert (
            self.client.post(f"/centre/donnees/motif/{sitting.token}", data=form).status_code == 303
        )

    def becomes(self, user: User) -> None:
        sign_in(self.client, user)

    def finishes(self, *sittings: Sitting, admissible: str = "yes") -> None:
        """Pronounce, draw up, sign by both, publish."""
        for one in sittings:
            assert self.pronounces(one, admissible).status_code == 303
        assert self.draws_up().status_code == 303
        assert self.signs().status_code == 303
        self.becomes(self.session.luc)
        assert self.signs().status_code == 303
        self.becomes(self.session.users["jury"])
        assert self.publishes().status_code == 303


@pytest.fixture
def session(store: Store, users: dict[str, User]) -> Session:
    """The session of October."""
    return Session(store, users)


@pytest.fixture
def jury(client: FlaskClient, session: Session) -> Jury:
    """The president of its jury, signed in."""
    jury = Jury(client, session)
    jury.becomes(session.users["jury"])
    return jury
