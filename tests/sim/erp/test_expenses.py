"""Expense claims and variable items: added up, warned about line by line, approved by the manager."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.outputs import pdf
from sim.erp.screens import search
from tests.sim.erp.arvello import record
from tests.sim.erp.doing_pay import act, allowed, change, codes, enter, made
from tests.sim.erp.samples import office

GIVEN = {"employee": "M0102", "month": "2026-10", "purpose": "Salon"}
AMOUNT = st.decimals("0.01", "9000", places=2)
KM = st.decimals("0.1", "3000", places=1)


def spent(kind="toll", amount="10", **more):
    return {"day": "12/10/2026", "kind": kind, "amount": amount, "receipt": "oui", **more}


@settings(max_examples=25, deadline=None)
@given(st.lists(AMOUNT, max_size=4), st.lists(KM, max_size=3))
def test_a_claim_is_the_sum_of_its_lines(amounts, distances):
    lines = [spent(amount=str(value)) for value in amounts]
    lines += [{"day": "12/10/2026", "kind": "mileage", "km": str(km)} for km in distances]

    claim = made(enter(office(), "expense_claim", tuple(lines), **GIVEN))

    roads = [(km * Decimal("0.40")).quantize(Decimal("0.01"), ROUND_HALF_UP) for km in distances]
    assert Decimal(claim.values["total"]) == sum(amounts) + sum(roads)


def test_a_claim_warns_line_by_line_and_passes():
    desk = office()
    lines = (
        spent("meal", "31,50"),
        spent("meal", "31,50"),
        {"day": "12/10/2026", "kind": "mileage", "km": "85"},
        {"day": "12/10/2026", "kind": "toll", "amount": "12,40"},
    )

    warned = enter(desk, "expense_claim", lines, confirmed=False, **GIVEN)
    claim = made(enter(desk, "expense_claim", lines, **GIVEN))

    assert sorted(codes(warned)) == ["duplicate_expense", "missing_receipt", "over_ceiling", "over_ceiling"]  # fmt: skip
    assert claim.values["total"] == "109.40"
    printed = pdf(desk.world, "expense_claim", claim.record, "expense_claim")
    assert b"109,40" in printed


def test_an_expense_of_another_claim_passes_without_a_word():
    desk = office()
    line = spent("meal", "19,80", day="08/10/2026")

    answer = enter(
        desk, "expense_claim", (line,), confirmed=False, **{**GIVEN, "employee": "M0110"}
    )

    assert codes(answer) == []


@pytest.mark.parametrize(("power", "amount"), [("", "40.00"), ("4", "40.00"), ("5", "55.00")])
def test_kilometres_follow_the_scale_of_the_company(power, amount):
    line = {"day": "12/10/2026", "kind": "mileage", "km": "100"}

    claim = made(enter(office(), "expense_claim", (line,), **GIVEN, fiscal_power=power))

    assert claim.lines[0]["amount"] == amount


def test_a_ceiling_is_a_parameter():
    desk = office(ceiling_meal="40", ceiling_toll="5")

    answer = enter(
        desk, "expense_claim", (spent("meal", "31,50"), spent()), confirmed=False, **GIVEN
    )

    assert [fact.message for fact in answer.facts] == [
        "Ligne 2\u00a0: plus que le plafond de 5,00\u00a0€."
    ]


@pytest.mark.parametrize(
    ("line", "month", "told"),
    [
        ({"kind": "mileage"}, "2026-10", "nombre de kilomètres"),
        ({"kind": "toll"}, "2026-10", "saisissez le montant"),
        ({"kind": "toll", "amount": "10", "vat_amount": "12"}, "2026-10", "TVA dépasse"),
        ({"kind": "toll", "amount": "10"}, "octobre", "n’est pas un mois"),
        ({"kind": "toll", "amount": "10"}, "2026-13", "n’est pas un mois"),
        ({"kind": "toll", "amount": "10"}, "2026-09", "Période verrouillée"),
        ({"kind": "toll", "amount": "-10"}, "2026-10", "négatif"),
        ({"kind": "toll", "amount": "10000000000000"}, "2026-10", "trop grand"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(line, month, told):
    lines = ({"day": "12/10/2026", **line},)

    assert told in enter(office(), "expense_claim", lines, **{**GIVEN, "month": month}).refusal


def test_a_claim_goes_from_the_assistant_to_the_manager_to_payment():
    desk = allowed("expense_claim.approve")
    key = made(enter(desk, "expense_claim", **GIVEN)).record

    assert "vide" in act(desk, "expense_claim", key, "submit").refusal
    change(desk, "expense_claim", key, lines=(spent(receipt=""),))
    assert codes(act(desk, "expense_claim", key, "submit")) == ["missing_receipt"]
    act(desk, "expense_claim", key, "submit", confirmed=True)
    act(desk, "expense_claim", key, "approve")
    act(desk, "expense_claim", key, "to_pay")

    assert record(desk, "expense_claim", key).state == "to_pay"


def test_a_refused_claim_is_corrected_and_sent_again():
    desk = allowed("expense_claim.refuse")

    assert "Motif du refus" in act(desk, "expense_claim", "NDF26-0062", "refuse").refusal
    act(desk, "expense_claim", "NDF26-0062", "refuse", values={"refusal_reason": "Ticket absent"})
    act(desk, "expense_claim", "NDF26-0062", "correct")
    changed = change(desk, "expense_claim", "NDF26-0062", values={"purpose": "Joints"})

    assert not changed.refusal
    assert record(desk, "expense_claim", "NDF26-0062").state == "draft"


def test_approving_and_refusing_are_for_the_manager():
    why = {"refusal_reason": "Ticket absent"}
    for action, values in (("approve", {}), ("refuse", why)):
        answer = act(office(), "expense_claim", "NDF26-0062", action, values=values)
        assert "réservé à" in answer.refusal


def test_the_list_offers_what_is_left_to_do():
    world = office().world

    def kept(name):
        return [one.id for one in search(world, "expense_claim", filters={"filter": name})]

    assert kept("to_approve") == ["NDF26-0062", "NDF26-0063"]
    assert kept("to_pay") == ["NDF26-0061"]
    assert kept("no_receipt") == ["NDF26-0062"]


# Variable items


def item(desk, **more):
    values = {
        "employee": "M0101",
        "month": "2026-10",
        "kind": "bonus",
        "amount": "50",
        "reason": "x",
        **more,
    }
    return enter(desk, "pay_item", **values)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"month": "10/2026"}, "n’est pas un mois"),
        ({"month": "2026-09"}, "Période verrouillée"),
        ({"amount": "-50"}, "seule une régularisation"),
        ({"amount": "0"}, "est nul"),
        ({"reason": ""}, "obligatoire"),
        ({"kind": "garnishment"}, "n’est pas une valeur"),
    ],
)
def test_an_item_that_cannot_be_is_refused(more, told):
    assert told in item(office(), **more).refusal


def test_a_regularisation_may_take_back():
    assert made(item(office(), kind="regularisation", amount="-50")).values["amount"] == "-50.00"


def test_a_copy_has_no_month_so_that_nothing_enters_a_locked_one():
    desk = office()
    copy = made(desk.do("DuplicateRecord", doctype="pay_item", record="EV26-0020"))

    assert "month" not in copy.values
    assert [one.id for one in search(desk.world, "pay_item", filters={"filter": "no_month"})] == [
        copy.record
    ]
