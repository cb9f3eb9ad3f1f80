"""`filed`: a file is where the filing plan puts it."""

import pytest

from tests.grading.checks.desk import LETTER, a_letter, desk, mail, verdict
from tests.sim.erp.arvello import office

INVOICE = {
    "output": {"doctype": "invoice", "where": {"id": "PF-1871"}},
    "folder": "/ADV/3_Facturation",
    "label": "facture",
}
WORK = {"document": LETTER, "folder": "/ADV/9_Travail", "label": "lettre"}


def printed():
    desk = office()
    desk.do("PrintOutput", doctype="invoice", record="PF-1871", form="invoice")
    return desk, next(entry.fact.path for entry in desk.entries if entry.kind == "drive.added")


@pytest.mark.parametrize("command", ["MoveFile", "CopyFile"])
def test_it_passes_once_filed_and_fails_where_it_was_printed(command):
    desk, path = printed()
    assert verdict(desk, "filed", **INVOICE) == "not_met"

    desk.do(command, path=path, to="/ADV/3_Facturation/F.pdf")
    assert verdict(desk, "filed", **INVOICE) == "met"
    assert verdict(desk, "filed", **INVOICE, name=r"F\d+\.pdf") == "not_met"
    assert (
        verdict(desk, "filed", **{**INVOICE, "folder": ["/Ailleurs", "/adv/*facturation"]}) == "met"
    )


def test_another_invoice_or_a_file_of_the_same_name_is_not_this_one():
    desk, path = printed()
    desk.do("DeleteFile", path=path)
    desk.upload("F2026-1043.pdf", b"%PDF-1.4 other", "/ADV/3_Facturation")

    assert verdict(desk, "filed", **INVOICE) == "not_met"


def test_a_document_is_known_by_what_it_says():
    what = desk()
    a_letter(what, name="courrier.docx")

    assert verdict(what, "filed", **WORK) == "met"
    assert verdict(what, "filed", **{**WORK, "folder": "/ADV/3_Facturation"}) == "not_met"
    assert verdict(desk(), "filed", **WORK) == "not_met"


def test_a_document_only_sent_is_not_filed():
    what = desk()
    path = a_letter(what)
    mail(what, attachments=(path,))
    what.do("DeleteFile", path=path)

    assert verdict(what, "filed", **WORK) == "not_met"
