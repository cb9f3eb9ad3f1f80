"""Stock movements: the only way a quantity in stock changes, undone by the opposite movement only (BR-STK).

Lets through on purpose: a stock below zero (after a warning), a movement to the wrong place or of the
wrong lot, a reason that says nothing.
"""

from dataclasses import replace
from decimal import Decimal

from sim.erp.articles import keep_available
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Outcome, Series, State
from sim.erp.lookup import closed, label_of, linked, records, today
from sim.erp.making import Maker
from sim.erp.module import Report
from sim.erp.values import cents, date_of, decimal_of, plain
from sim.facts.erp import RecordCreated, Row
from sim.language.french import number
from sim.world import ErpRecord, World

KINDS = (
    ("in", "Entrée"),
    ("out", "Sortie"),
    ("transfer", "Transfert"),
    ("adjustment", "Régularisation"),
)
SIGNS = {"in": 1, "out": -1, "transfer": 0, "adjustment": 1}
"""By how much a piece moved changes the quantity there; an adjustment may be negative."""
ARTICLE = FieldSpec("article", "Article", "link", link="article", required=True)
PERIOD = (
    FieldSpec("date_from", "Du", "date"),
    FieldSpec("date_to", "Au", "date", default="today"),
)


def moved(maker: Maker, kind: str, article: str, quantity: Decimal, **values: str) -> RecordCreated:
    """Return the fact of a movement made by another document, already booked.

    `values` are fields of the movement: places, lot, unit cost, and the link to the document it comes from.
    """
    fields = {"kind": kind, "article": article, "quantity": plain(quantity), **values}
    return maker.make(STOCK_MOVE, fields, state="posted", automatic=True)


def refuse_move(world: World, record: ErpRecord) -> str:
    """Refuse a movement of nothing, to nowhere, or in a closed period."""
    values = record.values
    if not decimal_of(values, "quantity"):
        return "La quantité du mouvement est nulle : saisissez-la avant de valider."
    if values.get("kind") != "adjustment" and decimal_of(values, "quantity") < 0:
        return "La quantité est négative : choisissez « Sortie », ou saisissez un nombre positif."
    places = values.get("from_location", ""), values.get("to_location", "")
    if values.get("kind") == "transfer" and (not all(places) or places[0] == places[1]):
        return (
            "Un transfert va d’un emplacement à un autre : choisissez deux emplacements différents."
        )
    return closed(world, values, "move_date")


def warn_negative(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a stock that would fall below zero (BR-STK-04)."""
    article = linked(world, "article", record.values, "article")
    if article is None or not article.values.get("stock"):
        return []
    left = decimal_of(article.values, "stock") + _change(record.values)
    if left >= 0 or _change(record.values) >= 0:
        return []
    message = f"Stock négatif : il resterait {number(left)} {label_of(article)} après ce mouvement."
    return [Caution("negative_stock", message)]


def reverse(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Undo a movement by its opposite: the first one stays, for whoever looks back."""
    values, kind = record.values, record.values["kind"]
    opposite = {"in": "out", "out": "in"}.get(kind, kind)
    quantity = decimal_of(values, "quantity") * (-1 if kind == "adjustment" else 1)
    kept = {name: values.get(name, "") for name in ("lot", "unit_cost")}
    fact = moved(
        maker,
        opposite,
        values["article"],
        quantity,
        from_location=values.get("to_location", ""),
        to_location=values.get("from_location", ""),
        reason=f"Contre-passation de {label_of(record)}",
        reversed_move=record.id,
        **kept,
    )
    return Outcome(facts=(fact,))


def book(world: World, record: ErpRecord) -> None:
    """Carry a movement to its article, once; those of the opening are in its stock already."""
    if record.state == "draft" or record.values.get("booked"):
        return
    record.values["booked"] = "true"
    article = linked(world, "article", record.values, "article")
    if article is None or not record.history:
        return
    change, values = _change(record.values), article.values
    _keep_cost(article, record, change)
    _keep_places(article, record.values)
    values["stock"] = plain(decimal_of(values, "stock") + change)
    keep_available(world, article)


def _change(values: Row) -> Decimal:
    return decimal_of(values, "quantity") * SIGNS.get(values.get("kind", ""), 0)


def _keep_cost(article: ErpRecord, record: ErpRecord, change: Decimal) -> None:
    """Weigh the cost of what comes in with that of what is there; what goes out changes nothing."""
    if record.values.get("kind") != "in" or not record.values.get("unit_cost") or change <= 0:
        return
    there = max(decimal_of(article.values, "stock"), Decimal(0))
    former = decimal_of(article.values, "unit_cost")
    cost = decimal_of(record.values, "unit_cost")
    mean = (there * former + change * cost) / (there + change)
    article.values["unit_cost"] = cents(round(mean, 4))


def _keep_places(article: ErpRecord, move: Row) -> None:
    usual = article.values.get("location", "")
    if not article.lines and usual:
        _place(article, usual, decimal_of(article.values, "stock"))
    quantity, kind = decimal_of(move, "quantity"), move.get("kind")
    source = move.get("from_location") or (usual if kind == "out" else "")
    target = move.get("to_location") or (usual if kind in ("in", "adjustment") else "")
    if source and kind in ("out", "transfer"):
        _place(article, source, -quantity)
    if target and kind in ("in", "transfer", "adjustment"):
        _place(article, target, quantity)


def _place(article: ErpRecord, location: str, change: Decimal) -> None:
    for line in article.lines:
        if line.get("location") == location:
            line["quantity"] = plain(decimal_of(line, "quantity") + change)
            return
    article.lines.append({"location": location, "quantity": plain(change)})


def valuation(world: World, parameters: Row) -> list[Row]:
    """Return every article in stock at its weighted mean cost."""
    family = parameters.get("family", "")
    return [
        {
            "doctype": "article",
            "record": article.id,
            "article": article.id,
            "family": article.values.get("family", ""),
            "quantity": article.values.get("stock", ""),
            "unit_cost": article.values.get("unit_cost", ""),
            "value": cents(
                round(
                    decimal_of(article.values, "stock") * decimal_of(article.values, "unit_cost"),
                    2,
                )
            ),
        }
        for article in sorted(records(world, "article").values(), key=lambda one: one.id)
        if article.values.get("stock") and family in ("", article.values.get("family", ""))
    ]


def movements(world: World, parameters: Row) -> list[Row]:
    """Return the movements of a period, of one article or of all."""
    start, end = parameters.get("date_from", ""), parameters.get("date_to", "")
    return [
        {
            "doctype": "stock_move",
            "record": move.id,
            "number": label_of(move),
            "balance": plain(_change(move.values)),
            **{
                name: move.values.get(name, "")
                for name in ("move_date", "kind", "article", "quantity", "lot", "reason")
            },
        }
        for move in records(world, "stock_move").values()
        if move.state != "draft"
        and move.state != "cancelled"
        and parameters.get("article", "") in ("", move.values.get("article"))
        and (not start or move.values.get("move_date", "") >= start)
        and (not end or move.values.get("move_date", "") <= end)
    ]


def _of_the_day(world: World, record: ErpRecord) -> bool:
    return date_of(record.values, "move_date") == today(world)


STOCK_MOVE = Doctype(
    name="stock_move",
    title_fr="Mouvement de stock",
    title_plural_fr="Mouvements de stock",
    title_field="article",
    list_columns=(
        "move_date",
        "kind",
        "article",
        "quantity",
        "from_location",
        "to_location",
        "reason",
    ),
    series=Series("MV{yy}"),
    numbered_at_creation=True,
    editable_in=("draft",),
    locked_fr="Ce mouvement est validé : il ne se modifie plus. Pour le corriger, contre-passez-le.",
    filters=(Filter("today", "Du jour", _of_the_day),),
    states=(
        State("draft", "À valider"),
        State("posted", "Validé"),
        State("reversed", "Contre-passé"),
        State("cancelled", "Abandonné"),
    ),
    fields=(
        FieldSpec("kind", "Nature", "choice", required=True, choices=KINDS),
        ARTICLE,
        FieldSpec("quantity", "Quantité", "decimal", required=True, signed=True),
        FieldSpec("from_location", "De l’emplacement", "link", link="location"),
        FieldSpec("to_location", "À l’emplacement", "link", link="location"),
        FieldSpec("move_date", "Date", "date", required=True, default="today", copied=False),
        FieldSpec("lot", "Lot"),
        FieldSpec("reason", "Motif"),
        FieldSpec("unit_cost", "Coût unitaire", "money", decimals=4),
        FieldSpec("delivery_note", "Bon de livraison", "link", link="delivery_note", readonly=True),
        FieldSpec("goods_receipt", "Réception", "link", link="goods_receipt", readonly=True),
        FieldSpec("inventory", "Inventaire", "link", link="inventory", readonly=True),
        FieldSpec(
            "production_order",
            "Ordre de fabrication",
            "link",
            link="production_order",
            readonly=True,
        ),
        FieldSpec("reversed_move", "Contre-passe", "link", link="stock_move", readonly=True),
        FieldSpec("reverse_reason", "Motif de la contre-passation", readonly=True),
        FieldSpec("booked", "Porté au stock", "boolean", readonly=True),
    ),
    settled=book,
    actions=(
        Action(
            "post",
            "Valider le mouvement",
            ("draft",),
            "posted",
            guard=refuse_move,
            warnings=warn_negative,
            needs_confirmation=True,
            elsewhere_fr="Ce mouvement est déjà validé ou abandonné.",
        ),
        Action(
            "reverse",
            "Contre-passer",
            ("posted",),
            "reversed",
            effect=reverse,
            asks=("reverse_reason",),
            elsewhere_fr="Seul un mouvement validé se contre-passe.",
        ),
        Action("discard", "Abandonner", ("draft",), "cancelled", needs_confirmation=True),
    ),
)

VALUATION = Report(
    "stock_valuation",
    "Valorisation du stock",
    (
        ARTICLE,
        FieldSpec("family", "Famille"),
        FieldSpec("quantity", "Quantité", "decimal", signed=True),
        FieldSpec("unit_cost", "PMP", "money", decimals=4),
        FieldSpec("value", "Valeur", "money", signed=True, summed=True),
    ),
    valuation,
    (FieldSpec("family", "Famille"),),
    help_fr="Quantité en stock × prix moyen pondéré.",
)
MOVEMENTS = Report(
    "stock_movements",
    "Journal des mouvements",
    (
        FieldSpec("number", "N°"),
        FieldSpec("move_date", "Date", "date"),
        FieldSpec("kind", "Nature", "choice", choices=KINDS),
        ARTICLE,
        FieldSpec("balance", "Quantité", "decimal", signed=True, summed=True),
        FieldSpec("lot", "Lot"),
        FieldSpec("reason", "Motif"),
    ),
    movements,
    (replace(ARTICLE, required=False), *PERIOD),
)
