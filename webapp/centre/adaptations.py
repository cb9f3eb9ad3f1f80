"""The measures granted to a candidate: measures only, never why."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.centre.blueprint import bp, sitting_of
from webapp.centre.forms import LONG, Form
from webapp.centre.values import THIRD
from webapp.context import session
from webapp.store.planning_tables import Adaptation
from webapp.store.tables import Sitting

FLAGS = ("large_display", "readable_font", "silent_calls")
BREAKS = 240
BEGUN = (
    "L’épreuve a commencé\u00a0: son horloge ne change plus. Le surveillant peut ajouter du temps."
)


@bp.get("/passages/<token>/amenagements")
def adaptation(token: str) -> ResponseReturnValue:
    """Show the measures granted."""
    sitting = sitting_of(token)
    granted = session().get(Adaptation, sitting.id) or Adaptation(sitting_id=sitting.id)
    days = {
        name: day.isoformat() if day else ""
        for name, day in (
            ("requested_on", granted.requested_on),
            ("decided_on", granted.decided_on),
        )
    }
    values = {
        **days, "extra": "1" if sitting.time_factor > 1 else "", "breaks_min": str(granted.breaks_min or ""),
        "time_factor": _factor(sitting.time_factor if sitting.time_factor > 1 else THIRD),
        "decided_by": granted.decided_by or "", "other": granted.other or "",
        **{name: "1" if getattr(granted, name) else "" for name in FLAGS},
    }  # fmt: skip
    return _show(sitting, Form(values))


def _factor(value: float) -> str:
    return str(value).replace(".", ",")


def _show(sitting: Sitting, form: Form, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "centre/adaptation.html", sitting=sitting, exam=sitting.exam, part="amenagements", form=form
    )
    return page, status


@bp.post("/passages/<token>/amenagements")
def change_adaptation(token: str) -> ResponseReturnValue:
    """Keep the measures; the clock's only before the start."""
    sitting, form = sitting_of(token), Form(request.form)
    factor = form.factor("time_factor") if form.flag("extra") else 1.0
    if factor != sitting.time_factor and sitting.state != "planned":
        form.refuse("time_factor", BEGUN)
    granted = Adaptation(
        sitting_id=sitting.id,
        requested_on=form.day("requested_on"),
        decided_on=form.day("decided_on"),
        decided_by=form.text("decided_by"),
        breaks_min=form.whole(
            "breaks_min", 0, BREAKS, f"Pauses\u00a0: de 0 à {BREAKS} minutes en tout."
        ),
        other=form.text("other", limit=LONG),
        **{name: form.flag(name) for name in FLAGS},
    )
    if granted.requested_on and granted.decided_on and granted.decided_on < granted.requested_on:
        form.refuse("decided_on", "La décision suit la demande\u00a0: vérifiez les deux dates.")
    if form.errors:
        return _show(sitting, form, 422)
    session().merge(granted)
    sitting.time_factor = factor
    flash("Aménagements enregistrés.", "success")
    return htmx.redirect(url_for("centre.adaptation", token=token))
