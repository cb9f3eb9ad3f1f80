"""`promises_kept`: what was promised for a time was done by then."""

import pytest

from tests.grading.checks.desk import BUYER, desk, mail, reason, verdict

GIVEN = {
    "call": "call-truck",
    "kept": [{"fact": "mail.sent", "to": "buyer"}],
    "label": "réponse écrite",
}


def promised(due: str = "09:30"):
    what = desk().at("08:52")
    what.do("AnswerCall", call="call-truck")
    assert not what.do("Reply", call="call-truck", choice="b", due=due).refusal
    return what


@pytest.mark.parametrize(
    ("at", "expected"), [("09:00", "met"), ("09:30:59", "met"), ("09:31", "not_met")]
)
def test_it_passes_until_the_minute_promised_and_fails_after(at, expected):
    what = promised().at(at)
    mail(what, BUYER)

    assert verdict(what, "promises_kept", **GIVEN) == expected


def test_what_was_done_before_promising_keeps_nothing():
    what = desk()
    mail(what, BUYER)
    what.at("08:52").do("AnswerCall", call="call-truck")
    what.do("Reply", call="call-truck", choice="b", due="09:30")

    assert verdict(what, "promises_kept", **GIVEN) == "not_met"


def test_without_a_promise_there_is_none_to_keep():
    assert verdict(desk(), "promises_kept", **GIVEN) == "not_observed"


def test_the_hour_is_told_as_people_say_it():
    assert "avant 9 h 30" in reason(answered(), "promises_kept", **GIVEN)
    assert "tenu a 9 h 30" in reason(promised(), "promises_kept", **GIVEN)


def answered():
    what = promised().at("09:00")
    mail(what, BUYER)
    return what
