"""Printed forms of quality, safety and communication."""

from typing import Any

from sim.erp.employees import employee_of
from sim.erp.letterhead import day_of, filled, given
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
        info=filled(
            (
                Pair("Objet", values.get("subject", "")),
                Pair("Client", customer.values.get("name", "") if customer else ""),
                Pair("Article", f"{article.id} – {article.values['label']}" if article else ""),
                Pair("Lot", values.get("lot", "")),
                Pair("Quantité en cause", values.get("quantity", "")),
                Pair("Pilote", values.get("owner", "")),
                Pair("Sécurisation pour le", day_of(values, "containment_due")),
                Pair("Clôture pour le", day_of(values, "closure_due")),
            )
        ),
        boxes=tuple(Pair(label, values.get(name, "")) for label, name in EIGHT_D),
        **_head(world, record, "raised_on"),
    )


def accident(world: World, record: ErpRecord) -> PrintedForm:
    """Return the sheet of an accident, without what is confidential: that stays in the file."""
    values, employee = record.values, employee_of(world, record.values)
    return PrintedForm(
        title="Fiche d’accident",
        info=filled(
            (
                Pair("Victime", employee.values.get("name", "") if employee else ""),
                Pair("Date", day_of(values, "happened_on")),
                Pair("Heure", _hour(values, "happened_at")),
                Pair("Lieu", values.get("place", "")),
                Pair(
                    "Connu de l’employeur",
                    f"{day_of(values, 'known_on')} {_hour(values, 'known_at')}",
                ),
                Pair("Témoins", values.get("witnesses", "")),
                Pair("Déclaration à la CPAM avant le", day_of(values, "declare_by")),
                Pair("Déclaré le", day_of(values, "declared_on")),
                Pair("Registre à remplir avant le", day_of(values, "register_by")),
            )
        ),
        boxes=(Pair("Circonstances", values.get("circumstances", "")),),
        signatures=(Pair("La victime"), Pair("Le donneur de soins"), Pair("L’employeur")),
        **_head(world, record, "happened_on"),
    )


def audit_plan(world: World, record: ErpRecord) -> PrintedForm:
    """Return the plan sent with the convocation."""
    return PrintedForm(
        title="Plan d’audit",
        info=_audit_info(record),
        mentions=given(record.values, "summary"),
        signatures=(Pair("Auditeur"), Pair("Audité")),
        **_head(world, record, "audit_date"),
    )


def audit_report(world: World, record: ErpRecord) -> PrintedForm:
    """Return the report and its findings."""
    return PrintedForm(
        title="Rapport d’audit",
        info=_audit_info(record),
        columns=(
            Column("Nature", width_share=1.3),
            Column("Constat", width_share=4),
            Column("Exigence", width_share=1.2),
        ),
        rows=tuple(
            (WEIGHTS.get(line.get("kind", ""), ""), line.get("finding", ""), line.get("clause", ""))
            for line in record.lines
        ),
        mentions=given(record.values, "summary"),
        signatures=(Pair("Auditeur"), Pair("Audité")),
        **_head(world, record, "report_date"),
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
                Pair("En vigueur le", day_of(values, "in_force_on")),
                Pair("Prochaine revue", day_of(values, "next_review")),
            )
        ),
        boxes=(Pair("Ce qui change", values.get("changes", "")),),
        columns=(Column("Destinataire", width_share=3), Column("Pris connaissance le")),
        rows=tuple((line.get("reader", ""), day_of(line, "read_on")) for line in record.lines),
        **_head(world, record, "in_force_on"),
    )


def convocation(world: World, record: ErpRecord) -> PrintedForm:
    """Return the convocation of a meeting."""
    return PrintedForm(
        title="Convocation",
        info=_meeting_info(record),
        boxes=(Pair("Ordre du jour", record.values.get("agenda", "")),),
        columns=(
            Column("Participant", width_share=2),
            Column("Fonction", width_share=2),
            Column("Présence"),
        ),
        rows=tuple(
            (
                line.get("person", ""),
                line.get("function", ""),
                "indispensable" if line.get("required") == "true" else "souhaitée",
            )
            for line in record.lines
        ),
        **_head(world, record, "meeting_date"),
    )


def attendance(world: World, record: ErpRecord) -> PrintedForm:
    """Return the sheet that those present sign."""
    return PrintedForm(
        title="Feuille d’émargement",
        info=_meeting_info(record),
        columns=(
            Column("Nom", width_share=2),
            Column("Fonction", width_share=2),
            Column("Signature", width_share=2),
        ),
        rows=tuple((line.get("person", ""), line.get("function", ""), "") for line in record.lines),
        **_head(world, record, "meeting_date"),
    )


def minutes(world: World, record: ErpRecord) -> PrintedForm:
    """Return the minutes: who was there, what was said, what was decided."""
    values = record.values
    there = [line["person"] for line in record.lines if line.get("present") == "true"]
    away = [line["person"] for line in record.lines if line.get("present") != "true"]
    approved = record.state in ("approved", "circulated")
    return PrintedForm(
        title="Compte rendu de réunion",
        status=None if approved else "PROJET",
        info=_meeting_info(record),
        boxes=(
            Pair("Présents", ", ".join(there)),
            Pair("Absents ou excusés", ", ".join(away)),
            Pair("Points abordés", values.get("discussion", "")),
            Pair("Décisions", values.get("decisions", "")),
        ),
        mentions=(
            (f"Prochaine réunion{NO_BREAK}: {day_of(values, 'next_meeting')}.",)
            if values.get("next_meeting")
            else ()
        ),
        signatures=(Pair("Secrétaire de séance"), Pair("Organisateur")),
        **_head(world, record, "meeting_date"),
    )


def announcement(world: World, record: ErpRecord) -> PrintedForm:
    """Return an announcement as it is posted on the board."""
    values = record.values
    return PrintedForm(
        title=values.get("title", "Note interne"),
        status=None if record.state == "published" else "PROJET",
        info=filled(
            (
                Pair("Destinataires", values.get("audience", "")),
                Pair("Rédacteur", values.get("author", "")),
                Pair("Affichée du", day_of(values, "starts_on")),
                Pair("au", day_of(values, "ends_on")),
            )
        ),
        mentions=tuple(values.get("text", "").splitlines()),
        **_head(world, record, "starts_on"),
    )


def _audit_info(record: ErpRecord) -> tuple[Pair, ...]:
    values = record.values
    hours = " – ".join(filter(None, (_hour(values, "start_at"), _hour(values, "end_at"))))
    return filled(
        (
            Pair("Périmètre", values.get("scope", "")),
            Pair("Référentiel", values.get("standard", "")),
            Pair("Date", day_of(values, "audit_date")),
            Pair("Horaire", hours),
            Pair("Auditeur", values.get("auditor", "")),
            Pair("Audités", values.get("auditees", "")),
        )
    )


def _meeting_info(record: ErpRecord) -> tuple[Pair, ...]:
    values = record.values
    hours = " – ".join(filter(None, (_hour(values, "start_at"), _hour(values, "end_at"))))
    return filled(
        (
            Pair("Objet", values.get("subject", "")),
            Pair("Date", day_of(values, "meeting_date")),
            Pair("Horaire", hours),
            Pair("Salle", values.get("room", "")),
            Pair("Organisateur", values.get("organiser", "")),
        )
    )


def _hour(values: Row, name: str) -> str:
    hour, _, minute = values.get(name, "").partition(":")
    return f"{int(hour)}{NO_BREAK}h{NO_BREAK}{minute}" if hour.isdecimal() else ""


def _head(world: World, record: ErpRecord, date_field: str) -> dict[str, Any]:
    company = world.scenario.company
    return {
        "number": label_of(record),
        "date": day_of(record.values, date_field),
        "issuer": (company.name, *company.address),
        "footer": company.identity,
    }
