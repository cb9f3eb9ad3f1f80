"""The batch that proposes what to order: articles at their reorder point, one request for each supplier."""

from collections.abc import Sequence
from decimal import Decimal

from sim.erp.articles import available, reorder_point, suggested, to_reorder
from sim.erp.doctype import FieldSpec
from sim.erp.lookup import records, setting
from sim.erp.making import Maker
from sim.erp.module import Batch, Controlled, Report
from sim.erp.purchasing import PURCHASE_REQUEST
from sim.erp.values import cents, decimal_of, plain
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.world import ErpRecord, World

COLUMNS = (
    FieldSpec("label", "Désignation"),
    FieldSpec("supplier", "Fournisseur", "link", link="supplier"),
    FieldSpec("available", "Stock à terme", "decimal", signed=True),
    FieldSpec("reorder_point", "Point de commande", "decimal"),
    FieldSpec("suggested", "À commander", "decimal"),
    FieldSpec("amount", "Montant estimé HT", "money", summed=True),
)


def proposed(world: World) -> list[ErpRecord]:
    """Return the articles to order, those with a quantity to propose."""
    articles = sorted(records(world, "article").values(), key=lambda one: one.id)
    return [one for one in articles if to_reorder(world, one) and suggested(one) > 0]


def row(world: World, article: ErpRecord) -> Row:
    """Return what is shown of an article."""
    return {
        "label": article.values.get("label", ""),
        "supplier": article.values.get("supplier", ""),
        "available": plain(available(article)),
        "reorder_point": plain(reorder_point(article)),
        "suggested": plain(suggested(article)),
        "amount": cents(_amount(article)),
    }


def _amount(article: ErpRecord) -> Decimal:
    return round(suggested(article) * decimal_of(article.values, "purchase_price"), 2)


def control(world: World, chosen: Sequence[ErpRecord]) -> Controlled:
    """Say what is asked for already, or has no supplier."""
    waiting = _asked(world)
    findings = {}
    for article in chosen:
        if not article.values.get("supplier"):
            findings[article.id] = "sans fournisseur habituel"
        elif article.id in waiting:
            findings[article.id] = f"déjà demandé : {waiting[article.id]}"
    total = sum((_amount(one) for one in chosen), Decimal("0.00"))
    suppliers = {one.values.get("supplier", "") for one in chosen}
    figures = {
        "articles": str(len(chosen)),
        "requests": str(len(suppliers)),
        "amount": cents(total),
    }
    return Controlled(bool(findings), figures, findings)


def _asked(world: World) -> dict[str, str]:
    return {
        line.get("article", ""): request.number or request.id
        for request in records(world, "purchase_request").values()
        if request.state in ("draft", "submitted", "approved")
        for line in request.lines
    }


def run(world: World, chosen: Sequence[ErpRecord], maker: Maker) -> tuple[Fact, ...]:
    """Open one request for each supplier."""
    by_supplier: dict[str, list[ErpRecord]] = {}
    for article in chosen:
        by_supplier.setdefault(article.values.get("supplier", ""), []).append(article)
    return tuple(
        maker.make(
            PURCHASE_REQUEST,
            {
                "requester": setting(world, "stock_keeper", "Magasin"),
                "need": "Réapprovisionnement",
                "supplier": supplier,
            },
            [
                {
                    "article": one.id,
                    "quantity": plain(suggested(one)),
                    "unit_price": one.values.get("purchase_price", ""),
                }
                for one in articles
            ],
        )
        for supplier, articles in by_supplier.items()
    )


def _stands(world: World, article: ErpRecord) -> str:
    if suggested(article) > 0:
        return ""
    return "Il n’y a plus rien à commander pour cet article : décochez-le."


REORDER_BATCH = Batch(
    name="reorder_batch",
    title_fr="Réapprovisionnement",
    go_fr="Créer les demandes d’achat",
    doctype="article",
    columns=COLUMNS,
    proposes=proposed,
    row=row,
    control=control,
    figures_fr=(
        FieldSpec("articles", "Articles", "integer"),
        FieldSpec("requests", "Demandes d’achat", "integer"),
        FieldSpec("amount", "Montant estimé HT", "money"),
    ),
    obstacle=_stands,
    run=run,
    help_fr="Articles dont le stock à terme est au point de commande ou dessous.",
)
TO_REORDER = Report(
    "to_reorder",
    "Articles à réapprovisionner",
    (FieldSpec("article", "Article", "link", link="article"), *COLUMNS),
    lambda world, _: [
        {"doctype": "article", "record": one.id, "article": one.id, **row(world, one)}
        for one in proposed(world)
    ],
    landscape=True,
)
