"""Printed forms that go with the goods: delivery note, packing list, consignment note."""

from decimal import ROUND_CEILING
from typing import Any

from sim.erp.letterhead import day_of, filled, given, letterhead, parties, quantity_of
from sim.erp.lookup import label_of, linked, setting
from sim.erp.values import decimal_of
from sim.language.french import number
from sim.printing import Column, Pair, PrintedForm, Total
from sim.world import ErpRecord, World


def delivery_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return a delivery note, to be signed on arrival."""
    rows = tuple(
        (
            line.get("article", ""),
            line.get("label", ""),
            line.get("lot", ""),
            quantity_of(line, "ordered_qty"),
            quantity_of(line, "delivered_qty"),
        )
        for line in record.lines
    )
    return PrintedForm(
        title="Bon de livraison",
        status="PROVISOIRE — NON ÉDITÉ" if record.state == "to_issue" else None,
        columns=(
            Column("Article", width_share=1.3),
            Column("Désignation", width_share=3.5),
            Column("Lot"),
            Column("Commandé", "right"),
            Column("Livré", "right"),
        ),
        rows=rows,
        mentions=given(record.values, "instructions"),
        signatures=(
            Pair("Expéditeur"),
            Pair("Transporteur"),
            Pair("Destinataire (date, cachet, réserves)"),
        ),
        **_shipment(world, record),
    )


def packing_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return a packing list: pieces, packages and weights."""
    rows = []
    for line in record.lines:
        article = linked(world, "article", line, "article")
        values = article.values if article else {}
        quantity, size = decimal_of(line, "delivered_qty"), decimal_of(values, "pack_size")
        weight = quantity * decimal_of(values, "unit_weight_kg")
        rows.append(
            (
                line.get("article", ""),
                line.get("label", ""),
                number(quantity),
                number((quantity / size).to_integral_value(ROUND_CEILING)) if size else "",
                number(weight, 1) if weight else "",
            )
        )
    return PrintedForm(
        title="Liste de colisage",
        columns=(
            Column("Article", width_share=1.3),
            Column("Désignation", width_share=3.5),
            Column("Pièces", "right"),
            Column("Colis", "right"),
            Column("Poids net (kg)", "right", 1.3),
        ),
        rows=tuple(rows),
        totals=_filled_totals(record),
        **_shipment(world, record),
    )


def cmr_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return a consignment note (CMR convention, art. 6): sender, consignee, places, goods, carrier."""
    company, values, party = world.scenario.company, record.values, parties(world, record)
    consignee = party.get("delivery_text", "") or party.get("billing_text", "")
    goods = "\n".join(
        f"{quantity_of(line, 'delivered_qty')} × {line.get('label') or line.get('article', '')}"
        for line in record.lines
    )
    boxes = (
        Pair("1 Expéditeur", "\n".join((company.name, *company.address))),
        Pair("2 Destinataire", "\n".join(filter(None, (consignee, values.get("vat_number", ""))))),
        Pair("3 Lieu prévu pour la livraison", consignee),
        Pair(
            "4 Lieu et date de la prise en charge",
            "\n".join((*company.address, day_of(values, "delivery_date"))),
        ),
        Pair("5 Documents annexés", f"Bon de livraison {label_of(record)}"),
        Pair("16 Transporteur", values.get("carrier", "") or setting(world, "carrier")),
        Pair(
            "6-9 Nature de la marchandise",
            "\n".join(filter(None, (values.get("goods_description"), goods))),
        ),
        Pair("11 Poids brut (kg)", quantity_of(values, "gross_weight_kg")),
        Pair("7 Nombre de colis", quantity_of(values, "packages")),
        Pair("13 Instructions de l’expéditeur", values.get("instructions", "")),
    )
    return PrintedForm(
        title="Lettre de voiture internationale CMR",
        number=label_of(record),
        date=day_of(values, "delivery_date"),
        issuer=(company.name, *company.address),
        boxes=boxes,
        signatures=(
            Pair("22 Signature de l’expéditeur"),
            Pair("23 Signature du transporteur"),
            Pair("24 Marchandise reçue (date, signature)"),
        ),
        footer=company.identity,
    )


def _shipment(world: World, record: ErpRecord) -> dict[str, Any]:
    values, party = record.values, parties(world, record)
    order = linked(world, "sales_order", values, "order")
    delivery = party.get("delivery_text", "") or party.get("billing_text", "")
    head = letterhead(world, record)
    head |= {
        "addressee": tuple(delivery.splitlines()),
        "addressee_label": "Livré à",
        "delivery": (),
    }
    info = (
        Pair("Client", values.get("customer", "")),
        Pair("Notre commande", label_of(order) if order else ""),
        Pair("Votre commande", values.get("customer_po", "")),
        Pair("Transporteur", values.get("carrier", "")),
        Pair("Colis", quantity_of(values, "packages")),
        Pair("Poids brut (kg)", quantity_of(values, "gross_weight_kg")),
    )
    return {
        **head,
        "number": label_of(record),
        "date": day_of(values, "delivery_date"),
        "info": filled(info),
    }


def _filled_totals(record: ErpRecord) -> tuple[Total, ...]:
    values = record.values
    shown = (("Nombre de colis", "packages"), ("Poids brut (kg)", "gross_weight_kg"))
    return tuple(
        Total(label, quantity_of(values, name)) for label, name in shown if values.get(name)
    )
