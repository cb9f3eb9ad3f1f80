"""A sitting that can never be decided: set aside with its reason, it no longer holds up everybody's minutes.

Until the minutes say so it may be taken back, by an act of its own; afterwards the candidate may appeal.
"""

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.acts import password_refusal, write
from webapp.appointments import is_recused
from webapp.context import session, store, user, wall
from webapp.dossier.outcome import Outcome
from webapp.dossier.review import Review
from webapp.dossier.texts import typed
from webapp.jury.blueprint import bp, held_exam, minutes_of, only_president_or_centre
from webapp.jury.picture import picture
from webapp.store.tables import Exam, Sitting
from webapp.wall import local

RECUSED = "Vous vous êtes récusé pour ce candidat : demandez-le au centre d’examen."


@bp.post("/<int:number>/passage-invalide")
def set_aside(number: int) -> ResponseReturnValue:
    """Note a sitting invalidated or abandoned: it gives no result, and is no failure."""
    exam = held_exam(number)
    only_president_or_centre(exam)
    sitting = _chosen(exam)
    if sitting is None:
        return picture(exam, "Choisissez le candidat dont le passage est écarté.", "aside")
    refusal = _refusal(exam, sitting) or password_refusal("le passage n’a pas été écarté")
    if refusal:
        return picture(exam, refusal, "aside")
    write(sitting, "sitting.set_aside", {"reason": typed("reason"), "by": user().name})
    flash("Passage écarté\u00a0: le procès-verbal l’indique, sans résultat.", "success")
    return htmx.redirect(url_for("jury.exam", number=exam.id))


@bp.post("/<int:number>/passage-repris")
def take_back(number: int) -> ResponseReturnValue:
    """Take back a sitting set aside, with a reason: it is judged again, and both acts stay."""
    exam = held_exam(number)
    only_president_or_centre(exam)
    sitting = _chosen(exam)
    if sitting is None:
        return picture(exam, "Choisissez le candidat dont le passage est repris.", "back")
    outcome = _outcome(exam, sitting)
    refusal = _kept_aside(exam, sitting, outcome) or password_refusal(
        "le passage n’a pas été repris"
    )
    if refusal or outcome.set_aside is None:
        return picture(exam, refusal, "back")
    said = {"of": outcome.set_aside.digest, "reason": typed("reason"), "by": user().name}
    write(sitting, "sitting.taken_back", said)
    flash("Passage repris\u00a0: la commission et le jury se prononcent à nouveau.", "success")
    return htmx.redirect(url_for("jury.exam", number=exam.id))


def _kept_aside(exam: Exam, sitting: Sitting, outcome: Outcome) -> str:
    """Say why a sitting is not taken back, or nothing."""
    if outcome.set_aside is None:
        return "Ce passage n’est pas écarté."
    if minutes_of(exam).act is not None:
        return "Le procès-verbal dit ce passage écarté : il ne se reprend plus. Le candidat peut déposer un recours."
    if is_recused(session(), sitting, user().id):
        return RECUSED
    if Review(session(), store(), sitting).erased_at is not None:
        return "Les données de ce candidat ont été effacées : il n’y a plus rien à juger."
    return "" if typed("reason") else "Indiquez pourquoi ce passage est repris : l’acte le dit."


def _outcome(exam: Exam, sitting: Sitting) -> Outcome:
    return Outcome([act for act in minutes_of(exam).acts if act.sitting_id == sitting.id])


def _chosen(exam: Exam) -> Sitting | None:
    """Return the sitting of the form. Its journal is not read: it may be what is broken."""
    token = request.form.get("sitting", "")
    return next((one for one in exam.sittings if one.token == token), None)


def _refusal(exam: Exam, sitting: Sitting) -> str:
    outcome, today = _outcome(exam, sitting), exam.planned_on == local(wall()).date()
    if minutes_of(exam).act is not None:
        return "Le procès-verbal est déjà dressé."
    if is_recused(session(), sitting, user().id):
        return RECUSED
    if outcome.pronounced or outcome.set_aside:
        return "Le jury s’est déjà prononcé sur ce candidat, ou son passage est déjà écarté."
    if sitting.absence or sitting.state == "planned":
        return "Ce candidat n’a pas commencé : c’est le centre d’examen qui note son absence."
    if sitting.state != "ended" and today:
        return "L’épreuve de ce candidat est en cours : le surveillant la clôt d’abord."
    return (
        "" if typed("reason") else "Indiquez le motif : le candidat et le procès-verbal le lisent."
    )
