"""Amounts to the cent, VAT per rate, due dates."""

from datetime import date
from decimal import Decimal

import pytest

from sim.erp.amounts import due_date, line_net, totals
from sim.world import ErpRecord
from tests.sim.erp.arvello import line


def invoice(*lines, **values):
    return ErpRecord("X", "invoice", "draft", {"vat_code": "FR20", **values}, list(lines))


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        ("45JFM", date(2026, 11, 30)),
        ("30J", date(2026, 11, 12)),
        ("60J", date(2026, 12, 12)),
        ("30JFM", date(2026, 11, 30)),
        ("COMPTANT", date(2026, 10, 13)),
        ("", None),
    ],
)
def test_it_computes_the_due_date_of_an_invoice_of_13_october(terms, due):
    assert due_date(date(2026, 10, 13), terms) == due


@pytest.mark.parametrize(
    ("document", "net", "vat", "gross"),
    [
        (invoice(line("AV-1205", "3000", "3"), line("AV-3140", "800", "3"), line("AV-2208", "250", "3")), "9258.65", "1851.73", "11110.38"),
        (invoice(line("AV-1205", "2000", "3"), line("AV-3140", "300", "3")), "4384.40", "876.88", "5261.28"),
        (invoice(line("AV-2208", "1200"), vat_code="LIC"), "4536.00", "0.00", "4536.00"),
        (invoice(line("AV-2208", "1200")), "4536.00", "907.20", "5443.20"),
        (invoice(line("AV-1610", "800"), line("AV-4001", "1500")), "3183.00", "636.60", "3819.60"),
        (invoice(line("AV-4001", "5000")), "4450.00", "890.00", "5340.00"),
        (invoice(line("AV-1610", "960", "4")), "2128.90", "425.78", "2554.68"),
        (invoice(line("AV-1610", "1000", "4")), "2217.60", "443.52", "2661.12"),
        (invoice(line("AV-1205", "400"), carriage="38.00"), "630.00", "126.00", "756.00"),
        (invoice(line("AV-2208", "900"), carriage="38.00"), "3440.00", "688.00", "4128.00"),
    ],
)  # fmt: skip
def test_it_gives_the_amounts_of_the_morning_to_the_cent(document, net, vat, gross):
    amounts = totals(document)

    assert (amounts.net, amounts.vat, amounts.gross) == (Decimal(net), Decimal(vat), Decimal(gross))


def test_it_rounds_half_up_and_not_to_even():
    assert line_net({"quantity": "1", "unit_price": "0.125"}) == Decimal("0.13")


def test_it_computes_vat_per_rate_on_the_sum_of_the_lines():
    cheap = {"quantity": "1", "unit_price": "0.04"}

    amounts = totals(
        invoice(cheap, cheap, cheap, {"quantity": "1", "unit_price": "10.00", "vat_code": "FR10"})
    )

    assert {band.code: band.vat for band in amounts.bands} == {
        "FR20": Decimal("0.02"),
        "FR10": Decimal("1.00"),
    }
