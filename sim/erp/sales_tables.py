"""Reports of sales and of what customers owe: order book, on-time delivery, ledger, aged balance, sales journal."""

from collections import defaultdict
from decimal import Decimal

from sim.erp.amounts import totals
from sim.erp.doctype import FieldSpec
from sim.erp.lookup import label_of, records, today
from sim.erp.module import Report
from sim.erp.orders import to_deliver
from sim.erp.receivables import age, days_late, ledger, open_amount
from sim.erp.sales import ARTICLE, CUSTOMER_LINK
from sim.erp.values import cents, date_of, decimal_of, plain
from sim.facts.erp import Row
from sim.world import ErpRecord, World

KINDS = (("invoice", "Facture"), ("credit_note", "Avoir"), ("payment", "Règlement"))
PERIOD = (
    FieldSpec("date_from", "Du", "date"),
    FieldSpec("date_to", "Au", "date", default="today"),
)
BANDS = (
    ("not_due", "Non échu"),
    ("d30", "1 à 30 j"),
    ("d60", "31 à 60 j"),
    ("d90", "61 à 90 j"),
    ("over", "Plus de 90 j"),
)


def _money(name: str, label: str) -> FieldSpec:
    return FieldSpec(name, label, "money", signed=True, summed=True)


def account(world: World, parameters: Row) -> list[Row]:
    """Return a customer's account: each entry and the balance after it, what came before in one line."""
    start, balance, rows = parameters.get("date_from", ""), Decimal("0.00"), []
    before = Decimal("0.00")
    for entry in ledger(world, parameters.get("customer", "")):
        change = decimal_of(entry, "debit") - decimal_of(entry, "credit")
        balance += change
        if start and entry["day"] < start:
            before = balance
            continue
        rows.append({**entry, "balance": cents(balance)})
    if before:
        rows.insert(0, {"number": "Report", "day": start, "balance": cents(before)})
    return rows


def aged(world: World, parameters: Row) -> list[Row]:
    """Return what each customer owes, by how late it is."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for invoice in records(world, "invoice").values():
        left = open_amount(world, invoice)
        if left:
            band = age(today(world), date_of(invoice.values, "due_date"))
            sums[invoice.values.get("customer", "")][band] += left
    return [
        {
            "doctype": "customer",
            "record": customer,
            "customer": customer,
            **{name: cents(bands[name]) for name, _ in BANDS},
            "total": cents(sum(bands.values(), Decimal("0.00"))),
        }
        for customer, bands in sorted(sums.items())
    ]


def due_list(world: World, parameters: Row) -> list[Row]:
    """Return what is to be paid, the earliest first."""
    found = [
        {
            "doctype": "invoice",
            "record": one.id,
            "number": label_of(one),
            "customer": one.values.get("customer", ""),
            "due_date": one.values.get("due_date", ""),
            "days_late": str(days_late(world, one)),
            "left": cents(open_amount(world, one)),
        }
        for one in records(world, "invoice").values()
        if open_amount(world, one) > 0
    ]
    return sorted(found, key=lambda row: (row["due_date"], row["number"]))


def sales_journal(world: World, parameters: Row) -> list[Row]:
    """Return the invoices and credit notes of a period, with their VAT."""
    start, end = parameters.get("date_from", ""), parameters.get("date_to", "")
    rows = []
    for doctype, field, sign in (
        ("invoice", "invoice_date", 1),
        ("credit_note", "credit_date", -1),
    ):
        for one in records(world, doctype).values():
            day = one.values.get(field, "")
            if one.state != "posted" or (start and day < start) or (end and day > end):
                continue
            rows.append(
                {
                    "doctype": doctype,
                    "record": one.id,
                    "number": label_of(one),
                    "day": day,
                    "customer": one.values.get("customer", ""),
                    **{
                        name: cents(sign * decimal_of(one.values, f"posted_{name}"))
                        for name in ("net", "vat", "gross")
                    },
                }
            )
    return sorted(rows, key=lambda row: (row["day"], row["number"]))


def order_book(world: World, parameters: Row) -> list[Row]:
    """Return the lines of confirmed orders still to deliver."""
    chosen = parameters.get("customer", "")
    return [
        {
            "doctype": "sales_order",
            "record": order.id,
            "number": label_of(order),
            "customer": order.values.get("customer", ""),
            "article": line.get("article", ""),
            "promised_date": _promised(order, line),
            "quantity": line.get("quantity", ""),
            "left": plain(to_deliver(line)),
        }
        for order in records(world, "sales_order").values()
        if order.state == "confirmed" and chosen in ("", order.values.get("customer"))
        for line in order.lines
        if to_deliver(line)
    ]


def _promised(order: ErpRecord, line: Row) -> str:
    return line.get("promised_date", "") or order.values.get("requested_date", "")


def on_time(world: World, parameters: Row) -> list[Row]:
    """Return the share of lines shipped by the date promised, by customer (BR-SAL: OTD).

    A line counts when its note is loaded; the date promised is that of its order.
    """
    shipped: dict[str, list[bool]] = defaultdict(list)
    for note in records(world, "delivery_note").values():
        order = records(world, "sales_order").get(note.values.get("order", ""))
        if note.state != "delivered" or order is None:
            continue
        promised = {line.get("article", ""): _promised(order, line) for line in order.lines}
        for line in note.lines:
            day = promised.get(line.get("article", ""), "")
            if day:
                customer = note.values.get("customer", "")
                shipped[customer].append(note.values.get("delivery_date", "") <= day)
    return [
        {
            "customer": customer,
            "lines": str(len(found)),
            "on_time": str(sum(found)),
            "rate": plain(round(Decimal(100 * sum(found)) / len(found), 1)),
        }
        for customer, found in sorted(shipped.items())
    ]


def portfolio(world: World, parameters: Row) -> list[Row]:
    """Return the quotations that wait for an answer."""
    return [
        {
            "doctype": "quotation",
            "record": one.id,
            "number": label_of(one),
            "customer": one.values.get("customer", ""),
            "valid_until": one.values.get("valid_until", ""),
            "net": cents(totals(one).net),
        }
        for one in records(world, "quotation").values()
        if one.state == "sent"
    ]


NUMBER = FieldSpec("number", "N°")
CUSTOMER = FieldSpec("customer", "Client", "link", link="customer")
SALES_REPORTS = (
    Report(
        "order_book",
        "Portefeuille de commandes",
        (
            NUMBER,
            CUSTOMER,
            ARTICLE,
            FieldSpec("promised_date", "Promise le", "date"),
            FieldSpec("quantity", "Commandé", "decimal"),
            FieldSpec("left", "Reste à livrer", "decimal"),
        ),
        order_book,
        (CUSTOMER,),
        landscape=True,
    ),
    Report(
        "on_time_delivery",
        "Livraisons à l’heure",
        (
            CUSTOMER,
            FieldSpec("lines", "Lignes livrées", "integer", summed=True),
            FieldSpec("on_time", "À l’heure", "integer", summed=True),
            FieldSpec("rate", "Taux (%)", "decimal"),
        ),
        on_time,
    ),
    Report(
        "open_quotations",
        "Devis en attente",
        (
            NUMBER,
            CUSTOMER,
            FieldSpec("valid_until", "Valable jusqu’au", "date"),
            _money("net", "Montant HT"),
        ),
        portfolio,
    ),
)
RECEIVABLE_REPORTS = (
    Report(
        "customer_account",
        "Compte client",
        (
            FieldSpec("day", "Date", "date"),
            NUMBER,
            FieldSpec("kind", "Pièce", "choice", choices=KINDS),
            _money("debit", "Débit"),
            _money("credit", "Crédit"),
            FieldSpec("balance", "Solde", "money", signed=True),
            FieldSpec("matched", "Lettrage"),
        ),
        account,
        (CUSTOMER_LINK, FieldSpec("date_from", "À partir du", "date")),
    ),
    Report(
        "aged_balance",
        "Balance âgée",
        (CUSTOMER, *(_money(name, label) for name, label in BANDS), _money("total", "Total")),
        aged,
        landscape=True,
    ),
    Report(
        "due_list",
        "Échéancier clients",
        (
            NUMBER,
            CUSTOMER,
            FieldSpec("due_date", "Échéance", "date"),
            FieldSpec("days_late", "Jours de retard", "integer"),
            _money("left", "Reste dû"),
        ),
        due_list,
    ),
    Report(
        "sales_journal",
        "Journal des ventes",
        (
            FieldSpec("day", "Date", "date"),
            NUMBER,
            CUSTOMER,
            _money("net", "HT"),
            _money("vat", "TVA"),
            _money("gross", "TTC"),
        ),
        sales_journal,
        PERIOD,
    ),
)
