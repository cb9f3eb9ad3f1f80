"""Accidents at work and visitors: what is written down, where it goes, and by when."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.erp.legal_delays import deadline, reservations_until
from sim.erp.outputs import pdf
from sim.erp.screens import search
from sim.language.calendar import is_open, is_worked
from tests.sim.erp.arvello import record
from tests.sim.erp.doing import act, allowed, change, enter, kept, rows, warnings
from tests.sim.erp.samples import office

MINUTE = timedelta(minutes=1)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
MINOR = {
    "employee": "M0101", "kind": "minor", "happened_on": "12/10/2026", "happened_at": "10:00",
    "known_on": "12/10/2026", "known_at": "10:30", "place": "Quai",
}  # fmt: skip


def naive(known):
    """Return when 48 hours were counted minute by minute, then the first minute that is counted."""
    moment, left = known, 48 * 60
    while left or not is_open(moment.date()):
        left -= is_open(moment.date())
        moment += MINUTE
    return moment


@given(MOMENTS)
def test_the_48_hours_are_those_of_a_count_minute_by_minute(moment):
    assert deadline(moment) == naive(moment)


@given(MOMENTS)
def test_the_delay_never_ends_on_a_sunday_or_a_holiday(moment):
    assert is_open(deadline(moment).date())
    assert deadline(moment) >= moment + timedelta(hours=48)


@given(MOMENTS, st.integers(0, 10_000))
def test_who_knew_later_has_not_less_time(moment, minutes):
    assert deadline(moment) <= deadline(moment + minutes * MINUTE)


@pytest.mark.parametrize(
    ("known", "limit"),
    [
        (datetime(2026, 10, 9, 17, 0), datetime(2026, 10, 12, 17, 0)),
        (datetime(2026, 10, 13, 9, 0), datetime(2026, 10, 15, 9, 0)),
        (datetime(2026, 5, 7, 10, 0), datetime(2026, 5, 11, 10, 0)),
        (datetime(2026, 10, 11, 10, 0), datetime(2026, 10, 14, 0, 0)),
        (datetime(2026, 10, 9, 0, 0), datetime(2026, 10, 12, 0, 0)),
        (datetime(2026, 4, 3, 15, 0), datetime(2026, 4, 7, 15, 0)),
        (datetime(2026, 12, 24, 15, 0), datetime(2026, 12, 28, 15, 0)),
    ],
)
def test_the_legal_deadline(known, limit):
    assert deadline(known) == limit


@given(MOMENTS)
def test_ten_clear_days_leave_ten_whole_days_and_end_on_a_working_day(moment):
    declared = moment.date()
    last = reservations_until(declared)

    assert (last - declared).days >= 11
    assert is_worked(last)
    between = (declared + timedelta(days=rank) for rank in range(11, (last - declared).days))
    assert not any(is_worked(day) for day in between)


def test_reservations_of_a_sunday_wait_until_monday():
    assert reservations_until(date(2019, 12, 11)) == date(2019, 12, 23)
    assert reservations_until(date(2026, 10, 12)) == date(2026, 10, 23)


def declare(desk, key, on, at="10:00", **more):
    return act(desk, "accident", key, "declare", declared_on=on, declared_at=at, **more)


def test_an_accident_is_declared_in_time_or_with_a_warning():
    desk = office()
    values = record(desk, "accident", "AT26-0007").values
    assert (values["declare_by"], values["declare_before"]) == ("2026-10-12", "17:00")

    late = declare(desk, "AT26-0007", "12/10/2026", "17:01")
    done = declare(desk, "AT26-0007", "12/10/2026", "17:00")

    assert warnings(late) == ["late_declaration"]
    assert "12/10/2026 à 17\u00a0h\u00a000" in late.facts[0].message
    assert done.facts[0].changes["reserve_by"] == "2026-10-23"
    assert record(desk, "accident", "AT26-0007").state == "declared"
    assert desk.replayed().erp == desk.world.erp


@pytest.mark.parametrize(
    ("on", "told"),
    [("08/10/2026", "est avant celle"), ("14/10/2026", "est à venir"), ("", "renseignez")],
)
def test_a_declaration_at_an_odd_date_is_refused(on, told):
    assert told in declare(office(), "AT26-0007", on).refusal


def test_what_follows_a_declaration_is_still_written_but_not_what_happened():
    desk = office()
    declare(desk, "AT26-0007", "12/10/2026")

    assert not change(desk, "accident", "AT26-0007", sheet_given="non", leave="non").refusal
    for name, text in (("place", "Quai"), ("kind", "minor"), ("known_on", "12/10/2026")):
        answer = change(desk, "accident", "AT26-0007", **{name: text})
        assert "ne peut pas être modifié ici" in answer.refusal
    closing = act(desk, "accident", "AT26-0007", "close", closing_note="Reprise le 19/10")
    assert warnings(closing) == ["sheet_not_given"]


def test_reservations_are_sent_in_time_or_with_a_warning():
    desk = office()
    declare(desk, "AT26-0007", "12/10/2026")
    assert kept(desk, "accident", "may_reserve") == ["AT26-0007"]
    early = {"reserved_on": "11/10/2026", "reservations": "Lésion ancienne"}
    assert "est avant celle" in act(desk, "accident", "AT26-0007", "reserve", **early).refusal

    act(desk, "accident", "AT26-0007", "reserve", **{**early, "reserved_on": "13/10/2026"})

    assert record(desk, "accident", "AT26-0007").values["reservations"] == "Lésion ancienne"
    assert kept(desk, "accident", "may_reserve") == []


def test_a_minor_accident_that_gets_worse_is_declared_from_that_moment():
    for key in ("AT26-0006", "AT26-0002"):
        desk = office()
        act(desk, "accident", key, "aggravate", aggravated_on="12/10/2026", aggravated_at="8 h 30")

        accident = record(desk, "accident", key)
        names = ("kind", "declare_by", "declare_before")
        assert [accident.state, *(accident.values[name] for name in names)] == [
            "open",
            "declared",
            "2026-10-14",
            "08:30",
        ]
        assert "register_by" not in accident.values
        assert not warnings(declare(desk, key, "13/10/2026"))


@pytest.mark.parametrize(
    ("key", "on", "told"),
    [
        ("AT26-0006", "20/09/2026", "est avant celle"),
        ("AT26-0006", "14/10/2026", "est à venir"),
        ("AT26-0003", "13/10/2026", "déjà de ceux"),
        ("AT26-0007", "13/10/2026", "impossible dans l’état"),
    ],
)
def test_care_or_leave_that_cannot_follow_is_refused(key, on, told):
    desk = office()

    answer = act(desk, "accident", key, "aggravate", aggravated_on=on, aggravated_at="9:00")

    assert told in answer.refusal


def test_each_kind_has_its_own_way():
    desk = office()

    assert "ne s’inscrit pas" in act(desk, "accident", "AT26-0007", "record").refusal
    made = enter(desk, "accident", **MINOR).facts[-1]
    assert made.values["register_by"] == "2026-10-14"
    assert "ne se déclare pas" in declare(desk, made.record, "13/10/2026").refusal
    assert "ne peut pas être modifié ici" in change(desk, "accident", "AT26-0006", kind="declared").refusal  # fmt: skip
    change(desk, "accident", made.record, leave="oui")
    assert (
        "Un arrêt de travail est prescrit" in act(desk, "accident", made.record, "record").refusal
    )


def test_the_register_is_signed_in_time_and_only_where_it_may_be_kept():
    desk = office()
    made = enter(desk, "accident", **{**MINOR, "happened_on": "05/10/2026", "known_on": "05/10/2026"}).facts[-1]  # fmt: skip
    assert warnings(act(desk, "accident", made.record, "record")) == [
        "late_register",
        "register_unsigned",
    ]
    signed = enter(desk, "accident", **MINOR, care_giver="Yann Tessier", victim_signed="oui")
    answer = act(desk, "accident", signed.facts[-1].record, "record")
    assert answer.facts[0].changes == {"recorded_on": "2026-10-13"}

    without = office(minor_register="false")
    made = enter(without, "accident", **MINOR).facts[-1]
    assert "ne tient pas de registre" in act(without, "accident", made.record, "record").refusal


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"happened_on": "14/10/2026", "known_on": "14/10/2026"}, "à venir"),
        ({"known_on": "14/10/2026"}, "à venir"),
        ({"known_on": "11/10/2026"}, "avant l’accident"),
        ({"known_at": "9:59"}, "avant l’accident"),
        ({"happened_on": "31/02/2026"}, "n’est pas une date"),
        ({"happened_at": "25:00"}, "n’est pas une heure"),
        ({"known_at": ""}, "Heure où l’employeur l’a su"),
    ],
)
def test_an_accident_that_cannot_be_is_refused(values, told):
    assert told in enter(office(), "accident", **{**MINOR, **values}).refusal


def test_a_near_miss_needs_no_hour_and_a_late_report_warns():
    desk = office()

    assert not enter(desk, "accident", **{**MINOR, "kind": "near_miss", "known_at": ""}).refusal
    late = {**MINOR, "happened_on": "11/10/2026"}
    assert warnings(enter(desk, "accident", confirmed=False, **late)) == ["late_report"]


def test_the_deadlines_of_today_and_of_the_past_are_found():
    desk = office()
    today = {**MINOR, "happened_on": "10/10/2026", "known_on": "10/10/2026"}

    made = enter(desk, "accident", **today).facts[-1]

    assert made.values["register_by"] == "2026-10-13"
    assert kept(desk, "accident", "due_today") == [made.record]
    assert kept(desk, "accident", "overdue") == ["AT26-0007"]
    assert set(kept(desk, "accident", "due")) == {"AT26-0007", made.record}


FORMS = ("sheet", "accident", "register_page", "declaration")


@pytest.mark.parametrize("form", FORMS)
def test_injuries_are_not_printed_without_the_full_right(form):
    printed = pdf(office().world, "accident", "AT26-0007", form)

    assert b"index gauche" not in printed


def test_injuries_are_printed_and_found_with_the_full_right():
    for right in ("accident", "support"):
        desk = allowed(right, level="full")
        for form in ("sheet", "register_page", "declaration"):
            assert b"index gauche" in pdf(desk.world, "accident", "AT26-0007", form)
        assert b"index gauche" not in pdf(desk.world, "accident", "AT26-0007", "accident")
        assert search(desk.world, "accident", "plaie")
    assert not search(office().world, "accident", "plaie")


def test_papers_say_when_they_are_not_those_of_the_accident():
    world = office().world

    assert b"NE CONCERNE PAS LE REGISTRE" in pdf(world, "accident", "AT26-0007", "register_page")
    assert b"NE CONCERNE PAS" not in pdf(world, "accident", "AT26-0006", "register_page")
    not_declared = "NON DÉCLARÉ".encode("cp1252")
    assert not_declared in pdf(world, "accident", "AT26-0007", "declaration")
    assert not_declared not in pdf(world, "accident", "AT26-0004", "declaration")


def test_the_register_for_the_board_names_nobody():
    desk = office()

    told = rows(desk, "accident_register")

    assert len(told) == 6
    assert told == rows(desk, "accident_register", year="2026")
    assert rows(desk, "accident_register", year="2025") == []
    names = ("Théo", "Inès", "Yann", "M01", "Plaie", "Irritation")
    assert not any(name in text for row in told for text in row.values() for name in names)


def figures(desk, **parameters):
    return {row["indicator"]: row["value"] for row in rows(desk, "safety_indicators", **parameters)}


def test_the_indicators_are_computed():
    found = figures(office())

    assert (found["Accidents déclarés"], found["dont avec arrêt"]) == ("2", "1")
    assert (found["Accidents de trajet"], found["Accidents bénins"]) == ("1", "2")
    assert found["Jours sans accident déclaré"] == "4"
    assert found["Taux de fréquence"] == "10,2"


def test_the_rate_of_a_year_needs_the_hours_of_that_year():
    assert figures(office(), year="2025")["Taux de fréquence"] == "—"
    assert figures(office(hours_worked_2025="100000"), year="2025")["Taux de fréquence"] == "0,0"
    for year in ("0", "99999", "abc"):
        assert figures(office(), year=year)["Jours sans accident déclaré"] == "—"


# Visitors


def test_a_visitor_arrives_and_leaves():
    desk = office()

    early = act(desk, "visitor", "VIS26-0210", "leave", left_at="8 h 00")
    act(desk, "visitor", "VIS26-0210", "leave", left_at="11 h 20")

    assert "avant l’arrivée" in early.refusal
    assert record(desk, "visitor", "VIS26-0210").values["left_at"] == "11:20"
    assert kept(desk, "visitor", "never_left") == ["VIS26-0209"]


def test_a_contractor_without_a_prevention_plan_warns():
    values = {"name": "Léa Roy", "host": "Éric Vandamme", "arrived_at": "9 h", "kind": "contractor"}

    desk = office()
    assert warnings(enter(desk, "visitor", confirmed=False, **values)) == ["no_prevention_plan"]
    planned = enter(desk, "visitor", confirmed=False, **values, prevention_plan="PP 2026-05")
    assert not warnings(planned)
