"""Customers, orders, delivery notes: what is refused, what warns, what is let through."""

import pytest

from sim.erp.amounts import totals
from sim.language.french import typeset
from tests.sim.erp.arvello import line, office, order, record

TWIN = {"name": "Ets Ferrand & Fils", "siren": "000 013 581"}
OTHER_ADDRESS = {
    "kind": "delivery",
    "street": "18 rue de l’Industrie",
    "postcode": "63300",
    "city": "Thiers",
}


def warnings(outcome):
    return [fact.warning for fact in outcome.facts if fact.kind == "erp.warning_shown"]


def overridden(outcome):
    return [fact.warning for fact in outcome.facts if fact.kind == "erp.warning_overridden"]


def test_it_numbers_an_order_at_confirmation_and_not_before():
    desk = office()
    order(desk)

    assert record(desk, "sales_order", "CC-1").number is None
    desk.do("DoAction", doctype="sales_order", record="CC-1", action="confirm")

    confirmed = record(desk, "sales_order", "CC-1")
    assert (confirmed.state, confirmed.number) == ("confirmed", "CC26-0668")
    assert str(totals(confirmed).net) == "9258.65"
    assert confirmed.lines[2]["promised_date"] == "2026-10-20"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"lines": (line("AV-1205", "abc"),)}, "Ligne 1 – Quantité : « abc » n’est pas un nombre."),
        ({"lines": ({"article": "AV-9999", "quantity": "1", "unit_price": "1"},)}, "Ligne 1 – Article : « AV-9999 » n’existe pas."),
        ({"lines": (line("AV-1205", ""),)}, "Ligne 1 – Quantité : ce champ est obligatoire."),
        ({"values": {"customer": "C99999"}}, "Client : « C99999 » n’existe pas."),
        ({"values": {}}, "Client : ce champ est obligatoire."),
        ({"values": {"customer": "C00112", "delivery_address": "ADR9"}}, "Adresse de livraison : « ADR9 »"),
        ({"values": {"customer": "C00112", "colour": "red"}}, "Le champ « colour » n’existe pas"),
        ({"doctype": "article"}, "se consulte seulement"),
        ({"doctype": "credit_note"}, "Un avoir se crée depuis la facture"),
        ({"doctype": "nothing"}, "Cet écran n’existe pas"),
    ],
)  # fmt: skip
def test_it_refuses_and_says_which_field(changes, said):
    desk = office()

    assert typeset(said) in order(desk, **changes).refusal
    assert not desk.world.erp.records["sales_order"]


def test_it_warns_about_a_price_that_is_not_the_list_s_and_lets_the_candidate_go_on():
    desk = office()
    wrong = ({**line("AV-1205", "3000"), "unit_price": "1,42"},)

    assert warnings(order(desk, lines=wrong)) == ["price_differs"]
    assert not desk.world.erp.records["sales_order"]

    assert overridden(order(desk, lines=wrong, confirmed=True)) == ["price_differs"]
    assert record(desk, "sales_order", "CC-1").lines[0]["unit_price"] == "1.42"


def test_it_lets_the_old_price_list_and_its_prices_pass_in_silence():
    desk = office()
    values = {"customer": "C00112", "order_date": "12/10/2026", "price_list": "TARIF-2025"}

    assert not warnings(
        order(desk, values=values, lines=({**line("AV-1205", "3000"), "unit_price": "1,42"},))
    )


def test_it_refuses_to_confirm_an_order_without_lines():
    desk = office()
    order(desk, lines=())

    outcome = desk.do("DoAction", doctype="sales_order", record="CC-1", action="confirm")

    assert "n’a pas de ligne" in outcome.refusal


def test_it_warns_about_a_second_account_and_lets_it_be_created():
    desk = office()

    assert warnings(desk.do("CreateRecord", doctype="customer", values=TWIN)) == [
        "duplicate_customer"
    ]
    desk.do("CreateRecord", doctype="customer", values=TWIN, confirmed=True)

    assert record(desk, "customer", "C00183").values["siren"] == "000013581"


def test_it_refuses_a_siren_that_cannot_be_one():
    desk = office()

    assert (
        "SIREN"
        in desk.do(
            "CreateRecord", doctype="customer", values={"name": "X", "siren": "123456789"}
        ).refusal
    )


def test_it_gives_a_code_to_a_new_address_without_warning():
    desk = office()
    known = tuple(record(desk, "customer", "C00141").lines)

    outcome = desk.do(
        "ChangeRecord", doctype="customer", record="C00141", lines=(*known, OTHER_ADDRESS)
    )

    assert [fact.kind for fact in outcome.facts] == ["erp.record_changed"]
    assert record(desk, "customer", "C00141").lines[1]["code"] == "ADR2"


def test_it_loads_nothing_for_a_blocked_account_and_names_the_accountants():
    desk = office()
    step = {"doctype": "delivery_note", "record": "BL26-1880"}

    assert warnings(desk.do("DoAction", **step, action="issue")) == ["blocked_customer"]
    desk.do("DoAction", **step, action="issue", confirmed=True)
    refusal = desk.do("DoAction", **step, action="deliver", confirmed=True).refusal

    assert "bloqué" in refusal
    assert "Karim Benali" in refusal


def test_only_the_accountants_release_an_account_but_anybody_can_force_it():
    desk = office()
    account = {"doctype": "customer", "record": "C00127"}
    note = {"doctype": "delivery_note", "record": "BL26-1880"}

    assert "comptabilité" in desk.do("DoAction", **account, action="unblock").refusal
    desk.do("DoAction", **account, action="force_unblock")
    desk.do("DoAction", **note, action="issue")
    desk.do("DoAction", **note, action="deliver")

    assert record(desk, "delivery_note", "BL26-1880").state == "delivered"


def test_it_refuses_to_change_what_was_loaded():
    desk = office()

    outcome = desk.do(
        "ChangeRecord", doctype="delivery_note", record="BL26-1871", values={"carrier": "X"}
    )

    assert "ne peut plus être modifié" in outcome.refusal


def test_a_dispute_gets_its_number_at_once():
    desk = office()
    values = {"customer": "C00163", "delivery_note": "BL26-1875", "article": "AV-1610", "quantity": "40",
              "assigned_to": "warehouse", "description": "40 pièces manquantes"}  # fmt: skip

    desk.do("CreateRecord", doctype="dispute", values=values)

    assert record(desk, "dispute", "LIT26-0001").number == "LIT26-0001"


def test_saving_a_record_unchanged_writes_nothing():
    desk = office()
    order(desk)
    before = len(desk.entries)

    desk.do("ChangeRecord", doctype="sales_order", record="CC-1", values={"customer": "C00112"})

    assert len(desk.entries) == before
