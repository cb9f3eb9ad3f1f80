"""The candidate's result, once it is published: what is acquired, what was pronounced, how to appeal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp import context, htmx, register
from webapp.acts import write
from webapp.desk.office import own_sitting
from webapp.dossier.appeals import Appeal, appeal_refusal, appeals, last_day
from webapp.dossier.outcome import Outcome
from webapp.dossier.texts import typed
from webapp.library import framework
from webapp.register import RegisterBroken
from webapp.store.tables import Sitting
from webapp.wall import local

UNREADABLE = "Votre résultat ne peut pas être affiché\u00a0: le registre de la session a été altéré. Adressez-vous au centre d’examen."


@dataclass(frozen=True, slots=True)
class Standing:
    """A competency of the candidate's result."""

    id: str
    title: str
    acquired: bool
    kept_from: str = ""
    """Title of the earlier session in which it was acquired."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a candidate reads of a sitting."""

    outcome: Outcome
    competencies: Sequence[Standing]
    appeals: Sequence[Appeal]
    last_day: date
    """Last day to lodge an appeal."""
    may_appeal: bool
    problem: str = ""


def published(sitting: Sitting, framework_id: str) -> Published | None:
    """Return a candidate's result, or that there is none; nothing as long as it is not published."""
    session, today = context.session(), local(context.wall()).date()
    try:
        outcome = Outcome(register.of_sitting(session, sitting))
    except RegisterBroken:
        return Published(Outcome(), (), (), today, may_appeal=False, problem=UNREADABLE)
    until = last_day(session, outcome)
    if until is None:
        return None
    return Published(
        outcome,
        () if outcome.set_aside else _competencies(outcome, framework_id),
        appeals(session, outcome),
        until,
        may_appeal=today <= until,
    )


def _competencies(outcome: Outcome, framework_id: str) -> list[Standing]:
    result = outcome.effective
    kept = {one["competency"]: str(one["exam"]) for one in result.kept}
    return [
        Standing(
            one.id, one.title, result.holds(one.id),
            "" if result.acquired.get(one.id) else kept.get(one.id, ""),
        )
        for one in framework(framework_id).competencies
    ]  # fmt: skip


def lodge(token: str) -> tuple[Sitting, str]:
    """Lodge the candidate's appeal from the form; return the sitting, and why it is refused or nothing."""
    session = context.session()
    sitting = own_sitting(token)
    register.hold(session, sitting.exam_id)
    outcome = Outcome(register.of_sitting(session, sitting))
    kind, grounds, today = typed("kind"), typed("grounds"), local(context.wall()).date()
    refusal = appeal_refusal(session, outcome, kind=kind, grounds=grounds, received_on=today)
    if not refusal and _is_repeated(outcome, kind, grounds):
        return sitting, ""
    if not refusal:
        said = {
            "kind": kind, "grounds": grounds, "by": context.user().name, "through": "candidate",
            "received_on": today.isoformat(),
        }  # fmt: skip
        write(sitting, "appeal.lodged", said)
    return sitting, refusal


def _is_repeated(outcome: Outcome, kind: str, grounds: str) -> bool:
    """Say whether the same was already lodged: a form sent twice counts once."""
    before = [(act.says("kind"), act.says("grounds")) for act in outcome.all("appeal.lodged")]
    return (kind, grounds) in before


def lodged() -> ResponseReturnValue:
    """Say that the appeal is lodged."""
    flash("Votre demande est déposée\u00a0: la réponse se lira ici.", "success")
    return htmx.redirect(url_for("sittings.sittings"))


def form_of(refusal: str) -> dict[str, str]:
    """Return what was typed, to be shown again with a refusal."""
    return request.form.to_dict() if refusal else {}
