"""Absences: days counted, decided by the manager, proved, taken from the balance (BR-PAYR-06, 07, 11)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.erp.absences import PROVED
from sim.erp.leave import leave_days, period, working_days
from sim.erp.registry import DOCTYPES
from sim.erp.screens import search
from sim.erp.work_calendar import Calendar
from tests.sim.erp.arvello import record
from tests.sim.erp.doing_pay import act, allowed, change, codes, enter, made
from tests.sim.erp.samples import office

NOTHING = Calendar(frozenset(), frozenset(), frozenset())
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def ask(desk, kind="rtt", first="12/10/2026", last="", employee="M0101", **more):
    days = {"first_day": first, "last_day": last or first}
    return enter(desk, "absence", employee=employee, kind=kind, **days, **more)


def row(first, last, **more):
    return {"first_day": first.isoformat(), "last_day": last.isoformat(), **more}


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_the_days_of_two_halves_are_those_of_the_whole(first, one, other):
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=other + 1)
    whole = row(first, last)
    left, right = row(first, middle), row(middle + timedelta(days=1), last)

    counted = [working_days(NOTHING, part, period(part)) for part in (whole, left, right)]

    assert counted[0] == counted[1] + counted[2]


@given(DAYS, st.integers(0, 60), st.booleans(), st.booleans())
def test_days_are_never_less_than_nothing_nor_more_than_the_calendar(first, length, late, early):
    last = first + timedelta(days=length)
    halves = {"afternoon": str(late).lower(), "until_noon": str(early).lower()}
    taken = row(first, last, **halves)

    worked = working_days(NOTHING, taken, period(taken))

    assert 0 <= worked <= length + 1
    assert worked % Decimal("0.5") == 0
    assert 0 <= leave_days(NOTHING, taken) <= length + 5


@pytest.mark.parametrize(
    ("first", "last", "more", "worked", "leave"),
    [
        ("09/11/2026", "16/11/2026", {"afternoon": "oui"}, "4.5", "5.5"),
        ("19/10/2026", "23/10/2026", {}, "5", "6"),
        ("16/10/2026", "16/10/2026", {}, "1", "2"),
        ("16/10/2026", "16/10/2026", {"until_noon": "oui"}, "0.5", "0.5"),
        ("15/10/2026", "15/10/2026", {}, "1", "1"),
        ("17/10/2026", "18/10/2026", {}, "0", "0"),
        ("17/10/2026", "19/10/2026", {}, "1", "1"),
        ("10/11/2026", "10/11/2026", {}, "1", "1"),
        ("23/12/2026", "31/12/2026", {}, "4", "8"),
        ("23/12/2026", "23/12/2026", {}, "1", "1"),
    ],
)
def test_days_are_counted_as_the_law_counts_them(first, last, more, worked, leave):
    """*Ouvrables* run from the first day worked to the eve of the return (Cass. soc. 07/05/1998, n° 97-42.503)."""
    found = made(ask(office(), "paid_leave", first, last, **more))

    assert (found.values["working_days"], found.values["leave_days"]) == (worked, leave)


def test_paid_leave_that_is_granted_is_taken_from_the_balance():
    desk = office()
    person = record(desk, "employee", "M0103")

    assert (person.values["paid_leave_taken"], person.values["paid_leave_left"]) == ("6", "19")
    assert [line["absence"] for line in person.lines] == ["ABS26-0301"]
    act(desk, "absence", "ABS26-0301", "cancel", values={"cancel_reason": "Reporté"})
    person = record(desk, "employee", "M0103")
    assert (person.values["paid_leave_left"], person.lines) == ("25", [])
    assert record(desk, "employee", "M0106").values["paid_leave_left"] == "25"
    assert desk.replayed().erp == desk.world.erp


def test_settling_again_changes_nothing():
    desk = office()
    before = desk.replayed().erp

    for doctype in (DOCTYPES["absence"], DOCTYPES["employee"], DOCTYPES["timesheet"]):
        for one in list(desk.world.erp.records[doctype.name].values()):
            doctype.settled(desk.world, one)
            one.values = {name: text for name, text in one.values.items() if text}

    assert desk.world.erp == before


def test_an_absence_that_overlaps_warns():
    answer = ask(office(), "rtt", "23/10/2026", "26/10/2026", "M0103", confirmed=False)

    assert codes(answer) == ["overlapping_absence"]


def test_leave_above_the_balance_and_days_nobody_works_warn_and_pass():
    desk = office()

    long = ask(desk, "paid_leave", "01/12/2026", "31/12/2026", confirmed=False)
    empty = ask(desk, "rtt", "17/10/2026", "18/10/2026", confirmed=False)

    assert codes(long) == ["leave_balance"]
    assert codes(empty) == ["no_working_day"]
    assert not ask(desk, "paid_leave", "01/12/2026", "31/12/2026").refusal


@pytest.mark.parametrize(("event", "warned"), [("marriage", []), ("child_marriage", ["family_event_days"]), ("birth", [])])  # fmt: skip
def test_days_for_a_family_event_are_those_of_the_agreement(event, warned):
    answer = ask(
        office(),
        "family_event",
        "12/10/2026",
        "13/10/2026",
        confirmed=False,
        family_event=event,
    )

    assert codes(answer) == warned


@pytest.mark.parametrize("kind", [kind for kind, _ in DOCTYPES["absence"].field("kind").choices])
def test_a_missing_proof_warns_when_one_is_needed_and_passes(kind):
    desk = office()
    key = made(ask(desk, kind, employee="M0108")).record

    warned = act(desk, "absence", key, "submit")
    sent = act(desk, "absence", key, "submit", confirmed=True)

    assert codes(warned) == (["missing_proof"] if kind in PROVED else [])
    assert not sent.refusal or kind not in PROVED
    assert record(desk, "absence", key).state == "submitted"


def test_a_proof_that_comes_after_the_decision_is_noted_and_nothing_else_changes():
    desk = allowed("absence.approve")
    act(desk, "absence", "ABS26-0303", "approve")

    late = change(desk, "absence", "ABS26-0303", values={"first_day": "13/10/2026"})
    noted = change(
        desk,
        "absence",
        "ABS26-0303",
        values={"proof_received": "oui", "proof_date": "13/10/2026", "certificate": "sick_note"},
    )

    assert "ne peut pas être modifié" in late.refusal
    assert not noted.refusal
    assert search(desk.world, "absence", filters={"filter": "no_proof"}) == []


def test_the_list_offers_what_is_left_to_do():
    desk = office()

    def kept(name):
        return [one.id for one in search(desk.world, "absence", filters={"filter": name})]

    assert kept("no_proof") == kept("to_signal") == ["ABS26-0303"]
    assert kept("waiting") == ["ABS26-0303", "ABS26-0304", "ABS26-0305"]
    assert kept("to_take") == ["ABS26-0302"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"first": "10/10/2026", "last": "09/10/2026"}, "avant son début"),
        ({"first": "10/10/2026", "last": "10/10/2028"}, "un an au plus"),
        ({"first": "30/09/2026", "last": "02/10/2026"}, "Période verrouillée"),
        ({"first": "31/02/2026", "last": "02/10/2026"}, "n’est pas une date"),
        ({"employee": "M9999"}, "n’existe pas"),
        ({"afternoon": "oui", "until_noon": "oui"}, "décochez l’une"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(values, told):
    assert told in ask(office(), **values).refusal


def test_deciding_is_for_the_manager_who_says_why_when_refusing():
    desk = office()
    assert "réservé à" in act(desk, "absence", "ABS26-0303", "approve").refusal
    why = {"refusal_reason": "Effectif"}
    assert "réservé à" in act(desk, "absence", "ABS26-0303", "refuse", values=why).refusal

    desk.scenario.erp.rights["absence.refuse"] = "write"
    bare = act(desk, "absence", "ABS26-0304", "refuse")
    act(desk, "absence", "ABS26-0304", "refuse", values=why)

    assert "Motif du refus" in bare.refusal
    assert record(desk, "absence", "ABS26-0304").state == "refused"
    assert "saisissez-en une nouvelle" in change(
        desk, "absence", "ABS26-0304", values={"notes": "x"}
    ).refusal  # fmt: skip


def test_an_absence_is_taken_once_it_is_over():
    desk = office()

    early = act(desk, "absence", "ABS26-0301", "take")
    act(desk, "absence", "ABS26-0302", "take")
    late = act(desk, "absence", "ABS26-0302", "cancel", values={"cancel_reason": "x"})

    assert "n’est pas finie" in early.refusal
    assert record(desk, "absence", "ABS26-0302").state == "taken"
    assert "impossible" in late.refusal


def test_a_cancellation_says_why():
    desk = office()

    assert "Motif de l’annulation" in act(desk, "absence", "ABS26-0304", "cancel").refusal


def test_a_copy_is_not_sent_without_its_dates():
    desk = office()
    copy = made(desk.do("DuplicateRecord", doctype="absence", record="ABS26-0302"))

    assert "certificate" not in copy.values
    assert copy.values["proof_received"] == "false"
    assert "obligatoire" in act(desk, "absence", copy.record, "submit").refusal


def test_the_wrong_kind_and_a_health_reason_pass_without_a_word():
    answer = ask(
        office(), "rtt", employee="M0108", confirmed=False, notes="Opération du genou prévue."
    )

    assert not answer.refusal
    assert codes(answer) == []
