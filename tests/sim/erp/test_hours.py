"""Time sheets: how a week is counted, shared by rate, warned about and handed over (BR-PAYR-01 to 05, 08)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.erp.screens import search
from sim.erp.working_time import Rules, split
from tests.sim.erp.arvello import record
from tests.sim.erp.doing_pay import act, allowed, change, codes, days, enter, made
from tests.sim.erp.samples import office

HOURS = st.decimals(0, 70, places=2)
PART_TIME = st.decimals("10", "34.9", places=1)


@given(HOURS, HOURS)
def test_overtime_of_a_full_time_is_what_exceeds_35_hours_leave_counted(worked, leave):
    found = split(worked, leave, Decimal(35))

    over = found.overtime_25 + found.overtime_50
    assert over == min(max(worked + leave - 35, 0), worked)
    assert found.overtime_25 == min(over, 8)
    assert (found.additional_10, found.additional_25) == (0, 0)


@given(HOURS, HOURS, PART_TIME)
def test_no_hour_of_a_part_timer_is_both_additional_and_overtime(worked, leave, contract):
    found = split(worked, leave, contract)

    additional = found.additional_10 + found.additional_25
    assert additional == max(min(worked, Decimal(35)) - contract, 0)
    assert found.additional_10 == min(additional, contract / 10)
    assert additional + found.overtime_25 + found.overtime_50 == max(worked - contract, 0)


def test_an_agreement_may_set_other_bands():
    found = split(Decimal(47), Decimal(0), Decimal(37), Rules(Decimal(37), Decimal(4)))

    assert (found.overtime_25, found.overtime_50) == (4, 6)


def test_the_agreement_is_a_parameter_of_the_company():
    desk = office(overtime_threshold="36", overtime_first_band="4")

    values = record(desk, "timesheet", "REL26-0812").values

    assert (values["total_hours"], values["overtime_25"], values["overtime_50"]) == ("47", "4", "7")


@pytest.mark.parametrize("wrong", ["abc", "0", "-3", "NaN", ""])
def test_a_parameter_that_says_nothing_is_the_usual_one(wrong):
    desk = office(overtime_first_band=wrong)

    assert record(desk, "timesheet", "REL26-0812").values["overtime_25"] == "8"


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("REL26-0812", {"total_hours": "47", "overtime_25": "8", "overtime_50": "4", "meals": "5"}),
        ("REL26-0811", {"total_hours": "41", "overtime_25": "6", "shifts": "5"}),
        ("REL26-0813", {"total_hours": "40", "night_hours": "35", "shifts": "5"}),
        ("REL26-0819", {"total_hours": "22.5", "additional_10": "2", "additional_25": "0.5"}),
        ("REL26-0814", {"total_hours": "19.5", "meals": "0", "additional_10": "0"}),
        ("REL26-0820", {"total_hours": "21", "on_calls": "2", "shifts": "0"}),
    ],
)
def test_a_week_is_counted_as_it_is_typed(key, figures):
    values = record(office(), "timesheet", key).values

    assert {name: values.get(name) for name in figures} == figures


def test_a_shift_with_a_stop_of_more_than_an_hour_gives_no_premium():
    lines = (
        {"day": "12/10/2026", "start": "5:00", "end": "13:00", "hours": "7,5", "shift": "morning"},
        {"day": "13/10/2026", "start": "5:00", "end": "14:00", "hours": "7", "shift": "morning"},
        {"day": "14/10/2026", "start": "21:00", "end": "5:00", "hours": "7", "shift": "night"},
        {"day": "15/10/2026", "hours": "0", "shift": "morning", "meal": "oui"},
        {"day": "16/10/2026", "hours": "7", "shift": "day", "meal": "oui"},
    )

    sheet = made(enter(office(), "timesheet", lines, employee="M0103", week="2026-S42"))

    assert (sheet.values["shifts"], sheet.values["meals"]) == ("2", "1")


def leave(desk, employee, day, **more):
    """Have a day of paid leave granted."""
    answer = enter(
        desk, "absence", employee=employee, kind="paid_leave", first_day=day, last_day=day, **more
    )
    key = made(answer).record
    act(desk, "absence", key, "submit")
    act(desk, "absence", key, "approve")
    return key


def test_paid_leave_counts_for_the_threshold():
    desk = allowed("absence.approve")
    leave(desk, "M0101", "16/10/2026")

    sheet = made(
        enter(desk, "timesheet", days("8", "8", "8", "8"), employee="M0101", week="2026-S42")
    )

    figures = [sheet.values[name] for name in ("total_hours", "leave_hours", "overtime_25")]
    assert figures == ["32", "7", "4"]


def test_leave_granted_or_cancelled_afterwards_counts_the_week_again():
    desk = allowed("absence.approve")
    sheet = made(
        enter(desk, "timesheet", days("8", "8", "8", "8"), employee="M0101", week="2026-S42")
    ).record

    key = leave(desk, "M0101", "16/10/2026", afternoon="oui")
    half = dict(record(desk, "timesheet", sheet).values)
    act(desk, "absence", key, "cancel", values={"cancel_reason": "Reporté"})
    none = record(desk, "timesheet", sheet).values

    assert (half["leave_hours"], half["overtime_25"]) == ("3.5", "0.5")
    assert (none["leave_hours"], none["overtime_25"]) == ("0", "0")
    assert desk.replayed().erp == desk.world.erp


def test_leave_of_a_holiday_or_of_somebody_else_counts_nothing():
    desk = allowed("absence.approve")
    leave(desk, "M0102", "13/10/2026")
    lines = tuple({"day": f"{day:02}/11/2026", "hours": "8"} for day in (9, 10, 12, 13))

    holiday = made(enter(desk, "timesheet", lines, employee="M0101", week="2026-S46"))
    other = made(enter(desk, "timesheet", days("8"), employee="M0101", week="2026-S42"))

    assert holiday.values["leave_hours"] == other.values["leave_hours"] == "0"


@pytest.mark.parametrize(
    ("lines", "week", "told"),
    [
        (({"day": "13/10/2026", "hours": "7"},), "2026-S41", "n’est pas de la semaine 2026-S41"),
        (({"day": "13/10/2026", "hours": "7"},) * 2, "2026-S42", "déjà saisi"),
        (({"day": "13/10/2026", "hours": "25"},), "2026-S42", "plus de 24 heures"),
        (
            ({"day": "13/10/2026", "hours": "7", "night_hours": "8"},),
            "2026-S42",
            "plus d’heures de nuit",
        ),
        (({"day": "13/10/2026", "hours": "sept"},), "2026-S42", "n’est pas un nombre"),
        (({"day": "31/02/2026", "hours": "7"},), "2026-S42", "n’est pas une date"),
        (({"day": "13/10/2026"},), "2026-S42", "obligatoire"),
        ((), "2026-S99", "n’existe pas"),
        (({"day": "30/09/2026", "hours": "7"},), "2026-S40", "Période verrouillée"),
    ],
)
def test_a_week_that_cannot_be_is_refused(lines, week, told):
    assert told in enter(office(), "timesheet", lines, employee="M0103", week=week).refusal


def test_a_week_that_ends_in_an_open_month_is_typed_without_its_locked_days():
    lines = ({"day": "01/10/2026", "hours": "7"},)

    assert not enter(office(), "timesheet", lines, employee="M0103", week="2026-S40").refusal


def test_what_the_law_does_not_allow_warns_and_passes():
    lines = (
        {"day": "12/10/2026", "hours": "10,5", "start": "13:00", "end": "23:30"},
        {"day": "13/10/2026", "hours": "8", "start": "8:00", "end": "16:30"},
    )
    desk = office()

    warned = enter(desk, "timesheet", lines, confirmed=False, employee="M0103", week="2026-S42")

    assert codes(warned) == ["working_time", "working_time"]
    assert "10 h dans la journée" in warned.facts[0].message
    assert "11 h de repos" in warned.facts[1].message
    assert not enter(desk, "timesheet", lines, employee="M0103", week="2026-S42").refusal


def test_ten_hours_a_day_48_a_week_and_eleven_of_rest_are_allowed():
    lines = (
        *days("10", "10", "10", "10"),
        {"day": "16/10/2026", "hours": "8", "start": "8:00", "end": "17:00"},
        {"day": "17/10/2026", "hours": "0", "start": "4:00", "end": "4:00"},
    )

    answer = enter(office(), "timesheet", lines, confirmed=False, employee="M0103", week="2026-S42")

    assert codes(answer) == []


def test_rest_is_counted_from_the_sunday_before():
    desk = office()
    sunday = ({"day": "11/10/2026", "hours": "8", "start": "14:00", "end": "22:00"},)
    monday = ({"day": "12/10/2026", "hours": "7", "start": "5:00", "end": "12:00"},)
    made(enter(desk, "timesheet", sunday, employee="M0103", week="2026-S41"))

    warned = enter(desk, "timesheet", monday, confirmed=False, employee="M0103", week="2026-S42")

    assert codes(warned) == ["working_time"]


def test_49_hours_a_week_warn():
    lines = days("8,2", "8,2", "8,2", "8,2", "8,2", "8")

    answer = enter(office(), "timesheet", lines, confirmed=False, employee="M0103", week="2026-S42")

    assert "plus de 48 h" in answer.facts[0].message


@pytest.mark.parametrize(
    ("hours", "part", "warned"),
    [
        (("5", "5", "5", "5", "5"), "3", []),
        (("5", "5", "5", "5", "5"), "10", ["part_time"]),
        (("8", "8", "8", "8"), "3", ["part_time"]),
        (("9", "9", "9", "8"), "3", ["part_time", "part_time"]),
    ],
)
def test_a_part_timer_has_a_limit_and_no_full_week(hours, part, warned):
    desk = office(additional_hours_part=part)

    answer = enter(
        desk, "timesheet", days(*hours), confirmed=False, employee="M0110", week="2026-S42"
    )

    assert codes(answer) == warned


def test_a_second_sheet_for_a_week_warns_and_passes():
    desk = office()
    given_values = {"employee": "M0102", "week": "2026-S41"}

    warned = enter(desk, "timesheet", days("7", first=5), confirmed=False, **given_values)

    assert codes(warned) == ["duplicate_timesheet"]
    assert not enter(desk, "timesheet", days("7", first=5), **given_values).refusal


def test_a_sheet_goes_to_the_manager_who_validates_it():
    desk = office()
    empty = made(enter(desk, "timesheet", employee="M0103", week="2026-S42")).record

    assert "vide" in act(desk, "timesheet", empty, "submit").refusal
    change(desk, "timesheet", empty, lines=days("7"))
    assert not act(desk, "timesheet", empty, "submit").refusal
    assert "réservé à" in act(desk, "timesheet", empty, "validate").refusal
    desk.scenario.erp.rights["timesheet.validate"] = "write"
    assert not act(desk, "timesheet", empty, "validate").refusal
    assert "validé" in change(desk, "timesheet", empty, lines=()).refusal
    assert record(desk, "timesheet", empty).state == "validated"


def test_a_copy_of_a_week_is_sent_once_it_has_its_week_and_days():
    desk = office()
    copy = made(desk.do("DuplicateRecord", doctype="timesheet", record="REL26-0812")).record

    assert "Semaine" in act(desk, "timesheet", copy, "submit").refusal
    assert record(desk, "timesheet", copy).values["total_hours"] == "47"
    assert "week" not in record(desk, "timesheet", copy).values


def test_the_list_offers_what_is_left_to_do():
    world = office().world

    def kept(name):
        return [one.id for one in search(world, "timesheet", filters={"filter": name})]

    assert kept("to_submit") == ["REL26-0821"]
    assert kept("abnormal") == ["REL26-0820"]
    assert "REL26-0814" in kept("to_validate")


def test_overtime_typed_in_the_wrong_week_passes():
    desk = office()
    week = days("9", "9", "9", "9", "9", first=5)

    assert not enter(desk, "timesheet", week, employee="M0103", week="2026-S41").refusal
