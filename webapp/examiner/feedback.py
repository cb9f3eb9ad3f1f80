"""The report for the candidate: proposed by the platform, finished by the commission, handed over once published."""

from typing import Any

from flask import Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.acts import write
from webapp.context import session, store, user, wall
from webapp.dossier.feedback import GENERAL, LEVELS_FR, Part, Report
from webapp.dossier.review import Review
from webapp.dossier.texts import LIMIT, clean
from webapp.examiner.blueprint import bp, criterion_of, graded, held, whole
from webapp.papers.answers import Format, sent
from webapp.reports.handed import file_name, paper, version_of

PAGE = "examiner/feedback.html"
PART = "examiner/_feedback_part.html"
MOMENTS = 8
"""Lines of moments a criterion may have: a report is read in one sitting."""
SENT = "Le compte rendu est remis\u00a0: il ne change plus, sauf si un acte du jury change le résultat."
UNKNOWN = "Cette version du compte rendu n’existe pas."
LATER = "Le résultat n’est pas encore publié par le jury : le compte rendu se remet après."


@bp.get("/<token>/compte-rendu")
def feedback(token: str) -> ResponseReturnValue:
    """Show the report, one part open to be edited."""
    review = graded(token)
    name = request.args.get("partie", GENERAL)
    return htmx.respond(PAGE, PART, **_context(review, name))


def _context(
    review: Review, name: str, refusal: str = "", typed: Part | None = None, other: Part | None = None
) -> dict[str, Any]:  # fmt: skip
    criterion = None if name == GENERAL else criterion_of(review, name)
    report = Report(review)
    order = [GENERAL, *(one.id for one in review.framework.criteria)]
    place = order.index(name)
    ruling = review.ruling(name)
    return {
        "review": review,
        "report": report,
        "criterion": criterion,
        "part": report.part(name),
        "shown": typed or report.part(name),
        "refusal": refusal,
        "other": other,
        "ruling": ruling,
        "following": order[place + 1] if place + 1 < len(order) else "",
        "LEVELS_FR": LEVELS_FR,
        "GENERAL": GENERAL,
    }


@bp.post("/<token>/compte-rendu/parties/<name>")
def feedback_save(token: str, name: str) -> ResponseReturnValue:
    """Keep a part; who typed on an older state is told, and shown both."""
    review = _open(token)
    if name != GENERAL:
        criterion_of(review, name)
    report = Report(review)
    if request.form.get("proposal"):
        report.keep(None, name, author_id=user().id, at=wall())
        return _kept(review, name, "La proposition est rétablie\u00a0; votre texte reste dans les versions précédentes.")  # fmt: skip
    typed, current = _typed(review, name), report.part(name)
    refusal = _refusal(typed)
    if not refusal and request.form.get("version", "") != current.version:
        refusal = f"{_who(current)} a enregistré une autre version de ce texte pendant que vous écriviez. Comparez, puis enregistrez à nouveau."
        return _refused(review, name, refusal, typed, current)
    if refusal:
        return _refused(review, name, refusal, typed)
    report.keep(typed, name, author_id=user().id, at=wall())
    return _kept(review, name, "Texte enregistré.")


def _open(token: str) -> Review:
    """Return a sitting whose report may still change, held until the answer is made."""
    review = held(token)
    whole(review)
    if Report(review).is_sent:
        abort(409, SENT)
    return review


def _who(current: Part) -> str:
    return current.by or "Quelqu’un"


def _typed(review: Review, name: str) -> Part:
    """Return the form as it was typed."""
    level = "" if name == GENERAL else Report(review).level(name)
    return Part(
        name, level, _text("seen"), strengths=_lines("strengths"), reviews=_lines("reviews"), work=_text("work"),
        by=user().name, at=wall(),
    )  # fmt: skip


def _text(name: str) -> str:
    return clean(request.form.get(name, "")).replace("\r\n", "\n").strip()


def _lines(name: str) -> tuple[str, ...]:
    lines = (line.strip() for line in _text(name).split("\n"))
    return tuple(line for line in lines if line)


def _refusal(typed: Part) -> str:
    if typed.name != GENERAL and not (typed.seen and typed.work):
        return "Dites ce qui a été vu et ce qui peut être travaillé : le candidat lit les deux."
    texts = (typed.seen, typed.work, "\n".join(typed.strengths), "\n".join(typed.reviews))
    if max(len(text) for text in texts) > LIMIT:
        return f"Ce texte est trop long ({LIMIT} caractères au plus par zone) : raccourcissez-le."
    if max(len(typed.strengths), len(typed.reviews)) > MOMENTS:
        return f"Gardez {MOMENTS} moments au plus, un par ligne."
    return ""


def _kept(review: Review, name: str, said: str) -> ResponseReturnValue:
    if not htmx.is_htmx():
        flash(said, "success")
        return htmx.redirect(url_for("examiner.feedback", token=review.sitting.token, partie=name))
    fresh = review.fresh()
    context = {**_context(fresh, name), "said": said}
    also = [htmx.oob("examiner/_feedback_list.html", **context)]
    return htmx.respond(PAGE, PART, also=also, **context)


def _refused(
    review: Review, name: str, refusal: str, typed: Part, other: Part | None = None
) -> ResponseReturnValue:
    """Say no beside the form, with all that was typed still in it."""
    context = _context(review, name, refusal, typed, other)
    return htmx.respond(PAGE, PART, status=422, **context)


@bp.get("/<token>/compte-rendu/apercu")
def feedback_preview(token: str) -> ResponseReturnValue:
    """Show the report as the candidate will read it."""
    review = graded(token)
    return render_template("examiner/feedback_preview.html", review=review, **_whole(review))


def _whole(review: Review) -> dict[str, Any]:
    """Return the version of the address; else the draft while it may still change, else the last one."""
    report = Report(review)
    number = request.args.get("version", "" if not report.is_sent else str(len(report.handed)))
    if not number:
        return {"given": report.given(review.shown_name), "act": None, "handed": report.handed}
    act = version_of(report.handed, number)
    if act is None:
        abort(404, UNKNOWN)
    return {"given": act.says("given"), "act": act, "handed": report.handed}


@bp.get("/<token>/compte-rendu.<any(pdf, docx):kind>")
def feedback_file(token: str, kind: Format) -> Response:
    """Download it, marked as a draft until it is handed over."""
    whole = _whole(graded(token))
    if whole["given"] is None:
        abort(404, "Les données de ce candidat ont été effacées\u00a0: le compte rendu n’existe plus.")  # fmt: skip
    act = whole["act"]
    made = paper(whole["given"], made_at=act.at if act else wall(), final=act is not None)
    return sent(made, kind, file_name(whole["given"]))


@bp.post("/<token>/compte-rendu/remise")
def feedback_hand_over(token: str) -> ResponseReturnValue:
    """Hand the report over: from then on the candidate reads it, and it does not change."""
    review = _open(token)
    report = Report(review)
    refusal = _handing_refusal(report)
    if refusal:
        return _refused(review, GENERAL, refusal, report.part(GENERAL))
    # The candidate reads their own name, whatever examiners are shown.
    given = report.given(Review(session(), store(), review.sitting).shown_name)
    report.keep(report.part(GENERAL), GENERAL, author_id=user().id, at=wall())
    row = Report(review).row
    assert row is not None
    row.sent_at = wall()
    write(review.sitting, "feedback.sent", {"given": given, "by": user().name})
    flash("Compte rendu remis\u00a0: le candidat peut le lire et le télécharger.", "success")
    return htmx.redirect(url_for("examiner.feedback_preview", token=token))


def _handing_refusal(report: Report) -> str:
    if not report.review.outcome.is_published:
        return LATER
    behind = report.behind
    if behind:
        names = ", ".join(behind)
        return f"Le niveau retenu a changé depuis que ces textes ont été écrits : {names}. Relisez-les, puis enregistrez-les."
    return ""
