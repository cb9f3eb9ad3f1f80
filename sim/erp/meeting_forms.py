"""Printed forms of communication: convocation, attendance, minutes, announcement."""

from sim.erp.follow_up import of_origin
from sim.erp.letterhead import day_of, filled
from sim.erp.quality_forms import head, span
from sim.language.french import NO_BREAK
from sim.printing import Column, Pair, PrintedForm
from sim.world import ErpRecord, World

NOT_SHOWN = {"draft": "PROJET", "submitted": "PROJET", "withdrawn": "RETIRÉE", "expired": "EXPIRÉE"}


def convocation(world: World, record: ErpRecord) -> PrintedForm:
    """Return the convocation of a meeting."""
    return PrintedForm(
        title="Convocation",
        status="ANNULÉE" if record.state == "cancelled" else None,
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
        **head(world, record, "meeting_date"),
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
        **head(world, record, "meeting_date"),
    )


def minutes(world: World, record: ErpRecord) -> PrintedForm:
    """Return the minutes: who was there, what was said, what was decided."""
    values = record.values
    there = [line["person"] for line in record.lines if line.get("present") == "true"]
    away = [line["person"] for line in record.lines if line.get("present") != "true"]
    approved = record.state in ("approved", "circulated")
    actions = [one.values for one in of_origin(world, record) if one.state != "cancelled"]
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
        columns=(
            Column("Action décidée", width_share=4),
            Column("Responsable", width_share=2),
            Column("Échéance"),
        )
        if actions
        else (),
        rows=tuple(
            (row.get("what", ""), row.get("owner", ""), day_of(row, "due_date")) for row in actions
        ),
        mentions=(
            (f"Prochaine réunion{NO_BREAK}: {day_of(values, 'next_meeting')}.",)
            if values.get("next_meeting")
            else ()
        ),
        signatures=(Pair("Secrétaire de séance"), Pair("Organisateur")),
        **head(world, record, "meeting_date"),
    )


def announcement(world: World, record: ErpRecord) -> PrintedForm:
    """Return an announcement as it is posted on the board."""
    values = record.values
    return PrintedForm(
        title=values.get("title", "Note interne"),
        status=NOT_SHOWN.get(record.state),
        info=filled(
            (
                Pair("Destinataires", values.get("audience", "")),
                Pair("Rédacteur", values.get("author", "")),
                Pair("Validée par", values.get("approver", "")),
                Pair("Affichée du", day_of(values, "starts_on")),
                Pair("au", day_of(values, "ends_on")),
            )
        ),
        mentions=tuple(values.get("text", "").splitlines()),
        **head(world, record, "starts_on"),
    )


def _meeting_info(record: ErpRecord) -> tuple[Pair, ...]:
    values = record.values
    return filled(
        (
            Pair("Objet", values.get("subject", "")),
            Pair("Date", day_of(values, "meeting_date")),
            Pair("Horaire", span(values)),
            Pair("Salle", values.get("room", "")),
            Pair("Organisateur", values.get("organiser", "")),
            Pair("Secrétaire de séance", values.get("secretary", "")),
        )
    )
