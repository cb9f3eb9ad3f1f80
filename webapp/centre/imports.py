"""Candidates brought in from a file: opened within limits, shown line by line, enrolled once confirmed."""

import io
from operator import itemgetter

import openpyxl
from flask import flash, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from grading.documents.guard import extension
from grading.documents.model import Unreadable, Workbook
from sim.language.french import plural
from webapp import htmx, register
from webapp.centre.blueprint import bp, exam_of
from webapp.centre.candidates import NO_CATEGORY, closed_to, today
from webapp.centre.completeness import CATEGORIES
from webapp.centre.enrolment import already_in, place
from webapp.centre.forms import Form
from webapp.centre.importing import FIELDS, LINES, FileRefused, Line, checked, given_lines
from webapp.centre.sessions import exam_context
from webapp.context import session
from webapp.dossier.texts import clean
from webapp.reading import READER
from webapp.store.tables import Exam

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXTENSIONS = (".xlsx", ".csv")
MODEL_HEADINGS = (
    "Nom", "Prénom", "Date de naissance", "E-mail", "Entreprise", "Tuteur", "Fonction du tuteur",
    "E-mail du tuteur", "Coefficient de temps", "Poste", "Motif",
)  # fmt: skip
MODEL_EXAMPLE = (
    "Martin", "Inès", "14/03/2001", "ines.martin@exemple.fr", "Atelier Exemple", "Paul Durand",
    "Responsable administratif", "paul.durand@exemple.fr", "1", "A1", "",
)  # fmt: skip
REASON_LENGTH = 400


@bp.get("/sessions/<int:exam_id>/candidats/importer")
def import_form(exam_id: int) -> ResponseReturnValue:
    """Ask for the file."""
    return _ask(exam_of(exam_id), Form({}))


def _ask(exam: Exam, form: Form, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "centre/import.html", exam=exam, tab="candidats", **exam_context(exam), form=form,
        categories=CATEGORIES, closed=closed_to(exam),
    )  # fmt: skip
    return page, status


@bp.get("/modele-candidats.xlsx")
def import_model() -> ResponseReturnValue:
    """Return a file with the headings and one example."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Candidats"
    sheet.append(MODEL_HEADINGS)
    sheet.append(MODEL_EXAMPLE)
    for column, heading in enumerate(MODEL_HEADINGS, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = max(14, len(heading) + 4)
    sheet.freeze_panes = "A2"
    data = io.BytesIO()
    book.save(data)
    data.seek(0)
    name = "modele-candidats.xlsx"
    return send_file(data, mimetype=XLSX, as_attachment=True, download_name=name)


@bp.post("/sessions/<int:exam_id>/candidats/importer")
def import_file(exam_id: int) -> ResponseReturnValue:
    """Read the file and show what each line gives; nobody is enrolled yet."""
    exam, form = exam_of(exam_id), Form(request.form)
    category, reason = _reason(exam, form)
    lines: list[Line] = []
    try:
        lines = checked(given_lines(_book()), today(), reason)
    except FileRefused as refused:
        form.refuse("file", str(refused))
    if form.errors:
        return _ask(exam, form, 422)
    return _preview(exam, already_in(session(), exam, lines), category, reason)


def _reason(exam: Exam, form: Form) -> tuple[str, str]:
    """Return the kind of reason for reconstructing a situation, and its words where a line has none."""
    if closed := closed_to(exam):
        form.refuse("file", closed)
    category = form.choice("category", CATEGORIES, NO_CATEGORY)
    return category, form.text("reason", limit=REASON_LENGTH)


def _book() -> Workbook:
    """Return the cells of the file that was sent. Raises `FileRefused`."""
    sent = request.files.get("file")
    name = clean((sent.filename if sent else "") or "").replace("\\", "/").rpartition("/")[2][-120:]
    if sent is None or not name:
        raise FileRefused("Choisissez le fichier à importer, .xlsx ou .csv.")
    kind = extension(name)
    if kind not in EXTENSIONS:
        raise FileRefused(
            f"« {name} » n’est ni un classeur Excel (.xlsx) ni un fichier .csv. Enregistrez la liste dans l’un de ces formats."
        )
    found = READER.read(sent.read(), f"candidats{kind}" if not name[: -len(kind)] else name)
    if isinstance(found, Unreadable):
        raise FileRefused(found.reason)
    if not isinstance(found, Workbook):
        raise FileRefused(f"« {name} » n’est pas une liste de candidats.")
    return found


def _preview(
    exam: Exam, lines: list[Line], category: str, reason: str, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "centre/import_preview.html", exam=exam, tab="candidats", **exam_context(exam), lines=lines,
        fields=FIELDS, category=category, reason=reason, categories=CATEGORIES, problem=problem,
        accepted=sum(1 for line in lines if line.known),
    )  # fmt: skip
    return page, status


@bp.post("/sessions/<int:exam_id>/candidats/apercu")
def import_preview(exam_id: int) -> ResponseReturnValue:
    """Check the lines again as they were corrected, or enrol those that are accepted."""
    exam, form = exam_of(exam_id), Form(request.form)
    category, reason = _reason(exam, form)
    given = _corrected()
    if not given:
        form.refuse(
            "file", "L’aperçu ne contient plus aucune ligne\u00a0: envoyez le fichier à nouveau."
        )
    if form.errors:
        return _ask(exam, form, 422)
    register.hold(session(), exam.id)
    lines = already_in(session(), exam, checked(given, today(), reason))
    accepted = [line.known for line in lines if line.known]
    if request.form.get("act") != "confirm":
        return _preview(exam, lines, category, reason)
    if not accepted:
        said = "Aucune ligne n’est acceptée\u00a0: corrigez-les, ou envoyez un autre fichier."
        return _preview(exam, lines, category, reason, said, 422)
    for who in accepted:
        place(session(), exam, who, category=category, on=today())
    refused = [line for line in lines if line.known is None]
    flash(f"{plural(len(accepted), 'candidat inscrit', 'candidats inscrits')}.", "success")
    if not refused:
        return htmx.redirect(url_for("centre.candidates", exam_id=exam.id))
    said = "Ces lignes ne sont pas inscrites\u00a0: corrigez-les ici, ou envoyez-les dans un autre fichier."
    return _preview(exam, refused, category, reason, said)


def _corrected() -> list[tuple[int, dict[str, str]]]:
    """Return the lines of the preview, without those that were set aside."""
    numbers = dict.fromkeys(request.form.getlist("line"))
    lines = []
    for text in list(numbers)[:LINES]:
        if not (text.isascii() and text.isdecimal() and len(text) < 8):
            continue
        if request.form.get(f"aside-{text}") == "1":
            continue
        values = {
            name: " ".join(clean(request.form.get(f"{name}-{text}", "")).split())[:200]
            for name in FIELDS
        }
        lines.append((int(text), values))
    return sorted(lines, key=itemgetter(0))
