"""Audits: planned, convened, done, reported, followed up (BR-QUA-03).

Lets through on purpose: a convocation sent late, a finding of the wrong weight, an auditor who audits
their own work, an audit declared done before its date or closed with open follow-ups (after a warning).
"""

from datetime import timedelta

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
from sim.erp.follow_up import (
    ACTION_ITEM,
    CANCEL_REASON,
    open_action,
    required,
    warn_unfinished,
)
from sim.erp.lookup import label_of, today
from sim.erp.making import Maker
from sim.erp.quality import NONCONFORMITY
from sim.erp.steps import rewritten
from sim.erp.values import TEXT_LIMIT, date_of
from sim.facts.erp import RecordCreated, Row
from sim.language.french import date_short
from sim.world import ErpRecord, World

FINDINGS = (
    ("strength", "Point fort"),
    ("remark", "Remarque"),
    ("minor", "Non-conformité mineure"),
    ("major", "Non-conformité majeure"),
)
MONTH = timedelta(days=30)


def check(world: World, record: ErpRecord) -> str:
    """Refuse an audit that ends before it begins."""
    start, end = record.values.get("start_at", ""), record.values.get("end_at", "")
    if start and end and end <= start:
        return "L’audit finit avant d’avoir commencé : vérifiez les heures."
    return ""


def warn_early(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about what is declared done before its date."""
    day = date_of(record.values, "audit_date")
    if day and day > today(world):
        return [Caution("not_yet", f"Cet audit est prévu le {date_short(day)}.")]
    return []


def needs_report(world: World, record: ErpRecord) -> str:
    """Refuse a report without findings, or older than the audit."""
    if not record.lines:
        return "Aucun constat : saisissez au moins un constat avant de remettre le rapport."
    day, reported = date_of(record.values, "audit_date"), date_of(record.values, "report_date")
    if day and reported and reported < day:
        return "Le rapport ne peut pas être daté d’avant l’audit : vérifiez la date."
    return ""


def _to_follow(line: Row) -> bool:
    return line.get("kind") != "strength" and not line.get("follow_up")


def needs_findings(world: World, record: ErpRecord) -> str:
    """Refuse to follow up what asks for nothing."""
    if not any(_to_follow(line) for line in record.lines):
        return "Aucun constat n’attend de suite : ils en ont une, ou ce sont des points forts."
    return ""


def follow_up(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open a sheet for each nonconformity found, an action for each remark, and note their numbers."""
    made: list[RecordCreated] = []
    lines: list[Row] = []
    for line in record.lines:
        if not _to_follow(line):
            lines.append(line)
            continue
        opened = _opened(maker, record, line)
        made.append(opened)
        lines.append({**line, "follow_up": opened.number or opened.record})
    return Outcome(facts=(*made, rewritten(record, lines)))


def _opened(maker: Maker, record: ErpRecord, line: Row) -> RecordCreated:
    finding = line.get("finding", "")
    if line.get("kind") == "remark":
        return maker.make(ACTION_ITEM, {"what": finding, "audit": record.id})
    clause = f" (exigence {line['clause']})" if line.get("clause") else ""
    values = {
        "subject": finding[:TEXT_LIMIT],
        "origin": "audit",
        "audit": record.id,
        "raised_by": record.values.get("auditor", ""),
        "description": f"{finding}{clause}. Constat de l’audit {label_of(record)}.",
    }
    return maker.make(NONCONFORMITY, values)


def soon(world: World, record: ErpRecord) -> bool:
    """Say whether an audit is planned within a month."""
    day = date_of(record.values, "audit_date")
    return (
        record.state in ("planned", "convened")
        and day is not None
        and today(world) <= day <= today(world) + MONTH
    )


def overdue(world: World, record: ErpRecord) -> bool:
    """Say whether an audit should have taken place."""
    day = date_of(record.values, "audit_date")
    return record.state in ("planned", "convened") and day is not None and day < today(world)


AUDIT = Doctype(
    name="audit",
    title_fr="Audit",
    title_plural_fr="Audits",
    title_field="scope",
    list_columns=("scope", "kind", "audit_date", "auditor", "auditees", "report_date"),
    series=Series("AUD{yy}"),
    numbered_at_creation=True,
    editable_in=("planned", "convened", "done"),
    locked_fr="Le rapport de cet audit est remis : il ne se modifie plus.",
    filters=(
        Filter("soon", "Dans le mois", soon),
        Filter("overdue", "Date passée", overdue),
    ),
    states=(
        State("planned", "Planifié"),
        State("convened", "Convoqué"),
        State("done", "Réalisé"),
        State("reported", "Rapport remis"),
        State("closed", "Clos"),
        State("cancelled", "Annulé"),
    ),
    fields=(
        FieldSpec("scope", "Périmètre", required=True),
        FieldSpec(
            "kind",
            "Nature",
            "choice",
            required=True,
            choices=(
                ("internal", "Interne"),
                ("customer", "Client"),
                ("supplier", "Fournisseur"),
                ("certification", "Certification"),
            ),
        ),
        FieldSpec("standard", "Référentiel"),
        FieldSpec("audit_date", "Date", "date", required=True, copied=False),
        FieldSpec("start_at", "De", "time"),
        FieldSpec("end_at", "À", "time"),
        FieldSpec("auditor", "Auditeur", required=True),
        FieldSpec("auditees", "Audités"),
        FieldSpec("place", "Lieu"),
        FieldSpec("convened_on", "Convoqué le", "date", readonly=True),
        FieldSpec("report_date", "Rapport remis le", "date", readonly=True),
        FieldSpec("summary", "Synthèse", "long_text", copied=False),
        FieldSpec("closing_note", "Efficacité des actions", "long_text", readonly=True),
        CANCEL_REASON,
    ),
    lines_title_fr="Constats",
    line_fields=(
        FieldSpec("kind", "Nature", "choice", required=True, choices=FINDINGS),
        FieldSpec("finding", "Constat", required=True),
        FieldSpec("clause", "Exigence"),
        FieldSpec("follow_up", "Suite", readonly=True),
    ),
    check=check,
    actions=(
        Action(
            "convene",
            "Convoquer",
            ("planned",),
            "convened",
            guard=required("auditees", "Audités : dites qui est convoqué."),
            asks=("convened_on",),
        ),
        Action("do", "Déclarer réalisé", ("convened", "planned"), "done", warnings=warn_early),
        Action(
            "report",
            "Remettre le rapport",
            ("done",),
            "reported",
            guard=needs_report,
            asks=("report_date",),
        ),
        Action(
            "follow_up",
            "Ouvrir les suites des constats",
            ("reported",),
            guard=needs_findings,
            effect=follow_up,
        ),
        Action("open_action", "Ouvrir une action", ("done", "reported"), effect=open_action),
        Action(
            "close",
            "Clore",
            ("reported",),
            "closed",
            warnings=warn_unfinished,
            asks=("closing_note",),
        ),
        Action(
            "cancel",
            "Annuler l’audit",
            ("planned", "convened"),
            "cancelled",
            asks=("cancel_reason",),
        ),
    ),
    forms=(
        Form("audit_plan", "Plan d’audit", quality_forms.audit_plan, "PLAN-"),
        Form("audit_report", "Rapport d’audit", quality_forms.audit_report, "RAPPORT-"),
    ),
)
