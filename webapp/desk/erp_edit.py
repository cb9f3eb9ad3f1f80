"""Typing in the ERP: creating and changing records, moving them from a state to the next."""

from dataclasses import replace
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from sim.decision import Command
from sim.engine import Outcome
from sim.erp.actions import DoAction
from sim.erp.doctype import Action, Doctype
from sim.erp.editing import ChangeRecord, CreateRecord, DuplicateRecord
from sim.erp.making import defaults
from sim.erp.rights import writing
from sim.facts.erp import RecordCreated, Row, WarningShown
from sim.world import ErpRecord
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.erp import known_doctype, known_record, opened, show_record
from webapp.desk.erp_forms import (
    form_context,
    french_text,
    read_lines,
    read_values,
    typed,
    without_blank,
)
from webapp.desk.erp_record import editable
from webapp.desk.erp_view import record_title

ASKED, YES = "question", "1"
"""What « confirme » says: the screen's question was answered, or the ERP's warnings too."""
GO_ON = "Continuer quand même"
LOCKED = "Cette fiche ne peut pas être modifiée dans son état actuel."


@bp.get("/erp/<doctype>/nouveau")
def erp_new(doctype: str) -> ResponseReturnValue:
    """Show an empty form."""
    shown = known_doctype(doctype)
    if problem := shown.no_creation_fr or writing(office().world, shown):
        abort(404, problem)
    opened(doctype, tab="new")
    blank = _blank(shown)
    return _form(shown, blank, blank.values, [])


@bp.post("/erp/<doctype>/nouveau")
def erp_create(doctype: str) -> ResponseReturnValue:
    """Create a record from the form."""
    shown = known_doctype(doctype)
    values, rows = read_values(request.form, shown), read_lines(request.form, shown)
    if changed := _changed_lines(rows):
        return _form(shown, _blank(shown), values, changed)
    command = CreateRecord(
        doctype=doctype, values=values, lines=tuple(without_blank(rows)), confirmed=_confirmed()
    )
    return _saved(command, shown, _blank(shown), values, rows)


@bp.get("/erp/<doctype>/modifier/<path:record>")
def erp_edit(doctype: str, record: str) -> ResponseReturnValue:
    """Show the form of a record."""
    shown = known_doctype(doctype)
    found = known_record(shown, record)
    if not editable(office().world, shown, found):
        return show_record(shown, found.id, refusal=shown.locked_fr or LOCKED)
    opened(doctype, found.id)
    lines = [_french_line(shown, line) for line in found.lines]
    return _form(shown, found, found.values, lines)


@bp.post("/erp/<doctype>/modifier/<path:record>")
def erp_change(doctype: str, record: str) -> ResponseReturnValue:
    """Save the form of a record."""
    shown = known_doctype(doctype)
    found = known_record(shown, record)
    values, rows = read_values(request.form, shown), read_lines(request.form, shown)
    if changed := _changed_lines(rows):
        return _form(shown, found, values, changed)
    command = ChangeRecord(
        doctype=doctype,
        record=found.id,
        values=values,
        lines=tuple(without_blank(rows)) if _typed_lines(shown) else None,
        confirmed=_confirmed(),
        seen=_seen(),
    )
    return _saved(command, shown, found, values, rows)


@bp.post("/erp/<doctype>/dupliquer/<path:record>")
def erp_duplicate(doctype: str, record: str) -> ResponseReturnValue:
    """Enter a copy of a record and open its form."""
    shown = known_doctype(doctype)
    found = known_record(shown, record)
    command = DuplicateRecord(doctype=doctype, record=found.id)
    outcome = office().handle(command, request.form.get("nonce", ""))
    if outcome.refusal:
        return show_record(shown, found.id, refusal=outcome.refusal)
    made = next(fact for fact in outcome.facts if isinstance(fact, RecordCreated))
    url = url_for("desk.erp_edit", doctype=doctype, record=made.record)
    return office().done(url, "Copie créée : complétez-la.")


@bp.post("/erp/<doctype>/action/<path:record>")
def erp_action(doctype: str, record: str) -> ResponseReturnValue:
    """Move a record to its next state, once the ERP's warnings are confirmed."""
    shown = known_doctype(doctype)
    found = known_record(shown, record)
    name = request.form.get("action", "")
    action = shown.action(name)
    if action is None:
        return show_record(shown, found.id, refusal="Cette fonction n’existe pas sur cette fiche.")
    answers = {
        asked: request.form[f"a.{asked}"] for asked in action.asks if f"a.{asked}" in request.form
    }
    if action.asks and not answers:
        return show_record(shown, found.id, warned=_asking(shown, found, action, {}))
    if action.needs_confirmation and not request.form.get("confirme"):
        return show_record(shown, found.id, warned=_question(action))
    command = DoAction(
        doctype=doctype,
        record=found.id,
        action=name,
        values=answers,
        confirmed=_confirmed(),
        seen=_seen(),
    )
    outcome = office().handle(command, request.form.get("nonce", ""))
    if outcome.refusal:
        asking = _asking(shown, found, action, answers) if answers else None
        return show_record(shown, found.id, refusal=outcome.refusal, warned=asking)
    if shown_warnings := warnings(outcome):
        warned = {"action": name, "warnings": shown_warnings, "answer": YES, "go": GO_ON}
        return show_record(shown, found.id, warned={**warned, "answers": answers})
    return _done(shown, found.id, outcome, f"{action.label_fr}\u00a0: c’est fait.")


def warnings(outcome: Outcome) -> list[dict[str, str]]:
    """Return what the ERP warned about; nothing was done then."""
    return [
        {"code": fact.warning, "message": fact.message}
        for fact in outcome.facts
        if isinstance(fact, WarningShown)
    ]


def _asking(doctype: Doctype, record: ErpRecord, action: Action, answers: Row) -> dict[str, Any]:
    """Return the form of what an action asks for, holding what was typed."""
    values = {**record.values, **answers}
    specs = [spec for name in action.asks if (spec := doctype.field(name))]
    blank = replace(record, values=values)
    world = office().world
    return {
        "action": action.name,
        "asked": [typed(world, replace(spec, readonly=False), values, blank) for spec in specs],
        "answer": ASKED,
        "go": action.label_fr,
    }


def _typed_lines(doctype: Doctype) -> bool:
    """Say whether the lines are typed; those that the ERP writes are not sent by the form."""
    return not all(spec.readonly for spec in doctype.line_fields)


def _seen() -> int | None:
    """Return the version of the record that the page showed."""
    text = request.form.get("vu", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _question(action: Action) -> dict[str, Any]:
    """Return the screen's own question before a step that cannot be undone."""
    message = f"« {action.label_fr} » est une opération définitive."
    return {
        "action": action.name,
        "warnings": [{"message": message}],
        "answer": ASKED,
        "go": action.label_fr,
    }


def _confirmed() -> bool:
    """Say whether the candidate goes on despite the ERP's warnings, not only the screen's question."""
    return request.form.get("confirme") == YES


def _saved(
    command: Command, doctype: Doctype, record: ErpRecord, values: Row, rows: list[Row]
) -> ResponseReturnValue:
    outcome = office().handle(command, request.form.get("nonce", ""))
    warned = warnings(outcome)
    if outcome.refusal or warned:
        return _form(doctype, record, values, without_blank(rows), outcome.refusal, warned)
    return _done(doctype, record.id, outcome, "Fiche enregistrée.")


def _done(doctype: Doctype, record: str, outcome: Outcome, notice: str) -> ResponseReturnValue:
    """Go on to the record, or to the one that was created from it."""
    made = next((fact for fact in outcome.facts if isinstance(fact, RecordCreated)), None)
    name, found = (made.doctype, made.record) if made else (doctype.name, record)
    return office().done(url_for("desk.erp_record", doctype=name, record=found), notice)


def _form(
    doctype: Doctype,
    record: ErpRecord,
    values: Row,
    rows: list[Row],
    refusal: str = "",
    warned: list[dict[str, str]] | None = None,
) -> ResponseReturnValue:
    """Answer with the form, nothing typed being lost."""
    return htmx.respond(
        "desk/erp/edit.html",
        "desk/erp/_edit.html",
        status=422 if refusal else 200,
        screen="erp",
        readonly=False,
        nonce=office().new_nonce(),
        refusal=refusal,
        notice=None,
        warnings=warned or [],
        seen=record.version,
        **_frame(doctype, record),
        **form_context(office().world, doctype, record, values, rows, refusal),
    )


def _frame(doctype: Doctype, record: ErpRecord) -> dict[str, Any]:
    """Return what surrounds the form: its title, where it is sent, where one goes back to."""
    name = doctype.name
    if not record.id:
        return {
            "title": f"{doctype.title_fr}\u00a0: saisie",
            "action": url_for("desk.erp_create", doctype=name),
            "cancel": url_for("desk.erp_list", doctype=name),
        }
    return {
        "title": record_title(office().world, record),
        "action": url_for("desk.erp_change", doctype=name, record=record.id),
        "cancel": url_for("desk.erp_record", doctype=name, record=record.id),
    }


def _blank(doctype: Doctype) -> ErpRecord:
    """Return a record that is not there yet, with its defaults."""
    values = defaults(office().world, doctype)
    return ErpRecord(id="", doctype=doctype.name, state=doctype.states[0].name, values=values)


def _french_line(doctype: Doctype, line: Row) -> Row:
    specs = {spec.name: spec for spec in doctype.line_fields}
    return {
        name: french_text(specs[name], text) if name in specs else text
        for name, text in line.items()
    }


def _changed_lines(rows: list[Row]) -> list[Row]:
    """Return the lines after « Ajouter une ligne » or « Supprimer », which save nothing.

    « actualiser » comes from a link that was chosen: other fields then have other choices.
    """
    if request.form.get("actualiser"):
        return without_blank(rows) or [{}]
    if request.form.get("ajouter"):
        return [*rows, {}]
    gone = request.form.get("retirer", "")
    if gone.isdecimal() and int(gone) < len(rows):
        return [*rows[: int(gone)], *rows[int(gone) + 1 :]] or [{}]
    return []
