"""Printed forms that go with a production order through the workshop."""

from typing import Any

from sim.erp.letterhead import day_of, filled, given, quantity_of
from sim.erp.lookup import label_of, linked
from sim.erp.methods import minutes, needs
from sim.erp.values import decimal_of
from sim.facts.erp import Row
from sim.language.french import number
from sim.printing import Column, Pair, PrintedForm
from sim.world import ErpRecord, World


def traveller(world: World, record: ErpRecord) -> PrintedForm:
    """Return the sheet that follows the pieces: each operation, to be filled in by hand."""
    return PrintedForm(
        title="Fiche suiveuse",
        columns=(
            Column("N°", width_share=0.6),
            Column("Opération", width_share=2.8),
            Column("Poste", width_share=2.2),
            Column("Opérateur", width_share=1.4),
            Column("Date"),
            Column("Bonnes"),
            Column("Rebuts"),
            Column("Visa"),
        ),
        rows=tuple(
            (
                line.get("operation", ""),
                line.get("label", ""),
                _centre(world, line),
                "",
                "",
                "",
                "",
                "",
            )
            for line in record.lines
        ),
        mentions=given(record.values, "notes"),
        **_head(world, record),
    )


def picking_list(world: World, record: ErpRecord) -> PrintedForm:
    """Return what the store hands over."""
    rows = []
    for code, quantity in needs(world, record).items():
        article = linked(world, "article", {"article": code}, "article")
        values = article.values if article else {}
        rows.append(
            (
                code,
                values.get("label", ""),
                values.get("location", ""),
                number(quantity),
                quantity_of(values, "stock"),
                "",
            )
        )
    return PrintedForm(
        title="Liste à servir",
        columns=(
            Column("Composant", width_share=1.5),
            Column("Désignation", width_share=3),
            Column("Emplacement", width_share=1.3),
            Column("À servir", "right"),
            Column("En stock", "right"),
            Column("Servi"),
        ),
        rows=tuple(rows),
        signatures=(Pair("Magasin"), Pair("Atelier")),
        **_head(world, record),
    )


def work_slips(world: World, record: ErpRecord) -> PrintedForm:
    """Return the time each operation is given."""
    quantity = decimal_of(record.values, "quantity")
    return PrintedForm(
        title="Bons de travail",
        columns=(
            Column("N°", width_share=0.6),
            Column("Opération", width_share=2.8),
            Column("Poste", width_share=2.4),
            Column("Réglage (min)", "right", 1.2),
            Column("Par pièce (min)", "right", 1.3),
            Column("Alloué (h)", "right"),
        ),
        rows=tuple(
            (
                line.get("operation", ""),
                line.get("label", ""),
                _centre(world, line),
                quantity_of(line, "setup_min"),
                quantity_of(line, "run_min"),
                number(minutes(line, quantity, set_up=True) / 60, 2),
            )
            for line in record.lines
        ),
        **_head(world, record),
    )


def _centre(world: World, line: Row) -> str:
    centre = linked(world, "work_centre", line, "work_centre")
    return centre.values.get("label", "") if centre else ""


def _head(world: World, record: ErpRecord) -> dict[str, Any]:
    company, values = world.scenario.company, record.values
    article = linked(world, "article", values, "article")
    bill = linked(world, "bill_of_materials", values, "bill_of_materials")
    order = linked(world, "sales_order", values, "sales_order")
    return {
        "number": label_of(record),
        "date": day_of(values, "due_date"),
        "issuer": (company.name, *company.address),
        "info": filled(
            (
                Pair("Article", values.get("article", "")),
                Pair("Désignation", article.values.get("label", "") if article else ""),
                Pair("Quantité", quantity_of(values, "quantity")),
                Pair("Échéance", day_of(values, "due_date")),
                Pair("Indice du plan", values.get("plan_revision", "")),
                Pair("Nomenclature", label_of(bill) if bill else ""),
                Pair("Commande client", label_of(order) if order else ""),
            )
        ),
        "footer": company.identity,
    }
