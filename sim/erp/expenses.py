"""Expense claims: collected with their receipts, approved by the manager, paid elsewhere.

Lets through on purpose: a line without its receipt, above the ceiling or typed twice in the claim (after a
warning), an expense already in another claim, of another month, of the wrong kind.
"""

from decimal import Decimal

from sim.erp.amounts import rounded
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Form, Series, State
from sim.erp.employees import EMPLOYEE_LINK, employee_of
from sim.erp.hours import MANAGER
from sim.erp.letterhead import day_of, filled
from sim.erp.lookup import label_of
from sim.erp.pay_periods import MONTH, bad_month, month_of, not_locked
from sim.erp.steps import missing
from sim.erp.values import cents, decimal_of
from sim.erp.working_time import parameter
from sim.facts.erp import Row
from sim.language.french import money, number
from sim.printing import Column, Pair, PrintedForm, Total
from sim.world import ErpRecord, World

MILEAGE_RATE = Decimal("0.40")
"""Euros a kilometre; setting `mileage_rate`, and `mileage_rate_5` for a car of 5 CV."""
CEILINGS = {"meal": Decimal(25), "hotel": Decimal(120)}
"""Euros for one line; settings `ceiling_meal`, `ceiling_hotel`, or of any other kind."""
POWERS = (
    ("3", "3 CV et moins"),
    ("4", "4 CV"),
    ("5", "5 CV"),
    ("6", "6 CV"),
    ("7", "7 CV et plus"),
)
KINDS = (
    ("meal", "Repas"),
    ("hotel", "Hôtel"),
    ("train", "Train, avion"),
    ("mileage", "Kilomètres"),
    ("toll", "Péage, parking"),
    ("other", "Autre"),
)
refuse_locked = not_locked(month_of)


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Compute the kilometres' amounts and the totals."""
    rate = mileage_rate(world, record.values.get("fiscal_power", ""))
    for line in record.lines:
        if line.get("kind") == "mileage" and line.get("km"):
            line["amount"] = cents(rounded(decimal_of(line, "km") * rate))
    for name, column in (("total", "amount"), ("total_vat", "vat_amount")):
        total = sum((decimal_of(line, column) for line in record.lines), Decimal("0.00"))
        record.values[name] = cents(total)


def mileage_rate(world: World, power: str) -> Decimal:
    """Return the euros a kilometre of a car, from the company's scale."""
    usual = parameter(world, "mileage_rate", MILEAGE_RATE)
    return parameter(world, f"mileage_rate_{power}", usual) if power else usual


def keep(world: World, record: ErpRecord) -> None:
    """Keep the totals, whatever changed the lines."""
    complete(world, record, frozenset())


def check(world: World, record: ErpRecord) -> str:
    """Refuse kilometres without their number, a line without amount, VAT above it, a locked month."""
    for rank, line in enumerate(record.lines, start=1):
        if line.get("kind") == "mileage" and not decimal_of(line, "km"):
            return f"Ligne {rank} : saisissez le nombre de kilomètres."
        if line.get("kind") != "mileage" and not decimal_of(line, "amount"):
            return f"Ligne {rank} – Montant TTC : saisissez le montant de la dépense."
        if decimal_of(line, "vat_amount") > decimal_of(line, "amount"):
            return f"Ligne {rank} : la TVA dépasse le montant TTC."
    return bad_month(record.values) or refuse_locked(world, record)


def warn(world: World, record: ErpRecord) -> list[Caution]:
    """Warn line by line: no receipt, above the ceiling, typed twice."""
    found, seen = warn_receipts(world, record), set()
    for rank, line in enumerate(record.lines, start=1):
        kind = line.get("kind", "")
        ceiling = parameter(world, f"ceiling_{kind}", CEILINGS.get(kind, Decimal(0)))
        if ceiling and decimal_of(line, "amount") > ceiling:
            found.append(
                Caution("over_ceiling", f"Ligne {rank} : plus que le plafond de {money(ceiling)}.")
            )
        same = (line.get("day"), kind, line.get("amount"))
        if same in seen:
            found.append(
                Caution("duplicate_expense", f"Ligne {rank} : cette dépense est déjà saisie.")
            )
        seen.add(same)
    return found


def warn_receipts(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about lines without their receipt; kilometres need none."""
    return [
        Caution("missing_receipt", f"Ligne {rank} : pas de justificatif.")
        for rank, line in enumerate(record.lines, start=1)
        if line.get("kind") != "mileage" and line.get("receipt") != "true"
    ]


def refuse_submit(world: World, record: ErpRecord) -> str:
    """Refuse a claim without a month or without an expense, or in a locked month."""
    if problem := missing(EXPENSE_CLAIM, record):
        return problem
    if not record.lines:
        return "Cette note de frais est vide : saisissez au moins une dépense."
    return refuse_locked(world, record)


def _to_approve(world: World, record: ErpRecord) -> bool:
    return record.state == "submitted"


def _to_pay(world: World, record: ErpRecord) -> bool:
    return record.state == "approved"


def _no_receipt(world: World, record: ErpRecord) -> bool:
    return record.state in ("draft", "submitted") and bool(warn_receipts(world, record))


def form(world: World, record: ErpRecord) -> PrintedForm:
    """Return the claim, to be signed."""
    company, employee = world.scenario.company, employee_of(world, record.values)
    kinds = dict(KINDS)
    return PrintedForm(
        title="Note de frais",
        number=label_of(record),
        date=day_of(record.values, "claim_date"),
        issuer=(company.name, *company.address),
        info=filled(
            (
                Pair("Salarié", employee.values.get("name", "") if employee else ""),
                Pair("Mois", record.values.get("month", "")),
                Pair("Objet", record.values.get("purpose", "")),
            )
        ),
        columns=(
            Column("Date"),
            Column("Nature", width_share=1.3),
            Column("Détail", width_share=2.8),
            Column("Km", "right", 0.7),
            Column("Justificatif", width_share=1.1),
            Column("TVA", "right"),
            Column("Montant TTC", "right", 1.3),
        ),
        rows=tuple(_row(line, kinds) for line in record.lines),
        totals=(
            Total("Dont TVA", money(decimal_of(record.values, "total_vat"))),
            Total("À rembourser", money(decimal_of(record.values, "total")), bold=True),
        ),
        signatures=(Pair("Le salarié"), Pair("Le responsable")),
        footer=company.identity,
    )


def _row(line: Row, kinds: dict[str, str]) -> tuple[str, ...]:
    return (
        day_of(line, "day"),
        kinds.get(line.get("kind", ""), ""),
        line.get("description", ""),
        number(decimal_of(line, "km")) if line.get("km") else "",
        "oui" if line.get("receipt") == "true" else "non",
        money(decimal_of(line, "vat_amount")) if line.get("vat_amount") else "",
        money(decimal_of(line, "amount")),
    )


EXPENSE_CLAIM = Doctype(
    name="expense_claim",
    title_fr="Note de frais",
    title_plural_fr="Notes de frais",
    title_field="employee",
    list_columns=("employee", "month", "purpose", "claim_date", "total"),
    series=Series("NDF{yy}"),
    numbered_at_creation=True,
    editable_in=("draft",),
    locked_fr="Cette note de frais est transmise : demandez au responsable de la refuser, puis corrigez-la.",
    filters=(
        Filter("to_approve", "À accorder", _to_approve),
        Filter("to_pay", "À mettre en paiement", _to_pay),
        Filter("no_receipt", "Justificatif manquant", _no_receipt),
    ),
    states=(
        State("draft", "En saisie"),
        State("submitted", "Transmise"),
        State("approved", "Accordée"),
        State("to_pay", "À payer"),
        State("refused", "Refusée"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        EMPLOYEE_LINK,
        MONTH,
        FieldSpec("purpose", "Objet", required=True),
        FieldSpec("claim_date", "Date", "date", default="today", copied=False),
        FieldSpec("fiscal_power", "Puissance du véhicule", "choice", choices=POWERS),
        FieldSpec("total", "Total TTC", "money", readonly=True, summed=True),
        FieldSpec("total_vat", "Dont TVA", "money", readonly=True, summed=True),
        FieldSpec("notes", "Observations", "long_text"),
        FieldSpec("refusal_reason", "Motif du refus", readonly=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    lines_title_fr="Dépenses",
    line_fields=(
        FieldSpec("day", "Date", "date", required=True, copied=False),
        FieldSpec("kind", "Nature", "choice", required=True, choices=KINDS),
        FieldSpec("description", "Détail"),
        FieldSpec("km", "Km", "decimal"),
        FieldSpec("vat_amount", "TVA", "money"),
        FieldSpec("amount", "Montant TTC", "money"),
        FieldSpec("receipt", "Justificatif", "boolean"),
    ),
    derive=complete,
    check=check,
    warnings=warn,
    settled=keep,
    actions=(
        Action(
            "submit",
            "Transmettre",
            ("draft",),
            "submitted",
            guard=refuse_submit,
            warnings=warn_receipts,
        ),
        Action(
            "approve",
            "Accorder",
            ("submitted",),
            "approved",
            guard=refuse_locked,
            reserved=True,
            role=MANAGER,
        ),
        Action(
            "refuse",
            "Refuser",
            ("submitted",),
            "refused",
            guard=refuse_locked,
            asks=("refusal_reason",),
            reserved=True,
            role=MANAGER,
        ),
        Action("correct", "Corriger", ("refused",), "draft", guard=refuse_locked),
        Action("to_pay", "Mettre en paiement", ("approved",), "to_pay"),
        Action(
            "cancel",
            "Annuler",
            ("draft", "refused"),
            "cancelled",
            guard=refuse_locked,
            asks=("cancel_reason",),
        ),
    ),
    forms=(Form("expense_claim", "Note de frais", form),),
)
