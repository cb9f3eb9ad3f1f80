"""Grading again is an event: a preview, both sheets kept, and nothing changes without an act of the jury."""

import pytest
import sqlalchemy as sa

from tests.conftest import sign_in
from tests.webapp.examiner.conftest import INDICATORS, SCENARIO
from tests.webapp.jury.conftest import text
from webapp import regrading
from webapp.store.guards import unguard
from webapp.store.result_tables import Regrading

REPAIRED = SCENARIO.model_copy(
    update={
        "rubric": {
            "indicators": (
                *INDICATORS[:1],
                {
                    **INDICATORS[1], "critical": False,
                    "check": {"type": "happened", "what": [{"fact": ["mail.sent"]}], "label": "réponse envoyée"},
                },
                *INDICATORS[2:],
            )
        },
        "briefing": "Bonjour, réécrit",
    }
)  # fmt: skip


@pytest.fixture
def repaired(monkeypatch):
    """The pack that ships has been repaired: any mail is now enough for C1.2."""
    asked = []

    def shipped(pack, seed):
        asked.append((pack, seed))
        return REPAIRED

    monkeypatch.setattr(regrading, "shipped_scenario", shipped)
    return asked


@pytest.fixture
def sitting(jury, session):
    return session.validates(session.seats())


def rows(session):
    with session.store.sessions() as reading:
        return reading.scalars(sa.select(Regrading)).all()


def run(jury, **form):
    return jury.post(f"/{jury.session.exam.id}/renotations", **{"source": "pack", **form})


def decides(jury, sitting, verb="adopter", **form):
    row = rows(jury.session)[0]
    values = {"reasons": "Corrigé réparé.", "password": "un mot de passe"}
    address = f"/{jury.session.exam.id}/renotations/{row.run}/{sitting.token}/{verb}"
    return jury.post(address, **{**values, **form})


def test_a_preview_tells_what_would_move_and_keeps_nothing(jury, session, sitting, repaired):
    page = text(run(jury))

    assert "C1.2-a Date confirmée : non atteint → atteint" in page
    assert "Le sujet livré a aussi changé (consignes)" in page
    assert rows(session) == []
    assert repaired == [("tiny", 0)]


def test_the_present_grader_on_the_same_key_finds_no_difference(jury, sitting):
    assert "Aucune différence" in text(run(jury, source="grader"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"source": "autre"}, "Choisissez ce qui note"),
        ({"keep": "1", "reason": " "}, "Indiquez pourquoi"),
        ({}, "Le pack « tiny » est introuvable"),
    ],
)
def test_what_cannot_be_graded_again_is_told(jury, session, sitting, form, said):
    answer = run(jury, **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert rows(session) == []


def test_inv_11_both_sheets_are_kept_and_nothing_changes_by_itself(
    jury, session, sitting, repaired
):
    before = len(session.acts())
    assert run(jury, keep="1", reason="Indicateur C1.2-a réparé.").status_code == 303

    kept = rows(session)[0]
    assert '"level":"not_met"' in kept.before
    assert kept.before != kept.after
    assert len(session.acts()) == before
    assert "Nouvelle notation adoptée" not in text(jury.opens(sitting))


def test_the_jury_adopts_with_reasons_and_both_are_shown(jury, session, sitting, repaired):
    run(jury, keep="1", reason="Réparé.")
    assert "Motivez" in text(decides(jury, sitting, reasons=" "))
    assert "Mot de passe incorrect" in text(decides(jury, sitting, password="autre"))

    assert decides(jury, sitting).status_code == 303
    assert "déjà prononcé" in text(decides(jury, sitting, "ecarter"))

    act = session.acts(kind="regrading.adopted")[0]
    assert act.says("levels")["C1.2"] == ["not_met", "met"]
    assert "Nouvelle notation adoptée par le jury : non atteint → atteint" in text(
        jury.opens(sitting)
    )
    sign_in(jury.client, session.users["examiner"])
    assert "Nouvelle notation adoptée" in text(
        jury.client.get(f"/commission/{sitting.token}/grille?critere=C1.2")
    )
    assert "Adoptée par le jury" in text(
        jury.client.get(f"/commission/{sitting.token}/renotations")
    )


def test_the_jury_dismisses_and_the_proposal_stays(jury, session, sitting, repaired):
    run(jury, keep="1", reason="Réparé.")

    assert decides(jury, sitting, "ecarter").status_code == 303

    assert [act.kind for act in session.acts()][-1] == "regrading.dismissed"
    assert "Nouvelle notation adoptée" not in text(jury.opens(sitting))


def test_the_centre_runs_and_does_not_decide(jury, session, sitting, repaired, users):
    jury.becomes(users["admin"])
    assert run(jury, keep="1", reason="Réparé.").status_code == 303

    assert decides(jury, sitting).status_code == 403


def test_an_adopted_sheet_changed_in_the_database_is_named(jury, session, sitting, repaired):
    run(jury, keep="1", reason="Réparé.")
    decides(jury, sitting)
    with session.store.database.begin() as connection:
        unguard(connection, ("regrading",))
        connection.execute(sa.text("UPDATE regrading SET after = before"))

    answer = jury.opens(sitting)

    assert answer.status_code == 409
    assert "Nouvelle notation modifiée dans la base" in text(answer)


def test_an_unknown_run_is_not_found(jury, session, sitting):
    assert jury.client.get(f"/jury/{session.exam.id}/renotations/inconnu").status_code == 404
