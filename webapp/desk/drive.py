"""The documents: what a candidate opens, uploads and files on the shared drive."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Response, abort, current_app, make_response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from sim.decision import Command
from sim.drive import (
    CopyFile,
    CreateFile,
    CreateFolder,
    DeleteFile,
    MoveFile,
    OpenFile,
    UploadFile,
    UseTemplate,
    clean_path,
    parent,
)
from sim.facts.base import FileRef
from sim.making import blank_text
from sim.world import DriveFile
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.desktop import can_edit, desktop_context
from webapp.desk.drive_view import drive_context, file_context
from webapp.desk.paged import shown
from webapp.desk.previews import extension, unread
from webapp.desk.unread import unreadable

Inspect = Callable[[str, bytes], str]
"""(file name, bytes) to the French reason why the file cannot be uploaded, or nothing."""

INLINE = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
"""What our pages display as it is; anything else is only downloaded."""
FRAMED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""Policy of a file shown in a frame: browsers draw a PDF with an object and styles of their own."""
BLANK_NAME = "Nouveau document.docx"
NO_FILE = "Choisissez d’abord un fichier sur votre poste, puis déposez-le."
GONE = "Ce fichier n’est plus à cet endroit\u00a0: il a été déplacé, renommé ou supprimé. Revenez aux documents et cherchez-le par son nom."


@bp.get("/documents")
def drive() -> ResponseReturnValue:
    """Show a folder, or the files a search by name finds."""
    return _show()


@bp.get("/documents/fichier")
def drive_file() -> ResponseReturnValue:
    """Display a file: reading it is journalled."""
    found = _file(request.args.get("chemin", ""))
    office().open(OpenFile(path=found.path))
    return _show_file(found)


@bp.get("/documents/fichier/suite")
def drive_file_since() -> ResponseReturnValue:
    """Bring the version that a desktop suite has saved since; nothing when there is none."""
    found = _file(request.args.get("chemin", ""))
    if len(found.versions) == request.args.get("version", 0, type=int):
        return "", 204
    return _show_file(found)


def _show_file(found: DriveFile) -> ResponseReturnValue:
    return htmx.respond(
        "desk/drive/file.html",
        "desk/drive/_file.html",
        screen="drive",
        readonly=False,
        desktop=desktop_context(found),
        unread=unreadable([found]),
        edited=can_edit(found),
        **shown(found.file, office().file_bytes(found.file), "desk.drive_file", chemin=found.path),
        **file_context(office().world, found),
    )


@bp.get("/documents/contenu")
def drive_content() -> ResponseReturnValue:
    """Serve the file to the frame of its own page, which has journalled its opening."""
    found = _file(request.args.get("chemin", ""))
    mimetype = INLINE.get(extension(found.name))
    if mimetype is None:
        abort(404, GONE)
    answer = make_response(office().file_bytes(found.file))
    answer.headers["Content-Type"] = mimetype
    answer.headers["Content-Disposition"] = _disposition("inline", found.name)
    answer.headers["Content-Security-Policy"] = FRAMED
    return answer


@bp.get("/documents/telecharger")
def drive_download() -> ResponseReturnValue:
    """Send the file to the candidate's own software: journalled as an opening."""
    found = _file(request.args.get("chemin", ""))
    office().open(OpenFile(path=found.path))
    return attachment(found.name, office().file_bytes(found.file))


@bp.post("/documents/deposer")
def drive_upload() -> ResponseReturnValue:
    """Put files in the folder; the name of a file already there makes a new version of it."""
    sent = [file for file in request.files.getlist("fichiers") if file.filename]
    if not sent:
        return _answer(NO_FILE, "")
    outcomes = [_upload(file, at) for at, file in enumerate(sent)]
    refused = [problem for problem, _ in outcomes if problem]
    doubts = [doubt for problem, doubt in outcomes if doubt and not problem]
    done = len(outcomes) - len(refused)
    notice = "" if not done else "Fichier déposé." if done == 1 else f"{done} fichiers déposés."
    if refused and done:
        refused.append("Le reste est déposé.")
    return _answer(" ".join(refused), " ".join([notice, *doubts]))


def _upload(sent: FileStorage, at: int) -> tuple[str, str]:
    """Upload one file; return why not, and why a file that is taken cannot be read here."""
    name = (sent.filename or "").replace("\\", "/").rpartition("/")[2]
    data = sent.read()
    problem = upload_problem(name, data)
    if problem:
        return problem, ""
    ref: FileRef = office().store_file(name, data)
    command = UploadFile(folder=request.form.get("dossier", ""), file=ref)
    refusal = office().handle(command, f"{_nonce()}-{at}").refusal
    return refusal, "" if refusal else unread(name, data)


def upload_problem(name: str, data: bytes) -> str:
    """Return why a file cannot be put on the drive under this name, or nothing."""
    inspect: Inspect | None = current_app.extensions.get("bannette.inspect_upload")
    return inspect(name, data) if inspect else ""


@bp.post("/documents/modele")
def drive_template() -> ResponseReturnValue:
    """Start a document from a template of the company, or from a blank page; go on to its own page."""
    form = request.form
    template, folder = form.get("modele", ""), clean_path(form.get("dossier", ""))
    name = form.get("nom", "").strip() or template.rpartition("/")[2] or BLANK_NAME
    kind = extension(template) or extension(BLANK_NAME)
    if extension(name) != kind:
        name = f"{name}.{kind}"
    command: Command = (
        UseTemplate(template=template, folder=folder, name=name)
        if template
        else CreateFile(folder=folder, file=office().store_file(name, blank_text()))
    )
    refusal = office().handle(command, _nonce()).refusal
    if refusal:
        return _answer(refusal, "")
    return office().done(url_for("desk.drive_file", chemin=f"{folder}/{name}"), "Document créé.")


@bp.post("/documents/dossier")
def drive_folder() -> ResponseReturnValue:
    """Create a folder in the one displayed."""
    path = f"{request.form.get('dossier', '')}/{request.form.get('nom', '').strip()}"
    return _do(CreateFolder(path=path), "Dossier créé.")


@bp.post("/documents/deplacer")
def drive_move() -> ResponseReturnValue:
    """Move or rename a file."""
    path, to = _filing()
    return _do(MoveFile(path=path, to=to), f"Fichier rangé dans {parent(to)}.", selected=path)


@bp.post("/documents/copier")
def drive_copy() -> ResponseReturnValue:
    """Copy a file."""
    path, to = _filing()
    return _do(CopyFile(path=path, to=to), f"Copie déposée dans {parent(to)}.", selected=path)


@bp.post("/documents/supprimer")
def drive_delete() -> ResponseReturnValue:
    """Delete a file, once the candidate has confirmed."""
    path = request.form.get("chemin", "")
    return _do(DeleteFile(path=path), "Fichier supprimé.", selected=path)


def attachment(name: str, data: bytes) -> Response:
    """Return a file to download, whatever letters its name has."""
    answer = make_response(data)
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["Content-Disposition"] = _disposition("attachment", name)
    return answer


def _disposition(kind: str, name: str) -> str:
    plain = secure_filename(name) or "fichier"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _file(path: str) -> DriveFile:
    found = office().world.drive.files.get(path)
    if found is None:
        abort(404, GONE)
    return found


def _filing() -> tuple[str, str]:
    """Return the file's path and the one the form gives it; its extension is kept when left out."""
    form = request.form
    path, name = form.get("chemin", ""), form.get("nom", "").strip()
    if name and extension(path) and not extension(name):
        name = f"{name}.{extension(path)}"
    return path, clean_path(form.get("vers", "")) + "/" + name


def _do(command: Command, notice: str, selected: str = "") -> ResponseReturnValue:
    refusal = office().handle(command, _nonce()).refusal
    return _answer(refusal, notice, selected if refusal else "")


def _answer(refusal: str, notice: str, selected: str = "") -> ResponseReturnValue:
    """Show the folder again, with what became of the form."""
    return _show(refusal=refusal, notice=notice, selected=selected, typed=request.form)


def _show(
    refusal: str = "", notice: str = "", selected: str = "", typed: Any = None
) -> ResponseReturnValue:
    place = request.values
    context = drive_context(
        office().world,
        place.get("dossier", ""),
        place.get("recherche", ""),
        selected or request.args.get("ranger", ""),
    )
    if request.method == "POST" and not refusal and not htmx.is_htmx():
        return office().done(url_for("desk.drive", dossier=context["folder"]), notice)
    return htmx.respond(
        "desk/drive/index.html",
        "desk/drive/_drive.html",
        status=422 if refusal else 200,
        screen="drive",
        refusal=refusal,
        notice=notice,
        typed=typed or {},
        readonly=False,
        nonce=office().new_nonce(),
        unread=unreadable(office().world.drive.files[one.path] for one in context["files"]),
        **context,
    )


def _nonce() -> str:
    return request.form.get("nonce", "")
