"""Production orders (BR-PRO): launched, followed operation by operation, closed with nothing unexplained.

The assistant launches, declares and reports; replanning is the workshop's (BR-PRO-05). Lets through on
purpose: a plan of another revision (after a warning), a due date nobody agreed, the wrong sales order,
components missing at launch (after a warning).
"""

from decimal import Decimal

from sim.erp import production_forms
from sim.erp.doctype import (
    Action,
    Caution,
    Doctype,
    FieldSpec,
    Filter,
    Form,
    Outcome,
    Series,
    State,
)
from sim.erp.lookup import label_of, linked, today
from sim.erp.making import Maker
from sim.erp.methods import active, needs
from sim.erp.steps import rewritten
from sim.erp.stock import moved
from sim.erp.values import date_of, decimal_of
from sim.language.french import number
from sim.world import ErpRecord, World

RUNNING = ("released", "in_progress")
UNFINISHED = ("created", *RUNNING, "suspended")


def propose_methods(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Take the bill and the routing in force for the article."""
    article = record.values.get("article", "")
    found = {
        name: one.id
        for name in ("bill_of_materials", "routing")
        if (one := active(world, name, article))
    }
    return Outcome(changes=found)


def refuse_propose(world: World, record: ErpRecord) -> str:
    """Say that there is none."""
    article = record.values.get("article", "")
    missing = [
        text
        for name, text in (("bill_of_materials", "nomenclature"), ("routing", "gamme"))
        if active(world, name, article) is None
    ]
    if missing:
        return f"Aucune {' ni '.join(missing)} en vigueur pour {article}. Prévenez le bureau des méthodes."
    return ""


def refuse_release(world: World, record: ErpRecord) -> str:
    """Refuse to launch nothing, or without knowing how it is made."""
    if not decimal_of(record.values, "quantity"):
        return "La quantité à lancer est nulle : saisissez-la avant de lancer l’ordre."
    for name, text in (("bill_of_materials", "nomenclature"), ("routing", "gamme")):
        found = linked(world, name, record.values, name)
        if found is None:
            return f"Cet ordre n’a pas de {text} : choisissez-la, ou « Proposer gamme et nomenclature »."
        if found.values.get("article") != record.values.get("article"):
            return (
                f"La {text} {label_of(found)} est celle d’un autre article : choisissez la bonne."
            )
    return ""


def warn_release(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about revisions that differ (BR-PRO-03), methods out of force and missing components."""
    chosen = [
        found
        for name in ("bill_of_materials", "routing")
        if (found := linked(world, name, record.values, name))
    ]
    warned = [
        Caution("obsolete_methods", f"{label_of(one)} n’est pas en vigueur.")
        for one in chosen
        if one.state != "active"
    ]
    revisions = {one.values.get("revision", "") for one in chosen}
    revisions |= {record.values.get("plan_revision", "")} - {""}
    if len(revisions) > 1:
        shown = ", ".join(sorted(revisions))
        message = f"Indices différents entre plan, gamme et nomenclature : {shown}."
        warned.append(Caution("revision_differs", message))
    return warned + warn_missing(world, record)


def warn_missing(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about components that the stock does not hold."""
    short = []
    for code, wanted in needs(world, record).items():
        article = linked(world, "article", {"article": code}, "article")
        there = decimal_of(article.values, "stock") if article else Decimal(0)
        if there < wanted:
            short.append(f"{code} ({number(there)} pour {number(wanted)})")
    if not short:
        return []
    return [Caution("missing_components", f"Composants manquants : {', '.join(short)}.")]


def release(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Copy the operations of the routing: what changes in it later does not change this order."""
    routing = linked(world, "routing", record.values, "routing")
    kept = ("operation", "label", "work_centre", "setup_min", "run_min")
    lines = [
        {name: line.get(name, "") for name in kept} for line in (routing.lines if routing else [])
    ]
    return Outcome(facts=(rewritten(record, lines),))


def issue(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Take the components out of the stock."""
    moves = tuple(
        moved(
            maker,
            "out",
            component,
            quantity,
            reason=f"Sortie pour {label_of(record)}",
            production_order=record.id,
        )
        for component, quantity in needs(world, record).items()
    )
    return Outcome(changes={"components_issued": "true"}, facts=moves)


def refuse_issue(world: World, record: ErpRecord) -> str:
    """Refuse to take them twice."""
    if record.values.get("components_issued") == "true":
        return "Les composants de cet ordre sont déjà sortis du stock."
    return ""


def refuse_close(world: World, record: ErpRecord) -> str:
    """Refuse to close while pieces are missing without a word (BR-PRO-02)."""
    left = decimal_of(record.values, "in_process")
    if left and not record.values.get("gap_note"):
        return (
            f"{number(left)} pièces lancées ne sont ni bonnes ni rebutées : déclarez-les, ou expliquez "
            "l’écart dans « Écart expliqué » avant de solder."
        )
    return ""


def refuse_cancel(world: World, record: ErpRecord) -> str:
    """Refuse to cancel what was begun."""
    if any(decimal_of(line, "good") or decimal_of(line, "scrap") for line in record.lines):
        return "Des pièces sont déclarées sur cet ordre : soldez-le au lieu de l’annuler."
    return ""


def late(world: World, record: ErpRecord) -> bool:
    """Say whether an order should be finished already."""
    day = date_of(record.values, "due_date")
    return record.state in UNFINISHED and day is not None and day < today(world)


def _this_week(world: World, record: ErpRecord) -> bool:
    day = date_of(record.values, "due_date")
    now = today(world).isocalendar()
    return record.state in UNFINISHED and day is not None and day.isocalendar()[:2] == now[:2]


def _to_release(world: World, record: ErpRecord) -> bool:
    return record.state == "created"


PRODUCTION_ORDER = Doctype(
    name="production_order",
    title_fr="Ordre de fabrication",
    title_plural_fr="Ordres de fabrication",
    title_field="article",
    list_columns=("article", "quantity", "due_date", "good", "scrap", "in_process"),
    series=Series("OF{yy}"),
    numbered_at_creation=True,
    editable_in=("created", "released", "in_progress", "suspended"),
    locked_fr="Cet ordre est soldé ou annulé : il ne se modifie plus.",
    filters=(
        Filter("late", "En retard", late),
        Filter("this_week", "À finir cette semaine", _this_week),
        Filter("to_release", "À lancer", _to_release),
    ),
    states=(
        State("created", "Créé"),
        State("released", "Lancé"),
        State("in_progress", "En cours"),
        State("suspended", "Suspendu"),
        State("closed", "Soldé"),
        State("cancelled", "Annulé"),
    ),
    fields=(
        FieldSpec(
            "article", "Article", "link", link="article", required=True, editable_in=("created",)
        ),
        FieldSpec(
            "quantity", "Quantité lancée", "decimal", required=True, editable_in=("created",)
        ),
        FieldSpec("due_date", "Échéance", "date", copied=False),
        FieldSpec("start_date", "Début prévu", "date", copied=False),
        FieldSpec("sales_order", "Commande client", "link", link="sales_order"),
        FieldSpec("plan_revision", "Indice du plan"),
        FieldSpec(
            "bill_of_materials",
            "Nomenclature",
            "link",
            link="bill_of_materials",
            editable_in=("created",),
        ),
        FieldSpec("routing", "Gamme", "link", link="routing", editable_in=("created",)),
        FieldSpec("components_issued", "Composants sortis", "boolean", readonly=True),
        FieldSpec("good", "Bonnes", "decimal", readonly=True),
        FieldSpec("scrap", "Rebuts", "decimal", readonly=True),
        FieldSpec("in_process", "En cours", "decimal", readonly=True, signed=True),
        FieldSpec("gap_note", "Écart expliqué", "long_text", copied=False),
        FieldSpec("notes", "Notes", "long_text"),
        FieldSpec("suspend_reason", "Motif de la suspension", readonly=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    lines_title_fr="Opérations",
    line_fields=(
        FieldSpec("operation", "N°", "integer", readonly=True),
        FieldSpec("label", "Opération", readonly=True),
        FieldSpec("work_centre", "Poste", "link", link="work_centre", readonly=True),
        FieldSpec("setup_min", "Réglage (min)", "decimal", readonly=True),
        FieldSpec("run_min", "Par pièce (min)", "decimal", readonly=True),
        FieldSpec("good", "Bonnes", "decimal", readonly=True),
        FieldSpec("scrap", "Rebuts", "decimal", readonly=True),
        FieldSpec("minutes", "Passé (min)", "decimal", readonly=True),
    ),
    actions=(
        Action(
            "release",
            "Lancer",
            ("created",),
            "released",
            guard=refuse_release,
            warnings=warn_release,
            effect=release,
        ),
        Action(
            "propose",
            "Proposer gamme et nomenclature",
            ("created",),
            guard=refuse_propose,
            effect=propose_methods,
        ),
        Action(
            "issue",
            "Sortir les composants",
            RUNNING,
            guard=refuse_issue,
            warnings=warn_missing,
            effect=issue,
        ),
        Action("progress", "Avancement", RUNNING, "in_progress", automatic=True),
        Action("suspend", "Suspendre", RUNNING, "suspended", asks=("suspend_reason",)),
        Action("resume", "Reprendre", ("suspended",), "in_progress"),
        Action(
            "close",
            "Solder",
            ("in_progress", "suspended"),
            "closed",
            guard=refuse_close,
            needs_confirmation=True,
        ),
        Action(
            "cancel",
            "Annuler l’ordre",
            ("created", "released", "suspended"),
            "cancelled",
            guard=refuse_cancel,
            asks=("cancel_reason",),
        ),
    ),
    forms=(
        Form("traveller", "Fiche suiveuse", production_forms.traveller, "FS-"),
        Form("picking_list", "Liste à servir", production_forms.picking_list, "SERVIR-"),
        Form("work_slips", "Bons de travail", production_forms.work_slips, "BT-"),
    ),
)
