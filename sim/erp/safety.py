"""Accidents and visitors: what is written down, and by when (BR-SAF-01 to 03).

Lets through on purpose: the wrong kind of accident, a declaration sent late, circumstances that say too
much or too little, a visitor without protective equipment.
"""

from datetime import date, datetime, timedelta

from sim.erp import quality_forms
from sim.erp.doctype import (
    Action,
    Caution,
    Doctype,
    FieldSpec,
    Filter,
    Form,
    Outcome,
    Series,
    State,
)
from sim.erp.employees import EMPLOYEE_LINK
from sim.erp.lookup import today
from sim.erp.making import Maker
from sim.erp.quality import open_action
from sim.erp.values import date_of
from sim.language.calendar import is_open
from sim.language.french import date_short
from sim.world import ErpRecord, World

KINDS = (
    ("minor", "Bénin (registre)"),
    ("declared", "Accident du travail"),
    ("commuting", "Accident de trajet"),
    ("near_miss", "Presque-accident"),
)
DECLARED = frozenset({"declared", "commuting"})
HOURS = 48
"""To declare to the CPAM, Sundays and public holidays left out (C. séc. soc. R441-3)."""
RESERVATION_DAYS = 10
"""To send reasoned reservations (C. séc. soc. R441-6)."""


def deadline(known: datetime) -> datetime:
    """Return when 48 hours have gone by, Sundays and public holidays left out."""
    moment, left = known, timedelta(hours=HOURS)
    while True:
        midnight = datetime.combine(moment.date() + timedelta(days=1), datetime.min.time())
        room = midnight - moment if is_open(moment.date()) else timedelta(0)
        if left <= room:
            return moment + left
        moment, left = midnight, left - room


def known_at(record: ErpRecord) -> datetime | None:
    """Return when the employer learnt of it; of the care or leave that followed a minor accident."""
    values = record.values
    day = date_of(values, "aggravated_on") or date_of(values, "known_on")
    if day is None:
        return None
    time = "" if values.get("aggravated_on") else values.get("known_at", "")
    return datetime.fromisoformat(f"{day.isoformat()}T{time or '00:00'}")


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Compute the legal deadlines."""
    values, known = record.values, known_at(record)
    for name in ("declare_by", "declare_before", "register_by", "reserve_by"):
        values[name] = ""
    if known is None:
        return
    limit = deadline(known)
    if values.get("kind") in DECLARED:
        values["declare_by"] = limit.date().isoformat()
        values["declare_before"] = f"{limit:%H:%M}"
        declared = date_of(values, "declared_on")
        if declared:
            values["reserve_by"] = (declared + timedelta(days=RESERVATION_DAYS)).isoformat()
    elif values.get("kind") == "minor":
        values["register_by"] = limit.date().isoformat()


def check(world: World, record: ErpRecord) -> str:
    """Refuse an accident of tomorrow, or known before it happened."""
    happened, known = date_of(record.values, "happened_on"), date_of(record.values, "known_on")
    if happened and happened > today(world):
        return "La date de l’accident est à venir : vérifiez-la."
    if happened and known and known < happened:
        return "L’employeur ne peut pas l’avoir su avant l’accident : vérifiez les dates."
    return ""


def aggravate(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Turn a minor accident into a declared one: care or leave followed, the delay starts again."""
    changes = {"kind": "declared"}
    copy = {**record.values, **changes}
    known = datetime.fromisoformat(f"{copy['aggravated_on']}T00:00")
    limit = deadline(known)
    changes |= {
        "declare_by": limit.date().isoformat(),
        "declare_before": f"{limit:%H:%M}",
        "register_by": "",
    }
    return Outcome(changes=changes)


def refuse_declare(world: World, record: ErpRecord) -> str:
    """Refuse to declare what is not declared that way, or without its essentials."""
    if record.values.get("kind") not in DECLARED:
        return (
            "Un accident bénin ou un presque-accident ne se déclare pas à la CPAM. Si des soins ou un arrêt "
            "suivent, utilisez « Soins ou arrêt »."
        )
    if not record.values.get("circumstances"):
        return "Circonstances : ce champ est obligatoire pour déclarer l’accident."
    return ""


def refuse_record(world: World, record: ErpRecord) -> str:
    """Keep the register for what needs neither leave nor care outside (BR-SAF-02)."""
    if record.values.get("kind") in DECLARED:
        return "Cet accident se déclare à la CPAM : il ne s’inscrit pas au registre des bénins."
    return ""


def warn_declare(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a declaration that is late."""
    limit, declared = date_of(record.values, "declare_by"), date_of(record.values, "declared_on")
    if limit and declared and declared > limit:
        message = f"Le délai légal de 48 heures finissait le {date_short(limit)}."
        return [Caution("late_declaration", message)]
    return []


def declare(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Compute until when reservations may be sent."""
    declared = date_of(record.values, "declared_on")
    assert declared is not None
    by = declared + timedelta(days=RESERVATION_DAYS)
    return Outcome(changes={"reserve_by": by.isoformat()})


def due(world: World, record: ErpRecord) -> bool:
    """Say whether a deadline falls today or has passed."""
    if record.state != "open":
        return False
    days: list[date] = [
        day for name in ("declare_by", "register_by") if (day := date_of(record.values, name))
    ]
    return any(day <= today(world) for day in days)


ACCIDENT = Doctype(
    name="accident",
    title_fr="Accident",
    title_plural_fr="Accidents",
    title_field="place",
    list_columns=("happened_on", "kind", "employee", "place", "declare_by", "declared_on"),
    series=Series("AT{yy}"),
    numbered_at_creation=True,
    editable_in=("open", "recorded"),
    locked_fr="Cet accident est clos : voyez le responsable sécurité.",
    filters=(Filter("due", "Échéance légale atteinte", due),),
    states=(
        State("open", "À traiter"),
        State("recorded", "Inscrit au registre"),
        State("declared", "Déclaré"),
        State("closed", "Clos"),
    ),
    fields=(
        EMPLOYEE_LINK,
        FieldSpec("kind", "Nature", "choice", required=True, choices=KINDS),
        FieldSpec("happened_on", "Date de l’accident", "date", required=True, copied=False),
        FieldSpec("happened_at", "Heure", "time", copied=False),
        FieldSpec("known_on", "Connu de l’employeur le", "date", required=True, copied=False),
        FieldSpec("known_at", "Connu à", "time", copied=False),
        FieldSpec("place", "Lieu", required=True),
        FieldSpec("circumstances", "Circonstances", "long_text"),
        FieldSpec("witnesses", "Témoins"),
        FieldSpec("injuries", "Nature et siège des lésions", "long_text", confidential=True),
        FieldSpec("care", "Soins donnés", "long_text", confidential=True),
        FieldSpec("care_giver", "Donneur de soins"),
        FieldSpec("leave", "Arrêt de travail", "boolean", default="false"),
        FieldSpec("sheet_given", "Feuille d’accident remise", "boolean", default="false"),
        FieldSpec("victim_signed", "Registre signé par la victime", "boolean", default="false"),
        FieldSpec("register_by", "Registre à remplir avant le", "date", readonly=True),
        FieldSpec("declare_by", "Déclaration à la CPAM avant le", "date", readonly=True),
        FieldSpec("declare_before", "Heure limite", "time", readonly=True),
        FieldSpec("declared_on", "Déclaré le", "date", readonly=True),
        FieldSpec("reserve_by", "Réserves motivées avant le", "date", readonly=True),
        FieldSpec("aggravated_on", "Soins ou arrêt connus le", "date", readonly=True),
        FieldSpec("closing_note", "Suites", "long_text", readonly=True),
    ),
    derive=complete,
    check=check,
    actions=(
        Action(
            "record",
            "Inscrire au registre",
            ("open",),
            "recorded",
            guard=refuse_record,
        ),
        Action(
            "declare",
            "Déclarer à la CPAM",
            ("open",),
            "declared",
            guard=refuse_declare,
            warnings=warn_declare,
            effect=declare,
            asks=("declared_on",),
        ),
        Action(
            "aggravate",
            "Soins ou arrêt",
            ("recorded",),
            "open",
            effect=aggravate,
            asks=("aggravated_on",),
        ),
        Action(
            "open_action", "Ouvrir une action", ("open", "recorded", "declared"), effect=open_action
        ),
        Action("close", "Clore", ("recorded", "declared"), "closed", asks=("closing_note",)),
    ),
    forms=(Form("accident", "Fiche d’accident", quality_forms.accident, "ACCIDENT-"),),
)

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
    states=(State("present", "Sur le site"), State("left", "Parti")),
    fields=(
        FieldSpec("name", "Nom", required=True),
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
    actions=(Action("leave", "Enregistrer le départ", ("present",), "left", asks=("left_at",)),),
)
