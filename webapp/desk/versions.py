"""The versions of a file: seen, compared, put back on top. Seeing one is journalled as any reading."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from sim.drive import OpenFile, RestoreVersion
from sim.world import DriveFile
from webapp import htmx
from webapp.comparison import Comparison, compare
from webapp.desk.blueprint import bp, office
from webapp.desk.drive import GONE, attachment
from webapp.desk.drive_view import file_context
from webapp.desk.paged import shown

NO_VERSION = (
    "Cette version n’existe pas\u00a0: choisissez-en une dans la liste des versions du fichier."
)


@bp.get("/documents/version")
def drive_version() -> ResponseReturnValue:
    """Display an older version of a file."""
    found, version = _asked()
    file, data = found.versions[version - 1], _opened(found, version)
    place = {"chemin": found.path, "version": version}
    return _show(found, version, **shown(file, data, "desk.drive_version", **place))


@bp.get("/documents/version/telecharger")
def drive_version_download() -> ResponseReturnValue:
    """Send an older version to the candidate's own software."""
    found, version = _asked()
    return attachment(found.name, _opened(found, version))


@bp.get("/documents/comparer")
def drive_compare() -> ResponseReturnValue:
    """Show what a version changed in the one before it; both are journalled as read."""
    found, version = _asked()
    if version < 2:
        abort(404, "La première version n’a rien avant elle à quoi la comparer.")
    before, after = _opened(found, version - 1), _opened(found, version)
    return _show(found, version, comparison=compare(before, after, found.name))


@bp.post("/documents/retablir")
def drive_restore() -> ResponseReturnValue:
    """Put an older version back on top."""
    path = request.form.get("chemin", "")
    version = request.form.get("version", 0, type=int)
    found = office().world.drive.files.get(path)
    outcome = office().handle(
        RestoreVersion(path=path, version=version), request.form.get("nonce", "")
    )
    if outcome.refusal and found is None:
        abort(404, GONE)
    notice = outcome.refusal or f"Version {version} rétablie\u00a0: l’historique est entier."
    return office().done(url_for("desk.drive_file", chemin=path), notice)


def _show(
    found: DriveFile, version: int, comparison: Comparison | None = None, **preview: Any
) -> ResponseReturnValue:
    return htmx.respond(
        "desk/drive/version.html",
        "desk/drive/_version.html",
        screen="drive",
        shown=version,
        comparison=comparison,
        nonce=office().new_nonce(),
        **preview,
        **file_context(office().world, found),
    )


def _asked() -> tuple[DriveFile, int]:
    found = office().world.drive.files.get(request.args.get("chemin", ""))
    if found is None:
        abort(404, GONE)
    version = request.args.get("version", 0, type=int)
    if not 1 <= version <= len(found.versions):
        abort(404, NO_VERSION)
    return found, version


def _opened(found: DriveFile, version: int) -> bytes:
    office().open(OpenFile(path=found.path, version=version))
    return office().file_bytes(found.versions[version - 1])
