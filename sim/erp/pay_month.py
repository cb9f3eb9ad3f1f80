"""The month's variables: gathered, controlled, locked, sent to the payroll office; pay itself is not computed.

Lets through on purpose: a month locked or sent without its control (after a warning), an adjustment whose
reason says nothing, an absence that was forgotten, a sheet nobody validated (after a warning).
"""

from dataclasses import replace
from decimal import Decimal

from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Outcome, State
from sim.erp.lookup import label_of, records, today
from sim.erp.making import Maker
from sim.erp.pay_control import MONEY, compared, moved, to_check
from sim.erp.pay_periods import MONTH
from sim.erp.pay_sources import NUMBERS, SUMS, gather, written
from sim.erp.steps import rewritten
from sim.erp.values import cents, decimal_of, plain
from sim.facts.erp import ControlRun, Row
from sim.language.french import money, number
from sim.world import ErpRecord, World

CONTROL_NAME = "pay_variables"
"""Of the control in the journal."""
TYPED = ("adjustment", "adjustment_amount", "adjustment_note")
WARNED = {
    "unvalidated_timesheets": "Relevés non validés",
    "undecided_absences": "Absences en attente d’accord",
    "missing_proofs": "Justificatifs manquants",
    "unapproved_claims": "Notes de frais non accordées",
    "working_time": "Durées légales dépassées",
    "worked_while_absent": "Heures saisies un jour d’absence",
}


def compute(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Fill the table again; what the assistant typed on a line stays."""
    typed = {
        line.get("employee", ""): {name: line.get(name, "") for name in TYPED}
        for line in record.lines
    }
    cells = gather(world, record.values.get("month", ""))
    lines = [
        {"employee": employee, **written(row), **typed.get(employee, {})}
        for employee, row in cells.items()
    ]
    changes = {"computed_on": today(world).isoformat(), "control_totals": ""}
    return Outcome(changes=changes, facts=(rewritten(record, lines),))


def check(world: World, record: ErpRecord) -> str:
    """Refuse an adjustment without its reason, a line added to the table or taken from it."""
    for rank, line in enumerate(record.lines, start=1):
        adjusted = decimal_of(line, "adjustment") or decimal_of(line, "adjustment_amount")
        if adjusted and not line.get("adjustment_note"):
            return f"Ligne {rank} : expliquez la correction dans « Motif de la correction »."
    known = records(world, "pay_month").get(record.id)
    if known and _people(known) != _people(record):
        return (
            "Les lignes du tableau sont celles du calcul : n’en ajoutez ni n’en retirez. "
            "Corrigez les saisies, puis relancez « Calculer les variables »."
        )
    return ""


def _people(record: ErpRecord) -> list[str]:
    return sorted(line.get("employee", "") for line in record.lines)


def needs_table(world: World, record: ErpRecord) -> str:
    """Refuse to control or lock a table that was never filled."""
    if not record.lines:
        return "Le tableau est vide : lancez d’abord « Calculer les variables »."
    return ""


def warn_moved(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about figures that changed since the table was filled."""
    if names := moved(world, record):
        shown = ", ".join(names)
        return [Caution("figures_moved", f"Variables changées depuis le calcul : {shown}.")]
    return []


def warn_control(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about what looks wrong, one warning for each sort."""
    found: dict[str, list[str]] = {}
    for code, one, _ in to_check(world, record.values.get("month", "")):
        found.setdefault(code, []).append(label_of(one))
    return [
        *(
            Caution(code, f"{label} : {', '.join(dict.fromkeys(found[code]))}.")
            for code, label in WARNED.items()
            if code in found
        ),
        *warn_moved(world, record),
    ]


def control(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Keep the control totals, and that they were compared: what the payroll office will find again."""
    found = compared(world, record)
    sound = all(source == table for _, _, source, table in found)
    told = [
        f"{label} : {money(table) if name in MONEY else number(table)}"
        for name, label, _, table in found
        if table
    ]
    for name, label in (("adjustment", "Corrections (h)"), ("adjustment_amount", "Corrections")):
        value = sum((decimal_of(line, name) for line in record.lines), Decimal(0))
        if value:
            told.append(f"{label} : {number(value) if name == 'adjustment' else money(value)}")
    run = ControlRun(
        control=CONTROL_NAME,
        subject=record.values.get("month", ""),
        outcome="ok" if sound else "mismatch",
        figures=_figures(found),
    )
    return Outcome(changes={"control_totals": "\n".join(told)}, facts=(run,))


def _figures(found: list[tuple[str, str, Decimal, Decimal]]) -> Row:
    return {
        name: cents(table) if name in MONEY else plain(table)
        for name, _, source, table in found
        if table or source
    }


def controlled(record: ErpRecord) -> bool:
    """Say whether the totals were controlled since the table was filled."""
    return bool(record.values.get("control_totals"))


def warn_uncontrolled(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a month that nobody controlled."""
    if controlled(record):
        return []
    return [Caution("not_controlled", "Les totaux de ce mois n’ont pas été contrôlés.")]


def warn_lock(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a month that nobody controlled, or whose figures changed since."""
    return [*warn_uncontrolled(world, record), *warn_moved(world, record)]


def transmit(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Note when it left."""
    return Outcome(changes={"transmitted_on": today(world).isoformat()})


def unlock(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Forget the control and the sending: both are to be done again."""
    return Outcome(changes={"control_totals": "", "transmitted_on": ""})


def _to_send(world: World, record: ErpRecord) -> bool:
    return record.state != "transmitted"


PAY_MONTH = Doctype(
    name="pay_month",
    title_fr="Variables du mois",
    title_plural_fr="Variables de paie",
    title_field="month",
    list_columns=("month", "computed_on", "transmitted_on"),
    editable_in=("open",),
    locked_fr=(
        "Ce mois est contrôlé ou verrouillé. Contrôlé : relancez « Calculer les variables » pour le corriger. "
        "Verrouillé : demandez le déverrouillage au gestionnaire de paie."
    ),
    no_creation_fr="Un mois de paie est ouvert par le gestionnaire de paie : travaillez dans celui qui est ouvert.",
    filters=(Filter("to_send", "À transmettre", _to_send),),
    states=(
        State("open", "Ouvert"),
        State("controlled", "Contrôlé"),
        State("locked", "Verrouillé"),
        State("transmitted", "Transmis"),
    ),
    fields=(
        replace(MONTH, readonly=True),
        FieldSpec("computed_on", "Calculé le", "date", readonly=True),
        FieldSpec("control_totals", "Totaux de contrôle", "long_text", readonly=True),
        FieldSpec("transmitted_on", "Transmis le", "date", readonly=True),
        FieldSpec("unlock_reason", "Motif du déverrouillage", readonly=True),
        FieldSpec("notes", "Observations pour la paie", "long_text"),
    ),
    lines_title_fr="Salariés",
    line_fields=(
        FieldSpec("employee", "Salarié", "link", link="employee", required=True),
        *NUMBERS,
        *SUMS,
        FieldSpec("adjustment", "Correction (h)", "decimal", signed=True, summed=True),
        FieldSpec("adjustment_amount", "Correction (€)", "money", signed=True, summed=True),
        FieldSpec("adjustment_note", "Motif de la correction"),
    ),
    check=check,
    actions=(
        Action("compute", "Calculer les variables", ("open", "controlled"), "open", effect=compute),
        Action(
            "control",
            "Contrôler les totaux",
            ("open",),
            "controlled",
            guard=needs_table,
            warnings=warn_control,
            effect=control,
        ),
        Action(
            "lock",
            "Verrouiller le mois",
            ("open", "controlled"),
            "locked",
            guard=needs_table,
            warnings=warn_lock,
            needs_confirmation=True,
        ),
        Action(
            "transmit",
            "Transmettre à la paie",
            ("locked",),
            "transmitted",
            warnings=warn_uncontrolled,
            effect=transmit,
            elsewhere_fr="Verrouillez le mois avant de le transmettre.",
        ),
        Action(
            "unlock",
            "Déverrouiller",
            ("locked", "transmitted"),
            "open",
            effect=unlock,
            asks=("unlock_reason",),
            reserved=True,
            role="Gestionnaire de paie",
        ),
    ),
)
