"""`any_of`: the best of several equally right ways."""

from tests.grading.checks.desk import a_letter, desk, mail, verdict

CHAT = {"type": "happened", "what": [{"fact": "chat.sent"}], "label": "messagerie"}
MAIL = {"type": "happened", "what": [{"fact": "mail.sent"}], "label": "mél"}
LETTER = {
    "type": "contains",
    "which": {"family": "text", "names": ["*relance*"]},
    "has": ["relance"],
    "label": "lettre",
}
LATE = {**MAIL, "by": "08:00", "late_score": 0.5}
NEVER_DUE = {
    "type": "in_order",
    "first": [{"fact": "mail.opened"}],
    "then": [{"fact": "mail.moved"}],
    "label": "lu",
}


def test_any_way_passes_and_no_way_fails():
    by_mail, by_chat = desk(), desk()
    mail(by_mail)
    by_chat.do("SendChat", person="luc", text="Bonjour")

    assert verdict(by_mail, "any_of", of=[CHAT, MAIL]) == "met"
    assert verdict(by_chat, "any_of", of=[CHAT, MAIL]) == "met"
    assert verdict(desk(), "any_of", of=[CHAT, MAIL]) == "not_met"


def test_a_way_that_nobody_could_judge_leaves_the_answer_to_a_person():
    what = desk()
    what.upload("RELANCE.docx", b"not a document")
    assert verdict(what, "any_of", of=[CHAT, LETTER]) == "undecided"

    mail(what)
    assert verdict(what, "any_of", of=[LATE, LETTER]) == "undecided"
    assert verdict(what, "any_of", of=[MAIL, LETTER]) == "met"


def test_a_way_without_occasion_does_not_count():
    assert verdict(desk(), "any_of", of=[NEVER_DUE]) == "not_observed"
    assert verdict(desk(), "any_of", of=[NEVER_DUE, CHAT]) == "not_met"
    what = desk()
    a_letter(what)
    assert verdict(what, "any_of", of=[NEVER_DUE, LETTER]) == "met"
