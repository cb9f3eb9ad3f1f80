"""What the centre says of itself: printed on its papers."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.centre.blueprint import bp
from webapp.centre.forms import Form
from webapp.centre_card import NAMES, Card, keep_card, read_card
from webapp.context import session

LINES = 6


@bp.get("/reglages")
def settings() -> ResponseReturnValue:
    """Show what is printed."""
    card = read_card(session())
    return _show(Form({name: getattr(card, name) for name in NAMES}))


def _show(form: Form, status: int = 200) -> ResponseReturnValue:
    return render_template("centre/settings.html", form=form, section="reglages"), status


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
    if form.errors:
        return _show(form, 422)
    keep_card(session(), card)
    flash("Réglages enregistrés.", "success")
    return htmx.redirect(url_for("centre.settings"))
