"""Printed forms and exported lists: made on request, put on the drive, never filed nor sent.

The same record prints the same bytes, so that a file is known by its digest wherever it goes.
"""

import csv
import hashlib
import io
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from sim.decision import Command, Decision, accept, refuse
from sim.erp.doctype import Doctype, FieldSpec, Form
from sim.erp.lookup import find, label_of
from sim.erp.registry import DOCTYPES
from sim.erp.rights import reading, visible
from sim.erp.screens import search, shown
from sim.erp.sheets import SHEET
from sim.erp.steps import NO_DOCTYPE, unknown
from sim.erp.values import date_of, decimal_of
from sim.facts import drive, erp
from sim.facts.base import Fact, FileRef
from sim.facts.erp import Row
from sim.making import fixed_dates
from sim.printing import PrintedForm, render_pdf
from sim.world import ErpRecord, World

FOLDER = "/Sorties ERP"
AT_ONCE = 50
PROFORMA_FORM = "proforma"
"""What a form of a draft is called in the facts: sending it is not sending the invoice."""
Extension = Literal["xlsx", "csv"]
Figure = tuple[str, str]
"""(type of the field, canonical text) or ("text", shown text)."""
NUMERIC = ("integer", "decimal", "money", "percent")


class PrintOutput(Command):
    """Print a form of a record."""

    doctype: str
    record: str
    form: str


class PrintOutputs(Command):
    """Print the same form of several records, or several forms."""

    outputs: tuple[PrintOutput, ...]


class PreviewOutput(Command):
    """Display a form of a record."""

    doctype: str
    record: str
    form: str


class ExportList(Command):
    """Export a list, as filtered on screen."""

    doctype: str
    query: str = ""
    filters: Row = {}
    sort: str = ""
    format: Extension = "xlsx"
    lines: bool = False
    """One row per line of each document instead of one per document."""


def pdf(world: World, doctype: str, record: str, form: str) -> bytes | None:
    """Return the PDF a preview shows, or nothing when there is no such form."""
    found = _found(world, doctype, record, form)
    return None if isinstance(found, str) else _render(world, *found)


def output_name(record: ErpRecord, form: Form) -> str:
    """Return the file's name: `CMR-BL26-1881.pdf`, `PROFORMA-PF26-1871.pdf`."""
    draft = "PROFORMA-" if record.state in form.proforma_in else ""
    return f"{draft}{form.file_prefix}{label_of(record)}.pdf"


def decide_print(world: World, command: PrintOutput, now: int) -> Decision:
    """Print one form."""
    return decide_print_all(world, PrintOutputs(outputs=(command,)), now)


def decide_print_all(world: World, command: PrintOutputs, now: int) -> Decision:
    """Print them all, or none and say which one cannot be."""
    asked = tuple(dict.fromkeys(command.outputs))
    if not 1 <= len(asked) <= AT_ONCE:
        return refuse(f"Choisissez de 1 à {AT_ONCE} documents à éditer.")
    facts: list[Fact] = []
    files: list[bytes] = []
    for output in asked:
        found = _found(world, output.doctype, output.record, output.form)
        if isinstance(found, str):
            return refuse(found)
        record, form = found
        data = _render(world, record, form)
        file = _reference(data, output_name(record, form))
        name = PROFORMA_FORM if record.state in form.proforma_in else form.name
        facts.append(
            erp.OutputGenerated(doctype=record.doctype, record=record.id, form=name, file=file)
        )
        facts += added(world, file, f"{record.doctype}/{record.id}/{name}")
        files.append(data)
    return accept(*facts, files=tuple(files))


def decide_preview(world: World, command: PreviewOutput, now: int) -> Decision:
    """Display one form."""
    found = _found(world, command.doctype, command.record, command.form)
    if isinstance(found, str):
        return refuse(found)
    record, form = found
    return accept(erp.OutputPreviewed(doctype=record.doctype, record=record.id, form=form.name))


def _found(world: World, doctype: str, record: str, form: str) -> tuple[ErpRecord, Form] | str:
    kind = DOCTYPES.get(doctype)
    if kind is None:
        return NO_DOCTYPE
    if problem := reading(world, kind):
        return problem
    found = find(world, doctype, record)
    printed = SHEET if form == SHEET.name else kind.form(form)
    if found is None:
        return unknown(kind, record)
    if printed is None:
        return f"{kind.title_fr} : cette édition n’existe pas. Choisissez parmi les éditions proposées."
    return found, printed


def _render(world: World, record: ErpRecord, form: Form) -> bytes:
    if form.render and record.number:
        return form.render(world, record)
    return render_pdf(form.build(world, record))


def _reference(data: bytes, name: str) -> FileRef:
    return FileRef(sha256=hashlib.sha256(data).hexdigest(), name=name, size=len(data))


def added(world: World, file: FileRef, source: str) -> list[Fact]:
    """Put the file on the drive unless the very same is there; a newer edition replaces the older."""
    path = f"{FOLDER}/{file.name}"
    there = world.drive.files.get(path)
    if there and there.file.sha256 == file.sha256:
        return []
    return [drive.Added(path=path, file=file, origin="erp", source=source)]


def decide_export(world: World, command: ExportList, now: int) -> Decision:
    """Export the rows that the list shows, every column."""
    kind = DOCTYPES.get(command.doctype)
    if kind is None:
        return refuse(NO_DOCTYPE)
    if problem := reading(world, kind):
        return refuse(problem)
    found = search(world, kind.name, command.query, command.filters, command.sort)
    rows = _table(world, kind, found, lines=command.lines)
    what = f"{kind.title_plural_fr} (lignes)" if command.lines else kind.title_plural_fr
    file, data = _written(world, what, rows, command.format)
    exported = erp.Exported(doctype=kind.name, file=file, rows=len(rows) - 1)
    return accept(exported, *added(world, file, f"{kind.name}/list"), files=(data,))


def exported_file(
    world: World, title: str, columns: tuple[FieldSpec, ...], rows: list[Row], extension: Extension
) -> tuple[FileRef, bytes]:
    """Return the workbook or the text file of any table."""
    table: list[list[Figure]] = [[("text", spec.label_fr) for spec in columns]]
    table += [[_cell(world, spec, row) for spec in columns] for row in rows]
    return _written(world, title, table, extension)


def printed_file(world: World, title: str, form: PrintedForm) -> tuple[FileRef, bytes]:
    """Return the PDF of a form that belongs to no record."""
    data = render_pdf(form)
    return _reference(data, _free_name(world, title, "pdf", data)), data


def _written(
    world: World, title: str, table: list[list[Figure]], extension: Extension
) -> tuple[FileRef, bytes]:
    data = WRITERS[extension](table)
    return _reference(data, _free_name(world, f"Export {title}", extension, data)), data


def _free_name(world: World, stem: str, extension: str, data: bytes) -> str:
    """Return a name that hides no other file: the candidate may have worked in the last export."""
    digest, name, rank = hashlib.sha256(data).hexdigest(), f"{stem}.{extension}", 1
    while (there := world.drive.files.get(f"{FOLDER}/{name}")) and there.file.sha256 != digest:
        rank += 1
        name = f"{stem} ({rank}).{extension}"
    return name


def _table(
    world: World, kind: Doctype, found: list[ErpRecord], *, lines: bool
) -> list[list[Figure]]:
    """Return the header and one row per record, or per line."""
    specs = visible(world, kind, kind.fields)
    line_specs = visible(world, kind, kind.line_fields) if lines else ()
    labels = ["N°", "État", *(spec.label_fr for spec in (*specs, *line_specs))]
    table: list[list[Figure]] = [[("text", label) for label in labels]]
    for record in found:
        head = [("text", label_of(record)), ("text", kind.state_label(record.state))]
        head += [_cell(world, spec, record.values) for spec in specs]
        table += [
            [*head, *(_cell(world, spec, line) for spec in line_specs)]
            for line in (record.lines if lines else [{}])
        ]
    return table


def _cell(world: World, spec: FieldSpec, row: Row) -> Figure:
    text = row.get(spec.name, "")
    if spec.type in (*NUMERIC, "date"):
        return spec.type, text
    return "text", text if spec.link else shown(world, spec, text, row)


def _csv(table: list[list[Figure]]) -> bytes:
    """Return what a French spreadsheet opens: semicolons, decimal commas, UTF-8 with its mark."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    for row in table:
        writer.writerow(
            [text.replace(".", ",") if kind in NUMERIC else _harmless(text) for kind, text in row]
        )
    return stream.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """Keep a typed text from being taken for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "@")) else text


def _xlsx(table: list[list[Figure]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    for row in table:
        cells = []
        for kind, text in row:
            cell = WriteOnlyCell(sheet)
            _write(cell, kind, text)
            cells.append(cell)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return fixed_dates(stream.getvalue())


def _write(cell: Cell, kind: str, text: str) -> None:
    if text and kind in NUMERIC:
        cell.value = float(decimal_of({"value": text}, "value"))
    elif kind == "date" and (day := date_of({"value": text}, "value")):
        cell.value, cell.number_format = day, "DD/MM/YYYY"
    elif text:
        cell.value = "".join(char for char in text if char >= " " or char == "\n")
        cell.data_type = "s"


WRITERS = {"xlsx": _xlsx, "csv": _csv}
