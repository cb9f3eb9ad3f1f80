"""`when`: a check that only makes sense in a case."""

from tests.grading.checks.desk import desk, mail, verdict

LATE = {
    "type": "happened",
    "what": [{"fact": "mail.sent"}],
    "by": "09:00",
    "label": "envoi à temps",
}
WARNED = {"type": "happened", "what": [{"fact": "chat.sent"}], "label": "retard annoncé"}
GIVEN = {"condition": LATE, "holds": False, "then": WARNED}


def test_it_is_without_object_when_the_case_is_not_there():
    what = desk()
    mail(what)

    assert verdict(what, "when", **GIVEN) == "not_observed"


def test_it_judges_in_the_case_it_is_made_for():
    what = desk()
    assert verdict(what, "when", **GIVEN) == "not_met"

    what.do("SendChat", person="sophie", text="Je serai en retard")
    assert verdict(what, "when", **GIVEN) == "met"
    assert verdict(what, "when", condition=WARNED, then=WARNED) == "met"


def test_a_case_nobody_can_judge_goes_to_a_person():
    what = desk()
    what.upload("RELANCE.docx", b"not a document")
    closed = {
        "type": "contains",
        "which": {"family": "text", "names": ["*relance*"]},
        "has": ["x1"],
        "label": "lettre",
    }

    assert verdict(what, "when", condition=closed, then=WARNED) == "undecided"
