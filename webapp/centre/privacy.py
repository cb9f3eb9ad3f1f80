"""Personal data at the centre: how long they are kept, what is due to go, one person's, taken away or erased."""

import io
from typing import Any, cast, get_args

import sqlalchemy as sa
from flask import Response, abort, flash, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from sim.language.french import typeset
from webapp import htmx
from webapp.centre.blueprint import bp, exam_of, sitting_of
from webapp.centre_settings import text
from webapp.context import pages, session, store, user, wall
from webapp.dossier.texts import clean, typed
from webapp.grading_service import JournalBroken
from webapp.privacy import audit, rules
from webapp.privacy.archive import archive, archive_name
from webapp.privacy.delays import EXTENTS_FR, Extent, due, sittings_of, standings
from webapp.privacy.erase import Eraser, ErasureRefused, Order
from webapp.register import RegisterBroken
from webapp.security import safe_next
from webapp.store.tables import Exam, Sitting, User
from webapp.wall import local

CONTACT_LENGTH = 500
SHOWN = 200
"""Candidates of a list; a search finds the others."""


@bp.get("/donnees")
def privacy() -> ResponseReturnValue:
    """Show what is kept how long, and who answers for it."""
    return _rules({}, {})


@bp.post("/donnees")
def privacy_save() -> ResponseReturnValue:
    """Change the months, and whom candidates write to."""
    months: dict[str, str] = {one.kind: typed(one.kind) for one in rules.RULES}
    refused = rules.refusals(session(), months)
    if refused:
        return _rules(refused, request.form)
    rules.keep_months(session(), months)
    rules.say(session(), rules.CONTACT, typed("contact")[:CONTACT_LENGTH])
    flash("Durées et coordonnées enregistrées.", "success")
    return htmx.redirect(url_for("centre.privacy"))


def _rules(refused: dict[str, str], form: Any) -> ResponseReturnValue:
    values = {
        **{kind: str(count) for kind, count in rules.months(session()).items()},
        "contact": text(session(), rules.CONTACT),
        **{name: str(value) for name, value in form.items()},
    }
    page = render_template(
        "centre/privacy/rules.html", rules=rules.RULES, refused=refused, values=values,
        least={one.kind: rules.least(session(), one) for one in rules.RULES}, in_words=rules.in_words,
        months=rules.months(session()),
    )  # fmt: skip
    return page, 422 if refused else 200


@bp.get("/donnees/echeances")
def privacy_due() -> ResponseReturnValue:
    """List what is due to go: somebody decides, nothing goes by itself."""
    found = due(session(), local(wall()).date())
    return render_template("centre/privacy/due.html", due=found, EXTENTS_FR=EXTENTS_FR)


@bp.get("/donnees/personnes")
def privacy_people() -> ResponseReturnValue:
    """Find a candidate."""
    words = clean(request.args.get("q", "")).strip()[:80]
    query = sa.select(User).where(User.role == "candidate").order_by(User.name, User.id)
    if words:
        query = query.where(User.name.icontains(words, autoescape=True))
    people = session().scalars(query.limit(SHOWN + 1)).all()
    return htmx.respond(
        "centre/privacy/people.html", "centre/privacy/_people.html", people=people[:SHOWN], words=words,
        more=len(people) > SHOWN,
    )  # fmt: skip


def _candidate(person_id: int) -> User:
    """Return a candidate, or 404."""
    found = session().get(User, person_id) if person_id < 2**62 else None
    if found is None or found.role != "candidate":
        abort(404, "Ce candidat n’existe pas.")
    return found


@bp.get("/donnees/personnes/<int:person_id>")
def privacy_person(person_id: int) -> ResponseReturnValue:
    """Show where a candidate's data stand: kept until when, taken away, erased."""
    return _person(_candidate(person_id))


def _person(person: User, refusal: str = "", status: int = 200) -> ResponseReturnValue:
    today = local(wall()).date()
    found = standings(session(), sittings_of(session(), person))
    page = render_template(
        "centre/privacy/person.html", person=person, standings=found, today=today, EXTENTS_FR=EXTENTS_FR,
        refusal=refusal, typed=request.form, whole=_whole(found, today),
    )  # fmt: skip
    return page, status


def _whole(found: list[Any], today: Any) -> dict[str, Any]:
    """Return what stands in the way of erasing the whole person, and when it is due."""
    barred = [f"{one.sitting.exam.title} : {said}" for one in found if (said := one.refusal(today))]
    return {
        "refusal": typeset(barred[0]) if barred else "",
        "due_on": max((one.due_on("person") for one in found), default=today),
        "done": bool(found) and all(one.is_done("person") for one in found),
    }


@bp.get("/donnees/personnes/<int:person_id>/export.zip")
def privacy_export(person_id: int) -> Response:
    """Give one person's data, all of them; the export is itself written in the audit trail."""
    person = _candidate(person_id)
    try:
        data = archive(session(), store(), person, wall())
    except (JournalBroken, RegisterBroken) as broken:
        abort(
            409,
            f"{broken} L’export n’est pas possible\u00a0: prévenez le support de la plateforme.",
        )
    for one in sittings_of(session(), person):
        audit.record("centre.privacy_export", sitting_id=one.id, exam_id=one.exam_id)
    sent = send_file(
        io.BytesIO(data), mimetype="application/zip", as_attachment=True, download_name=archive_name(person)
    )  # fmt: skip
    sent.headers["Cache-Control"] = "no-store"
    return sent


@bp.post("/donnees/personnes/<int:person_id>/effacer")
def privacy_erase(person_id: int) -> ResponseReturnValue:
    """Erase, when the reason is given and the name typed again."""
    person = _candidate(person_id)
    extent, reason = request.form.get("extent", ""), typed("reason")
    refusal = _erasure_refusal(person, extent, reason)
    if refusal:
        return _person(person, refusal, 422)
    order = Order(cast(Extent, extent), reason, user().id, wall())
    eraser, name = Eraser(store(), pages()), person.name
    try:
        if extent == "person":
            eraser.erase_person(person.id, order)
        else:
            eraser.erase_sitting(_own_sitting(person).id, order)
    except ErasureRefused as refused:
        return _person(person, str(refused), 422)
    session().expire_all()
    whose = "" if extent == "person" else f" de {name}"
    flash(f"Données effacées{whose}. L’acte est inscrit au registre de la session.", "success")
    return htmx.redirect(url_for("centre.privacy_person", person_id=person.id))


def _erasure_refusal(person: User, extent: str, reason: str) -> str:
    if extent not in get_args(Extent):
        return "Choisissez ce qui doit être effacé."
    if not reason:
        return "Indiquez le motif : il reste au registre."
    if not _is_same(typed("confirmation"), person.name):
        return typeset(f"Pour confirmer, recopiez le nom : {person.name}. Rien n’a été effacé.")
    return ""


def _is_same(text: str, name: str) -> bool:
    return " ".join(text.split()).casefold() == " ".join(name.split()).casefold()


def _own_sitting(person: User) -> Sitting:
    """Return the sitting of the form, if it is this person's, or 404."""
    query = sa.select(Sitting).where(
        Sitting.token == typed("sitting"), Sitting.candidate_id == person.id
    )
    found = session().scalar(query)
    if found is None:
        abort(404, "Ce passage n’est pas de ce candidat.")
    return found


@bp.get("/donnees/motif/<token>")
def privacy_reason(token: str) -> ResponseReturnValue:
    """Ask why a candidate's content is opened."""
    return _reason(sitting_of(token))


@bp.post("/donnees/motif/<token>")
def privacy_reason_say(token: str) -> ResponseReturnValue:
    """Keep the reason in the audit trail, then go on to what was asked for."""
    sitting = sitting_of(token)
    return _said(sitting, url_for("centre.privacy_person", person_id=sitting.candidate_id))


@bp.get("/donnees/motif/session/<int:exam_id>")
def privacy_whole_reason(exam_id: int) -> ResponseReturnValue:
    """Ask why what bears all the candidates of a session is taken away."""
    return _reason(exam_of(exam_id))


@bp.post("/donnees/motif/session/<int:exam_id>")
def privacy_whole_reason_say(exam_id: int) -> ResponseReturnValue:
    """Keep that reason too, then go on."""
    return _said(exam_of(exam_id), url_for("centre.exam", exam_id=exam_id))


def _said(about: Sitting | Exam, otherwise: str) -> ResponseReturnValue:
    """Keep the reason typed, then go where the administrator was going."""
    reason = typed("reason")
    if not reason:
        return _reason(about, "Indiquez le motif : il est inscrit au journal des consultations.")
    sitting_id, exam_id = (
        (about.id, about.exam_id) if isinstance(about, Sitting) else (None, about.id)
    )
    audit.record(audit.REASON, sitting_id=sitting_id, exam_id=exam_id, purpose=reason)
    return htmx.redirect(safe_next(request.form.get("next", "")) or otherwise)


def _reason(about: Sitting | Exam, refusal: str = "") -> ResponseReturnValue:
    sitting = about if isinstance(about, Sitting) else None
    exam = sitting.exam if sitting else about
    page = render_template(
        "centre/privacy/reason.html", sitting=sitting, exam=exam, refusal=refusal,
        next_page=safe_next(request.values.get("next", "")), typed=request.form,
    )  # fmt: skip
    return page, 422 if refusal else 200
