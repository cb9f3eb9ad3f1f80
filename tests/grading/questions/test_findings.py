"""What the machine found, turned into a question that gives nothing away."""

import pytest

from grading.grade import FAULT
from grading.questions.findings import ASKS
from grading.verdict import Evidence
from tests.grading.checks.desk import desk, mail
from tests.grading.questions.asking import CRITERIA, a_finding, a_row, kinds, raised, said


def morning():
    """Open the order at 8 h 40, write at 8 h 45, put a document on the drive at 8 h 50."""
    what = desk(timeline=()).at("08:40")
    what.do("OpenMail", mail="M01")
    mail(what.at("08:45"))
    what.at("08:50").upload("lettre.docx")
    return what


def found(what, *rows, **findings):
    return [one for one in raised(what, *(rows or (a_row(),)), **findings) if one.rule == "finding"]


@pytest.mark.parametrize("verdict", ["not_met", "partly", "undecided"])
def test_a_finding_recalls_what_was_done_and_asks_how_it_was_chosen(verdict):
    what = morning()

    (one,) = found(what, C4_2=(a_finding(verdict, 3),))

    assert (one.criterion, one.entries) == ("C4.2", (3,))
    assert said(one).startswith('a 8 h 45, vous avez envoye a karim benali le mel " point ".')
    assert said(one).endswith("quels champs avez-vous verifies, et d'apres quoi ?")
    assert "C4.2-a" in one.why


def test_what_is_expected_is_in_no_question():
    (one,) = found(morning(), C4_2=(a_finding("not_met", 3),))

    assert not any(word in f"{one.text} {one.why}" for word in ("960", "1000", "Écart"))


@pytest.mark.parametrize(
    "finding",
    [a_finding("met", 3), a_finding("not_observed", 3), a_finding("undecided", 3, grade="H"),
     a_finding("undecided", 3, reason=f"{FAULT} C4.2-a (KeyError)"), a_finding("not_met", 3, check="unknown")],
    ids=["met", "not observed", "for a person", "our own fault", "of no indicator"],
)  # fmt: skip
def test_a_finding_that_says_nothing_against_raises_nothing(finding):
    assert found(morning(), C4_2=(finding,)) == []


def test_two_entries_are_recalled_in_their_order():
    (one,) = found(morning(), C4_2=(a_finding("not_met", 4, 2),))

    assert one.entries == (2, 4)
    assert "a 8 h 40, vous avez ouvert" in said(one)
    assert "; a 8 h 50, vous avez depose" in said(one)


def test_a_file_is_recalled_by_what_put_it_there():
    what = morning()
    place = Evidence(file="/ADV/9_Travail/lettre.docx")

    (one,) = found(what, C4_2=(a_finding(evidence=(place,)),))

    assert kinds(what, one) == ["drive.uploaded"]


ABSENT = a_finding(evidence=(Evidence(absent_from=1, absent_to=4),))


def test_what_was_not_done_is_asked_from_what_called_for_it():
    what = desk().at("08:52:10")
    what.do("AnswerCall", call="call-truck")
    row = a_row(occasion=[{"fact": "call.answered"}])

    (one,) = found(what, row, C4_2=(ABSENT,))

    assert kinds(what, one) == ["call.answered"]
    assert said(one).endswith("quelle suite lui avez-vous donnee, et pourquoi celle-la ?")


@pytest.mark.parametrize("answered", [True, False])
def test_a_call_is_recalled_by_how_it_was_taken(answered):
    what = desk().at("08:52:10")
    what.engine.tick(what.wall)
    if answered:
        what.do("AnswerCall", call="call-truck")
        what.do("Reply", call="call-truck", choice="a")
    what.at("09:00").engine.tick(what.wall)
    waiting = {"type": "happened", "what": [{"fact": "chat.sent"}], "after": [{"fact": "call.began", "actor": "world"}], "label": "x"}  # fmt: skip
    noted = {"type": "note_taken", "call": "call-truck", "label": "x"}

    for check in (waiting, {"type": "share", "of": [noted], "full": 1, "label": "x"}):
        (one,) = found(what, a_row(check=check), C4_2=(ABSENT,))
        assert kinds(what, one) == ["call.answered" if answered else "call.missed"]


def test_for_want_of_better_the_message_of_the_task_is_recalled():
    what = morning()

    (one,) = found(what, C4_2=(ABSENT,))

    assert kinds(what, one) == ["mail.opened"]
    assert "commande" in said(one)


def test_without_anything_to_recall_nothing_is_asked():
    assert found(morning(), a_row(task=""), C4_2=(ABSENT,)) == []
    assert found(desk(timeline=()), C4_2=(ABSENT,)) == []


def test_the_beginning_of_the_sitting_is_nothing_to_recall():
    assert found(morning(), a_row(task=""), C4_2=(a_finding("not_met", 1),)) == []


def test_a_vague_question_is_left_out_when_there_is_a_better_one():
    vague = ABSENT.model_copy(update={"check": "C4.2-b"})
    rows = (a_row(), a_row("C4.2-b"))

    (one,) = found(morning(), *rows, C4_2=(vague, a_finding("not_met", 3)))

    assert one.entries == (3,)


def test_a_critical_finding_comes_first_and_an_indicative_one_last():
    rows = [a_row(f"C4.2-{letter}") for letter in "abc"]
    findings = (
        a_finding("not_met", 2, check="C4.2-a", grade="B"),
        a_finding("not_met", 3, check="C4.2-b"),
        a_finding("not_met", 4, check="C4.2-c", critical=True),
    )

    assert [one.entries for one in found(morning(), *rows, C4_2=findings)] == [(4,), (3,), (2,)]


def test_every_criterion_has_its_own_open_question():
    assert set(ASKS) == set(CRITERIA)
    assert all(
        (ask.endswith(" ?") and "vous" in ask) or ask.startswith("Pourquoi") or "garde-t-on" in ask
        for ask in ASKS.values()
    )
