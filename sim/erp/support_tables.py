"""Reports and reminders of quality, safety and communication."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from sim.erp.audits import AUDIT
from sim.erp.controlled_documents import CONTROLLED_DOCUMENT
from sim.erp.doctype import Doctype, FieldSpec
from sim.erp.follow_up import overdue
from sim.erp.lookup import label_of, records, today
from sim.erp.making import Maker
from sim.erp.meetings import MEETING
from sim.erp.module import Batch, Controlled, Report
from sim.erp.quality import NONCONFORMITY, ORIGINS, late
from sim.erp.safety import KINDS
from sim.erp.steps import followed
from sim.erp.values import date_of, decimal_of
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.language.french import date_short, number
from sim.world import ErpRecord, World

NUMBER = FieldSpec("number", "N°")
YEAR = FieldSpec("year", "Année", help_fr="Vide : l’année en cours.")
WEEK = timedelta(days=7)
ACTION_COLUMNS = (
    FieldSpec("what", "Action"),
    FieldSpec("owner", "Responsable"),
    FieldSpec("due_date", "Échéance", "date"),
    FieldSpec("days", "Jours de retard", "integer"),
    FieldSpec("reminded_on", "Relancée le", "date"),
)


def _year(world: World, parameters: Row) -> str:
    return parameters.get("year") or str(today(world).year)


def _rows(
    world: World, doctype: str, names: tuple[str, ...], keep: Sequence[ErpRecord]
) -> list[Row]:
    return [
        {
            "doctype": doctype,
            "record": one.id,
            "number": label_of(one),
            "state": one.state,
            **{name: one.values.get(name, "") for name in names},
        }
        for one in keep
    ]


def register(world: World, parameters: Row) -> list[Row]:
    """Return the year's accidents, without a name: what may be posted on a board (BR-SAF-04)."""
    names = ("happened_on", "kind", "place", "leave", "declared_on")
    found = sorted(
        (
            one
            for one in records(world, "accident").values()
            if one.values.get("happened_on", "")[:4] == _year(world, parameters)
        ),
        key=lambda one: one.values.get("happened_on", ""),
    )
    return _rows(world, "accident", names, found)


def indicators(world: World, parameters: Row) -> list[Row]:
    """Return the safety figures of the year: accidents by kind, days without one, frequency rate.

    Frequency rate = accidents with leave × 1,000,000 / hours worked, commuting left out.
    """
    year = _year(world, parameters)
    by_kind = {code: _accidents(world, year, code) for code, _ in KINDS}
    declared = by_kind["declared"]
    stopped = [one for one in declared if one.values.get("leave") == "true"]
    last = max(
        (day for one in declared if (day := date_of(one.values, "happened_on"))), default=None
    )
    end = min(today(world), date_of({"end": f"{year}-12-31"}, "end") or today(world))
    figures = [
        ("Accidents déclarés", str(len(declared))),
        ("dont avec arrêt", str(len(stopped))),
        ("Accidents de trajet", str(len(by_kind["commuting"]))),
        ("Accidents bénins", str(len(by_kind["minor"]))),
        ("Presque-accidents", str(len(by_kind["near_miss"]))),
        ("Dernier accident déclaré", date_short(last) if last else "aucun"),
        ("Jours sans accident déclaré", str((end - last).days) if last else "—"),
        ("Taux de fréquence", _frequency(world, year, len(stopped))),
    ]
    return [{"indicator": name, "value": value} for name, value in figures]


def _accidents(world: World, year: str, kind: str) -> list[ErpRecord]:
    return [
        one
        for one in records(world, "accident").values()
        if one.values.get("happened_on", "")[:4] == year and one.values.get("kind") == kind
    ]


def _frequency(world: World, year: str, stopped: int) -> str:
    """Return the rate; unknown without the hours worked that year (settings `hours_worked_2025`, `hours_worked`)."""
    found = world.scenario.erp.settings
    hours = decimal_of(found, f"hours_worked_{year}")
    if not hours and year == str(today(world).year):
        hours = decimal_of(found, "hours_worked")
    return number(Decimal(stopped) * 1_000_000 / hours, 1) if hours > 0 else "—"


def programme(world: World, parameters: Row) -> list[Row]:
    """Return the audits of a year, in their order."""
    names = ("audit_date", "kind", "scope", "auditor", "convened_on", "report_date")
    found = [
        one
        for one in records(world, "audit").values()
        if one.values.get("audit_date", "")[:4] == _year(world, parameters)
        and one.state != "cancelled"
    ]
    return _rows(world, "audit", names, sorted(found, key=lambda one: one.values["audit_date"]))


def documents(world: World, parameters: Row) -> list[Row]:
    """Return the documents in force, and nothing else (BR-QUA-04)."""
    names = ("code", "title", "version", "approver", "in_force_on", "next_review")
    found = [
        one for one in records(world, "controlled_document").values() if one.state == "current"
    ]
    return _rows(
        world,
        "controlled_document",
        names,
        sorted(found, key=lambda one: one.values.get("code", "")),
    )


def minutes_register(world: World, parameters: Row) -> list[Row]:
    """Return the meetings held and where their minutes are."""
    names = ("meeting_date", "subject", "organiser", "circulated_on")
    held = ("held", "drafted", "approved", "circulated")
    found = [one for one in records(world, "meeting").values() if one.state in held]
    return _rows(
        world, "meeting", names, sorted(found, key=lambda one: one.values.get("meeting_date", ""))
    )


def late_sheets(world: World, parameters: Row) -> list[Row]:
    """Return the nonconformities that should be closed."""
    names = ("subject", "origin", "owner", "raised_on", "closure_due")
    found = [one for one in records(world, "nonconformity").values() if late(world, one)]
    return _rows(world, "nonconformity", names, found)


def to_remind(world: World) -> list[ErpRecord]:
    """Return the actions that are late, the latest first."""
    found = [one for one in records(world, "action_item").values() if overdue(world, one)]
    return sorted(found, key=lambda one: (one.values.get("due_date", ""), one.id))


def reminder_row(world: World, record: ErpRecord) -> Row:
    """Return what is shown of a late action."""
    day = date_of(record.values, "due_date")
    days = str((today(world) - day).days) if day else ""
    names = ("what", "owner", "due_date", "reminded_on")
    return {**{name: record.values.get(name, "") for name in names}, "days": days}


def control_reminders(world: World, chosen: Sequence[ErpRecord]) -> Controlled:
    """Say who was reminded already this week, and what has no owner."""
    findings = {}
    for record in chosen:
        day = date_of(record.values, "reminded_on")
        if not record.values.get("owner"):
            findings[record.id] = "sans responsable"
        elif day and today(world) - day < WEEK:
            findings[record.id] = f"déjà relancée le {date_short(day)}"
    owners = {record.values.get("owner", "") for record in chosen}
    figures = {"actions": str(len(chosen)), "owners": str(len(owners))}
    return Controlled(bool(findings), figures, findings)


def remind(world: World, chosen: Sequence[ErpRecord], maker: Maker) -> tuple[Fact, ...]:
    """Note on each action that its owner is reminded today."""
    day = {"reminded_on": today(world).isoformat()}
    return tuple(followed("action_item", record, "remind", changes=day) for record in chosen)


def stands(world: World, record: ErpRecord) -> str:
    """Refuse to remind what is not late."""
    return "" if overdue(world, record) else "Cette action n’est pas en retard : décochez-la."


def _states(kind: Doctype) -> FieldSpec:
    choices = tuple((state.name, state.label_fr) for state in kind.states)
    return FieldSpec("state", "État", "choice", choices=choices)


REMINDERS = Batch(
    name="action_reminders",
    title_fr="Relance des actions",
    go_fr="Relancer les responsables",
    doctype="action_item",
    columns=ACTION_COLUMNS,
    proposes=to_remind,
    row=reminder_row,
    control=control_reminders,
    figures_fr=(
        FieldSpec("actions", "Actions en retard", "integer"),
        FieldSpec("owners", "Responsables", "integer"),
    ),
    obstacle=stands,
    run=remind,
    help_fr="La relance est notée sur chaque action ; le message lui-même reste à envoyer.",
)
SUPPORT_REPORTS = (
    Report(
        "late_nonconformities",
        "Non-conformités en retard",
        (
            NUMBER,
            FieldSpec("subject", "Objet"),
            FieldSpec("origin", "Origine", "choice", choices=ORIGINS),
            FieldSpec("owner", "Pilote"),
            FieldSpec("raised_on", "Date", "date"),
            FieldSpec("closure_due", "Clôture pour le", "date"),
            _states(NONCONFORMITY),
        ),
        late_sheets,
    ),
    Report(
        "accident_register",
        "Registre des accidents (sans nom)",
        (
            NUMBER,
            FieldSpec("happened_on", "Date", "date"),
            FieldSpec("kind", "Nature", "choice", choices=KINDS),
            FieldSpec("place", "Lieu"),
            FieldSpec("leave", "Arrêt", "boolean"),
            FieldSpec("declared_on", "Déclaré le", "date"),
        ),
        register,
        (YEAR,),
        help_fr="Aucun nom : ce tableau peut être affiché.",
    ),
    Report(
        "safety_indicators",
        "Indicateurs de sécurité",
        (FieldSpec("indicator", "Indicateur"), FieldSpec("value", "Valeur")),
        indicators,
        (YEAR,),
    ),
    Report(
        "audit_programme",
        "Programme d’audits",
        (
            NUMBER,
            FieldSpec("audit_date", "Date", "date"),
            *(spec for name in ("kind", "scope", "auditor") if (spec := AUDIT.field(name))),
            FieldSpec("convened_on", "Convoqué le", "date"),
            FieldSpec("report_date", "Rapport le", "date"),
            _states(AUDIT),
        ),
        programme,
        (YEAR,),
        landscape=True,
    ),
    Report(
        "documents_in_force",
        "Liste des documents en vigueur",
        tuple(
            spec
            for name in ("code", "title", "version", "approver", "in_force_on", "next_review")
            if (spec := CONTROLLED_DOCUMENT.field(name))
        ),
        documents,
    ),
    Report(
        "minutes_register",
        "Registre des comptes rendus",
        (
            NUMBER,
            FieldSpec("meeting_date", "Date", "date"),
            FieldSpec("subject", "Objet"),
            FieldSpec("organiser", "Organisateur"),
            FieldSpec("circulated_on", "Diffusé le", "date"),
            _states(MEETING),
        ),
        minutes_register,
    ),
)
