"""Resistance: warnings passed over, refusals met again, incidents nobody was told of."""

import pytest

from tests.grading.checks.desk import KARIM, desk, mail
from tests.grading.questions.asking import asked, kinds, said, with_trouble
from tests.sim.erp.arvello import opening

SECOND = {"doctype": "customer", "values": {"name": "Ets Ferrand", "siren": "000013581"}}


def test_a_warning_passed_over_raises_what_decided_it_in_the_erp_s_own_words():
    what = desk(erp=opening()).at("08:44")
    what.do("CreateRecord", **SECOND)
    what.do("CreateRecord", **SECOND, confirmed=True)

    (one,) = asked(what, "overridden")

    assert one.criterion == "C4.3"
    assert kinds(what, one) == ["erp.record_created", "erp.warning_overridden"]
    assert "siren" in said(one)
    assert "qu'est-ce qui vous a decide" in said(one)


def test_a_warning_heeded_raises_nothing():
    what = desk(erp=opening()).at("08:44")
    what.do("CreateRecord", **SECOND)

    assert asked(what, "overridden") == []


def test_the_same_refusal_again_raises_what_was_understood():
    what = desk(erp=opening()).at("08:44")
    for at in ("08:44", "08:46", "08:49"):
        assert (
            what.at(at).do("DoAction", doctype="invoice", record="PF-1872", action="print").refusal
        )

    (one,) = asked(what, "refused_again")

    assert (one.criterion, one.entries) == ("C4.1", (2, 3, 4))
    assert "de 8 h 44 a 8 h 49, vous avez eu 3 fois cette reponse" in said(one)


def test_a_refusal_of_another_tool_asks_about_the_tools():
    what = desk().at("08:44")
    for _ in range(2):
        assert what.do("OpenMail", mail="nothing").refusal

    assert asked(what, "refused_again")[0].criterion == "C1.5"


def test_one_refusal_or_two_different_ones_raise_nothing():
    what = desk().at("08:44")
    what.do("OpenMail", mail="nothing")
    what.do("OpenFile", path="/nothing")

    assert asked(what, "refused_again") == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [("printer", "L’imprimante affiche « bourrage »."), ("erp", "L’ERP ne répond plus.")],
)
def test_a_breakdown_nobody_was_told_of_raises_what_was_made_of_it(kind, text):
    what = with_trouble(kind, text).at("08:45")
    what.engine.tick(what.wall)

    (one,) = asked(what, "unreported")

    assert (one.criterion, kinds(what, one)) == ("C1.6", ["incident.began"])
    assert said(one).endswith("qu'en avez-vous fait ?")


def test_a_breakdown_reported_by_whatever_means_raises_nothing():
    reported = with_trouble("printer", "L’imprimante affiche « bourrage ».").at("08:45")
    reported.do("ReportIncident", person="karim", text="Bourrage", incident="printer")
    written = with_trouble("printer", "L’imprimante affiche « bourrage ».").at("08:45")
    mail(written, to=KARIM, subject="Imprimante en panne")

    assert [asked(one, "unreported") for one in (reported, written, desk())] == [[], [], []]


def test_orders_that_contradict_each_other_are_not_given_away():
    what = with_trouble("contradictory_order", "Deux consignes s’opposent.").at("08:45")
    what.engine.tick(what.wall)

    assert asked(what, "unreported") == []
