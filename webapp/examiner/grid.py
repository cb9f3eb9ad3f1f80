"""The grid of criteria: proposals, findings, evidence in place, questions, rulings."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from grading.verdict import VERDICT_FR
from webapp.calibration import must_calibrate
from webapp.context import session, user, wall
from webapp.dossier.texts import typed
from webapp.examiner import panel
from webapp.examiner.blueprint import (
    bp,
    criterion_of,
    judges,
    open_to_raters,
    over,
    rates,
    unsigned,
)
from webapp.store.result_tables import Question, Ruling

CONFIRMED = "Proposition confirmée après lecture des preuves."
BY_TWO = (
    "Cette session est notée par deux évaluateurs\u00a0: le niveau retenu vient de leur conciliation, et non d’une "
    "décision directe. Ouvrez la page Conciliation du passage."
)
UNCALIBRATED = (
    "Le centre demande un calibrage avant de noter\u00a0: ouvrez la page Calibrage de la commission, notez les passages "
    "de référence de ce sujet, puis revenez ici. Ce que vous venez de saisir n’est pas enregistré."
)


@bp.get("/<token>/grille")
def grid(token: str) -> ResponseReturnValue:
    """Show the whole grid; a criterion opens beside it."""
    review = over(token)
    if not rates(review):
        # An administrator reads it; who only watches does so when nobody is blind any more.
        _ = review.sheet
    first = review.framework.criteria[0].id
    return panel.shown(review, request.args.get("critere", first))


@bp.post("/<token>/criteres/<criterion>/statuer")
def rule(token: str, criterion: str) -> ResponseReturnValue:
    """Record the examiner's decision on a criterion: beside the finding, never over it."""
    review = unsigned(token)
    found = criterion_of(review, criterion)
    if review.sitting.exam.double_rating:
        abort(409, BY_TWO)
    if must_calibrate(session(), review.sitting.exam, user().id):
        abort(409, UNCALIBRATED)
    judges(review)
    level, reason = request.form.get("level", ""), typed("reason")
    proposed = review.sheet.criteria[found.id].level
    if level not in VERDICT_FR:
        return panel.refused(review, found.id, "ruling", "Choisissez un niveau, puis enregistrez.")
    if level != proposed and not reason:
        message = (
            f"Vous vous écartez de la proposition (« {VERDICT_FR[proposed]} ») : indiquez pourquoi."
        )
        return panel.refused(review, found.id, "ruling", message)
    row = Ruling(
        sitting_id=review.sitting.id, criterion=found.id, level=level, reason=reason or CONFIRMED,
        author_id=user().id, at=wall(),
    )  # fmt: skip
    session().add(row)
    session().flush()
    return panel.kept(review, found.id, "ruling")


@bp.post("/<token>/criteres/<criterion>/question")
def ask(token: str, criterion: str) -> ResponseReturnValue:
    """Record a question asked and its answer; who rates blind asks as well."""
    review = open_to_raters(token)
    found = criterion_of(review, criterion)
    question, answer = typed("question"), typed("answer")
    if not question or not answer:
        message = "Notez la question posée et la réponse du candidat."
        return panel.refused(review, found.id, "questions", message)
    row = Question(
        sitting_id=review.sitting.id, criterion=found.id, question=question, answer=answer,
        author_id=user().id, at=wall(),
    )  # fmt: skip
    session().add(row)
    session().flush()
    return panel.kept(review, found.id, "questions")
