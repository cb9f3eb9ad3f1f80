"""The commission's signature: the whole result freezes, each member signs; afterwards acts only add."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.acts import password_refusal, write
from webapp.appointments import duties
from webapp.context import session, user
from webapp.dossier.appeals import appeals
from webapp.dossier.commission import STAND_IN, lone, members, stand_in
from webapp.dossier.corrections import (
    Correction,
    contradiction,
    correction_refusal,
    typed_correction,
)
from webapp.dossier.readiness import obstacles
from webapp.dossier.review import Review
from webapp.dossier.texts import typed
from webapp.examiner.blueprint import SET_ASIDE, bp, graded, held

PAGE = "examiner/signature.html"
PART = "examiner/_signature.html"
ONLY_MEMBERS = (
    "Seuls les membres de la commission signent\u00a0: le centre vous a nommé évaluateur."
)
NOT_AMONG_THEM = "La validation de ce résultat ne vous nomme pas parmi les membres de la commission\u00a0: vous ne le signez pas."


@bp.get("/<token>/signature")
def signature(token: str) -> ResponseReturnValue:
    """Show what is about to be signed, or what was."""
    review = graded(token)
    return render_template(PAGE, **_context(review), refusal="", form="", typed={})


def _context(review: Review) -> dict[str, Any]:
    exam, known = review.sitting.exam, [one.id for one in review.framework.competencies]
    return {
        "review": review,
        "members": members(review),
        "president": "president" in duties(session(), exam.id, user().id),
        "obstacles": {} if review.is_closed else obstacles(review),
        "lone": "" if review.is_signed else lone(review),
        "stands_in": stand_in(review, user().id) is not None,
        "notes_absences": not _no_say_on_absences(review),
        "appeals": appeals(session(), review.outcome),
        "contradicted": contradiction(review.outcome, known),
    }


@bp.post("/<token>/signature")
def sign(token: str) -> ResponseReturnValue:
    """Sign under one's password: the first signature freezes the whole result (INV-13)."""
    review = held(token)
    refusal = _refusal(review) or password_refusal("la signature n’a pas été apposée")
    if refusal:
        return _refused(review, refusal, "sign")
    validated = review.outcome.validated
    if validated is None:
        write(
            review.sitting,
            "commission.validated",
            {**review.as_data(), "members": members(review)},
        )
    else:
        joins = stand_in(review, user().id)
        said = {"of": validated.digest, "by": user().name, **({"member": joins} if joins else {})}
        write(review.sitting, "commission.signed", said)
    flash("Résultat signé. Il ne changera plus\u00a0; un rectificatif peut s’y ajouter.", "success")
    return htmx.redirect(url_for("examiner.signature", token=token))


def _refusal(review: Review) -> str:
    if review.sitting.exam.mode == "rehearsal":
        return "Cette session est une répétition : son résultat ne se valide pas (INV-15)."
    if review.outcome.set_aside:
        return SET_ASIDE
    if user().id not in [one["id"] for one in members(review)] and not stand_in(review, user().id):
        return ONLY_MEMBERS if review.outcome.validated is None else NOT_AMONG_THEM
    if user().id in review.outcome.absences:
        return "Vous avez été noté absent : vous ne signez pas ce résultat."
    if review.outcome.validated is not None:
        signed = user().id in review.outcome.signers
        return "Vous avez déjà signé ce résultat." if signed else ""
    if alone := lone(review):
        return alone
    left = " ".join(f"{name} : {what}." for name, what in obstacles(review).items())
    return f"Le résultat ne peut pas encore être signé. {left}" if left else ""


@bp.post("/<token>/absence")
def note_absent(token: str) -> ResponseReturnValue:
    """Note a member absent, so that the result can go on without that signature."""
    review = held(token)
    member, reason = request.form.get("member", ""), typed("reason")
    refusal = _absence_refusal(review, member, reason) or password_refusal(
        "l’absence n’a pas été notée"
    )
    if refusal:
        return _refused(review, refusal, "absent")
    said = {"member": int(member), "reason": reason, "by": user().name}
    write(review.sitting, "commission.member_absent", said)
    flash("Absence notée\u00a0: le résultat peut être signé sans ce membre.", "success")
    return htmx.redirect(url_for("examiner.signature", token=token))


def _absence_refusal(review: Review, member: str, reason: str) -> str:
    refusal = _no_say_on_absences(review)
    if refusal:
        return refusal
    outcome, ids = review.outcome, {str(one["id"]) for one in members(review)}
    if member not in ids - {str(user().id)}:
        return "Choisissez le membre absent parmi les autres membres de la commission."
    if int(member) in outcome.signers:
        return "Ce membre a déjà signé : il n’était pas absent."
    if int(member) in outcome.absences:
        return "L’absence de ce membre est déjà notée."
    if alone := lone(review, without=int(member)):
        return f"{alone} {STAND_IN}" if outcome.validated else alone
    return "" if reason else "Indiquez le motif de l’absence : il figure au dossier."


def _no_say_on_absences(review: Review) -> str:
    """Say why this person notes no absence; the centre may, the president's too, once a member has signed."""
    if user().role == "admin":
        signed = review.outcome.validated is not None
        return "" if signed else "Le centre note une absence quand un membre au moins a signé."
    if "president" not in duties(session(), review.sitting.exam_id, user().id):
        return "Seul le président de la commission, ou le centre, note une absence."
    return ""


@bp.post("/<token>/rectificatif")
def correct(token: str) -> ResponseReturnValue:
    """Add a dated correction to a signed result, which itself stays as it is (INV-13)."""
    review, correction = held(token), typed_correction()
    refusal = _correction_refusal(review, correction) or password_refusal(
        "le rectificatif n’a pas été enregistré"
    )
    if refusal:
        return _refused(review, refusal, "correct")
    said = correction.as_data(review.outcome, user().name, "Président de la commission")
    write(review.sitting, "result.corrected", said)
    flash("Rectificatif ajouté au résultat signé.", "success")
    return htmx.redirect(url_for("examiner.signature", token=token))


def _correction_refusal(review: Review, correction: Correction) -> str:
    known = [one.id for one in review.framework.competencies]
    refusal = correction_refusal(correction, review.outcome, known)
    if refusal:
        return refusal
    if "president" not in duties(session(), review.sitting.exam_id, user().id):
        return "Seul le président de la commission signe un rectificatif."
    if correction.admissible is not None:
        return "L’admissibilité appartient au jury : son président la rectifie."
    return ""


def _refused(review: Review, message: str, form: str) -> ResponseReturnValue:
    """Say no beside the form, with what was typed still in it, the password excepted."""
    return htmx.respond(
        PAGE, PART, status=422, **_context(review), refusal=message, form=form, typed=request.form
    )
