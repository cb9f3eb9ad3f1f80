"""Competencies: the three bases of the référentiel, the commission's decision, the signature."""

import hashlib
import json
from datetime import date

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim.framework import Competency
from webapp import htmx
from webapp.context import session, user, wall
from webapp.examiner.blueprint import OPINIONS, bp, graded, refuse, unsigned
from webapp.examiner.review import Review
from webapp.security import is_password_of
from webapp.store.tables import CompetencyDecision, EmployerOpinion, Interview, Signature

LIMIT = 4_000


def _text(name: str) -> str:
    return request.form.get(name, "").strip()[:LIMIT]


def _competency(review: Review, name: str) -> Competency:
    found = review.competency(name)
    return found if found is not None else review.framework.competencies[0]


def _back(token: str, competency: str) -> str:
    return url_for("examiner.competencies", token=token) + f"#{competency}"


@bp.get("/<token>/competences")
def competencies(token: str) -> ResponseReturnValue:
    """Show each competency with its criteria, its three bases and its decision."""
    return render_template("examiner/competencies.html", review=graded(token))


@bp.post("/<token>/competences/<competency>/avis")
def opinion(token: str, competency: str) -> ResponseReturnValue:
    """Record the employer's opinion, or why there is none."""
    review = unsigned(token)
    found = _competency(review, competency)
    value, author, absent = (
        request.form.get("opinion", ""),
        _text("author_name"),
        _text("absent_reason"),
    )
    if value not in OPINIONS:
        return refuse("Choisissez l’avis de l’entreprise.", _back(token, found.id))
    if value == "sans_avis" and not absent:
        return refuse(
            "Sans avis : indiquez le motif (candidat sans employeur, par exemple).",
            _back(token, found.id),
        )
    if value != "sans_avis" and not author:
        return refuse("Indiquez qui donne l’avis, avec sa fonction.", _back(token, found.id))
    row = review.opinions.get(found.id) or EmployerOpinion(
        sitting_id=review.sitting.id, competency=found.id
    )
    row.opinion, row.author_name, row.author_function = value, author, _text("author_function")  # type: ignore[assignment]
    row.comment, row.absent_reason = _text("comment"), absent
    session().add(row)
    session().flush()
    return htmx.redirect(_back(token, found.id))


@bp.post("/<token>/competences/<competency>/entretien")
def interview(token: str, competency: str) -> ResponseReturnValue:
    """Record the interview."""
    review = unsigned(token)
    found = _competency(review, competency)
    try:
        held_on = date.fromisoformat(request.form.get("held_on", ""))
    except ValueError:
        return refuse(
            "Date de l’entretien : saisissez une date, par exemple 13/10/2026.",
            _back(token, found.id),
        )
    if not _text("members"):
        return refuse(
            "Indiquez les membres de la commission présents à l’entretien.", _back(token, found.id)
        )
    for one in _covered(review, found):
        row = review.interviews.get(one.id) or Interview(
            sitting_id=review.sitting.id, competency=one.id
        )
        row.held_on, row.members, row.notes = held_on, _text("members"), _text("notes")
        session().add(row)
    session().flush()
    return htmx.redirect(_back(token, found.id))


def _covered(review: Review, competency: Competency) -> list[Competency]:
    """Return the competencies a form speaks for: one interview often covers all."""
    if request.form.get("all"):
        return [
            one
            for one in review.framework.competencies
            if one.id not in review.interviews or one == competency
        ]
    return [competency]


@bp.post("/<token>/competences/<competency>/decision")
def decide(token: str, competency: str) -> ResponseReturnValue:
    """Record the commission's decision, when it has its three bases (INV-05, INV-06, INV-09)."""
    review = unsigned(token)
    found = _competency(review, competency)
    back = _back(token, found.id)
    acquired, reasons = request.form.get("acquired", ""), _text("reasons")
    missing = review.missing_for(found)
    if missing:
        return refuse(
            f"La commission ne peut pas encore statuer. Il manque : {' ; '.join(missing)}.", back
        )
    if acquired not in ("yes", "no"):
        return refuse("Choisissez « acquise » ou « non acquise ».", back)
    if not reasons:
        return refuse("Motivez la décision : elle figure sur la grille signée.", back)
    unobserved = review.unobserved(found)
    if acquired == "no" and unobserved:
        names = ", ".join(unobserved)
        return refuse(
            f"Critères jamais observés ni questionnés ({names}) : interrogez d’abord le candidat.",
            back,
        )
    session().add(
        CompetencyDecision(
            sitting_id=review.sitting.id, competency=found.id, acquired=acquired == "yes", reasons=reasons,
            author_id=user().id, at=wall(),
        )
    )  # fmt: skip
    session().flush()
    return htmx.redirect(back)


@bp.get("/<token>/signature")
def signature(token: str) -> ResponseReturnValue:
    """Show what is about to be signed, or what was."""
    review = graded(token)
    missing = {one.id: review.missing_for(one) for one in review.framework.competencies}
    return render_template("examiner/signature.html", review=review, missing=missing)


@bp.post("/<token>/signature")
def sign(token: str) -> ResponseReturnValue:
    """Freeze the whole result under the signer's password."""
    review = unsigned(token)
    back = url_for("examiner.signature", token=token)
    if not review.is_complete:
        left = [one.id for one in review.framework.competencies if one.id not in review.decisions]
        return refuse(
            f"Compétences sans décision : {', '.join(left)}. Statuez avant de signer.", back
        )
    pronounced = request.form.get("pronounced", "")
    if pronounced not in ("yes", "no"):
        return refuse("Prononcez l’admissibilité : elle ne se déduit pas toute seule.", back)
    if pronounced == "yes" and not review.is_admissible:
        return refuse(
            "Admissible suppose que toutes les capacités soient acquises : ce n’est pas le cas.",
            back,
        )
    if not is_password_of(user(), request.form.get("password", "")):
        return refuse("Mot de passe incorrect : la signature n’a pas été apposée.", back)
    _seal(review, {**review.as_data(), "pronounced": pronounced == "yes"})
    flash("Résultat signé. Il ne changera plus ; un rectificatif peut s’y ajouter.", "success")
    return htmx.redirect(back)


@bp.post("/<token>/rectificatif")
def correct(token: str) -> ResponseReturnValue:
    """Add a dated correction to a signed result, which itself stays as it is (INV-13)."""
    review = graded(token)
    back = url_for("examiner.signature", token=token)
    reason = _text("reason")
    if not review.is_signed:
        return refuse("Le résultat n’est pas encore signé : modifiez-le directement.", back)
    if not reason:
        return refuse("Décrivez le rectificatif et son motif.", back)
    if not is_password_of(user(), request.form.get("password", "")):
        return refuse("Mot de passe incorrect : le rectificatif n’a pas été enregistré.", back)
    _seal(review, {"correction": reason, "of": review.signatures[0].sheet_digest})
    flash("Rectificatif ajouté au résultat signé.", "success")
    return htmx.redirect(back)


def _seal(review: Review, data: dict[str, object]) -> None:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = Signature(
        sitting_id=review.sitting.id,
        signer_id=user().id,
        at=wall(),
        sheet_digest=digest,
        sheet=text,
    )
    session().add(row)
    session().flush()
