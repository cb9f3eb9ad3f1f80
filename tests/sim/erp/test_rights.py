"""What the candidate's profile allows: by field of work, document type or action."""

from dataclasses import replace

import pytest

from sim.erp import rights
from sim.erp.doctype import FieldSpec
from sim.erp.module import Report
from sim.erp.registry import DOCTYPES, REPORTS
from sim.erp.screens import search
from sim.erp.sheets import columns_of
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


SECRET = FieldSpec("secret_rate", "Taux", "percent", confidential=True)
"""A field of no shipped document: a profile's rights on it are the same for any."""


@pytest.fixture
def with_secret(monkeypatch):
    customer = DOCTYPES["customer"]
    monkeypatch.setitem(DOCTYPES, "customer", replace(customer, fields=(*customer.fields, SECRET)))
    columns = (FieldSpec("name", "Nom"), SECRET)
    rows = [{"name": "ALPHYDRAL", "secret_rate": "7.25"}]
    report = Report("rates", "Taux", columns, lambda world, asked: rows)
    monkeypatch.setitem(REPORTS, "rates", report)


def rated(**given):
    desk = office(**given)
    for rank, one in enumerate(desk.world.erp.records["customer"].values()):
        one.values["secret_rate"] = str(90 - rank)
    return desk


def test_what_is_hidden_neither_sorts_nor_filters_a_list(with_secret):
    blind, full = rated().world, rated(customer="full").world

    assert search(blind, "customer", sort="secret_rate") == search(blind, "customer")
    assert len(search(blind, "customer", filters={"secret_rate": "90"})) == len(
        blind.erp.records["customer"]
    )
    assert search(full, "customer", sort="secret_rate") == search(full, "customer")[::-1]
    assert len(search(full, "customer", filters={"secret_rate": "90"})) == 1


@pytest.mark.parametrize(("level", "told"), [("write", False), ("full", True)])
def test_a_confidential_column_of_a_report_is_for_the_full_right(with_secret, level, told):
    desk = office()
    desk.scenario.erp.rights["rates"] = level

    exported = desk.do("ExportReport", report="rates", format="csv").facts[0]
    printed = columns_of(desk.world, REPORTS["rates"])

    assert ("7,25" in desk.files.get(exported.file.sha256).decode("utf-8-sig")) is told
    assert (SECRET in printed) is told
