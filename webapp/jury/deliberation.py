"""One candidate before the jury: the whole dossier, read-only, and the deliberation."""

from typing import Any

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grading.sheet import CriterionSheet
from webapp import htmx
from webapp.acts import password_refusal, write
from webapp.context import session, user, wall
from webapp.dossier.appeals import ABOUT_FR, ANSWERS_FR, APPEALS_FR, appeals, last_day
from webapp.dossier.corrections import contradiction
from webapp.dossier.minutes import is_balanced
from webapp.dossier.review import Review
from webapp.dossier.rows import signers
from webapp.dossier.texts import typed
from webapp.jury.blueprint import (
    bp,
    deliberating,
    held,
    is_member,
    is_president,
    members_of,
    minutes_of,
    only_members,
    review_of,
)
from webapp.jury.forms import chair_absence, presence_refusal, ticked
from webapp.jury.picture import ABSENCES_FR, STATES_FR, missing, state_of
from webapp.regrading import adopted
from webapp.store.planning_tables import Recusal
from webapp.wall import local

PAGE = "jury/candidate.html"
MINUTED = "Le procès-verbal est dressé\u00a0: la délibération ne change plus. Un rectificatif du président peut s’y ajouter."
RECUSED_CHAIR = "Récusé pour ce candidat"
REHEARSAL = "Cette session est une répétition\u00a0: le jury n’y prononce aucun résultat (INV-15)."


@bp.get("/passages/<token>")
def candidate(token: str) -> ResponseReturnValue:
    """Show a candidate's whole dossier."""
    return shown(review_of(token))


def shown(review: Review, refusal: str = "", form: str = "") -> ResponseReturnValue:
    """Answer with a candidate's page, a refusal beside the form it concerns."""
    page = render_template(PAGE, **_context(review, refusal, form))
    return page, 422 if refusal else 200


def _context(review: Review, refusal: str, form: str) -> dict[str, Any]:
    exam, outcome = review.sitting.exam, review.outcome
    known = [one.id for one in review.framework.competencies]
    members = deliberating(review.sitting)
    pronounced = outcome.pronounced
    before = [one["id"] for one in (pronounced.says("present") if pronounced else None) or ()]
    return {
        "review": review, "exam": exam, "outcome": outcome, "missing": missing(review),
        "states": {name: state_of(review, name) for name in known}, "STATES_FR": STATES_FR,
        "ABSENCES_FR": ABSENCES_FR, "members": members, "minutes": minutes_of(exam),
        "present": before or [one.user_id for one in members],
        "balanced": is_balanced([one.college for one in members]), "member": is_member(exam),
        "president": is_president(exam), "lacking": lacking(review),
        "contradicted": contradiction(outcome, known), "appeals": appeals(session(), outcome),
        "last_day": last_day(session(), outcome), "APPEALS_FR": APPEALS_FR,
        "ABOUT_FR": ABOUT_FR, "ANSWERS_FR": ANSWERS_FR, "signers": signers,
        "adopted": adopted(session(), outcome), "evidence": lambda sheet: evidence(review, sheet), "today": local(wall()).date(),
        "refusal": refusal, "form": form, "typed": request.form if refusal else {},
    }  # fmt: skip


def evidence(review: Review, sheet: CriterionSheet) -> list[Any]:
    """Return the journal's sentences that a criterion's findings rest on."""
    steps = review.playhead.steps
    wanted = {seq for finding in sheet.findings for one in finding.evidence for seq in one.entries}
    return [steps[seq - 1] for seq in sorted(wanted) if 1 <= seq <= len(steps)]


def lacking(review: Review) -> list[str]:
    """Return the competencies that are not acquired: one is enough to bar admissibility (INV-07)."""
    return [one.id for one in review.framework.competencies if not review.holds(one.id)]


@bp.post("/passages/<token>/prononcer")
def pronounce(token: str) -> ResponseReturnValue:
    """Pronounce a candidate admissible or not: the rule is computed, people declare (INV-07)."""
    review = held(token)
    exam = review.sitting.exam
    only_members(exam)
    if exam.mode == "rehearsal":
        abort(409, REHEARSAL)
    if minutes_of(exam).act is not None:
        abort(409, MINUTED)
    present = ticked(deliberating(review.sitting))
    refusal = (
        _not_ready(review)
        or _against_rule(review)
        or presence_refusal(present, _recused(review))
        or password_refusal("rien n’a été prononcé")
    )
    if refusal:
        return shown(review, refusal, "pronounce")
    write(review.sitting, "jury.pronounced", _pronounced(review, present))
    flash(f"Délibération enregistrée pour {review.sitting.candidate.name}.", "success")
    return htmx.redirect(url_for("jury.exam", number=exam.id))


def _recused(review: Review) -> str:
    """Say that the jury's president recused themself for this candidate, or nothing."""
    able = {one.user_id for one in deliberating(review.sitting)}
    presidents = [one for one in members_of(review.sitting.exam) if one.duty == "jury_president"]
    return (
        RECUSED_CHAIR if presidents and not any(one.user_id in able for one in presidents) else ""
    )


def _not_ready(review: Review) -> str:
    if review.sitting.is_absent:
        return "Le candidat était absent : le jury n’a rien à prononcer."
    if review.outcome.set_aside:
        return "Le passage est écarté : le jury n’a rien à prononcer."
    left = missing(review)
    return (
        f"Le jury ne peut pas encore se prononcer. Il manque : {' ; '.join(left)}." if left else ""
    )


def _against_rule(review: Review) -> str:
    """Hold what the jury pronounces against the référentiel's rule, and ask for reasons."""
    said, left = request.form.get("admissible", ""), lacking(review)
    if said not in ("yes", "no"):
        return "Choisissez « admissible » ou « non admissible »."
    if said == "yes" and left:
        return f"Le candidat ne peut pas être déclaré admissible : {', '.join(left)} non acquise{'s' if len(left) > 1 else ''}. « {review.framework.admissibility} »"
    if said == "no" and not left:
        return "Les cinq capacités sont acquises : le référentiel ne permet pas de déclarer le candidat non admissible."
    if said == "no" and not typed("reasons"):
        return "Motivez la décision : elle figure au procès-verbal."
    return ""


def _pronounced(review: Review, present: list[dict[str, object]]) -> dict[str, object]:
    acquired = [one.id for one in review.framework.competencies if review.acquired(one.id)]
    kept = [one.as_data() for name, one in sorted(review.kept.items()) if name not in acquired]
    validated = review.outcome.validated
    return {
        "candidate": review.sitting.candidate.name,
        "admissible": request.form["admissible"] == "yes",
        "acquired": acquired,
        "kept": kept,
        "reasons": typed("reasons"),
        "present": present,
        "president_absent": chair_absence(present, _recused(review)),
        "by": user().name,
        "of": validated.digest if validated else "",
    }


@bp.post("/passages/<token>/recusation")
def recuse(token: str) -> ResponseReturnValue:
    """Declare a conflict of interest: the dossier closes to this member."""
    review = held(token)
    only_members(review.sitting.exam)
    reason = typed("reason")
    if not reason:
        return shown(review, "Indiquez le lien qui vous empêche de délibérer.", "recuse")
    if any(user().id in _present(act) for act in review.outcome.all("jury.pronounced")):
        return shown(review, "Vous avez déjà délibéré sur ce candidat.", "recuse")
    session().add(
        Recusal(sitting_id=review.sitting.id, user_id=user().id, reason=reason, at=wall())
    )
    flash("Récusation enregistrée\u00a0: ce dossier ne vous est plus ouvert.", "success")
    return htmx.redirect(url_for("jury.exam", number=review.sitting.exam_id))


def _present(act: Any) -> list[int]:
    return [one["id"] for one in act.says("present") or ()]
