"""The pages where the evaluations a and b of a candidate are recorded."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.centre.blueprint import bp
from webapp.centre.candidates import today
from webapp.centre.completeness import MODALITIES
from webapp.centre.evaluated import evaluations, too_early
from webapp.centre.files import dossier_of, open_dossier
from webapp.centre.forms import LONG, Form
from webapp.context import session, user, wall
from webapp.library import framework
from webapp.store.planning_tables import Dossier
from webapp.store.result_tables import Evaluation
from webapp.store.tables import Sitting


@bp.get("/passages/<token>/evaluations")
def evaluated(token: str) -> ResponseReturnValue:
    """Show the evaluations a and b, and the form of one more."""
    sitting, found = dossier_of(token)
    return _show_evaluations(sitting, found, Form({}))


def _show_evaluations(
    sitting: Sitting, found: Dossier, form: Form, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "centre/evaluations.html", sitting=sitting, exam=sitting.exam, part="evaluations", form=form,
        dossier=found, recorded=evaluations(session(), sitting), competencies=framework().competencies,
        modalities={letter: MODALITIES[letter] for letter in ("a", "b")},
    )  # fmt: skip
    return page, status


@bp.post("/passages/<token>/evaluations")
def add_evaluation(token: str) -> ResponseReturnValue:
    """Record an evaluation a or b, after the enrolment and never before it (INV-01)."""
    sitting, found = open_dossier(token)
    form = Form(request.form)
    names = [one.id for one in framework().competencies]
    letter = form.choice("modality", ("a", "b"), "Choisissez la modalité.")
    competency = form.choice("competency", names, "Choisissez la capacité.")
    held_on = form.day("held_on", "Indiquez la date de l’évaluation.")
    problem = too_early(found, held_on)
    if problem:
        form.refuse("held_on", problem)
    if held_on and held_on > today():
        form.refuse(
            "held_on", "Cette date est à venir\u00a0: une évaluation s’enregistre une fois faite."
        )
    row = Evaluation(
        sitting_id=sitting.id, competency=competency, modality=letter, held_on=held_on, place=form.text("place"),
        observer=form.text("observer", "Indiquez qui a observé."), at=wall(), author_id=user().id,
        observed=form.text("observed", "Décrivez les faits observés.", LONG), asked=form.text("asked", limit=LONG),
    )  # fmt: skip
    if form.errors:
        return _show_evaluations(sitting, found, form, 422)
    session().add(row)
    session().flush()
    flash("Évaluation enregistrée\u00a0: elle ne change plus.", "success")
    return htmx.redirect(url_for("centre.evaluated", token=token))
