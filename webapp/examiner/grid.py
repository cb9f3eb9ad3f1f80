"""The grid of criteria: proposals, findings, evidence in place, questions, rulings."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from grading.sheet import CriterionSheet
from grading.verdict import VERDICT_FR
from webapp import htmx
from webapp.context import session, user, wall
from webapp.dossier.review import Review
from webapp.dossier.texts import typed
from webapp.examiner.blueprint import bp, criterion_of, graded, unsigned
from webapp.examiner.questions import FOLLOW_UP, QUESTIONS
from webapp.regrading import adopted
from webapp.store.result_tables import Question, Ruling

CONFIRMED = "Proposition confirmée après lecture des preuves."
GRID = "examiner/grid.html"


@bp.get("/<token>/grille")
def grid(token: str) -> ResponseReturnValue:
    """Show the whole grid; a criterion opens beside it."""
    review = graded(token)
    context = _context(review, request.args.get("critere", review.framework.criteria[0].id))
    rows = _rows(review, context) if htmx.is_htmx() else []
    return htmx.respond(GRID, "examiner/_criterion.html", also=rows, **context)


def _context(review: Review, name: str) -> dict[str, Any]:
    criterion = criterion_of(review, name)
    order = [one.id for one in review.framework.criteria]
    place = order.index(name)
    return {
        "review": review,
        "criterion": criterion,
        "sheet": review.sheet.criteria[name],
        "adopted": adopted(session(), review.outcome),
        "evidence": _evidence(review, review.sheet.criteria[name]),
        "question": f"{QUESTIONS.get(name, '')} {FOLLOW_UP}".strip(),
        "previous": order[place - 1] if place else "",
        "following": order[place + 1] if place + 1 < len(order) else "",
        "debrief": review.playhead.world_at(review.playhead.last).debrief,
        "refused": {},
        "typed": {},
    }


def _rows(review: Review, context: dict[str, Any]) -> list[Markup]:
    """Return the grid's rows, to replace those on the page: the chosen one is another."""
    chosen = context["criterion"]
    return [
        htmx.oob("examiner/_row.html", review=review, one=one, chosen=chosen)
        for one in review.framework.criteria
    ]


def _evidence(review: Review, sheet: CriterionSheet) -> dict[int, Any]:
    """Return the journal's sentences that the findings point to, by entry number."""
    steps = review.playhead.steps
    wanted = {seq for finding in sheet.findings for one in finding.evidence for seq in one.entries}
    return {seq: steps[seq - 1] for seq in sorted(wanted) if 1 <= seq <= len(steps)}


@bp.post("/<token>/criteres/<criterion>/statuer")
def rule(token: str, criterion: str) -> ResponseReturnValue:
    """Record the examiner's decision on a criterion: beside the finding, never over it."""
    review = unsigned(token)
    found = criterion_of(review, criterion)
    level, reason = request.form.get("level", ""), typed("reason")
    proposed = review.sheet.criteria[found.id].level
    if level not in VERDICT_FR:
        return _refused(review, found.id, "ruling", "Choisissez un niveau, puis enregistrez.")
    if level != proposed and not reason:
        message = (
            f"Vous vous écartez de la proposition (« {VERDICT_FR[proposed]} ») : indiquez pourquoi."
        )
        return _refused(review, found.id, "ruling", message)
    row = Ruling(
        sitting_id=review.sitting.id, criterion=found.id, level=level, reason=reason or CONFIRMED,
        author_id=user().id, at=wall(),
    )  # fmt: skip
    return _kept(review, found.id, "ruling", row)


@bp.post("/<token>/criteres/<criterion>/question")
def ask(token: str, criterion: str) -> ResponseReturnValue:
    """Record a question asked and its answer."""
    review = unsigned(token)
    found = criterion_of(review, criterion)
    question, answer = typed("question"), typed("answer")
    if not question or not answer:
        message = "Notez la question posée et la réponse du candidat."
        return _refused(review, found.id, "questions", message)
    row = Question(
        sitting_id=review.sitting.id, criterion=found.id, question=question, answer=answer,
        author_id=user().id, at=wall(),
    )  # fmt: skip
    return _kept(review, found.id, "questions", row)


def _kept(review: Review, criterion: str, part: str, row: Ruling | Question) -> ResponseReturnValue:
    """Keep a row, then show the part of the panel that it changed."""
    session().add(row)
    session().flush()
    if not htmx.is_htmx():
        return htmx.redirect(
            url_for("examiner.grid", token=review.sitting.token, critere=criterion)
        )
    fresh = Review(review.session, review.store, review.sitting)
    context = _context(fresh, criterion)
    return htmx.respond(GRID, f"examiner/_{part}.html", also=_rows(fresh, context), **context)


def _refused(review: Review, criterion: str, part: str, message: str) -> ResponseReturnValue:
    """Say no beside the form, with all that was typed still in it."""
    context = {**_context(review, criterion), "refused": {part: message}, "typed": request.form}
    return htmx.respond(GRID, f"examiner/_{part}.html", status=422, **context)
