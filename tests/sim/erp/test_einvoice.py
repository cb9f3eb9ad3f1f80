"""Factur-X: data that the schema and the Schematron of EN 16931 accept, in a PDF/A-3 that says the same to the cent."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from saxonche import PySaxonProcessor

from sim.erp.amounts import totals
from sim.erp.einvoice import facturx, facturx_xml
from sim.erp.forms import invoice_form
from sim.erp.outputs import pdf
from sim.language.french import money
from tests.sim.erp.arvello import line, office, record

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
PROFILE = Path(str(files("facturx"))) / "xsd_and_schematron" / "facturx-en16931"
FRANCE = ("FR20", "FR10", "FR5.5", "FR2.1")


@lru_cache
def schema():
    return etree.XMLSchema(file=str(PROFILE / "Factur-X_EN16931.xsd"))


@lru_cache
def schematron():
    processor = PySaxonProcessor(license=False)
    compiled = processor.new_xslt30_processor().compile_stylesheet(
        stylesheet_file=str(PROFILE / "FACTUR-X_EN16931.xslt")
    )
    return processor, compiled


def faults(data: bytes) -> list[str]:
    """Return what the schema, then the Schematron, say against the data."""
    tree = etree.fromstring(data)
    if not schema().validate(tree):
        return [str(error) for error in schema().error_log]
    processor, rules = schematron()
    report = rules.transform_to_string(xdm_node=processor.parse_xml(xml_text=data.decode()))
    failed = re.findall(r"<svrl:failed-assert.*?</svrl:failed-assert>", report, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in failed]


def posted(desk, key="PF-1871", doctype="invoice", **values):
    """Post a document, changed first, and return it."""
    if values:
        answer = desk.do("ChangeRecord", doctype=doctype, record=key, values=values, confirmed=True)
        assert not answer.refusal
    answer = desk.do("DoAction", doctype=doctype, record=key, action="post", confirmed=True)
    assert not answer.refusal
    return record(desk, doctype, key)


def amounts_of(data):
    root = etree.fromstring(data)
    summed = next(root.iter(f"{RAM}SpecifiedTradeSettlementHeaderMonetarySummation"))
    return {child.tag.removeprefix(RAM): Decimal(child.text) for child in summed}


CASES = {
    "france": {},
    "carriage": {"carriage": "38"},
    "order number": {"customer_po": "4500081312"},
    "intra-EU": {"vat_code": "LIC", "vat_number": "DE000178457", "customer": "C00133"},
    "export": {"vat_code": "EXP", "vat_number": "DE000178457"},
    "reverse charge": {"vat_code": "AUTO-REC", "vat_number": "FR95000012476"},
    "service in the EU": {"vat_code": "AUTO-UE", "vat_number": "DE000178457"},
    "exempt": {"vat_code": "EXO"},
    "other rate": {"vat_code": "FR5.5"},
}


@pytest.mark.parametrize("values", CASES.values(), ids=CASES)
def test_an_invoice_passes_the_schema_and_the_schematron(values):
    desk = office()

    invoice = posted(desk, **values)

    assert faults(facturx_xml(desk.world, invoice)) == []


def test_several_rates_in_one_invoice_pass():
    desk = office()
    lines = tuple({**line("AV-1205", "100"), "vat_code": code} for code in FRANCE)
    desk.do("ChangeRecord", doctype="invoice", record="PF-1871", lines=lines)

    data = facturx_xml(desk.world, posted(desk))

    assert faults(data) == []
    rates = [
        one.findtext(f"{RAM}RateApplicablePercent")
        for one in etree.fromstring(data).iter(f"{RAM}ApplicableTradeTax")
        if one.findtext(f"{RAM}BasisAmount")
    ]
    assert sorted(rates) == ["10", "2.1", "20", "5.5"]


def test_vat_on_debits_is_told_in_the_data_and_on_the_page():
    desk = office(vat_on_debits="true", operation_nature="Prestation de services")
    invoice = posted(desk)
    data = facturx_xml(desk.world, invoice)

    assert faults(data) == []
    assert b">S1<" in data
    assert b"<ram:DueDateTypeCode>5<" in data
    assert any("d’après les débits" in text for text in invoice_form(desk.world, invoice).mentions)


def test_a_credit_note_names_its_invoice():
    desk = office()
    made = desk.do("DoAction", doctype="invoice", record="F2026-0987", action="create_credit_note")
    key = made.facts[-1].record
    desk.do(
        "ChangeRecord",
        doctype="credit_note",
        record=key,
        values={"reason": "Colis abîmé"},
        lines=(line("AV-2208", "35"),),
    )

    note = posted(desk, key, "credit_note")

    data = facturx_xml(desk.world, note)
    assert faults(data) == []
    assert b"<ram:TypeCode>381<" in data
    assert b"F2026-0987" in data


def test_a_deposit_and_the_invoice_that_deducts_it_pass():
    desk = office()
    invoice = posted(desk)
    values = {**invoice.values, "deposits": "F2026-1000", "deposits_gross": "1000.00"}

    deposit = facturx_xml(
        desk.world, replace(invoice, values={**invoice.values, "kind": "deposit"})
    )
    final = facturx_xml(desk.world, replace(invoice, values={**values, "kind": "final"}))

    assert faults(deposit) == []
    assert b"<ram:TypeCode>386<" in deposit
    assert faults(final) == []
    assert amounts_of(final)["TotalPrepaidAmount"] == 1000


def test_the_mentions_of_the_law_are_notes_with_their_codes():
    desk = office()

    data = facturx_xml(desk.world, posted(desk)).decode()

    for code, text in (("PMD", "12 % par an"), ("PMT", "40 €"), ("AAB", "Pas d’escompte")):
        assert re.search(f"{text}[^<]*</ram:Content>\\s*<ram:SubjectCode>{code}<", data)


def test_the_schematron_finds_a_wrong_total():
    desk = office()
    data = facturx_xml(desk.world, posted(desk))
    total = f"{totals(record(desk, 'invoice', 'PF-1871')).gross}".encode()

    wrong = data.replace(b">" + total + b"<", b">1.00<", 1)

    assert any("BR-CO-15" in told or "BT-112" in told for told in faults(wrong))


LINES = st.lists(
    st.tuples(
        st.integers(1, 99_999), st.decimals("0.0001", "999.9999", places=4),
        st.decimals(0, 100, places=2), st.sampled_from(FRANCE),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(lines=LINES, carriage=st.decimals(0, 500, places=2))
def test_screen_page_and_data_agree_to_the_cent(lines, carriage):
    desk = office()
    typed = tuple(
        {
            "article": "AV-1205",
            "quantity": str(quantity),
            "unit_price": str(price),
            "discount_pct": str(discount),
            "vat_code": code,
        }
        for quantity, price, discount, code in lines
    )
    desk.do(
        "ChangeRecord",
        doctype="invoice",
        record="PF-1871",
        values={"carriage": str(carriage)},
        lines=typed,
        confirmed=True,
    )
    answer = desk.do("DoAction", doctype="invoice", record="PF-1871", action="post", confirmed=True)
    if answer.refusal:
        assert "montant est nul" in answer.refusal
        return
    invoice = record(desk, "invoice", "PF-1871")
    amounts = totals(invoice)

    data = facturx_xml(desk.world, invoice)
    told = amounts_of(data)
    printed = {one.label: one.value for one in invoice_form(desk.world, invoice).totals}

    assert faults(data) == []
    assert (told["TaxBasisTotalAmount"], told["TaxTotalAmount"], told["GrandTotalAmount"]) == (
        amounts.net,
        amounts.vat,
        amounts.gross,
    )
    assert printed["Total HT"] == money(amounts.net)
    assert printed["Net à payer"] == money(amounts.gross)
    assert Decimal(invoice.values["posted_gross"]) == amounts.gross


# The file


def test_a_posted_invoice_prints_as_a_pdf_that_carries_its_data():
    desk = office()
    invoice = posted(desk)

    data = pdf(desk.world, "invoice", "PF-1871", "invoice")

    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.attachments == {"factur-x.xml": [facturx_xml(desk.world, invoice)]}
    told = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3<" in told
    assert "<fx:ConformanceLevel>EN 16931<" in told
    text = reader.pages[0].extract_text().replace("\xa0", " ")
    assert "Facture" in text
    assert "F2026-1043" in text
    assert "Pénalités de retard" in text


def test_every_letter_of_the_file_is_embedded():
    desk = office()
    reader = pypdf.PdfReader(io.BytesIO(facturx(desk.world, posted(desk))))

    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]

    assert fonts
    assert all("/FontFile2" in font for font in fonts)
    assert reader.trailer["/Root"]["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert reader.trailer["/Root"]["/AF"]


def test_the_same_invoice_is_the_same_file():
    desk = office()
    invoice = posted(desk)
    again = office()

    assert facturx(desk.world, invoice) == facturx(again.world, posted(again))


def test_a_draft_is_not_an_electronic_invoice():
    desk = office()

    data = pdf(desk.world, "invoice", "PF-1871", "invoice")

    assert pypdf.PdfReader(io.BytesIO(data)).attachments == {}
