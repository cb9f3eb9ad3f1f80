"""People are appointed among the accounts, recused for a candidate; accounts are opened and closed."""

import re

import pytest
import sqlalchemy as sa

from webapp.store.planning_tables import Appointment, Recusal
from webapp.store.tables import User


def test_people_are_appointed_with_their_quality_and_college(centre, exam, users):
    centre.appoints(exam, users["examiner"], "president", quality="responsable ADV, Arvello")
    centre.appoints(exam, users["jury"], "jury_president", college="employers")

    text = centre.get(f"/sessions/{exam.id}/equipe").text
    assert "responsable ADV, Arvello" in text
    assert "collège employeurs" in text
    assert len(centre.appointed(exam)) == 2


@pytest.mark.parametrize(
    ("role", "duty", "form", "said"),
    [
        ("invigilator", "president", {}, "permet"),
        ("jury", "member", {"college": "employers"}, "permet"),
        ("examiner", "jury", {"college": "employers"}, "permet"),
        ("jury", "jury", {}, "paritaire"),
        ("jury", "jury", {"college": "forgé"}, "Choisissez le collège"),
        ("examiner", "", {}, "Choisissez la fonction"),
        ("examiner", "roi", {}, "Choisissez la fonction"),
        ("candidate", "member", {}, "Choisissez la personne"),
        ("trainer", "rater", {}, "Choisissez la personne"),
        ("admin", "member", {}, "Choisissez la personne"),
    ],
)
def test_an_account_gives_the_duties_of_its_role_and_no_other(
    centre, exam, users, role, duty, form, said
):
    answer = centre.appoints(exam, users[role], duty, **form)

    assert answer.status_code == 422
    assert said in answer.text
    assert centre.appointed(exam) == []


@pytest.mark.parametrize("person", ["", "x", "0", "-1", "99999999999", "²"])
def test_a_forged_person_is_nobody(centre, exam, person):
    assert (
        centre.post(f"/sessions/{exam.id}/equipe", person=person, duty="member").status_code == 422
    )


def test_a_session_has_one_president(centre, exam, users):
    centre.appoints(exam, users["examiner"], "president")

    assert "déjà un président" in centre.appoints(exam, users["examiner"], "president").text


def test_a_duty_is_taken_back(centre, exam, users):
    centre.appoints(exam, users["examiner"], "rater")
    with centre.store.sessions() as rows:
        [one] = rows.scalars(sa.select(Appointment)).all()

    assert centre.post(f"/sessions/{exam.id}/equipe/999/retirer").status_code == 404
    assert centre.post(f"/sessions/{exam.id}/equipe/{one.id}/retirer").status_code == 303
    assert centre.appointed(exam) == []


def test_a_conflict_of_interest_is_noted_once_and_lifted(centre, exam, sitting, users):
    told = {
        "person": str(users["examiner"].id),
        "sitting": sitting.token,
        "reason": "Sœur du candidat",
    }
    assert centre.post(f"/sessions/{exam.id}/recusations", **told).status_code == 303
    assert "déjà enregistrée" in centre.post(f"/sessions/{exam.id}/recusations", **told).text
    assert "Sœur du candidat" in centre.get(f"/sessions/{exam.id}/equipe").text

    with centre.store.sessions() as rows:
        [one] = rows.scalars(sa.select(Recusal)).all()
    centre.post(f"/sessions/{exam.id}/recusations/{one.id}/lever")
    assert centre.row(Recusal, one.id) is None


@pytest.mark.parametrize("missing", ["person", "sitting", "reason"])
def test_a_conflict_of_interest_says_who_about_whom_and_why(centre, exam, sitting, users, missing):
    told = {
        "person": str(users["examiner"].id),
        "sitting": sitting.token,
        "reason": "Motif typé",
        missing: "",
    }

    answer = centre.post(f"/sessions/{exam.id}/recusations", **told)
    assert answer.status_code == 422
    assert missing == "reason" or "Motif typé" in answer.text


def shown(page: str) -> tuple[str, str]:
    login, password = re.findall(r"(?:identifiant|mot de passe) <code>([^<]+)</code>", page)
    return login, password


def test_an_account_is_opened_with_a_first_password_shown_once(centre, app):
    page = centre.post("/comptes", name="Hélène Marchand", login="H.Marchand", role="examiner").text
    login, password = shown(page)

    assert (
        app.test_client()
        .post("/connexion", data={"login": login, "password": password})
        .status_code
        == 303
    )
    assert password not in centre.get("/comptes").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("login", "admin", "déjà pris"), ("login", "c-abcdef", "De 3 à 40"), ("login", "a b", "De 3 à 40"),
        ("login", "é", "De 3 à 40"), ("role", "candidate", "Choisissez"), ("role", "", "Choisissez"), ("name", " ", "Indiquez le nom"),
    ],
)  # fmt: skip
def test_an_account_that_cannot_be_is_refused(centre, field, value, said):
    answer = centre.post(
        "/comptes", **{"name": "Nom typé", "login": "typé.e", "role": "jury", field: value}
    )

    assert answer.status_code == 422
    assert said in answer.text


def test_a_closed_account_signs_in_no_more_until_it_is_opened_again(centre, app, users):
    number = users["jury"].id
    told = {"login": "jury", "password": "un mot de passe"}
    centre.post(f"/comptes/{number}/fermer")
    assert app.test_client().post("/connexion", data=told).status_code == 422

    centre.post(f"/comptes/{number}/rouvrir")
    assert app.test_client().post("/connexion", data=told).status_code == 303


def test_a_new_password_replaces_the_old_one(centre, app, users):
    _, password = shown(centre.post(f"/comptes/{users['jury'].id}/motdepasse").text)

    assert (
        app.test_client()
        .post("/connexion", data={"login": "jury", "password": "un mot de passe"})
        .status_code
        == 422
    )
    assert (
        app.test_client()
        .post("/connexion", data={"login": "jury", "password": password})
        .status_code
        == 303
    )


def test_nobody_closes_their_own_account_nor_a_candidates(centre, users):
    assert centre.post(f"/comptes/{users['admin'].id}/fermer").status_code == 409
    assert centre.post(f"/comptes/{users['candidate'].id}/fermer").status_code == 404
    assert centre.post(f"/comptes/{10**20}/fermer").status_code == 404
    assert centre.row(User, users["admin"].id).active
