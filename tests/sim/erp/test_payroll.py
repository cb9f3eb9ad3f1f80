"""Activities and pay: hours, absences, expenses, the month's table and its lock, what is confidential."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.hours import split
from sim.erp.outputs import pdf
from sim.erp.registry import REPORTS
from sim.erp.screens import search
from tests.sim.erp.arvello import record
from tests.sim.erp.samples import office

HOURS = st.decimals(0, 70, places=2)


def act(desk, doctype, key, action, **more):
    return desk.do("DoAction", doctype=doctype, record=key, action=action, **more)


def enter(desk, doctype, lines=(), confirmed=True, **values):
    return desk.do("CreateRecord", doctype=doctype, values=values, lines=lines, confirmed=confirmed)


def allowed(*names):
    desk = office()
    desk.scenario.erp.rights.update(dict.fromkeys(names, "write"))
    return desk


# Hours


@given(HOURS, HOURS, st.decimals(10, 35, places=1))
def test_overtime_is_shared_exactly(worked, leave, contract):
    found = split(worked, leave, contract)

    over = found.overtime_25 + found.overtime_50
    assert over == min(max(worked + leave - 35, 0), worked)
    assert found.overtime_25 <= 8
    assert found.overtime_50 == 0 or found.overtime_25 == 8
    if contract < 35:
        assert found.additional_10 + found.additional_25 == max(
            min(worked, Decimal(35)) - contract, 0
        )
        assert found.additional_10 <= contract / 10


def test_a_week_is_counted_as_it_is_typed():
    desk = office()

    sheet = record(desk, "timesheet", "REL26-0812")

    assert (
        sheet.values["total_hours"],
        sheet.values["overtime_25"],
        sheet.values["overtime_50"],
    ) == ("47", "8", "4")
    assert record(desk, "timesheet", "REL26-0811").values["shifts"] == "5"
    assert record(desk, "timesheet", "REL26-0813").values["night_hours"] == "35"
    assert (
        "meals" not in record(desk, "timesheet", "REL26-0814").values
        or record(desk, "timesheet", "REL26-0814").values["meals"] == "0"
    )


def test_paid_leave_counts_for_the_threshold():
    desk = allowed("absence.approve")
    made = enter(
        desk,
        "absence",
        employee="M0101",
        kind="paid_leave",
        first_day="12/10/2026",
        last_day="12/10/2026",
    )
    key = made.facts[-1].record
    act(desk, "absence", key, "submit")
    act(desk, "absence", key, "approve")
    lines = tuple({"day": f"{day}/10/2026", "hours": "8"} for day in (13, 14, 15, 16))

    sheet = enter(desk, "timesheet", lines, employee="M0101", week="2026-S42").facts[-1]

    assert (
        sheet.values["total_hours"],
        sheet.values["leave_hours"],
        sheet.values["overtime_25"],
    ) == ("32", "7", "4")


@pytest.mark.parametrize(
    ("lines", "week", "told"),
    [
        (({"day": "13/10/2026", "hours": "7"},), "2026-S41", "n’est pas de la semaine"),
        (({"day": "13/10/2026", "hours": "7"},) * 2, "2026-S42", "déjà saisi"),
        (({"day": "13/10/2026", "hours": "25"},), "2026-S42", "plus de 24 heures"),
        (({"day": "13/10/2026", "hours": "sept"},), "2026-S42", "n’est pas un nombre"),
        (({"day": "31/02/2026", "hours": "7"},), "2026-S42", "n’est pas une date"),
        ((), "2026-S99", "n’existe pas"),
        (({"day": "30/09/2026", "hours": "7"},), "2026-S40", "verrouillées"),
    ],
)
def test_a_week_that_cannot_be_is_refused(lines, week, told):
    assert told in enter(office(), "timesheet", lines, employee="M0103", week=week).refusal


def test_what_the_law_does_not_allow_warns_and_passes():
    lines = (
        {"day": "12/10/2026", "hours": "10,5", "start": "13:00", "end": "23:30"},
        {"day": "13/10/2026", "hours": "8", "start": "8:00", "end": "16:30"},
    )

    desk = office()
    warned = enter(desk, "timesheet", lines, confirmed=False, employee="M0103", week="2026-S42")

    assert {fact.warning for fact in warned.facts} == {"working_time"}
    assert len(warned.facts) == 2
    assert not enter(desk, "timesheet", lines, employee="M0103", week="2026-S42").refusal


# Absences


def test_days_are_counted_without_week_ends_and_holidays():
    desk = office()

    found = enter(
        desk,
        "absence",
        employee="M0103",
        kind="paid_leave",
        first_day="09/11/2026",
        last_day="16/11/2026",
        afternoon="oui",
    ).facts[-1]

    assert (found.values["working_days"], found.values["leave_days"]) == ("4.5", "5.5")


def test_paid_leave_that_is_approved_is_taken_from_the_balance():
    desk = office()

    assert record(desk, "employee", "M0103").values["paid_leave_left"] == "20"
    act(desk, "absence", "ABS26-0301", "cancel", values={"cancel_reason": "Reporté"})
    assert record(desk, "employee", "M0103").values["paid_leave_left"] == "25"


def test_an_absence_that_overlaps_warns_and_a_missing_proof_too():
    desk = office()
    overlap = enter(
        desk,
        "absence",
        confirmed=False,
        employee="M0103",
        kind="rtt",
        first_day="23/10/2026",
        last_day="26/10/2026",
    )
    made = enter(
        desk,
        "absence",
        employee="M0103",
        kind="sick_leave",
        first_day="02/11/2026",
        last_day="03/11/2026",
    )

    proof = act(desk, "absence", made.facts[-1].record, "submit")

    assert [fact.warning for fact in overlap.facts] == ["overlapping_absence"]
    assert [fact.warning for fact in proof.facts] == ["missing_proof"]
    assert [one.id for one in search(desk.world, "absence", filters={"filter": "no_proof"})] == [
        "ABS26-0303"
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"first_day": "10/10/2026", "last_day": "09/10/2026"}, "avant son début"),
        ({"first_day": "10/10/2026", "last_day": "10/10/2028"}, "un an au plus"),
        ({"first_day": "30/09/2026", "last_day": "02/10/2026"}, "verrouillées"),
        ({"first_day": "31/02/2026", "last_day": "02/10/2026"}, "n’est pas une date"),
        (
            {"employee": "M9999", "first_day": "12/10/2026", "last_day": "12/10/2026"},
            "n’existe pas",
        ),
    ],
)
def test_an_absence_that_cannot_be_is_refused(values, told):
    assert (
        told in enter(office(), "absence", **{"employee": "M0101", "kind": "rtt", **values}).refusal
    )


def test_approving_is_for_the_manager():
    assert "réservé à" in act(office(), "absence", "ABS26-0303", "approve").refusal


# Expenses


def test_a_claim_is_added_up_and_warns_line_by_line():
    desk = office()
    lines = (
        {"day": "12/10/2026", "kind": "meal", "amount": "31,50", "receipt": "oui"},
        {"day": "12/10/2026", "kind": "meal", "amount": "31,50", "receipt": "oui"},
        {"day": "12/10/2026", "kind": "mileage", "km": "85"},
        {"day": "12/10/2026", "kind": "toll", "amount": "12,40"},
    )
    given_values = {"employee": "M0102", "month": "2026-10", "purpose": "Salon"}

    warned = enter(desk, "expense_claim", lines, confirmed=False, **given_values)
    made = enter(desk, "expense_claim", lines, **given_values).facts[-1]

    assert {fact.warning for fact in warned.facts} == {
        "over_ceiling",
        "duplicate_expense",
        "missing_receipt",
    }
    assert made.values["total"] == "109.40"
    assert b"109,40" in pdf(desk.world, "expense_claim", made.record, "expense_claim")


@pytest.mark.parametrize(
    ("line", "month", "told"),
    [
        ({"kind": "mileage"}, "2026-10", "nombre de kilomètres"),
        ({"kind": "toll", "amount": "10", "vat_amount": "12"}, "2026-10", "TVA dépasse"),
        ({"kind": "toll", "amount": "10"}, "octobre", "n’est pas un mois"),
        ({"kind": "toll", "amount": "10"}, "2026-09", "verrouillées"),
        ({"kind": "toll", "amount": "10000000000000"}, "2026-10", "trop grand"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(line, month, told):
    lines = ({"day": "12/10/2026", **line},)

    answer = enter(office(), "expense_claim", lines, employee="M0102", month=month, purpose="x")

    assert told in answer.refusal


# The month


def computed(desk):
    act(desk, "pay_month", "2026-10", "compute")
    return {line["employee"]: line for line in record(desk, "pay_month", "2026-10").lines}


def test_the_table_gathers_validated_sheets_and_approved_requests():
    desk = office()

    table = computed(desk)

    assert "I0201" not in table
    assert (table["M0102"]["hours"], table["M0102"]["overtime_50"], table["M0102"]["expenses"]) == (
        "47",
        "4",
        "211.60",
    )
    assert (table["M0101"]["shifts"], table["M0101"]["bonuses"]) == ("5", "80.00")
    assert (table["M0103"]["paid_leave"], table["M0105"]["advances"]) == ("5", "300.00")
    assert table["M0104"]["hours"] == "0"
    assert desk.replayed().erp == desk.world.erp


def test_a_correction_stays_when_the_table_is_computed_again_and_needs_a_reason():
    desk = office()
    computed(desk)
    lines = tuple(
        {
            "employee": line["employee"],
            **(
                {"adjustment": "-1,5", "adjustment_note": "Retard du 7"}
                if line["employee"] == "M0101"
                else {}
            ),
        }
        for line in record(desk, "pay_month", "2026-10").lines
    )

    desk.do("ChangeRecord", doctype="pay_month", record="2026-10", lines=lines)

    assert computed(desk)["M0101"]["adjustment"] == "-1.5"
    assert computed(desk)["M0101"]["hours"] == "41"
    bare = tuple(
        {name: text for name, text in line.items() if name != "adjustment_note"} for line in lines
    )
    answer = desk.do("ChangeRecord", doctype="pay_month", record="2026-10", lines=bare)
    assert "expliquez la correction" in answer.refusal


def test_the_control_tells_totals_and_warns_about_what_is_missing():
    desk = office()
    assert "Calculer les variables" in act(desk, "pay_month", "2026-10", "control").refusal
    computed(desk)

    warned = act(desk, "pay_month", "2026-10", "control")
    act(desk, "pay_month", "2026-10", "control", confirmed=True)

    assert {fact.warning for fact in warned.facts} == {"unvalidated_timesheets", "missing_proofs"}
    told = record(desk, "pay_month", "2026-10").values["control_totals"]
    assert "Effectif : 6" in told
    assert "HS 25 % : 19" in told


def test_a_locked_month_changes_no_more():
    desk = allowed("timesheet.reopen", "pay_month.unlock")
    computed(desk)
    act(desk, "pay_month", "2026-10", "control", confirmed=True)
    act(desk, "pay_month", "2026-10", "lock", confirmed=True)

    for answer in (
        enter(
            desk,
            "absence",
            employee="M0101",
            kind="rtt",
            first_day="15/10/2026",
            last_day="15/10/2026",
        ),
        act(desk, "absence", "ABS26-0303", "cancel", values={"cancel_reason": "x"}),
        act(desk, "timesheet", "REL26-0812", "reopen", values={"reopen_reason": "x"}),
        enter(
            desk,
            "pay_item",
            employee="M0101",
            month="2026-10",
            kind="bonus",
            amount="10",
            reason="x",
        ),
        enter(desk, "expense_claim", employee="M0101", month="2026-10", purpose="x"),
    ):
        assert "verrouillées" in answer.refusal
    assert (
        "Ce mois est verrouillé"
        in desk.do(
            "ChangeRecord", doctype="pay_month", record="2026-10", values={"notes": "x"}
        ).refusal
    )
    act(desk, "pay_month", "2026-10", "unlock", values={"unlock_reason": "Oubli"})
    assert not enter(
        desk, "pay_item", employee="M0101", month="2026-10", kind="bonus", amount="10", reason="x"
    ).refusal


def test_locking_without_control_warns_and_sending_needs_the_lock():
    desk = office()
    computed(desk)

    early = act(desk, "pay_month", "2026-10", "transmit")
    warned = act(desk, "pay_month", "2026-10", "lock")

    assert "Verrouillez" in early.refusal
    assert [fact.warning for fact in warned.facts] == ["not_controlled"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.decimals(0, 10, places=2), min_size=1, max_size=5))
def test_the_table_is_the_sum_of_its_sources(hours):
    desk = allowed("timesheet.validate")
    lines = tuple(
        {"day": f"{12 + rank}/10/2026", "hours": str(value)} for rank, value in enumerate(hours)
    )
    key = enter(desk, "timesheet", lines, employee="M0103", week="2026-S42").facts[-1].record
    act(desk, "timesheet", key, "submit")
    act(desk, "timesheet", key, "validate")

    assert Decimal(computed(desk)["M0103"]["hours"]) == sum(hours)


def test_the_file_for_the_payroll_office_says_what_the_table_says():
    desk = office()
    computed(desk)

    exported = desk.do(
        "ExportReport", report="pay_variables", parameters={"month": "2026-10"}, format="csv"
    )

    text = desk.files.get(exported.facts[0].file.sha256).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 6
    assert rows[1]["Heures travaillées"] == "47"
    assert rows[1]["Frais"] == "211,60"


def test_the_other_reports():
    desk = office()
    build = {
        name: REPORTS[name].build
        for name in ("absences_of_month", "missing_proofs", "overtime_quota", "agency_statement")
    }

    assert len(build["absences_of_month"](desk.world, {"month": "2026-10"})) == 4
    assert [row["number"] for row in build["missing_proofs"](desk.world, {})] == ["ABS26-0303"]
    overtime = {
        row["employee"]: row["left"]
        for row in build["overtime_quota"](desk.world, {"year": "2026"})
    }
    assert overtime["M0102"] == "208"
    assert [
        row["hours"] for row in build["agency_statement"](desk.world, {"month": "2026-10"})
    ] == ["37.5"]


# What is confidential


SECRETS = ("185037405600012", "2050", "2\u202f050", "FR7630001007941234567890185", "1985")


def test_pay_and_identity_are_nowhere_without_the_full_right():
    desk = office()

    exported = desk.do("ExportList", doctype="employee", format="csv")
    text = desk.files.get(exported.facts[0].file.sha256).decode("utf-8-sig")
    sheet = pdf(desk.world, "employee", "M0101", "sheet").decode("latin-1")

    assert not search(desk.world, "employee", "2050")
    for secret in SECRETS:
        assert secret not in text
        assert secret not in sheet
    desk.scenario.erp.rights["employee"] = "full"
    assert search(desk.world, "employee", "2050")
    full = desk.do("ExportList", doctype="employee", format="csv")
    assert "1850374056" in desk.files.get(full.facts[0].file.sha256).decode("utf-8-sig")


def test_pay_neither_sorts_nor_filters_the_list_without_the_full_right():
    world = office().world

    assert search(world, "employee", sort="-base_pay") == search(world, "employee")
    assert len(search(world, "employee", filters={"base_pay": "2050.00"})) == 7


def test_a_profile_without_employees_does_not_reach_them():
    desk = office()
    desk.scenario.erp.rights["employee"] = "none"

    assert "ne donne pas accès" in desk.do("OpenScreen", doctype="employee", record="M0101").refusal
