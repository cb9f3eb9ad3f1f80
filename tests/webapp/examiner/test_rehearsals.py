"""A rehearsal is watched and graded, and never gives a result (INV-15)."""

from tests.conftest import PASSWORD, sign_in
from webapp import register
from webapp.planning import appoint
from webapp.store.tables import Exam


def test_inv_15_the_commission_and_the_jury_refuse_a_rehearsal(over, exam, users, store, app):
    with store.sessions.begin() as rows:
        rows.get_one(Exam, exam.id).mode = "rehearsal"
        appoint(rows, exam, users["jury"], "jury_president")
    examiner, jury = app.test_client(), app.test_client()
    sign_in(examiner, users["examiner"])
    sign_in(jury, users["jury"])
    base = f"/commission/{over.token}"

    for path in (
        "/criteres/C1.1/statuer",
        "/competences/C1/decision",
        "/signature",
        "/rectificatif",
    ):
        answer = examiner.post(
            f"{base}{path}", data={"password": PASSWORD, "reason": "x", "level": "met"}
        )
        assert answer.status_code == 409, path
        assert "répétition" in answer.text
    assert exam.title not in jury.get("/jury/").text
    with store.sessions() as rows:
        assert register.read(rows, exam.id) == []


def test_inv_15_a_certification_session_is_deliberated(exam, users, store, app):
    with store.sessions.begin() as rows:
        appoint(rows, exam, users["jury"], "jury_president")
    jury = app.test_client()
    sign_in(jury, users["jury"])

    assert exam.title in jury.get("/jury/").text
