"""The commission's signature: the whole result freezes, each member signs; afterwards acts only add."""

from collections.abc import Mapping

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx, register
from webapp.appointments import COMMISSION, appointed
from webapp.context import session, user, wall
from webapp.dossier.review import Review
from webapp.dossier.texts import typed
from webapp.examiner.blueprint import bp, graded, held
from webapp.security import is_password_of

PAGE = "examiner/signature.html"
PART = "examiner/_signature.html"


@bp.get("/<token>/signature")
def signature(token: str) -> ResponseReturnValue:
    """Show what is about to be signed, or what was."""
    return render_template(PAGE, review=graded(token), refusal="", typed={})


@bp.post("/<token>/signature")
def sign(token: str) -> ResponseReturnValue:
    """Sign under one's password: the first signature freezes the whole result (INV-13)."""
    review = held(token)
    refusal = _refusal(review) or _password_refusal("la signature n’a pas été apposée")
    if refusal:
        return _refused(review, refusal)
    validated = review.outcome.validated
    if validated is None:
        _write(review, "commission.validated", {**review.as_data(), "members": _members(review)})
    else:
        _write(review, "commission.signed", {"of": validated.digest, "by": user().name})
    flash("Résultat signé. Il ne changera plus\u00a0; un rectificatif peut s’y ajouter.", "success")
    return htmx.redirect(url_for("examiner.signature", token=token))


def _refusal(review: Review) -> str:
    members = [one.user_id for one in appointed(session(), review.sitting.exam_id, COMMISSION)]
    if user().id not in members:
        return (
            "Seuls les membres de la commission signent\u00a0: le centre vous a nommé évaluateur."
        )
    if review.outcome.validated is not None:
        signed = user().id in review.outcome.signers
        return "Vous avez déjà signé ce résultat." if signed else ""
    undecided = review.undecided()
    if not undecided:
        return ""
    left = " ".join(f"{name} : {what}." for name, what in undecided.items())
    return f"Le résultat ne peut pas encore être signé. {left}"


def _members(review: Review) -> list[dict[str, object]]:
    """Return who sits in the commission, as the minutes will name them."""
    members = appointed(session(), review.sitting.exam_id, COMMISSION)
    return [
        {"id": one.user_id, "name": one.user.name, "duty": one.duty, "quality": one.quality}
        for one in members
    ]


def _password_refusal(consequence: str) -> str:
    right = is_password_of(user(), request.form.get("password", ""))
    return "" if right else f"Mot de passe incorrect : {consequence}."


@bp.post("/<token>/rectificatif")
def correct(token: str) -> ResponseReturnValue:
    """Add a dated correction to a signed result, which itself stays as it is (INV-13)."""
    review = held(token)
    reason, validated = typed("reason"), review.outcome.validated
    if validated is None:
        return _refused(review, "Le résultat n’est pas encore signé : modifiez-le directement.")
    if not reason:
        return _refused(review, "Décrivez le rectificatif et son motif.")
    refusal = _password_refusal("le rectificatif n’a pas été enregistré")
    if refusal:
        return _refused(review, refusal)
    said = {"correction": reason, "of": validated.digest, "by": user().name}
    _write(review, "result.corrected", said)
    flash("Rectificatif ajouté au résultat signé.", "success")
    return htmx.redirect(url_for("examiner.signature", token=token))


def _refused(review: Review, message: str) -> ResponseReturnValue:
    """Say no beside the form, with what was typed still in it, the password excepted."""
    return htmx.respond(PAGE, PART, status=422, review=review, refusal=message, typed=request.form)


def _write(review: Review, kind: str, data: Mapping[str, object]) -> None:
    register.add(
        session(), review.sitting.exam_id, kind, at=wall(), data=dict(data), author_id=user().id,
        sitting_id=review.sitting.id,
    )  # fmt: skip
