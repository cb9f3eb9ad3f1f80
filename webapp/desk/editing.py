"""A text document edited in the browser: its own page, its own policy, each save a version of the file.

The editor is a maintained one, built from `webapp/editor` into the static files; without it the links are gone
and the desktop suite or an upload remain.
"""

from flask import abort, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from sim.drive import EDITABLE, OpenFile, UploadFile, parent, place_of
from sim.journal.files import sha256
from sim.language.french import clock_time
from sim.world import DriveFile
from webapp.desk.blueprint import bp, office
from webapp.desk.desktop import can_edit
from webapp.desk.drive import GONE, upload_problem
from webapp.desk.drive_view import crumbs
from webapp.security import content_security_policy

POLICY = content_security_policy(
    style_src="'self' 'unsafe-inline'",  # the editor draws pages with styles of their own
    img_src="'self' data: blob:",
    font_src="'self' data: blob:",  # fonts that a document brings with it
)
"""Policy of the editor's page alone: scripts still come from this site only."""
NO_EDITOR = "L’éditeur n’est pas installé dans ce centre\u00a0: ouvrez le document dans le logiciel du poste, ou téléchargez-le puis déposez-le."
NOT_EDITED = "Ce fichier ne se modifie pas dans le navigateur\u00a0: ouvrez-le dans le logiciel du poste, ou téléchargez-le."
PROTECTED = "Ce fichier appartient à l’entreprise\u00a0: faites-en une copie, puis modifiez-la."
NOTHING_SENT = "L’enregistrement est arrivé vide\u00a0: recommencez."
MOVED = "Ce fichier a été déplacé, renommé ou supprimé entre-temps. Enregistrer ma version le remet à sa place."


@bp.get("/documents/modifier")
def edit() -> ResponseReturnValue:
    """Open a text document in the browser's editor: reading it is journalled."""
    found = _editable(request.args.get("chemin", ""))
    office().open(OpenFile(path=found.path))
    page = render_template(
        "desk/drive/editor.html",
        screen="drive",
        file=found,
        crumbs=crumbs(parent(found.path)),
        nonce=office().new_nonce(),
    )
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


@bp.get("/documents/modifier/contenu")
def edit_content() -> ResponseReturnValue:
    """Give the editor the document; its page has journalled the opening."""
    found = _editable(request.args.get("chemin", ""))
    answer = current_app.response_class(office().file_bytes(found.file))
    answer.headers["Content-Type"] = "application/octet-stream"
    return answer


@bp.post("/documents/modifier")
def edit_save() -> ResponseReturnValue:
    """Keep what the editor holds as a new version. Answers JSON: `version` and `notice`, or `refusal`.

    409 when another window or program has saved since the editor opened the file; sent again without
    `version`, it goes on top, and both stay in the history.
    """
    path = place_of(office().world, request.form.get("chemin", ""))
    based_on = request.form.get("version", "")
    found, sent = office().world.drive.files.get(path), request.files.get("fichier")
    if based_on and (found is None or based_on != str(len(found.versions))):
        return jsonify(refusal=_overtaken(found)), 409
    data = sent.read() if sent else b""
    name = path.rpartition("/")[2]
    problem = upload_problem(name, data) if data else NOTHING_SENT
    if not problem and (found is None or found.file.sha256 != sha256(data)):
        command = UploadFile(folder=parent(path), file=office().store_file(name, data))
        problem = office().handle(command, request.form.get("nonce", "")).refusal
    if problem:
        return jsonify(refusal=problem), 422
    version = len(office().world.drive.files[path].versions)
    moment = clock_time(office().moment)
    return jsonify(version=version, notice=f"Enregistré à {moment}, version {version}")


def _overtaken(found: DriveFile | None) -> str:
    if found is None:
        return MOVED
    return (
        f"Ce document a été enregistré ailleurs entre-temps (version {len(found.versions)})."
        " Votre texte est toujours ici\u00a0: l’enregistrer par-dessus garde les deux versions dans l’historique."
    )


def _editable(path: str) -> DriveFile:
    found = office().world.drive.files.get(path)
    if found is None:
        abort(404, GONE)
    if not current_app.config["BROWSER_EDITOR"]:
        abort(404, NO_EDITOR)
    if found.origin not in EDITABLE:
        abort(403, PROTECTED)
    if not can_edit(found):
        abort(404, NOT_EDITED)
    return found
