"""Expense claims and variable items of pay: collected with their proofs, paid elsewhere (BR-PAYR).

Lets through on purpose: a line without its receipt, above the ceiling or typed twice (after a warning),
an item on the wrong month or person.
"""

from decimal import Decimal

from sim.erp.amounts import rounded
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Form, Series, State
from sim.erp.employees import EMPLOYEE_LINK, MONTH, bad_month, employee_of, locked
from sim.erp.letterhead import day_of, filled
from sim.erp.lookup import label_of, setting
from sim.erp.values import cents, decimal_of
from sim.facts.erp import Row
from sim.language.french import money, number
from sim.printing import Column, Pair, PrintedForm, Total
from sim.world import ErpRecord, World

MILEAGE_RATE = "0.40"
"""Euros a kilometre; setting `mileage_rate`."""
CEILINGS = {"meal": "25", "hotel": "120"}
"""Euros for one line; settings `ceiling_meal`, `ceiling_hotel`."""
KINDS = (
    ("meal", "Repas"),
    ("hotel", "Hôtel"),
    ("train", "Train, avion"),
    ("mileage", "Kilomètres"),
    ("toll", "Péage, parking"),
    ("other", "Autre"),
)
ITEMS = (
    ("bonus", "Prime"),
    ("on_call", "Astreinte"),
    ("advance", "Acompte"),
    ("regularisation", "Régularisation"),
)


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Compute the kilometres' amounts and the total."""
    rate = Decimal(setting(world, "mileage_rate", MILEAGE_RATE))
    for line in record.lines:
        if line.get("kind") == "mileage" and line.get("km"):
            line["amount"] = cents(rounded(decimal_of(line, "km") * rate))
    total = sum((decimal_of(line, "amount") for line in record.lines), Decimal("0.00"))
    record.values["total"] = cents(total)


def check(world: World, record: ErpRecord) -> str:
    """Refuse kilometres without their number, VAT above the amount, a locked month."""
    for rank, line in enumerate(record.lines, start=1):
        if line.get("kind") == "mileage" and not line.get("km"):
            return f"Ligne {rank} : saisissez le nombre de kilomètres."
        if decimal_of(line, "vat_amount") > decimal_of(line, "amount"):
            return f"Ligne {rank} : la TVA dépasse le montant TTC."
    return bad_month(record.values) or locked(world, record.values["month"])


def warn(world: World, record: ErpRecord) -> list[Caution]:
    """Warn line by line: no receipt, above the ceiling, typed twice."""
    found, seen = [], set()
    for rank, line in enumerate(record.lines, start=1):
        kind = line.get("kind", "")
        if kind != "mileage" and line.get("receipt") != "true":
            found.append(Caution("missing_receipt", f"Ligne {rank} : pas de justificatif."))
        ceiling = Decimal(setting(world, f"ceiling_{kind}", CEILINGS.get(kind, "0")))
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


def needs_lines(world: World, record: ErpRecord) -> str:
    """Refuse an empty claim."""
    if not record.lines:
        return "Cette note de frais est vide : saisissez au moins une dépense."
    return locked(world, record.values.get("month", ""))


def check_item(world: World, record: ErpRecord) -> str:
    """Refuse an item of no month, or of a locked one."""
    return bad_month(record.values) or locked(world, record.values["month"])


def refuse_locked(world: World, record: ErpRecord) -> str:
    """Refuse any step in a locked month."""
    return locked(world, record.values.get("month", ""))


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
        totals=(Total("À rembourser", money(decimal_of(record.values, "total")), bold=True),),
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
    locked_fr="Cette note de frais est transmise : demandez au responsable de la refuser pour la corriger.",
    states=(
        State("draft", "En saisie"),
        State("submitted", "Transmise"),
        State("approved", "Accordée"),
        State("refused", "Refusée"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        EMPLOYEE_LINK,
        MONTH,
        FieldSpec("purpose", "Objet", required=True),
        FieldSpec("claim_date", "Date", "date", default="today", copied=False),
        FieldSpec("total", "Total TTC", "money", readonly=True, summed=True),
        FieldSpec("notes", "Observations", "long_text"),
        FieldSpec("refusal_reason", "Motif du refus", readonly=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    lines_title_fr="Dépenses",
    line_fields=(
        FieldSpec("day", "Date", "date", required=True),
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
    actions=(
        Action("submit", "Transmettre", ("draft",), "submitted", guard=needs_lines),
        Action(
            "approve",
            "Accorder",
            ("submitted",),
            "approved",
            guard=refuse_locked,
            reserved=True,
            role="Responsable du salarié",
        ),
        Action(
            "refuse",
            "Refuser",
            ("submitted",),
            "refused",
            asks=("refusal_reason",),
            reserved=True,
            role="Responsable du salarié",
        ),
        Action("cancel", "Annuler", ("draft",), "cancelled", asks=("cancel_reason",)),
    ),
    forms=(Form("expense_claim", "Note de frais", form),),
)

PAY_ITEM = Doctype(
    name="pay_item",
    title_fr="Élément variable",
    title_plural_fr="Éléments variables",
    title_field="employee",
    list_columns=("employee", "month", "kind", "amount", "reason"),
    series=Series("EV{yy}"),
    numbered_at_creation=True,
    editable_in=("active",),
    locked_fr="Cet élément est annulé : saisissez-en un autre.",
    states=(State("active", "À reprendre"), State("cancelled", "Annulé")),
    fields=(
        EMPLOYEE_LINK,
        MONTH,
        FieldSpec("kind", "Nature", "choice", required=True, choices=ITEMS),
        FieldSpec("amount", "Montant brut", "money", required=True, summed=True),
        FieldSpec("reason", "Motif", required=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    check=check_item,
    actions=(
        Action(
            "cancel",
            "Annuler l’élément",
            ("active",),
            "cancelled",
            guard=refuse_locked,
            asks=("cancel_reason",),
        ),
    ),
)
