"""A locked month is a closed period: nothing in it is entered, changed, moved out or decided, until it is unlocked."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.pay_sources import gather
from sim.erp.registry import DOCTYPES
from tests.sim.erp.arvello import record
from tests.sim.erp.doing_pay import act, allowed, change, days, enter, made

MONTH = "2026-10"
ALL_ACTIONS = tuple(
    f"{name}.{action.name}"
    for name in ("absence", "timesheet", "expense_claim", "pay_item")
    for action in DOCTYPES[name].actions
)
WHY = {"refusal_reason": "x", "cancel_reason": "x", "reopen_reason": "x"}


def closed():
    """Return an office whose October is locked, and whose profile may do everything else."""
    desk = allowed(*ALL_ACTIONS, "pay_month.unlock")
    for action in ("compute", "control", "lock"):
        act(desk, "pay_month", MONTH, action, confirmed=True)
    assert record(desk, "pay_month", MONTH).state == "locked"
    return desk


def test_nothing_is_entered_in_it():
    desk = closed()
    day = {"first_day": "15/10/2026", "last_day": "15/10/2026"}
    item = {"employee": "M0101", "month": MONTH}

    for answer in (
        enter(desk, "absence", employee="M0101", kind="rtt", **day),
        enter(desk, "timesheet", days("7"), employee="M0103", week="2026-S42"),
        enter(desk, "pay_item", **item, kind="bonus", amount="10", reason="x"),
        enter(desk, "expense_claim", **item, purpose="x"),
    ):
        assert "Période verrouillée" in answer.refusal


def test_nothing_is_decided_in_it():
    desk = closed()

    for doctype, key, action in (
        ("absence", "ABS26-0303", "cancel"),
        ("absence", "ABS26-0303", "approve"),
        ("absence", "ABS26-0304", "refuse"),
        ("absence", "ABS26-0306", "submit"),
        ("timesheet", "REL26-0812", "reopen"),
        ("timesheet", "REL26-0814", "validate"),
        ("timesheet", "REL26-0821", "submit"),
        ("expense_claim", "NDF26-0062", "approve"),
        ("expense_claim", "NDF26-0064", "cancel"),
        ("pay_item", "EV26-0020", "cancel"),
    ):
        asked = DOCTYPES[doctype].action(action).asks
        answer = act(
            desk, doctype, key, action, values={name: WHY[name] for name in asked}, confirmed=True
        )
        assert "Période verrouillée" in answer.refusal, (doctype, action)


def test_nothing_is_moved_out_of_it():
    desk = closed()

    for doctype, key, values in (
        ("pay_item", "EV26-0020", {"month": "2026-11"}),
        ("expense_claim", "NDF26-0064", {"month": "2026-11"}),
        ("absence", "ABS26-0303", {"first_day": "02/11/2026", "last_day": "03/11/2026"}),
        ("timesheet", "REL26-0821", {"week": "2026-S46"}),
    ):
        lines = () if doctype == "timesheet" else None
        answer = change(desk, doctype, key, values=values, lines=lines)
        assert "Période verrouillée" in answer.refusal, doctype


def test_the_table_itself_changes_no_more():
    desk = closed()

    assert "Verrouillé" in change(desk, "pay_month", MONTH, values={"notes": "x"}).refusal
    assert "impossible" in act(desk, "pay_month", MONTH, "compute").refusal


def test_what_changes_no_figure_goes_on():
    desk = closed()

    assert not act(desk, "expense_claim", "NDF26-0061", "to_pay").refusal
    assert not act(desk, "absence", "ABS26-0302", "take").refusal
    assert not enter(
        desk, "pay_item", employee="M0101", month="2026-11", kind="bonus", amount="10", reason="x"
    ).refusal


def test_unlocking_is_reserved_and_says_why():
    desk = closed()
    del desk.scenario.erp.rights["pay_month.unlock"]
    why = {"unlock_reason": "Oubli"}

    assert "réservé à" in act(desk, "pay_month", MONTH, "unlock", values=why).refusal
    desk.scenario.erp.rights["pay_month.unlock"] = "write"
    assert "Motif" in act(desk, "pay_month", MONTH, "unlock").refusal
    act(desk, "pay_month", MONTH, "unlock", values=why)

    month = record(desk, "pay_month", MONTH)
    assert (month.state, month.values.get("control_totals")) == ("open", None)
    made(
        enter(
            desk, "pay_item", employee="M0101", month=MONTH, kind="bonus", amount="10", reason="x"
        )
    )


PEOPLE = st.sampled_from(("M0101", "M0102", "M0103", "M0106", "M0110"))
DAY = st.sampled_from(("28/09/2026", "01/10/2026", "16/10/2026", "30/10/2026", "02/11/2026"))
KEYS = {
    "absence": ("ABS26-0301", "ABS26-0303", "ABS26-0306"),
    "timesheet": ("REL26-0806", "REL26-0812", "REL26-0821"),
    "expense_claim": ("NDF26-0061", "NDF26-0062", "NDF26-0064"),
    "pay_item": ("EV26-0020", "EV26-0023"),
}
WHICH = st.sampled_from([(doctype, key) for doctype, keys in KEYS.items() for key in keys])
STEPS = st.one_of(
    st.tuples(st.just("absence"), PEOPLE, st.sampled_from(("paid_leave", "rtt")), DAY, DAY),
    st.tuples(st.just("sheet"), PEOPLE, st.sampled_from(("2026-S40", "2026-S42", "2026-S45"))),
    st.tuples(st.just("item"), PEOPLE, st.sampled_from((MONTH, "2026-11"))),
    st.tuples(st.just("copy"), WHICH),
    st.tuples(st.just("act"), WHICH, st.integers(0, 6)),
    st.tuples(st.just("change"), WHICH, st.integers(0, 20), DAY),
)


def take(desk, step):
    """Do what a step says, to the last record of its sort when it made one."""
    name, *rest = step
    if name == "absence":
        employee, kind, first, last = rest
        answer = enter(
            desk, "absence", employee=employee, kind=kind, first_day=first, last_day=last
        )
        for fact in answer.facts:
            if fact.kind == "erp.record_created":
                act(desk, "absence", fact.record, "submit", confirmed=True)
                act(desk, "absence", fact.record, "approve")
    elif name == "sheet":
        first = {"2026-S40": "01/10/2026", "2026-S42": "13/10/2026", "2026-S45": "02/11/2026"}
        line = {"day": first[rest[1]], "hours": "9"}
        enter(desk, "timesheet", (line,), employee=rest[0], week=rest[1])
    elif name == "item":
        enter(
            desk, "pay_item", employee=rest[0], month=rest[1], kind="bonus", amount="5", reason="x"
        )
    elif name == "copy":
        desk.do("DuplicateRecord", doctype=rest[0][0], record=rest[0][1])
    elif name == "act":
        (doctype, key), rank = rest
        actions = DOCTYPES[doctype].actions
        action = actions[rank % len(actions)]
        values = {asked: WHY[asked] for asked in action.asks}
        act(desk, doctype, key, action.name, values=values, confirmed=True)
    else:
        (doctype, key), rank, day = rest
        spec = DOCTYPES[doctype].fields[rank % len(DOCTYPES[doctype].fields)]
        texts = {"date": day, "money": "7", "boolean": "oui", "decimal": "3"}
        values = {spec.name: "2026-11" if spec.name == "month" else texts.get(spec.type, "M0102")}
        change(desk, doctype, key, values=values)


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_whatever_is_asked_no_figure_of_it_changes(steps):
    desk = closed()
    figures = deepcopy(gather(desk.world, MONTH))
    table = deepcopy(record(desk, "pay_month", MONTH).lines)

    for step in steps:
        take(desk, step)

    assert gather(desk.world, MONTH) == figures
    assert record(desk, "pay_month", MONTH).lines == table
    assert desk.replayed().erp == desk.world.erp
