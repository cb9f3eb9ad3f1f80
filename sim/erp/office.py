"""The ERP as a tool of the office: its commands, its facts, its opening state."""

from sim.decision import Command, Decide, Decision, Tool, accept, apply_nothing, refuse
from sim.erp.actions import DoAction, decide_action
from sim.erp.batches import (
    LOTS,
    PostBatch,
    RunBatchControl,
    decide_control,
    decide_post_batch,
)
from sim.erp.doctype import Doctype, FieldSpec
from sim.erp.editing import (
    ChangeRecord,
    CreateRecord,
    DuplicateRecord,
    decide_change,
    decide_create,
    decide_duplicate,
)
from sim.erp.filters import (
    DeleteFilter,
    SaveFilter,
    apply_deleted,
    apply_saved,
    decide_delete_filter,
    decide_save_filter,
)
from sim.erp.lookup import find
from sim.erp.making import keep_number
from sim.erp.outputs import (
    ExportList,
    PreviewOutput,
    PrintOutput,
    PrintOutputs,
    decide_export,
    decide_preview,
    decide_print,
    decide_print_all,
)
from sim.erp.registry import DOCTYPES
from sim.erp.reports import (
    ExportReport,
    OpenReport,
    PrintReport,
    decide_export_report,
    decide_open_report,
    decide_print_report,
)
from sim.erp.rights import reading
from sim.erp.screens import OpenScreen, SearchRecords, decide_open, decide_search
from sim.erp.steps import NO_DOCTYPE, unknown
from sim.erp.values import parse_value
from sim.erp.vat_numbers import CheckVatNumber, decide_vat_number
from sim.facts import erp
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.scenario.model import RecordOpening
from sim.world import ErpRecord, Event, Output, World


class AttachFile(Command):
    """Attach a file to a record: one of the drive, or one just sent."""

    doctype: str
    record: str
    path: str = ""
    file: FileRef | None = None


def furnish(world: World) -> None:
    """Fill the ERP as the morning finds it."""
    opening = world.scenario.erp
    world.erp.series = dict(opening.series)
    world.erp.records = {name: {} for name in DOCTYPES}
    for name, rows in opening.records.items():
        for row in rows:
            record = _opened(name, row)
            record.attachments = list(opening.attachments.get(f"{name}/{row.id}", ()))
            world.erp.records.setdefault(name, {})[record.id] = record
    for name, doctype in DOCTYPES.items():
        for record in list(world.erp.records[name].values()):
            keep_number(world, doctype, record.number)
            if doctype.derive:
                doctype.derive(world, record, frozenset())
            _settle(world, doctype, record)


def _opened(name: str, row: RecordOpening) -> ErpRecord:
    """Return a record of the opening, its texts in canonical form where they can be."""
    doctype = DOCTYPES.get(name)
    if doctype is None:
        return ErpRecord(
            row.id, name, row.state, dict(row.values), [dict(line) for line in row.lines]
        )
    values = {
        spec.name: spec.default for spec in doctype.fields if spec.default not in ("", "today")
    }
    values |= {key: _canonical(doctype.field(key), text) for key, text in row.values.items()}
    lines = [
        {key: _canonical(doctype.line_field(key), text) for key, text in line.items() if text}
        for line in row.lines
    ]
    filled = {key: text for key, text in values.items() if text}
    number = row.number or (row.id if doctype.numbered_at_creation else None)
    state = row.state or doctype.states[0].name
    return ErpRecord(row.id, name, state, filled, lines, number)


def _canonical(spec: FieldSpec | None, text: str) -> str:
    value = parse_value(spec, text) if spec else text
    return value if isinstance(value, str) else text


def decide_attach(world: World, command: AttachFile, now: int) -> Decision:
    """Attach a file that is there to a record that is there."""
    doctype = DOCTYPES.get(command.doctype)
    if doctype is None:
        return refuse(NO_DOCTYPE)
    record = find(world, doctype.name, command.record)
    if record is None:
        return refuse(unknown(doctype, command.record))
    if problem := reading(world, doctype):
        return refuse(problem)
    kept = world.drive.files.get(command.path)
    file = kept.file if kept else command.file
    if file is None:
        return refuse("Fichier introuvable : choisissez un fichier du serveur, puis joignez-le.")
    if any(attached.sha256 == file.sha256 for attached in record.attachments):
        return refuse(f"« {file.name} » est déjà joint à cette fiche.")
    return accept(erp.AttachmentLinked(doctype=doctype.name, record=record.id, file=file))


def _record(
    world: World, fact: erp.RecordChanged | erp.ActionDone | erp.AttachmentLinked
) -> ErpRecord | None:
    return world.erp.records.get(fact.doctype, {}).get(fact.record)


def apply_created(world: World, entry: Entry, fact: erp.RecordCreated) -> None:
    """Add the record."""
    record = ErpRecord(
        fact.record,
        fact.doctype,
        fact.state,
        dict(fact.values),
        [dict(line) for line in fact.lines],
        fact.number,
        history=[_event(entry, "create", fact.state, automatic=fact.automatic)],
        created_by=entry.actor,
    )
    world.erp.records.setdefault(fact.doctype, {})[fact.record] = record
    if fact.number is None:
        world.erp.last_draft += 1
    doctype = DOCTYPES.get(fact.doctype)
    if doctype:
        keep_number(world, doctype, fact.number)
        _settle(world, doctype, record)


def _event(
    entry: Entry, action: str, state: str, *, note: str = "", automatic: bool = False
) -> Event:
    return Event(entry.seq, action, state, entry.at, entry.actor, note, automatic)


def _settle(world: World, doctype: Doctype, record: ErpRecord) -> None:
    """Keep what follows from the record; an empty text is a field that is not there."""
    if doctype.settled:
        doctype.settled(world, record)
    record.values = {name: text for name, text in record.values.items() if text}


def apply_changed(world: World, entry: Entry, fact: erp.RecordChanged) -> None:
    """Write the fields; an emptied one goes."""
    record = _record(world, fact)
    if record is None:
        return
    record.values = {name: text for name, text in {**record.values, **fact.after}.items() if text}
    if fact.lines_after is not None:
        record.lines = [dict(line) for line in fact.lines_after]
    record.history.append(_event(entry, "change", record.state))
    if doctype := DOCTYPES.get(fact.doctype):
        _settle(world, doctype, record)


def apply_action(world: World, entry: Entry, fact: erp.ActionDone) -> None:
    """Move the record, give it its number, write what the action wrote."""
    record, doctype = _record(world, fact), DOCTYPES.get(fact.doctype)
    if record is None or doctype is None:
        return
    record.state = fact.after
    record.number = fact.number or record.number
    record.values = {name: text for name, text in {**record.values, **fact.changes}.items() if text}
    record.history.append(
        _event(entry, fact.action, fact.after, note=fact.note, automatic=fact.automatic)
    )
    keep_number(world, doctype, fact.number)
    _settle(world, doctype, record)


def apply_control(world: World, entry: Entry, fact: erp.ControlRun) -> None:
    """Remember that it was run."""
    world.erp.controls.append((entry.seq, fact.control, fact.subject, fact.outcome))


def apply_batch(world: World, entry: Entry, fact: erp.BatchPosted) -> None:
    """Count the batch; its invoices are posted by the entries that follow."""
    if read := LOTS.read(fact.batch):
        world.erp.series[read[0]] = read[1]


def apply_output(world: World, entry: Entry, fact: erp.OutputGenerated) -> None:
    """Know the file by its digest."""
    output = Output(fact.doctype, fact.record, fact.form, entry.seq)
    world.erp.outputs.setdefault(fact.file.sha256, []).append(output)


def apply_attachment(world: World, entry: Entry, fact: erp.AttachmentLinked) -> None:
    """Attach the file."""
    record = _record(world, fact)
    if record is not None:
        record.attachments.append(fact.file)


DECIDES: dict[type[Command], Decide] = {
    OpenScreen: decide_open,
    SearchRecords: decide_search,
    CreateRecord: decide_create,
    ChangeRecord: decide_change,
    DoAction: decide_action,
    RunBatchControl: decide_control,
    PostBatch: decide_post_batch,
    CheckVatNumber: decide_vat_number,
    PrintOutput: decide_print,
    PrintOutputs: decide_print_all,
    PreviewOutput: decide_preview,
    ExportList: decide_export,
    AttachFile: decide_attach,
    DuplicateRecord: decide_duplicate,
    OpenReport: decide_open_report,
    ExportReport: decide_export_report,
    PrintReport: decide_print_report,
    SaveFilter: decide_save_filter,
    DeleteFilter: decide_delete_filter,
}
ON_THE_DRIVE = (PrintOutput, PrintOutputs, ExportList, ExportReport, PrintReport, AttachFile)
"""Commands that put a file on the drive, or take one from it."""

TOOL = Tool(
    decides=DECIDES,
    needs={
        **dict.fromkeys(DECIDES, ("erp",)),
        **dict.fromkeys(ON_THE_DRIVE, ("erp", "network_drive")),
    },
    applies={
        erp.ScreenOpened: apply_nothing,
        erp.SearchRun: apply_nothing,
        erp.RecordCreated: apply_created,
        erp.RecordChanged: apply_changed,
        erp.ActionDone: apply_action,
        erp.WarningShown: apply_nothing,
        erp.WarningOverridden: apply_nothing,
        erp.ControlRun: apply_control,
        erp.BatchPosted: apply_batch,
        erp.OutputGenerated: apply_output,
        erp.OutputPreviewed: apply_nothing,
        erp.Exported: apply_nothing,
        erp.AttachmentLinked: apply_attachment,
        erp.ReportOpened: apply_nothing,
        erp.FilterSaved: apply_saved,
        erp.FilterDeleted: apply_deleted,
    },
)
