"""Grading past sittings again: a preview, then kept with a reason; the jury adopts or dismisses each by an act."""

from collections.abc import Sequence
from contextlib import suppress
from typing import cast

import sqlalchemy as sa
from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.acts import password_refusal, write
from webapp.appointments import is_recused
from webapp.context import session, user, wall
from webapp.dossier.texts import typed
from webapp.grading_service import JournalBroken
from webapp.jury.blueprint import (
    bp,
    exam_of,
    held,
    is_member,
    only_members,
    read,
    review_of,
)
from webapp.regrading import (
    SOURCES_FR,
    CannotRegrade,
    Regraded,
    Source,
    act_data,
    changes_of,
    decided,
    keep,
    of_run,
    regrade,
)
from webapp.store.privacy_tables import Erasure
from webapp.store.result_tables import Regrading
from webapp.store.tables import Exam, Sitting

VERBS = {"adopter": "regrading.adopted", "ecarter": "regrading.dismissed"}
NOT_YOURS = "Seuls le jury et le centre d’examen lancent une nouvelle notation."


@bp.get("/<int:number>/renotations")
def regradings(number: int) -> ResponseReturnValue:
    """List the times this session was graded again, and offer a preview."""
    return _listed(exam_of(number))


def _listed(exam: Exam, refusal: str = "", found: Sequence[Regraded] = ()) -> ResponseReturnValue:
    page = render_template(
        "jury/regradings.html", exam=exam, runs=_runs(exam), SOURCES_FR=SOURCES_FR, found=found,
        previewed=request.method == "POST" and not refusal, refusal=refusal,
        typed=request.form if request.method == "POST" else {},
    )  # fmt: skip
    return page, 422 if refusal else 200


def _runs(exam: Exam) -> list[Regrading]:
    """Return one row for each run, the latest first."""
    firsts = (
        sa.select(sa.func.min(Regrading.id))
        .join(Sitting, Sitting.id == Regrading.sitting_id)
        .where(Sitting.exam_id == exam.id)
        .group_by(Regrading.run)
    )
    query = sa.select(Regrading).where(Regrading.id.in_(firsts)).order_by(Regrading.id.desc())
    return list(session().scalars(query))


@bp.post("/<int:number>/renotations")
def run_regrading(number: int) -> ResponseReturnValue:
    """Preview the differences; or, with a reason, keep both sheets of each sitting."""
    exam = exam_of(number)
    if user().role != "admin" and not is_member(exam):
        abort(403, NOT_YOURS)
    source, keeping, reason = (
        request.form.get("source", ""),
        "keep" in request.form,
        typed("reason"),
    )
    if source not in SOURCES_FR:
        return _listed(exam, "Choisissez ce qui note à nouveau.")
    if keeping and not reason:
        return _listed(exam, "Indiquez pourquoi la session est notée à nouveau.")
    try:
        found = _regraded(exam, cast(Source, source))
    except CannotRegrade as refused:
        return _listed(exam, str(refused))
    if not found:
        return _listed(exam, "Aucun passage terminé de cette session ne peut être noté à nouveau.")
    if not keeping:
        return _listed(exam, found=found)
    run = keep(session(), found, reason=reason, author=user().id, at=wall())
    flash("Nouvelle notation conservée\u00a0: rien ne change sans un acte du jury.", "success")
    return htmx.redirect(url_for("jury.regrading", number=exam.id, run=run))


def _regraded(exam: Exam, source: Source) -> list[Regraded]:
    """Grade every sitting that is over again, but one whose journal is altered."""
    query = sa.select(Sitting).where(
        Sitting.exam_id == exam.id,
        Sitting.state == "ended",
        Sitting.id.not_in(sa.select(Erasure.sitting_id)),
    )
    found = []
    for sitting in session().scalars(query.order_by(Sitting.number)).all():
        if is_recused(session(), sitting, user().id):
            continue
        with suppress(JournalBroken):
            found.append(regrade(read(sitting), source))
    return found


@bp.get("/<int:number>/renotations/<run>")
def regrading(number: int, run: str) -> ResponseReturnValue:
    """Show a run: before and after, for each candidate and criterion."""
    return _run(exam_of(number), run)


def _run(exam: Exam, run: str, refusal: str = "", refused: int = 0) -> ResponseReturnValue:
    rows = _rows(exam, run)
    people = {one.id: session().get_one(Sitting, one.sitting_id) for one in rows}
    states = {one.id: decided(read(people[one.id]).outcome).get(one.id, "") for one in rows}
    page = render_template(
        "jury/regrading.html", exam=exam, rows=rows, people=people, states=states, run=run,
        changes_of=changes_of, member=is_member(exam), refusal=refusal, refused=refused,
        typed=request.form if refusal else {},
    )  # fmt: skip
    return page, 422 if refusal else 200


def _rows(exam: Exam, run: str) -> Sequence[Regrading]:
    rows = of_run(session(), run) if run.isprintable() else ()
    sittings = {one.id: one for one in exam.sittings}
    if not rows or any(one.sitting_id not in sittings for one in rows):
        abort(404, "Cette nouvelle notation n’existe pas dans cette session.")
    return [one for one in rows if not is_recused(session(), sittings[one.sitting_id], user().id)]


@bp.post("/<int:number>/renotations/<run>/<token>/<any(adopter, ecarter):verb>")
def decide_regrading(number: int, run: str, token: str, verb: str) -> ResponseReturnValue:
    """Adopt a regrading, or dismiss it, with reasons: both sheets are kept whichever."""
    exam = exam_of(number)
    only_members(exam)
    row = next(
        (one for one in _rows(exam, run) if one.sitting_id == review_of(token).sitting.id), None
    )
    if row is None:
        abort(404, "Ce candidat n’est pas dans cette nouvelle notation.")
    review = held(token)
    reasons = typed("reasons")
    if row.id in decided(review.outcome):
        refusal = "Le jury s’est déjà prononcé sur cette nouvelle notation."
    elif not reasons:
        refusal = "Motivez : l’acte figure au registre."
    else:
        refusal = password_refusal("rien n’a été décidé")
    if refusal:
        return _run(exam, run, refusal, row.id)
    write(review.sitting, VERBS[verb], act_data(row, reasons, user().name))
    flash("Décision du jury enregistrée.", "success")
    return htmx.redirect(url_for("jury.regrading", number=exam.id, run=run))
