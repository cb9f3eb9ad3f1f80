"""The mailbox: reading, attachments, links, sorting."""

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sim.decision import Command
from sim.drive import SaveAttachment
from sim.facts.base import FileRef
from sim.mail import FlagMail, FollowLink, MoveMail, OpenAttachment, OpenMail
from sim.planner import AddTask
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.drive import INLINE, attachment
from webapp.desk.drive_view import folders as drive_folders
from webapp.desk.mail_view import list_context, mailbox_context
from webapp.desk.paged import shown
from webapp.desk.previews import extension
from webapp.desk.shell import badges

UNKNOWN = "Ce message n’est pas dans votre messagerie. Revenez à la boîte de réception."
NO_ATTACHMENT = "Ce message n’a pas cette pièce jointe. Revenez au message."


@bp.get("/messagerie")
def mail() -> ResponseReturnValue:
    """Show a folder, or what a search finds."""
    return show_mailbox()


@bp.get("/messagerie/liste")
def mail_list() -> ResponseReturnValue:
    """Bring the list up to date when something has arrived; nothing is journalled."""
    args = request.args
    context = list_context(
        office().world, _folder(), args.get("message", ""), args.get("recherche", "")
    )
    return htmx.respond(
        "desk/mail/list.html", "desk/mail/_list.html", screen="mail", readonly=False, **context
    )


@bp.get("/messagerie/<mail>")
def mail_read(mail: str) -> ResponseReturnValue:
    """Display a message: reading it is journalled."""
    world = office().world
    if mail in world.mail.received:
        office().open(OpenMail(mail=mail))
    elif mail not in world.mail.sent:
        abort(404, UNKNOWN)
    return show_mailbox(mail)


@bp.post("/messagerie/<mail>/deplacer")
def mail_move(mail: str) -> ResponseReturnValue:
    """Sort a message; the folder it was in is shown again."""
    label = request.form.get("vers", "")
    notice = "Message mis à la corbeille." if label == "trash" else "Message déplacé."
    return _do(MoveMail(mail=mail, folder=label), notice)


@bp.post("/messagerie/<mail>/suivre")
def mail_flag(mail: str) -> ResponseReturnValue:
    """Flag a message for follow-up, or remove the flag."""
    flagged = request.form.get("suivi", "") == "1"
    return _do(FlagMail(mail=mail, flagged=flagged), "", selected=mail)


@bp.post("/messagerie/<mail>/planifier")
def mail_plan(mail: str) -> ResponseReturnValue:
    """Put a task about the message at the end of the plan."""
    item = office().world.mail.received.get(mail)
    if item is None:
        abort(404, UNKNOWN)
    command = AddTask(title=item.message.subject or "Message sans objet", about=mail)
    return _do(command, "Tâche ajoutée à votre plan de travail.", selected=mail)


@bp.get("/messagerie/<mail>/piece")
def mail_attachment(mail: str) -> ResponseReturnValue:
    """Open an attachment: shown here when it can be, downloaded when asked."""
    file = _attached(mail)
    if mail in office().world.mail.received:
        office().open(OpenAttachment(mail=mail, name=file.name))
    data = office().file_bytes(file)
    if request.args.get("telecharger"):
        return attachment(file.name, data)
    return render_template(
        "desk/mail/attachment.html",
        screen="mail",
        mail=mail,
        file=file,
        **shown(file, data, "desk.mail_attachment", mail=mail, nom=file.name),
        **_saving(),
    )


@bp.get("/messagerie/<mail>/piece/contenu")
def mail_attachment_content(mail: str) -> Response:
    """Serve an attachment to the frame of its own page, which has journalled its opening."""
    file = _attached(mail)
    mimetype = INLINE.get(extension(file.name))
    if mimetype is None:
        abort(404, NO_ATTACHMENT)
    answer = make_response(office().file_bytes(file))
    answer.headers["Content-Type"] = mimetype
    return answer


@bp.post("/messagerie/<mail>/piece/enregistrer")
def mail_attachment_save(mail: str) -> ResponseReturnValue:
    """Save an attachment to a folder of the drive."""
    folder = request.form.get("dossier_cible", "")
    command = SaveAttachment(mail=mail, name=request.form.get("nom", ""), folder=folder)
    return _do(command, f"Pièce jointe enregistrée dans {folder}.", selected=mail)


@bp.get("/messagerie/<mail>/lien")
def mail_link(mail: str) -> ResponseReturnValue:
    """Follow a link of a message; it leads nowhere, and says nothing of it."""
    link = request.args.get("adresse", "")
    if office().handle(FollowLink(mail=mail, link=link)).refusal:
        abort(404, "Ce lien ne se trouve pas dans le message.")
    return render_template("desk/mail/link.html", screen="mail", link=link, mail=mail)


def show_mailbox(
    selected: str = "", *, refusal: str = "", notice: str = "", **extra: Any
) -> Response:
    """Show the mailbox: the folder, the list, and what is read or written."""
    query = request.values.get("recherche", "")
    context = {
        "writing": None,
        "screen": "mail",
        "readonly": False,
        "refusal": refusal,
        "notice": notice,
        "nonce": office().new_nonce(),
        **_saving(),
        **mailbox_context(office().world, _folder(), selected, query),
        **extra,
    }
    status = 422 if refusal else 200
    return htmx.respond(
        "desk/mail/index.html", "desk/mail/_mailbox.html", status=status,
        also=_badges(), **context,
    )  # fmt: skip


def _badges() -> Iterator[Markup]:
    """Return the rail, whose counts reading has changed."""
    yield htmx.oob("desk/_rail.html", badges=badges(office().world), current="mail")


def _saving() -> dict[str, Any]:
    return {"drive_folders": drive_folders(office().world)}


def _folder() -> str:
    return request.values.get("dossier", "inbox")


def _do(command: Command, notice: str, selected: str = "") -> ResponseReturnValue:
    """Do one thing to a message, and show what became of it."""
    refusal = office().handle(command, request.form.get("nonce", "")).refusal
    if refusal or htmx.is_htmx():
        return show_mailbox(selected, refusal=refusal, notice=notice)
    if selected:
        return office().done(url_for("desk.mail_read", mail=selected, dossier=_folder()), notice)
    return office().done(url_for("desk.mail", dossier=_folder()), notice)


def _attached(mail: str) -> FileRef:
    world, name = office().world, request.args.get("nom", "")
    files: tuple[FileRef, ...] = ()
    if mail in world.mail.received:
        files = world.mail.received[mail].message.attachments
    elif mail in world.mail.sent:
        files = world.mail.sent[mail].fact.attachments
    found = next((file for file in files if file.name == name), None)
    if found is None:
        abort(404, NO_ATTACHMENT)
    return found
