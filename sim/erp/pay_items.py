"""Variable items of pay: bonuses, on-call duty, advances, regularisations; collected, paid elsewhere (BR-PAYR).

A garnishment is no such item: its amount is confidential and stays on the employee's file (BR-PAYR-09).
Lets through on purpose: an item on the wrong month or person, the same item twice, any amount.
"""

from sim.erp.doctype import Action, Doctype, FieldSpec, Filter, Series, State
from sim.erp.employees import EMPLOYEE_LINK
from sim.erp.pay_periods import MONTH, bad_month, month_of, not_locked
from sim.erp.values import decimal_of
from sim.world import ErpRecord, World

ITEMS = (
    ("bonus", "Prime"),
    ("on_call", "Astreinte"),
    ("advance", "Acompte"),
    ("regularisation", "Régularisation"),
)
refuse_locked = not_locked(month_of)


def check(world: World, record: ErpRecord) -> str:
    """Refuse an item of no month, of a locked one, of nothing; only a regularisation may take back."""
    amount = decimal_of(record.values, "amount")
    if amount < 0 and record.values.get("kind") != "regularisation":
        return "Montant brut : seule une régularisation peut être négative."
    if not amount:
        return "Montant brut : le montant est nul. Saisissez-le, ou annulez l’élément."
    return bad_month(record.values) or refuse_locked(world, record)


def _without_month(world: World, record: ErpRecord) -> bool:
    return record.state == "active" and not record.values.get("month")


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
    filters=(Filter("no_month", "Sans mois", _without_month),),
    states=(State("active", "À reprendre"), State("cancelled", "Annulé")),
    fields=(
        EMPLOYEE_LINK,
        MONTH,
        FieldSpec("kind", "Nature", "choice", required=True, choices=ITEMS),
        FieldSpec("amount", "Montant brut", "money", required=True, signed=True, summed=True),
        FieldSpec("reason", "Motif", required=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    check=check,
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
