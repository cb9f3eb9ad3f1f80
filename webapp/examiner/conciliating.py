"""Conciliation: where raters differ, and what a person settles. No level becomes a ruling by itself (INV-08)."""

from typing import Any

from flask import abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx, register
from webapp.acts import write
from webapp.appointments import RATERS, appointed, duties, recused
from webapp.context import session, user, wall
from webapp.dossier.ratings import FEWEST, GIVEN, GIVEN_FR, Standing, standings, submitted
from webapp.dossier.review import Review
from webapp.dossier.texts import typed
from webapp.examiner.blueprint import bp, criterion_of, graded, sits, unsigned
from webapp.store.result_tables import Ruling

PAGE = "examiner/conciliation.html"
PART = "examiner/_standing.html"
HEAD = "examiner/_conciliation_head.html"
NOT_DOUBLE = "Cette session n’est pas en double notation\u00a0: il n’y a rien à concilier."
WAITING = "La conciliation commence quand deux évaluateurs ont remis leur notation de ce passage."
NOTHING = "Il n’y a plus de niveau commun à retenir\u00a0: tous le sont déjà."


def _context(review: Review) -> dict[str, Any]:
    found = standings(review)
    ratings = submitted(review)
    return {
        "review": review,
        "ready": len(ratings) >= FEWEST,
        "standings": found if ratings else [],
        "raters": [act.says("by") for act in ratings],
        "agreed": _agreed(review, found) if ratings else [],
        "left": _left(review),
        "third": third(review),
        "presides": _presides(review),
        "GIVEN_FR": GIVEN_FR,
        "refused": {},
        "typed": {},
    }


def _left(review: Review) -> list[str]:
    """Return the criteria that nobody has settled."""
    return [one.id for one in review.framework.criteria if review.ruling(one.id) is None]


def _agreed(review: Review, found: list[Standing]) -> list[Standing]:
    """Return the criteria on which all gave one level, not yet kept."""
    return [one for one in found if one.agreed and review.ruling(one.criterion) is None]


def third(review: Review) -> str:
    """Return the name of who may rate as a third, if the centre appointed somebody who has not rated yet."""
    done = {act.author_id for act in submitted(review)}
    if len(done) > FEWEST:
        return ""
    out = done | recused(session(), review.sitting)
    people = appointed(session(), review.sitting.exam_id, RATERS)
    free = [one.user.name for one in people if one.user.active and one.user_id not in out]
    return free[0] if free else ""


def _presides(review: Review) -> bool:
    return "president" in duties(session(), review.sitting.exam_id, user().id)


def _double(review: Review) -> Review:
    if not review.sitting.exam.double_rating:
        abort(409, NOT_DOUBLE)
    return review


def _ready(token: str) -> Review:
    """Return a sitting that two people have rated and nobody has signed, or refuse."""
    review = _double(unsigned(token))
    if len(submitted(review)) < FEWEST:
        abort(409, WAITING)
    return review


@bp.get("/<token>/conciliation")
def conciliation(token: str) -> ResponseReturnValue:
    """Show where the raters of a sitting stand, worst disagreements first."""
    return render_template(PAGE, **_context(_double(graded(token))))


@bp.post("/<token>/conciliation/accords")
def keep_agreed(token: str) -> ResponseReturnValue:
    """Keep the levels on which all agree: one act, by a person."""
    review = _ready(token)
    agreed = _agreed(review, standings(review))
    if not agreed:
        abort(409, NOTHING)
    _settle(review, {one.criterion: (str(one.agreed), _common(one)) for one in agreed})
    flash("Niveaux communs retenus.", "success")
    return htmx.redirect(url_for("examiner.conciliation", token=token))


def _common(standing: Standing) -> str:
    """Return why a common level is kept: who gave it, and what they had seen."""
    names = ", ".join(one.by for one in standing.marks)
    reasons = [f"{one.by}\u00a0: {one.reason}" for one in standing.marks if one.reason]
    return "\n".join([f"Niveau commun ({names}).", *reasons])


@bp.post("/<token>/conciliation/<criterion>")
def settle(token: str, criterion: str) -> ResponseReturnValue:
    """Settle a criterion on which raters differ, or settle it anew: level and reason."""
    review = _ready(token)
    found = criterion_of(review, criterion)
    standing = next(one for one in standings(review) if one.criterion == found.id)
    level, reason, alone = request.form.get("level", ""), typed("reason"), typed("no_third")
    awaited = third(review) if standing.is_strong else ""
    refusal = _waits(review, awaited, alone) or _refusal(level, reason)
    if refusal:
        context = _context(review) | {"refused": {found.id: refusal}, "typed": request.form}
        return htmx.respond(PAGE, PART, status=422, one=standing, **context)
    said = f"{reason} Sans troisième évaluateur\u00a0: {alone}" if awaited else reason
    _settle(review, {found.id: (level, said)})
    if not htmx.is_htmx():
        return htmx.redirect(url_for("examiner.conciliation", token=token))
    context = _context(review.fresh())
    return htmx.respond(PAGE, PART, also=[htmx.oob(HEAD, **context)], one=standing, **context)


def _waits(review: Review, awaited: str, alone: str) -> str:
    """Say that a third rater is waited for; the president may say why there will be none."""
    if not awaited or (alone and _presides(review)):
        return ""
    return (
        f"Écart de deux niveaux : un troisième évaluateur note ce passage avant que vous tranchiez. "
        f"{awaited} n’a pas encore remis sa notation. Si aucun troisième évaluateur n’est disponible, "
        f"le président de la commission tranche en disant pourquoi."
    )


def _refusal(level: str, reason: str) -> str:
    if level not in GIVEN:
        return "Choisissez le niveau retenu."
    return "" if reason else "Motivez le niveau retenu : le motif figure sur la grille signée."


def _settle(review: Review, levels: dict[str, tuple[str, str]]) -> None:
    """Write rulings and the act that tells them; the last one leaves nothing to settle."""
    sitting, at = review.sitting, wall()
    session().add_all(
        Ruling(
            sitting_id=sitting.id, criterion=name, level=level, reason=reason, author_id=user().id, at=at
        )
        for name, (level, reason) in levels.items()
    )  # fmt: skip
    session().flush()
    said = {name: {"level": level, "reason": reason} for name, (level, reason) in levels.items()}
    left = [name for name in _left(review) if name not in levels]
    register.add(
        session(), sitting.exam_id, "conciliation.settled", at=at, author_id=user().id,
        data={"by": user().name, "levels": said, "left": left}, sitting_id=sitting.id,
    )  # fmt: skip


@bp.post("/<token>/nom")
def open_name(token: str) -> ResponseReturnValue:
    """Open a candidate's name to the commission, before the interview: an act of the register."""
    review = unsigned(token)
    exam = review.sitting.exam
    if not exam.hidden_names or review.sight.names:
        abort(409, "Le nom de ce candidat n’est pas masqué.")
    if not sits(review):
        abort(403, "Seuls les membres de la commission ouvrent le nom d’un candidat.")
    write(review.sitting, "names.opened", {"by": user().name, "ruled": review.ruled_count})
    flash("Nom ouvert\u00a0: la commission sait désormais qui est le candidat.", "success")
    return htmx.redirect(url_for("examiner.grid", token=token))
