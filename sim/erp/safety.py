"""Accidents at work: what is written down, where it goes, and by when (BR-SAF-01, 02).

Lets through on purpose: the wrong kind of accident, a declaration or an entry of the register made late
(after a warning), circumstances that say too much or too little, reservations without a real reason, an
accident closed without its sheet (after a warning).
"""

from dataclasses import replace
from datetime import datetime

from sim.erp import safety_forms
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
from sim.erp.follow_up import dated, open_action
from sim.erp.legal_delays import DECLARED, REPORT, delays, moment_of
from sim.erp.lookup import setting, today
from sim.erp.making import Maker
from sim.erp.values import date_of
from sim.facts.erp import Row
from sim.language.french import date_and_time, date_short
from sim.world import ErpRecord, World

KINDS = (
    ("minor", "Bénin (registre)"),
    ("declared", "Accident du travail"),
    ("commuting", "Accident de trajet"),
    ("near_miss", "Presque-accident"),
)
EARLY = ("open", "recorded")
"""While nothing was declared, what happened may still be corrected."""


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Compute the legal delays."""
    record.values |= delays(record.values)


def check(world: World, record: ErpRecord) -> str:
    """Refuse what cannot be: an accident of tomorrow, known before it happened, or at no known hour."""
    values, now = record.values, today(world)
    for name in ("happened_on", "known_on"):
        day = date_of(values, name)
        if day and day > now:
            return f"La date du {date_short(day)} est à venir : vérifiez-la."
    happened, known = moment_of(values, "happened_on", "happened_at"), _known(values)
    if happened and known and (known < happened if _timed(values) else known.date() < happened.date()):  # fmt: skip
        return "L’employeur ne peut pas l’avoir su avant l’accident : vérifiez les dates."
    if record.state == "open" and values.get("kind") != "near_miss" and not values.get("known_at"):
        return "Heure où l’employeur l’a su : le délai légal de 48 heures court à partir d’elle, saisissez-la."
    return ""


def _known(values: Row) -> datetime | None:
    return moment_of(values, "known_on", "known_at")


def _timed(values: Row) -> bool:
    return bool(values.get("happened_at") and values.get("known_at"))


def warn_report(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a victim who told the employer more than 24 hours later."""
    happened, known = moment_of(record.values, "happened_on", "happened_at"), _known(record.values)
    if happened and known and _timed(record.values) and known - happened > REPORT:
        return [Caution("late_report", "L’employeur l’a su plus de 24 heures après l’accident.")]
    return []


def refuse_record(world: World, record: ErpRecord) -> str:
    """Keep the register for what needs neither leave nor care outside, where it may be kept (BR-SAF-02)."""
    values = record.values
    if values.get("kind") in DECLARED:
        return "Cet accident se déclare à la CPAM : il ne s’inscrit pas au registre des bénins."
    if values.get("kind") == "minor" and values.get("leave") == "true":
        return "Un arrêt de travail est prescrit : cet accident se déclare à la CPAM. Changez sa nature."
    if values.get("kind") == "minor" and setting(world, "minor_register") == "false":
        return (
            "L’établissement ne tient pas de registre des accidents bénins (il y faut un secouriste "
            "permanent, un poste de secours et un CSE) : l’accident se déclare à la CPAM. Changez sa nature."
        )
    return ""


def warn_record(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about an entry made late, or that nobody signed."""
    limit, found = date_of(record.values, "register_by"), []
    if limit and today(world) > limit:
        message = f"Le délai pour remplir le registre finissait le {date_short(limit)}."
        found.append(Caution("late_register", message))
    signed = record.values.get("victim_signed") == "true" and record.values.get("care_giver")
    if record.values.get("kind") == "minor" and not signed:
        message = "Le registre est signé par la victime et par le donneur de soins."
        found.append(Caution("register_unsigned", message))
    return found


def refuse_declare(world: World, record: ErpRecord) -> str:
    """Refuse to declare what is not declared that way, without its essentials or at an odd date."""
    if record.values.get("kind") not in DECLARED:
        return (
            "Un accident bénin ou un presque-accident ne se déclare pas à la CPAM. Si des soins ou un arrêt "
            "suivent, utilisez « Soins ou arrêt »."
        )
    if not record.values.get("circumstances"):
        return "Circonstances : ce champ est obligatoire pour déclarer l’accident."
    return _odd(world, record, "declared_on", "known_on")


def _odd(world: World, record: ErpRecord, name: str, before: str) -> str:
    day, start = date_of(record.values, name), date_of(record.values, before)
    if day and day > today(world):
        return f"La date du {date_short(day)} est à venir : saisissez celle où c’est fait."
    if day and start and day < start:
        return f"La date du {date_short(day)} est avant celle du {date_short(start)} : vérifiez-la."
    return ""


def warn_declare(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a declaration made after the delay."""
    limit = moment_of(record.values, "declare_by", "declare_before")
    declared = moment_of(record.values, "declared_on", "declared_at")
    if limit and declared and declared > limit:
        end = date_and_time(limit)
        return [Caution("late_declaration", f"Le délai légal de 48 heures finissait le {end}.")]
    return []


def keep_delays(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Compute the delays again from what the action answered."""
    return Outcome(changes=delays(record.values))


def aggravate(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Turn a minor accident into a declared one: care or leave followed, the delay starts again."""
    changes = {"kind": "declared"}
    return Outcome(changes=changes | delays({**record.values, **changes}))


def refuse_aggravate(world: World, record: ErpRecord) -> str:
    """Refuse to start again the delay of what was declared, or at an odd date."""
    if record.values.get("kind") in DECLARED:
        return "Cet accident est déjà de ceux qui se déclarent."
    return _odd(world, record, "aggravated_on", "happened_on")


def refuse_reserve(world: World, record: ErpRecord) -> str:
    """Refuse reservations at an odd date."""
    return _odd(world, record, "reserved_on", "declared_on")


def warn_reserve(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about reservations sent too late."""
    limit, sent = date_of(record.values, "reserve_by"), date_of(record.values, "reserved_on")
    if limit and sent and sent > limit:
        message = f"Le délai pour émettre des réserves finissait le {date_short(limit)}."
        return [Caution("late_reservations", message)]
    return []


def warn_close(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a declared accident whose victim has no sheet."""
    if record.values.get("kind") in DECLARED and record.values.get("sheet_given") != "true":
        return [
            Caution("sheet_not_given", "La feuille d’accident n’a pas été remise à la victime.")
        ]
    return []


def _waits(world: World, record: ErpRecord, days: range) -> bool:
    """Say whether a delay ends within so many days from today."""
    if record.state != "open":
        return False
    ends = (date_of(record.values, name) for name in ("declare_by", "register_by"))
    return any(end and (end - today(world)).days in days for end in ends)


def due(world: World, record: ErpRecord) -> bool:
    """Say whether a delay ends today or has ended."""
    return _waits(world, record, range(-100_000, 1))


def due_today(world: World, record: ErpRecord) -> bool:
    """Say whether a delay ends today."""
    return _waits(world, record, range(1))


def overdue(world: World, record: ErpRecord) -> bool:
    """Say whether a delay has ended."""
    return _waits(world, record, range(-100_000, 0))


def may_reserve(world: World, record: ErpRecord) -> bool:
    """Say whether reservations can still be sent."""
    end = date_of(record.values, "reserve_by")
    sent = record.values.get("reserved_on")
    return record.state == "declared" and not sent and end is not None and end >= today(world)


ACCIDENT = Doctype(
    name="accident",
    title_fr="Accident",
    title_plural_fr="Accidents",
    title_field="place",
    list_columns=("happened_on", "kind", "employee", "place", "declare_by", "declared_on"),
    series=Series("AT{yy}"),
    numbered_at_creation=True,
    editable_in=("open", "recorded", "declared"),
    locked_fr="Cet accident est clos : voyez le responsable sécurité.",
    filters=(
        Filter("due", "Échéance légale atteinte", due),
        Filter("due_today", "Échéance légale aujourd’hui", due_today),
        Filter("overdue", "Échéance légale dépassée", overdue),
        Filter("may_reserve", "Réserves encore possibles", may_reserve),
    ),
    states=(
        State("open", "À traiter"),
        State("recorded", "Inscrit au registre"),
        State("declared", "Déclaré"),
        State("closed", "Clos"),
    ),
    fields=(
        replace(EMPLOYEE_LINK, editable_in=EARLY),
        FieldSpec("kind", "Nature", "choice", required=True, choices=KINDS, editable_in=("open",)),
        *(
            replace(spec, copied=False, editable_in=EARLY)
            for spec in (
                FieldSpec("happened_on", "Date de l’accident", "date", required=True),
                FieldSpec("happened_at", "Heure", "time"),
                FieldSpec("known_on", "Connu de l’employeur le", "date", required=True),
                FieldSpec(
                    "known_at", "Connu à", "time", help_fr="Le délai légal court à partir de là."
                ),
            )
        ),
        FieldSpec("place", "Lieu", required=True, editable_in=EARLY),
        FieldSpec("circumstances", "Circonstances", "long_text", editable_in=EARLY),
        FieldSpec("witnesses", "Témoins", editable_in=EARLY),
        FieldSpec("injuries", "Nature et siège des lésions", "long_text", confidential=True),
        FieldSpec("care", "Soins donnés", "long_text", confidential=True),
        FieldSpec("care_giver", "Donneur de soins"),
        FieldSpec("leave", "Arrêt de travail", "boolean", default="false"),
        FieldSpec("sheet_given", "Feuille d’accident remise", "boolean", default="false"),
        FieldSpec("victim_signed", "Registre signé par la victime", "boolean", default="false"),
        FieldSpec("register_by", "Registre à remplir jusqu’au", "date", readonly=True),
        FieldSpec("recorded_on", "Inscrit le", "date", readonly=True),
        FieldSpec("declare_by", "Déclaration à la CPAM jusqu’au", "date", readonly=True),
        FieldSpec("declare_before", "Heure limite", "time", readonly=True),
        FieldSpec("declared_on", "Déclaré le", "date", readonly=True),
        FieldSpec("declared_at", "Déclaré à", "time", readonly=True),
        FieldSpec("reserve_by", "Réserves motivées jusqu’au", "date", readonly=True),
        FieldSpec("reserved_on", "Réserves émises le", "date", readonly=True),
        FieldSpec("reservations", "Réserves motivées", "long_text", readonly=True),
        FieldSpec("aggravated_on", "Soins ou arrêt connus le", "date", readonly=True),
        FieldSpec("aggravated_at", "Soins ou arrêt connus à", "time", readonly=True),
        FieldSpec("closing_note", "Suites", "long_text", readonly=True),
    ),
    derive=complete,
    check=check,
    warnings=warn_report,
    actions=(
        Action(
            "record",
            "Inscrire au registre",
            ("open",),
            "recorded",
            guard=refuse_record,
            warnings=warn_record,
            effect=dated("recorded_on"),
        ),
        Action(
            "declare",
            "Déclarer à la CPAM",
            ("open",),
            "declared",
            guard=refuse_declare,
            warnings=warn_declare,
            effect=keep_delays,
            asks=("declared_on", "declared_at"),
        ),
        Action(
            "reserve",
            "Émettre des réserves",
            ("declared",),
            guard=refuse_reserve,
            warnings=warn_reserve,
            asks=("reserved_on", "reservations"),
        ),
        Action(
            "aggravate",
            "Soins ou arrêt",
            ("recorded", "closed"),
            "open",
            guard=refuse_aggravate,
            effect=aggravate,
            asks=("aggravated_on", "aggravated_at"),
        ),
        Action(
            "open_action", "Ouvrir une action", ("open", "recorded", "declared"), effect=open_action
        ),
        Action(
            "close",
            "Clore",
            ("recorded", "declared"),
            "closed",
            warnings=warn_close,
            asks=("closing_note",),
        ),
    ),
    forms=(
        Form("accident", "Fiche d’accident", safety_forms.accident, "ACCIDENT-"),
        Form(
            "register_page", "Page du registre des bénins", safety_forms.register_page, "REGISTRE-"
        ),
        Form(
            "declaration",
            "Récapitulatif de déclaration",
            safety_forms.declaration,
            "DECLARATION-",
        ),
    ),
)
