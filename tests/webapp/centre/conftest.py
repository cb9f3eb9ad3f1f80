"""A centre at its desk: what its staff does, in the words of the forms."""

import io
import re

import openpyxl
import pypdfium2
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from sim.journal.files import sha256
from sim.scenario.seal import Sealed, dump
from tests.conftest import SCENARIO, sign_in
from webapp.centre import subjects
from webapp.store.planning_tables import Appointment
from webapp.store.store import Store
from webapp.store.tables import Exam, Sitting, User

SESSION = {
    "title": "Session d’octobre", "pack": "adv-fac-01", "variants": "1", "planned_on": "13/10/2026",
    "starts_at": "9 h 30", "room": "Salle B12", "duration_min": "", "double_rating": "", "hidden_names": "",
}  # fmt: skip
PERSON = {
    "name": "Inès Martin", "born_on": "14/03/2001", "email": "ines@exemple.fr", "company": "Arvello",
    "tutor_name": "Paul Durand", "tutor_function": "Chef", "tutor_email": "paul@arvello.fr", "time_factor": "",
    "seat": "A1", "reason": "Pas de facturation", "category": "not_enough",
}  # fmt: skip
HEADINGS = ("Nom", "Prénom", "Date de naissance")


class Centre:
    """Somebody of the centre's staff, signed in."""

    def __init__(self, client: FlaskClient, store: Store) -> None:
        self.client, self.store = client, store

    def get(self, path: str):
        return self.client.get(f"/centre{path}")

    def post(self, path: str, **form):
        return self.client.post(f"/centre{path}", data=form)

    def plans(self, **form: str):
        return self.post("/sessions/nouvelle", **{**SESSION, **form})

    def enrols(self, exam: Exam | int, **form: str):
        number = exam if isinstance(exam, int) else exam.id
        return self.post(f"/sessions/{number}/candidats", **{**PERSON, **form})

    def imports(self, exam: Exam, data: bytes, name: str = "liste.xlsx", **form: str):
        sent = {
            "category": "no_employer",
            "reason": "Sans entreprise",
            **form,
            "file": (io.BytesIO(data), name),
        }
        return self.client.post(f"/centre/sessions/{exam.id}/candidats/importer", data=sent)

    def sends(self, exam: Exam, page: str, act: str = "confirm", **changed: str):
        """Send the preview back as the page shows it, with what was corrected in it."""
        found = re.findall(r'<input[^>]* name="([^"]+)"[^>]*? value="([^"]*)"', page)
        form: dict[str, list[str]] = {}
        for name, value in found:
            if not name.startswith("aside-"):
                form.setdefault(name, []).append(value)
        for name, value in changed.items():
            form[name.replace("__", "-")] = [value]
        return self.client.post(
            f"/centre/sessions/{exam.id}/candidats/apercu", data={**form, "act": act}
        )

    def appoints(self, exam: Exam, person: User, duty: str, **form: str):
        return self.post(f"/sessions/{exam.id}/equipe", person=str(person.id), duty=duty, **form)

    def exams(self) -> list[Exam]:
        with self.store.sessions() as rows:
            return list(rows.scalars(sa.select(Exam).order_by(Exam.id)))

    def exam(self, exam: Exam) -> Exam:
        with self.store.sessions() as rows:
            return rows.get_one(Exam, exam.id)

    def sittings(self, exam: Exam) -> list[Sitting]:
        with self.store.sessions() as rows:
            query = sa.select(Sitting).where(Sitting.exam_id == exam.id).order_by(Sitting.number)
            found = list(rows.scalars(query))
            for one in found:
                assert one.candidate.name
            return found

    def row(self, table, key):
        with self.store.sessions() as rows:
            return rows.get(table, key)

    def appointed(self, exam: Exam) -> list[tuple[str, int]]:
        with self.store.sessions() as rows:
            query = sa.select(Appointment).where(Appointment.exam_id == exam.id)
            return [(one.duty, one.user_id) for one in rows.scalars(query)]


@pytest.fixture(autouse=True)
def quick_draws(monkeypatch: pytest.MonkeyPatch):
    """Variants of one small office: sealing the pack that ships takes a second."""
    monkeypatch.setattr(subjects, "load", lambda _: None)
    monkeypatch.setattr(subjects, "seal", lambda _, seed: sealed_of(seed))


def sealed_of(seed: int):
    """Return the small office under a seed."""
    scenario = SCENARIO.model_copy(update={"seed": seed})
    return Sealed(scenario, {}, {}, sha256(dump(scenario).encode()))


@pytest.fixture
def centre(client: FlaskClient, store: Store, users: dict[str, User]) -> Centre:
    """Somebody of the centre, signed in."""
    sign_in(client, users["admin"])
    return Centre(client, store)


@pytest.fixture
def exam(centre: Centre) -> Exam:
    """A session in preparation."""
    assert centre.plans(variants="2").status_code == 303
    return centre.exams()[-1]


@pytest.fixture
def sitting(centre: Centre, exam: Exam) -> Sitting:
    """A candidate enrolled in it."""
    assert centre.enrols(exam).status_code == 303
    return centre.sittings(exam)[0]


def xlsx(*rows, headings=HEADINGS) -> bytes:
    """Return a workbook of these rows under their headings."""
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def pdf_pages(data: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
