"""Reminders of unpaid invoices: three levels, never for what is paid or disputed unless one insists (BR-PAY-03 to 05).

Lets through on purpose: a level higher or lower than the delays say, a reminder about a disputed invoice
(after a warning), a reminder sent to the wrong address.
"""

from collections.abc import Sequence
from decimal import Decimal

from sim.erp.amounts import rounded
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Form, Series, State
from sim.erp.letterhead import filled, letterhead
from sim.erp.lookup import label_of, linked, records, setting
from sim.erp.making import Maker
from sim.erp.module import Batch, Controlled
from sim.erp.receivables import days_late, disputed, open_amount, overdue
from sim.erp.sales import CANCEL_REASON, CUSTOMER_LINK
from sim.erp.values import cents, date_of, decimal_of
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.language.french import NO_BREAK, date_short, money, number, plural
from sim.printing import Column, Pair, PrintedForm, Total
from sim.world import ErpRecord, World

LEVELS = (("1", "Première relance"), ("2", "Deuxième relance"), ("3", "Mise en demeure"))
DELAYS = {1: 8, 2: 20, 3: 30}
"""Days after the due date from which each level is sent; settings `dunning_days_1` to `dunning_days_3`."""
TEXTS = {
    "1": (
        "Madame, Monsieur,",
        (
            "Sauf erreur de notre part, les factures ci-dessus restent impayées à ce jour. Nous vous remercions de "
            "bien vouloir procéder à leur règlement, ou de nous indiquer la date à laquelle il interviendra."
        ),
        "Si votre règlement vient de nous être adressé, ne tenez pas compte de ce courrier.",
        "Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.",
    ),
    "2": (
        "Madame, Monsieur,",
        (
            "Malgré notre première relance, les factures ci-dessus n’ont pas été réglées. Nous vous demandons de "
            "régulariser votre compte sous huit jours."
        ),
        (
            "À défaut, les pénalités de retard et l’indemnité forfaitaire de recouvrement prévues par nos "
            "conditions vous seront facturées."
        ),
        "Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.",
    ),
    "3": (
        "Lettre recommandée avec accusé de réception",
        "Madame, Monsieur,",
        (
            "Nos précédentes relances étant restées sans effet, nous vous mettons en demeure de régler sous huit "
            "jours les sommes ci-dessus, augmentées des pénalités de retard et de l’indemnité forfaitaire."
        ),
        "Passé ce délai, nous transmettrons le dossier à notre service contentieux, sans autre avis.",
        "Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.",
    ),
}


def level_of(world: World, invoice: ErpRecord) -> int:
    """Return the level an invoice has come to: what its delay says, one more than the last one at most."""
    late = days_late(world, invoice)
    reached = max(
        (
            level
            for level, days in DELAYS.items()
            if late >= int(setting(world, f"dunning_days_{level}", str(days)))
        ),
        default=0,
    )
    last = int(decimal_of(invoice.values, "dunning_level"))
    return min(reached, last + 1) if reached > last else 0


def penalty(world: World, amount: Decimal, days: int) -> Decimal:
    """Return the penalty of a late amount: amount × yearly rate × days / 365 (BR-PAY-03)."""
    rate = Decimal(setting(world, "late_penalty_rate", "0").replace(",", "."))
    return rounded(amount * rate * days / 100 / 365)


def line_of(world: World, invoice: ErpRecord) -> Row:
    """Return the line of a reminder."""
    left, late = open_amount(world, invoice), days_late(world, invoice)
    return {
        "invoice": invoice.id,
        "due_date": invoice.values.get("due_date", ""),
        "days_late": str(late),
        "amount": cents(left),
        "penalty": cents(penalty(world, left, late)),
    }


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Compute what each line says of its invoice, and the sums."""
    for line in record.lines:
        invoice = linked(world, "invoice", line, "invoice")
        if invoice is not None:
            line.update({name: text for name, text in line_of(world, invoice).items() if text})
    for name in ("amount", "penalty"):
        total = sum((decimal_of(line, name) for line in record.lines), Decimal("0.00"))
        record.values[f"total_{name}"] = cents(total)
    fee = Decimal(setting(world, "recovery_indemnity", "40"))
    record.values["indemnity"] = cents(fee * len(record.lines))


def check(world: World, record: ErpRecord) -> str:
    """Refuse an invoice of another customer."""
    for rank, line in enumerate(record.lines, start=1):
        invoice = linked(world, "invoice", line, "invoice")
        if invoice and invoice.values.get("customer") != record.values.get("customer"):
            return f"Ligne {rank} : cette facture est celle d’un autre client."
    return ""


def refuse_send(world: World, record: ErpRecord) -> str:
    """Refuse a reminder about nothing, or about what is paid."""
    if not record.lines:
        return "Aucune facture sur cette relance : ajoutez au moins une facture échue."
    for line in record.lines:
        invoice = linked(world, "invoice", line, "invoice")
        if invoice is None or open_amount(world, invoice) <= 0:
            return f"La facture {line.get('invoice', '')} est soldée : retirez-la de la relance."
    return ""


def warn_send(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about disputes, invoices that are not due, a level that is not the next one."""
    found = []
    for line in record.lines:
        invoice = linked(world, "invoice", line, "invoice")
        if invoice is None:
            continue
        label = label_of(invoice)
        if disputed(world, invoice):
            found.append(Caution("disputed_invoice", f"{label} est en litige."))
        if not overdue(world, invoice):
            found.append(Caution("not_overdue", f"{label} n’est pas échue."))
        elif str(level_of(world, invoice)) != record.values.get("level"):
            wanted = dict(LEVELS).get(str(level_of(world, invoice)), "aucune relance")
            found.append(Caution("unusual_level", f"{label} : niveau attendu « {wanted} »."))
    return found


def keep_level(world: World, record: ErpRecord) -> None:
    """Keep on each invoice the highest level sent."""
    if record.state != "sent":
        return
    for line in record.lines:
        invoice = linked(world, "invoice", line, "invoice")
        level = decimal_of(record.values, "level")
        if invoice is not None and level > decimal_of(invoice.values, "dunning_level"):
            invoice.values["dunning_level"] = record.values["level"]


def letter(world: World, record: ErpRecord) -> PrintedForm:
    """Return the letter of its level."""
    values = record.values
    level = values.get("level", "1")
    with_penalty = level != "1"
    rows = tuple(_row(world, line) for line in record.lines)
    sums = [Total("Total dû", money(decimal_of(values, "total_amount")), bold=not with_penalty)]
    if with_penalty:
        owed = sum(
            (decimal_of(values, name) for name in ("total_amount", "total_penalty", "indemnity")),
            Decimal(0),
        )
        sums += [
            Total("Pénalités de retard", money(decimal_of(values, "total_penalty"))),
            Total("Indemnité forfaitaire", money(decimal_of(values, "indemnity"))),
            Total("Total à régler", money(owed), bold=True),
        ]
    day = date_of(values, "letter_date")
    return PrintedForm(
        title=dict(LEVELS).get(level, "Relance"),
        number=label_of(record),
        date=date_short(day) if day else "",
        status=None if record.number else "RELANCE NON ENVOYÉE",
        info=filled((Pair("N° client", values.get("customer", "")),)),
        columns=(
            Column("Facture", width_share=1.4),
            Column("Date"),
            Column("Échéance"),
            Column("Retard", "right"),
            Column("Reste dû TTC", "right", 1.3),
        ),
        rows=rows,
        totals=tuple(sums),
        mentions=TEXTS.get(level, ()),
        signatures=(Pair("Le service comptabilité clients"),),
        **letterhead(world, record),
    )


def _row(world: World, line: Row) -> tuple[str, ...]:
    invoice = linked(world, "invoice", line, "invoice")
    issued = date_of(invoice.values, "invoice_date") if invoice else None
    due = date_of(line, "due_date")
    return (
        label_of(invoice) if invoice else line.get("invoice", ""),
        date_short(issued) if issued else "",
        date_short(due) if due else "",
        f"{number(decimal_of(line, 'days_late'))}{NO_BREAK}j",
        money(decimal_of(line, "amount")),
    )


DUNNING_LETTER = Doctype(
    name="dunning_letter",
    title_fr="Relance",
    title_plural_fr="Relances",
    title_field="customer",
    list_columns=("customer", "level", "letter_date", "total_amount"),
    series=Series("RL{yy}"),
    draft_prefix="RL",
    editable_in=("draft",),
    locked_fr="Cette relance est envoyée : elle ne se modifie plus.",
    states=(State("draft", "À envoyer"), State("sent", "Envoyée"), State("cancelled", "Annulée")),
    fields=(
        CUSTOMER_LINK,
        FieldSpec("level", "Niveau", "choice", required=True, choices=LEVELS),
        FieldSpec("letter_date", "Date", "date", required=True, default="today", copied=False),
        FieldSpec("total_amount", "Total dû", "money", readonly=True, summed=True, signed=True),
        FieldSpec("total_penalty", "Pénalités de retard", "money", readonly=True, signed=True),
        FieldSpec("indemnity", "Indemnité forfaitaire", "money", readonly=True),
        FieldSpec("notes", "Notes internes", "long_text"),
        CANCEL_REASON,
    ),
    lines_title_fr="Factures relancées",
    line_fields=(
        FieldSpec("invoice", "Facture", "link", link="invoice", required=True),
        FieldSpec("due_date", "Échéance", "date", readonly=True),
        FieldSpec("days_late", "Jours de retard", "integer", readonly=True),
        FieldSpec("amount", "Reste dû", "money", readonly=True, signed=True),
        FieldSpec("penalty", "Pénalités", "money", readonly=True, signed=True),
    ),
    derive=complete,
    check=check,
    settled=keep_level,
    actions=(
        Action(
            "send",
            "Envoyer la relance",
            ("draft",),
            "sent",
            guard=refuse_send,
            warnings=warn_send,
            numbers=True,
        ),
        Action("cancel", "Annuler la relance", ("draft",), "cancelled", asks=("cancel_reason",)),
    ),
    forms=(Form("letter", "Lettre de relance", letter, proforma_in=("draft", "cancelled")),),
)


def proposed(world: World) -> list[ErpRecord]:
    """Return the invoices that have come to a level, disputes apart."""
    found = [
        one
        for one in records(world, "invoice").values()
        if overdue(world, one) and level_of(world, one)
    ]
    return sorted(found, key=lambda one: (one.values.get("customer", ""), label_of(one)))


def row(world: World, invoice: ErpRecord) -> Row:
    """Return what is shown of an invoice to remind."""
    line = line_of(world, invoice)
    return {
        "customer": invoice.values.get("customer", ""),
        "due_date": line["due_date"],
        "days_late": line["days_late"],
        "level": str(level_of(world, invoice)),
        "amount": line["amount"],
    }


def control(world: World, chosen: Sequence[ErpRecord]) -> Controlled:
    """Say what is disputed, and how much is asked for."""
    findings = {one.id: "en litige" for one in chosen if disputed(world, one)}
    total = sum((open_amount(world, one) for one in chosen), Decimal("0.00"))
    customers = {one.values.get("customer", "") for one in chosen}
    figures = {
        "invoices": str(len(chosen)),
        "customers": str(len(customers)),
        "amount": cents(total),
    }
    return Controlled(bool(findings), figures, findings)


def run(world: World, chosen: Sequence[ErpRecord], maker: Maker) -> tuple[Fact, ...]:
    """Open one reminder for each customer, at the highest level of its invoices."""
    by_customer: dict[str, list[ErpRecord]] = {}
    for invoice in chosen:
        by_customer.setdefault(invoice.values.get("customer", ""), []).append(invoice)
    return tuple(
        maker.make(
            DUNNING_LETTER,
            {
                "customer": customer,
                "level": str(max(level_of(world, one) or 1 for one in invoices)),
            },
            [{"invoice": one.id} for one in invoices],
        )
        for customer, invoices in by_customer.items()
    )


def stands(world: World, invoice: ErpRecord) -> str:
    """Refuse to remind what is not late."""
    if overdue(world, invoice):
        return ""
    return "Cette facture est soldée ou n’est pas échue : décochez-la."


def _undisputed(world: World, invoice: ErpRecord) -> bool:
    return not disputed(world, invoice)


def warn_batch(world: World, chosen: Sequence[ErpRecord]) -> list[Caution]:
    """Warn about disputes left in the batch."""
    found = [label_of(one) for one in chosen if disputed(world, one)]
    if not found:
        return []
    told = f"{plural(len(found), 'facture en litige', 'factures en litige')} : {', '.join(found)}."
    return [Caution("disputed_invoice", told)]


DUNNING_BATCH = Batch(
    name="dunning_batch",
    title_fr="Relances clients",
    go_fr="Préparer les relances",
    doctype="invoice",
    columns=(
        CUSTOMER_LINK,
        FieldSpec("due_date", "Échéance", "date"),
        FieldSpec("days_late", "Jours de retard", "integer"),
        FieldSpec("level", "Niveau", "choice", choices=LEVELS),
        FieldSpec("amount", "Reste dû", "money", summed=True),
    ),
    proposes=proposed,
    ticked=_undisputed,
    row=row,
    control=control,
    figures_fr=(
        FieldSpec("invoices", "Factures", "integer"),
        FieldSpec("customers", "Clients", "integer"),
        FieldSpec("amount", "Total à relancer", "money"),
    ),
    obstacle=stands,
    run=run,
    warnings=warn_batch,
    help_fr="Une relance par client est préparée ; relisez-la, puis envoyez-la.",
)
