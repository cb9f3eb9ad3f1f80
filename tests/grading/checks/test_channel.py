"""`channel`: an information reached somebody by a way that suits it."""

import pytest
from pydantic import ValidationError

from sim.scenario.channels import Channels, Suitability
from sim.scenario.model import Injection, Trouble, WorldFact
from tests.build import a_script
from tests.grading.checks.desk import CHECK, KARIM, a_letter, desk, mail, reason, told, verdict

TRUCK = {
    "what": [{"fact": "passed_on", "mentions": "9 h 50"}],
    "to": ["luc", "karim"],
    "purpose": "urgent",
    "label": "camion avancé",
}
NEWS = "Le camion passe à 9 h 50."
OUT = (
    a_script(),
    a_script("out", channel="outgoing_call", person="karim"),
)


def called(person: str = "karim", **changes):
    what = desk(**{"scripts": OUT, **changes}).at("08:40")
    call = what.do("PlaceCall", person=person).facts[0].call
    what.do("Say", call=call, text=NEWS)
    return what


def chatted(person: str = "luc", at: str = "08:40"):
    what = desk().at(at)
    what.do("SendChat", person=person, text=NEWS)
    return what


def mailed(to: str = KARIM, **given):
    what = desk().at("08:40")
    mail(what, to, **{"body": NEWS, **given})
    return what


def test_an_urgency_told_by_phone_or_chat_passes_and_by_mail_fails():
    assert verdict(called(), "channel", **TRUCK) == "met"
    assert verdict(chatted(), "channel", **TRUCK) == "met"
    assert verdict(mailed(), "channel", **TRUCK) == "not_met"
    assert verdict(desk(), "channel", **TRUCK) == "not_met"


def test_it_says_which_way_was_taken_and_when_with_the_entry():
    what = mailed()
    found = told(what, "channel", **TRUCK)

    assert "mel, a 8 h 40 (inadapte)" in reason(what, "channel", **TRUCK)
    assert found.evidence[0].entries == (what.entries[-1].seq,)


def test_a_voicemail_is_not_a_call():
    assert verdict(called("luc"), "channel", **TRUCK) == "not_met"

    away = WorldFact(incident=Trouble(id="away", kind="absence", person="karim"))
    what = called(timeline=(Injection(id="away", at="08:31", does=(away,)),))
    assert verdict(what, "channel", **TRUCK) == "not_met"


def test_confirming_by_mail_takes_nothing_away_in_either_order():
    first, last = called(), mailed()
    mail(first, KARIM, body=NEWS)
    last.do("SendChat", person="luc", text=NEWS)

    assert verdict(first, "channel", **TRUCK) == "met"
    assert verdict(last, "channel", **TRUCK) == "met"


def test_only_the_people_meant_and_the_information_meant_count():
    assert verdict(chatted("sophie"), "channel", **TRUCK) == "not_met"

    what = desk().at("08:40")
    what.do("SendChat", person="luc", text="Bonjour")
    assert verdict(what, "channel", **TRUCK) == "not_met"


def test_a_copy_reaches_as_well_as_the_first_addressee():
    given = {**TRUCK, "purpose": "traced"}

    assert verdict(mailed("a@b.example", cc=(KARIM,)), "channel", **given) == "met"


@pytest.mark.parametrize(("at", "found"), [("08:45:59", "met"), ("08:46", "not_met")])
def test_the_best_way_too_late_is_too_late(at, found):
    assert verdict(chatted(at=at), "channel", **TRUCK, by="08:45") == found


def test_a_delay_runs_from_what_it_follows():
    given = {
        **TRUCK,
        "after": [{"fact": "call.began", "actor": "world"}],
        "within_min": 8,
    }

    assert verdict(chatted(at="08:59"), "channel", **given) == "met"
    assert verdict(chatted(at="09:01"), "channel", **given) == "not_met"
    assert verdict(chatted(at="08:40"), "channel", **given) == "not_met"


def test_each_list_has_its_score():
    given = {name: value for name, value in TRUCK.items() if name != "purpose"}
    lists = {"best": ["phone"], "accepted": ["chat"], "wrong": ["mail"]}

    assert told(chatted(), "channel", **given, **lists).score == 0.5
    assert told(chatted(), "channel", **given, **lists, accepted_score=0.8).score == 0.8
    assert verdict(chatted(), "channel", **given, **lists) == "partly"
    assert verdict(chatted(), "channel", **given, **lists, accepted_score=1) == "met"
    assert told(mailed(), "channel", **given, **lists).score == 0
    assert verdict(mailed(), "channel", **given, **lists, wrong_score=0.2) == "partly"


def test_a_way_of_which_nothing_is_said_goes_to_a_person():
    given = {name: value for name, value in TRUCK.items() if name != "purpose"}

    assert verdict(chatted(), "channel", **given, best=["phone"]) == "undecided"


def formal(**posted):
    what = desk().at("08:40")
    what.do("PrintDocument", path=a_letter(what, "mise en demeure"))
    what.do("PostLetter", papers=("P1",), **{"person": "buyer", **posted})
    return what


def test_a_formal_notice_goes_by_letter():
    given = {
        "what": [{"fact": "passed_on", "mentions": "mise en demeure"}],
        "to": ["buyer"],
        "purpose": "formal",
        "label": "mise en demeure",
    }
    what = desk().at("08:40")
    mail(what, "c.vasseur@alphydral.example", body="Ceci est une mise en demeure.")

    assert verdict(formal(), "channel", **given) == "met"
    assert verdict(formal(person="karim"), "channel", **given) == "not_met"
    assert verdict(what, "channel", **given) == "partly"


def test_a_notice_reaches_the_whole_company_and_nobody_outside():
    what = desk().at("08:40")
    what.do("PostNotice", title="Camion", text=NEWS)
    given = {**TRUCK, "purpose": "everybody"}

    assert verdict(what, "channel", **given) == "met"
    assert verdict(what, "channel", **{**given, "to": ["buyer"]}) == "not_met"


def test_the_company_s_own_lists_are_used():
    own = Channels(purposes={"urgent": Suitability(best=("mail",), wrong=("chat",))})
    what = desk(channels=own).at("08:40")
    mail(what, KARIM, body=NEWS)

    assert verdict(what, "channel", **TRUCK) == "met"


def test_a_purpose_of_which_the_pack_says_nothing_goes_to_a_person():
    assert verdict(called(), "channel", **{**TRUCK, "purpose": "festive"}) == "undecided"


@pytest.mark.parametrize(
    "wrong", [{"purpose": ""}, {"best": ["chat"]}, {"purpose": "", "wrong": ["mail"]}]
)
def test_the_lists_are_given_once(wrong):
    with pytest.raises(ValidationError, match="either purpose, or best"):
        CHECK.validate_python({"type": "channel", **TRUCK, **wrong})
