"""The candidates of a session: typed one by one, seated, noted absent, moved, taken away."""

from datetime import date
from typing import cast

import sqlalchemy as sa
from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from sim.language.french import date_short
from webapp import htmx, register
from webapp.centre.blueprint import bp, exam_of, sitting_of, waiting_sitting
from webapp.centre.completeness import CATEGORIES, gaps
from webapp.centre.enrolment import ALREADY, Kept, already_in, is_in, move, place, remove
from webapp.centre.forms import Form
from webapp.centre.importing import FIELDS, checked
from webapp.centre.sessions import exam_context
from webapp.context import session, wall
from webapp.dossier.texts import clean
from webapp.planning import variants
from webapp.store.planning_tables import Adaptation, Dossier
from webapp.store.tables import Absence, Exam, Sitting
from webapp.wall import local

ABSENCES = {
    "": "Présent ou attendu",
    "justified": "Absence justifiée",
    "unjustified": "Absence injustifiée",
}
PAGE = "centre/candidates.html"
NO_CATEGORY = "Choisissez pourquoi la situation est reconstituée."


@bp.get("/sessions/<int:exam_id>/candidats")
def candidates(exam_id: int) -> ResponseReturnValue:
    """List the candidates of a session, and offer to enrol one more."""
    return _show(exam_of(exam_id), Form({}))


def _show(exam: Exam, form: Form, status: int = 200) -> ResponseReturnValue:
    seated = (
        session()
        .scalars(
            sa.select(Sitting)
            .options(joinedload(Sitting.candidate))
            .where(Sitting.exam_id == exam.id)
            .order_by(Sitting.number)
        )
        .all()
    )
    page = render_template(
        PAGE, exam=exam, tab="candidats", **exam_context(exam), seated=seated, form=form, fields=FIELDS,
        categories=CATEGORIES, dossiers=_rows(Dossier, exam), adaptations=_rows(Adaptation, exam),
        holes={one.id: gaps(session(), one) for one in seated} if exam.mode == "certification" else {},
        order=variants(session(), exam), absences=ABSENCES,
    )  # fmt: skip
    return page, status


def _rows(table: type[Dossier] | type[Adaptation], exam: Exam) -> dict[int, Dossier | Adaptation]:
    query = sa.select(table).join(Sitting, Sitting.id == table.sitting_id)
    found = session().scalars(query.where(Sitting.exam_id == exam.id))
    return {row.sitting_id: row for row in cast("list[Dossier | Adaptation]", found)}


@bp.post("/sessions/<int:exam_id>/candidats")
def add_candidate(exam_id: int) -> ResponseReturnValue:
    """Enrol one candidate: what a line of a file must say, a form must say too."""
    exam, form = exam_of(exam_id), Form(request.form)
    refusal = closed_to(exam)
    if refusal:
        form.refuse("name", refusal)
        return _show(exam, form, 422)
    category = form.choice("category", CATEGORIES, NO_CATEGORY)
    given = {name: " ".join(clean(form.get(name)).split())[:200] for name in FIELDS}
    register.hold(session(), exam.id)
    [line] = already_in(session(), exam, checked([(1, given)], today()))
    for name, problem in line.problems.items():
        form.refuse(name, problem)
    if form.errors or line.known is None:
        return _show(exam, form, 422)
    sitting = place(session(), exam, line.known, category=category, on=today())
    flash(f"{sitting.candidate.name} est inscrit sous le numéro {sitting.number}.", "success")
    return htmx.redirect(url_for("centre.candidates", exam_id=exam.id))


def closed_to(exam: Exam) -> str:
    """Return why a session takes no candidate, or nothing: no evaluation precedes an enrolment (INV-01)."""
    if exam.mode == "rehearsal":
        return "Une répétition n’a pas de candidats inscrits\u00a0: inscrivez-les à la session elle-même."
    if exam.state == "closed":
        return "La session est close\u00a0: elle n’accepte plus d’inscription."
    if exam.planned_on < today():
        return "La session a déjà eu lieu\u00a0: l’inscription précède l’épreuve. Changez d’abord sa date."
    return ""


def today() -> date:
    """Return the day it is in the centre."""
    return local(wall()).date()


@bp.get("/passages/<token>/inscription")
def enrolment(token: str) -> ResponseReturnValue:
    """Show where a candidate sits, whether they came, and where they may be moved."""
    sitting = sitting_of(token)
    values = {"seat": sitting.seat, "absence": sitting.absence}
    return _show_enrolment(sitting, Form(values))


def _show_enrolment(sitting: Sitting, form: Form, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "centre/enrolment.html", sitting=sitting, exam=sitting.exam, part="inscription", form=form,
        absences=ABSENCES, others=_others(sitting.exam),
    )  # fmt: skip
    return page, status


def _others(exam: Exam) -> list[Exam]:
    """Return the sessions a candidate of this one may be moved to."""
    query = sa.select(Exam).where(
        Exam.id != exam.id, Exam.mode == exam.mode, Exam.state != "closed"
    )
    found = session().scalars(query.order_by(Exam.planned_on, Exam.id))
    return [one for one in found if variants(session(), one)]


@bp.post("/passages/<token>/inscription")
def change_enrolment(token: str) -> ResponseReturnValue:
    """Keep a candidate's seat and absence; nobody who has begun is absent."""
    sitting, form = sitting_of(token), Form(request.form)
    seat = form.text("seat", limit=40)
    absence = form.choice("absence", ABSENCES, "Choisissez si le candidat est absent.")
    if absence and sitting.state != "planned":
        form.refuse("absence", "L’épreuve de ce candidat a commencé\u00a0: il n’est pas absent.")
    taken = sa.select(Sitting.number).where(
        Sitting.exam_id == sitting.exam_id, Sitting.seat == seat, Sitting.id != sitting.id
    )
    other = session().scalar(taken.limit(1)) if seat else None
    if other is not None:
        form.refuse("seat", f"Ce poste est déjà celui du candidat n°\u00a0{other}.")
    if form.errors:
        return _show_enrolment(sitting, form, 422)
    sitting.seat, sitting.absence = seat, cast(Absence, absence)
    flash("Inscription modifiée.", "success")
    return htmx.redirect(url_for("centre.enrolment", token=token))


@bp.post("/passages/<token>/deplacer")
def move_candidate(token: str) -> ResponseReturnValue:
    """Move a candidate who has not begun to another session."""
    sitting, form = waiting_sitting(token), Form(request.form)
    others = {str(one.id): one for one in _others(sitting.exam)}
    chosen = form.choice("to", others, "Choisissez la session.")
    if chosen:
        _move(sitting, others[chosen], form)
    if form.errors:
        return _show_enrolment(sitting, form, 422)
    to = others[chosen]
    said = f"{sitting.candidate.name} passera à la session « {to.title} » du {date_short(to.planned_on)}."
    flash(said, "success")
    return htmx.redirect(url_for("centre.candidates", exam_id=to.id))


def _move(sitting: Sitting, to: Exam, form: Form) -> None:
    register.hold(session(), to.id)
    if is_in(session(), to, sitting.candidate):
        form.refuse("to", ALREADY)
        return
    try:
        move(session(), sitting, to)
    except Kept as kept:
        form.refuse("to", str(kept))


@bp.post("/passages/<token>/retirer")
def remove_candidate(token: str) -> ResponseReturnValue:
    """Undo the enrolment of a candidate who has not begun."""
    sitting, form = waiting_sitting(token), Form(request.form)
    name, exam_id = sitting.candidate.name, sitting.exam_id
    if not form.flag("sure"):
        form.refuse("sure", "Cochez la case pour confirmer\u00a0: le dossier préparé est effacé.")
        return _show_enrolment(sitting, form, 422)
    try:
        remove(session(), sitting)
    except Kept as kept:
        form.refuse("sure", str(kept))
        return _show_enrolment(sitting, form, 422)
    flash(f"L’inscription de {name} est retirée.", "success")
    return htmx.redirect(url_for("centre.candidates", exam_id=exam_id))
