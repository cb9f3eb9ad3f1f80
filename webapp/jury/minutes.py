"""The minutes (*procès-verbal*): drawn up once, signed by every member present, then results are published."""

from collections.abc import Sequence

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx, register
from webapp.acts import password_refusal, write
from webapp.context import session, user
from webapp.dossier.corrections import contradiction
from webapp.dossier.texts import day, typed
from webapp.jury.blueprint import (
    bp,
    exam_of,
    held_exam,
    members_of,
    minutes_of,
    only_members,
    only_president_or_centre,
    review_of,
)
from webapp.jury.forms import chair_absence, presence_refusal, ticked
from webapp.jury.papers import extract_paper, minutes_paper
from webapp.jury.picture import Line, is_ready, lines, picture
from webapp.library import framework
from webapp.papers.answers import Format, sent
from webapp.store.tables import Exam

NUMBER_LENGTH = 40
CONTRADICTED = "Un rectificatif a changé les capacités après la délibération : le président du jury doit d’abord rectifier l’admissibilité de"
NO_MINUTES = "Le procès-verbal n’est pas encore dressé\u00a0: il n’y a rien à télécharger."


@bp.post("/<int:number>/proces-verbal")
def draw_up(number: int) -> ResponseReturnValue:
    """Draw the minutes up: number, members present, results; they freeze the deliberation (INV-13)."""
    exam = held_exam(number)
    only_members(exam)
    acts = register.read(session(), exam.id)
    found, present = lines(exam, acts), ticked(members_of(exam))
    refusal = (
        _drawing_refusal(exam, found)
        or presence_refusal(present)
        or password_refusal("le procès-verbal n’a pas été dressé")
    )
    if refusal:
        return picture(exam, refusal, "minutes")
    write(exam, "jury.minutes", _minutes(found, present))
    flash(
        "Procès-verbal dressé\u00a0: chaque membre présent le signe sous son mot de passe.",
        "success",
    )
    return htmx.redirect(url_for("jury.exam", number=exam.id))


def _drawing_refusal(exam: Exam, found: Sequence[Line]) -> str:
    if minutes_of(exam).act is not None:
        return "Le procès-verbal est déjà dressé."
    if not is_ready(found):
        left = ", ".join(one.sitting.candidate.name for one in found if one.is_open)
        return f"Le jury doit d’abord se prononcer sur chaque candidat. Il reste : {left or 'aucun candidat n’a composé'}."
    if altered := _altered(found):
        return altered
    if wrong := _contradicted(found):
        return f"Un rectificatif a changé les capacités : l’admissibilité prononcée ne suit plus la règle. Le jury doit se prononcer à nouveau sur : {wrong}."
    if not typed("number"):
        return "Numérotez le procès-verbal, par exemple 2026-014."
    if day(request.form.get("held_on", "")) is None:
        return "Date du jury : saisissez une date, par exemple 27/11/2026."
    return ""


def _altered(found: Sequence[Line]) -> str:
    """Say whose signed result is no longer what was signed, or nothing: the jury stops there."""
    names = ", ".join(one.sitting.candidate.name for one in found if one.is_altered)
    return (
        names
        and f"Un résultat signé a été modifié dans la base : {names}. Prévenez le centre d’examen."
    )


def _contradicted(found: Sequence[Line]) -> str:
    """Name whose pronounced admissibility the rule no longer gives (INV-07), dossiers closed to the reader included."""
    known = [one.id for one in framework().competencies]
    return ", ".join(
        one.sitting.candidate.name for one in found if contradiction(one.outcome, known)
    )


def _minutes(found: Sequence[Line], present: list[dict[str, object]]) -> dict[str, object]:
    """Return what the minutes freeze; a candidate's name stays in the candidate's own acts."""
    return {
        "number": typed("number")[:NUMBER_LENGTH],
        "held_on": request.form["held_on"],
        "place": typed("place")[:160],
        "remarks": typed("remarks"),
        "members": present,
        "president_absent": chair_absence(present),
        "results": [_result(one) for one in found if one.outcome.pronounced],
        "absent": [
            {"number": one.sitting.number, "absence": one.sitting.absence}
            for one in found
            if one.sitting.is_absent
        ],
        "set_aside": [
            {"number": one.sitting.number, "of": act.digest}
            for one in found
            if (act := one.outcome.set_aside)
        ],
        "by": user().name,
    }


def _result(line: Line) -> dict[str, object]:
    said, result = line.outcome.pronounced, line.outcome.effective
    return {
        "number": line.sitting.number,
        "sitting": line.sitting.token,
        "of": said.digest if said else "",
        "admissible": result.admissible,
        "acquired": sorted(name for name, yes in result.acquired.items() if yes),
        "kept": sorted(one["competency"] for one in result.kept),
    }


@bp.post("/<int:number>/signature")
def sign(number: int) -> ResponseReturnValue:
    """Sign the minutes under one's password."""
    exam = held_exam(number)
    only_members(exam)
    minutes = minutes_of(exam)
    awaited = [one["id"] for one in minutes.missing]
    if minutes.act is None:
        refusal = "Le procès-verbal n’est pas encore dressé."
    elif user().id in minutes.signatures:
        refusal = "Vous avez déjà signé ce procès-verbal."
    elif user().id not in awaited:
        refusal = "Le procès-verbal ne vous compte pas parmi les membres présents."
    else:
        refusal = password_refusal("la signature n’a pas été apposée")
    if refusal or minutes.act is None:
        return picture(exam, refusal, "sign")
    write(exam, "jury.signed", {"of": minutes.act.digest, "by": user().name})
    flash("Procès-verbal signé.", "success")
    return htmx.redirect(url_for("jury.exam", number=exam.id))


@bp.post("/<int:number>/empechement")
def note_prevented(number: int) -> ResponseReturnValue:
    """Note that a member present can no longer sign, so that the results do not wait for ever."""
    exam = held_exam(number)
    only_president_or_centre(exam)
    refusal = _prevented_refusal(exam) or password_refusal("l’empêchement n’a pas été noté")
    if refusal:
        return picture(exam, refusal, "prevented")
    said = {
        "member": int(request.form["member"]), "reason": typed("reason"), "by": user().name,
    }  # fmt: skip
    write(exam, "jury.member_absent", said)
    flash("Empêchement noté\u00a0: le procès-verbal l’indique.", "success")
    return htmx.redirect(url_for("jury.exam", number=exam.id))


def _prevented_refusal(exam: Exam) -> str:
    minutes = minutes_of(exam)
    awaited = {str(one["id"]) for one in minutes.missing}
    if request.form.get("member", "") not in awaited:
        return "Choisissez un membre dont la signature est attendue."
    if not minutes.signatures:
        return "Un membre au moins doit avoir signé le procès-verbal avant qu’un empêchement y soit noté."
    return (
        ""
        if typed("reason")
        else "Indiquez le motif de l’empêchement : il figure au procès-verbal."
    )


@bp.post("/<int:number>/publication")
def publish(number: int) -> ResponseReturnValue:
    """Let the candidates read their results, once every member present has signed."""
    exam = held_exam(number)
    only_president_or_centre(exam)
    minutes = minutes_of(exam)
    if minutes.act is None or not minutes.is_signed:
        return picture(
            exam, "Les résultats se publient une fois le procès-verbal signé par tous.", "publish"
        )
    every = lines(exam, minutes.acts)
    waiting = [one for one in every if one.outcome.pronounced and not one.outcome.is_published]
    if altered := _altered(every):
        return picture(exam, altered, "publish")
    if wrong := _contradicted(waiting):
        return picture(exam, f"{CONTRADICTED} {wrong}.", "publish")
    for one in waiting:
        write(one.sitting, "result.published", {"of": minutes.act.digest, "by": user().name})
    flash(
        "Résultats publiés\u00a0: chaque candidat lit le sien sur sa page."
        if waiting
        else "Les résultats étaient déjà publiés.",
        "success",
    )
    return htmx.redirect(url_for("jury.exam", number=exam.id))


@bp.get("/<int:number>/proces-verbal.<any(docx, pdf):kind>")
def minutes_file(number: int, kind: Format) -> ResponseReturnValue:
    """Download the minutes, the grids attached."""
    exam = exam_of(number)
    minutes = minutes_of(exam)
    if minutes.act is None:
        abort(409, NO_MINUTES)
    paper = minutes_paper(exam, minutes, lines(exam, minutes.acts))
    return sent(paper, kind, f"Proces-verbal {minutes.act.says('number')}")


@bp.get("/passages/<token>/extrait.<any(docx, pdf):kind>")
def extract_file(token: str, kind: Format) -> ResponseReturnValue:
    """Download what the minutes say of one candidate."""
    review = review_of(token)
    minutes = minutes_of(review.sitting.exam)
    if minutes.act is None or review.outcome.pronounced is None:
        abort(409, NO_MINUTES)
    return sent(extract_paper(review, minutes), kind, f"Extrait {review.sitting.candidate.name}")
