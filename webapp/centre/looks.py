"""Who looked at what: the audit trail, filtered, and taken away as a spreadsheet."""

import io
from datetime import date
from typing import Any

from flask import Response, abort, request, send_file
from flask.typing import ResponseReturnValue
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from webapp import htmx
from webapp.centre.blueprint import bp
from webapp.context import session
from webapp.dossier.texts import day
from webapp.privacy.looks import HEADINGS, SHOWN, TAKEN, Filter, Seen, looks, people

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (12, 9, 26, 14, 26, 40, 36, 60)
BAD_DAY = (
    "Cette date ne se lit pas\u00a0: choisissez-la dans le calendrier, par exemple 13/10/2026."
)
BAD_PERSON = "Choisissez une personne dans la liste."


@bp.get("/donnees/consultations")
def privacy_looks() -> ResponseReturnValue:
    """Show who looked at what, the latest first."""
    wanted, refusal = _filter()
    found = [] if refusal else looks(session(), wanted, SHOWN + 1)
    who, candidates = people(session())
    return htmx.respond(
        "centre/privacy/looks.html", "centre/privacy/_looks.html", status=422 if refusal else 200,
        looks=found[:SHOWN], more=len(found) > SHOWN, refusal=refusal, who=who, candidates=candidates,
        headings=HEADINGS, asked=request.args,
    )  # fmt: skip


@bp.get("/donnees/consultations.xlsx")
def privacy_looks_xlsx() -> Response:
    """Download the same lines."""
    wanted, refusal = _filter()
    if refusal:
        abort(400, refusal)
    data = io.BytesIO()
    _workbook(looks(session(), wanted, TAKEN)).save(data)
    data.seek(0)
    sent = send_file(data, mimetype=XLSX, as_attachment=True, download_name="consultations.xlsx")
    sent.headers["Cache-Control"] = "no-store"
    return sent


def _filter() -> tuple[Filter, str]:
    """Return what is asked for, and what is wrong with it."""
    who, candidate = (_number(request.args.get(name, "")) for name in ("qui", "candidat"))
    since, until = (_day(request.args.get(name, "")) for name in ("du", "au"))
    if -1 in (who, candidate):
        return Filter(), BAD_PERSON
    if date.min in (since, until):
        return Filter(), BAD_DAY
    return Filter(who, candidate, since, until), ""


def _number(text: str) -> int | None:
    """Return an account's number, nothing when none is asked for, -1 for what is none."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _day(text: str) -> date | None:
    """Return a day, nothing when none is asked for, the first of all for what is none."""
    if not text:
        return None
    found = day(text)
    return found if found and 1990 < found.year < 2200 else date.min


def _workbook(lines: Any) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Consultations"
    sheet.append(HEADINGS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row, line in enumerate(lines, start=2):
        _write(sheet, row, line)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    return book


def _write(sheet: Worksheet, row: int, line: Seen) -> None:
    """Write a line as texts: what starts with `=` is not a formula because somebody typed it."""
    for column, text in enumerate(line.cells, start=1):
        cell: Any = sheet.cell(row, column, text)
        cell.data_type = "s"
