"""What the centre says of itself, printed on its papers, and the delays and rules it decides."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.centre.blueprint import bp
from webapp.centre.forms import Form
from webapp.centre_card import NAMES, Card, keep_card, read_card
from webapp.centre_settings import DEFAULTS, keep, number, text
from webapp.context import session

LINES = 6
RULES = {
    "appeal_days": (1, 366, "Un nombre de jours, de 1 à 366."),
    "appeal_answer_days": (1, 366, "Un nombre de jours, de 1 à 366."),
    "acquired_validity_years": (0, 50, "Un nombre d’années, de 0 (sans limite) à 50."),
}
"""Numbers the centre decides, with their bounds and what is said outside them."""
CALIBRATION = "calibration_required"


@bp.get("/reglages")
def settings() -> ResponseReturnValue:
    """Show what is printed."""
    card = read_card(session())
    values = {name: getattr(card, name) for name in NAMES}
    values |= {name: str(number(session(), name)) for name in RULES}
    values |= {CALIBRATION: "1" if text(session(), CALIBRATION) == "yes" else ""}
    return _show(Form(values))


def _show(form: Form, status: int = 200) -> ResponseReturnValue:
    return render_template("centre/settings.html", form=form, section="reglages"), status


def _number(form: Form, name: str) -> int:
    """Read a number; nothing typed is the usual one."""
    value = form.whole(name, *RULES[name])
    return value if form.get(name).strip() else DEFAULTS[name]


@bp.post("/reglages")
def change_settings() -> ResponseReturnValue:
    """Keep what the centre says."""
    form = Form(request.form)
    address = form.text(
        "address", "Écrivez l’adresse postale\u00a0: les convocations la portent.", 400
    )
    if len(address.splitlines()) > LINES:
        form.refuse(
            "address", f"{LINES} lignes au plus, sinon l’adresse ne tient pas sur les papiers."
        )
    card = Card(
        name=form.text("name", "Écrivez le nom du centre\u00a0: les convocations le portent."),
        address=address, city=form.text("city", limit=80), site=form.text("site", limit=200),
        referent=form.text("referent"), phone=form.text("phone", limit=40), email=form.address("email"),
    )  # fmt: skip
    rules = {name: _number(form, name) for name in RULES}
    if form.errors:
        return _show(form, 422)
    keep_card(session(), card)
    for name, value in rules.items():
        keep(session(), name, str(value))
    keep(session(), CALIBRATION, "yes" if form.flag(CALIBRATION) else "no")
    flash("Réglages enregistrés.", "success")
    return htmx.redirect(url_for("centre.settings"))
