"""Quality, safety, communication: the 8D, legal delays, audits, documents in force, meetings, announcements."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.outputs import pdf
from sim.erp.registry import REPORTS
from sim.erp.safety import deadline
from sim.erp.screens import search
from sim.language.calendar import is_open
from tests.sim.erp.arvello import record
from tests.sim.erp.samples import office

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


def act(desk, doctype, key, action, **values):
    return desk.do("DoAction", doctype=doctype, record=key, action=action, values=values)


def enter(desk, doctype, lines=(), **values):
    return desk.do("CreateRecord", doctype=doctype, values=values, lines=lines, confirmed=True)


def allowed(*names):
    desk = office()
    desk.scenario.erp.rights.update(dict.fromkeys(names, "write"))
    return desk


def rows(desk, name, **parameters):
    return REPORTS[name].build(desk.world, parameters)


# Nonconformities


def test_a_sheet_is_dated_with_the_deadlines_of_the_8d():
    desk = office(d3_days="3")

    made = enter(
        desk,
        "nonconformity",
        subject="Rayure",
        origin="internal",
        description="Trois pièces rayées.",
    ).facts[-1]

    assert (made.values["containment_due"], made.values["closure_due"]) == (
        "2026-10-16",
        "2026-11-12",
    )


def test_the_8d_goes_step_by_step_each_with_its_text():
    desk = allowed("nonconformity.verify")
    key = "FNC26-0088"
    steps = (
        ("secure", {"containment": "Tri du stock"}), ("analyse", {"root_cause": "Outil usé"}),
        ("choose", {"corrective_actions": "Changer l’outil"}), ("verify", {"implementation": "30 pièces conformes"}),
        ("close", {"prevention": "Fréquence revue", "closure_evidence": "Relevé du 20/10"}),
    )  # fmt: skip

    for name, values in steps:
        assert "renseignez" in act(desk, "nonconformity", key, name).refusal
        assert not act(desk, "nonconformity", key, name, **values).refusal

    assert record(desk, "nonconformity", key).state == "closed"
    assert b"Outil us\xe9" in pdf(desk.world, "nonconformity", key, "eight_d")


def test_a_step_is_not_jumped_and_verifying_is_for_the_quality_manager():
    desk = office()

    assert (
        "impossible dans l’état"
        in act(desk, "nonconformity", "FNC26-0088", "choose", corrective_actions="x").refusal
    )
    assert (
        "Responsable qualité"
        in act(desk, "nonconformity", "FNC26-0085", "verify", implementation="x").refusal
    )


def test_late_sheets_are_found():
    desk = office()

    late = search(desk.world, "nonconformity", filters={"filter": "late_containment"})

    assert [one.id for one in late] == ["FNC26-0087"]
    assert [row["number"] for row in rows(desk, "late_nonconformities")] == ["FNC26-0085"]


def test_an_action_is_opened_from_its_origin_and_followed():
    desk = allowed("action_item.verify")
    made = act(desk, "nonconformity", "FNC26-0088", "open_action").facts[-1]

    empty = act(desk, "action_item", made.record, "start")
    desk.do(
        "ChangeRecord",
        doctype="action_item",
        record=made.record,
        values={"what": "Contrôler", "owner": "Luc Perrin", "due_date": "20/10/2026"},
    )
    act(desk, "action_item", made.record, "start")
    act(desk, "action_item", made.record, "finish", evidence="Relevé joint")
    act(desk, "action_item", made.record, "verify", verified_how="Aucun retour")

    assert made.values["nonconformity"] == "FNC26-0088"
    assert "obligatoire pour lancer" in empty.refusal
    assert record(desk, "action_item", made.record).state == "verified"


def test_late_actions_are_reminded_together_and_only_them():
    desk = office()
    chosen = ("ACT26-0140", "ACT26-0139")

    (control,) = desk.do("RunBatchControl", batch="action_reminders", records=chosen).facts
    done = desk.do("PostBatch", batch="action_reminders", records=chosen)
    again = desk.do("RunBatchControl", batch="action_reminders", records=chosen).facts[0]

    assert control.figures["ACT26-0139"] == "sans responsable"
    assert [fact.kind for fact in done.facts] == [
        "erp.batch_posted",
        "erp.action_done",
        "erp.action_done",
    ]
    assert again.figures["ACT26-0140"] == "déjà relancée le 13/10/2026"
    on_time = desk.do("PostBatch", batch="action_reminders", records=("ACT26-0141",))
    assert "n’est pas en retard" in on_time.refusal


# Accidents


@given(MOMENTS)
def test_the_48_hours_skip_sundays_and_holidays(moment):
    end = deadline(moment)

    counted, at = 0, moment
    while at < end:
        step = min(timedelta(minutes=30), end - at)
        counted += (
            step.total_seconds()
            if is_open(at.date()) and is_open((at + step - timedelta(seconds=1)).date())
            else 0
        )
        at += step
    assert end - timedelta(seconds=1) >= moment
    assert is_open((end - timedelta(seconds=1)).date())
    if moment.minute in (0, 30):
        assert counted == 48 * 3600


@pytest.mark.parametrize(
    ("known", "limit"),
    [
        (datetime(2026, 10, 9, 17, 0), datetime(2026, 10, 12, 17, 0)),
        (datetime(2026, 10, 13, 9, 0), datetime(2026, 10, 15, 9, 0)),
        (datetime(2026, 5, 7, 10, 0), datetime(2026, 5, 11, 10, 0)),
        (datetime(2026, 10, 11, 10, 0), datetime(2026, 10, 14, 0, 0)),
    ],
)
def test_the_legal_deadline(known, limit):
    assert deadline(known) == limit


def test_an_accident_is_declared_in_time_or_with_a_warning():
    desk = office()
    accident = record(desk, "accident", "AT26-0007")
    assert (accident.values["declare_by"], accident.values["declare_before"]) == (
        "2026-10-12",
        "17:00",
    )

    warned = act(desk, "accident", "AT26-0007", "declare", declared_on="13/10/2026")
    done = desk.do(
        "DoAction",
        doctype="accident",
        record="AT26-0007",
        action="declare",
        values={"declared_on": "12/10/2026"},
    )

    assert [fact.warning for fact in warned.facts] == ["late_declaration"]
    assert done.facts[0].changes == {"declared_on": "2026-10-12", "reserve_by": "2026-10-22"}


def test_a_minor_accident_that_gets_worse_is_declared_from_that_day():
    desk = office()

    act(desk, "accident", "AT26-0006", "aggravate", aggravated_on="13/10/2026")

    accident = record(desk, "accident", "AT26-0006")
    assert (accident.state, accident.values["kind"], accident.values["declare_by"]) == (
        "open",
        "declared",
        "2026-10-15",
    )
    assert "register_by" not in accident.values


def test_each_kind_has_its_own_way():
    desk = office()

    assert "ne s’inscrit pas" in act(desk, "accident", "AT26-0007", "record").refusal
    made = enter(
        desk,
        "accident",
        employee="M0101",
        kind="minor",
        happened_on="12/10/2026",
        known_on="12/10/2026",
        place="Quai",
    ).facts[-1]
    assert made.values["register_by"] == "2026-10-14"
    assert (
        "ne se déclare pas"
        in act(desk, "accident", made.record, "declare", declared_on="13/10/2026").refusal
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"happened_on": "14/10/2026", "known_on": "14/10/2026"}, "à venir"),
        ({"happened_on": "12/10/2026", "known_on": "11/10/2026"}, "avant l’accident"),
        ({"happened_on": "31/02/2026", "known_on": "11/10/2026"}, "n’est pas une date"),
        (
            {"happened_on": "12/10/2026", "known_on": "12/10/2026", "happened_at": "25:00"},
            "n’est pas une heure",
        ),
    ],
)
def test_an_accident_that_cannot_be_is_refused(values, told):
    answer = enter(office(), "accident", employee="M0101", kind="declared", place="Quai", **values)

    assert told in answer.refusal


def test_the_register_names_nobody_and_injuries_are_confidential():
    desk = office()

    told = rows(desk, "accident_register", year="2026")

    assert len(told) == 3
    assert not any("Théo" in text or "M01" in text for row in told for text in row.values())
    assert "Plaie".encode("latin-1") not in pdf(desk.world, "accident", "AT26-0007", "sheet")
    assert not search(desk.world, "accident", "plaie")


def test_the_indicators_are_computed():
    found = {
        row["indicator"]: row["value"] for row in rows(office(), "safety_indicators", year="2026")
    }

    assert found["Accidents déclarés"] == "2"
    assert found["Jours sans accident déclaré"] == "4"
    assert found["Taux de fréquence"] == "10,2"


# Audits and documents


def test_an_audit_is_convened_done_and_reported():
    desk = office()

    act(desk, "audit", "AUD26-0011", "convene", convened_on="13/10/2026")
    act(desk, "audit", "AUD26-0011", "do")

    assert (
        "Aucun constat"
        in act(desk, "audit", "AUD26-0011", "report", report_date="05/11/2026").refusal
    )
    assert not act(desk, "audit", "AUD26-0010", "report", report_date="13/10/2026").refusal
    assert [row["number"] for row in rows(desk, "audit_programme", year="2026")] == [
        "AUD26-0010",
        "AUD26-0011",
    ]


def test_a_new_version_replaces_the_former_when_it_is_published():
    desk = allowed("controlled_document.approve")
    made = act(desk, "controlled_document", "DOC26-0001", "new_version").facts[-1]
    assert made.values["version"] == "4"
    assert "déjà en cours" in act(desk, "controlled_document", "DOC26-0001", "new_version").refusal

    for name in ("submit", "approve", "publish"):
        assert not act(desk, "controlled_document", made.record, name).refusal

    assert record(desk, "controlled_document", "DOC26-0001").state == "obsolete"
    assert [row["version"] for row in rows(desk, "documents_in_force")] == ["4"]
    assert "P\xc9RIM\xc9".encode("latin-1") in pdf(
        desk.world, "controlled_document", "DOC26-0001", "document_card"
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(("new_version", "submit", "approve", "publish", "cancel")), max_size=14
    )
)
def test_a_document_has_one_version_in_force_and_versions_only_grow(steps):
    desk = allowed("controlled_document.approve")
    latest = "DOC26-0001"
    for name in steps:
        answer = act(desk, "controlled_document", latest, name, cancel_reason="x")
        made = [fact.record for fact in answer.facts if fact.kind == "erp.record_created"]
        latest = made[0] if made else latest

    found = [
        one
        for one in desk.world.erp.records["controlled_document"].values()
        if one.values["code"] == "MO-STK-02"
    ]
    numbers = [int(one.values["version"]) for one in sorted(found, key=lambda one: one.version)]
    assert sum(one.state == "current" for one in found) == 1
    assert len(numbers) == len(set(numbers))


# Meetings and announcements


def test_a_room_taken_warns_and_nobody_is_convened_to_no_hour():
    desk = office()
    values = {
        "subject": "Autre",
        "meeting_date": "20/10/2026",
        "start_at": "10 h 30",
        "end_at": "11 h 30",
        "room": "Salle Mont-Joly",
        "organiser": "Luc Perrin",
    }

    warned = desk.do("CreateRecord", doctype="meeting", values=values)
    made = enter(desk, "meeting", **values).facts[-1]

    assert [fact.warning for fact in warned.facts] == ["room_taken"]
    assert "Aucun participant" in act(desk, "meeting", made.record, "convene").refusal


def test_minutes_are_written_approved_and_circulated():
    desk = office()

    empty = act(desk, "meeting", "RE26-0051", "draft")
    desk.do(
        "ChangeRecord",
        doctype="meeting",
        record="RE26-0051",
        values={"decisions": "Tri du lot L2641"},
    )
    act(desk, "meeting", "RE26-0051", "draft")
    reserved = act(desk, "meeting", "RE26-0051", "approve")
    act(desk, "meeting", "RE26-0051", "circulate", circulated_on="13/10/2026")

    assert "pas de décisions" in empty.refusal
    assert "Organisateur" in reserved.refusal
    assert record(desk, "meeting", "RE26-0051").state == "circulated"
    printed = pdf(desk.world, "meeting", "RE26-0051", "minutes")
    assert b"Tri du lot L2641" in printed
    assert b"Luc Perrin" in printed


@pytest.mark.parametrize("form", ["convocation", "attendance", "minutes"])
def test_the_papers_of_a_meeting_are_printed(form):
    assert b"Point qualit" in pdf(office().world, "meeting", "RE26-0051", form)


def test_a_meeting_that_ends_before_it_begins_is_refused():
    answer = enter(
        office(),
        "meeting",
        subject="x",
        meeting_date="20/10/2026",
        start_at="11:00",
        end_at="10:00",
        organiser="x",
    )

    assert "finit avant" in answer.refusal


def test_an_announcement_is_published_by_the_manager_and_reversed_dates_warn():
    desk = office()
    values = {
        "title": "Vœux",
        "audience": "Tous",
        "text": "Bonne année.",
        "author": "Camille",
        "starts_on": "20/10/2026",
        "ends_on": "19/10/2026",
    }

    warned = desk.do("CreateRecord", doctype="announcement", values=values)
    made = enter(desk, "announcement", **values).facts[-1]
    act(desk, "announcement", made.record, "submit")

    assert [fact.warning for fact in warned.facts] == ["dates_reversed"]
    assert "Responsable du service" in act(desk, "announcement", made.record, "publish").refusal


def test_a_visitor_arrives_and_leaves():
    desk = office()

    act(desk, "visitor", "VIS26-0210", "leave", left_at="11 h 20")

    assert record(desk, "visitor", "VIS26-0210").values["left_at"] == "11:20"
    assert (
        date(2026, 10, 13).isoformat() == record(desk, "visitor", "VIS26-0210").values["visit_date"]
    )
