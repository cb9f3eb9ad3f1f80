"""Competencies: the three bases of the référentiel, and the commission's decision on each."""

from datetime import date
from typing import cast

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim.framework import Competency
from sim.language.french import date_long
from webapp import htmx
from webapp.context import session, user, wall
from webapp.dossier.commission import lone, sitting_members
from webapp.dossier.readiness import outdated
from webapp.dossier.review import Review
from webapp.dossier.texts import day, typed
from webapp.dossier.words import OPINIONS
from webapp.examiner.blueprint import bp, competency_of, deliberating, graded, sits
from webapp.store.result_tables import CompetencyDecision, EmployerOpinion, Interview, Opinion
from webapp.wall import local

PAGE = "examiner/competencies.html"
PART = "examiner/_competency.html"
NO_OPINION = "sans_avis"
GIVEN = "L’entreprise a signé cet avis elle-même : il ne change plus."


@bp.get("/<token>/competences")
def competencies(token: str) -> ResponseReturnValue:
    """Show each competency with its criteria, its three bases and its decision."""
    return render_template(PAGE, review=graded(token), refused={})


@bp.context_processor
def _members() -> dict[str, object]:
    return {"sitting_members": sitting_members, "sits": sits, "outdated": outdated, "lone": lone}


@bp.post("/<token>/competences/<competency>/avis")
def opinion(token: str, competency: str) -> ResponseReturnValue:
    """Record the employer's opinion, or why there is none."""
    review = deliberating(token)
    found = competency_of(review, competency)
    known = review.opinions.get(found.id)
    if known is not None and known.given_at is not None:
        return _refused(review, found, "opinion", GIVEN)
    value, absent = request.form.get("opinion", ""), typed("absent_reason")
    author, function = typed("author_name")[:160], typed("author_function")[:160]
    refusal = _opinion_refusal(value, absent, named=bool(author and function))
    if refusal:
        return _refused(review, found, "opinion", refusal)
    row = known or EmployerOpinion(sitting_id=review.sitting.id, competency=found.id)
    row.opinion, row.comment = cast(Opinion, value), typed("comment")
    row.author_name, row.author_function = author, function
    row.absent_reason = absent if value == NO_OPINION else ""
    row.typed_at = wall() if _says_more(row) else row.typed_at
    return _kept(review, found, [row])


def _opinion_refusal(value: str, absent: str, *, named: bool) -> str:
    if value not in OPINIONS:
        return "Choisissez l’avis de l’entreprise."
    if value == NO_OPINION and not absent:
        return "Sans avis : indiquez le motif (candidat sans employeur, par exemple)."
    if value != NO_OPINION and not named:
        return "Indiquez qui donne l’avis, et sa fonction."
    return ""


def _says_more(row: EmployerOpinion | Interview) -> bool:
    """Say whether a row is new, or says something else: the same form sent again outdates no decision."""
    return row not in session() or session().is_modified(row)


@bp.post("/<token>/competences/<competency>/entretien")
def interview(token: str, competency: str) -> ResponseReturnValue:
    """Record the interview; one interview often covers several competencies."""
    review = deliberating(token)
    found = competency_of(review, competency)
    held_on, members = day(request.form.get("held_on", "")), _present(review)
    refusal = _date_refusal(review, held_on)
    if not refusal and not members:
        refusal = "Indiquez les membres de la commission présents à l’entretien."
    if refusal or held_on is None:
        return _refused(review, found, "interview", refusal)
    rows = []
    for one in _covered(review, found):
        row = review.interviews.get(one.id) or Interview(
            sitting_id=review.sitting.id, competency=one.id
        )
        row.held_on, row.members = held_on, members
        row.themes, row.notes = typed("themes"), typed("notes")
        row.at = wall() if _says_more(row) else row.at
        rows.append(row)
    return _kept(review, found, rows)


def _date_refusal(review: Review, held_on: date | None) -> str:
    """Say why an interview cannot bear this date, or nothing: it follows the sitting, and has been held."""
    if held_on is None:
        return "Date de l’entretien : saisissez une date, par exemple 13/10/2026."
    sat_on = local(review.sitting.ended_wall or 0).date()
    if held_on < sat_on:
        return f"L’entretien suit l’épreuve, passée le {date_long(sat_on)} : vérifiez sa date."
    if held_on > local(wall()).date():
        return "Cette date est à venir : un entretien s’enregistre une fois tenu. Vérifiez sa date."
    return ""


def _present(review: Review) -> str:
    """Return who was there: the members ticked, then whoever was added by name."""
    ticked = set(request.form.getlist("member"))
    names = [one.user.name for one in sitting_members(review) if str(one.user_id) in ticked]
    return ", ".join([*names, *([typed("members")] if typed("members") else [])])


def _covered(review: Review, competency: Competency) -> list[Competency]:
    if not request.form.get("all"):
        return [competency]
    waiting = [one for one in review.framework.competencies if one.id not in review.interviews]
    return [*waiting, *([] if competency in waiting else [competency])]


@bp.post("/<token>/competences/<competency>/decision")
def decide(token: str, competency: str) -> ResponseReturnValue:
    """Record the commission's decision, when it has its three bases (INV-05, INV-06, INV-09)."""
    review = deliberating(token)
    found = competency_of(review, competency)
    acquired, reasons = request.form.get("acquired", ""), typed("reasons")
    refusal = _decision_refusal(review, found, acquired, reasons)
    if refusal:
        return _refused(review, found, "decision", refusal)
    row = CompetencyDecision(
        sitting_id=review.sitting.id, competency=found.id, acquired=acquired == "yes", reasons=reasons,
        author_id=user().id, at=wall(),
    )  # fmt: skip
    return _kept(review, found, [row])


def _decision_refusal(review: Review, competency: Competency, acquired: str, reasons: str) -> str:
    missing, unobserved = review.missing_for(competency), review.unobserved(competency)
    if missing:
        return f"La commission ne peut pas encore statuer. Il manque : {' ; '.join(missing)}."
    if alone := lone(review):
        return alone
    if acquired not in ("yes", "no"):
        return "Choisissez « acquise » ou « non acquise »."
    if not reasons:
        return "Motivez la décision : elle figure sur la grille signée."
    if acquired == "no" and unobserved:
        names = ", ".join(unobserved)
        return (
            f"Critères jamais observés ni questionnés ({names}) : interrogez d’abord le candidat."
        )
    return ""


Rows = list[EmployerOpinion] | list[Interview] | list[CompetencyDecision]


def _kept(review: Review, competency: Competency, rows: Rows) -> ResponseReturnValue:
    """Keep rows, then show the competency as it now stands, and the others: a row may concern them."""
    session().add_all(rows)
    session().flush()
    if not htmx.is_htmx():
        page = url_for("examiner.competencies", token=review.sitting.token)
        return htmx.redirect(f"{page}#{competency.id}")
    fresh = review.fresh()
    others = [one for one in fresh.framework.competencies if one.id != competency.id]
    also = [htmx.oob(PART, review=fresh, competency=one, refused={}) for one in others]
    return htmx.respond(PAGE, PART, also=also, review=fresh, competency=competency, refused={})


def _refused(
    review: Review, competency: Competency, form: str, message: str
) -> ResponseReturnValue:
    """Say no beside the form, with all that was typed still in it."""
    refused = {
        "competency": competency.id,
        "form": form,
        "message": message,
        "typed": request.form,
    }
    return htmx.respond(
        PAGE, PART, status=422, review=review, competency=competency, refused=refused
    )
