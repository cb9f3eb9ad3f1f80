"""`note_taken`: the message form of a conversation."""

import pytest

from tests.grading.checks.desk import desk, reason, verdict

NOTE = {
    "moment": "8 h 52",
    "caller": "Mme Vasseur",
    "company": "ALPHYDRAL",
    "phone": "04",
    "subject": "Camion",
    "follow_up": "Prévenir Luc",
    "recipient": "Luc",
}
GIVEN = {"call": "call-truck", "label": "appel"}


def noted(**note: str):
    what = desk().at("08:52")
    what.do("AnswerCall", call="call-truck")
    what.do("SaveNote", call="call-truck", note=note)
    return what


def test_it_passes_on_seven_fields_and_is_partial_on_six():
    without = {name: text for name, text in NOTE.items() if name != "phone"}

    assert verdict(noted(**NOTE), "note_taken", **GIVEN) == "met"
    assert verdict(noted(**without), "note_taken", **GIVEN) == "partly"
    assert "telephone" in reason(noted(**without), "note_taken", **GIVEN)
    assert verdict(noted(**without), "note_taken", **GIVEN, fields=6) == "met"


@pytest.mark.parametrize("note", [{"caller": "", "subject": ""}, {"caller": "  "}])
def test_an_empty_form_is_worth_nothing(note):
    assert verdict(noted(caller="x"), "note_taken", **GIVEN) == "partly"
    what = noted(caller="x")
    what.do("SaveNote", call="call-truck", note=note)

    assert verdict(what, "note_taken", **GIVEN) == "not_met"


def test_no_form_or_the_form_of_another_call_fails():
    assert verdict(desk(), "note_taken", **GIVEN) == "not_met"
    assert verdict(noted(**NOTE), "note_taken", **{**GIVEN, "call": "call-angry"}) == "not_met"


def test_the_last_form_saved_counts():
    what = noted(caller="Mme Vasseur")
    what.do("SaveNote", call="call-truck", note=NOTE)

    assert verdict(what, "note_taken", **GIVEN) == "met"
