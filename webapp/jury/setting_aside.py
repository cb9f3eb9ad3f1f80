"""A sitting that can never be decided: set aside with its reason, it no longer holds up everybody's minutes."""

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.acts import password_refusal, write
from webapp.appointments import is_recused
from webapp.context import session, user, wall
from webapp.dossier.outcome import Outcome
from webapp.dossier.texts import typed
from webapp.jury.blueprint import bp, held_exam, minutes_of, only_president_or_centre
from webapp.jury.picture import picture
from webapp.store.tables import Exam, Sitting
from webapp.wall import local


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


def _chosen(exam: Exam) -> Sitting | None:
    """Return the sitting of the form. Its journal is not read: it may be what is broken."""
    token = request.form.get("sitting", "")
    return next((one for one in exam.sittings if one.token == token), None)


def _refusal(exam: Exam, sitting: Sitting) -> str:
    minutes = minutes_of(exam)
    outcome = Outcome([act for act in minutes.acts if act.sitting_id == sitting.id])
    today = exam.planned_on == local(wall()).date()
    if minutes.act is not None:
        return "Le procès-verbal est déjà dressé."
    if is_recused(session(), sitting, user().id):
        return "Vous vous êtes récusé pour ce candidat : demandez-le au centre d’examen."
    if outcome.pronounced or outcome.set_aside:
        return "Le jury s’est déjà prononcé sur ce candidat, ou son passage est déjà écarté."
    if sitting.absence or sitting.state == "planned":
        return "Ce candidat n’a pas commencé : c’est le centre d’examen qui note son absence."
    if sitting.state != "ended" and today:
        return "L’épreuve de ce candidat est en cours : le surveillant la clôt d’abord."
    return (
        "" if typed("reason") else "Indiquez le motif : le candidat et le procès-verbal le lisent."
    )
