"""Supplier invoices and their three-way match: ordered, received, invoiced (BR-PUR-01).

Matching is an act: nothing is matched nor approved by surprise. Lets through on purpose: a supplier's
invoice typed twice (after a warning), one without an order, a plausible wrong VAT code, a dispute
lifted with a poor reason.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from sim.erp.amounts import TERM_CHOICES, due_date
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Outcome, Series, State
from sim.erp.lookup import closed, label_of, linked, records, setting, today
from sim.erp.making import Maker
from sim.erp.module import Report
from sim.erp.receiving import share
from sim.erp.sales import ARTICLE, DISCOUNT, LABEL, LINE_VAT, QUANTITY, UNIT_PRICE, VAT, label_lines
from sim.erp.suppliers import bank_to_confirm
from sim.erp.values import date_of, decimal_of, plain, unit_price
from sim.facts.erp import Row
from sim.language.french import number
from sim.language.normalise import normalise
from sim.world import ErpRecord, World

TOLERANCE_PCT, TOLERANCE_EUR = "2", "50"
"""A price gap passes within 2 % and 50 euros on the line; settings `match_tolerance_pct`, `match_tolerance_eur`."""
RECORDED = ("to_match", "matched", "disputed", "approved")


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the match: the three quantities, the two prices, what is wrong."""

    article: str
    ordered: Decimal
    received: Decimal
    invoiced: Decimal
    order_price: Decimal
    invoice_price: Decimal
    finding: str


def compare(world: World, record: ErpRecord) -> list[Compared]:
    """Return each article of the invoice beside its order and its receipts."""
    order = linked(world, "purchase_order", record.values, "purchase_order")
    known = {line.get("article", ""): line for line in order.lines} if order else {}
    elsewhere = _invoiced(world, record)
    found = []
    for line in record.lines:
        article = line.get("article", "")
        ordered = known.get(article, {})
        invoiced = decimal_of(line, "quantity")
        one = Compared(
            article,
            decimal_of(ordered, "quantity"),
            decimal_of(ordered, "received_qty"),
            invoiced,
            _net_price(ordered),
            _net_price(line),
            "",
        )
        told = _findings(world, one, ordered, elsewhere.get(article, Decimal(0)))
        found.append(replace(one, finding=" ; ".join(told)))
    return found


def _findings(world: World, one: Compared, ordered: Row, elsewhere: Decimal) -> list[str]:
    if not ordered:
        return ["article absent de la commande"]
    told = []
    if one.invoiced + elsewhere > one.received:
        before = f", dont {number(elsewhere)} sur d’autres factures" if elsewhere else ""
        total = number(one.invoiced + elsewhere)
        told.append(f"facturé {total}{before}, reçu {number(one.received)}")
    gap = one.invoice_price - one.order_price
    percent = Decimal(setting(world, "match_tolerance_pct", TOLERANCE_PCT))
    euros = Decimal(setting(world, "match_tolerance_eur", TOLERANCE_EUR))
    if abs(gap) > one.order_price * percent / 100 or abs(gap) * one.invoiced > euros:
        shown = f"prix {unit_price(one.invoice_price)} au lieu de {unit_price(one.order_price)}"
        told.append(shown)
    return told


def _net_price(line: Row) -> Decimal:
    kept = 1 - decimal_of(line, "discount_pct") / 100
    return round(decimal_of(line, "unit_price") * kept, 4)


def _invoiced(world: World, record: ErpRecord) -> dict[str, Decimal]:
    """Return what other invoices of the same order count already."""
    found: dict[str, Decimal] = {}
    order = record.values.get("purchase_order", "")
    for other in records(world, "supplier_invoice").values():
        same = order and other.values.get("purchase_order") == order
        if same and other.id != record.id and other.state in RECORDED:
            for line in other.lines:
                article = line.get("article", "")
                found[article] = found.get(article, Decimal(0)) + decimal_of(line, "quantity")
    return found


def match(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Compare, and say what differs; the invoice is matched when nothing does."""
    found = [f"{one.article} : {one.finding}" for one in compare(world, record) if one.finding]
    changes = {"discrepancies": "\n".join(found), "matched_on": today(world).isoformat()}
    return Outcome(changes=changes, state="disputed" if found else "matched")


def refuse_match(world: World, record: ErpRecord) -> str:
    """Refuse to compare with nothing."""
    if linked(world, "purchase_order", record.values, "purchase_order") is None:
        return "Facture sans commande : indiquez la commande fournisseur pour pouvoir rapprocher."
    return ""


def refuse_record(world: World, record: ErpRecord) -> str:
    """Refuse an invoice of nothing, without the supplier's number, or in a closed period."""
    if not record.values.get("supplier_number"):
        return "Saisissez le numéro de facture du fournisseur avant d’enregistrer."
    if not any(decimal_of(line, "quantity") > 0 for line in record.lines):
        return "Cette facture n’a pas de ligne avec une quantité : saisissez ce qui est facturé."
    return closed(world, record.values, "invoice_date")


def warn_record(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about an invoice that was recorded already, and about unconfirmed bank details."""
    found = []
    wanted = normalise(record.values.get("supplier_number", ""))
    for other in records(world, "supplier_invoice").values():
        same = other.values.get("supplier") == record.values.get("supplier")
        number_of = normalise(other.values.get("supplier_number", ""))
        if same and other.id != record.id and other.state != "cancelled" and number_of == wanted:
            message = (
                f"Ce numéro de facture est déjà enregistré pour ce fournisseur : {label_of(other)}."
            )
            found.append(Caution("duplicate_supplier_invoice", message))
    if bank_to_confirm(world, record.values):
        message = (
            "Les coordonnées bancaires de ce fournisseur ont changé et ne sont pas confirmées."
        )
        found.append(Caution("unconfirmed_bank_details", message))
    return found


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Name the articles, take the supplier's terms, compute the due date."""
    label_lines(world, record, given)
    values = record.values
    supplier = linked(world, "supplier", values, "supplier")
    if supplier and not values.get("payment_terms"):
        values["payment_terms"] = supplier.values.get("payment_terms", "")
    day = date_of(values, "invoice_date")
    if day and not values.get("due_date"):
        due = due_date(day, values.get("payment_terms", ""))
        values["due_date"] = due.isoformat() if due else ""


def keep_invoiced(world: World, record: ErpRecord) -> None:
    """Keep on the order's lines how much is invoiced."""
    order = linked(world, "purchase_order", record.values, "purchase_order")
    if order is None:
        return
    quantities = _invoiced(world, record)
    if record.state in RECORDED:
        for line in record.lines:
            article = line.get("article", "")
            before = quantities.get(article, Decimal(0))
            quantities[article] = before + decimal_of(line, "quantity")
    share(order.lines, quantities, "invoiced_qty")


def three_way(world: World, parameters: Row) -> list[Row]:
    """Return every line of the invoices to pay beside its order and its receipts."""
    chosen = parameters.get("supplier", "")
    return [
        {
            "doctype": "supplier_invoice",
            "record": invoice.id,
            "invoice": label_of(invoice),
            "supplier": invoice.values.get("supplier", ""),
            "article": one.article,
            "ordered": plain(one.ordered),
            "received": plain(one.received),
            "invoiced": plain(one.invoiced),
            "order_price": str(one.order_price),
            "invoice_price": str(one.invoice_price),
            "finding": one.finding or "conforme",
        }
        for invoice in records(world, "supplier_invoice").values()
        if invoice.state in ("to_match", "matched", "disputed")
        and chosen in ("", invoice.values.get("supplier"))
        for one in compare(world, invoice)
    ]


def _to_match(world: World, record: ErpRecord) -> bool:
    return record.state == "to_match"


SUPPLIER_INVOICE = Doctype(
    name="supplier_invoice",
    title_fr="Facture fournisseur",
    title_plural_fr="Factures fournisseurs",
    title_field="supplier",
    list_columns=("supplier", "supplier_number", "purchase_order", "invoice_date", "due_date"),
    series=Series("FF{yy}"),
    draft_prefix="FF",
    editable_in=("draft",),
    locked_fr="Cette facture est enregistrée : elle ne se modifie plus. Rejetez-la, puis dupliquez-la pour la corriger.",
    filters=(Filter("to_match", "À rapprocher", _to_match),),
    states=(
        State("draft", "En saisie"),
        State("to_match", "À rapprocher"),
        State("matched", "Rapprochée"),
        State("disputed", "En litige"),
        State("approved", "Bon à payer"),
        State("rejected", "Rejetée"),
        State("cancelled", "Abandonnée"),
    ),
    fields=(
        FieldSpec("supplier", "Fournisseur", "link", link="supplier", required=True),
        FieldSpec("supplier_number", "N° de facture du fournisseur", copied=False),
        FieldSpec("purchase_order", "Commande fournisseur", "link", link="purchase_order"),
        FieldSpec("invoice_date", "Date de facture", "date", required=True, copied=False),
        FieldSpec("payment_terms", "Conditions de paiement", "choice", choices=TERM_CHOICES),
        FieldSpec(
            "due_date", "Échéance", "date", copied=False, help_fr="Vide : d’après les conditions."
        ),
        VAT,
        FieldSpec("carriage", "Port HT", "money"),
        FieldSpec("notes", "Notes internes", "long_text"),
        FieldSpec("matched_on", "Rapprochée le", "date", readonly=True),
        FieldSpec("discrepancies", "Écarts constatés", "long_text", readonly=True),
        FieldSpec("dispute_reason", "Motif de la levée du litige", readonly=True),
        FieldSpec("reject_reason", "Motif du rejet", readonly=True),
    ),
    line_fields=(ARTICLE, LABEL, QUANTITY, UNIT_PRICE, DISCOUNT, LINE_VAT),
    derive=complete,
    settled=keep_invoiced,
    actions=(
        Action(
            "record",
            "Enregistrer la facture",
            ("draft",),
            "to_match",
            guard=refuse_record,
            warnings=warn_record,
            numbers=True,
        ),
        Action(
            "match",
            "Rapprocher",
            ("to_match", "disputed"),
            "matched",
            guard=refuse_match,
            effect=match,
            elsewhere_fr="Seule une facture enregistrée et non rapprochée se rapproche.",
        ),
        Action("lift", "Lever le litige", ("disputed",), "matched", asks=("dispute_reason",)),
        Action(
            "approve",
            "Donner le bon à payer",
            ("matched",),
            "approved",
            reserved=True,
            role="Comptabilité fournisseurs",
            elsewhere_fr="Seule une facture rapprochée reçoit le bon à payer.",
        ),
        Action(
            "reject",
            "Rejeter",
            ("to_match", "matched", "disputed"),
            "rejected",
            asks=("reject_reason",),
        ),
        Action("discard", "Abandonner la saisie", ("draft",), "cancelled", needs_confirmation=True),
    ),
)

THREE_WAY = Report(
    "three_way_match",
    "Rapprochement commande, réception, facture",
    (
        FieldSpec("invoice", "Facture"),
        FieldSpec("supplier", "Fournisseur", "link", link="supplier"),
        FieldSpec("article", "Article"),
        FieldSpec("ordered", "Commandé", "decimal"),
        FieldSpec("received", "Reçu", "decimal"),
        FieldSpec("invoiced", "Facturé", "decimal"),
        FieldSpec("order_price", "Prix commandé", "money", decimals=4),
        FieldSpec("invoice_price", "Prix facturé", "money", decimals=4),
        FieldSpec("finding", "Constat"),
    ),
    three_way,
    (FieldSpec("supplier", "Fournisseur", "link", link="supplier"),),
    landscape=True,
)
