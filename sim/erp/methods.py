"""What the methods office keeps: work centres, bills of materials, routings, defect codes (BR-PRO-03).

Lets through on purpose: a bill and a routing of different revisions, both active.
"""

from decimal import Decimal

from sim.erp.doctype import Action, Doctype, FieldSpec, Series, State
from sim.erp.lookup import linked, records
from sim.erp.values import decimal_of
from sim.world import ErpRecord, World

METHODS = "Bureau des méthodes"
ARTICLE = FieldSpec("article", "Article", "link", link="article", required=True)
STATES = (
    State("draft", "En préparation"),
    State("active", "En vigueur"),
    State("obsolete", "Périmée"),
)


def active(world: World, doctype: str, article: str) -> ErpRecord | None:
    """Return the bill or the routing in force for an article; the latest revision when several are."""
    found = [
        one
        for one in records(world, doctype).values()
        if one.state == "active" and one.values.get("article") == article
    ]
    return max(found, key=lambda one: one.values.get("revision", ""), default=None)


def needs(world: World, order: ErpRecord) -> dict[str, Decimal]:
    """Return what an order takes of each component, foreseen scrap included."""
    bill = linked(world, "bill_of_materials", order.values, "bill_of_materials")
    quantity = decimal_of(order.values, "quantity")
    found: dict[str, Decimal] = {}
    for line in bill.lines if bill else []:
        spoilt = 1 + decimal_of(line, "scrap_pct") / 100
        taken = round(quantity * decimal_of(line, "quantity") * spoilt, 3)
        component = line.get("component", "")
        found[component] = found.get(component, Decimal(0)) + taken
    return found


def minutes(line: dict[str, str], pieces: Decimal, *, set_up: bool) -> Decimal:
    """Return the minutes an operation takes for so many pieces."""
    setting_up = decimal_of(line, "setup_min") if set_up else Decimal(0)
    return setting_up + pieces * decimal_of(line, "run_min")


def _steps(what: str) -> tuple[Action, ...]:
    return (
        Action(
            "activate",
            f"Mettre {what} en vigueur",
            ("draft",),
            "active",
            reserved=True,
            role=METHODS,
        ),
        Action("retire", f"Périmer {what}", ("active",), "obsolete", reserved=True, role=METHODS),
    )


WORK_CENTRE = Doctype(
    name="work_centre",
    title_fr="Poste de charge",
    title_plural_fr="Postes de charge",
    title_field="label",
    readonly=True,
    list_columns=("label", "capacity_hours", "foreman"),
    states=(State("active", "Actif"),),
    fields=(
        FieldSpec("label", "Désignation", required=True),
        FieldSpec("capacity_hours", "Capacité par semaine (h)", "decimal"),
        FieldSpec("foreman", "Chef d’équipe"),
    ),
)
DEFECT_CODE = Doctype(
    name="defect_code",
    title_fr="Code défaut",
    title_plural_fr="Codes défaut",
    title_field="label",
    readonly=True,
    list_columns=("label", "family"),
    states=(State("active", "Actif"),),
    fields=(FieldSpec("label", "Défaut", required=True), FieldSpec("family", "Famille")),
)
BILL_OF_MATERIALS = Doctype(
    name="bill_of_materials",
    title_fr="Nomenclature",
    title_plural_fr="Nomenclatures",
    title_field="article",
    list_columns=("article", "revision", "valid_from"),
    series=Series("NOM", digits=4),
    numbered_at_creation=True,
    editable_in=("draft",),
    locked_fr="Une nomenclature en vigueur ne se modifie plus : le bureau des méthodes en crée un nouvel indice.",
    states=STATES,
    fields=(
        ARTICLE,
        FieldSpec("revision", "Indice", required=True),
        FieldSpec("valid_from", "Valable depuis le", "date", copied=False),
    ),
    lines_title_fr="Composants",
    line_fields=(
        FieldSpec("component", "Composant", "link", link="article", required=True),
        FieldSpec("quantity", "Quantité par pièce", "decimal", required=True),
        FieldSpec("scrap_pct", "Rebut prévu (%)", "percent"),
    ),
    actions=_steps("la nomenclature"),
)
ROUTING = Doctype(
    name="routing",
    title_fr="Gamme",
    title_plural_fr="Gammes",
    title_field="article",
    list_columns=("article", "revision", "valid_from"),
    series=Series("GAM", digits=4),
    numbered_at_creation=True,
    editable_in=("draft",),
    locked_fr="Une gamme en vigueur ne se modifie plus : le bureau des méthodes en crée un nouvel indice.",
    states=STATES,
    fields=(
        ARTICLE,
        FieldSpec("revision", "Indice", required=True),
        FieldSpec("valid_from", "Valable depuis le", "date", copied=False),
    ),
    lines_title_fr="Opérations",
    line_fields=(
        FieldSpec("operation", "N°", "integer", required=True),
        FieldSpec("label", "Opération", required=True),
        FieldSpec("work_centre", "Poste", "link", link="work_centre", required=True),
        FieldSpec("setup_min", "Réglage (min)", "decimal"),
        FieldSpec("run_min", "Temps par pièce (min)", "decimal"),
    ),
    actions=_steps("la gamme"),
)
