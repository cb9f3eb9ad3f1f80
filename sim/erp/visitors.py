"""The register of visitors and contractors (BR-SAF-03).

Lets through on purpose: a visitor without protective equipment, a contractor without a prevention plan
(after a warning), a departure nobody noted.
"""

from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Series, State
from sim.erp.legal_delays import moment_of
from sim.erp.lookup import today
from sim.erp.values import date_of
from sim.language.french import clock_time
from sim.world import ErpRecord, World

KINDS = (
    ("visitor", "Visiteur"),
    ("contractor", "Entreprise extérieure"),
    ("driver", "Chauffeur"),
)


def warn_plan(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a contractor who works without a prevention plan."""
    values = record.values
    if values.get("kind") == "contractor" and not values.get("prevention_plan"):
        return [Caution("no_prevention_plan", "Cette entreprise n’a pas de plan de prévention.")]
    return []


def refuse_leave(world: World, record: ErpRecord) -> str:
    """Refuse a departure before the arrival."""
    arrived = moment_of(record.values, "visit_date", "arrived_at")
    left = moment_of(record.values, "visit_date", "left_at")
    if arrived and left and left < arrived:
        return f"Le départ ne peut pas être avant l’arrivée ({clock_time(arrived)}) : vérifiez l’heure."
    return ""


def never_left(world: World, record: ErpRecord) -> bool:
    """Say whether the departure of another day was not noted."""
    day = date_of(record.values, "visit_date")
    return record.state == "present" and day is not None and day < today(world)


VISITOR = Doctype(
    name="visitor",
    title_fr="Visiteur",
    title_plural_fr="Registre des visiteurs",
    title_field="name",
    list_columns=("visit_date", "arrived_at", "left_at", "name", "organisation", "host"),
    series=Series("VIS{yy}"),
    numbered_at_creation=True,
    editable_in=("present",),
    locked_fr="Cette visite est terminée.",
    filters=(Filter("never_left", "Départ non noté", never_left),),
    states=(State("present", "Sur le site"), State("left", "Parti")),
    fields=(
        FieldSpec("name", "Nom", required=True),
        FieldSpec("kind", "Qualité", "choice", choices=KINDS, default="visitor"),
        FieldSpec("organisation", "Société"),
        FieldSpec("host", "Personne visitée", required=True),
        FieldSpec("purpose", "Motif"),
        FieldSpec("visit_date", "Date", "date", default="today", copied=False),
        FieldSpec("arrived_at", "Arrivée", "time", required=True, copied=False),
        FieldSpec("badge", "Badge", copied=False),
        FieldSpec(
            "protective_equipment", "Équipements de protection remis", "boolean", default="false"
        ),
        FieldSpec("prevention_plan", "Plan de prévention"),
        FieldSpec("left_at", "Départ", "time", readonly=True),
    ),
    warnings=warn_plan,
    actions=(
        Action(
            "leave",
            "Enregistrer le départ",
            ("present",),
            "left",
            guard=refuse_leave,
            asks=("left_at",),
        ),
    ),
)
