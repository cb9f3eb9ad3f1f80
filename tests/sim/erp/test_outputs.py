"""Printed forms, exports, attachments: what is made, where it goes, what it says."""

import csv
import io

import openpyxl
import pypdfium2
import pytest

from sim.erp.outputs import pdf
from tests.sim.erp.arvello import office, order, record


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    said = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(said.replace("\u00a0", " ").split())


def printed(desk, doctype, key, form):
    """Print a form and return what it says."""
    file = desk.do("PrintOutput", doctype=doctype, record=key, form=form).facts[0].file
    return text_of(desk.files.get(file.sha256))


def posted(desk, key="PF-1871", **values):
    if values:
        desk.do("ChangeRecord", doctype="invoice", record=key, values=values)
    desk.do("DoAction", doctype="invoice", record=key, action="post", confirmed=True)
    return desk


def test_an_invoice_says_what_the_law_asks():
    said = printed(posted(office(), customer_po="4500081277"), "invoice", "PF-1871", "invoice")

    for mention in (
        "F2026-1043", "13/10/2026", "ALPHYDRAL SA", "000012476", "4500081277", "BL26-1871", "Livraison de biens",
        "30/11/2026", "12 % par an", "40 €", "Pas d’escompte", "5 261,28 €", "876,88 €", "4 384,40 €",
    ):  # fmt: skip
        assert mention in said, mention
    assert "PROFORMA" not in said


def test_an_exempt_invoice_names_the_article_of_law_and_the_customer_s_vat_number():
    desk = posted(office(), "PF-1872", vat_code="LIC", vat_number="DE000178457")

    said = printed(desk, "invoice", "PF-1872", "invoice")

    assert "Exonération de TVA, article 262 ter, I du CGI" in said
    assert "DE000178457" in said
    assert "4 536,00 €" in said


def test_an_invoice_at_20_percent_does_not_claim_an_exemption():
    assert "262 ter" not in printed(posted(office(), "PF-1872"), "invoice", "PF-1872", "invoice")


def test_a_draft_prints_a_proforma_that_is_not_the_invoice():
    desk = office()

    outcome = desk.do("PrintOutput", doctype="invoice", record="PF-1871", form="invoice")

    assert outcome.facts[0].form == "proforma"
    assert outcome.facts[0].file.name == "PROFORMA-PF-1871.pdf"
    assert "PROFORMA" in text_of(desk.files.get(outcome.facts[0].file.sha256))


def test_a_delivery_address_that_differs_is_frozen_and_printed():
    desk = office()
    known = tuple(record(desk, "customer", "C00141").lines)
    other = {
        "kind": "delivery",
        "street": "18 rue de l’Industrie",
        "postcode": "63300",
        "city": "Thiers",
    }
    desk.do("ChangeRecord", doctype="customer", record="C00141", lines=(*known, other))
    posted(desk, "PF-1874", delivery_address="ADR2")
    desk.do("ChangeRecord", doctype="customer", record="C00141", lines=known)

    assert "18 rue de l’Industrie" in record(desk, "invoice", "PF-1874").values["delivery_text"]
    assert "18 rue de l’Industrie" in printed(desk, "invoice", "PF-1874", "invoice")


def test_the_file_goes_to_the_outputs_and_nowhere_else():
    desk = posted(office())

    outcome = desk.do("PrintOutput", doctype="invoice", record="PF-1871", form="invoice")

    assert [fact.kind for fact in outcome.facts] == ["erp.output_generated", "drive.added"]
    assert outcome.facts[1].path == "/Sorties ERP/F2026-1043.pdf"
    assert outcome.facts[1].source == "invoice/PF-1871/invoice"
    assert desk.world.erp.outputs[outcome.facts[0].file.sha256][0].record == "PF-1871"


def test_printing_again_gives_the_same_bytes_and_no_second_file():
    desk = posted(office())
    first = desk.do("PrintOutput", doctype="invoice", record="PF-1871", form="invoice")

    again = desk.do("PrintOutput", doctype="invoice", record="PF-1871", form="invoice")

    assert [fact.kind for fact in again.facts] == ["erp.output_generated"]
    assert again.facts[0].file == first.facts[0].file


def test_many_forms_are_printed_at_once_or_none():
    desk = office()
    desk.do("DoAction", doctype="delivery_note", record="BL26-1881", action="issue")
    asked = [
        {"doctype": "delivery_note", "record": "BL26-1881", "form": form}
        for form in ("bl", "packing_list", "cmr")
    ]

    names = [
        fact.file.name
        for fact in desk.do("PrintOutputs", outputs=asked).facts
        if fact.kind == "drive.added"
    ]
    refused = desk.do("PrintOutputs", outputs=[asked[0], {**asked[1], "record": "BL26-9"}])

    assert names == ["BL26-1881.pdf", "COLISAGE-BL26-1881.pdf", "CMR-BL26-1881.pdf"]
    assert "introuvable" in refused.refusal


def test_the_packing_list_counts_packages_and_weights():
    said = text_of(pdf(office().world, "delivery_note", "BL26-1881", "packing_list"))

    assert "600 3 10,8" in said


def test_the_acknowledgement_shows_the_gap_only_when_it_is_flagged():
    desk = office()
    order(desk)

    assert "Écart de prix signalé" not in printed(desk, "sales_order", "CC-1", "ar")
    change = {"price_gap_flagged": "oui", "price_gap_note": "AV-1205 : 1,48 € au lieu de 1,42 €."}
    desk.do("ChangeRecord", doctype="sales_order", record="CC-1", values=change)

    said = printed(desk, "sales_order", "CC-1", "ar")
    assert "Écart de prix signalé" in said
    assert "au lieu de 1,42 €" in said
    assert "20/10/2026" in said


def test_a_credit_note_names_its_invoice_and_the_journal_its_totals():
    desk = posted(office())
    desk.do("DoAction", doctype="invoice", record="F2026-0987", action="create_credit_note")

    assert "F2026-0987 du 28/09/2026" in printed(desk, "credit_note", "BROUILLON-1", "credit_note")
    assert "5 261,28 €" in printed(desk, "invoice_journal", "2026-10-13", "journal")


def test_a_preview_is_noted_and_makes_no_file():
    outcome = office().do("PreviewOutput", doctype="invoice", record="PF-1871", form="invoice")

    assert [fact.kind for fact in outcome.facts] == ["erp.output_previewed"]


@pytest.mark.parametrize("wrong", [{"doctype": "x"}, {"record": "x"}, {"form": "x"}])
def test_a_form_that_is_not_there_is_refused(wrong):
    assert (
        office()
        .do(
            "PrintOutput", **{"doctype": "invoice", "record": "PF-1871", "form": "invoice", **wrong}
        )
        .refusal
    )


def test_an_export_keeps_identifiers_as_texts_and_amounts_as_numbers():
    desk = office()
    file = desk.do("ExportList", doctype="customer", query="ferrandel").facts[0].file

    sheet = openpyxl.load_workbook(io.BytesIO(desk.files.get(file.sha256))).active
    header, row = ([cell.value for cell in cells] for cells in sheet.iter_rows())

    assert dict(zip(header, row, strict=True))["SIREN"] == "000013581"
    assert file.name == "Export Clients.xlsx"


def test_a_csv_export_has_one_row_per_line_and_defuses_formulas():
    desk = office()
    order(desk)
    desk.do("ChangeRecord", doctype="sales_order", record="CC-1", values={"customer_po": "=1+1"})
    file = desk.do("ExportList", doctype="sales_order", format="csv", lines=True).facts[0].file

    rows = list(
        csv.DictReader(io.StringIO(desk.files.get(file.sha256).decode("utf-8-sig")), delimiter=";")
    )

    assert len(rows) == 4
    assert rows[0]["Prix unitaire HT"] == "1,48"
    assert rows[0]["N° de commande du client"] == "'=1+1"


def test_an_export_hides_no_earlier_one_and_the_same_twice_is_one_file():
    desk = office()
    paths = []
    for query in ("", "ferrandel", ""):
        paths += [
            fact.path
            for fact in desk.do("ExportList", doctype="customer", query=query).facts
            if fact.kind == "drive.added"
        ]

    assert paths == ["/Sorties ERP/Export Clients.xlsx", "/Sorties ERP/Export Clients (2).xlsx"]


def test_a_signed_note_is_attached_once():
    desk = office()
    desk.upload("bl_1875_signe.pdf")
    attach = {
        "doctype": "delivery_note",
        "record": "BL26-1875",
        "path": "/ADV/9_Travail/bl_1875_signe.pdf",
    }

    desk.do("AttachFile", **attach)

    assert record(desk, "delivery_note", "BL26-1875").attachments[0].name == "bl_1875_signe.pdf"
    assert "déjà joint" in desk.do("AttachFile", **attach).refusal
    assert "introuvable" in desk.do("AttachFile", **{**attach, "path": "/x.pdf"}).refusal
