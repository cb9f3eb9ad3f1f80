"""Calibration: rating reference sittings, then reading what was expected and where one differs."""

from io import BytesIO
from typing import Any

import sqlalchemy as sa
from flask import abort, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from webapp import calibration, htmx
from webapp.appointments import RATERS
from webapp.calibration import Reference
from webapp.context import session, user, wall
from webapp.dossier.pieces import pieces
from webapp.dossier.ratings import GIVEN, GIVEN_FR
from webapp.examiner.blueprint import bp
from webapp.examiner.files import laid, named
from webapp.examiner.piece import entry_shown
from webapp.library import framework
from webapp.reading import READER
from webapp.store.planning_tables import Appointment
from webapp.store.result_tables import CalibrationRating
from webapp.store.tables import Exam

PAGE = "examiner/reference.html"
PART = "examiner/_reference_form.html"
DONE = "Vous avez déjà noté ce passage de référence\u00a0: ce qui était attendu est affiché, il ne se note plus."
MISSING = "Choisissez un niveau pour chaque critère. Il reste : {names}."


def _packs() -> list[str]:
    """Return the packs of the exams this person rates in; an administrator may see them all."""
    query = sa.select(Exam.pack).distinct().order_by(Exam.pack)
    if user().role != "admin":
        mine = sa.select(Appointment.exam_id).where(
            Appointment.user_id == user().id, Appointment.duty.in_(RATERS)
        )
        query = query.where(Exam.id.in_(mine))
    return list(session().scalars(query))


def _reference(pack: str, number: int) -> Reference:
    found = calibration.reference(pack, number) if pack in _packs() else None
    if found is None:
        abort(404, "Ce passage de référence n’existe pas pour les sessions où vous notez.")
    g.desk_token = number  # the desk's partials, drawn for a replay, build addresses with it
    return found


@bp.get("/calibrage")
def calibrate() -> ResponseReturnValue:
    """List the reference sittings of the packs one rates, and how far one agrees with what is expected."""
    found = []
    for pack in _packs():
        prepared = calibration.material(pack)
        rows = calibration.given(session(), user().id, pack)
        if prepared is not None:
            known = {name: rows[name] for name in prepared.names if name in rows}
            found.append((pack, prepared, known, calibration.compared(known)))
    return render_template("examiner/calibration.html", packs=found)


@bp.get("/calibrage/<pack>/<int:number>")
def reference(pack: str, number: int) -> ResponseReturnValue:
    """Show a reference sitting to rate, or what was expected once it is rated."""
    return render_template(PAGE, **_context(pack, number))


def _context(pack: str, number: int) -> dict[str, Any]:
    found = _reference(pack, number)
    rows = calibration.given(session(), user().id, pack).get(found.name, {})
    scenario = found.playhead.scenario
    wordings = {one.id: one for one in framework(scenario.framework).criteria}
    return {
        "pack": pack,
        "number": number,
        "reference": found,
        "criteria": [wordings[name] for name in found.sheets],
        "rows": rows,
        "agreement": calibration.compared({found.name: rows}),
        "pieces": pieces(found.playhead),
        "debrief": found.playhead.world_at(found.playhead.last).debrief,
        "GIVEN_FR": GIVEN_FR,
        "refusal": "",
        "typed": {},
    }


@bp.post("/calibrage/<pack>/<int:number>")
def rate_reference(pack: str, number: int) -> ResponseReturnValue:
    """Keep one's levels on a reference sitting, all at once and once only."""
    context = _context(pack, number)
    found: Reference = context["reference"]
    if context["rows"]:
        abort(409, DONE)
    levels = {name: request.form.get(f"level-{name}", "") for name in found.sheets}
    missing = [name for name, level in levels.items() if level not in GIVEN]
    if missing:
        said = MISSING.format(names=", ".join(missing))
        context |= {"refusal": said, "typed": levels}
        return htmx.respond(PAGE, PART, status=422, **context)
    session().add_all(
        CalibrationRating(
            reference=found.name, criterion=name, level=level, expected=found.sheets[name].level,
            author_id=user().id, at=wall(),
        )
        for name, level in levels.items()
    )  # fmt: skip
    session().flush()
    if not htmx.is_htmx():
        return redirect(url_for("examiner.reference", pack=pack, number=number), 303)
    return htmx.respond(PAGE, PART, **_context(pack, number))


@bp.get("/calibrage/<pack>/<int:number>/piece")
def reference_piece(pack: str, number: int) -> ResponseReturnValue:
    """Show what an entry of a reference sitting left, or one of its files."""
    found = _reference(pack, number)
    path = request.args.get("chemin", "")
    if not path:
        return _as_piece("examiner/_piece_entry.html", **entry_shown(found.playhead))
    ref = named(found.playhead, path)
    document = READER.read(found.files[ref.sha256], ref.name)
    return _as_piece(
        "examiner/_piece_file.html", path=path, ref=ref, note="", as_pages=False,
        download=url_for("examiner.reference_file", pack=pack, number=number, chemin=path),
        **laid(document, ""),
    )  # fmt: skip


def _as_piece(part: str, **shown: Any) -> ResponseReturnValue:
    """Show a piece in the page it is asked from, or on a page of its own."""
    return htmx.respond("examiner/reference_piece.html", part, part=part, **shown)


@bp.get("/calibrage/<pack>/<int:number>/fichier")
def reference_file(pack: str, number: int) -> ResponseReturnValue:
    """Download a file of a reference sitting."""
    found = _reference(pack, number)
    ref = named(found.playhead, request.args.get("chemin", ""))
    return send_file(BytesIO(found.files[ref.sha256]), as_attachment=True, download_name=ref.name)
