"""The jury pronounces by the référentiel's rule, in person; nothing is declared by itself."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.conftest import PASSWORD_HASH
from tests.webapp.jury.conftest import text
from webapp.planning import appoint
from webapp.store.planning_tables import CentreSetting, Recusal
from webapp.store.tables import Exam, Sitting, User


def test_the_picture_shows_every_candidate_and_what_is_missing(jury, session):
    done, waiting = session.seats(), session.seats(name="Zoé", number=2)
    session.validates(done, "C2")
    session.judges(waiting)

    page = text(jury.picture())

    assert "Nom candidate" in page
    assert "Zoé" in page
    assert "validation par la commission" in page
    assert "À prononcer" in page
    assert "Non acquise" in page


def test_an_undecided_dossier_names_what_the_commission_lacks(jury, session):
    sitting = session.seats()

    assert "décisions de la commission : C1, C2, C3, C4, C5" in text(jury.picture())
    page = text(jury.opens(sitting))
    assert "évaluations : critères non statués (C2.1, C2.2)" in page
    assert "entretien avec le candidat" in page


def test_inv_07_admissible_means_the_five_competencies(jury, session):
    whole, partial = session.seats(), session.seats(name="Zoé", number=2)
    session.validates(whole)
    session.validates(partial, "C2", "C4")

    refused = jury.pronounces(partial, "yes")
    assert refused.status_code == 422
    assert "C2, C4 non acquises" in text(refused)
    refused = jury.pronounces(whole, "no")
    assert refused.status_code == 422
    assert "Les cinq capacités sont acquises" in text(refused)
    assert session.acts(kind="jury.pronounced") == []

    assert jury.pronounces(whole, "yes").status_code == 303
    assert jury.pronounces(partial, "no").status_code == 303
    first, second = session.acts(kind="jury.pronounced")
    assert first.says("admissible") is True
    assert second.says("admissible") is False
    assert second.says("acquired") == ["C1", "C3", "C5"]


def test_the_jury_never_declares_by_itself(jury, session):
    session.validates(session.seats())

    jury.picture()

    assert session.acts(kind="jury.pronounced") == []
    assert "checked> Admissible" not in jury.opens(session_sitting(session)).text


def session_sitting(session) -> Sitting:
    with session.store.sessions() as rows:
        return rows.scalars(sa.select(Sitting)).first()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"admissible": "peut-être"}, "Choisissez « admissible »"),
        ({"present": []}, "Cochez les membres présents"),
        ({"present": ["999", "x"]}, "Cochez les membres présents"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_a_deliberation_is_complete_and_signed_for(jury, session, form, said):
    sitting = session.validates(session.seats())

    answer = jury.pronounces(sitting, **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert "Vu le dossier." in text(answer)
    assert session.acts(kind="jury.pronounced") == []


def test_a_refusal_is_motivated(jury, session):
    sitting = session.validates(session.seats(), "C2")

    assert "Motivez" in text(jury.pronounces(sitting, "no", reasons=" "))


def test_nothing_is_pronounced_before_the_commission_has_signed(jury, session):
    sitting = session.seats()
    session.judges(sitting)

    answer = jury.pronounces(sitting)

    assert answer.status_code == 422
    assert "validation par la commission" in text(answer)


def test_inv_15_a_rehearsal_gives_no_result(jury, session):
    exam = session.opens("Répétition", date(2026, 10, 12), mode="rehearsal")
    sitting = session.seats(exam)
    session.judges(sitting)

    assert jury.picture(exam).status_code == 404
    assert jury.opens(sitting).status_code == 404
    assert jury.pronounces(sitting).status_code == 404
    assert session.acts(exam, "jury.pronounced") == []


def test_what_was_acquired_before_is_kept(jury, session):
    earlier = session.opens("Session de mars", date(2026, 3, 10))
    first = session.validates(session.seats(earlier), "C2")
    assert jury.pronounces(first, "no").status_code == 303
    again = session.validates(session.seats(), "C5")

    page = text(jury.opens(again))
    assert "Acquise lors de la session « Session de mars »" in page
    assert jury.pronounces(again, "yes").status_code == 303

    said = session.acts(kind="jury.pronounced")[0]
    assert said.says("acquired") == ["C1", "C2", "C3", "C4"]
    assert [one["competency"] for one in said.says("kept")] == ["C5"]


def test_what_was_acquired_too_long_ago_is_not_kept(jury, session):
    earlier = session.opens("Session de 2020", date(2020, 3, 10))
    first = session.validates(session.seats(earlier), "C2")
    jury.pronounces(first, "no")
    later = session.opens("Session de 2029", date(2029, 3, 10))
    again = session.validates(session.seats(later), "C5")
    with session.store.sessions.begin() as rows:
        rows.add(CentreSetting(name="acquired_validity_years", value="2"))

    assert jury.pronounces(again, "yes").status_code == 422
    with session.store.sessions.begin() as rows:
        rows.get(CentreSetting, "acquired_validity_years").value = "5"
    assert jury.pronounces(again, "yes").status_code == 303


def test_a_jury_that_is_not_joint_is_told_and_may_go_on(jury, session):
    sitting = session.validates(session.seats())
    assert "n’est pas paritaire" not in text(jury.picture())
    third = User(login="t", name="Tiers", role="jury", password_hash=PASSWORD_HASH)
    with session.store.sessions.begin() as rows:
        rows.add(third)
        rows.flush()
        appoint(rows, rows.get(Exam, session.exam.id), third, "jury", college="employers")

    assert "n’est pas paritaire" in text(jury.picture())
    assert jury.pronounces(sitting).status_code == 303


def test_a_member_who_declares_a_conflict_no_longer_opens_the_dossier(jury, session):
    sitting = session.validates(session.seats())
    assert "Indiquez le lien" in text(
        jury.post(f"/passages/{sitting.token}/recusation", reason=" ")
    )

    assert (
        jury.post(f"/passages/{sitting.token}/recusation", reason="Ancien tuteur.").status_code
        == 303
    )

    assert jury.opens(sitting).status_code == 403
    assert jury.pronounces(sitting).status_code == 403
    assert "dossier fermé" in text(jury.picture())
    with session.store.sessions() as rows:
        assert rows.scalar(sa.select(Recusal.reason)) == "Ancien tuteur."


def test_the_dossier_is_read_only_and_whole(jury, session):
    sitting = session.validates(session.seats())

    page = text(jury.opens(sitting))

    assert "M. Durand" in page
    assert "À l’aise." in page
    assert "Au vu des trois bases." in page
    assert "C5.3" in page
    assert "/commission/" not in page


def test_other_sessions_are_not_open(jury, session, users, client):
    sitting = session.validates(session.seats())
    stranger = User(login="s", name="S", role="jury", password_hash=PASSWORD_HASH)
    with session.store.sessions.begin() as rows:
        rows.add(stranger)
    jury.becomes(stranger)

    assert jury.picture().status_code == 404
    assert jury.opens(sitting).status_code == 404
    assert jury.pronounces(sitting).status_code == 404


def test_an_administrator_reads_and_does_not_deliberate(jury, session, users):
    sitting = session.validates(session.seats())
    jury.becomes(users["admin"])

    assert jury.picture().status_code == 200
    for page in ("", "/extrait.pdf"):
        asked = jury.client.get(f"/jury/passages/{sitting.token}{page}")
        assert asked.location.startswith(f"/centre/donnees/motif/{sitting.token}")
    assert jury.post(f"/passages/{sitting.token}/recours").status_code == 403
    jury.says_why(sitting)
    assert jury.opens(sitting).status_code == 200
    for answer in (jury.pronounces(sitting), jury.draws_up(), jury.signs()):
        assert answer.status_code == 403
