"""A sitting that is over, under review: what was found in it is known, and few things were done."""

from datetime import date
from io import BytesIO

import docx
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from sim import session
from sim.journal.files import sha256
from tests.build import Office, a_scenario
from tests.conftest import PASSWORD, PASSWORD_HASH, sign_in
from webapp.library import framework
from webapp.planning import appoint, import_journal
from webapp.store.store import Store
from webapp.store.tables import Exam, ScenarioRow, Sitting, User

LETTER = {"family": "text", "names": ["lettre*"]}
INDICATORS = (
    {
        "id": "C1.1-a", "criterion": "C1.1", "title": "Commande lue", "grade": "A", "weight": 2, "rule": "brief",
        "check": {"type": "happened", "what": [{"fact": ["mail.opened"], "where": {"mail": ["M01"]}}], "label": "commande lue"},
    },
    {
        "id": "C1.2-a", "criterion": "C1.2", "title": "Date confirmée", "grade": "A", "weight": 3, "critical": True,
        "rule": "brief §2", "task": "T1",
        "check": {"type": "happened", "what": [{"fact": ["mail.sent"], "mentions": ["14/10"]}], "label": "date confirmée"},
    },
    {
        "id": "C2.1-a", "criterion": "C2.1", "title": "Lettre complète", "grade": "A", "weight": 1, "rule": "brief", "task": "T2",
        "check": {"type": "contains", "which": LETTER, "has": ["votre commande"], "label": "lettre"},
    },
    {
        "id": "C2.1-b", "criterion": "C2.1", "title": "Charte de la lettre", "grade": "A", "weight": 1, "rule": "brief",
        "check": {"type": "presented", "which": LETTER, "rules": {"logo": True}, "label": "lettre"},
    },
    {
        "id": "C5.3-h", "criterion": "C5.3", "title": "Ton", "grade": "H", "weight": 1, "rule": "brief",
        "question": "Le client a-t-il pu finir ses phrases ?", "scale": {"4": "Laisse finir.", "1": "Coupe la parole."},
    },
)  # fmt: skip
SCENARIO = a_scenario(rubric={"indicators": INDICATORS})
CONTENT = SCENARIO.model_dump_json()
DIGEST = sha256(CONTENT.encode())
CRITERIA = [one.id for one in framework().criteria]
COMPETENCIES = [one.id for one in framework().competencies]


def played() -> Office:
    """Return a short morning: one mail read, one answered, one letter handed in, the restitution."""
    office = Office(SCENARIO, started=False)
    office.do(session.Start(scenario=DIGEST))
    office.at("8:34").do("OpenMail", mail="M01")
    body = "Bonjour,\n\nC’est noté : je reviens vers vous.\n\nCamille Morel"
    office.at("8:41").do(
        "SendMail", to=["c.vasseur@alphydral.example"], subject="Votre commande", body=body
    )
    office.at("8:45").upload("lettre.docx", letter())
    office.at("8:50").do(session.Pause(reason="alarme incendie"), actor="examiner")
    office.wall += 6 * 60_000
    office.do(session.Resume(), actor="examiner")
    office.wall += 60_000
    office.do(session.Finish())
    office.do(
        session.SaveDebrief(
            done="Commande lue.", left="Le reste.", difficulties="Aucune.", final=True
        )
    )
    return office


def letter() -> bytes:
    """Return a letter of two paragraphs."""
    paper = docx.Document()
    paper.add_paragraph("Objet : votre commande")
    paper.add_paragraph("Nous vous confirmons la date.")
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def exam(store: Store, users: dict[str, User]) -> Exam:
    """An exam on the small office, its commission of two."""
    scenario = ScenarioRow(digest=DIGEST, pack="tiny", version="1", seed=0, content=CONTENT)
    exam = Exam(
        title="Examen blanc",
        pack="tiny",
        planned_on=date(2026, 10, 13),
        created_by=users["admin"].id,
    )
    pierre = User(login="pierre", name="Pierre Petit", role="examiner", password_hash=PASSWORD_HASH)
    with store.sessions.begin() as rows:
        rows.add_all([scenario, pierre])
        rows.flush()
        rows.add(exam)
        rows.flush()
        appoint(rows, exam, users["examiner"], "president")
        appoint(rows, exam, pierre, "member")
    return exam


@pytest.fixture
def colleague(store: Store, exam: Exam) -> User:
    """The second member of the commission."""
    with store.sessions() as rows:
        return rows.scalars(sa.select(User).where(User.login == "pierre")).one()


@pytest.fixture
def waiting(store: Store, users: dict[str, User], exam: Exam) -> Sitting:
    """A sitting that has not begun."""
    sitting = Sitting(
        exam_id=exam.id,
        candidate_id=users["candidate"].id,
        scenario_digest=DIGEST,
        number=1,
        reconstructed_reason="Pas d’entreprise d’accueil",
    )
    with store.sessions.begin() as rows:
        rows.add(sitting)
    return sitting


@pytest.fixture
def running(store: Store, waiting: Sitting, wall) -> Sitting:
    """A sitting in progress since now."""
    with store.sittings.open(waiting.id) as engine:
        engine.handle(session.Start(scenario=DIGEST), wall=wall())
    return waiting


@pytest.fixture
def over(store: Store, waiting: Sitting) -> Sitting:
    """A sitting that is over."""
    office = played()
    import_journal(store, waiting.id, tuple(office.entries), office.files.blobs)
    return waiting


@pytest.fixture
def examiner(client: FlaskClient, users: dict[str, User]) -> FlaskClient:
    """The client of an examiner who is signed in."""
    sign_in(client, users["examiner"])
    return client


class Commission:
    """What an examiner does, in the words of the forms."""

    def __init__(self, client: FlaskClient, sitting: Sitting) -> None:
        self.client = client
        self.base = f"/commission/{sitting.token}"

    def get(self, path: str, **given):
        return self.client.get(f"{self.base}{path}", **given)

    def post(self, path: str, *, htmx: bool = False, **form: str):
        headers = {"HX-Request": "true"} if htmx else {}
        return self.client.post(f"{self.base}{path}", data=form, headers=headers)

    def rules(self, criterion: str, level: str = "met", reason: str = "Vu.", **given):
        return self.post(f"/criteres/{criterion}/statuer", level=level, reason=reason, **given)

    def asks(
        self, criterion: str, question: str = "Pourquoi ?", answer: str = "Parce que.", **given
    ):
        return self.post(
            f"/criteres/{criterion}/question", question=question, answer=answer, **given
        )

    def hears_the_company(self, competency: str, **form: str):
        values = {
            "opinion": "favorable",
            "author_name": "M. Durand",
            "author_function": "tuteur",
            "comment": "Régulier.",
        }
        return self.post(f"/competences/{competency}/avis", **{**values, **form})

    def interviews(self, competency: str, **form: str):
        values = {"held_on": "2026-10-13", "members": "H. Marchand, P. Petit", "notes": "À l’aise."}
        return self.post(f"/competences/{competency}/entretien", **{**values, **form})

    def decides(
        self,
        competency: str,
        acquired: str = "yes",
        reasons: str = "Au vu des trois bases.",
        **given,
    ):
        return self.post(
            f"/competences/{competency}/decision", acquired=acquired, reasons=reasons, **given
        )

    def gathers(self, *competencies: str, level: str = "met") -> None:
        """Rule on every criterion of the competencies, hear the company, hold the interview."""
        for criterion in CRITERIA:
            if criterion.partition(".")[0] in competencies:
                self.rules(criterion, level)
        for competency in competencies:
            self.hears_the_company(competency)
            self.interviews(competency)

    def decides_all(self, **given: str) -> None:
        self.gathers(*COMPETENCIES)
        for competency in COMPETENCIES:
            self.decides(competency, **given)

    def signs(self, password: str = PASSWORD, **given):
        return self.post("/signature", password=password, **given)


@pytest.fixture
def commission(examiner: FlaskClient, over: Sitting) -> Commission:
    """The commission, before a sitting that is over."""
    return Commission(examiner, over)
