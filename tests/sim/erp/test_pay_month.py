"""The month's table: gathered from its sources, corrected apart, controlled, sent as a file."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.absences import KINDS
from sim.erp.pay_sources import ABSENCES, FIGURES, gather, parts, source_totals
from sim.erp.registry import REPORTS
from sim.erp.sheets import columns_of, report_form
from sim.erp.values import decimal_of
from tests.sim.erp.arvello import record
from tests.sim.erp.doing_pay import act, allowed, change, codes, days, enter, made
from tests.sim.erp.samples import office

MONTH = "2026-10"
WAITING = [
    "unvalidated_timesheets",
    "undecided_absences",
    "missing_proofs",
    "unapproved_claims",
    "working_time",
]


def computed(desk):
    act(desk, "pay_month", MONTH, "compute")
    return {line["employee"]: line for line in record(desk, "pay_month", MONTH).lines}


def of(line, *names):
    return tuple(line.get(name, "") for name in names)


def typed(desk, **corrections):
    """Return the lines of the table as a form sends them, some of them corrected."""
    return tuple(
        {"employee": line["employee"], **corrections.get(line["employee"], {})}
        for line in record(desk, "pay_month", MONTH).lines
    )


def test_the_table_gathers_validated_sheets_decided_absences_and_approved_claims():
    desk = office()

    table = computed(desk)

    assert of(table["M0102"], "hours", "overtime_25", "overtime_50", "expenses") == ("64", "15.5", "4", "211.60")  # fmt: skip
    assert of(table["M0101"], "shifts", "bonuses", "overtime_25") == ("7", "80.00", "6")
    assert of(table["M0103"], "paid_leave", "absence_hours") == ("5", "35")
    assert of(table["M0105"], "advances", "sick_leave") == ("300.00", "")
    assert of(table["M0104"], "hours", "sick_leave", "absence_hours") == ("", "2", "11.2")
    assert of(table["M0108"], "regularisations", "meals") == ("-45.50", "5")
    assert of(table["M0110"], "hours", "additional_10", "additional_25") == ("22.5", "2", "0.5")
    assert desk.replayed().erp == desk.world.erp


def test_agency_workers_are_not_in_the_table_but_in_their_statement():
    desk = office()

    assert not {"I0201", "I0202"} & set(computed(desk))
    rows = REPORTS["agency_statement"].build(desk.world, {"month": MONTH})
    assert [(row["employee"], row["agency"], row["hours"]) for row in rows] == [
        ("I0201", "Interval Savoie", "37.5"),
        ("I0202", "Interval Savoie", "35"),
    ]


def test_days_count_in_their_month_and_overtime_where_the_week_ends():
    """Week 40 goes from 28 September to 4 October."""
    desk = office()

    september, october = gather(desk.world, "2026-09"), gather(desk.world, MONTH)

    assert september["M0102"]["hours"] == Decimal("25.5")
    assert september["M0102"]["overtime_25"] == 0
    assert october["M0102"]["overtime_25"] == Decimal("7.5") + 8
    assert september["M0101"]["shifts"] == 3


def test_who_left_is_not_in_the_table_of_the_months_after():
    assert "M0106" in gather(office().world, "2026-12")
    assert "M0106" not in gather(office().world, "2027-01")


SHEETS = st.dictionaries(
    st.sampled_from(("M0103", "M0104", "M0105")),
    st.lists(st.decimals(0, 12, places=2), min_size=1, max_size=6),
    min_size=1,
)


@settings(max_examples=20, deadline=None)
@given(SHEETS, st.lists(st.tuples(st.sampled_from(("M0103", "M0105")), st.integers(1, 500)), max_size=3))  # fmt: skip
def test_the_table_its_lines_and_its_sources_have_the_same_sums(hours, bonuses):
    desk = allowed("timesheet.validate")
    for employee, week in hours.items():
        lines = days(*map(str, week))
        key = made(enter(desk, "timesheet", lines, employee=employee, week="2026-S42")).record
        act(desk, "timesheet", key, "submit")
        act(desk, "timesheet", key, "validate")
    for employee, amount in bonuses:
        enter(desk, "pay_item", employee=employee, month=MONTH, kind="bonus", amount=str(amount), reason="x")  # fmt: skip

    table = computed(desk)

    assert decimal_of(table["M0103"], "hours") == sum(hours.get("M0103", []), Decimal(0))
    sources = source_totals(desk.world, MONTH)
    rows = REPORTS["pay_variables"].build(desk.world, {"month": MONTH})
    for spec in FIGURES:
        if spec.confidential:
            continue
        summed = sum(decimal_of(line, spec.name) for line in table.values())
        assert summed == sources.get(spec.name, Decimal(0)) == sum(decimal_of(row, spec.name) for row in rows)  # fmt: skip


def test_every_source_falls_in_a_column_of_the_table():
    names = {spec.name for spec in FIGURES}

    assert {column for _, column, _ in parts(office().world, MONTH)} <= names


# Corrections


def test_a_correction_stays_apart_from_what_is_computed():
    desk = office()
    computed(desk)
    late = {"adjustment": "-1,5", "adjustment_amount": "-20", "adjustment_note": "Retard du 7"}

    change(desk, "pay_month", MONTH, lines=typed(desk, M0101=late))

    before = record(desk, "pay_month", MONTH).lines[0]
    again = computed(desk)["M0101"]
    for line in (before, again):
        assert of(line, "hours", "adjustment", "adjustment_amount") == ("55", "-1.5", "-20.00")


@pytest.mark.parametrize("name", ["adjustment", "adjustment_amount"])
def test_a_correction_without_its_reason_is_refused(name):
    desk = office()
    computed(desk)

    answer = change(desk, "pay_month", MONTH, lines=typed(desk, M0101={name: "2"}))

    assert "expliquez la correction" in answer.refusal


def test_figures_are_not_typed_and_lines_neither_added_nor_taken():
    desk = office()
    table = computed(desk)
    lines = typed(desk, M0101={"hours": "400"})

    change(desk, "pay_month", MONTH, lines=lines)

    assert record(desk, "pay_month", MONTH).lines == list(table.values())
    for wrong in (lines[1:], (*lines, {"employee": "I0201"}), (*lines, lines[0]), ()):
        assert "celles du calcul" in change(desk, "pay_month", MONTH, lines=wrong).refusal
    assert "ne peut pas" in change(desk, "pay_month", MONTH, values={"month": "2026-11"}).refusal


# The control


def test_the_control_warns_about_what_is_left_to_do():
    desk = office()
    assert "Calculer les variables" in act(desk, "pay_month", MONTH, "control").refusal
    computed(desk)

    warned = act(desk, "pay_month", MONTH, "control")

    assert codes(warned) == WAITING
    assert "REL26-0814" in warned.facts[0].message
    assert record(desk, "pay_month", MONTH).state == "open"


def test_the_control_keeps_its_totals_and_is_in_the_journal():
    desk = office()
    computed(desk)

    act(desk, "pay_month", MONTH, "control", confirmed=True)

    told = record(desk, "pay_month", MONTH).values["control_totals"].splitlines()
    assert told[0] == "Effectif : 10"
    run = desk.entries[-1].fact
    assert (run.kind, run.control, run.subject, run.outcome) == ("erp.control_run", "pay_variables", MONTH, "ok")  # fmt: skip
    assert (run.figures["headcount"], run.figures["bonuses"]) == ("10", "140.00")


def test_what_changed_since_the_table_was_filled_is_a_difference():
    desk = office()
    computed(desk)
    enter(desk, "pay_item", employee="M0101", month=MONTH, kind="bonus", amount="25", reason="x")

    warned = act(desk, "pay_month", MONTH, "control")
    act(desk, "pay_month", MONTH, "control", confirmed=True)
    rows = REPORTS["pay_control"].build(desk.world, {"month": MONTH})

    assert codes(warned)[-1] == "figures_moved"
    assert desk.entries[-1].fact.outcome == "mismatch"
    assert [(row["figure"], row["difference"]) for row in rows if Decimal(row["difference"])] == [("Primes", "-25.00")]  # fmt: skip


def test_sources_of_somebody_who_is_not_in_the_table_are_a_difference():
    desk = office()
    desk.world.erp.records["employee"]["M0108"].values["exit_date"] = "2026-09-30"
    computed(desk)

    rows = REPORTS["pay_control"].build(desk.world, {"month": MONTH})

    differences = {row["figure"]: row["difference"] for row in rows if Decimal(row["difference"])}
    assert differences["Heures"] == "-35"
    assert differences["Régul."] == "45.50"


def test_hours_on_a_day_of_absence_are_an_anomaly():
    desk = allowed("absence.approve")
    act(desk, "absence", "ABS26-0303", "approve")
    enter(desk, "timesheet", days("7", "7"), employee="M0105", week="2026-S42")

    rows = REPORTS["pay_anomalies"].build(desk.world, {"month": MONTH})

    told = [row["anomaly"] for row in rows if row["number"] == "ABS26-0303"]
    assert [text for text in told if "12/10/2026" in text]
    assert [text for text in told if "13/10/2026" in text]


def test_the_control_says_nothing_of_what_was_never_typed_nor_of_the_wrong_kind():
    desk = allowed("absence.approve")
    before = REPORTS["pay_anomalies"].build(desk.world, {"month": MONTH})
    key = made(
        enter(desk, "absence", employee="M0110", kind="rtt", first_day="13/10/2026", last_day="13/10/2026")
    ).record  # fmt: skip
    act(desk, "absence", key, "submit")
    act(desk, "absence", key, "approve")

    assert REPORTS["pay_anomalies"].build(desk.world, {"month": MONTH}) == before


# Sending


def test_locking_and_sending_without_control_warn_and_sending_needs_the_lock():
    desk = office()
    assert "Calculer" in act(desk, "pay_month", MONTH, "lock").refusal
    computed(desk)

    early = act(desk, "pay_month", MONTH, "transmit")
    lock = act(desk, "pay_month", MONTH, "lock")
    act(desk, "pay_month", MONTH, "lock", confirmed=True)
    sent = act(desk, "pay_month", MONTH, "transmit")
    act(desk, "pay_month", MONTH, "transmit", confirmed=True)

    assert "Verrouillez" in early.refusal
    assert codes(lock) == codes(sent) == ["not_controlled"]
    assert record(desk, "pay_month", MONTH).values["transmitted_on"] == "2026-10-13"


def test_a_controlled_month_is_locked_and_sent_without_a_warning():
    desk = office()
    computed(desk)
    act(desk, "pay_month", MONTH, "control", confirmed=True)

    assert codes(act(desk, "pay_month", MONTH, "lock")) == []
    assert codes(act(desk, "pay_month", MONTH, "transmit")) == []
    assert record(desk, "pay_month", MONTH).state == "transmitted"


def test_a_correction_after_the_control_asks_for_the_calculation_and_the_control_again():
    desk = office()
    computed(desk)
    act(desk, "pay_month", MONTH, "control", confirmed=True)

    assert "relancez" in change(desk, "pay_month", MONTH, lines=typed(desk)).refusal
    computed(desk)

    month = record(desk, "pay_month", MONTH)
    assert (month.state, month.values.get("control_totals")) == ("open", None)


def test_a_month_is_opened_by_the_payroll_office():
    answer = enter(office(), "pay_month", month="2026-11")

    assert "gestionnaire de paie" in answer.refusal


def test_the_file_for_the_payroll_office_says_what_the_table_says():
    desk = office()
    computed(desk)

    exported = desk.do(
        "ExportReport", report="pay_variables", parameters={"month": MONTH}, format="csv"
    )

    text = desk.files.get(exported.facts[0].file.sha256).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 10
    assert of(rows[1], "Heures", "Frais", "Service") == ("64", "211,60", "Production")
    for extension in ("xlsx", "pdf"):
        answer = (
            desk.do("ExportReport", report="pay_variables", parameters={"month": MONTH})
            if extension == "xlsx"
            else desk.do("PrintReport", report="pay_variables", parameters={"month": MONTH})
        )
        assert answer.facts[0].file.name.endswith(extension)


def test_on_paper_the_table_has_the_columns_in_use():
    desk = office()
    computed(desk)
    report = REPORTS["pay_variables"]
    rows = report.build(desk.world, {"month": MONTH})

    printed = [one.label for one in report_form(desk.world, report, {}, rows).columns]

    assert "HS 25 %" in printed
    assert "Injustifiée (j)" not in printed
    assert "Injustifiée (j)" in [spec.label_fr for spec in columns_of(desk.world, report)]


def test_every_kind_of_absence_has_its_column():
    assert [name for name, _ in ABSENCES] == [name for name, _ in KINDS]


def test_the_other_reports():
    world = office(overtime_quota="175").world

    absences = REPORTS["absences_of_month"].build(world, {"month": MONTH})
    proofs = REPORTS["missing_proofs"].build(world, {})
    overtime = REPORTS["overtime_quota"].build(world, {"year": "2026"})

    assert len(absences) == 6
    assert [row["number"] for row in proofs] == ["ABS26-0303"]
    assert {row["employee"]: row["left"] for row in overtime}["M0102"] == "155.5"


@pytest.mark.parametrize("month", ["octobre", "2026-13", "2031-01"])
def test_a_month_that_nobody_opened_has_empty_reports(month):
    world = office().world

    for name in ("pay_variables", "pay_control", "pay_anomalies", "absences_of_month"):
        assert REPORTS[name].build(world, {"month": month}) == []
