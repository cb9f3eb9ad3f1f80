"""The rehearsal of a session: a twin on other variants, with test candidates, and the material checked seat by seat."""

import sqlalchemy as sa
from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim.scenario.problems import PackRefused
from sim.scenario.seal import Sealed
from webapp import htmx
from webapp.appointments import appointed
from webapp.centre.blueprint import bp, exam_of
from webapp.centre.forms import Form
from webapp.centre.sessions import exam_context
from webapp.centre.subjects import drawn, give_variants, next_variant, seeds_of
from webapp.codes import new_login
from webapp.context import session, store, user, wall
from webapp.opening import WATCH
from webapp.planning import appoint, enrol, variants
from webapp.security import UNUSABLE
from webapp.store.centre_tables import MaterialCheck, Rehearsal
from webapp.store.tables import Exam, Sitting, User

MOST = 40
ITEMS = {
    "signed_in": "Connexion",
    "sound": "Son",
    "printing": "Impression",
    "document": "Ouverture d’un document",
}
"""What is tried at each workstation."""
REASON = "Répétition générale\u00a0: essai du matériel, sans candidat."
OF_REHEARSAL = "Cette session est déjà une répétition."


@bp.get("/sessions/<int:exam_id>/repetition")
def rehearsal(exam_id: int) -> ResponseReturnValue:
    """Show the rehearsals of a session, or of a rehearsal the material to check."""
    exam = exam_of(exam_id)
    seats = session().scalar(sa.select(sa.func.count()).where(Sitting.exam_id == exam.id)) or 1
    values = {"planned_on": exam.planned_on.isoformat(), "seats": str(min(seats, MOST))}
    return _show(exam, Form(values))


def _show(exam: Exam, form: Form, status: int = 200) -> ResponseReturnValue:
    twins = (
        session()
        .scalars(
            sa.select(Exam)
            .join(Rehearsal, Rehearsal.exam_id == Exam.id)
            .where(Rehearsal.of_id == exam.id)
        )
        .all()
    )
    seated = (
        session()
        .scalars(sa.select(Sitting).where(Sitting.exam_id == exam.id).order_by(Sitting.number))
        .all()
    )
    page = render_template(
        "centre/rehearsal.html", exam=exam, tab="repetition", **exam_context(exam), form=form, twins=twins,
        seated=seated, items=ITEMS, checks=_checks(exam), most=MOST,
    )  # fmt: skip
    return page, status


def _checks(exam: Exam) -> dict[tuple[int, str], MaterialCheck]:
    query = sa.select(MaterialCheck).join(Sitting, Sitting.id == MaterialCheck.sitting_id)
    found = session().scalars(query.where(Sitting.exam_id == exam.id))
    return {(one.sitting_id, one.item): one for one in found}


@bp.post("/sessions/<int:exam_id>/repetition")
def add_rehearsal(exam_id: int) -> ResponseReturnValue:
    """Make the twin of a session: same subject, other variants, test candidates, the same invigilators."""
    exam, form = exam_of(exam_id), Form(request.form)
    if exam.mode == "rehearsal":
        abort(409, OF_REHEARSAL)
    day = form.day("planned_on", "Indiquez la date de la répétition.")
    count = form.whole("seats", 1, MOST, f"De 1 à {MOST} postes.") or 1
    sealed = [] if form.errors else _drawn(exam, form, count)
    if form.errors or day is None:
        return _show(exam, form, 422)
    twin = Exam(
        title=f"Répétition – {exam.title}"[:200], pack=exam.pack, planned_on=day, starts_at=exam.starts_at,
        duration_min=exam.duration_min, room=exam.room, mode="rehearsal", state="draft", created_by=user().id,
    )  # fmt: skip
    session().add(twin)
    session().flush()
    session().add(Rehearsal(exam_id=twin.id, of_id=exam.id))
    give_variants(session(), store(), twin, sealed)
    for one in appointed(session(), exam.id, WATCH):
        appoint(session(), twin, one.user, "invigilator", quality=one.quality)
    _seat(exam, twin, count)
    flash(
        "Répétition préparée\u00a0: imprimez les codes, ouvrez-la, puis essayez chaque poste.",
        "success",
    )
    return htmx.redirect(url_for("centre.rehearsal", exam_id=twin.id))


def _drawn(exam: Exam, form: Form, count: int) -> list[Sealed]:
    """Draw other variants than those of the session, as many as there are seats to try them."""
    kinds = max(1, min(count, len(variants(session(), exam))))
    try:
        return drawn(exam.pack, kinds, apart_from=seeds_of(session(), exam))
    except PackRefused as refused:
        form.refuse("seats", f"Ce sujet ne peut plus servir\u00a0: {refused.problems[0].fr}")
        return []


def _seat(exam: Exam, twin: Exam, count: int) -> None:
    """Seat test candidates at the workstations of the real ones."""
    seats = list(
        session().scalars(
            sa.select(Sitting.seat).where(Sitting.exam_id == exam.id).order_by(Sitting.number)
        )
    )
    for number in range(1, count + 1):
        seat = seats[number - 1] if number <= len(seats) else ""
        tester = User(
            login=new_login(), name=f"Candidat d’essai {number}", role="candidate", password_hash=UNUSABLE
        )  # fmt: skip
        session().add(tester)
        session().flush()
        sitting = enrol(
            session(), twin, tester, scenario=next_variant(session(), twin), reason=REASON
        )
        sitting.seat = seat
    session().flush()


@bp.post("/sessions/<int:exam_id>/materiel")
def check_material(exam_id: int) -> ResponseReturnValue:
    """Keep what was tried and works; who ticked it first stays written."""
    exam = exam_of(exam_id)
    if exam.mode != "rehearsal":
        abort(409, "Le matériel se vérifie dans une répétition de la session.")
    ticked = set(request.form.getlist("works"))
    seated = session().scalars(sa.select(Sitting).where(Sitting.exam_id == exam.id)).all()
    known = _checks(exam)
    for sitting in seated:
        for item in ITEMS:
            row, works = known.get((sitting.id, item)), f"{sitting.token}:{item}" in ticked
            if works and row is None:
                session().add(
                    MaterialCheck(sitting_id=sitting.id, item=item, author_id=user().id, at=wall())
                )
            if row is not None and not works:
                session().delete(row)
    flash("Vérifications enregistrées.", "success")
    return htmx.redirect(url_for("centre.rehearsal", exam_id=exam.id))
