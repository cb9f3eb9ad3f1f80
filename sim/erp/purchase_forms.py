"""Printed forms of purchasing: the order sent to the supplier, the goods receipt."""

from typing import Any

from sim.erp.amounts import TERMS, line_net, totals
from sim.erp.letterhead import day_of, filled, given, quantity_of
from sim.erp.lookup import label_of, linked
from sim.erp.values import decimal_of, unit_price
from sim.language.french import NO_BREAK, money, percent
from sim.printing import Column, Pair, PrintedForm, Total
from sim.world import ErpRecord, World


def order_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return a purchase order: what is ordered, at which price, for when and where."""
    values, amounts = record.values, totals(record)
    terms = TERMS.get(values.get("payment_terms", ""))
    place = linked(world, "location", values, "delivery_place")
    return PrintedForm(
        title="Commande fournisseur",
        number=label_of(record),
        date=day_of(values, "order_date"),
        status=None if record.number else "COMMANDE NON ENVOYÉE",
        info=filled(
            (
                Pair("N° fournisseur", values.get("supplier", "")),
                Pair("Votre référence", values.get("supplier_reference", "")),
                Pair("Livraison prévue", day_of(values, "promised_date")),
                Pair("Incoterm", values.get("incoterm", "")),
                Pair("Conditions", terms.label_fr if terms else ""),
                Pair("Lieu de livraison", place.values.get("label", "") if place else ""),
            )
        ),
        columns=(
            Column("Article", width_share=1.3),
            Column("Désignation", width_share=3.2),
            Column("Qté", "right", 0.9),
            Column("P.U. HT", "right", 1.1),
            Column("Remise", "right", 0.9),
            Column("Prévue le", "right", 1.2),
            Column("Montant HT", "right", 1.4),
        ),
        rows=_order_rows(record),
        totals=(
            Total("Total HT", money(amounts.net)),
            Total("TVA", money(amounts.vat)),
            Total("Total TTC", money(amounts.gross), bold=True),
        ),
        mentions=(
            f"Rappelez le numéro {label_of(record)} sur vos bons de livraison et factures.",
            f"Merci de confirmer cette commande, prix et délai compris, sous 48{NO_BREAK}heures.",
            *given(values, "mentions"),
        ),
        **_head(world, record),
    )


def _order_rows(record: ErpRecord) -> tuple[tuple[str, ...], ...]:
    values = record.values
    rows = tuple(
        (
            line.get("article", ""),
            line.get("label", ""),
            quantity_of(line, "quantity"),
            unit_price(decimal_of(line, "unit_price")),
            percent(decimal_of(line, "discount_pct")) if decimal_of(line, "discount_pct") else "",
            day_of(line, "promised_date") or day_of(values, "promised_date"),
            money(line_net(line)),
        )
        for line in record.lines
    )
    carriage = decimal_of(values, "carriage")
    freight = (("PORT", "Port", "1", money(carriage), "", "", money(carriage)),) if carriage else ()
    return (*rows, *freight)


def receipt_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return a goods receipt, with what was refused and why."""
    order = linked(world, "purchase_order", record.values, "purchase_order")
    return PrintedForm(
        title="Bon de réception",
        number=label_of(record),
        date=day_of(record.values, "receipt_date"),
        status=None if record.number else "RÉCEPTION NON VALIDÉE",
        info=filled(
            (
                Pair("Commande", label_of(order) if order else ""),
                Pair("BL du fournisseur", record.values.get("supplier_note", "")),
                Pair("Transporteur", record.values.get("carrier", "")),
            )
        ),
        columns=(
            Column("Article", width_share=1.3),
            Column("Désignation", width_share=2.6),
            Column("Lot"),
            Column("Commandé", "right"),
            Column("Reçu", "right"),
            Column("Accepté", "right"),
            Column("Refusé", "right"),
            Column("Motif", width_share=1.8),
        ),
        rows=tuple(
            (
                line.get("article", ""),
                line.get("label", ""),
                line.get("lot", ""),
                *(
                    quantity_of(line, name)
                    for name in ("ordered_qty", "received_qty", "accepted_qty", "refused_qty")
                ),
                line.get("refusal_reason", ""),
            )
            for line in record.lines
        ),
        mentions=given(record.values, "reserves"),
        signatures=(Pair("Réceptionnaire"), Pair("Contrôle")),
        **_head(world, record),
    )


def _head(world: World, record: ErpRecord) -> dict[str, Any]:
    company = world.scenario.company
    supplier = linked(world, "supplier", record.values, "supplier")
    values = supplier.values if supplier else {}
    town = f"{values.get('postcode', '')} {values.get('city', '')}".strip()
    address = (values.get("name", ""), values.get("street", ""), town)
    contact = " – ".join(filter(None, (company.phone, company.email)))
    return {
        "issuer": tuple(filter(None, (company.name, *company.address, contact))),
        "addressee": tuple(filter(None, address)),
        "footer": company.identity,
    }
