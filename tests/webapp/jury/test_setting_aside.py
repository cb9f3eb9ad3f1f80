"""A sitting that can never be decided is set aside: no result, no failure, and the others go on."""

import pytest
import sqlalchemy as sa

from tests.conftest import PASSWORD, sign_in
from tests.webapp.jury.conftest import text
from tests.webapp.jury.test_minutes import printed
from webapp.store.guards import unguard
from webapp.store.privacy_tables import Erasure
from webapp.store.tables import Sitting

STARTED = {"planned": None, "running": 1_791_900_000_000}
WHY = "Parti avant l’entretien"


@pytest.fixture
def stuck(session) -> Sitting:
    """A candidate whom the commission never decided on, beside one who is validated."""
    session.validates(session.seats(name="Zoé", number=2))
    return session.seats()


def sets_aside(jury, sitting: Sitting, /, **form):
    values = {"sitting": sitting.token, "reason": WHY, "password": PASSWORD}
    return jury.post(f"/{jury.session.exam.id}/passage-invalide", **{**values, **form})


def zoe(session) -> Sitting:
    with session.store.sessions() as rows:
        return rows.scalars(sa.select(Sitting).where(Sitting.number == 2)).one()


def test_it_no_longer_holds_the_minutes_up_and_is_named_there(jury, session, stuck):
    jury.pronounces(zoe(session))
    assert jury.draws_up().status_code == 422

    assert sets_aside(jury, stuck).status_code == 303
    assert f"Passage écarté : {WHY}" in text(jury.picture())
    assert jury.draws_up().status_code == 303

    minutes = session.acts(kind="jury.minutes")[0]
    act = session.acts(kind="sitting.set_aside")[0]
    assert [one["number"] for one in minutes.says("results")] == [2]
    assert minutes.says("set_aside") == [{"number": 1, "of": act.digest}]
    paper = printed(jury.client.get(f"/jury/{session.exam.id}/proces-verbal.docx"))
    assert f"Nom candidate, passage écarté (aucun résultat) : {WHY}" in paper


def test_the_dossier_and_the_candidate_read_it(jury, session, stuck):
    sets_aside(jury, stuck)

    assert f"Passage écarté : {WHY}" in text(jury.opens(stuck))
    sign_in(jury.client, session.users["candidate"])
    page = text(jury.client.get("/epreuve/"))
    assert "Passage écarté" in page
    assert f"Motif : {WHY}" in page
    assert "admissible" not in page


def test_its_dossier_no_longer_says_that_anything_is_lacking(jury, stuck):
    assert "critères non statués" in text(jury.opens(stuck))

    sets_aside(jury, stuck)

    page = text(jury.opens(stuck))
    assert "critères non statués" not in page
    assert "À décider" not in page
    assert "Pas encore" not in page


def test_a_sitting_whose_journal_is_altered_is_set_aside_by_the_centre(jury, session, stuck, users):
    with session.store.database.begin() as connection:
        unguard(connection, ("journal",))
        connection.execute(
            sa.text("DELETE FROM journal WHERE sitting_id = :one AND seq = 2"), {"one": stuck.id}
        )
    jury.becomes(users["admin"])

    assert sets_aside(jury, stuck, reason="Journal altéré").status_code == 303
    assert "Passage écarté : Journal altéré" in text(jury.picture())


def test_nothing_is_pronounced_on_it_any_more(jury, session):
    sitting = session.validates(session.seats())
    sets_aside(jury, sitting)

    answer = jury.pronounces(sitting)

    assert answer.status_code == 422
    assert "rien à prononcer" in text(answer)
    assert "déjà écarté" in text(sets_aside(jury, sitting))


def test_what_is_pronounced_is_not_set_aside(jury, session):
    sitting = session.validates(session.seats())
    jury.pronounces(sitting)

    answer = sets_aside(jury, sitting)

    assert answer.status_code == 422
    assert "déjà prononcé" in text(answer)
    assert session.acts(kind="sitting.set_aside") == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"sitting": ""}, "Choisissez le candidat"),
        ({"sitting": "x\x00"}, "Choisissez le candidat"),
        ({"reason": " "}, "Indiquez le motif"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_it_needs_who_why_and_a_password(jury, session, stuck, form, said):
    answer = sets_aside(jury, stuck, **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert session.acts(kind="sitting.set_aside") == []


@pytest.mark.parametrize(
    ("state", "said"), [("planned", "note son absence"), ("running", "est en cours")]
)
def test_who_has_not_begun_or_is_still_working_is_not_set_aside(jury, session, stuck, state, said):
    with session.store.sessions.begin() as rows:
        changed = rows.get_one(Sitting, stuck.id)
        changed.state, changed.ended_wall, changed.started_wall = state, None, STARTED[state]

    answer = sets_aside(jury, stuck)

    assert answer.status_code == 422
    assert said in text(answer)


def test_a_mere_member_does_not(jury, session, stuck):
    jury.becomes(session.luc)

    assert sets_aside(jury, stuck).status_code == 403


def takes_back(jury, sitting: Sitting, /, **form):
    values = {"sitting": sitting.token, "reason": "Écarté par erreur", "password": PASSWORD}
    return jury.post(f"/{jury.session.exam.id}/passage-repris", **{**values, **form})


def test_it_is_taken_back_by_an_act_of_its_own_and_judged_again(jury, session):
    sitting = session.validates(session.seats())
    sets_aside(jury, sitting)
    assert "Reprendre un passage écarté" in text(jury.picture())

    assert takes_back(jury, sitting).status_code == 303

    aside, back = session.acts(kind="sitting.set_aside")[0], session.acts()[-1]
    assert (back.kind, back.says("of"), back.says("reason")) == (
        "sitting.taken_back", aside.digest, "Écarté par erreur",
    )  # fmt: skip
    assert "Passage écarté" not in text(jury.picture())
    assert "Écarté par erreur" in text(jury.opens(sitting))
    assert jury.pronounces(sitting).status_code == 303
    assert jury.draws_up().status_code == 303
    assert session.acts(kind="jury.minutes")[0].says("set_aside") == []


def test_who_is_taken_back_may_be_set_aside_again(jury, session, stuck):
    sets_aside(jury, stuck)
    takes_back(jury, stuck)

    assert sets_aside(jury, stuck, reason="Abandon confirmé").status_code == 303
    assert "Passage écarté : Abandon confirmé" in text(jury.picture())


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"sitting": ""}, "Choisissez le candidat"),
        ({"reason": " "}, "Indiquez pourquoi"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_taking_back_needs_who_why_and_a_password(jury, session, stuck, form, said):
    sets_aside(jury, stuck)

    answer = takes_back(jury, stuck, **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert session.acts(kind="sitting.taken_back") == []


def test_nothing_is_left_to_judge_once_the_data_are_erased(jury, session, stuck, users):
    sets_aside(jury, stuck)
    with session.store.sessions.begin() as rows:
        rows.add(
            Erasure(
                sitting_id=stuck.id, scope="evidence", head="", reason="Délai.", author_id=users["admin"].id, at=1
            )
        )  # fmt: skip

    answer = takes_back(jury, stuck)

    assert answer.status_code == 422
    assert "ont été effacées" in text(answer)
    assert session.acts(kind="sitting.taken_back") == []


def test_only_what_is_set_aside_is_taken_back_and_not_by_a_mere_member(jury, session, stuck):
    answer = takes_back(jury, stuck)
    assert answer.status_code == 422
    assert "n’est pas écarté" in text(answer)

    sets_aside(jury, stuck)
    jury.becomes(session.luc)
    assert takes_back(jury, stuck).status_code == 403
    jury.becomes(session.users["admin"])
    assert takes_back(jury, stuck).status_code == 303


def test_once_the_minutes_say_so_it_is_a_matter_of_appeal(jury, session, stuck):
    jury.pronounces(zoe(session))
    sets_aside(jury, stuck)
    jury.draws_up()

    answer = takes_back(jury, stuck)

    assert answer.status_code == 422
    assert "peut déposer un recours" in text(answer)
    assert "Reprendre un passage écarté" not in text(jury.picture())
    assert session.acts(kind="sitting.taken_back") == []


def test_the_candidate_set_aside_appeals_and_is_answered(jury, session, stuck):
    sets_aside(jury, stuck)
    sign_in(jury.client, session.users["candidate"])
    assert "Contester cette décision" in text(jury.client.get("/epreuve/"))

    form = {"kind": "procedure", "grounds": "J’étais présente à l’entretien."}
    assert (
        jury.client.post(f"/epreuve/resultats/{stuck.token}/recours", data=form).status_code == 303
    )

    assert "J’étais présente" in text(jury.client.get("/epreuve/"))
    jury.becomes(session.users["jury"])
    lodged = session.acts(kind="appeal.lodged")[0]
    assert "J’étais présente" in text(jury.opens(stuck))
    said = {
        "decision": "granted",
        "answer": "Une nouvelle session vous est ouverte.",
        "password": PASSWORD,
    }
    path = f"/passages/{stuck.token}/recours/{lodged.seq}/reponse"
    assert jury.post(path, **said).status_code == 303
    sign_in(jury.client, session.users["candidate"])
    assert "Une nouvelle session vous est ouverte." in text(jury.client.get("/epreuve/"))


def test_the_delay_of_that_appeal_runs_from_the_day_it_was_set_aside(jury, session, stuck, wall):
    sets_aside(jury, stuck)
    wall.pass_(minutes=70 * 24 * 60)
    sign_in(jury.client, session.users["candidate"])

    form = {"kind": "procedure", "grounds": "Trop tard."}
    answer = jury.client.post(f"/epreuve/resultats/{stuck.token}/recours", data=form)

    assert answer.status_code == 422
    assert "délai de recours est passé" in text(answer)
    assert session.acts(kind="appeal.lodged") == []
