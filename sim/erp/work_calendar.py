"""The company's calendar: public holidays, closures, days worked all the same; weeks are Monday to Sunday.

Legal holidays are computed; the records add what is particular to the company.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sim.erp.doctype import Doctype, FieldSpec, Filter, State
from sim.erp.lookup import records
from sim.erp.module import Report
from sim.facts.erp import Row
from sim.language import calendar
from sim.world import ErpRecord, World

KINDS = (
    ("closure", "Fermeture"),
    ("bridge", "Pont"),
    ("public_holiday", "Jour férié"),
    ("worked", "Jour travaillé (journée de solidarité)"),
)
FIXED = {
    (1, 1): "Jour de l’an",
    (5, 1): "Fête du Travail",
    (5, 8): "Victoire de 1945",
    (7, 14): "Fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "Armistice de 1918",
    (12, 25): "Noël",
}
MOVING = {1: "Lundi de Pâques", 39: "Ascension", 50: "Lundi de Pentecôte"}
"""Days after Easter Sunday."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the company's records change to the legal calendar; days in canonical text."""

    closed: frozenset[str]
    holidays: frozenset[str]
    worked: frozenset[str]

    def is_worked(self, day: date) -> bool:
        """Say whether a day is *ouvré*: worked in a week of five days."""
        text = day.isoformat()
        if text in self.worked:
            return True
        return calendar.is_worked(day) and text not in self.closed | self.holidays

    def is_open(self, day: date) -> bool:
        """Say whether a day is *ouvrable*: neither Sunday nor public holiday."""
        text = day.isoformat()
        if text in self.worked:
            return True
        return calendar.is_open(day) and text not in self.holidays

    def worked_days(self, days: Iterable[date]) -> list[date]:
        """Return the days that are worked."""
        return [day for day in days if self.is_worked(day)]


def calendar_of(world: World) -> Calendar:
    """Return the company's calendar; made once for a whole computation."""
    known = records(world, "closure_day").values()

    def of(*kinds: str) -> frozenset[str]:
        return frozenset(
            one.values.get("day", "") for one in known if one.values.get("kind", "closure") in kinds
        )

    return Calendar(of("closure", "bridge"), of("public_holiday"), of("worked"))


def holiday_name(day: date) -> str:
    """Return the name of a legal holiday."""
    moving = (day - calendar.easter(day.year)).days
    return FIXED.get((day.month, day.day)) or MOVING.get(moving, "")


def year_of(world: World, parameters: Row) -> list[Row]:
    """Return the days of a year that are not as others: legal holidays, and the company's own."""
    year = parameters.get("year", "")
    if not year.isdecimal() or not 1920 <= int(year) <= 2099:
        return []
    rows = [
        {"day": day.isoformat(), "label": holiday_name(day), "kind": "public_holiday"}
        for day in calendar.holidays(int(year))
    ]
    rows += [
        {"doctype": "closure_day", "record": one.id, "kind": "closure", **one.values}
        for one in records(world, "closure_day").values()
        if one.values.get("day", "")[:4] == year
    ]
    return sorted(rows, key=lambda row: (row["day"], row["label"]))


def _to_come(world: World, record: ErpRecord) -> bool:
    return record.values.get("day", "") >= world.moment(world.at).date().isoformat()


KIND = FieldSpec("kind", "Nature", "choice", choices=KINDS, default="closure")
CLOSURE_DAY = Doctype(
    name="closure_day",
    title_fr="Jour du calendrier",
    title_plural_fr="Calendrier",
    title_field="label",
    readonly=True,
    list_columns=("day", "kind", "label"),
    filters=(Filter("to_come", "À venir", _to_come),),
    states=(State("active", "Fixé"),),
    fields=(FieldSpec("day", "Jour", "date", required=True), KIND, FieldSpec("label", "Motif")),
)
CALENDAR = Report(
    "work_calendar",
    "Calendrier de l’année",
    (FieldSpec("day", "Jour", "date"), KIND, FieldSpec("label", "Motif")),
    year_of,
    (FieldSpec("year", "Année", "integer", required=True),),
    help_fr="Jours fériés légaux, fermetures et ponts de l’entreprise.",
)
