"""The papers of a session, printed: each printing of codes makes them anew, and only the paper shows them."""

import io

import pypdfium2
import sqlalchemy as sa
from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue

from sim.language.french import date_short, slug
from webapp.appointments import appointed
from webapp.centre.blueprint import bp, exam_of, sitting_of
from webapp.centre.convocation import Seat, Session, attendance, codes, convocation
from webapp.centre.sessions import exam_context
from webapp.centre_card import read_card
from webapp.codes import new_code
from webapp.context import session, store, wall
from webapp.library import framework
from webapp.opening import WATCH
from webapp.papers.answers import sent
from webapp.papers.pdf import write_pdf
from webapp.planning import office_minutes, variants
from webapp.privacy.rules import months
from webapp.security import hash_password
from webapp.store.planning_tables import Adaptation, Dossier
from webapp.store.tables import Exam, Sitting

NOBODY_LEFT = (
    "Aucun candidat n’attend son épreuve dans cette session\u00a0: il n’y a rien à imprimer."
)
OVER = "L’épreuve de ce candidat est terminée\u00a0: il n’a plus besoin de code."


@bp.get("/sessions/<int:exam_id>/convocations")
def convocations(exam_id: int) -> ResponseReturnValue:
    """Offer the papers."""
    return _show(exam_of(exam_id))


def _show(exam: Exam, refusal: str = "") -> ResponseReturnValue:
    card = read_card(session())
    missing = [
        label
        for label, value in (
            ("le nom du centre", card.name),
            ("l’adresse du centre", card.address),
            ("la personne à contacter", card.contact),
            ("l’heure de la session", exam.starts_at),
            ("la salle", exam.room),
        )
        if not value
    ]
    page = render_template(
        "centre/convocations.html", exam=exam, tab="convocations", **exam_context(exam), seated=_seated(exam),
        missing=missing, refusal=refusal,
    )  # fmt: skip
    return page, 422 if refusal else 200


def _seated(exam: Exam) -> list[Sitting]:
    query = sa.select(Sitting).where(Sitting.exam_id == exam.id).order_by(Sitting.number)
    return list(session().scalars(query))


def _waiting(exam: Exam) -> list[Sitting]:
    return [one for one in _seated(exam) if one.state == "planned" and not one.is_absent]


@bp.post("/sessions/<int:exam_id>/convocations.pdf")
def print_all(exam_id: int) -> ResponseReturnValue:
    """Print the convocations of those who wait for their exam, with new codes."""
    exam = exam_of(exam_id)
    waiting = _waiting(exam)
    if not waiting:
        return _show(exam, NOBODY_LEFT)
    told = _told(exam)
    pages = [write_pdf(convocation(told, _with_code(one))) for one in waiting]
    return _pdf(_joined(pages), f"convocations {exam.title}")


@bp.post("/passages/<token>/convocation.pdf")
def print_one(token: str) -> ResponseReturnValue:
    """Print one candidate's convocation, with a new code."""
    sitting = sitting_of(token)
    if sitting.state == "ended":
        return _show(sitting.exam, OVER)
    paper = convocation(_told(sitting.exam), _with_code(sitting))
    return sent(paper, "pdf", f"convocation {sitting.candidate.name}")


@bp.post("/sessions/<int:exam_id>/codes.pdf")
def print_codes(exam_id: int) -> ResponseReturnValue:
    """Print the list of new codes of those who wait for their exam."""
    exam = exam_of(exam_id)
    waiting = _waiting(exam)
    if not waiting:
        return _show(exam, NOBODY_LEFT)
    paper = codes(_told(exam), [_with_code(one) for one in waiting])
    return sent(paper, "pdf", f"codes {exam.title}")


@bp.get("/sessions/<int:exam_id>/emargement.pdf")
def print_attendance(exam_id: int) -> ResponseReturnValue:
    """Print the sheet that is signed in the room."""
    exam = exam_of(exam_id)
    seats = []
    for one in _seated(exam):
        file = session().get(Dossier, one.id)
        born = date_short(file.born_on) if file and file.born_on else ""
        seats.append(Seat(one, born=born))
    names = [one.user.name for one in appointed(session(), exam.id, WATCH)]
    return sent(attendance(_told(exam), seats, names), "pdf", f"emargement {exam.title}")


def _told(exam: Exam) -> Session:
    first = next(iter(variants(session(), exam)), None)
    seated = _seated(exam)
    scenario = (
        store().sittings.scenario(first or seated[0].scenario_digest) if first or seated else None
    )
    return Session(
        card=read_card(session()), exam=exam, certification=framework().title, made_at=wall(),
        kept=months(session()),
        minutes=office_minutes(exam, scenario) if scenario else exam.duration_min,
    )  # fmt: skip


def _with_code(sitting: Sitting) -> Seat:
    """Give a candidate a new code: what is kept of it lets nobody read it again."""
    code = new_code()
    sitting.candidate.password_hash = hash_password(code)
    granted = session().get(Adaptation, sitting.id)
    return Seat(sitting, breaks_min=granted.breaks_min if granted else 0, code=code)


def _joined(papers: list[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for paper in papers:
        part = pypdfium2.PdfDocument(paper)
        whole.import_pages(part)
        part.close()
    data = io.BytesIO()
    whole.save(data)
    whole.close()
    return data.getvalue()


def _pdf(data: bytes, name: str) -> Response:
    told = slug(name)[:100].strip("-")
    return send_file(
        io.BytesIO(data),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{told}.pdf",
    )
