"""Invoices, batches, credit notes: numbers without a gap, and what can no longer be undone."""

import pytest

from sim.erp.amounts import totals
from sim.language.french import typeset
from tests.sim.erp.arvello import BATCH, line, office, record
from tests.sim.erp.test_sales import overridden, warnings


def corrected():
    """Return the office after the candidate's corrections of the pre-invoices."""
    desk = office()
    desk.do("CheckVatNumber", number="DE 000178457", customer="C00133")
    for key, values in {
        "PF-1872": {"vat_code": "LIC", "vat_number": "DE000178457"},
        "PF-1873": {"customer_po": "CF-88214"},
        "PF-1876": {"carriage": "38"},
    }.items():
        desk.do("ChangeRecord", doctype="invoice", record=key, values=values)
    desk.do(
        "ChangeRecord", doctype="invoice", record="PF-1875", lines=(line("AV-1610", "960", "4"),)
    )
    return desk


def credit(desk, **values):
    desk.do("DoAction", doctype="invoice", record="F2026-0987", action="create_credit_note")
    lines = ({"label": "Remise contractuelle 4 %", "quantity": "1", "unit_price": "136,08"},)
    given = {"reason": "remise contractuelle omise", "carriage": "38", **values}
    desk.do("ChangeRecord", doctype="credit_note", record="BROUILLON-1", values=given, lines=lines)


def test_a_controlled_batch_posts_in_the_order_given_without_a_gap():
    desk = corrected()

    control = desk.do("RunBatchControl", records=BATCH).facts[0]
    outcome = desk.do("PostBatch", records=BATCH)

    assert (control.figures["net"], control.figures["vat"], control.figures["gross"]) == (
        "19312.30",
        "2955.26",
        "22267.56",
    )
    assert control.outcome == "mismatch"
    assert control.figures["PF-1875"] == "livré 1\u202f000 / facturé 960"
    assert not warnings(outcome)
    assert [record(desk, "invoice", key).number for key in BATCH] == [
        f"F2026-{rank}" for rank in range(1043, 1049)
    ]
    assert desk.replayed().erp == desk.world.erp


def test_the_day_s_journal_holds_the_posted_invoices():
    desk = corrected()
    desk.do("PostBatch", records=BATCH, confirmed=True)

    journal = record(desk, "invoice_journal", "2026-10-13")

    assert journal.number == "JF-20261013"
    assert [row["gross"] for row in journal.lines] == [
        "5261.28",
        "4536.00",
        "3819.60",
        "5340.00",
        "2554.68",
        "756.00",
    ]


def test_a_batch_never_controlled_warns_and_posts_when_confirmed():
    desk = corrected()
    desk.do("RunBatchControl", records=BATCH[:5])

    assert warnings(desk.do("PostBatch", records=BATCH)) == ["no_batch_control"]
    assert record(desk, "invoice", "PF-1871").state == "draft"
    assert overridden(desk.do("PostBatch", records=BATCH, confirmed=True)) == ["no_batch_control"]
    assert record(desk, "invoice", "PF-1871").state == "posted"


@pytest.mark.parametrize(
    ("records", "said"),
    [((), "Aucun document"), (("PF-1871", "PF-1871"), "deux fois"), (("PF-1",), "introuvable"),
     (("PF-1871", "F2026-0987"), "F2026-0987 : lot non validé")],
)  # fmt: skip
def test_a_batch_is_refused_whole(records, said):
    desk = office()

    assert typeset(said) in desk.do("PostBatch", records=records, confirmed=True).refusal
    assert desk.world.erp.series["F2026"] == 1042


def test_due_dates_follow_the_terms_until_one_is_typed():
    desk = office()
    change = {"doctype": "invoice", "record": "PF-1871"}

    assert record(desk, "invoice", "PF-1871").values["due_date"] == "2026-11-30"
    desk.do(
        "ChangeRecord", **change, values={"invoice_date": "01/10/2026", "due_date": "30/11/2026"}
    )
    assert record(desk, "invoice", "PF-1871").values["due_date"] == "2026-11-30"
    desk.do("ChangeRecord", **change, values={"payment_terms": "30J"})
    assert record(desk, "invoice", "PF-1871").values["due_date"] == "2026-10-31"
    desk.do("ChangeRecord", **change, values={"due_date": "15/12/2026"})
    assert record(desk, "invoice", "PF-1871").values["due_date"] == "2026-12-15"


def test_an_unverified_vat_number_warns_and_a_verified_one_does_not():
    desk = office()
    desk.do(
        "ChangeRecord",
        doctype="invoice",
        record="PF-1872",
        values={"vat_code": "LIC", "vat_number": "DE000178457"},
    )
    post = {"doctype": "invoice", "record": "PF-1872", "action": "post"}

    assert warnings(desk.do("DoAction", **post)) == ["unverified_vat_number"]
    desk.do("CheckVatNumber", number="de 000 178 457")
    assert not warnings(desk.do("DoAction", **post))


@pytest.mark.parametrize(
    ("number", "outcome"), [("DE000178457", "ok"), ("DE111111111", "unknown"), ("DE12", "mismatch")]
)
def test_the_vat_check_knows_valid_unknown_and_impossible_numbers(number, outcome):
    assert office().do("CheckVatNumber", number=number).facts[0].outcome == outcome


def test_a_date_outside_the_open_period_warns():
    desk = office()
    desk.do(
        "ChangeRecord", doctype="invoice", record="PF-1871", values={"invoice_date": "30/09/2026"}
    )

    assert warnings(desk.do("DoAction", doctype="invoice", record="PF-1871", action="post")) == [
        "date_outside_period"
    ]


@pytest.mark.parametrize("action", ["discard", "post"])
def test_a_posted_invoice_is_neither_deleted_nor_posted_again(action):
    outcome = office().do(
        "DoAction", doctype="invoice", record="F2026-0987", action=action, confirmed=True
    )

    assert "créez un avoir" in outcome.refusal


def test_a_posted_invoice_cannot_be_changed():
    outcome = office().do(
        "ChangeRecord", doctype="invoice", record="F2026-0987", values={"carriage": "0"}
    )

    assert "créez un avoir" in outcome.refusal


def test_a_negative_invoice_is_refused():
    lines = ({"label": "Geste", "quantity": "-1", "unit_price": "10"},)

    assert (
        "négatif"
        in office()
        .do("CreateRecord", doctype="invoice", values={"customer": "C00163"}, lines=lines)
        .refusal
    )


def test_an_empty_invoice_cannot_be_posted():
    desk = office()
    desk.do("CreateRecord", doctype="invoice", values={"customer": "C00163"})

    assert (
        "montant est nul"
        in desk.do("DoAction", doctype="invoice", record="BROUILLON-1", action="post").refusal
    )


def test_wrong_vat_missing_order_number_and_missing_carriage_pass_in_silence():
    desk = office()
    desk.do("RunBatchControl", records=BATCH)

    assert not warnings(desk.do("PostBatch", records=BATCH))


def test_a_credit_note_is_born_from_its_invoice_and_proposes_no_amount():
    desk = office()
    desk.do("DoAction", doctype="invoice", record="F2026-0987", action="create_credit_note")

    note = record(desk, "credit_note", "BROUILLON-1")

    assert (note.values["origin_number"], note.values["origin_date"]) == (
        "F2026-0987",
        "2026-09-28",
    )
    assert not note.lines
    assert record(desk, "invoice", "F2026-0987").state == "posted"


def test_a_credit_note_of_174_08_is_posted_with_its_number():
    desk = office()
    credit(desk)
    desk.do("DoAction", doctype="credit_note", record="BROUILLON-1", action="post")

    note = record(desk, "credit_note", "BROUILLON-1")

    assert note.number == "A2026-0031"
    assert (str(totals(note).net), str(totals(note).vat), str(totals(note).gross)) == (
        "174.08",
        "34.82",
        "208.90",
    )


def test_a_credit_note_without_reason_is_refused():
    desk = office()
    credit(desk, reason="")

    assert (
        "motif"
        in desk.do("DoAction", doctype="credit_note", record="BROUILLON-1", action="post").refusal
    )


def test_crediting_more_than_was_invoiced_warns():
    desk = office()
    credit(desk, carriage="9000")

    outcome = desk.do("DoAction", doctype="credit_note", record="BROUILLON-1", action="post")

    assert warnings(outcome) == ["credit_exceeds_invoice"]


def test_the_origin_of_a_credit_note_cannot_be_changed():
    desk = office()
    credit(desk)

    outcome = desk.do(
        "ChangeRecord",
        doctype="credit_note",
        record="BROUILLON-1",
        values={"origin_invoice": "PF-1871"},
    )

    assert "ne peut pas être modifié" in outcome.refusal
