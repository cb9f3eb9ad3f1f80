"""`untouched`: nothing else moved in the ERP."""

from tests.grading.checks.desk import reason, verdict
from tests.sim.erp.arvello import office

REST = {"except": [{"doctype": "invoice"}], "label": "reste de l’ERP"}


def test_it_passes_on_what_was_to_change_and_fails_on_anything_else():
    desk = office()
    desk.do("ChangeRecord", doctype="invoice", record="PF-1873", values={"customer_po": "CF-88214"})
    assert verdict(desk, "untouched", **REST) == "met"

    desk.do("ChangeRecord", doctype="customer", record="C00158", values={"payment_terms": "30J"})
    assert verdict(desk, "untouched", **REST) == "not_met"
    assert "c00158" in reason(desk, "untouched", **REST)
    assert verdict(desk, "untouched", **REST, doctypes=["delivery_note"]) == "met"


def test_looking_printing_and_searching_move_nothing():
    desk = office()
    desk.do("OpenScreen", doctype="customer", record="C00158")
    desk.do("SearchRecords", doctype="customer", query="novagriel")
    desk.do("PreviewOutput", doctype="invoice", record="PF-1873", form="invoice")
    desk.do("PrintOutput", doctype="invoice", record="PF-1873", form="invoice")

    assert verdict(desk, "untouched", label="ERP") == "met"
