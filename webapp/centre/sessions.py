"""The sessions: listed, planned, changed, opened and closed."""

from typing import Any

import sqlalchemy as sa
from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim.scenario.pack import PackFile
from sim.scenario.problems import PackRefused
from sim.scenario.seal import Sealed
from webapp import htmx
from webapp.centre.blueprint import bp, exam_of
from webapp.centre.forms import Form
from webapp.centre.readiness import STATES, incomplete_dossiers
from webapp.centre.subjects import VARIANTS, about, drawn, give_variants, subjects
from webapp.context import session, store, user
from webapp.opening import missing
from webapp.planning import variants
from webapp.store.centre_tables import Rehearsal
from webapp.store.tables import Exam, ExamState, Sitting

LONGEST = 480
"""Office minutes of a session at most: a day."""
OPEN_STATES = ("running", "paused")
CHANGES: dict[str, tuple[ExamState, str]] = {
    "ouvrir": ("open", "Session ouverte\u00a0: les candidats peuvent commencer."),
    "preparer": ("draft", "Session remise en préparation\u00a0: plus aucun candidat ne peut commencer."),
    "clore": ("closed", "Session close."),
}  # fmt: skip
"""Act to the state it leads to, and what is said then."""


@bp.get("/")
def exams() -> ResponseReturnValue:
    """List the sessions, the latest first."""
    query = sa.select(Exam).order_by(Exam.planned_on.desc(), Exam.id.desc())
    seated = sa.select(Sitting.exam_id, sa.func.count()).group_by(Sitting.exam_id)
    counts = {row[0]: row[1] for row in session().execute(seated)}
    return render_template(
        "centre/exams.html",
        exams=session().scalars(query).all(),
        counts=counts,
        subjects=subjects(),
    )


@bp.get("/sessions/nouvelle")
def new_exam() -> ResponseReturnValue:
    """Show an empty form."""
    return _form(Form({"variants": "4", "double_rating": "1"}))


@bp.post("/sessions/nouvelle")
def create_exam() -> ResponseReturnValue:
    """Plan a session: its variants are drawn now, once."""
    exam = Exam(created_by=user().id, state="draft", mode="certification")
    form, sealed = _read(exam)
    if form.errors:
        return _form(form, status=422)
    session().add(exam)
    session().flush()
    give_variants(session(), store(), exam, sealed)
    flash("Session créée. Inscrivez maintenant les candidats.", "success")
    return htmx.redirect(url_for("centre.candidates", exam_id=exam.id))


@bp.get("/sessions/<int:exam_id>/modifier")
def edit_exam(exam_id: int) -> ResponseReturnValue:
    """Show what a session is, to change it."""
    exam = exam_of(exam_id)
    values = {
        "title": exam.title, "pack": exam.pack, "variants": str(len(variants(session(), exam))),
        "planned_on": exam.planned_on.isoformat(), "room": exam.room,
        "starts_at": exam.starts_at.isoformat("minutes") if exam.starts_at else "",
        "duration_min": str(exam.duration_min or ""), "double_rating": "1" if exam.double_rating else "",
        "hidden_names": "1" if exam.hidden_names else "",
    }  # fmt: skip
    return _form(Form(values), exam)


@bp.post("/sessions/<int:exam_id>/modifier")
def change_exam(exam_id: int) -> ResponseReturnValue:
    """Change a session; its subject and its duration only before anybody has begun."""
    exam = exam_of(exam_id)
    with session().no_autoflush:
        form, sealed = _read(exam)
    if form.errors:
        session().expire(exam)
        return _form(form, exam, 422)
    if sealed:
        give_variants(session(), store(), exam, sealed)
    flash("Session modifiée.", "success")
    return htmx.redirect(url_for("centre.exam", exam_id=exam.id))


def _form(form: Form, exam: Exam | None = None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "centre/exam_form.html", form=form, subjects=subjects(), longest=LONGEST, most=VARIANTS,
        begun=exam is not None and has_begun(exam), **({"exam": exam} if exam else {}),
    )  # fmt: skip
    return page, status


def _read(exam: Exam) -> tuple[Form, list[Sealed]]:
    """Write the form into the session; return the variants to give it, when they are drawn anew."""
    form, begun = Form(request.form), exam.id is not None and has_begun(exam)
    exam.title = form.text("title", "Donnez un titre\u00a0: il figure sur les convocations.", 200)
    day = form.day("planned_on", "Indiquez la date de la session.")
    exam.planned_on = day or exam.planned_on
    exam.starts_at = form.hour("starts_at", "Indiquez l’heure de la convocation.")
    exam.room = form.text("room", limit=120)
    exam.double_rating, exam.hidden_names = form.flag("double_rating"), form.flag("hidden_names")
    return form, [] if begun else _read_subject(form, exam)


def _read_subject(form: Form, exam: Exam) -> list[Sealed]:
    name = form.choice("pack", subjects(), "Choisissez le sujet.")
    count = form.whole("variants", 1, VARIANTS, f"De 1 à {VARIANTS} tirages.") or 1
    pack = about(name) if name else None
    if pack is None:
        return []
    exam.duration_min = _duration(form, pack)
    drawn_already = exam.id is not None and len(variants(session(), exam)) == count
    if form.errors or (exam.pack == name and drawn_already):
        return []
    exam.pack = name
    try:
        return drawn(name, count)
    except PackRefused as refused:
        form.refuse(
            "pack", f"Ce sujet ne peut pas servir\u00a0: {refused.problems[0].fr} Voyez l’atelier."
        )
        return []


def _duration(form: Form, pack: PackFile) -> int:
    """Read the office minutes of a session: the subject's own (0) or more, never less."""
    own = pack.duration_min
    minutes = form.whole("duration_min", 1, LONGEST, f"De {own} à {LONGEST} minutes.")
    if 0 < minutes < own and not form.errors.get("duration_min"):
        form.refuse(
            "duration_min",
            f"Le sujet dure {own}\u00a0minutes. Plus court, des appels, des visites et des messages prévus "
            f"n’auraient pas lieu et des critères ne seraient pas observés\u00a0: de {own} à {LONGEST}\u00a0minutes.",
        )
    return 0 if minutes == own else minutes


def has_begun(exam: Exam) -> bool:
    """Say whether a candidate of a session has begun."""
    query = sa.select(Sitting.id).where(Sitting.exam_id == exam.id, Sitting.state != "planned")
    return session().scalar(query.limit(1)) is not None


@bp.get("/sessions/<int:exam_id>/")
def exam(exam_id: int) -> ResponseReturnValue:
    """Show a session: what it is, what it lacks, what may be done."""
    return _show(exam_of(exam_id))


def _show(exam: Exam, refusal: str = "", lacks: list[str] | None = None) -> ResponseReturnValue:
    page = render_template(
        "centre/exam.html", exam=exam, tab="session", **exam_context(exam), refusal=refusal, states=STATES,
        lacks=missing(session(), exam) if lacks is None else lacks,
        incomplete=incomplete_dossiers(session(), exam), begun=has_begun(exam),
    )  # fmt: skip
    return page, 422 if refusal else 200


def exam_context(exam: Exam) -> dict[str, Any]:
    """Return what the pages of a session say of it."""
    link = session().get(Rehearsal, exam.id)
    rehearsed = session().get(Exam, link.of_id) if link else None
    return {
        "subject": about(exam.pack),
        "variants": len(variants(session(), exam)),
        "rehearsed": rehearsed,
    }


@bp.post("/sessions/<int:exam_id>/<any(ouvrir, preparer, clore):act>")
def change_state(exam_id: int, act: str) -> ResponseReturnValue:
    """Open a session that lacks nothing, close one where nobody is working, or prepare it again."""
    exam = exam_of(exam_id)
    state, said = CHANGES[act]
    refusal = _state_refusal(exam, state)
    if refusal:
        return _show(exam, refusal)
    exam.state = state
    flash(said, "success")
    return htmx.redirect(url_for("centre.exam", exam_id=exam.id))


def _state_refusal(exam: Exam, state: ExamState) -> str:
    working = sa.select(Sitting.id).where(
        Sitting.exam_id == exam.id, Sitting.state.in_(OPEN_STATES)
    )
    if state == "open" and missing(session(), exam):
        return "La session ne peut pas encore ouvrir\u00a0: voyez ce qui manque."
    if state == "draft" and has_begun(exam):
        return "Un candidat a commencé\u00a0: la session ne revient plus en préparation."
    if state == "closed" and session().scalar(working.limit(1)) is not None:
        return "Des épreuves sont en cours\u00a0: la session se clôt quand elles sont terminées."
    return ""
