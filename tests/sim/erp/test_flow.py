"""From the quotation to the payment: orders, deliveries, deposits, invoices, credit, matching, reminders, accounts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.amounts import totals
from sim.erp.outputs import pdf
from sim.erp.receivables import open_amount
from sim.erp.registry import REPORTS
from sim.erp.screens import search
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


def warned(answer):
    return [fact.warning for fact in answer.facts if fact.kind == "erp.warning_shown"]


def rows(desk, name, **parameters):
    return REPORTS[name].build(desk.world, parameters)


# Quotations and orders


def test_a_quotation_accepted_opens_its_order_line_for_line():
    desk = office()

    key = made(act(desk, "quotation", "DV26-0121", "accept"), "sales_order")

    order = record(desk, "sales_order", key)
    assert (order.values["quotation"], order.state) == ("DV26-0121", "draft")
    assert totals(order) == totals(record(desk, "quotation", "DV26-0121"))
    assert record(desk, "quotation", "DV26-0121").state == "accepted"


def test_an_expired_quotation_warns_and_a_quotation_without_end_is_not_sent():
    desk = office()
    created = desk.do(
        "CreateRecord", doctype="quotation", values={"customer": "C00112"},
        lines=({"article": "AV-1205", "quantity": "10", "unit_price": "1,48"},),
    )  # fmt: skip

    assert warned(act(desk, "quotation", "DV26-0118", "accept")) == ["expired_quotation"]
    assert "a une durée" in act(desk, "quotation", created.facts[-1].record, "send").refusal
    assert b"Bon pour accord" in pdf(desk.world, "quotation", "DV26-0121", "quotation")


def test_the_customers_own_list_and_its_quantity_breaks_are_the_price():
    desk = office()
    prices = desk.world.erp.records["price_list"]["TARIF-2026"]
    prices.lines.append({"article": "AV-1205", "unit_price": "1.20", "min_qty": "5000"})
    ask = {"doctype": "sales_order", "values": {"customer": "C00112", "price_list": "TARIF-2026"}}

    small = desk.do(
        "CreateRecord",
        **ask,
        lines=({"article": "AV-1205", "quantity": "4999", "unit_price": "1,20"},),
    )
    large = desk.do(
        "CreateRecord",
        **ask,
        lines=({"article": "AV-1205", "quantity": "5000", "unit_price": "1,20"},),
    )

    assert warned(small) == ["price_differs"]
    assert warned(large) == []


def test_an_order_over_the_credit_limit_warns():
    desk = office()
    customer = desk.world.erp.records["customer"]["C00112"].values
    customer.update(credit_limit="2000.00", outstanding="1500.00")
    key = made(act(desk, "quotation", "DV26-0121", "accept"), "sales_order")

    assert warned(act(desk, "sales_order", key, "confirm")) == ["credit_limit"]


def test_cancelling_an_order_asks_why():
    desk = office()

    assert "renseignez" in act(desk, "sales_order", "CC26-0640", "cancel").refusal
    done = act(desk, "sales_order", "CC26-0640", "cancel", values={"cancel_reason": "Doublon"})
    assert done.facts[0].changes == {"cancel_reason": "Doublon"}


# Deliveries and invoices


def test_a_partial_delivery_leaves_the_rest_to_deliver():
    desk = office()
    note = made(act(desk, "sales_order", "CC26-0640", "create_delivery"), "delivery_note")
    lines = ({"article": "AV-1205", "ordered_qty": "1000", "delivered_qty": "600"},)
    desk.do("ChangeRecord", doctype="delivery_note", record=note, lines=lines)
    act(desk, "delivery_note", note, "issue")
    act(desk, "delivery_note", note, "deliver", confirmed=True)

    order = record(desk, "sales_order", "CC26-0640")
    assert [line.get("delivered_qty") for line in order.lines] == ["600", "0"]
    again = made(act(desk, "sales_order", "CC26-0640", "create_delivery"), "delivery_note")
    assert [line["delivered_qty"] for line in record(desk, "delivery_note", again).lines] == [
        "400",
        "200",
    ]
    assert desk.replayed().erp == desk.world.erp


def test_what_is_delivered_is_invoiced_once_at_the_orders_price():
    desk = office()

    key = made(act(desk, "sales_order", "CC26-0641", "create_invoice"), "invoice")

    assert record(desk, "invoice", key).lines == [
        {"article": "AV-1610", "label": "Pièce AV-1610", "quantity": "400", "unit_price": "2.31"}
    ]
    assert "Rien à facturer" in act(desk, "sales_order", "CC26-0641", "create_invoice").refusal


def test_late_orders_and_orders_to_invoice_are_found():
    desk = office()

    found = {
        name: [one.id for one in search(desk.world, "sales_order", filters={"filter": name})]
        for name in ("late", "to_deliver", "to_invoice")
    }

    assert found == {
        "late": ["CC26-0641"],
        "to_deliver": ["CC26-0640", "CC26-0641"],
        "to_invoice": ["CC26-0641", "CC26-0642"],
    }


def test_a_deposit_is_invoiced_then_deducted_by_name():
    desk = office()
    deposit = made(
        act(desk, "sales_order", "CC26-0642", "create_deposit", values={"deposit_pct": "30"}),
        "invoice",
    )
    act(desk, "invoice", deposit, "post", confirmed=True)

    final = made(act(desk, "sales_order", "CC26-0642", "create_invoice"), "invoice")
    act(desk, "invoice", final, "post", confirmed=True)

    assert record(desk, "invoice", deposit).values["posted_net"] == "801.00"
    values = record(desk, "invoice", final).values
    assert (values["kind"], values["deposits"], values["deposits_gross"]) == (
        "final",
        "F2026-1043",
        "961.20",
    )
    assert open_amount(desk.world, record(desk, "invoice", final)) == Decimal("3204.00") - Decimal(
        "961.20"
    )


@settings(max_examples=40, deadline=None)
@given(st.decimals("0.01", 100, places=2), st.lists(st.tuples(st.integers(1, 5000), st.decimals("0.01", 99, places=2), st.sampled_from(("FR20", "FR10", "FR5.5"))), min_size=1, max_size=4))  # fmt: skip
def test_a_deposit_keeps_each_rate_and_never_exceeds_the_order(percent, lines):
    desk = office()
    typed = tuple(
        {
            "article": "AV-1205",
            "quantity": str(quantity),
            "unit_price": str(price),
            "vat_code": code,
        }
        for quantity, price, code in lines
    )
    key = (
        desk.do(
            "CreateRecord",
            doctype="sales_order",
            values={"customer": "C00112"},
            lines=typed,
            confirmed=True,
        )
        .facts[-1]
        .record
    )
    act(desk, "sales_order", key, "confirm", confirmed=True)

    answer = act(desk, "sales_order", key, "create_deposit", values={"deposit_pct": str(percent)})

    order, deposit = (
        record(desk, "sales_order", key),
        record(desk, "invoice", made(answer, "invoice")),
    )
    assert {band.code for band in totals(deposit).bands} == {
        band.code for band in totals(order).bands
    }
    assert totals(deposit).net <= totals(order).net + Decimal("0.02")


def test_deliveries_are_invoiced_together_and_monthly_customers_once():
    desk = office()
    desk.world.erp.records["customer"]["C00112"].values["periodic_invoicing"] = "true"
    chosen = ("BL26-1860", "BL26-1861")

    (control,) = desk.do("RunBatchControl", batch="invoice_deliveries", records=chosen).facts
    done = desk.do("PostBatch", batch="invoice_deliveries", records=chosen)

    assert control.figures["net"] == "3594.00"
    assert len([fact for fact in done.facts if fact.kind == "erp.record_created"]) == 2
    again = desk.do("PostBatch", batch="invoice_deliveries", records=chosen, confirmed=True)
    assert "déjà facturé" in again.refusal


def test_a_closed_period_takes_no_invoice():
    desk = office(closed_until="2026-10-13")

    assert "clôturée" in act(desk, "invoice", "PF-1871", "post", confirmed=True).refusal


def test_terms_beyond_the_law_warn():
    desk = office()
    desk.do("ChangeRecord", doctype="invoice", record="PF-1871", values={"due_date": "31/12/2026"})

    assert "terms_exceed_law" in warned(act(desk, "invoice", "PF-1871", "post"))


# Payments


def pay(desk, amount, *lines, customer="C00182"):
    rows_ = tuple({"invoice": invoice, "amount": part} for invoice, part in lines)
    created = desk.do(
        "CreateRecord",
        doctype="payment",
        values={"customer": customer, "amount": amount},
        lines=rows_,
    )
    return created.facts[0].record if created.facts else created.refusal


def test_a_payment_is_matched_and_unmatched_by_an_act():
    desk = office()
    key = pay(desk, "500", ("F2026-0901", "453,60"))
    assert open_amount(desk.world, record(desk, "invoice", "F2026-0901")) == Decimal("453.60")

    act(desk, "payment", key, "match")
    assert open_amount(desk.world, record(desk, "invoice", "F2026-0901")) == 0
    act(desk, "payment", key, "unmatch", values={"unmatch_reason": "Erreur"})

    assert open_amount(desk.world, record(desk, "invoice", "F2026-0901")) == Decimal("453.60")
    assert desk.replayed().erp == desk.world.erp


@pytest.mark.parametrize(
    ("amount", "lines", "told"),
    [
        ("500", (("F2026-0901", "460"),), "il reste 453,60"),
        ("100", (("F2026-0901", "200"),), "pour 100,00"),
        ("500", (("F2026-0905", "200"),), "autre client"),
        ("500", (("PF-1876", "200"),), "facture validée"),
        ("500", (), "Rien n’est affecté"),
    ],
)
def test_a_match_that_cannot_be_is_refused(amount, lines, told):
    desk = office()

    answer = act(desk, "payment", pay(desk, amount, *lines), "match")

    assert told in answer.refusal.replace("\u00a0", " ")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.decimals("0.01", 600, places=2), min_size=1, max_size=5))
def test_an_invoice_is_never_paid_more_than_it_asks_for(amounts):
    desk = office()
    for amount in amounts:
        act(desk, "payment", pay(desk, str(amount), ("F2026-0901", str(amount))), "match")

    assert open_amount(desk.world, record(desk, "invoice", "F2026-0901")) >= 0


# Reminders


def test_reminders_are_proposed_by_delay_and_disputes_left_unticked():
    desk = office()
    (control,) = desk.do(
        "RunBatchControl", batch="dunning_batch", records=("F2026-0901", "F2026-0930", "F2026-0905")
    ).facts

    done = desk.do(
        "PostBatch", batch="dunning_batch", records=("F2026-0901", "F2026-0930"), confirmed=True
    )

    assert control.figures["F2026-0905"] == "en litige"
    (letter,) = (fact for fact in done.facts if fact.kind == "erp.record_created")
    assert (letter.values["level"], letter.values["total_amount"]) == ("1", "907.20")
    act(desk, "dunning_letter", letter.record, "send")
    assert record(desk, "invoice", "F2026-0901").values["dunning_level"] == "1"


def test_levels_follow_each_other_and_the_third_claims_penalties():
    desk = office()
    for level in ("1", "2", "3"):
        created = desk.do(
            "CreateRecord",
            doctype="dunning_letter",
            values={"customer": "C00182", "level": level},
            lines=({"invoice": "F2026-0901"},),
        )
        answer = act(desk, "dunning_letter", created.facts[-1].record, "send")
        if level == "3":
            assert warned(answer) == ["unusual_level"]
        else:
            assert warned(answer) == []
    letter = record(desk, "dunning_letter", created.facts[-1].record)
    assert letter.values["total_penalty"] == "3.58"
    printed = pdf(desk.world, "dunning_letter", letter.id, "letter")
    assert b"mettons en demeure" in printed


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((), "Aucune facture"),
        (({"invoice": "F2026-0850"},), None),
        (({"invoice": "F2026-0905"},), "autre client"),
    ],
)
def test_a_reminder_that_cannot_be_is_refused(lines, told):
    desk = office()
    customer = "C00112" if told is None else "C00182"
    created = desk.do(
        "CreateRecord",
        doctype="dunning_letter",
        values={"customer": customer, "level": "1"},
        lines=lines,
    )
    if created.refusal:
        assert told in created.refusal
        return
    answer = act(desk, "dunning_letter", created.facts[-1].record, "send")
    assert (told or "est soldée") in answer.refusal


# Accounts


def test_the_account_of_a_customer_adds_up():
    desk = office()
    act(desk, "payment", pay(desk, "453,60", ("F2026-0901", "453,60")), "match")

    entries = rows(desk, "customer_account", customer="C00182")

    debit = sum(Decimal(row.get("debit", "0")) for row in entries)
    credit = sum(Decimal(row.get("credit", "0")) for row in entries)
    assert Decimal(entries[-1]["balance"]) == debit - credit == Decimal("0.00")
    since = rows(desk, "customer_account", customer="C00182", date_from="2026-09-01")
    assert since[0] == {"number": "Report", "day": "2026-09-01", "balance": "453.60"}


def test_the_aged_balance_is_the_due_list_by_age():
    desk = office()

    aged = rows(desk, "aged_balance")
    due = rows(desk, "due_list")

    assert sum(Decimal(row["total"]) for row in aged) == sum(Decimal(row["left"]) for row in due)
    giffral = next(row for row in aged if row["customer"] == "C00182")
    assert (giffral["d30"], giffral["total"]) == ("907.20", "907.20")


def test_the_sales_journal_and_the_order_book():
    desk = office()

    journal = rows(desk, "sales_journal", date_from="2026-08-01", date_to="2026-08-31")
    book = rows(desk, "order_book")
    on_time = {row["customer"]: row["rate"] for row in rows(desk, "on_time_delivery")}

    assert [row["number"] for row in journal] == ["F2026-0901", "F2026-0905"]
    assert {(row["number"], row["left"]) for row in book} == {
        ("CC26-0640", "1000"),
        ("CC26-0640", "200"),
        ("CC26-0641", "200"),
    }
    assert on_time == {"C00163": "100", "C00141": "0"}
    assert [row["number"] for row in rows(desk, "open_quotations")] == ["DV26-0118", "DV26-0121"]
