"""Stock counts (BR-STK-05): counted blind, differences valued, adjusted by who is allowed to.

Lets through on purpose: a count typed on the wrong line, a large difference that was not counted again
(after a warning), a note that explains nothing.
"""

from decimal import Decimal

from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Form, Outcome, Series, State
from sim.erp.letterhead import day_of, filled, quantity_of
from sim.erp.lookup import closed, label_of, linked, records, setting
from sim.erp.making import Maker
from sim.erp.steps import rewritten
from sim.erp.stock import moved
from sim.erp.values import cents, decimal_of, plain
from sim.facts.erp import Row
from sim.language.french import money, number
from sim.printing import Column, Pair, PrintedForm, Total
from sim.world import ErpRecord, World

RECOUNT_THRESHOLD = "100"
"""Euros of difference from which a line is counted again; setting `recount_threshold`."""


def theoretical(world: World, row: Row, location: str) -> Decimal:
    """Return what should be there: at a place when the article is kept by place, else in all."""
    article = linked(world, "article", row, "article")
    if article is None:
        return Decimal(0)
    here = [line for line in article.lines if line.get("location") == location]
    if location and here:
        return decimal_of(here[0], "quantity")
    return decimal_of(article.values, "stock")


def fill(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """List the articles kept at the place of the count."""
    location = record.values.get("location", "")
    listed = {line.get("article") for line in record.lines}
    found = [
        {"article": article.id}
        for article in sorted(records(world, "article").values(), key=lambda one: one.id)
        if article.id not in listed
        and article.values.get("stock")
        and (not location or location in _places(article))
    ]
    return Outcome(facts=(rewritten(record, [*record.lines, *found]),))


def _places(article: ErpRecord) -> set[str]:
    return {article.values.get("location", ""), *(line["location"] for line in article.lines)}


def start(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Freeze what should be there: what moves afterwards is not the counter's concern."""
    location = record.values.get("location", "")
    lines = []
    for line in record.lines:
        article = linked(world, "article", line, "article")
        cost = article.values.get("unit_cost", "") if article else ""
        frozen = {"theoretical": plain(theoretical(world, line, location)), "unit_cost": cost}
        lines.append({**line, **frozen})
    return Outcome(facts=(rewritten(record, lines),))


def needs_lines(world: World, record: ErpRecord) -> str:
    """Refuse a count of nothing, or of the same article twice."""
    articles = [line.get("article") for line in record.lines]
    if not articles:
        return "Aucun article à compter : ajoutez des lignes, ou « Proposer les articles »."
    if len(articles) != len(set(articles)):
        return "Un article est sur deux lignes : gardez-en une."
    return ""


def needs_counts(world: World, record: ErpRecord) -> str:
    """Refuse to finish while a line was not counted; nothing found is typed as 0."""
    for rank, line in enumerate(record.lines, start=1):
        if not line.get("counted"):
            return f"Ligne {rank} ({line.get('article', '')}) : saisissez la quantité comptée, 0 s’il n’y a rien."
    return ""


def differences(world: World, record: ErpRecord, given: frozenset[str] = frozenset()) -> None:
    """Compute the differences, in pieces and in euros, of the lines already frozen."""
    total = Decimal(0)
    for line in record.lines:
        if not line.get("theoretical") or not line.get("counted"):
            continue
        gap = decimal_of(line, "counted") - decimal_of(line, "theoretical")
        value = round(gap * decimal_of(line, "unit_cost"), 2)
        line["difference"], line["difference_value"] = plain(gap), cents(value)
        total += value
    if record.state in ("counting", "counted"):
        record.values["total_difference"] = cents(total)


def warn_recount(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about large differences that nobody counted again."""
    least = Decimal(setting(world, "recount_threshold", RECOUNT_THRESHOLD))
    large = [
        line["article"]
        for line in record.lines
        if abs(decimal_of(line, "difference_value")) >= least and line.get("recounted") != "true"
    ]
    if not large:
        return []
    message = f"Écart de {money(least)} ou plus sans recomptage : {', '.join(large)}."
    return [Caution("recount_needed", message)]


def validate(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Bring the stock to what was counted."""
    place = record.values.get("location", "")
    return Outcome(
        facts=tuple(
            moved(
                maker,
                "adjustment",
                line["article"],
                decimal_of(line, "difference"),
                to_location=place,
                reason=f"Inventaire {label_of(record)}",
                inventory=record.id,
            )
            for line in record.lines
            if decimal_of(line, "difference")
        )
    )


def refuse_closed(world: World, record: ErpRecord) -> str:
    """Refuse to adjust a closed period."""
    return closed(world, record.values, "counted_on")


def sheet(world: World, record: ErpRecord) -> PrintedForm:
    """Return the counting sheet: blind, as what should be there would be written down again."""
    return PrintedForm(
        title="Feuille de comptage",
        columns=(
            Column("Article", width_share=1.2),
            Column("Désignation", width_share=3),
            Column("Unité", width_share=0.8),
            Column("Compté", width_share=1.2),
            Column("Recompté", width_share=1.2),
        ),
        rows=tuple((*_named(world, line), "", "") for line in record.lines),
        signatures=(Pair("Compteur (nom, signature)"), Pair("Contrôleur (nom, signature)")),
        **_head(world, record),
    )


def report(world: World, record: ErpRecord) -> PrintedForm:
    """Return the differences, in pieces and in euros."""
    rows = tuple(
        (
            *_named(world, line)[:2],
            quantity_of(line, "theoretical"),
            quantity_of(line, "counted"),
            number(decimal_of(line, "difference")) if line.get("difference") else "",
            money(decimal_of(line, "difference_value")) if line.get("difference_value") else "",
        )
        for line in record.lines
    )
    return PrintedForm(
        title="État des écarts d’inventaire",
        columns=(
            Column("Article", width_share=1.2),
            Column("Désignation", width_share=3),
            Column("Théorique", "right"),
            Column("Compté", "right"),
            Column("Écart", "right"),
            Column("Valeur", "right", 1.2),
        ),
        rows=rows,
        totals=(
            Total("Écart total", money(decimal_of(record.values, "total_difference")), bold=True),
        ),
        signatures=(Pair("Responsable du magasin"), Pair("Contrôle de gestion")),
        **_head(world, record),
    )


def _named(world: World, line: Row) -> tuple[str, str, str]:
    article = linked(world, "article", line, "article")
    values = article.values if article else {}
    return line.get("article", ""), values.get("label", ""), values.get("unit", "")


def _head(world: World, record: ErpRecord) -> dict[str, object]:
    company, place = world.scenario.company, linked(world, "location", record.values, "location")
    return {
        "number": label_of(record),
        "date": day_of(record.values, "counted_on"),
        "issuer": (company.name, *company.address),
        "info": filled((Pair("Emplacement", place.values.get("label", "") if place else ""),)),
        "footer": company.identity,
    }


INVENTORY = Doctype(
    name="inventory",
    title_fr="Inventaire",
    title_plural_fr="Inventaires",
    title_field="title",
    list_columns=("title", "kind", "location", "counted_on", "total_difference"),
    series=Series("INV{yy}"),
    numbered_at_creation=True,
    editable_in=("draft", "counting"),
    locked_fr="Le comptage est terminé : les quantités ne se modifient plus. Voyez le responsable du magasin.",
    states=(
        State("draft", "En préparation"),
        State("counting", "Comptage en cours"),
        State("counted", "Compté"),
        State("validated", "Régularisé"),
        State("cancelled", "Annulé"),
    ),
    fields=(
        FieldSpec("title", "Intitulé", required=True),
        FieldSpec(
            "kind",
            "Nature",
            "choice",
            choices=(("cycle", "Tournant"), ("annual", "Annuel")),
            default="cycle",
        ),
        FieldSpec("location", "Emplacement", "link", link="location", editable_in=("draft",)),
        FieldSpec("counted_on", "Date du comptage", "date", default="today", copied=False),
        FieldSpec("counter", "Compteur"),
        FieldSpec("notes", "Explications", "long_text"),
        FieldSpec("total_difference", "Écart total", "money", readonly=True, signed=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    line_fields=(
        FieldSpec("article", "Article", "link", link="article", required=True),
        FieldSpec("theoretical", "Théorique", "decimal", readonly=True, signed=True),
        FieldSpec("counted", "Compté", "decimal"),
        FieldSpec("recounted", "Recompté", "boolean"),
        FieldSpec("difference", "Écart", "decimal", readonly=True, signed=True),
        FieldSpec("unit_cost", "PMP", "money", readonly=True, decimals=4),
        FieldSpec("difference_value", "Valeur", "money", readonly=True, signed=True),
    ),
    derive=differences,
    actions=(
        Action(
            "start", "Lancer le comptage", ("draft",), "counting", guard=needs_lines, effect=start
        ),
        Action("fill", "Proposer les articles", ("draft",), effect=fill),
        Action(
            "finish",
            "Terminer le comptage",
            ("counting",),
            "counted",
            guard=needs_counts,
            warnings=warn_recount,
        ),
        Action(
            "validate",
            "Régulariser le stock",
            ("counted",),
            "validated",
            guard=refuse_closed,
            effect=validate,
            needs_confirmation=True,
            reserved=True,
            role="Responsable du magasin",
        ),
        Action(
            "cancel",
            "Annuler l’inventaire",
            ("draft", "counting", "counted"),
            "cancelled",
            asks=("cancel_reason",),
        ),
    ),
    forms=(
        Form("sheet_count", "Feuille de comptage", sheet, "COMPTAGE-"),
        Form("differences", "État des écarts", report, "ECARTS-"),
    ),
)
