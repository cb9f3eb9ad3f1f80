"""Purchasing: requests, orders, receipts, supplier invoices and their three-way match."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.outputs import pdf
from sim.erp.suppliers import valid_iban
from tests.sim.erp.arvello import record
from tests.sim.erp.samples import office


def act(desk, doctype, key, action, **more):
    return desk.do("DoAction", doctype=doctype, record=key, action=action, **more)


def made(answer, doctype):
    return next(
        fact.record
        for fact in answer.facts
        if fact.kind == "erp.record_created" and fact.doctype == doctype
    )


def test_a_dear_request_waits_for_its_approval():
    desk = office()

    refused = act(desk, "purchase_request", "DA26-0042", "order")
    reserved = act(desk, "purchase_request", "DA26-0042", "approve")

    assert "doit être approuvée" in refused.refusal
    assert "Nadia Ferrec" in refused.refusal
    assert "réservé à\u00a0: Responsable des achats" in reserved.refusal


def test_a_small_request_becomes_an_order_and_the_order_a_receipt():
    desk = office()

    order = made(act(desk, "purchase_request", "DA26-0041", "order"), "purchase_order")
    act(desk, "purchase_order", order, "send")
    receipt = made(act(desk, "purchase_order", order, "create_receipt"), "goods_receipt")

    assert record(desk, "purchase_order", order).number == "CF26-0212"
    assert record(desk, "goods_receipt", receipt).lines[0]["remaining_qty"] == "500"
    assert "received_qty" not in record(desk, "goods_receipt", receipt).lines[0]


def receive(desk, *lines, order="CF26-0211", **more):
    receipt = made(act(desk, "purchase_order", order, "create_receipt"), "goods_receipt")
    desk.do("ChangeRecord", doctype="goods_receipt", record=receipt, lines=lines, confirmed=True)
    return receipt, act(desk, "goods_receipt", receipt, "post", **more)


def test_a_partial_receipt_moves_the_stock_and_leaves_the_rest_to_come():
    desk = office()

    receive(desk, {"article": "BR-42CD4-08", "received_qty": "60"})

    order = record(desk, "purchase_order", "CF26-0211")
    assert order.state == "partly_received"
    assert [line["received_qty"] for line in order.lines] == ["60", "0"]
    assert record(desk, "article", "BR-42CD4-08").values["stock"] == "200"
    _, whole = receive(desk, {"article": "BR-42CD4-08", "received_qty": "30"}, {"article": "BR-316L-16", "received_qty": "24"})  # fmt: skip
    assert not whole.refusal
    assert record(desk, "purchase_order", "CF26-0211").state == "received"
    assert desk.replayed().erp == desk.world.erp


def test_what_is_refused_needs_a_reason_and_never_enters_the_stock():
    desk = office()
    line = {"article": "BR-316L-16", "received_qty": "24", "accepted_qty": "20"}

    receipt, refused = receive(desk, line)
    desk.do(
        "ChangeRecord", doctype="goods_receipt", record=receipt,
        lines=({**line, "refusal_reason": "Barres rayées"},),
    )  # fmt: skip
    act(desk, "goods_receipt", receipt, "post")

    assert "indiquez pourquoi" in refused.refusal
    assert record(desk, "article", "BR-316L-16").values["stock"] == "38"
    assert record(desk, "goods_receipt", receipt).lines[0]["refused_qty"] == "4"


def test_more_than_was_ordered_warns():
    desk = office()

    _, answer = receive(desk, {"article": "BR-316L-16", "received_qty": "30"})

    assert [fact.warning for fact in answer.facts] == ["over_delivery"]


def test_more_accepted_than_came_is_refused():
    desk = office()
    receipt = made(act(desk, "purchase_order", "CF26-0211", "create_receipt"), "goods_receipt")

    answer = desk.do(
        "ChangeRecord", doctype="goods_receipt", record=receipt,
        lines=({"article": "BR-316L-16", "received_qty": "10", "accepted_qty": "12"},),
    )  # fmt: skip

    assert "dépasse la quantité reçue" in answer.refusal


def test_an_order_partly_received_is_not_cancelled():
    desk = office()
    receive(desk, {"article": "BR-42CD4-08", "received_qty": "60"})

    answer = act(desk, "purchase_order", "CF26-0211", "cancel", values={"cancel_reason": "x"})

    assert "impossible" in answer.refusal


def test_a_receipt_of_an_order_that_is_over_is_refused():
    desk = office()
    created = desk.do(
        "CreateRecord", doctype="goods_receipt",
        values={"supplier": "F00023", "purchase_order": "CF26-0205"},
        lines=({"article": "CART-300", "received_qty": "5"},),
    )  # fmt: skip

    answer = act(desk, "goods_receipt", created.facts[0].record, "post")

    assert "n’attend plus rien" in answer.refusal


# The match


def test_a_difference_of_quantity_is_found_and_told():
    desk = office()

    act(desk, "supplier_invoice", "FF26-0301", "match")

    invoice = record(desk, "supplier_invoice", "FF26-0301")
    assert invoice.state == "disputed"
    assert invoice.values["discrepancies"] == "PLAQ-CNMG : facturé 20, reçu 18"
    assert "bon à payer" in act(desk, "supplier_invoice", "FF26-0301", "approve").refusal


def an_invoice(desk, price="7,80", quantity="18", number="A-1", **values):
    created = desk.do(
        "CreateRecord", doctype="supplier_invoice",
        values={"supplier": "F00031", "supplier_number": number, "purchase_order": "CF26-0207", "invoice_date": "12/10/2026", **values},
        lines=({"article": "PLAQ-CNMG", "quantity": quantity, "unit_price": price},),
    )  # fmt: skip
    return created.facts[0].record


def matched(desk, key):
    act(desk, "supplier_invoice", key, "record", confirmed=True)
    act(desk, "supplier_invoice", key, "match")
    return record(desk, "supplier_invoice", key)


@pytest.fixture
def desk():
    desk = office()
    act(desk, "supplier_invoice", "FF26-0301", "reject", values={"reject_reason": "Doublon"})
    return desk


def test_an_invoice_that_agrees_is_matched(desk):
    assert matched(desk, an_invoice(desk)).state == "matched"


def test_a_price_within_the_tolerance_passes_and_above_it_does_not(desk):
    within = matched(desk, an_invoice(desk, price="7,95", quantity="9"))
    above = matched(desk, an_invoice(desk, price="8,00", quantity="9", number="A-2"))

    assert within.state == "matched"
    assert above.state == "disputed"
    assert "prix 8,00\u00a0€ au lieu de 7,80\u00a0€" in above.values["discrepancies"]


def test_two_invoices_cannot_count_the_same_pieces(desk):
    matched(desk, an_invoice(desk, quantity="12"))

    second = matched(desk, an_invoice(desk, quantity="12", number="A-2"))

    assert "facturé 24, dont 12 sur d’autres factures, reçu 18" in second.values["discrepancies"]


def test_an_article_nobody_ordered_is_told(desk):
    created = desk.do(
        "CreateRecord", doctype="supplier_invoice",
        values={"supplier": "F00031", "supplier_number": "9", "purchase_order": "CF26-0207", "invoice_date": "12/10/2026"},
        lines=({"article": "CART-300", "quantity": "1", "unit_price": "1"},),
    )  # fmt: skip

    found = matched(desk, created.facts[0].record)

    assert found.values["discrepancies"] == "CART-300 : article absent de la commande"


def test_the_same_number_of_the_same_supplier_warns(desk):
    matched(desk, an_invoice(desk, quantity="5"))

    answer = act(desk, "supplier_invoice", an_invoice(desk, quantity="5"), "record")

    assert [fact.warning for fact in answer.facts] == ["duplicate_supplier_invoice"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"supplier_number": ""}, "numéro de facture du fournisseur"), ({"purchase_order": ""}, "")],
)
def test_what_cannot_be_recorded_or_matched_is_refused(desk, changes, told):
    key = an_invoice(desk, **changes)

    answer = act(desk, "supplier_invoice", key, "record")

    assert told in answer.refusal
    if not told:
        assert "indiquez la commande" in act(desk, "supplier_invoice", key, "match").refusal


def test_the_report_sets_order_receipt_and_invoice_side_by_side():
    (opened,) = office().do("OpenReport", report="three_way_match").facts

    assert opened.rows == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_what_is_matched_never_exceeds_what_came(quantities):
    desk = office()
    act(desk, "supplier_invoice", "FF26-0301", "reject", values={"reject_reason": "Doublon"})
    for rank, quantity in enumerate(quantities):
        matched(desk, an_invoice(desk, quantity=str(quantity), number=f"N{rank}"))

    total = sum(
        int(line["quantity"])
        for invoice in desk.world.erp.records["supplier_invoice"].values()
        if invoice.state == "matched"
        for line in invoice.lines
    )
    assert total <= 18


# Suppliers


def test_bank_details_that_change_warn_and_wait_for_the_accountants():
    desk = office()
    change = {
        "doctype": "supplier",
        "record": "F00018",
        "values": {"iban": "FR76 3000 6000 0112 3456 7890 189"},
    }

    warned = desk.do("ChangeRecord", **change)
    desk.do("ChangeRecord", **change, confirmed=True)

    assert [fact.warning for fact in warned.facts] == ["bank_details_changed"]
    assert record(desk, "supplier", "F00018").values["bank_to_confirm"] == "true"
    assert (
        "réservé à\u00a0: Comptabilité" in act(desk, "supplier", "F00018", "confirm_bank").refusal
    )


def test_an_iban_is_checked():
    desk = office()

    answer = desk.do("ChangeRecord", doctype="supplier", record="F00018", values={"iban": "FR7600"})

    assert "n’est pas un IBAN valide" in answer.refusal
    assert valid_iban("DE89370400440532013000")
    assert not valid_iban("DE89370400440532013001")


def test_the_printed_order_names_the_supplier_and_asks_to_be_confirmed():
    desk = office()

    data = pdf(desk.world, "purchase_order", "CF26-0211", "purchase_order")

    assert b"ACI\xc9RIES DU MORVANDEL" in data
    assert b"CF26-0211" in data
