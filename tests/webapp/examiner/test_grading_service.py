"""Grading a sitting of the centre: verified first, kept once, never on a journal that was changed."""

import pytest
import sqlalchemy as sa

from webapp.grading_service import JournalBroken, grade_sitting, sheet_for
from webapp.store.tables import GradeRow


def tamper(store, sitting, statement: str) -> None:
    """Change the journal behind the triggers' back, as somebody with the file could."""
    with store.database.begin() as connection:
        for verb in ("update", "delete"):
            connection.execute(sa.text(f"DROP TRIGGER IF EXISTS journal_refuses_{verb}"))
        connection.execute(sa.text(statement), {"sitting": sitting.id})


CHANGED = "UPDATE journal SET line = replace(line, 'noté', 'fait') WHERE sitting_id = :sitting AND seq = 3"
UNREADABLE = "UPDATE journal SET line = 'rien' WHERE sitting_id = :sitting AND seq = 3"
REMOVED = "DELETE FROM journal WHERE sitting_id = :sitting AND seq = 3"
CUT_OFF = "DELETE FROM journal WHERE sitting_id = :sitting AND seq > 7"


def grades(store):
    with store.sessions() as rows:
        return rows.scalars(sa.select(GradeRow)).all()


def test_a_sheet_is_kept_under_the_journals_head(store, over):
    sheet = grade_sitting(store, over.id)

    row = grades(store)[0]
    assert row.head == store.sittings.journal(over.id).read()[-1].hash == sheet.journal_head
    assert row.grader == sheet.grader


def test_grading_twice_keeps_one_sheet(store, over):
    assert (
        grade_sitting(store, over.id) == grade_sitting(store, over.id) == sheet_for(store, over.id)
    )
    assert len(grades(store)) == 1


def test_a_sitting_never_graded_is_graded_when_asked(store, over):
    assert sheet_for(store, over.id).criteria["C1.1"].level == "met"
    assert len(grades(store)) == 1


def test_an_unknown_sitting_is_a_key_error(store):
    with pytest.raises(KeyError):
        grade_sitting(store, 99)


@pytest.mark.parametrize(("statement", "entry"), [(CHANGED, 3), (CUT_OFF, 8)])
def test_a_journal_that_was_changed_is_never_graded(store, over, statement, entry):
    tamper(store, over, statement)

    with pytest.raises(JournalBroken, match=f"modifié à l’entrée {entry}"):
        grade_sitting(store, over.id)
    assert grades(store) == []


def test_a_sheet_kept_before_does_not_hide_a_change(store, over):
    grade_sitting(store, over.id)
    tamper(store, over, CHANGED)

    with pytest.raises(JournalBroken):
        sheet_for(store, over.id)


PAGES = (
    "/grille", "/competences", "/signature", "/grille.xlsx", "/grille.docx", "/journal", "/relecture?entree=2",
    "/apercu?chemin=/ADV/9_Travail/lettre.docx", "/fichier?chemin=/ADV/9_Travail/lettre.docx",
)  # fmt: skip


@pytest.mark.parametrize("statement", [CHANGED, UNREADABLE, REMOVED])
def test_the_commission_is_told_on_every_page(commission, store, over, statement):
    tamper(store, over, statement)

    for page in PAGES:
        answer = commission.get(page)
        assert answer.status_code == 409, page
        assert "Le journal a été modifié à l’entrée 3" in answer.text, page
    assert commission.rules("C1.1").status_code == 409
