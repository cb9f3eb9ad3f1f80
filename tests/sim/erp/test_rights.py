"""What the candidate's profile allows: by field of work, document type or action."""

import pytest

from sim.erp import rights
from sim.erp.registry import DOCTYPES
from sim.erp.screens import search
from tests.build import Office, a_scenario
from tests.sim.erp import arvello


def office(**given):
    opening = arvello.opening().model_copy(
        update={"rights": {key.replace("__", "."): text for key, text in given.items()}}
    )
    return Office(a_scenario(erp=opening))


HIDDEN = (
    ("OpenScreen", {"doctype": "invoice"}),
    ("SearchRecords", {"doctype": "invoice", "query": "x"}),
    ("CreateRecord", {"doctype": "invoice", "values": {"customer": "C00112"}}),
    ("ChangeRecord", {"doctype": "invoice", "record": "PF-1871", "values": {"notes": "x"}}),
    ("DoAction", {"doctype": "invoice", "record": "PF-1871", "action": "post"}),
    ("DuplicateRecord", {"doctype": "invoice", "record": "PF-1871"}),
    ("PrintOutput", {"doctype": "invoice", "record": "PF-1871", "form": "invoice"}),
    ("PreviewOutput", {"doctype": "invoice", "record": "PF-1871", "form": "sheet"}),
    ("ExportList", {"doctype": "invoice"}),
    ("AttachFile", {"doctype": "invoice", "record": "PF-1871", "path": "/x"}),
    ("SaveFilter", {"doctype": "invoice", "name": "x", "query": "x"}),
)
WRITING = ("CreateRecord", "ChangeRecord", "DoAction", "DuplicateRecord")


@pytest.mark.parametrize(("command", "given"), HIDDEN, ids=[name for name, _ in HIDDEN])
def test_a_hidden_document_is_out_of_reach_whatever_is_asked(command, given):
    answer = office(invoice="none").do(command, **given)

    assert "Votre profil ne donne pas accès à «\u00a0Factures\u00a0»" in answer.refusal


@pytest.mark.parametrize(("command", "given"), HIDDEN, ids=[name for name, _ in HIDDEN])
def test_reading_rights_let_read_and_nothing_else(command, given):
    answer = office(invoice="read").do(command, **given)

    refused = "se consulte seulement" in answer.refusal
    assert refused == (command in WRITING)


def test_the_field_of_work_answers_for_its_documents_unless_they_have_their_own():
    desk = office(invoicing="none", credit_note="read")

    assert not rights.sees(desk.world, "invoice")
    assert rights.sees(desk.world, "credit_note")
    assert not rights.sees(desk.world, "invoice_batch")
    assert rights.level(desk.world, "sales_order") == "write"


def test_an_action_may_be_taken_from_a_profile():
    answer = office(invoice__post="none").do(
        "DoAction", doctype="invoice", record="PF-1871", action="post"
    )

    assert "est réservé à" in answer.refusal


def test_a_batch_is_refused_where_its_document_cannot_be_written():
    desk = office(invoicing="read")

    assert "Votre profil" in desk.do("PostBatch", records=("PF-1871",), confirmed=True).refusal


def test_confidential_fields_are_for_the_full_right_only(monkeypatch):
    customer = DOCTYPES["customer"]
    secret = [spec for spec in customer.fields if spec.confidential]
    assert rights.visible(office().world, customer, customer.fields) == tuple(
        spec for spec in customer.fields if spec not in secret
    )
    assert rights.visible(office(customer="full").world, customer, customer.fields) == tuple(
        customer.fields
    )
    assert search(office().world, "customer", "ALPHYDRAL")


def test_a_scenario_that_names_an_unknown_right_is_told():
    told = rights.problems({"invoices": "none", "invoice": "hidden", "invoice.post": "write"})

    assert told == [
        "Droit « invoices » : ce nom n’existe pas.",
        "Droit « invoice » : « hidden » n’est pas un niveau. Niveaux : none, read, write, full.",
    ]
