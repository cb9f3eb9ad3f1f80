"""A candidate's dossier: who they are, how the modalities were defined, what is planned for each competency."""

from datetime import date
from typing import Any, cast

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx, register
from webapp.centre.blueprint import bp, sitting_of
from webapp.centre.candidates import today
from webapp.centre.completeness import (
    CATEGORIES,
    DEFINED_WITH,
    MODALITIES,
    gaps,
    grid,
)
from webapp.centre.evaluated import first_evaluation
from webapp.centre.forms import LONG, Form
from webapp.centre.values import is_birth_day, name_key
from webapp.context import session
from webapp.dossier.outcome import Outcome
from webapp.store.planning_tables import Dossier, Route
from webapp.store.tables import Sitting

ROUTES = {"formation": "Formation", "vae": "Validation des acquis (VAE)", "autre": "Autre parcours"}
FROZEN = "La commission a signé le résultat de ce candidat\u00a0: son dossier ne change plus."
NO_DOSSIER = "Ce passage est une répétition\u00a0: il n’appartient à aucun dossier."
NO_REASON = (
    "Écrivez pourquoi la situation est reconstituée\u00a0: le référentiel veut ce motif au dossier."
)
NO_CATEGORY = "Choisissez la catégorie du motif."
TEXTS = ("company", "tutor_name", "tutor_function")


def dossier_of(token: str) -> tuple[Sitting, Dossier]:
    """Return a candidate's sitting and dossier, or 404."""
    sitting = sitting_of(token)
    found = session().get(Dossier, sitting.id) or abort(404, NO_DOSSIER)
    return sitting, found


def open_dossier(token: str) -> tuple[Sitting, Dossier]:
    """Return a dossier that may still change, or refuse; nobody signs until the answer is made."""
    register.hold(session(), sitting_of(token).exam_id)
    sitting, dossier = dossier_of(token)
    if Outcome(register.of_sitting(session(), sitting)).validated is not None:
        abort(409, FROZEN)
    return sitting, dossier


@bp.get("/passages/<token>/dossier")
def dossier(token: str) -> ResponseReturnValue:
    """Show a dossier, its holes first."""
    sitting, found = dossier_of(token)
    values = {name: _shown(getattr(found, name)) for name in Dossier.__table__.columns.keys()}  # noqa: SIM118  a column collection is no mapping
    values |= {"name": sitting.candidate.name, "reason": sitting.reconstructed_reason}
    return _show(sitting, found, Form(values))


def _shown(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _show(sitting: Sitting, found: Dossier, form: Form, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "centre/dossier.html", sitting=sitting, exam=sitting.exam, part="dossier", dossier=found, form=form,
        routes=ROUTES, categories=CATEGORIES, defined_with=DEFINED_WITH, gaps=gaps(session(), sitting),
        rows=grid(session(), sitting), modalities=MODALITIES,
    )  # fmt: skip
    return page, status


@bp.post("/passages/<token>/dossier")
def change_dossier(token: str) -> ResponseReturnValue:
    """Change a dossier. It is sent on only when nothing is missing (INV-02 to INV-04)."""
    sitting, found = open_dossier(token)
    form = Form(request.form)
    with session().no_autoflush:
        _read(form, sitting, found)
    if form.errors:
        session().expire(found)
        session().expire(sitting)
        session().expire(sitting.candidate)
        return _show(sitting, found, form, 422)
    flash("Dossier enregistré.", "success")
    return htmx.redirect(url_for("centre.dossier", token=token))


def _read(form: Form, sitting: Sitting, found: Dossier) -> None:
    _read_person(form, sitting, found)
    found.route = cast(Route, form.choice("route", ROUTES, "Choisissez le parcours."))
    for name in TEXTS:
        setattr(found, name, form.text(name))
    found.email, found.tutor_email = form.address("email"), form.address("tutor_email")
    sitting.reconstructed_reason = form.text("reason", NO_REASON, LONG) or "—"
    found.reason_category = form.choice("reason_category", CATEGORIES, NO_CATEGORY)
    _read_definition(form, found)
    _read_transmission(form, sitting, found)


def _read_person(form: Form, sitting: Sitting, found: Dossier) -> None:
    name, born_on = form.text("name"), form.day("born_on", "Indiquez la date de naissance.")
    if len(name_key(name)) < 2:
        form.refuse("name", "Il manque le nom ou le prénom.")
    if born_on and not is_birth_day(born_on, today()):
        form.refuse("born_on", "Date de naissance invraisemblable.")
    sitting.candidate.name, found.born_on = name, born_on
    enrolled = form.day("enrolled_on", "Indiquez la date d’inscription.") or found.enrolled_on
    first = first_evaluation(session(), sitting)
    if first and enrolled > first:
        form.refuse(
            "enrolled_on",
            "Une évaluation est enregistrée avant cette date\u00a0: l’inscription la précède.",
        )
    if enrolled > sitting.exam.planned_on:
        form.refuse(
            "enrolled_on", "L’inscription précède la session\u00a0: elle ne peut pas la suivre."
        )
    found.enrolled_on = enrolled


def _read_definition(form: Form, found: Dossier) -> None:
    """Read with whom the modalities were defined: the company or, failing that, the candidate (INV-04)."""
    found.defined_with = form.choice(
        "defined_with", ("", *DEFINED_WITH), "Choisissez avec qui les modalités ont été définies."
    )
    found.defined_on = form.day("defined_on")
    if found.defined_with == "company" and not found.company:
        form.refuse("company", "Nommez l’entreprise avec laquelle les modalités ont été définies.")
    if found.defined_with == "candidate" and found.company:
        form.refuse(
            "defined_with",
            "Le candidat a une entreprise\u00a0: les modalités se définissent avec elle.",
        )
    if bool(found.defined_with) != bool(found.defined_on):
        form.refuse("defined_on", "Indiquez avec qui et quand les modalités ont été définies.")


def _read_transmission(form: Form, sitting: Sitting, found: Dossier) -> None:
    """Read when the dossier went to the centre de ressource: complete, and defined before."""
    found.transmitted_on = form.day("transmitted_on")
    if found.transmitted_on is None or form.errors:
        return
    lacking = gaps(session(), sitting)
    if lacking:
        form.refuse(
            "transmitted_on",
            f"Le dossier n’est pas complet. Il manque\u00a0: {', '.join(lacking)}.",
        )
    elif found.defined_on and found.transmitted_on < found.defined_on:
        form.refuse("transmitted_on", "Les modalités sont définies avant d’être transmises.")
