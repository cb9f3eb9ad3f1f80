"""Printed forms of quality: 8D report, plan and report of an audit, card of a document."""

from typing import Any

from sim.erp.letterhead import day_of, filled, given, quantity_of
from sim.erp.lookup import label_of, linked
from sim.facts.erp import Row
from sim.language.french import NO_BREAK
from sim.printing import Column, Pair, PrintedForm
from sim.world import ErpRecord, World

EIGHT_D = (
    ("D1 – Équipe", "team"),
    ("D2 – Problème", "description"),
    ("D3 – Action immédiate", "containment"),
    ("D4 – Causes racines", "root_cause"),
    ("D5 – Actions correctives choisies", "corrective_actions"),
    ("D6 – Mise en œuvre et efficacité", "implementation"),
    ("D7 – Prévention", "prevention"),
    ("D8 – Clôture", "closure_evidence"),
)
WEIGHTS = {
    "strength": "Point fort",
    "remark": "Remarque",
    "minor": "NC mineure",
    "major": "NC majeure",
}


def eight_d(world: World, record: ErpRecord) -> PrintedForm:
    """Return the 8D report sent to the customer."""
    values = record.values
    customer = linked(world, "customer", values, "customer")
    article = linked(world, "article", values, "article")
    return PrintedForm(
        title="Rapport 8D",
        status="ANNULÉE" if record.state == "cancelled" else None,
        info=filled(
            (
                Pair("Objet", values.get("subject", "")),
                Pair("Client", customer.values.get("name", "") if customer else ""),
                Pair("Réclamation", values.get("claim_reference", "")),
                Pair("Article", f"{article.id} – {article.values['label']}" if article else ""),
                Pair("Lot", values.get("lot", "")),
                Pair("Quantité en cause", quantity_of(values, "quantity")),
                Pair("Pilote", values.get("owner", "")),
                Pair("Sécurisation pour le", day_of(values, "containment_due")),
                Pair("Sécurisée le", day_of(values, "secured_on")),
                Pair("Clôture pour le", day_of(values, "closure_due")),
                Pair("Close le", day_of(values, "closed_on")),
            )
        ),
        boxes=tuple(Pair(label, values.get(name, "")) for label, name in EIGHT_D),
        **head(world, record, "raised_on"),
    )


def audit_plan(world: World, record: ErpRecord) -> PrintedForm:
    """Return the plan sent with the convocation."""
    return PrintedForm(
        title="Plan d’audit",
        status="ANNULÉ" if record.state == "cancelled" else None,
        info=_audit_info(record),
        mentions=given(record.values, "summary"),
        signatures=(Pair("Auditeur"), Pair("Audité")),
        **head(world, record, "audit_date"),
    )


def audit_report(world: World, record: ErpRecord) -> PrintedForm:
    """Return the report and its findings."""
    return PrintedForm(
        title="Rapport d’audit",
        status=None if record.state in ("reported", "closed") else "PROJET",
        info=_audit_info(record),
        columns=(
            Column("Nature", width_share=1.3),
            Column("Constat", width_share=4),
            Column("Exigence", width_share=1.2),
            Column("Suite", width_share=1.3),
        ),
        rows=tuple(
            (
                WEIGHTS.get(line.get("kind", ""), ""),
                *(line.get(name, "") for name in ("finding", "clause", "follow_up")),
            )
            for line in record.lines
        ),
        mentions=given(record.values, "summary"),
        signatures=(Pair("Auditeur"), Pair("Audité")),
        **head(world, record, "report_date"),
    )


def document_card(world: World, record: ErpRecord) -> PrintedForm:
    """Return the card of a document; marked when it is no longer the one to use (BR-QUA-04)."""
    values = record.values
    status = {"obsolete": "PÉRIMÉ", "current": None, "cancelled": "ABANDONNÉ"}
    return PrintedForm(
        title="Fiche de document",
        status=status.get(record.state, "PROJET"),
        info=filled(
            (
                Pair("Code", values.get("code", "")),
                Pair("Titre", values.get("title", "")),
                Pair("Version", values.get("version", "")),
                Pair("Rédacteur", values.get("author", "")),
                Pair("Relecteur", values.get("reviewer", "")),
                Pair("Approbateur", values.get("approver", "")),
                Pair("Approuvé le", day_of(values, "approved_on")),
                Pair("En vigueur le", day_of(values, "in_force_on")),
                Pair("Diffusé le", day_of(values, "circulated_on")),
                Pair("Prochaine revue", day_of(values, "next_review")),
            )
        ),
        boxes=(Pair("Ce qui change", values.get("changes", "")),),
        columns=(Column("Destinataire", width_share=3), Column("Pris connaissance le")),
        rows=tuple((line.get("reader", ""), day_of(line, "read_on")) for line in record.lines),
        **head(world, record, "in_force_on"),
    )


def _audit_info(record: ErpRecord) -> tuple[Pair, ...]:
    values = record.values
    return filled(
        (
            Pair("Périmètre", values.get("scope", "")),
            Pair("Référentiel", values.get("standard", "")),
            Pair("Date", day_of(values, "audit_date")),
            Pair("Lieu", values.get("place", "")),
            Pair("Convoqué le", day_of(values, "convened_on")),
            Pair("Horaire", span(values)),
            Pair("Auditeur", values.get("auditor", "")),
            Pair("Audités", values.get("auditees", "")),
        )
    )


def span(values: Row) -> str:
    """Return from when to when something lasts: `9 h 00 – 12 h 00`."""
    return " – ".join(filter(None, (hour_of(values, "start_at"), hour_of(values, "end_at"))))


def hour_of(values: Row, name: str) -> str:
    """Return a time as it is printed."""
    hour, _, minute = values.get(name, "").partition(":")
    return f"{int(hour)}{NO_BREAK}h{NO_BREAK}{minute}" if hour.isdecimal() else ""


def head(world: World, record: ErpRecord, date_field: str) -> dict[str, Any]:
    """Return what every form of this field of work starts and ends with."""
    company = world.scenario.company
    return {
        "number": label_of(record),
        "date": day_of(record.values, date_field),
        "issuer": (company.name, *company.address),
        "footer": company.identity,
    }
