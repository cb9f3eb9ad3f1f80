"""Printed forms of sales and invoicing: what each document says (CGI ann. II art. 242 nonies A, C. com. L441-9).

A form is a function of the record and of what the record froze when it was posted, so that the same
record prints the same bytes.
"""

from datetime import date
from decimal import Decimal

from sim.erp.amounts import REGIMES, TERMS, Totals, line_net, totals
from sim.erp.letterhead import customer_info, day_of, filled, given, letterhead, quantity_of
from sim.erp.lookup import label_of, linked, setting
from sim.erp.values import date_of, decimal_of, unit_price
from sim.language.french import NO_BREAK, date_short, money, percent
from sim.printing import Column, Pair, PrintedForm, Total
from sim.world import ErpRecord, World

PROFORMA = "PROFORMA — NON VALIDÉE"
INVOICE_TITLES = {
    "deposit": "Facture d’acompte",
    "final": "Facture de solde",
    "periodic": "Facture périodique",
}
SALES_COLUMNS = (
    Column("Article", width_share=1.3),
    Column("Désignation", width_share=3.2),
    Column("Qté", "right", 0.9),
    Column("P.U. HT", "right", 1.1),
    Column("Remise", "right", 0.9),
    Column("TVA", "right", 0.9),
    Column("Montant HT", "right", 1.4),
)


def invoice_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return an invoice with its mandatory mentions; a proforma while it is a draft."""
    values = record.values
    due = date_of(values, "due_date")
    terms = TERMS.get(values.get("payment_terms", ""))
    note = linked(world, "delivery_note", values, "delivery_note")
    info = (
        *customer_info(world, record),
        Pair("Votre commande", values.get("customer_po", "")),
        Pair(
            "Bon de livraison",
            values.get("delivery_notes", "") or (label_of(note) if note else ""),
        ),
        Pair("Date de livraison", day_of(values, "delivery_date")),
        Pair("Conditions", terms.label_fr if terms else ""),
        Pair("Échéance", date_short(due) if due else ""),
    )
    title = INVOICE_TITLES.get(values.get("kind", ""), "Facture")
    return PrintedForm(
        title=title if record.number else f"{title} proforma",
        number=label_of(record),
        date=day_of(values, "invoice_date"),
        status=None if record.number else PROFORMA,
        info=filled(info),
        columns=SALES_COLUMNS,
        rows=_sales_rows(record),
        totals=_invoice_totals(record),
        mentions=(*_regime_mentions(record), *_legal_mentions(world, record, due)),
        **letterhead(world, record),
    )


def _invoice_totals(record: ErpRecord) -> tuple[Total, ...]:
    """Return the totals; a final invoice deducts its deposits, named (BR-INV-08)."""
    amounts, deposits = totals(record), decimal_of(record.values, "deposits_gross")
    if not deposits:
        return _total_lines(amounts, "Net à payer")
    named = record.values.get("deposits", "")
    return (
        *_total_lines(amounts, "Total TTC"),
        Total(f"Acompte déduit {named}", money(-deposits)),
        Total("Net à payer", money(amounts.gross - deposits), bold=True),
    )


def quotation_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return a quotation, to be signed « bon pour accord » (arrêté of 2 December 1990 for what it must say)."""
    values = record.values
    terms = TERMS.get(values.get("payment_terms", ""))
    valid = date_of(values, "valid_until")
    return PrintedForm(
        title="Devis",
        number=label_of(record),
        date=day_of(values, "order_date"),
        status=None if record.number else "DEVIS NON ENVOYÉ",
        info=filled(
            (
                *customer_info(world, record),
                Pair("Votre référence", values.get("customer_reference", "")),
                Pair("Valable jusqu’au", date_short(valid) if valid else ""),
                Pair("Délai de livraison", values.get("lead_time", "")),
                Pair("Conditions", terms.label_fr if terms else ""),
            )
        ),
        columns=SALES_COLUMNS,
        rows=_sales_rows(record),
        totals=_total_lines(totals(record), "Total TTC"),
        mentions=(*_regime_mentions(record), *given(values, "mentions")),
        signatures=(
            Pair("L’émetteur"),
            Pair("Le client, précédé de la mention « Bon pour accord », date et cachet"),
        ),
        **letterhead(world, record),
    )


def credit_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return a credit note, which names the invoice it corrects and that invoice's date."""
    values = record.values
    origin = f"{values.get('origin_number', '')} du {day_of(values, 'origin_date')}"
    info = (
        *customer_info(world, record),
        Pair("Votre commande", values.get("customer_po", "")),
        Pair("Facture d’origine", origin),
    )
    return PrintedForm(
        title="Avoir" if record.number else "Avoir proforma",
        number=label_of(record),
        date=day_of(values, "credit_date"),
        status=None if record.number else PROFORMA,
        info=filled(info),
        columns=SALES_COLUMNS,
        rows=_sales_rows(record),
        totals=_total_lines(totals(record), "Net à votre crédit"),
        mentions=(
            f"Avoir sur la facture {origin}. Motif{NO_BREAK}: {values.get('reason', '')}.",
            *_regime_mentions(record),
            *given(values, "mentions"),
        ),
        **letterhead(world, record),
    )


def order_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return the acknowledgement of an order: prices, quantities and the dates promised."""
    values = record.values
    columns = (*SALES_COLUMNS[:5], Column("Livraison", "right", 1.3), SALES_COLUMNS[6])
    rows = tuple(
        (*row[:5], day_of(line, "promised_date") or day_of(values, "requested_date"), row[6])
        for row, line in zip(_line_rows(record), record.lines, strict=True)
    )
    gap: tuple[str, ...] = ()
    if values.get("price_gap_flagged") == "true":
        gap = (
            f"Écart de prix signalé{NO_BREAK}: les prix de cet accusé de réception diffèrent de votre commande.",
        )
    return PrintedForm(
        title="Accusé de réception de commande",
        number=label_of(record),
        date=day_of(values, "order_date"),
        status=None if record.number else "COMMANDE NON CONFIRMÉE",
        info=filled(
            (
                *customer_info(world, record),
                Pair("Votre commande", values.get("customer_po", "")),
                Pair("Livraison demandée", day_of(values, "requested_date")),
            )
        ),
        columns=columns,
        rows=rows + _carriage_row(record),
        totals=_total_lines(totals(record), "Total TTC"),
        mentions=(*gap, *given(values, "price_gap_note"), *given(values, "mentions")),
        **letterhead(world, record),
    )


def journal_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return the day's journal of invoices."""
    names = ("net", "vat", "gross")
    rows = tuple(
        (
            line["number"],
            line["customer"],
            line["customer_name"],
            line["delivery_note"],
            *(money(decimal_of(line, name)) for name in names),
        )
        for line in record.lines
    )
    sums = [sum((decimal_of(line, name) for line in record.lines), Decimal(0)) for name in names]
    company = world.scenario.company
    return PrintedForm(
        title="Journal des factures",
        number=label_of(record),
        date=day_of(record.values, "day"),
        landscape=True,
        issuer=(company.name, *company.address),
        columns=(
            Column("Facture", width_share=1.3),
            Column("Client"),
            Column("Nom", width_share=2.6),
            Column("BL", width_share=1.2),
            Column("HT", "right", 1.3),
            Column("TVA", "right", 1.3),
            Column("TTC", "right", 1.3),
        ),
        rows=rows,
        totals=(
            Total("Nombre de factures", str(len(rows))),
            Total("Total HT", money(sums[0])),
            Total("Total TVA", money(sums[1])),
            Total("Total TTC", money(sums[2]), bold=True),
        ),
        footer=company.identity,
    )


def _line_rows(record: ErpRecord) -> tuple[tuple[str, ...], ...]:
    header = record.values.get("vat_code", "")
    return tuple(
        (
            line.get("article", ""),
            line.get("label", ""),
            quantity_of(line, "quantity"),
            unit_price(decimal_of(line, "unit_price")),
            percent(decimal_of(line, "discount_pct")) if decimal_of(line, "discount_pct") else "",
            _rate(line.get("vat_code") or header),
            money(line_net(line)),
        )
        for line in record.lines
    )


def _carriage_row(record: ErpRecord) -> tuple[tuple[str, ...], ...]:
    carriage = decimal_of(record.values, "carriage")
    if not carriage:
        return ()
    rate = _rate(record.values.get("vat_code", ""))
    return (("PORT", "Port", "1", money(carriage), "", rate, money(carriage)),)


def _sales_rows(record: ErpRecord) -> tuple[tuple[str, ...], ...]:
    return _line_rows(record) + _carriage_row(record)


def _total_lines(amounts: Totals, last: str) -> tuple[Total, ...]:
    bands = tuple(
        Total(f"TVA {_rate(band.code)} sur {money(band.base)}", money(band.vat))
        for band in amounts.bands
    )
    return (
        Total("Total HT", money(amounts.net)),
        *bands,
        Total(last, money(amounts.gross), bold=True),
    )


def _regime_mentions(record: ErpRecord) -> tuple[str, ...]:
    codes = {line.get("vat_code") or record.values.get("vat_code", "") for line in record.lines}
    codes |= {record.values.get("vat_code", "")}
    return tuple(
        f"{REGIMES[code].mention}."
        for code in sorted(codes)
        if code in REGIMES and REGIMES[code].mention
    )


def _legal_mentions(world: World, record: ErpRecord, due: date | None) -> tuple[str, ...]:
    company = world.scenario.company
    rate = setting(world, "late_penalty_rate")
    penalties = f"Pénalités de retard{NO_BREAK}: {rate}{NO_BREAK}% par an. " if rate else ""
    indemnity = setting(world, "recovery_indemnity", "40")
    nature = setting(world, "operation_nature", "Livraison de biens")
    return (
        f"Nature de l’opération{NO_BREAK}: {nature}.",
        *(
            ("Option pour le paiement de la taxe d’après les débits.",)
            if setting(world, "vat_on_debits") == "true"
            else ()
        ),
        *((f"Date d’échéance{NO_BREAK}: {date_short(due)}.",) if due else ()),
        f"{penalties}Indemnité forfaitaire pour frais de recouvrement{NO_BREAK}: {indemnity}{NO_BREAK}€. "
        + setting(world, "early_discount", "Pas d’escompte pour paiement anticipé."),
        *given(world.scenario.erp.settings, "extra_mention"),
        *given(record.values, "mentions"),
        *((f"Règlement par virement – IBAN {company.iban}",) if company.iban else ()),
    )


def _rate(code: str) -> str:
    return percent(REGIMES[code].rate) if code in REGIMES else ""
