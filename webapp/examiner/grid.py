"""The grid of criteria: proposals, findings, evidence in place, questions, rulings."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from grading.sheet import CriterionSheet
from grading.verdict import VERDICT_FR
from sim.framework import Criterion
from webapp import htmx
from webapp.context import session, user, wall
from webapp.examiner.blueprint import bp, graded, refuse, unsigned
from webapp.examiner.questions import FOLLOW_UP, QUESTIONS
from webapp.examiner.review import Review
from webapp.store.tables import Question, Ruling

REASON_LIMIT = 4_000


@bp.get("/<token>/grille")
def grid(token: str) -> ResponseReturnValue:
    """Show the whole grid; a criterion opens beside it."""
    review = graded(token)
    chosen = request.args.get("critere", review.framework.criteria[0].id)
    context = _criterion_context(review, chosen)
    return htmx.respond("examiner/grid.html", "examiner/_criterion.html", **context)


def _criterion_context(review: Review, name: str) -> dict[str, Any]:
    criterion = next((one for one in review.framework.criteria if one.id == name), None)
    if criterion is None:
        abort(404, "Ce critère n’est pas dans le référentiel.")
    order = [one.id for one in review.framework.criteria]
    place = order.index(name)
    return {
        "review": review,
        "criterion": criterion,
        "sheet": review.sheet.criteria[name],
        "evidence": _evidence(review, review.sheet.criteria[name]),
        "question": QUESTIONS.get(name, ""),
        "follow_up": FOLLOW_UP,
        "previous": order[place - 1] if place else "",
        "following": order[place + 1] if place + 1 < len(order) else "",
        "debrief": review.playhead.world_at(review.playhead.last).debrief,
    }


def _evidence(review: Review, sheet: CriterionSheet) -> dict[int, Any]:
    """Return the journal's sentences that the findings point to, by entry number."""
    steps = review.playhead.steps
    wanted = {seq for finding in sheet.findings for one in finding.evidence for seq in one.entries}
    return {seq: steps[seq - 1] for seq in sorted(wanted) if 1 <= seq <= len(steps)}


@bp.post("/<token>/criteres/<criterion>/statuer")
def rule(token: str, criterion: str) -> ResponseReturnValue:
    """Record the examiner's decision on a criterion: beside the finding, never over it."""
    review = unsigned(token)
    found = _criterion(review, criterion)
    level, reason = (
        request.form.get("level", ""),
        request.form.get("reason", "").strip()[:REASON_LIMIT],
    )
    back = url_for("examiner.grid", token=token, critere=criterion)
    proposed = review.sheet.criteria[found.id].level
    if level not in VERDICT_FR:
        return refuse("Choisissez un niveau, puis enregistrez.", back)
    if level != proposed and not reason:
        proposal = VERDICT_FR[proposed]
        return refuse(
            f"Vous vous écartez de la proposition (« {proposal} ») : indiquez pourquoi.", back
        )
    session().add(
        Ruling(
            sitting_id=review.sitting.id, criterion=found.id, level=level,
            reason=reason or "Proposition confirmée après lecture des preuves.", author_id=user().id, at=wall(),
        )
    )  # fmt: skip
    session().flush()
    return htmx.redirect(back)


@bp.post("/<token>/criteres/<criterion>/question")
def ask(token: str, criterion: str) -> ResponseReturnValue:
    """Record a question asked and its answer."""
    review = unsigned(token)
    found = _criterion(review, criterion)
    question = request.form.get("question", "").strip()[:REASON_LIMIT]
    answer = request.form.get("answer", "").strip()[:REASON_LIMIT]
    back = url_for("examiner.grid", token=token, critere=criterion)
    if not question or not answer:
        return refuse("Notez la question posée et la réponse du candidat.", back)
    session().add(
        Question(
            sitting_id=review.sitting.id, criterion=found.id, question=question, answer=answer,
            author_id=user().id, at=wall(),
        )
    )  # fmt: skip
    session().flush()
    return htmx.redirect(back)


def _criterion(review: Review, name: str) -> Criterion:
    found = next((one for one in review.framework.criteria if one.id == name), None)
    if found is None:
        abort(404, "Ce critère n’est pas dans le référentiel.")
    return found
