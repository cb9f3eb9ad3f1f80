"""Who must be there: two members at least, the president among them or stated absent, nobody recused."""

import pytest

from tests.conftest import PASSWORD_HASH
from tests.webapp.jury.conftest import text
from tests.webapp.jury.test_minutes import printed
from webapp.planning import appoint
from webapp.store.planning_tables import Recusal
from webapp.store.tables import Exam, User

AWAY = "Retenu à l’étranger"


@pytest.fixture
def third(session) -> User:
    """A third member."""
    member = User(login="ana", name="Ana Ruiz", role="jury", password_hash=PASSWORD_HASH)
    with session.store.sessions.begin() as rows:
        rows.add(member)
        rows.flush()
        appoint(rows, rows.get_one(Exam, session.exam.id), member, "jury", college="employers")
    return member


def recuses(session, sitting, user: User) -> None:
    with session.store.sessions.begin() as rows:
        rows.add(Recusal(sitting_id=sitting.id, user_id=user.id, reason="Parent.", at=1))


def test_nobody_pronounces_nor_draws_up_alone(jury, session):
    sitting = session.validates(session.seats())
    alone = [str(session.users["jury"].id)]

    refused = jury.pronounces(sitting, present=alone)
    assert refused.status_code == 422
    assert "ne délibère pas seul" in text(refused)
    assert session.acts(kind="jury.pronounced") == []

    jury.pronounces(sitting)
    refused = jury.draws_up(present=alone)
    assert refused.status_code == 422
    assert "ne délibère pas seul" in text(refused)
    assert session.acts(kind="jury.minutes") == []


def test_without_the_president_it_is_said_why(jury, session, third):
    sitting = session.validates(session.seats())
    jury.becomes(session.luc)
    two = [str(session.luc.id), str(third.id)]

    refused = jury.pronounces(sitting, present=two)
    assert refused.status_code == 422
    assert "indiquez pourquoi" in text(refused)
    assert jury.pronounces(sitting, present=two, president_absent=AWAY).status_code == 303
    assert "indiquez pourquoi" in text(jury.draws_up(present=two))
    assert jury.draws_up(present=two, president_absent=AWAY).status_code == 303

    for kind in ("jury.pronounced", "jury.minutes"):
        assert session.acts(kind=kind)[0].says("president_absent") == AWAY
    paper = printed(jury.client.get(f"/jury/{session.exam.id}/proces-verbal.docx"))
    assert f"en l’absence de son président : {AWAY}" in paper


def test_a_president_who_is_recused_is_replaced_and_the_act_says_so(jury, session, third):
    sitting = session.validates(session.seats())
    recuses(session, sitting, session.users["jury"])
    jury.becomes(session.luc)

    answer = jury.pronounces(sitting, present=[str(session.luc.id), str(third.id)])

    assert answer.status_code == 303
    assert (
        session.acts(kind="jury.pronounced")[0].says("president_absent")
        == "Récusé pour ce candidat"
    )


def test_who_is_recused_is_neither_offered_nor_recorded(jury, session, third):
    sitting = session.validates(session.seats())
    recuses(session, sitting, third)
    assert f'name="present" value="{third.id}"' not in jury.opens(sitting).text
    assert f'name="present" value="{session.luc.id}"' in jury.opens(sitting).text

    assert jury.pronounces(sitting, present=[*jury.everybody, str(third.id)]).status_code == 303

    present = session.acts(kind="jury.pronounced")[0].says("present")
    assert [one["name"] for one in present] == ["Nom jury", "Luc Martin"]
