"""Sales: articles, price lists, orders, delivery notes, disputes (BR-SAL).

Lets through on purpose: the old price list and its prices, a missing customer order number, a wrong
delivery address, a promised date nobody confirmed, a consignment note inside France.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sim.erp import forms, shipping
from sim.erp.amounts import VAT_CHOICES
from sim.erp.customers import (
    accountants,
    address_options,
    frozen_party,
    is_blocked,
    warn_blocked,
)
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Form, Outcome, Series, State
from sim.erp.lookup import label_of, linked, records
from sim.erp.making import Maker
from sim.erp.stock import moved
from sim.erp.values import date_of, decimal_of, unit_price
from sim.facts.erp import Row
from sim.world import ErpRecord, World

SERVICES = (
    ("warehouse", "Magasin-expéditions"),
    ("quality", "Qualité"),
    ("sales", "Commercial"),
    ("accounting", "Comptabilité"),
    ("carrier", "Transporteur"),
)


def label_lines(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Give a line without a label that of its article."""
    for line in record.lines:
        article = linked(world, "article", line, "article")
        if article and not line.get("label"):
            line["label"] = article.values.get("label", "")


def price_list_in_force(world: World, day: date | None, customer: str = "") -> ErpRecord | None:
    """Return the price list valid on a day; the customer's own first, then the latest."""
    valid = [
        found
        for found in records(world, "price_list").values()
        if day
        and (date_of(found.values, "valid_from") or date.min) <= day
        and day <= (date_of(found.values, "valid_to") or date.max)
        and found.values.get("customer", "") in ("", customer)
    ]
    return max(
        valid,
        key=lambda found: (bool(found.values.get("customer")), found.values.get("valid_from", "")),
        default=None,
    )


def listed_price(prices: ErpRecord | None, line: Row) -> Decimal | None:
    """Return the price of a line in a list: that of the largest quantity it reaches; nothing when not listed."""
    steps = [
        row
        for row in (prices.lines if prices else [])
        if row.get("article") == line.get("article")
        and decimal_of(row, "min_qty") <= decimal_of(line, "quantity")
    ]
    best = max(steps, key=lambda row: decimal_of(row, "min_qty"), default=None)
    return decimal_of(best, "unit_price") if best else None


def warn_price(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a price that is not that of the order's price list, else of the one in force."""
    chosen = linked(world, "price_list", record.values, "price_list")
    day = date_of(record.values, "order_date")
    prices = chosen or price_list_in_force(world, day, record.values.get("customer", ""))
    found = []
    for line in record.lines:
        price, expected = decimal_of(line, "unit_price"), listed_price(prices, line)
        if prices and expected is not None and price != expected:
            shown = f"{line['article']} à {unit_price(price)} au lieu de {unit_price(expected)}"
            message = f"Prix différent du tarif {prices.values.get('name', prices.id)} : {shown}."
            found.append(Caution("price_differs", message))
    return found


def needs_lines(world: World, record: ErpRecord) -> str:
    """Refuse a document that says nothing."""
    if not any(decimal_of(line, "quantity") > 0 for line in record.lines):
        return "Ce document n’a pas de ligne avec une quantité. Ajoutez au moins un article."
    return ""


def warn_confirm(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about the account and the prices."""
    return warn_blocked(world, record) + warn_price(world, record)


def refuse_blocked(world: World, record: ErpRecord) -> str:
    """Load nothing for a blocked account."""
    if is_blocked(world, record.values):
        code = record.values["customer"]
        return (
            f"Chargement impossible : le compte {code} est bloqué. "
            f"Contactez {accountants(world)} ; la marchandise reste au quai."
        )
    return ""


def needs_delivered(world: World, record: ErpRecord) -> str:
    """Refuse a delivery note of nothing."""
    if not any(decimal_of(line, "delivered_qty") > 0 for line in record.lines):
        return "Ce bon de livraison n’a pas de quantité livrée. Saisissez-la avant de l’éditer."
    return ""


def deliver(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Freeze whom and where the goods went, and take them out of the stock."""
    moves = tuple(
        moved(
            maker,
            "out",
            line["article"],
            decimal_of(line, "delivered_qty"),
            lot=line.get("lot", ""),
            reason=f"Livraison {label_of(record)}",
            delivery_note=record.id,
        )
        for line in record.lines
        if decimal_of(line, "delivered_qty")
    )
    return Outcome(changes=frozen_party(world, record), facts=moves)


CANCEL_REASON = FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True)
ADDRESS = FieldSpec("delivery_address", "Adresse de livraison", "choice", options=address_options)
CUSTOMER_LINK = FieldSpec("customer", "Client", "link", link="customer", required=True)
ARTICLE = FieldSpec("article", "Article", "link", link="article", required=True)
LABEL = FieldSpec("label", "Désignation")
QUANTITY = FieldSpec("quantity", "Quantité", "decimal", required=True)
UNIT_PRICE = FieldSpec("unit_price", "Prix unitaire HT", "money", required=True, decimals=4)
DISCOUNT = FieldSpec("discount_pct", "Remise (%)", "percent")
LINE_VAT = FieldSpec(
    "vat_code", "Code TVA", "choice", choices=VAT_CHOICES, help_fr="Vide : celui du document."
)
VAT = FieldSpec(
    "vat_code", "Régime de TVA", "choice", required=True, choices=VAT_CHOICES, default="FR20"
)
FROZEN = (
    FieldSpec("customer_name", "Nom imprimé", readonly=True),
    FieldSpec("customer_siren", "SIREN imprimé", readonly=True),
    FieldSpec("billing_text", "Adresse de facturation imprimée", "long_text", readonly=True),
    FieldSpec("delivery_text", "Adresse de livraison imprimée", "long_text", readonly=True),
)
"""What posting or confirming freezes, so that a form printed again says the same."""

PRICE_LIST = Doctype(
    name="price_list",
    title_fr="Tarif",
    title_plural_fr="Tarifs",
    title_field="name",
    readonly=True,
    list_columns=("name", "valid_from", "valid_to"),
    states=(State("active", "Publié"),),
    fields=(
        FieldSpec("name", "Intitulé", required=True),
        FieldSpec("valid_from", "Valable du", "date"),
        FieldSpec("valid_to", "au", "date"),
        FieldSpec("customer", "Réservé au client", "link", link="customer"),
    ),
    line_fields=(ARTICLE, UNIT_PRICE, FieldSpec("min_qty", "À partir de", "decimal")),
)

SALES_ORDER = Doctype(
    name="sales_order",
    title_fr="Commande client",
    title_plural_fr="Commandes clients",
    title_field="customer",
    list_columns=("customer", "customer_po", "order_date", "requested_date"),
    series=Series("CC{yy}"),
    draft_prefix="CC",
    editable_in=("draft", "confirmed"),
    locked_fr="Cette commande est annulée : elle ne peut plus être modifiée.",
    states=(
        State("draft", "Saisie"),
        State("confirmed", "Confirmée"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        replace(CUSTOMER_LINK, editable_in=("draft",)),
        FieldSpec("customer_po", "N° de commande du client", copied=False),
        FieldSpec(
            "order_date", "Date de commande", "date", required=True, default="today", copied=False
        ),
        FieldSpec("price_list", "Tarif", "link", link="price_list"),
        FieldSpec("requested_date", "Livraison demandée", "date", copied=False),
        ADDRESS,
        VAT,
        FieldSpec("carriage", "Port HT", "money"),
        FieldSpec("price_gap_flagged", "Écart de prix signalé", "boolean", default="false"),
        FieldSpec(
            "price_gap_note", "Mention de l’écart", "long_text", help_fr="Imprimée sur l’AR."
        ),
        FieldSpec("mentions", "Mentions", "long_text", help_fr="Imprimées sur l’AR."),
        FieldSpec("notes", "Notes internes", "long_text"),
        FieldSpec("quotation", "Devis", "link", link="quotation", readonly=True),
        FieldSpec("deposit_pct", "Acompte demandé (%)", "percent", readonly=True),
        CANCEL_REASON,
    ),
    line_fields=(
        ARTICLE,
        LABEL,
        QUANTITY,
        UNIT_PRICE,
        DISCOUNT,
        FieldSpec("requested_date", "Demandée le", "date", copied=False),
        FieldSpec("promised_date", "Promise le", "date", copied=False),
        LINE_VAT,
        FieldSpec("delivered_qty", "Livré", "decimal", readonly=True),
        FieldSpec("invoiced_qty", "Facturé", "decimal", readonly=True),
    ),
    derive=label_lines,
    warnings=warn_price,
    actions=(
        Action(
            "confirm",
            "Confirmer",
            ("draft",),
            "confirmed",
            guard=needs_lines,
            warnings=warn_confirm,
            numbers=True,
            elsewhere_fr="Cette commande est déjà confirmée ou annulée.",
        ),
        Action(
            "cancel",
            "Annuler la commande",
            ("draft", "confirmed"),
            "cancelled",
            asks=("cancel_reason",),
        ),
    ),
    forms=(Form("ar", "Accusé de réception de commande", forms.order_form, "AR-", ("draft",)),),
)

DELIVERY_NOTE = Doctype(
    name="delivery_note",
    title_fr="Bon de livraison",
    title_plural_fr="Bons de livraison",
    title_field="customer",
    list_columns=("customer", "delivery_date", "customer_po", "carrier"),
    series=Series("BL{yy}"),
    draft_prefix="BL",
    editable_in=("to_issue", "issued"),
    locked_fr="Ce bon de livraison est chargé ou annulé : il ne peut plus être modifié.",
    states=(
        State("to_issue", "À éditer"),
        State("issued", "Édité"),
        State("delivered", "Chargé / livré"),
        State("cancelled", "Annulé"),
    ),
    fields=(
        CUSTOMER_LINK,
        FieldSpec("order", "Commande", "link", link="sales_order"),
        FieldSpec("customer_po", "N° de commande du client"),
        ADDRESS,
        FieldSpec("delivery_date", "Date de livraison", "date", default="today"),
        FieldSpec("carrier", "Transporteur"),
        FieldSpec("packages", "Nombre de colis", "integer"),
        FieldSpec("gross_weight_kg", "Poids brut (kg)", "decimal"),
        FieldSpec("vat_number", "N° de TVA du destinataire"),
        FieldSpec("goods_description", "Nature de la marchandise"),
        FieldSpec("instructions", "Instructions", "long_text"),
        FieldSpec("notes", "Notes internes", "long_text"),
        CANCEL_REASON,
        *FROZEN,
    ),
    line_fields=(
        ARTICLE,
        LABEL,
        FieldSpec("ordered_qty", "Quantité commandée", "decimal"),
        FieldSpec("delivered_qty", "Quantité livrée", "decimal", required=True),
        FieldSpec("lot", "Lot"),
    ),
    derive=label_lines,
    actions=(
        Action(
            "issue",
            "Éditer le BL",
            ("to_issue",),
            "issued",
            guard=needs_delivered,
            warnings=warn_blocked,
            numbers=True,
            elsewhere_fr="Ce bon de livraison est déjà édité.",
        ),
        Action(
            "deliver",
            "Charger / livrer",
            ("issued",),
            "delivered",
            guard=refuse_blocked,
            effect=deliver,
            needs_confirmation=True,
            elsewhere_fr="Seul un bon de livraison édité peut être chargé : éditez-le d’abord.",
        ),
        Action("cancel", "Annuler", ("to_issue",), "cancelled", asks=("cancel_reason",)),
    ),
    forms=(
        Form(
            "bl", "Bon de livraison", shipping.delivery_form, proforma_in=("to_issue", "cancelled")
        ),
        Form("packing_list", "Liste de colisage", shipping.packing_form, "COLISAGE-"),
        Form("cmr", "Lettre de voiture CMR", shipping.cmr_form, "CMR-"),
    ),
)

DISPUTE = Doctype(
    name="dispute",
    title_fr="Litige",
    title_plural_fr="Litiges",
    title_field="description",
    list_columns=("customer", "delivery_note", "article", "quantity", "assigned_to", "opened_on"),
    series=Series("LIT{yy}"),
    numbered_at_creation=True,
    editable_in=("open",),
    locked_fr="Ce litige est clos : il ne peut plus être modifié.",
    states=(State("open", "Ouvert"), State("closed", "Clos")),
    fields=(
        CUSTOMER_LINK,
        FieldSpec("delivery_note", "Bon de livraison", "link", link="delivery_note"),
        FieldSpec("invoice", "Facture", "link", link="invoice"),
        FieldSpec("article", "Article", "link", link="article"),
        FieldSpec("quantity", "Quantité en litige", "decimal"),
        FieldSpec("assigned_to", "Affecté à", "choice", required=True, choices=SERVICES),
        FieldSpec("description", "Description", "long_text", required=True),
        FieldSpec("opened_on", "Ouvert le", "date", default="today"),
    ),
    actions=(
        Action("close", "Clore", ("open",), "closed", elsewhere_fr="Ce litige est déjà clos."),
    ),
)
