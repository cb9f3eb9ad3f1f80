"""`record_is`: a record of the ERP reached the key."""

import pytest

from tests.grading.checks.desk import reason, told, verdict
from tests.sim.erp.arvello import line, office

PRE_INVOICE = {"record": {"doctype": "invoice", "where": {"id": "PF-1873"}}, "label": "facture"}
CREDIT = {"record": {"doctype": "invoice", "where": {"customer": "C00158"}}, "label": "facture"}


def changed(**values):
    desk = office()
    desk.do("ChangeRecord", doctype="invoice", record="PF-1873", values=values)
    return desk


@pytest.mark.parametrize("typed", ["CF-88214", "cf-88214", " CF-88214 "])
def test_texts_are_the_same_whatever_case_and_spaces(typed):
    assert (
        verdict(
            changed(customer_po=typed),
            "record_is",
            **PRE_INVOICE,
            fields={"customer_po": "CF-88214"},
        )
        == "met"
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("38", "met"), ("38,00", "met"), ("38.0", "met"), ("83", "not_met"), ("138", "not_met")],
)
def test_numbers_are_compared_by_value(typed, expected):
    assert (
        verdict(changed(carriage=typed), "record_is", **PRE_INVOICE, fields={"carriage": "38.00"})
        == expected
    )


def test_a_near_miss_is_named_with_what_was_found():
    said = reason(
        changed(customer_po="CF-88241"),
        "record_is",
        **PRE_INVOICE,
        fields={"customer_po": "CF-88214"},
    )

    assert "cf-88241" in said
    assert "cf-88214" in said


def test_a_field_left_empty_is_said_empty():
    said = reason(
        changed(customer_po=""), "record_is", **PRE_INVOICE, fields={"customer_po": "CF-88214"}
    )

    assert 'vide au lieu de " cf-88214 "' in said


def test_states_may_be_several():
    desk = office()

    assert verdict(desk, "record_is", **PRE_INVOICE, state="draft | cancelled") == "met"
    assert verdict(desk, "record_is", **PRE_INVOICE, state="posted") == "not_met"


def test_lines_are_found_in_any_order_and_each_once():
    wanted = [{"article": "AV-4001", "quantity": "1500"}, {"article": "AV-1610", "quantity": "800"}]
    desk = office()
    assert verdict(desk, "record_is", **PRE_INVOICE, lines=wanted) == "met"
    assert verdict(desk, "record_is", **PRE_INVOICE, lines=[wanted[0], wanted[0]]) == "not_met"

    lines = (line("AV-1610", "800"), line("AV-4001", "1500"), line("AV-1205", "1"))
    desk.do("ChangeRecord", doctype="invoice", record="PF-1873", lines=lines)
    assert verdict(desk, "record_is", **PRE_INVOICE, lines=wanted) == "met"
    assert verdict(desk, "record_is", **PRE_INVOICE, lines=wanted, exact_lines=True) == "not_met"


def test_totals_are_exact_to_the_cent():
    assert verdict(office(), "record_is", **PRE_INVOICE, totals={"net": "3183.00"}) == "met"
    assert verdict(office(), "record_is", **PRE_INVOICE, totals={"net": "3183.01"}) == "not_met"


def test_a_record_that_is_not_there_fails():
    missing = {"record": {"doctype": "dispute"}, "label": "litige"}

    assert verdict(office(), "record_is", **missing) == "not_met"
    assert (
        verdict(office(), "record_is", **{**missing, "record": {"doctype": "nothing"}}) == "not_met"
    )


def test_the_nearest_of_several_records_is_the_evidence():
    desk = office()
    wanted = {
        "record": {"doctype": "invoice"},
        "fields": {"customer_po": "CF-88214"},
        "label": "facture",
    }
    desk.do("ChangeRecord", doctype="invoice", record="PF-1873", values={"customer_po": "CF-88214"})

    found = told(desk, "record_is", **wanted)
    assert (found.verdict, found.evidence[0].note) == ("met", "invoice PF-1873")


def test_a_field_keeps_its_initials_in_the_sentence():
    found = told(
        changed(vat_number="FR1"), "record_is", **PRE_INVOICE, fields={"vat_number": "FR2"}
    )

    assert "n° de TVA du client « FR1 »" in found.reason.replace("\xa0", " ")


def test_an_empty_field_is_said_to_be_empty():
    found = told(changed(), "record_is", **PRE_INVOICE, fields={"vat_number": "FR2"})

    assert "n° de TVA du client vide au lieu de « FR2 »" in found.reason.replace("\xa0", " ")
