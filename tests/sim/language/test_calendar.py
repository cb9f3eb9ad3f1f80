"""The French calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.language import calendar

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("year", "day"),
    [(1990, (4, 15)), (2000, (4, 23)), (2024, (3, 31)), (2026, (4, 5)), (2038, (4, 25))],
)
def test_easter_is_where_it_is(year, day):
    assert calendar.easter(year) == date(year, *day)


@given(st.integers(1990, 2099))
def test_easter_is_a_sunday_of_spring_and_a_year_has_its_holidays(year):
    assert calendar.easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= calendar.easter(year) <= date(year, 4, 25)
    assert 10 <= len(calendar.holidays(year)) <= 11


def test_the_holidays_of_2026():
    assert {day.strftime("%d/%m") for day in calendar.holidays(2026)} == {
        "01/01", "06/04", "01/05", "08/05", "14/05", "25/05", "14/07", "15/08", "01/11", "11/11", "25/12",
    }  # fmt: skip


@given(DAYS)
def test_a_worked_day_is_an_open_one(day):
    assert not calendar.is_worked(day) or calendar.is_open(day)


@given(DAYS)
def test_the_week_of_a_day_holds_it(day):
    week = calendar.week_days(calendar.week_of(day))

    assert day in week
    assert (len(week), week[0].isoweekday(), week[6] - week[0]) == (7, 1, timedelta(days=6))


@pytest.mark.parametrize(
    "text", ["", "2026-S54", "2026-S00", "2026-42", "2026-S1", "abcd-S12", "٢٠٢٦-S12"]
)
def test_what_is_no_week_has_no_day(text):
    assert calendar.week_days(text) == []


@pytest.mark.parametrize(
    ("text", "is_one"), [("2026-10", True), ("2026-13", False), ("2026-1", False), ("", False)]
)
def test_a_month_is_a_year_and_a_month(text, is_one):
    assert calendar.is_month(text) is is_one
