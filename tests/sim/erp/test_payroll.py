"""Employees and the calendar: who is part time, which days are worked, and what is confidential everywhere."""

import pytest

from sim.erp.outputs import pdf
from sim.erp.registry import DOCTYPES, REPORTS
from sim.erp.rights import visible
from sim.erp.screens import search
from sim.erp.work_calendar import calendar_of
from sim.language.calendar import week_days
from tests.sim.erp.arvello import record
from tests.sim.erp.doing_pay import act
from tests.sim.erp.samples import office

SHOWN = ("2\u202f050", "10/03/1985", "142,60")
"""Pay, birth and garnishment as they are read; as they are stored, the samples tell."""
NAMES = (
    "birth_date",
    "social_security_number",
    "base_pay",
    "iban",
    "garnishment",
    "garnishment_amount",
    "health_note",
)


def secret_texts(world):
    """Return everything confidential that the samples hold, as it is stored."""
    return {
        one.values[name]
        for one in world.erp.records["employee"].values()
        for name in NAMES
        if one.values.get(name)
    }


def test_part_timers_and_agency_workers_are_filtered():
    world = office().world

    def kept(name):
        return [one.id for one in search(world, "employee", filters={"filter": name})]

    assert kept("part_time") == ["M0104", "M0110"]
    assert kept("agency") == ["I0201", "I0202"]
    assert kept("fixed_term") == ["M0106"]
    assert record(office(), "employee", "M0104").values["part_time"] == "true"


def test_employees_are_read_and_never_typed():
    desk = office()

    created = desk.do("CreateRecord", doctype="employee", values={"name": "Jean Dupont"})
    changed = desk.do("ChangeRecord", doctype="employee", record="M0101", values={"job": "x"})

    assert "se consulte seulement" in created.refusal
    assert "se consulte seulement" in changed.refusal


# The calendar


@pytest.mark.parametrize(
    ("week", "worked"),
    [
        ("2026-S42", [1, 2, 3, 4, 5]),
        ("2026-S46", [1, 2, 4, 5]),
        ("2026-S20", [1, 2, 3]),
        ("2026-S22", [1, 2, 3, 4, 5]),
        ("2026-S52", [1, 2, 3]),
    ],
    ids=["usual", "Armistice", "Ascension and bridge", "Whit Monday worked", "closure, Christmas"],
)
def test_a_week_has_its_holidays_and_closures(week, worked):
    found = calendar_of(office().world).worked_days(week_days(week))

    assert [day.isoweekday() for day in found] == worked


def test_the_calendar_of_a_year_names_its_days():
    rows = REPORTS["work_calendar"].build(office().world, {"year": "2026"})

    assert len(rows) == 11 + 6
    assert {row["day"]: row["label"] for row in rows}["2026-05-14"] == "Ascension"
    whit_monday = {row["kind"] for row in rows if row["day"] == "2026-05-25"}
    assert whit_monday == {"worked", "public_holiday"}


@pytest.mark.parametrize("year", ["", "0", "99999", "abc"])
def test_a_year_that_is_none_has_no_days(year):
    assert REPORTS["work_calendar"].build(office().world, {"year": year}) == []


# What is confidential


def shown_in(desk, doctype, key):
    """Return what lists, sheets, searches and exports tell of a document."""
    exports = [
        desk.do("ExportList", doctype=doctype, format="csv", lines=lines) for lines in (False, True)
    ]
    texts = [
        desk.files.get(one.facts[0].file.sha256).decode("utf-8-sig")
        for one in exports
        if one.facts[0].kind == "erp.exported"
    ]
    texts.append(pdf(desk.world, doctype, key, "sheet").decode("latin-1"))
    return texts


@pytest.mark.parametrize("key", ["M0101", "M0104", "M0109"])
def test_pay_identity_and_health_are_nowhere_without_the_full_right(key):
    desk = office()
    held = secret_texts(desk.world)

    for text in shown_in(desk, "employee", key):
        assert [secret for secret in (*SHOWN, *held) if secret in text] == []
    for secret in held:
        assert search(desk.world, "employee", secret) == []


def test_the_order_of_a_list_does_not_tell_who_earns_most():
    desk = office()

    plain = [one.id for one in search(desk.world, "employee")]

    assert [one.id for one in search(desk.world, "employee", sort="-base_pay")] == plain
    assert len(search(desk.world, "employee", filters={"base_pay": "2050.00"})) == len(plain)


def test_the_full_right_shows_them():
    desk = office()
    desk.scenario.erp.rights["employee"] = "full"

    assert [one.id for one in search(desk.world, "employee", "2050")] == ["M0101"]
    assert search(desk.world, "employee", sort="-base_pay")[0].id == "I0202"
    number = record(desk, "employee", "M0101").values["social_security_number"]
    assert number in shown_in(desk, "employee", "M0101")[0]


def test_garnishments_are_in_the_table_for_named_recipients_only():
    desk = office()
    act(desk, "pay_month", "2026-10", "compute")
    act(desk, "pay_month", "2026-10", "control", confirmed=True)
    line = next(
        one for one in record(desk, "pay_month", "2026-10").lines if one["employee"] == "M0109"
    )

    assert line["garnishments"] == "142.60"
    assert "142" not in record(desk, "pay_month", "2026-10").values["control_totals"]
    assert "garnishments" not in desk.entries[-1].fact.figures
    for text in (*shown_in(desk, "pay_month", "2026-10"), *reported(desk)):
        assert "142,6" not in text
    assert search(desk.world, "pay_month", "142,60") == []
    desk.scenario.erp.rights["pay_variables"] = "full"
    assert any("142,60" in text for text in reported(desk))
    kind = DOCTYPES["pay_month"]
    assert "garnishments" not in {one.name for one in visible(desk.world, kind, kind.line_fields)}


def reported(desk):
    answers = [
        desk.do("ExportReport", report=name, parameters={"month": "2026-10"}, format="csv")
        for name in ("pay_variables", "pay_control")
    ]
    return [desk.files.get(one.facts[0].file.sha256).decode("utf-8-sig") for one in answers]


@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("OpenScreen", {"record": "M0101"}),
        ("OpenScreen", {}),
        ("SearchRecords", {"query": "Tessier"}),
        ("ExportList", {}),
        ("PrintOutput", {"record": "M0101", "form": "sheet"}),
        ("PreviewOutput", {"record": "M0101", "form": "sheet"}),
    ],
)
def test_a_profile_without_employees_does_not_reach_them(command, given):
    desk = office()
    desk.scenario.erp.rights["employee"] = "none"

    assert "ne donne pas accès" in desk.do(command, doctype="employee", **given).refusal
