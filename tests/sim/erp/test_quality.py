"""Nonconformities treated by the 8D, and the follow-up of actions."""

import pytest

from sim.erp.outputs import pdf
from tests.sim.erp.arvello import record
from tests.sim.erp.doing import act, allowed, change, enter, kept, rows, warnings
from tests.sim.erp.samples import office

SHEET = {"subject": "Rayure", "origin": "internal", "description": "Trois pièces rayées."}
STEPS = (
    ("secure", {"containment": "Tri du stock"}),
    ("analyse", {"root_cause": "Outil usé"}),
    ("choose", {"corrective_actions": "Changer l’outil"}),
    ("verify", {"implementation": "30 pièces conformes"}),
    ("close", {"prevention": "Fréquence revue", "closure_evidence": "Relevé du 20/10"}),
)


@pytest.mark.parametrize(
    ("settings", "dues"),
    [
        ({}, ("2026-10-15", "2026-10-18", "2026-10-23", "2026-11-12")),
        ({"d3_days": "3", "d8_days": "60"}, ("2026-10-16", "2026-10-18", "2026-10-23", "2026-12-12")),
        ({"d3_days": "vite"}, ("2026-10-15", "2026-10-18", "2026-10-23", "2026-11-12")),
    ],
)  # fmt: skip
def test_a_sheet_is_dated_with_the_deadlines_of_the_8d(settings, dues):
    made = enter(office(**settings), "nonconformity", **SHEET).facts[-1]

    names = ("containment_due", "causes_due", "actions_due", "closure_due")
    assert tuple(made.values[name] for name in names) == dues


def test_the_deadlines_follow_the_date_of_the_sheet():
    desk = office()

    change(desk, "nonconformity", "FNC26-0088", raised_on="13/10/2026")

    assert record(desk, "nonconformity", "FNC26-0088").values["containment_due"] == "2026-10-15"


def test_the_8d_goes_step_by_step_each_with_its_text():
    desk, key = allowed("nonconformity.verify"), "FNC26-0088"
    change(desk, "nonconformity", key, team="Éric Vandamme, Yann Tessier")

    for name, values in STEPS:
        assert "renseignez" in act(desk, "nonconformity", key, name).refusal
        assert not act(desk, "nonconformity", key, name, confirmed=True, **values).refusal

    sheet = record(desk, "nonconformity", key)
    assert (sheet.state, sheet.values["secured_on"], sheet.values["closed_on"]) == (
        "closed",
        "2026-10-13",
        "2026-10-13",
    )
    assert b"Outil us\xe9" in pdf(desk.world, "nonconformity", key, "eight_d")
    assert "est close" in change(desk, "nonconformity", key, lot="L1").refusal
    assert desk.replayed().erp == desk.world.erp


@pytest.mark.parametrize(
    ("key", "step", "values", "told"),
    [
        ("FNC26-0088", "choose", {"corrective_actions": "x"}, "impossible dans l’état"),
        ("FNC26-0085", "close", {"prevention": "x", "closure_evidence": "x"}, "impossible"),
        ("FNC26-0086", "verify", {"implementation": "x"}, "Responsable qualité"),
        ("FNC26-0084", "analyse", {"root_cause": "x"}, "Équipe (D1)"),
        ("FNC26-0086", "cancel", {}, "renseignez"),
    ],
)
def test_a_step_is_not_jumped_nor_taken_for_another(key, step, values, told):
    assert told in act(office(), "nonconformity", key, step, **values).refusal


def test_a_sheet_without_a_pilot_is_not_secured():
    desk = office()
    made = enter(desk, "nonconformity", **SHEET).facts[-1]

    assert "Pilote" in act(desk, "nonconformity", made.record, "secure", containment="x").refusal


def test_what_had_no_effect_is_analysed_again():
    desk = office()

    act(desk, "nonconformity", "FNC26-0086", "rework", rework_reason="Nouvelle erreur le 12/10")
    act(desk, "nonconformity", "FNC26-0086", "analyse", root_cause="Étiquettes illisibles")

    sheet = record(desk, "nonconformity", "FNC26-0086")
    assert (sheet.state, sheet.values["root_cause"]) == ("analysis", "Étiquettes illisibles")


def test_closing_warns_about_open_actions():
    desk = allowed("nonconformity.verify")
    act(desk, "nonconformity", "FNC26-0086", "verify", implementation="x")
    act(desk, "nonconformity", "FNC26-0086", "open_action")
    answers = {"prevention": "x", "closure_evidence": "fait"}

    assert warnings(act(desk, "nonconformity", "FNC26-0086", "close", **answers)) == ["unfinished"]
    assert not act(desk, "nonconformity", "FNC26-0086", "close", confirmed=True, **answers).refusal


def test_late_sheets_are_found():
    desk = office()

    assert kept(desk, "nonconformity", "late_containment") == ["FNC26-0087"]
    assert kept(desk, "nonconformity", "late_step") == ["FNC26-0085", "FNC26-0087"]
    assert kept(desk, "nonconformity", "late") == ["FNC26-0085"]
    assert [row["number"] for row in rows(desk, "late_nonconformities")] == ["FNC26-0085"]
    change(desk, "nonconformity", "FNC26-0088", due_date="12/10/2026")
    assert kept(desk, "nonconformity", "late") == ["FNC26-0085", "FNC26-0088"]


def test_the_erp_lets_the_wrong_origin_and_a_far_date_through():
    answer = enter(
        office(),
        "nonconformity",
        confirmed=False,
        **{**SHEET, "origin": "supplier", "customer": "C00112", "due_date": "31/12/2027"},
    )

    assert [fact.kind for fact in answer.facts] == ["erp.record_created"]


# Actions


def test_an_action_is_opened_from_its_origin_and_followed():
    desk = allowed("action_item.verify", "action_item.reopen")
    made = act(desk, "nonconformity", "FNC26-0088", "open_action").facts[-1]
    assert (made.values["nonconformity"], made.values["origin_number"]) == (
        "FNC26-0088",
        "FNC26-0088",
    )
    assert "obligatoire pour lancer" in act(desk, "action_item", made.record, "start").refusal

    filled = {"what": "Contrôler", "owner": "Luc Perrin", "due_date": "20/10/2026"}
    change(desk, "action_item", made.record, **filled)
    act(desk, "action_item", made.record, "start")
    act(desk, "action_item", made.record, "finish", evidence="Relevé joint")
    act(desk, "action_item", made.record, "reopen", verified_how="Encore deux retours")
    again = record(desk, "action_item", made.record)
    assert (again.state, "done_on" in again.values) == ("doing", False)
    act(desk, "action_item", made.record, "finish", evidence="fait")
    act(desk, "action_item", made.record, "verify", verified_how="Aucun retour")

    assert record(desk, "action_item", made.record).state == "verified"
    assert desk.replayed().erp == desk.world.erp


def test_an_action_entered_by_hand_says_what_and_takes_the_number_of_its_origin():
    desk = office()

    assert "ce qui est à faire" in enter(desk, "action_item", owner="Luc Perrin").refusal
    made = enter(desk, "action_item", what="Classer", audit="AUD26-0010").facts[-1]
    assert (made.values["origin"], made.values["origin_number"]) == ("audit", "AUD26-0010")
    change(desk, "action_item", made.record, audit="", meeting="RE26-0051")
    assert record(desk, "action_item", made.record).values["origin_number"] == "RE26-0051"
    change(desk, "action_item", made.record, meeting="")
    assert "origin" not in record(desk, "action_item", made.record).values


def test_verifying_is_for_the_quality_manager():
    for step in ("verify", "reopen"):
        answer = act(office(), "action_item", "ACT26-0138", step, verified_how="x")
        assert "Responsable qualité" in answer.refusal


def test_my_actions_and_the_late_ones_are_found():
    desk = office()

    assert kept(desk, "action_item", "mine") == ["ACT26-0137"]
    assert kept(desk, "action_item", "late") == ["ACT26-0139", "ACT26-0140"]


def test_late_actions_are_reminded_together_and_only_them():
    desk = office()
    chosen = ("ACT26-0140", "ACT26-0139")

    (control,) = desk.do("RunBatchControl", batch="action_reminders", records=chosen).facts
    done = desk.do("PostBatch", batch="action_reminders", records=chosen)
    again = desk.do("RunBatchControl", batch="action_reminders", records=chosen).facts[0]

    assert control.figures["ACT26-0139"] == "sans responsable"
    kinds = ["erp.batch_posted", "erp.action_done", "erp.action_done"]
    assert [fact.kind for fact in done.facts] == kinds
    assert again.figures["ACT26-0140"] == "déjà relancée le 13/10/2026"
    on_time = desk.do("PostBatch", batch="action_reminders", records=("ACT26-0141",))
    assert "n’est pas en retard" in on_time.refusal
