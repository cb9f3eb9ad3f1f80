"""A correction by the president of the jury: it adds to what was signed (INV-13)."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.acts import password_refusal, write
from webapp.context import user
from webapp.dossier.corrections import Correction, correction_refusal, typed_correction
from webapp.dossier.review import Review
from webapp.jury.blueprint import bp, held, is_president, minutes_of
from webapp.jury.deliberation import shown


@bp.post("/passages/<token>/rectificatif")
def correct(token: str) -> ResponseReturnValue:
    """Add a dated correction to a result whose minutes are drawn up."""
    review, correction = held(token), typed_correction()
    refusal = _refusal(review, correction) or password_refusal(
        "le rectificatif n’a pas été enregistré"
    )
    if refusal:
        return shown(review, refusal, "correct")
    said = correction.as_data(review.outcome, user().name, "Président du jury")
    write(review.sitting, "result.corrected", said)
    flash("Rectificatif ajouté au résultat signé.", "success")
    return htmx.redirect(url_for("jury.candidate", token=token))


def _refusal(review: Review, correction: Correction) -> str:
    exam, outcome = review.sitting.exam, review.outcome
    if not is_president(exam):
        return "Seul le président du jury signe un rectificatif."
    if minutes_of(exam).act is None or outcome.pronounced is None:
        return "Le procès-verbal n’est pas dressé : le jury peut encore se prononcer directement."
    known = [one.id for one in review.framework.competencies]
    refusal = correction_refusal(correction, outcome, known)
    if refusal or not correction.competency:
        return refusal
    after = correction.applied(outcome.effective)
    if after.admissible != all(after.holds(name) for name in known):
        return "Ce rectificatif change l’admissibilité selon la règle du référentiel : indiquez-la aussi."
    return ""
