"""Printed forms of accidents: sheet, page of the register, summary of the declaration (BR-SAF-01, 02).

Injuries and care are health data: printed for who has the right `full` only; otherwise a blank box, to be
filled in by hand by whom it concerns.
"""

from sim.erp.employees import employee_of
from sim.erp.letterhead import day_of, filled
from sim.erp.quality_forms import head, hour_of
from sim.facts.erp import Row
from sim.printing import Pair, PrintedForm
from sim.world import ErpRecord, World

PLACES = {"commuting": "Accident de trajet", "declared": "Accident du travail"}


def accident(world: World, record: ErpRecord) -> PrintedForm:
    """Return the sheet of an accident, without what is confidential: that stays in the file."""
    values = record.values
    return PrintedForm(
        title="Fiche d’accident",
        info=filled(
            (
                *_event(world, record),
                Pair(
                    "Déclaration à la CPAM jusqu’au",
                    _moment(values, "declare_by", "declare_before"),
                ),
                Pair("Déclaré le", day_of(values, "declared_on")),
                Pair("Registre à remplir jusqu’au", day_of(values, "register_by")),
            )
        ),
        boxes=(Pair("Circonstances", values.get("circumstances", "")),),
        signatures=(Pair("La victime"), Pair("L’employeur")),
        **head(world, record, "happened_on"),
    )


def register_page(world: World, record: ErpRecord) -> PrintedForm:
    """Return the page of the register of minor accidents, with its two signatures (C. séc. soc. D441-3)."""
    values = record.values
    return PrintedForm(
        title="Registre des accidents du travail bénins",
        status=None if values.get("kind") == "minor" else "NE CONCERNE PAS LE REGISTRE",
        info=filled(
            (
                *_event(world, record),
                Pair("Inscrit le", day_of(values, "recorded_on")),
                Pair("Donneur de soins", values.get("care_giver", "")),
            )
        ),
        boxes=(
            Pair("Circonstances", values.get("circumstances", "")),
            Pair("Nature et siège des lésions", _secret(world, values, "injuries")),
            Pair("Soins donnés", _secret(world, values, "care")),
        ),
        signatures=(Pair("La victime"), Pair("Le donneur de soins")),
        **head(world, record, "happened_on"),
    )


def declaration(world: World, record: ErpRecord) -> PrintedForm:
    """Return what the declaration to the CPAM says, to be kept with its receipt."""
    values = record.values
    return PrintedForm(
        title="Récapitulatif de déclaration d’accident",
        status=None if values.get("declared_on") else "NON DÉCLARÉ",
        info=filled(
            (
                Pair("Nature", PLACES.get(values.get("kind", ""), "")),
                *_event(world, record),
                Pair("Arrêt de travail", "oui" if values.get("leave") == "true" else "non"),
                Pair("Déclaration jusqu’au", _moment(values, "declare_by", "declare_before")),
                Pair("Déclaré le", _moment(values, "declared_on", "declared_at")),
                Pair("Réserves jusqu’au", day_of(values, "reserve_by")),
                Pair("Réserves émises le", day_of(values, "reserved_on")),
                Pair(
                    "Feuille d’accident",
                    "remise" if values.get("sheet_given") == "true" else "à remettre",
                ),
            )
        ),
        boxes=(
            Pair("Circonstances", values.get("circumstances", "")),
            Pair("Nature et siège des lésions", _secret(world, values, "injuries")),
            *filled((Pair("Réserves motivées", values.get("reservations", "")),)),
        ),
        signatures=(Pair("L’employeur"),),
        **head(world, record, "happened_on"),
    )


def _event(world: World, record: ErpRecord) -> tuple[Pair, ...]:
    values, employee = record.values, employee_of(world, record.values)
    return (
        Pair("Victime", employee.values.get("name", "") if employee else ""),
        Pair("Emploi", employee.values.get("job", "") if employee else ""),
        Pair("Date et heure", _moment(values, "happened_on", "happened_at")),
        Pair("Lieu", values.get("place", "")),
        Pair("Connu de l’employeur", _moment(values, "known_on", "known_at")),
        Pair("Soins ou arrêt connus", _moment(values, "aggravated_on", "aggravated_at")),
        Pair("Témoins", values.get("witnesses", "")),
    )


def _moment(values: Row, day: str, hour: str) -> str:
    return " à ".join(filter(None, (day_of(values, day), hour_of(values, hour))))


def _secret(world: World, values: Row, name: str) -> str:
    """Return health data for who may see it; `sim.erp.rights` reads the registry, which reads this module."""
    rights = world.scenario.erp.rights
    level = rights.get("accident") or rights.get("support")
    return values.get(name, "") if level == "full" else ""
