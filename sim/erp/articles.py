"""Articles and the places where they are kept (BR-STK): what is there, what is promised, when to order.

Lets through on purpose: a reorder point that nobody revised, a minimum above it, a stock below zero.
"""

from decimal import ROUND_CEILING, Decimal

from sim.erp.doctype import Doctype, FieldSpec, Filter, State
from sim.erp.values import decimal_of, plain
from sim.world import ErpRecord, World


def available(article: ErpRecord) -> Decimal:
    """Return what can be promised: there, less reserved, plus firmly expected (BR-STK-01)."""
    values = article.values
    return (
        decimal_of(values, "stock")
        - decimal_of(values, "reserved")
        + decimal_of(values, "expected")
    )


def reorder_point(article: ErpRecord) -> Decimal:
    """Return the typed reorder point, else daily use × lead time + safety stock (BR-STK-02)."""
    values = article.values
    if values.get("reorder_point"):
        return decimal_of(values, "reorder_point")
    use = decimal_of(values, "daily_use") * decimal_of(values, "lead_days")
    return use + decimal_of(values, "safety_stock")


def to_reorder(world: World, article: ErpRecord) -> bool:
    """Say whether it is time to order (BR-STK-03)."""
    point = reorder_point(article)
    return point > 0 and available(article) <= point


def suggested(article: ErpRecord) -> Decimal:
    """Return how much to order: up to the maximum, in whole lots, at least the minimum (BR-STK-03).

    A lot that would go over the maximum is left out, unless nothing would be ordered then.
    """
    values = article.values
    there, lot = available(article), decimal_of(values, "lot_size") or Decimal(1)
    highest = decimal_of(values, "max_stock")
    wanted = (highest or 2 * reorder_point(article)) - there
    if wanted <= 0:
        return Decimal(0)
    lots = (wanted / lot).to_integral_value(ROUND_CEILING)
    if highest and there + lots * lot > highest and lots > 1:
        lots -= 1
    return lots * lot


def keep_available(world: World, article: ErpRecord) -> None:
    """Keep what can be promised beside what is there."""
    if article.values.get("stock"):
        article.values["available"] = plain(available(article))


def _out_of_stock(world: World, article: ErpRecord) -> bool:
    return bool(article.values.get("stock")) and decimal_of(article.values, "stock") <= 0


def _negative(world: World, article: ErpRecord) -> bool:
    return decimal_of(article.values, "stock") < 0


ARTICLE_TYPE = Doctype(
    name="article",
    title_fr="Article",
    title_plural_fr="Articles",
    title_field="label",
    readonly=True,
    list_columns=("label", "stock", "available", "expected", "expected_on", "unit_cost"),
    filters=(
        Filter("to_reorder", "À réapprovisionner", to_reorder),
        Filter("out_of_stock", "En rupture", _out_of_stock),
        Filter("negative", "Stock négatif", _negative),
    ),
    states=(State("active", "Actif"), State("obsolete", "Supprimé du catalogue")),
    lines_title_fr="Stock par emplacement",
    line_fields=(
        FieldSpec("location", "Emplacement", "link", link="location", readonly=True),
        FieldSpec("quantity", "Quantité", "decimal", readonly=True, signed=True),
    ),
    settled=keep_available,
    fields=(
        FieldSpec("label", "Désignation", required=True),
        FieldSpec("unit", "Unité", default="pièce"),
        FieldSpec("family", "Famille"),
        FieldSpec("stock", "Stock disponible", "decimal", signed=True),
        FieldSpec("expected", "Attendu", "decimal"),
        FieldSpec("expected_on", "Attendu le", "date"),
        FieldSpec("reserved", "Réservé", "decimal"),
        FieldSpec("available", "Stock à terme", "decimal", signed=True),
        FieldSpec("location", "Emplacement habituel", "link", link="location"),
        FieldSpec("unit_cost", "Prix moyen pondéré", "money", decimals=4),
        FieldSpec("purchase_price", "Prix d’achat", "money", decimals=4),
        FieldSpec("supplier", "Fournisseur habituel", "link", link="supplier"),
        FieldSpec("lot_size", "Lot d’achat", "decimal"),
        FieldSpec("min_stock", "Stock mini", "decimal"),
        FieldSpec("max_stock", "Stock maxi", "decimal"),
        FieldSpec("safety_stock", "Stock de sécurité", "decimal"),
        FieldSpec("daily_use", "Consommation par jour", "decimal"),
        FieldSpec("lead_days", "Délai (jours)", "integer"),
        FieldSpec("reorder_point", "Point de commande", "decimal"),
        FieldSpec("unit_weight_kg", "Poids unitaire (kg)", "decimal"),
        FieldSpec("pack_size", "Pièces par colis", "integer"),
    ),
)

LOCATION = Doctype(
    name="location",
    title_fr="Emplacement",
    title_plural_fr="Emplacements",
    title_field="label",
    readonly=True,
    list_columns=("label", "kind", "keeper"),
    states=(State("active", "Actif"),),
    fields=(
        FieldSpec("label", "Désignation", required=True),
        FieldSpec(
            "kind",
            "Nature",
            "choice",
            choices=(("store", "Magasin"), ("dock", "Quai"), ("quarantine", "Isolement")),
        ),
        FieldSpec("keeper", "Responsable"),
    ),
)
