"""The signature: people pronounce, the whole result freezes; afterwards only corrections are added."""

import hashlib
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim.journal.entry import canonical
from webapp import htmx
from webapp.context import session, user, wall
from webapp.examiner.blueprint import bp, graded, unsigned
from webapp.examiner.review import Review
from webapp.examiner.texts import typed
from webapp.security import is_password_of
from webapp.store.tables import Signature

PAGE = "examiner/signature.html"
PART = "examiner/_signature.html"


@bp.get("/<token>/signature")
def signature(token: str) -> ResponseReturnValue:
    """Show what is about to be signed, or what was."""
    return render_template(PAGE, review=graded(token), refusal="", typed={})


@bp.post("/<token>/signature")
def sign(token: str) -> ResponseReturnValue:
    """Freeze the whole result under the signer's password (INV-07, INV-13)."""
    review = unsigned(token)
    pronounced = request.form.get("pronounced", "")
    refusal = _refusal(review, pronounced)
    if refusal:
        return _refused(review, refusal)
    _seal(review, {**review.as_data(), "pronounced": pronounced == "yes"})
    flash("Résultat signé. Il ne changera plus\u00a0; un rectificatif peut s’y ajouter.", "success")
    return htmx.redirect(url_for("examiner.signature", token=token))


def _refusal(review: Review, pronounced: str) -> str:
    undecided = review.undecided()
    if undecided:
        left = " ".join(f"{name} : {what}." for name, what in undecided.items())
        return f"Le résultat ne peut pas encore être signé. {left}"
    if pronounced not in ("yes", "no"):
        return "Prononcez l’admissibilité : elle ne se déduit pas toute seule."
    if pronounced == "yes" and not review.is_admissible:
        return "Admissible suppose que toutes les capacités soient acquises : ce n’est pas le cas."
    if pronounced == "no" and review.is_admissible:
        return "Toutes les capacités sont acquises : le candidat est admissible. Revoyez d’abord une décision si ce n’est pas votre avis."
    return _password_refusal("la signature n’a pas été apposée")


def _password_refusal(consequence: str) -> str:
    right = is_password_of(user(), request.form.get("password", ""))
    return "" if right else f"Mot de passe incorrect : {consequence}."


@bp.post("/<token>/rectificatif")
def correct(token: str) -> ResponseReturnValue:
    """Add a dated correction to a signed result, which itself stays as it is (INV-13)."""
    review = graded(token)
    reason = typed("reason")
    if not review.is_signed:
        return _refused(review, "Le résultat n’est pas encore signé : modifiez-le directement.")
    if not reason:
        return _refused(review, "Décrivez le rectificatif et son motif.")
    refusal = _password_refusal("le rectificatif n’a pas été enregistré")
    if refusal:
        return _refused(review, refusal)
    _seal(review, {"correction": reason, "of": review.signatures[0].sheet_digest})
    flash("Rectificatif ajouté au résultat signé.", "success")
    return htmx.redirect(url_for("examiner.signature", token=token))


def _refused(review: Review, message: str) -> ResponseReturnValue:
    """Say no beside the form, with what was typed still in it, the password excepted."""
    return htmx.respond(PAGE, PART, status=422, review=review, refusal=message, typed=request.form)


def _seal(review: Review, data: dict[str, Any]) -> None:
    text = canonical(data)
    row = Signature(
        sitting_id=review.sitting.id, signer_id=user().id, at=wall(),
        sheet_digest=hashlib.sha256(text.encode()).hexdigest(), sheet=text,
    )  # fmt: skip
    session().add(row)
    session().flush()
