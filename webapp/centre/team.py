"""Who does what in a session, and who declared a conflict of interest about whom."""

from typing import cast

import sqlalchemy as sa
from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.appointments import COMMISSION, DUTIES_FR, DUTIES_OF, JURY, appointed, is_recused
from webapp.centre.blueprint import bp, exam_of
from webapp.centre.forms import Form
from webapp.centre.sessions import exam_context
from webapp.context import session, wall
from webapp.opening import missing
from webapp.planning import appoint
from webapp.store.planning_tables import Appointment, Duty, Recusal
from webapp.store.result_tables import ActRow
from webapp.store.tables import Exam, Sitting, User

COLLEGES = {"employers": "collège employeurs", "employees": "collège salariés"}
ROLES_FR = {
    "examiner": "Examinateurs",
    "invigilator": "Surveillants",
    "jury": "Membres de jury",
}
ALONE = ("president", "jury_president")
"""Duties that one person has in a session."""
ACTED = (
    "Un acte est déjà signé dans cette session\u00a0: cette nomination y figure et ne change plus."
)


@bp.get("/sessions/<int:exam_id>/equipe")
def team(exam_id: int) -> ResponseReturnValue:
    """Show who is appointed, and what is missing."""
    return _show(exam_of(exam_id), Form({}), Form({}))


def _show(exam: Exam, form: Form, recusal: Form, status: int = 200) -> ResponseReturnValue:
    people = (
        session()
        .scalars(sa.select(User).where(User.role.in_(ROLES_FR), User.active).order_by(User.name))
        .all()
    )
    own = appointed(session(), exam.id, tuple(cast("dict[Duty, str]", DUTIES_FR)))
    seated = (
        session()
        .scalars(sa.select(Sitting).where(Sitting.exam_id == exam.id).order_by(Sitting.number))
        .all()
    )
    recused = (
        session()
        .scalars(sa.select(Recusal).where(Recusal.sitting_id.in_([one.id for one in seated])))
        .all()
    )
    page = render_template(
        "centre/team.html", exam=exam, tab="equipe", **exam_context(exam), form=form, recusal=recusal,
        people={label: [one for one in people if one.role == role] for role, label in ROLES_FR.items()},
        appointed=own, duties=DUTIES_FR, colleges=COLLEGES, seated=seated, lacks=missing(session(), exam),
        recused=[(one, session().get_one(User, one.user_id), session().get_one(Sitting, one.sitting_id)) for one in recused],
    )  # fmt: skip
    return page, status


@bp.post("/sessions/<int:exam_id>/equipe")
def add_duty(exam_id: int) -> ResponseReturnValue:
    """Appoint somebody to a duty that their account allows."""
    exam, form = exam_of(exam_id), Form(request.form)
    person = _person(form)
    duty = form.choice("duty", DUTIES_FR, "Choisissez la fonction.")
    if person and duty and duty not in DUTIES_OF[person.role]:
        form.refuse("duty", _not_allowed(person))
    college = form.choice("college", ("", *COLLEGES), "Choisissez le collège.")
    if duty in JURY and not college:
        form.refuse("college", "Le jury est paritaire\u00a0: indiquez le collège.")
    if duty in ALONE and appointed(session(), exam.id, (cast(Duty, duty),)):
        form.refuse("duty", f"Il y a déjà un {DUTIES_FR[duty].lower()}\u00a0: retirez-le d’abord.")
    quality = form.text("quality")
    if form.errors or person is None:
        return _show(exam, form, Form({}), 422)
    college = college if duty in JURY else ""
    appoint(session(), exam, person, cast(Duty, duty), quality=quality, college=college)
    flash(f"{person.name}\u00a0: {DUTIES_FR[duty].lower()}.", "success")
    return htmx.redirect(url_for("centre.team", exam_id=exam.id))


def _person(form: Form) -> User | None:
    """Return the active account chosen, of somebody who may have a duty."""
    text = form.get("person")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    found = session().get(User, number)
    if found is None or not found.active or found.role not in DUTIES_OF:
        form.refuse("person", "Choisissez la personne.")
        return None
    return found


def _not_allowed(person: User) -> str:
    may = ", ".join(DUTIES_FR[duty].lower() for duty in DUTIES_OF[person.role])
    return f"Le compte de {person.name} permet\u00a0: {may}."


@bp.post("/sessions/<int:exam_id>/equipe/<int:appointment_id>/retirer")
def remove_duty(exam_id: int, appointment_id: int) -> ResponseReturnValue:
    """Take a duty back, unless the minutes bear it already."""
    exam = exam_of(exam_id)
    found = session().get(Appointment, appointment_id) if appointment_id < 2**31 else None
    if found is None or found.exam_id != exam.id:
        abort(404, "Cette nomination n’existe plus. Repartez de la page « Équipe ».")
    prefix = (
        "commission." if found.duty in COMMISSION else "jury." if found.duty in JURY else "rating."
    )
    acted = sa.select(ActRow.seq).where(ActRow.exam_id == exam.id, ActRow.kind.startswith(prefix))
    if session().scalar(acted.limit(1)) is not None:
        abort(409, ACTED)
    name, duty = found.user.name, DUTIES_FR[found.duty].lower()
    session().delete(found)
    flash(f"{name} n’est plus {duty} de cette session.", "success")
    return htmx.redirect(url_for("centre.team", exam_id=exam.id))


@bp.post("/sessions/<int:exam_id>/recusations")
def add_recusal(exam_id: int) -> ResponseReturnValue:
    """Note a conflict of interest: this person neither sees nor judges this candidate."""
    exam, form = exam_of(exam_id), Form(request.form)
    person, sitting = _person(form), _seated(exam, form)
    reason = form.text(
        "reason", "Indiquez la nature du lien (famille, employeur…), sans détail inutile.", 400
    )
    if person and sitting and is_recused(session(), sitting, person.id):
        form.refuse("person", "Cette récusation est déjà enregistrée.")
    if form.errors or person is None or sitting is None:
        return _show(exam, Form({}), form, 422)
    session().add(Recusal(sitting_id=sitting.id, user_id=person.id, reason=reason, at=wall()))
    flash(f"{person.name} est récusé pour {sitting.candidate.name}.", "success")
    return htmx.redirect(url_for("centre.team", exam_id=exam.id))


def _seated(exam: Exam, form: Form) -> Sitting | None:
    found = session().scalar(
        sa.select(Sitting).where(Sitting.exam_id == exam.id, Sitting.token == form.get("sitting"))
    )
    if found is None:
        form.refuse("sitting", "Choisissez le candidat.")
    return found


@bp.post("/sessions/<int:exam_id>/recusations/<int:recusal_id>/lever")
def lift_recusal(exam_id: int, recusal_id: int) -> ResponseReturnValue:
    """Take a recusal back: it was noted by mistake."""
    exam = exam_of(exam_id)
    found = session().get(Recusal, recusal_id) if recusal_id < 2**31 else None
    if found is None or session().get_one(Sitting, found.sitting_id).exam_id != exam.id:
        abort(404, "Cette récusation n’existe plus. Repartez de la page « Équipe ».")
    session().delete(found)
    flash("Récusation levée.", "success")
    return htmx.redirect(url_for("centre.team", exam_id=exam.id))
