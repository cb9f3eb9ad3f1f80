"""`unaltered`: what is filed as an output of the ERP is that output."""

from tests.build import a_message
from tests.grading.checks.desk import desk as plain_desk
from tests.grading.checks.desk import verdict
from tests.sim.erp.arvello import office

OUTPUTS = {"under": "/ADV/3*", "name": r"(F2026|PF|po).*\.pdf", "label": "sorties"}


def filed():
    desk = office()
    desk.do("PrintOutput", doctype="invoice", record="PF-1871", form="invoice")
    path = next(entry.fact.path for entry in desk.entries if entry.kind == "drive.added")
    desk.do("MoveFile", path=path, to="/ADV/3_Facturation/F2026-1043.pdf")
    return desk


def test_it_passes_on_the_output_itself_and_fails_on_a_reworked_one():
    desk = filed()
    assert verdict(desk, "unaltered", **OUTPUTS) == "met"

    desk.upload("F2026-1043.pdf", b"%PDF-1.4 reworked", "/ADV/3_Facturation")
    assert verdict(desk, "unaltered", **OUTPUTS) == "not_met"


def test_nothing_filed_fails():
    assert verdict(office(), "unaltered", **OUTPUTS) == "not_met"


def test_a_document_received_and_filed_as_it_came_is_not_altered():
    desk = plain_desk(messages=(a_message(),), timeline=())
    desk.do("SaveAttachment", mail="M01", name="po.pdf", folder="/ADV/3_Facturation")

    assert verdict(desk, "unaltered", **OUTPUTS) == "met"
