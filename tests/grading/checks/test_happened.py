"""`happened`: a fact took place, in time when a limit is given."""

import pytest

from tests.grading.checks.desk import desk, mail, told, verdict

TOLD = {"what": [{"fact": "told", "to": "luc", "mentions": ["09:50"]}], "label": "magasin prévenu"}
CALL = {"fact": "call.began", "actor": "world"}


def chatted(at: str, text: str = "Camion à 9 h 50"):
    what = desk().at(at)
    what.do("SendChat", person="luc", text=text)
    return what


def test_it_passes_when_the_thing_was_told_and_fails_on_another_hour():
    assert verdict(chatted("09:00"), "happened", **TOLD) == "met"
    assert verdict(chatted("09:00", "Camion à 9 h 55"), "happened", **TOLD) == "not_met"


@pytest.mark.parametrize(("at", "expected"), [("09:00:59", "met"), ("09:01", "not_met")])
def test_the_minute_of_the_limit_is_included(at, expected):
    assert verdict(chatted(at), "happened", **TOLD, by="09:00") == expected


def test_too_late_may_be_worth_a_part_and_says_when():
    late = told(chatted("09:10"), "happened", **TOLD, by="09:00", late_score=0.3)

    assert (late.verdict, late.score) == ("partly", 0.3)
    assert "9 h 10" in late.reason.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("at", "expected"), [("08:50", "not_met"), ("09:00", "met"), ("09:01", "not_met")]
)
def test_a_delay_runs_from_the_event_it_follows(at, expected):
    given = {**TOLD, "after": [CALL], "within_min": 8}

    assert verdict(chatted(at), "happened", **given) == expected


def test_nothing_counts_after_an_event_that_never_took_place():
    given = {**TOLD, "after": [{"fact": "call.missed", "actor": "world"}]}

    assert verdict(chatted("08:40"), "happened", **given) == "not_met"


def test_only_what_comes_before_the_bound_counts():
    given = {**TOLD, "before": [{"fact": "mail.sent"}]}
    what = desk()
    mail(what)
    what.do("SendChat", person="luc", text="Camion à 9 h 50")

    assert verdict(what, "happened", **given) == "not_met"
    assert verdict(chatted("09:00"), "happened", **given) == "met"


def test_one_of_two_in_time_is_late_and_not_a_breakdown():
    what = chatted("08:40")
    what.at("09:30").do("SendChat", person="luc", text="Je rappelle : 9 h 50")

    assert verdict(what, "happened", **TOLD, by="09:00", at_least=2) == "not_met"
    assert verdict(what, "happened", **TOLD, by="09:30", at_least=2) == "met"
