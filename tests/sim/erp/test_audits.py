"""Audits: convened, done, reported, followed up."""

import pytest

from sim.erp.outputs import pdf
from tests.sim.erp.arvello import record
from tests.sim.erp.doing import act, change, enter, kept, rows, warnings
from tests.sim.erp.samples import office


def test_an_audit_is_convened_done_and_reported():
    desk = office()
    act(desk, "audit", "AUD26-0011", "convene", convened_on="13/10/2026")

    assert warnings(act(desk, "audit", "AUD26-0011", "do")) == ["not_yet"]
    act(desk, "audit", "AUD26-0011", "do", confirmed=True)
    refused = act(desk, "audit", "AUD26-0011", "report", report_date="05/11/2026")

    assert "Aucun constat" in refused.refusal
    change(desk, "audit", "AUD26-0011", lines=({"kind": "strength", "finding": "Rangé"},))
    early = act(desk, "audit", "AUD26-0011", "report", report_date="02/11/2026")
    assert "avant l’audit" in early.refusal
    assert not act(desk, "audit", "AUD26-0011", "report", report_date="05/11/2026").refusal
    assert record(desk, "audit", "AUD26-0011").state == "reported"


def test_nobody_is_not_convened_and_an_audit_ends_after_it_begins():
    desk = office()
    values = {"scope": "Achats", "kind": "internal", "audit_date": "16/11/2026", "auditor": "x"}

    made = enter(desk, "audit", **values).facts[-1]
    told = act(desk, "audit", made.record, "convene", convened_on="13/10/2026").refusal
    hours = enter(desk, "audit", **values, start_at="10:00", end_at="9:00").refusal

    assert "Audités" in told
    assert "finit avant" in hours


def test_findings_lead_to_sheets_and_actions_once():
    desk = office()

    answer = act(desk, "audit", "AUD26-0009", "follow_up")

    made = [fact for fact in answer.facts if fact.kind == "erp.record_created"]
    assert [(fact.doctype, fact.record) for fact in made] == [
        ("nonconformity", "FNC26-0089"),
        ("action_item", "ACT26-0142"),
    ]
    assert made[0].values["origin"] == "audit"
    assert "exigence 8.2.3" in made[0].values["description"]
    assert made[1].values["origin_number"] == "AUD26-0009"
    lines = record(desk, "audit", "AUD26-0009").lines
    assert [line.get("follow_up", "") for line in lines] == ["", "FNC26-0089", "ACT26-0142"]
    assert b"FNC26-0089" in pdf(desk.world, "audit", "AUD26-0009", "audit_report")
    assert "n’attend de suite" in act(desk, "audit", "AUD26-0009", "follow_up").refusal
    assert desk.replayed().erp == desk.world.erp


def test_closing_warns_about_what_is_still_open():
    desk = office()
    act(desk, "audit", "AUD26-0009", "follow_up")

    warned = act(desk, "audit", "AUD26-0009", "close", closing_note="Revu")

    assert warnings(warned) == ["unfinished"]
    assert "FNC26-0089" in warned.facts[0].message
    act(desk, "audit", "AUD26-0009", "close", confirmed=True, closing_note="Revu")
    assert record(desk, "audit", "AUD26-0009").state == "closed"


def test_the_report_of_an_audit_is_a_draft_until_it_is_handed_in():
    world = office().world

    assert b"PROJET" in pdf(world, "audit", "AUD26-0010", "audit_report")
    assert b"PROJET" not in pdf(world, "audit", "AUD26-0009", "audit_report")
    assert "ANNULÉ".encode("cp1252") in pdf(world, "audit", "AUD26-0007", "audit_plan")


def test_a_cancelled_audit_says_why_and_leaves_the_programme():
    desk = office()
    before = [row["number"] for row in rows(desk, "audit_programme")]

    assert "renseignez" in act(desk, "audit", "AUD26-0011", "cancel").refusal
    act(desk, "audit", "AUD26-0011", "cancel", cancel_reason="Magasin fermé")

    assert before == [f"AUD26-{rank:04}" for rank in (5, 9, 8, 10, 11)]
    assert [row["number"] for row in rows(desk, "audit_programme", year="2026")] == before[:-1]


def test_audits_to_come_and_forgotten_ones_are_found():
    desk = office()

    assert kept(desk, "audit", "soon") == ["AUD26-0011"]
    assert kept(desk, "audit", "overdue") == ["AUD26-0008"]


@pytest.mark.parametrize("form", ["audit_plan", "audit_report"])
def test_the_papers_of_an_audit_are_printed(form):
    assert b"trologie" in pdf(office().world, "audit", "AUD26-0010", form)
