"""`transmitted`: to everybody it must reach, to nobody it must not."""

import pytest

from tests.grading.checks.desk import BUYER, KARIM, SOPHIE, desk, mail, verdict

JOURNAL = {"what": [{"fact": "told", "mentions": ["journal"]}], "label": "journal des factures"}
BODY = {"body": "Bonjour,\n\nVoici le journal.\n\nCordialement,"}


def sent(*messages):
    what = desk()
    for given in messages:
        mail(what, **{**BODY, **given})
    return what


def test_it_passes_when_all_have_it_and_fails_when_nothing_was_sent():
    assert verdict(sent({"to": KARIM}), "transmitted", **JOURNAL, required=["karim"]) == "met"
    assert verdict(desk(), "transmitted", **JOURNAL, required=["karim"]) == "not_met"


@pytest.mark.parametrize(
    "messages",
    [
        ({"to": (KARIM, SOPHIE)},),
        ({"to": (KARIM,), "cc": (SOPHIE,)},),
        ({"to": (KARIM,)}, {"to": (SOPHIE,)}),
    ],
)
def test_one_message_or_two_to_or_copy_are_the_same(messages):
    what = desk()
    for given in messages:
        what.do("SendMail", subject="Point", **{**BODY, **given})

    assert verdict(what, "transmitted", **JOURNAL, required=["karim", "sophie"]) == "met"


def test_one_of_two_missing_is_partial_and_equally_right_people_are():
    what = sent({"to": KARIM})
    assert verdict(what, "transmitted", **JOURNAL, required=["karim", "sophie"]) == "partly"
    assert verdict(what, "transmitted", **JOURNAL, required=[["sophie", "karim"]]) == "met"


def test_the_wrong_person_fails_whatever_else_was_right():
    what = sent({"to": KARIM}, {"to": BUYER})

    assert verdict(what, "transmitted", **JOURNAL, required=["karim"]) == "met"
    assert (
        verdict(what, "transmitted", **JOURNAL, required=["karim"], forbidden=["buyer"])
        == "not_met"
    )
    assert verdict(what, "transmitted", **JOURNAL, required=["karim"], only=["sophie"]) == "not_met"


def test_after_the_hour_is_too_late_but_a_leak_stays_a_leak():
    what = sent({"to": KARIM})
    mail(what.at("09:10"), BUYER, **BODY)
    given = {**JOURNAL, "required": ["karim"]}

    assert verdict(what, "transmitted", **given, by="09:00") == "met"
    assert verdict(what, "transmitted", **given, by="08:00") == "not_met"
    assert verdict(what, "transmitted", **given, by="09:00", forbidden=["buyer"]) == "not_met"


def test_a_word_of_mouth_counts_where_the_pattern_allows_it():
    what = desk()
    what.do("SendChat", person="sophie", text="Le journal est parti")

    assert verdict(what, "transmitted", **JOURNAL, required=["sophie"]) == "met"


def test_a_message_form_given_to_a_colleague_counts_as_telling_them():
    what = desk().at("08:52")
    what.do("AnswerCall", call="call-truck")
    what.do("SaveNote", call="call-truck", note={"subject": "Le journal est demandé"})
    what.do("SendSlip", call="call-truck", to="sophie", how="tray")

    assert verdict(what, "transmitted", **JOURNAL, required=["sophie"]) == "met"
    assert verdict(what, "transmitted", **JOURNAL, required=["karim"]) == "not_met"


def test_a_form_that_is_kept_tells_nobody():
    what = desk().at("08:52")
    what.do("AnswerCall", call="call-truck")
    what.do("SaveNote", call="call-truck", note={"subject": "Le journal est demandé"})

    assert verdict(what, "transmitted", **JOURNAL, required=["sophie"]) == "not_met"
