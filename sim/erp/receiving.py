"""Goods receipts: what came, what was accepted, what was refused and why (BR-PUR).

Lets through on purpose: more than was ordered (after a warning), a lot not written down, a supplier's
delivery note number forgotten, reserves that say nothing.
"""

from decimal import Decimal

from sim.erp import purchase_forms
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Form, Outcome, Series, State
from sim.erp.lookup import closed, linked, records
from sim.erp.making import Maker
from sim.erp.steps import followed
from sim.erp.stock import moved
from sim.erp.values import cents, decimal_of, plain
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.world import ErpRecord, World

PURCHASE_ORDER = "purchase_order"


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Accept what came unless something is said, and compute what is refused."""
    for line in record.lines:
        if line.get("received_qty") and not line.get("accepted_qty"):
            line["accepted_qty"] = line["received_qty"]
        refused = decimal_of(line, "received_qty") - decimal_of(line, "accepted_qty")
        line["refused_qty"] = plain(refused) if refused > 0 else ""


def check(world: World, record: ErpRecord) -> str:
    """Refuse more accepted than came."""
    for rank, line in enumerate(record.lines, start=1):
        if decimal_of(line, "accepted_qty") > decimal_of(line, "received_qty"):
            return f"Ligne {rank} : la quantité acceptée dépasse la quantité reçue."
    return ""


def refuse_post(world: World, record: ErpRecord) -> str:
    """Refuse a receipt of nothing, a refusal without a reason, a closed period, an order that is over."""
    order = linked(world, PURCHASE_ORDER, record.values, PURCHASE_ORDER)
    if order is None or order.state not in ("sent", "acknowledged", "partly_received"):
        return "La commande de cette réception n’attend plus rien : vérifiez le numéro de commande."
    if not any(decimal_of(line, "received_qty") for line in record.lines):
        return "Aucune quantité reçue : saisissez ce qui est arrivé avant de valider."
    for rank, line in enumerate(record.lines, start=1):
        if decimal_of(line, "refused_qty") and not line.get("refusal_reason"):
            return f"Ligne {rank} : indiquez pourquoi une partie est refusée."
    return closed(world, record.values, "receipt_date")


def warn_over(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about more than was ordered."""
    over = [
        line["article"]
        for line in record.lines
        if decimal_of(line, "received_qty") > decimal_of(line, "remaining_qty")
    ]
    if not over:
        return []
    return [Caution("over_delivery", f"Reçu plus que ce qui reste à livrer : {', '.join(over)}.")]


def post(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Bring the accepted pieces to the stock, and say to the order what came."""
    order = linked(world, PURCHASE_ORDER, record.values, PURCHASE_ORDER)
    assert order is not None
    costs = {line.get("article", ""): _unit_cost(line) for line in order.lines}
    moves = [
        moved(
            maker,
            "in",
            line["article"],
            decimal_of(line, "accepted_qty"),
            to_location=record.values.get("location", ""),
            lot=line.get("lot", ""),
            unit_cost=costs.get(line["article"], ""),
            reason=f"Réception de {order.number or order.id}",
            goods_receipt=record.id,
        )
        for line in record.lines
        if decimal_of(line, "accepted_qty")
    ]
    return Outcome(facts=(*moves, _received(order, record)))


def _unit_cost(line: Row) -> str:
    kept = 1 - decimal_of(line, "discount_pct") / 100
    return cents(round(decimal_of(line, "unit_price") * kept, 4))


def _received(order: ErpRecord, record: ErpRecord) -> Fact:
    """Return the order's own step: received, or in part."""
    came = _sums([*order.lines], "received_qty")
    for article, quantity in _sums(record.lines, "accepted_qty").items():
        came[article] = came.get(article, Decimal(0)) + quantity
    whole = all(
        came.get(article, Decimal(0)) >= quantity
        for article, quantity in _sums(order.lines, "quantity").items()
    )
    return followed(PURCHASE_ORDER, order, "receipt", "received" if whole else "partly_received")


def _sums(lines: list[Row], name: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for line in lines:
        article = line.get("article", "")
        found[article] = found.get(article, Decimal(0)) + decimal_of(line, name)
    return found


def keep_received(world: World, record: ErpRecord) -> None:
    """Keep on each line of the order how much came; an article on two lines fills the first one first."""
    order = linked(world, PURCHASE_ORDER, record.values, PURCHASE_ORDER)
    if order is None or record.state != "posted":
        return
    came: dict[str, Decimal] = {}
    for receipt in records(world, "goods_receipt").values():
        if receipt.state == "posted" and receipt.values.get(PURCHASE_ORDER) == order.id:
            for article, quantity in _sums(receipt.lines, "accepted_qty").items():
                came[article] = came.get(article, Decimal(0)) + quantity
    share(order.lines, came, "received_qty")


def share(lines: list[Row], quantities: dict[str, Decimal], name: str) -> None:
    """Write on each line its part of what its article counts in all; the last line takes what is over."""
    left = dict(quantities)
    for rank, line in enumerate(lines):
        article = line.get("article", "")
        last = all(other.get("article") != article for other in lines[rank + 1 :])
        here = left.get(article, Decimal(0))
        part = here if last else min(here, decimal_of(line, "quantity"))
        left[article] = here - part
        line[name] = plain(part) if part else "0"


GOODS_RECEIPT = Doctype(
    name="goods_receipt",
    title_fr="Réception",
    title_plural_fr="Réceptions",
    title_field="supplier",
    list_columns=("supplier", "purchase_order", "receipt_date", "supplier_note"),
    series=Series("BR{yy}"),
    draft_prefix="BR",
    editable_in=("draft",),
    locked_fr="Cette réception est validée : le stock a bougé. Pour la corriger, contre-passez ses mouvements.",
    states=(
        State("draft", "À valider"),
        State("posted", "Validée"),
        State("cancelled", "Abandonnée"),
    ),
    fields=(
        FieldSpec("supplier", "Fournisseur", "link", link="supplier", required=True),
        FieldSpec(
            PURCHASE_ORDER, "Commande fournisseur", "link", link=PURCHASE_ORDER, required=True
        ),
        FieldSpec("supplier_note", "N° du bon de livraison du fournisseur", copied=False),
        FieldSpec("receipt_date", "Date de réception", "date", default="today", copied=False),
        FieldSpec("location", "Emplacement", "link", link="location"),
        FieldSpec("carrier", "Transporteur"),
        FieldSpec("reserves", "Réserves portées au transporteur", "long_text"),
        FieldSpec("notes", "Notes internes", "long_text"),
    ),
    line_fields=(
        FieldSpec("article", "Article", "link", link="article", required=True),
        FieldSpec("label", "Désignation"),
        FieldSpec("ordered_qty", "Commandé", "decimal", readonly=True),
        FieldSpec("remaining_qty", "Reste à livrer", "decimal", readonly=True),
        FieldSpec("received_qty", "Reçu", "decimal"),
        FieldSpec("accepted_qty", "Accepté", "decimal", help_fr="Vide : tout ce qui est reçu."),
        FieldSpec("refused_qty", "Refusé", "decimal", readonly=True),
        FieldSpec("refusal_reason", "Motif du refus"),
        FieldSpec("lot", "Lot"),
    ),
    derive=complete,
    check=check,
    settled=keep_received,
    actions=(
        Action(
            "post",
            "Valider la réception",
            ("draft",),
            "posted",
            guard=refuse_post,
            effect=post,
            warnings=warn_over,
            needs_confirmation=True,
            numbers=True,
            elsewhere_fr="Cette réception est déjà validée ou abandonnée.",
        ),
        Action("discard", "Abandonner", ("draft",), "cancelled", needs_confirmation=True),
    ),
    forms=(Form("goods_receipt", "Bon de réception", purchase_forms.receipt_form),),
)
