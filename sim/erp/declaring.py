"""What the workshop declares: pieces good and scrapped, time spent, breakdowns (BR-PRO-01, 02, 04, 05).

Lets through on purpose: a declaration on the wrong order, of the wrong operator or day, more pieces than
were launched (after a warning), a downtime without its reason.
"""

from decimal import Decimal

from sim.erp.doctype import (
    Action,
    Caution,
    Doctype,
    FieldSpec,
    Filter,
    Option,
    Outcome,
    Series,
    State,
)
from sim.erp.lookup import label_of, linked, records
from sim.erp.making import Maker
from sim.erp.steps import followed
from sim.erp.stock import moved
from sim.erp.values import decimal_of, plain
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.language.french import number
from sim.world import ErpRecord, World

ORDER = "production_order"


def operations(world: World, values: Row) -> list[Option]:
    """Return the operations of the order chosen."""
    order = linked(world, ORDER, values, ORDER)
    return [
        (line.get("operation", ""), f"{line.get('operation', '')} – {line.get('label', '')}")
        for line in (order.lines if order else [])
    ]


def refuse_post(world: World, record: ErpRecord) -> str:
    """Refuse what the order or the operation before does not allow."""
    values, order = record.values, linked(world, ORDER, record.values, ORDER)
    if order is None or order.state not in ("released", "in_progress"):
        return "Cet ordre n’est pas en fabrication : seul un ordre lancé ou en cours reçoit des déclarations."
    if not _pieces(values) and not decimal_of(values, "minutes"):
        return "Rien n’est déclaré : saisissez des pièces ou du temps."
    if decimal_of(values, "scrap") and not values.get("defect_code"):
        return "Des pièces sont rebutées : choisissez le code défaut."
    before = _before(order, values.get("operation", ""))
    if before is None:
        return ""
    here = _line(order, values.get("operation", ""))
    done = decimal_of(here, "good") + decimal_of(here, "scrap") + _pieces(values)
    if done > decimal_of(before, "good"):
        return (
            f"L’opération {before['operation']} n’a donné que {number(decimal_of(before, 'good'))} bonnes : "
            f"on ne peut pas en traiter {number(done)} ensuite. Vérifiez l’ordre, l’opération et la quantité."
        )
    return ""


def warn_post(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about more pieces than were launched."""
    order = linked(world, ORDER, record.values, ORDER)
    if order is None:
        return []
    here = _line(order, record.values.get("operation", ""))
    done = decimal_of(here, "good") + decimal_of(here, "scrap") + _pieces(record.values)
    launched = decimal_of(order.values, "quantity")
    if done <= launched:
        return []
    message = f"{number(done)} pièces déclarées pour {number(launched)} lancées."
    return [Caution("over_production", message)]


def post(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Say to the order that it advances; the last operation brings its good pieces to the stock."""
    order = linked(world, ORDER, record.values, ORDER)
    assert order is not None
    facts: list[Fact] = []
    if order.state != "in_progress":
        facts.append(followed(ORDER, order, "progress", "in_progress"))
    good = decimal_of(record.values, "good")
    if good and _is_last(order, record.values.get("operation", "")):
        facts.append(_finished(maker, order, good, "in", f"Production de {label_of(order)}"))
    return Outcome(facts=tuple(facts))


def refuse_cancel(world: World, record: ErpRecord) -> str:
    """Refuse to take back pieces that the next operation has already used."""
    order = linked(world, ORDER, record.values, ORDER)
    if order is None or order.state == "closed":
        return "L’ordre est soldé : cette déclaration ne se corrige plus."
    numbers = [line.get("operation") for line in order.lines]
    here = record.values.get("operation", "")
    following = order.lines[numbers.index(here) + 1 :][:1] if here in numbers else []
    left = decimal_of(_line(order, here), "good") - decimal_of(record.values, "good")
    for line in following:
        if decimal_of(line, "good") + decimal_of(line, "scrap") > left:
            return f"L’opération {line['operation']} a déjà pris ces pièces : annulez d’abord sa déclaration."
    return ""


def cancel(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Take the pieces back out of the stock."""
    order = linked(world, ORDER, record.values, ORDER)
    good = decimal_of(record.values, "good")
    if order is None or not good or not _is_last(order, record.values.get("operation", "")):
        return Outcome()
    reason = f"Annulation de {label_of(record)}"
    return Outcome(facts=(_finished(maker, order, good, "out", reason),))


def _finished(maker: Maker, order: ErpRecord, good: Decimal, kind: str, reason: str) -> Fact:
    return moved(
        maker, kind, order.values["article"], good, reason=reason, production_order=order.id
    )


def keep_progress(world: World, record: ErpRecord) -> None:
    """Keep on the order what its declarations add up to (BR-PRO-02)."""
    order = linked(world, ORDER, record.values, ORDER)
    if order is None or record.state == "draft":
        return
    posted = [
        one
        for one in records(world, "production_report").values()
        if one.state == "posted" and one.values.get(ORDER) == order.id
    ]
    for line in order.lines:
        here = [
            one.values for one in posted if one.values.get("operation") == line.get("operation")
        ]
        for name in ("good", "scrap", "minutes"):
            line[name] = plain(sum((decimal_of(one, name) for one in here), Decimal(0)))
    _keep_balance(order)


def _keep_balance(order: ErpRecord) -> None:
    if not order.lines:
        return
    good = decimal_of(order.lines[-1], "good")
    scrap = sum((decimal_of(line, "scrap") for line in order.lines), Decimal(0))
    order.values["good"], order.values["scrap"] = plain(good), plain(scrap)
    order.values["in_process"] = plain(decimal_of(order.values, "quantity") - good - scrap)


def _pieces(values: Row) -> Decimal:
    return decimal_of(values, "good") + decimal_of(values, "scrap")


def _line(order: ErpRecord, operation: str) -> Row:
    return next((line for line in order.lines if line.get("operation") == operation), {})


def _before(order: ErpRecord, operation: str) -> Row | None:
    numbers = [line.get("operation") for line in order.lines]
    rank = numbers.index(operation) if operation in numbers else 0
    return order.lines[rank - 1] if rank else None


def _is_last(order: ErpRecord, operation: str) -> bool:
    return bool(order.lines) and order.lines[-1].get("operation") == operation


def _open(world: World, record: ErpRecord) -> bool:
    return record.state == "open"


PRODUCTION_REPORT = Doctype(
    name="production_report",
    title_fr="Déclaration de production",
    title_plural_fr="Déclarations de production",
    title_field="production_order",
    list_columns=(
        "report_date",
        "production_order",
        "operation",
        "operator",
        "good",
        "scrap",
        "minutes",
    ),
    series=Series("DP{yy}"),
    draft_prefix="DP",
    editable_in=("draft",),
    locked_fr="Cette déclaration est validée : annulez-la avec son motif, puis saisissez la bonne.",
    states=(
        State("draft", "À valider"),
        State("posted", "Validée"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        FieldSpec(ORDER, "Ordre de fabrication", "link", link=ORDER, required=True),
        FieldSpec("operation", "Opération", "choice", options=operations, required=True),
        FieldSpec("operator", "Opérateur", required=True),
        FieldSpec("report_date", "Date", "date", required=True, default="today", copied=False),
        FieldSpec("good", "Bonnes", "decimal"),
        FieldSpec("scrap", "Rebuts", "decimal"),
        FieldSpec("defect_code", "Code défaut", "link", link="defect_code"),
        FieldSpec("minutes", "Temps passé (min)", "decimal"),
        FieldSpec("downtime_min", "Arrêt (min)", "decimal"),
        FieldSpec("downtime_reason", "Cause de l’arrêt"),
        FieldSpec("notes", "Observations", "long_text"),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    settled=keep_progress,
    actions=(
        Action(
            "post",
            "Valider la déclaration",
            ("draft",),
            "posted",
            guard=refuse_post,
            warnings=warn_post,
            effect=post,
            numbers=True,
            elsewhere_fr="Cette déclaration est déjà validée ou annulée.",
        ),
        Action(
            "cancel",
            "Annuler la déclaration",
            ("posted",),
            "cancelled",
            guard=refuse_cancel,
            effect=cancel,
            asks=("cancel_reason",),
        ),
        Action("discard", "Abandonner", ("draft",), "cancelled", needs_confirmation=True),
    ),
)

BREAKDOWN = Doctype(
    name="breakdown",
    title_fr="Panne signalée",
    title_plural_fr="Pannes signalées",
    title_field="symptom",
    list_columns=(
        "work_centre",
        "since_date",
        "since_time",
        "symptom",
        "reported_to",
        "expected_return",
    ),
    series=Series("PAN{yy}"),
    numbered_at_creation=True,
    editable_in=("open",),
    locked_fr="Cette panne est close : elle ne se modifie plus.",
    filters=(Filter("open", "En cours", _open),),
    states=(State("open", "En cours"), State("closed", "Réparée")),
    fields=(
        FieldSpec("work_centre", "Poste", "link", link="work_centre", required=True),
        FieldSpec("symptom", "Symptôme", required=True),
        FieldSpec("since_date", "Depuis le", "date", default="today", copied=False),
        FieldSpec("since_time", "Depuis", "time", copied=False),
        FieldSpec("reported_by", "Signalée par"),
        FieldSpec("reported_to", "Transmise à"),
        FieldSpec("expected_return", "Remise en route prévue", "date", copied=False),
        FieldSpec("notes", "Suites", "long_text"),
        FieldSpec("restarted_at", "Remise en route à", "time", readonly=True),
    ),
    actions=(Action("close", "Déclarer réparée", ("open",), "closed", asks=("restarted_at",)),),
)
