"""Articles: what the company buys, makes, keeps and sells."""

from sim.erp.doctype import Doctype, FieldSpec, State

ARTICLE_TYPE = Doctype(
    name="article",
    title_fr="Article",
    title_plural_fr="Articles",
    title_field="label",
    readonly=True,
    list_columns=("label", "stock", "expected", "expected_on"),
    states=(State("active", "Actif"),),
    fields=(
        FieldSpec("label", "Désignation", required=True),
        FieldSpec("unit", "Unité", default="pièce"),
        FieldSpec("family", "Famille"),
        FieldSpec("stock", "Stock disponible", "decimal"),
        FieldSpec("expected", "Attendu", "decimal"),
        FieldSpec("expected_on", "Attendu le", "date"),
        FieldSpec("unit_weight_kg", "Poids unitaire (kg)", "decimal"),
        FieldSpec("pack_size", "Pièces par colis", "integer"),
    ),
)
