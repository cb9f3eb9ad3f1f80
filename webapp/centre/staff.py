"""The accounts of the people who work here: opened, closed, given a first password."""

import re
from typing import cast

import sqlalchemy as sa
from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.centre.blueprint import bp
from webapp.centre.forms import Form
from webapp.codes import PREFIX, new_code
from webapp.context import session, user
from webapp.security import hash_password
from webapp.store.tables import Role, User

ROLES = {
    "examiner": "Examinateur (commission d’évaluation)",
    "invigilator": "Surveillant",
    "jury": "Membre du jury de délibération",
    "trainer": "Formateur (auteur de sujets)",
    "admin": "Centre d’examen",
}
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
BAD_LOGIN = "De 3 à 40 lettres sans accent, chiffres, points ou tirets, par exemple h.marchand."


@bp.get("/comptes")
def staff() -> ResponseReturnValue:
    """List the accounts, candidates apart: they are enrolled in sessions."""
    return _show(Form({}))


def _show(
    form: Form, shown: tuple[User, str] | None = None, status: int = 200
) -> ResponseReturnValue:
    query = sa.select(User).where(User.role.in_(ROLES)).order_by(User.active.desc(), User.name)
    page = render_template(
        "centre/staff.html", people=session().scalars(query).all(), form=form, roles=ROLES, shown=shown,
        section="comptes",
    )  # fmt: skip
    return page, status


@bp.post("/comptes")
def add_account() -> ResponseReturnValue:
    """Open an account; its first password is shown once, on the page that answers."""
    form = Form(request.form)
    name = form.text("name", "Indiquez le nom de la personne.")
    login = form.text("login").casefold()
    role = form.choice("role", ROLES, "Choisissez ce que la personne fait.")
    if not LOGIN.fullmatch(login) or login.startswith(PREFIX):
        form.refuse("login", BAD_LOGIN)
    elif session().scalar(sa.select(User.id).where(User.login == login)) is not None:
        form.refuse("login", "Cet identifiant est déjà pris\u00a0: choisissez-en un autre.")
    if form.errors:
        return _show(form, status=422)
    password = new_code()
    account = User(
        login=login, name=name, role=cast(Role, role), password_hash=hash_password(password)
    )
    session().add(account)
    session().flush()
    return _show(Form({}), (account, password))


@bp.post("/comptes/<int:user_id>/<any(fermer, rouvrir, motdepasse):act>")
def change_account(user_id: int, act: str) -> ResponseReturnValue:
    """Close an account, open it again, or give it another password, shown once."""
    account = session().get(User, user_id) if user_id < 2**31 else None
    if account is None or account.role not in ROLES:
        abort(404, "Ce compte n’existe pas. Repartez de la liste des comptes.")
    if act == "motdepasse":
        password = new_code()
        account.password_hash = hash_password(password)
        return _show(Form({}), (account, password))
    if account.id == user().id:
        abort(
            409, "Vous ne pouvez pas fermer votre propre compte\u00a0: demandez-le à un collègue."
        )
    account.active = act == "rouvrir"
    flash(f"Compte de {account.name} {'rouvert' if account.active else 'fermé'}.", "success")
    return htmx.redirect(url_for("centre.staff"))
