"""Invoices and credit notes as Factur-X: the page that is read and the EN 16931 data that is processed (BR-EINV).

The data says what the page says, to the cent: both come from `amounts.totals`. A mistake of the document, such
as a wrong VAT code, is carried as it is: this module writes, it does not correct.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from drafthorse.models.accounting import ApplicableTradeTax, CategoryTradeTax, TradeAllowanceCharge
from drafthorse.models.document import Document
from drafthorse.models.note import IncludedNote
from drafthorse.models.party import TaxRegistration
from drafthorse.models.payment import PaymentMeans, PaymentTerms
from drafthorse.models.tradelines import LineItem

from sim.archiving import render_archive
from sim.erp.amounts import REGIMES, line_net, rounded, totals
from sim.erp.forms import credit_form, invoice_form
from sim.erp.letterhead import parties
from sim.erp.lookup import label_of, linked, setting
from sim.erp.values import date_of, decimal_of
from sim.facts.erp import Row
from sim.scenario.model import Company
from sim.world import ErpRecord, World

NAME, LEVEL = "factur-x.xml", "EN 16931"
GUIDELINE = "urn:cen.eu:en16931:2017"
TYPES = {"deposit": "386"}
"""Kind of invoice to its code in UNTDID 1001; 380 for the others, 381 for a credit note."""
CATEGORIES = {"LIC": "K", "AUTO": "AE", "AUTO-UE": "AE", "AUTO-REC": "AE", "EXP": "G", "EXO": "E"}
"""VAT code to its category in UNTDID 5305; S, the standard one, for the others."""
REASONS = {"K": "VATEX-EU-IC", "AE": "VATEX-EU-AE", "G": "VATEX-EU-G"}
UNITS = {"pièce": "C62", "kg": "KGM", "m": "MTR", "h": "HUR", "l": "LTR"}
"""Unit to its code in UN/ECE Recommendation 20."""
NATURES = {"livraison de biens": "B1", "prestation de services": "S1", "mixte": "M1"}
"""Nature of the operation to the business process code of the French reform (BT-23)."""
SIREN, ELECTRONIC = "0002", "0225"
"""Schemes of an identifier: the SIREN, and the French electronic address."""


def facturx(world: World, record: ErpRecord) -> bytes:
    """Return the file of a posted invoice or credit note: PDF/A-3 with its data attached."""
    build = credit_form if record.doctype == "credit_note" else invoice_form
    return render_archive(build(world, record), NAME, facturx_xml(world, record), LEVEL)


def facturx_xml(world: World, record: ErpRecord) -> bytes:
    """Return the data of an invoice or a credit note, in the EN 16931 profile."""
    document: Any = Document()
    _head(world, record, document)
    _sides(world, record, document.trade.agreement)
    _delivery(world, record, document.trade.delivery)
    for rank, line in enumerate(record.lines, start=1):
        document.trade.items.add(_line(world, record, line, rank))
    _settle(world, record, document.trade.settlement)
    data: bytes = document.serialize(schema=None)
    return data


def issue_date(record: ErpRecord) -> date:
    """Return the date of the document."""
    name = "credit_date" if record.doctype == "credit_note" else "invoice_date"
    return date_of(record.values, name) or date(2000, 1, 1)


def _head(world: World, record: ErpRecord, document: Any) -> None:
    nature = setting(world, "operation_nature", "Livraison de biens").casefold()
    document.context.business_parameter.id = NATURES.get(nature, "B1")
    document.context.guideline_parameter.id = GUIDELINE
    document.header.id = label_of(record)
    credit = record.doctype == "credit_note"
    document.header.type_code = "381" if credit else TYPES.get(record.values.get("kind", ""), "380")
    document.header.issue_date_time = issue_date(record)
    for code, text in _notes(world):
        note: Any = IncludedNote()
        note.content = text
        note.subject_code = code
        document.header.notes.add(note)


def _notes(world: World) -> list[tuple[str, str]]:
    """Return the mentions that French law wants, by their subject code (C. com. L441-9, reform 2026)."""
    rate = setting(world, "late_penalty_rate")
    penalties = (
        f"Pénalités de retard : {rate} % par an." if rate else "Pénalités de retard : taux légal."
    )
    indemnity = setting(world, "recovery_indemnity", "40")
    return [
        ("PMD", penalties),
        ("PMT", f"Indemnité forfaitaire pour frais de recouvrement : {indemnity} €."),
        ("AAB", setting(world, "early_discount", "Pas d’escompte pour paiement anticipé.")),
    ]


def siren_of(company: Company) -> str:
    """Return the company's SIREN: from its VAT number, else from its legal line."""
    if company.vat_number.startswith("FR") and len(company.vat_number) == 13:
        return company.vat_number[4:]
    found = re.search(r"SIREN\D{0,3}((?:\d\s?){9})", company.identity)
    return re.sub(r"\s", "", found[1]) if found else ""


def _sides(world: World, record: ErpRecord, agreement: Any) -> None:
    company = world.scenario.company
    _party(
        agreement.seller,
        (company.name, *company.address),
        "FR",
        siren_of(company),
        company.vat_number or _vat_number(siren_of(company)),
    )
    party = parties(world, record)
    customer = linked(world, "customer", record.values, "customer")
    known = customer.values if customer else {}
    number = record.values.get("vat_number") or known.get("vat_number", "")
    lines = tuple(party.get("billing_text", "").splitlines()) or (party.get("customer_name", ""),)
    country = known.get("country", "FR")
    _party(agreement.buyer, lines, country, party.get("customer_siren", ""), number)
    if record.values.get("customer_po"):
        agreement.buyer_order.issuer_assigned_id = record.values["customer_po"]


def _vat_number(siren: str) -> str:
    """Return the VAT number of a French company: its key comes from its SIREN (BR-VAT)."""
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}" if siren else ""


def _party(party: Any, lines: tuple[str, ...], country: str, siren: str, vat: str) -> None:
    party.name = lines[0]
    _address(party.address, lines[1:], country)
    if siren:
        party.legal_organization.id = (SIREN, siren)
        party.electronic_address.uri_ID = (ELECTRONIC, siren)
    if vat:
        party.tax_registrations.add(TaxRegistration(id=("VA", vat)))


def _address(address: Any, lines: tuple[str, ...], country: str) -> None:
    """Read an address as an envelope has it: the town is the last line that begins with a postcode."""
    found = [re.fullmatch(r"([A-Z0-9][A-Z0-9 -]{2,9}?)\s+(\D.*)", line) for line in lines]
    towns = [rank for rank, one in enumerate(found) if one and any(c.isdigit() for c in one[1])]
    town = towns[-1] if towns else None
    streets = list(lines if town is None else lines[:town])
    if streets:
        address.line_one = streets[0]
    if len(streets) > 1:
        address.line_two = ", ".join(streets[1:])
    match = found[town] if town is not None else None
    if match:
        address.postcode, address.city_name = match[1], match[2]
    address.country_id = country


def _delivery(world: World, record: ErpRecord, delivery: Any) -> None:
    party = parties(world, record)
    customer = linked(world, "customer", record.values, "customer")
    country = customer.values.get("country", "FR") if customer else "FR"
    lines = tuple((party.get("delivery_text") or party.get("billing_text", "")).splitlines())
    if lines:
        delivery.ship_to.name = lines[0]
        _address(delivery.ship_to.address, lines[1:], country)
    day = date_of(record.values, "delivery_date") or issue_date(record)
    delivery.event.occurrence = day


def _line(world: World, record: ErpRecord, line: Row, rank: int) -> Any:
    item: Any = LineItem()
    item.document.line_id = str(rank)
    article = linked(world, "article", line, "article")
    unit = UNITS.get(article.values.get("unit", "") if article else "", "C62")
    quantity, price = decimal_of(line, "quantity"), decimal_of(line, "unit_price")
    item.product.name = line.get("label") or line.get("article") or "Article"
    if line.get("article"):
        item.product.seller_assigned_id = line["article"]
    item.agreement.net.amount = price
    item.delivery.billed_quantity = (quantity, unit)
    code = line.get("vat_code") or record.values.get("vat_code") or "FR20"
    item.settlement.trade_tax.type_code = "VAT"
    item.settlement.trade_tax.category_code = CATEGORIES.get(code, "S")
    item.settlement.trade_tax.rate_applicable_percent = _rate(code)
    discount = rounded(quantity * price) - line_net(line)
    if discount:
        item.settlement.allowance_charge.add(_discount(line, discount))
    item.settlement.monetary_summation.total_amount = line_net(line)
    return item


def _discount(line: Row, amount: Decimal) -> Any:
    allowance: Any = TradeAllowanceCharge()
    allowance.indicator = False
    allowance.actual_amount = amount
    allowance.reason_code = "95"
    allowance.reason = f"Remise {line.get('discount_pct', '').replace('.', ',')} %"
    return allowance


def _rate(code: str) -> Decimal:
    return REGIMES[code].rate if code in REGIMES else Decimal(0)


def _settle(world: World, record: ErpRecord, settlement: Any) -> None:
    amounts, carriage = totals(record), rounded(decimal_of(record.values, "carriage"))
    settlement.currency_code = "EUR"
    _means(world.scenario.company, settlement)
    for band in amounts.bands:
        settlement.trade_tax.add(_tax(world, band.code, band.base, band.vat))
    if carriage:
        settlement.allowance_charge.add(_carriage(record, carriage))
    _terms(record, settlement)
    if record.doctype == "credit_note":
        origin = settlement.invoice_referenced_document
        origin.issuer_assigned_id = record.values.get("origin_number", "")
        day = date_of(record.values, "origin_date")
        if day:
            origin.issue_date_time = datetime(day.year, day.month, day.day)  # noqa: DTZ001  a day, not a moment
    deposits = decimal_of(record.values, "deposits_gross")
    summation = settlement.monetary_summation
    summation.line_total = amounts.net - carriage
    summation.charge_total = carriage
    summation.allowance_total = Decimal("0.00")
    summation.tax_basis_total = amounts.net
    summation.tax_total = (amounts.vat, "EUR")
    summation.grand_total = amounts.gross
    if deposits:
        summation.prepaid_total = deposits
    summation.due_amount = amounts.gross - deposits


def _means(company: Company, settlement: Any) -> None:
    means: Any = PaymentMeans()
    means.type_code = "30" if company.iban else "1"
    if company.iban:
        means.payee_account.iban = re.sub(r"\s", "", company.iban)
    settlement.payment_means.add(means)


def _tax(world: World, code: str, base: Decimal, vat: Decimal) -> Any:
    tax: Any = ApplicableTradeTax()
    category = CATEGORIES.get(code, "S")
    tax.calculated_amount = vat
    tax.type_code = "VAT"
    tax.basis_amount = base
    tax.category_code = category
    if code in REGIMES and REGIMES[code].mention:
        tax.exemption_reason = REGIMES[code].mention
    if category in REASONS:
        tax.exemption_reason_code = REASONS[category]
    if setting(world, "vat_on_debits") == "true" and category == "S":
        tax.due_date_type_code = "5"
    tax.rate_applicable_percent = _rate(code)
    return tax


def _carriage(record: ErpRecord, amount: Decimal) -> Any:
    """Return the carriage: a charge of the whole document, as its page has it below the lines."""
    code = record.values.get("vat_code") or "FR20"
    charge: Any = TradeAllowanceCharge()
    charge.indicator = True
    charge.actual_amount = amount
    charge.reason_code = "FC"
    charge.reason = "Port"
    tax: Any = CategoryTradeTax()
    tax.type_code = "VAT"
    tax.category_code = CATEGORIES.get(code, "S")
    tax.rate_applicable_percent = _rate(code)
    charge.trade_tax.add(tax)
    return charge


def _terms(record: ErpRecord, settlement: Any) -> None:
    due = date_of(record.values, "due_date")
    if due is None:
        return
    terms: Any = PaymentTerms()
    terms.due = due
    settlement.terms.add(terms)
