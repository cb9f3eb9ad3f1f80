"""The opinion of the company: a short form, its draft, its signature. Nothing of the sitting is shown (INV-14)."""

import json
from typing import Any, cast

import sqlalchemy as sa
from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from sim.framework import Framework
from webapp import htmx, register
from webapp.context import session, store, wall
from webapp.dossier.outcome import Outcome
from webapp.dossier.texts import typed
from webapp.dossier.words import OPINIONS
from webapp.library import framework
from webapp.store.result_tables import EmployerOpinion, Opinion
from webapp.store.tables import Sitting
from webapp.tutor.blueprint import bp, invitation, only_unanswered

NO_OPINION = "sans_avis"
WRITTEN = ("reserve", "defavorable", NO_OPINION)
"""Opinions that the tutor explains."""
HOLD = sa.text("UPDATE exam SET last_act = last_act WHERE id = :exam")
"""Changes nothing, and makes the next writer wait, on either database."""
DECIDED = "La commission a déjà statué sur ce candidat : l’avis ne peut plus être donné ici. Adressez-vous au centre d’examen."


@bp.get("/")
def opinion(token: str) -> ResponseReturnValue:
    """Show the form with its draft; once signed, what was signed."""
    return _shown(json.loads(invitation().draft or "{}"))


@bp.post("/brouillon")
def keep(token: str) -> ResponseReturnValue:
    """Keep what is typed, to be finished later with the same code."""
    only_unanswered()
    invitation().draft = json.dumps(_typed())
    if htmx.is_htmx():
        return render_template("tutor/_kept.html", at=wall())
    flash("Brouillon enregistré. Vous pourrez le reprendre avec le même code.", "success")
    return htmx.redirect(url_for("tutor.opinion", token=token))


@bp.post("/signature")
def sign(token: str) -> ResponseReturnValue:
    """Sign the opinion: it joins the dossier and changes no more."""
    sitting, said = _sitting(), _typed()
    session().execute(HOLD, {"exam": sitting.exam_id})
    session().refresh(invitation())  # of a double click, the second reads what the first signed
    only_unanswered()
    invitation().draft = json.dumps(said)
    problems = _problems(said)
    if _outcome(sitting).validated is not None:
        problems["signature"] = DECIDED
    if problems:
        return _shown(said, problems)
    _record(sitting, said)
    flash("Votre avis est signé et transmis à la commission d’évaluation. Merci.", "success")
    return htmx.redirect(url_for("tutor.opinion", token=token))


def _sitting() -> Sitting:
    return session().get_one(Sitting, invitation().sitting_id)


def _framework(sitting: Sitting) -> Framework:
    return framework(store().sittings.scenario(sitting.scenario_digest).framework)


def _outcome(sitting: Sitting) -> Outcome:
    return Outcome(register.of_sitting(session(), sitting))


def _shown(said: dict[str, str], problems: dict[str, str] | None = None) -> ResponseReturnValue:
    sitting = _sitting()
    page = render_template(
        "tutor/opinion.html", invitation=invitation(), candidate=sitting.candidate.name,
        day=sitting.exam.planned_on, framework=_framework(sitting), said=said,
        problems=problems or {}, OPINIONS=OPINIONS,
    )  # fmt: skip
    return page, 422 if problems else 200


def _typed() -> dict[str, str]:
    """Return the form's known fields: what else is sent is not kept."""
    known = _framework(_sitting())
    names = ["author", "function", "activities", "confirms"]
    for one in known.competencies:
        names += [f"opinion-{one.id}", f"facts-{one.id}"]
    names += [f"criterion-{one.id}" for one in known.criteria]
    return {name: value for name in names if (value := typed(name))}


def _problems(said: dict[str, str]) -> dict[str, str]:
    """Say what is missing, by field."""
    problems = {
        name: words
        for name, words in (
            ("author", "Indiquez votre nom."),
            ("function", "Indiquez votre fonction dans l’entreprise."),
            ("activities", "Décrivez les activités réellement confiées : l’avis repose sur elles."),
            ("confirms", "Cochez la case pour signer."),
        )
        if name not in said
    }
    for one in _framework(_sitting()).competencies:
        chosen = said.get(f"opinion-{one.id}", "")
        if chosen not in OPINIONS:
            problems[f"opinion-{one.id}"] = "Choisissez un avis, ou « Sans avis »."
        elif chosen in WRITTEN and f"facts-{one.id}" not in said:
            problems[f"opinion-{one.id}"] = "Indiquez les faits, ou pourquoi vous êtes sans avis."
    if problems and "confirms" not in problems:
        problems["signature"] = "L’avis n’est pas encore complet : reprenez les points signalés."
    return problems


def _record(sitting: Sitting, said: dict[str, str]) -> None:
    """Write the opinions and the act: the author has no account."""
    at = wall()
    before = {
        row.competency: row
        for row in session().scalars(
            sa.select(EmployerOpinion).where(EmployerOpinion.sitting_id == sitting.id)
        )
    }
    competencies: dict[str, Any] = {}
    for one in _framework(sitting).competencies:
        chosen, facts = said[f"opinion-{one.id}"], said.get(f"facts-{one.id}", "")
        notes = [
            f"{criterion.id} : {said[name]}"
            for criterion in one.criteria
            if (name := f"criterion-{criterion.id}") in said
        ]
        row = before.get(one.id) or EmployerOpinion(sitting_id=sitting.id, competency=one.id)
        row.opinion = cast(Opinion, chosen)
        row.author_name, row.author_function = said["author"][:160], said["function"][:160]
        row.activities, row.given_at = said["activities"], at
        absent = chosen == NO_OPINION
        row.absent_reason = facts if absent else ""
        row.comment = "\n".join([*([] if absent or not facts else [facts]), *notes])
        session().add(row)
        competencies[one.id] = {"opinion": chosen, "facts": facts, "criteria": notes}
    invitation().answered_at = at
    session().flush()
    data = {
        "author": said["author"][:160], "function": said["function"][:160],
        "activities": said["activities"], "competencies": competencies,
        "invitation": invitation().id,
    }  # fmt: skip
    register.add(
        session(), sitting.exam_id, "opinion.given", at=at, data=data, author_id=None,
        sitting_id=sitting.id,
    )  # fmt: skip
