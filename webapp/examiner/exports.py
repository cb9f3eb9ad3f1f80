"""The grid to take away: .xlsx and .docx, marked as a draft until it is signed."""

import io

from flask import Response, send_file

from sim.language.french import slug
from webapp.dossier.grid_docx import document
from webapp.dossier.grid_xlsx import workbook
from webapp.dossier.review import Review
from webapp.dossier.rows import DRAFT
from webapp.examiner.blueprint import bp, graded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/<token>/grille.xlsx")
def grid_xlsx(token: str) -> Response:
    """Download the grid as a spreadsheet."""
    review = graded(token)
    return _sent(workbook(review), XLSX, _name(review, "xlsx"))


@bp.get("/<token>/grille.docx")
def grid_docx(token: str) -> Response:
    """Download the grid as a document."""
    review = graded(token)
    return _sent(document(review), DOCX, _name(review, "docx"))


def _sent(data: bytes, mimetype: str, name: str) -> Response:
    return send_file(io.BytesIO(data), mimetype=mimetype, as_attachment=True, download_name=name)


def _name(review: Review, ending: str) -> str:
    state = "" if review.is_signed else f"_{DRAFT}"
    return f"Grille_{slug(review.shown_name)}{state}.{ending}"
