"""Tasks neutralised once a sitting is over, for one candidate or for all: acts, withdrawn by acts until signed."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from grading.rubric import read_rubric
from sim.invigilation import TEXT_LIMIT, tasks_of
from sim.language.french import plural
from webapp import htmx
from webapp.acts import write
from webapp.appointments import duties, is_recused
from webapp.context import session, store, user
from webapp.dossier.apart import CATEGORIES, NEUTRALISED, WITHDRAWN, Neutralisation
from webapp.dossier.naming import shown_name
from webapp.dossier.outcome import Outcome
from webapp.dossier.review import Review
from webapp.dossier.sight import sight
from webapp.dossier.texts import typed
from webapp.examiner.blueprint import bp, open_to_raters, over
from webapp.grading_service import JournalBroken
from webapp.store.base import token as new_token

PAGE = "examiner/neutralisations.html"
ONLY_PRESIDENT = "Seul le président de la commission, ou le centre d’examen, neutralise une tâche ou retire une neutralisation."
NO_REASON = "Indiquez le motif : il figure au registre et en tête de la grille."
TOO_LONG = f"Le motif dépasse {TEXT_LIMIT} caractères : dites l’essentiel, en quelques phrases."
SCOPES = {"one": "ce candidat", "all": "tous les candidats de la session qui ont cette tâche"}
Weighed = tuple[dict[str, Any], str]
"""What an act says of a sitting; or why there is none, in French."""
NO_SCOPE = "Dites pour qui : ce candidat seul, ou tous."


@bp.get("/<token>/neutralisations")
def neutralisations(token: str) -> ResponseReturnValue:
    """Show the tasks that no longer count against a candidate, the room's and the review's."""
    return _page(over(token))


def _page(review: Review, refusal: str = "", form: str = "") -> ResponseReturnValue:
    playhead = review.playhead
    page = render_template(
        PAGE, review=review, room=playhead.world_at(playhead.last).room, tasks=tasks_of(playhead.scenario),
        CATEGORIES=CATEGORIES, SCOPES=SCOPES, limit=TEXT_LIMIT, acts=_may(review) and not review.is_closed,
        shaken=review.shaken if review.sight.levels else [],
        refusal=refusal, form=form, typed=request.form if refusal else {},
    )  # fmt: skip
    return page, 422 if refusal else 200


def _may(review: Review) -> bool:
    """Say whether this person neutralises tasks: who presides over the commission, or the centre."""
    if user().role == "admin":
        return True
    return "president" in duties(session(), review.sitting.exam_id, user().id)


def _presided(token: str) -> Review:
    """Return a sitting that nobody has signed, held, to who may neutralise; they may still be rating it blind."""
    review = open_to_raters(token)
    if not _may(review):
        abort(403, ONLY_PRESIDENT)
    return review


@bp.post("/<token>/neutralisations")
def neutralise(token: str) -> ResponseReturnValue:
    """Let a task no longer count against this candidate, or against any who had it."""
    review, task = _presided(token), typed("task")
    refusal = _unfit(review, task)
    if refusal:
        return _page(review, refusal, "neutralise")
    said = {
        "task": task, "category": typed("category"), "reason": typed("reason"), "by": user().name,
        "run": new_token(),
    }  # fmt: skip

    def weigh(one: Review) -> Weighed:
        why_not = _spared(one, task)
        return ({}, why_not) if why_not else (said | _touches(one, task), "")

    struck, left = _written(review, NEUTRALISED, weigh)
    if not struck:
        return _page(review, f"Rien n’a été neutralisé : {' ; '.join(left)}.", "neutralise")
    return _done(review, f"Tâche {task} neutralisée", struck, left)


def _unfit(review: Review, task: str) -> str:
    """Say why the form cannot be carried out, or nothing."""
    if not task:
        return "Choisissez la tâche dans la liste."
    if task not in tasks_of(review.playhead.scenario):
        return "Cette tâche n’est pas dans le sujet : choisissez-la dans la liste."
    if typed("category") not in CATEGORIES:
        return "Choisissez une catégorie dans la liste."
    return _unsaid()


def _unsaid() -> str:
    reason = typed("reason")
    if request.form.get("scope") not in SCOPES:
        return NO_SCOPE
    if len(reason) > TEXT_LIMIT:
        return TOO_LONG
    return "" if reason else NO_REASON


@bp.post("/<token>/neutralisations/<int:act>/retrait")
def restore(token: str, act: int) -> ResponseReturnValue:
    """Withdraw a neutralisation of the review, here or wherever it was made with this one; both are kept."""
    review = _presided(token)
    found = next((one for one in review.neutralisations if one.act.seq == act), None)
    if found is None:
        abort(404, "Cette neutralisation n’existe pas sur ce passage.")
    refusal = "Cette neutralisation est déjà retirée." if found.withdrawn else _unsaid()
    if refusal:
        return _page(review, refusal, f"restore-{act}")
    run, task = str(found.act.says("run")), found.task
    said = {"reason": typed("reason"), "task": task, "by": user().name}

    def weigh(one: Review) -> Weighed:
        standing = _of_run(one, run)
        why_not = _closed(one) if standing else "rien à retirer"
        if why_not:
            return {}, why_not
        return said | {"of": standing[0].act.seq} | _touches(one, task), ""

    struck, left = _written(review, WITHDRAWN, weigh)
    if not struck:
        return _page(review, f"Rien n’a été retiré : {' ; '.join(left)}.", f"restore-{act}")
    return _done(review, f"Neutralisation de la tâche {task} retirée", struck, left)


def _written(
    review: Review, kind: str, weigh: Callable[[Review], Weighed]
) -> tuple[int, list[str]]:
    """Write an act about each sitting of the form; return how many, and who was left out and why."""
    struck, left = 0, []
    for one in _chosen(review):
        try:
            said, why_not = weigh(one)
        except JournalBroken:
            said, why_not = {}, "journal altéré"
        if why_not:
            left.append(f"{_named(one)} ({why_not})")
        else:
            write(one.sitting, kind, said)
            struck += 1
    return struck, left


def _chosen(review: Review) -> Sequence[Review]:
    """Return the sittings of the form, read whole: what is written of them is shown to nobody here."""
    exam, here = review.sitting.exam, review.sitting
    begun = [one for one in exam.sittings if one.state != "planned"]
    wanted = begun if request.form.get("scope") == "all" else [here]
    return Review.of_exam(session(), store(), wanted, None)


def _named(one: Review) -> str:
    return shown_name(one.sitting, sight(one.sitting.exam, one.acts, user()))


def _closed(one: Review) -> str:
    """Say why nothing changes any more on a sitting, or not yet, or not by this person."""
    outcome = Outcome(one.acts)
    if one.sitting.state != "ended":
        return "épreuve en cours : neutralisez dans la salle"
    if is_recused(session(), one.sitting, user().id):
        return "vous vous êtes récusé : demandez-le au centre d’examen"
    if outcome.validated:
        return "résultat signé"
    if outcome.set_aside:
        return "passage écarté"
    return "données effacées" if one.erased_at else ""


def _spared(one: Review, task: str) -> str:
    """Say why a task of a sitting cannot be neutralised, or nothing."""
    closed = _closed(one)
    if closed:
        return closed
    if task not in tasks_of(one.playhead.scenario):
        return "tâche absente de son sujet"
    if task in one.apart.tasks:
        return "tâche déjà neutralisée"
    room = one.playhead.world_at(one.playhead.last).room
    return "déjà neutralisée dans la salle" if task in room.neutralised else ""


def _of_run(one: Review, run: str) -> list[Neutralisation]:
    return [
        each
        for each in one.neutralisations
        if each.act.says("run") == run and each.withdrawn is None
    ]


def _touches(one: Review, task: str) -> dict[str, Any]:
    """Return the rulings already given on the criteria that a task shows: people are to look at them again."""
    shown = {
        each.criterion
        for each in read_rubric(one.playhead.scenario).indicators
        if each.task == task
    }
    given = [one.ruling(name) for name in sorted(shown)]
    return {"rulings": [ruled.id for ruled in given if ruled is not None]}


def _done(review: Review, said: str, struck: int, left: Sequence[str]) -> ResponseReturnValue:
    flash(f"{said} pour {plural(struck, 'candidat', 'candidats')}.", "success")
    if left:
        flash(f"Sans changement\u00a0: {' ; '.join(left)}.", "warning")
    return htmx.redirect(url_for("examiner.neutralisations", token=review.sitting.token))
