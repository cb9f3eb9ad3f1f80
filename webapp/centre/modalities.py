"""What is planned for each competency of a candidate: the grid, and how it is filled."""

import sqlalchemy as sa
from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.centre.blueprint import bp
from webapp.centre.completeness import EVALUATIONS, MODALITIES, gaps, grid
from webapp.centre.evaluated import too_early
from webapp.centre.files import NO_CATEGORY, dossier_of, open_dossier
from webapp.centre.forms import Form
from webapp.context import session
from webapp.library import framework
from webapp.store.planning_tables import Dossier, PlannedModality
from webapp.store.tables import Sitting


@bp.get("/passages/<token>/modalites")
def modalities(token: str) -> ResponseReturnValue:
    """Show the grid of competencies and modalities, to fill it."""
    sitting, _ = dossier_of(token)
    values: dict[str, str] = {}
    for row in grid(session(), sitting):
        for letter, planned in row.planned.items():
            name = f"{row.competency.id}-{letter}"
            values |= {
                name: "1",
                f"{name}-on": planned.planned_on.isoformat() if planned.planned_on else "",
            }
            values |= {f"{name}-place": planned.place, f"{name}-by": planned.responsible}
    return _show_grid(sitting, Form(values))


def _show_grid(sitting: Sitting, form: Form, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "centre/modalities.html", sitting=sitting, exam=sitting.exam, part="modalites", form=form,
        competencies=framework().competencies, modalities=MODALITIES, evaluations=EVALUATIONS,
        gaps=gaps(session(), sitting),
    )  # fmt: skip
    return page, status


@bp.post("/passages/<token>/modalites")
def change_modalities(token: str) -> ResponseReturnValue:
    """Keep what is planned; once the dossier is sent, no competency loses its last evaluation (INV-02)."""
    sitting, found = open_dossier(token)
    form = Form(request.form)
    planned = [
        _planned(form, found, sitting, one.id, letter)
        for one in framework().competencies
        for letter in MODALITIES
        if form.flag(f"{one.id}-{letter}")
    ]
    covered = {one.competency for one in planned if one.modality in EVALUATIONS}
    for one in framework().competencies:
        if found.transmitted_on and one.id not in covered:
            form.refuse(
                one.id,
                "Le dossier est transmis\u00a0: cette capacité garde au moins une évaluation.",
            )
    if any(one.modality == "c" for one in planned) and not found.reason_category:
        form.refuse(
            "grid", f"{NO_CATEGORY} Elle se saisit dans l’onglet « Dossier », puis revenez ici."
        )
    if form.errors:
        return _show_grid(sitting, form, 422)
    session().execute(sa.delete(PlannedModality).where(PlannedModality.sitting_id == sitting.id))
    session().add_all(planned)
    session().flush()
    flash("Modalités enregistrées.", "success")
    return htmx.redirect(url_for("centre.modalities", token=token))


def _planned(
    form: Form, found: Dossier, sitting: Sitting, competency: str, letter: str
) -> PlannedModality:
    name = f"{competency}-{letter}"
    day = form.day(f"{name}-on")
    problem = too_early(found, day) if letter in EVALUATIONS else ""
    if problem:
        form.refuse(f"{name}-on", problem)
    return PlannedModality(
        sitting_id=sitting.id, competency=competency, modality=letter, planned_on=day,
        place=form.text(f"{name}-place"), responsible=form.text(f"{name}-by"),
    )  # fmt: skip
