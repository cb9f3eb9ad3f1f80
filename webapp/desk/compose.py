"""Writing messages: new, reply, forward, drafts kept while one types, sending."""

from dataclasses import replace

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from sim.facts.mail import DraftSaved
from sim.mail import DiscardDraft, SaveDraft, SendMail, clean_addresses
from webapp import htmx
from webapp.desk import compose_view as view
from webapp.desk.blueprint import bp, office
from webapp.desk.compose_view import Writing
from webapp.desk.mail import UNKNOWN, show_mailbox

DRAFT_GONE = (
    "Ce brouillon n’existe plus\u00a0: il a été envoyé ou supprimé. Revenez à vos messages."
)


@bp.get("/messagerie/nouveau")
def mail_new() -> ResponseReturnValue:
    """Write a message: to somebody or nobody yet, to pass on what a call left, or with a file."""
    args = request.args
    writing = view.new(office().world, args.get("a", ""), args.get("fiche", ""))
    piece = args.get("piece", "")
    if piece in office().world.drive.files:
        writing = replace(writing, attachments=(piece,))
    return _form(writing)


@bp.get("/messagerie/<mail>/repondre")
def mail_reply(mail: str) -> ResponseReturnValue:
    """Answer a message, everybody it was sent to when asked."""
    everybody = bool(request.args.get("tous"))
    return _form(view.reply(office().world, mail, everybody=everybody), mail)


@bp.get("/messagerie/<mail>/transferer")
def mail_forward(mail: str) -> ResponseReturnValue:
    """Forward a message with its files."""
    return _form(view.forward(office().world, mail), mail)


@bp.get("/messagerie/brouillons/<draft>")
def mail_draft(draft: str) -> ResponseReturnValue:
    """Take a draft up again."""
    found = office().world.mail.drafts.get(draft)
    if found is None:
        abort(404, DRAFT_GONE)
    return _form(view.taken_up(office().world, found))


@bp.post("/messagerie/brouillons")
def mail_draft_save() -> ResponseReturnValue:
    """Keep what is being typed; without scripts, because the candidate asks."""
    writing = _typed()
    draft, refusal = _save(writing, request.form.get("nonce", ""))
    if not htmx.is_htmx():
        if refusal:
            return _form(writing, refusal=refusal)
        return office().done(url_for("desk.mail_draft", draft=draft), "Brouillon enregistré.")
    return htmx.respond(
        "desk/mail/index.html", "desk/mail/_draft_state.html", status=422 if refusal else 200,
        draft=draft, refusal=refusal, saved=office().moment,
    )  # fmt: skip


def _save(writing: Writing, nonce: str) -> tuple[str, str]:
    """Save a draft; return its id and the refusal.

    A draft's first saving carries the form's nonce: a second one sent meanwhile finds the same draft.
    """
    world = office().world
    if not writing.draft:
        outcome = office().handle(_command(writing), f"{nonce}-draft" if nonce else "")
        saved = [fact.draft for fact in outcome.facts if isinstance(fact, DraftSaved)]
        if not outcome.repeated or not saved:
            return (saved[0] if saved else ""), outcome.refusal
        writing = replace(writing, draft=saved[0])
    known = world.mail.drafts.get(writing.draft)
    if known and view.taken_up(world, known) == writing:
        return writing.draft, ""
    return writing.draft, office().handle(_command(writing)).refusal


@bp.post("/messagerie/brouillons/<draft>/supprimer")
def mail_draft_discard(draft: str) -> ResponseReturnValue:
    """Throw a draft away."""
    refusal = office().handle(DiscardDraft(draft=draft), request.form.get("nonce", "")).refusal
    if refusal:
        return show_mailbox(refusal=refusal)
    return office().done(url_for("desk.mail", dossier="drafts"), "Brouillon supprimé.")


@bp.post("/messagerie/envoyer")
def mail_send() -> ResponseReturnValue:
    """Send; whatever stands in the way, nothing typed is lost."""
    writing = _typed()
    command = SendMail(**_command(writing).model_dump())
    outcome = office().handle(command, request.form.get("nonce", ""))
    if outcome.refusal:
        return _form(writing, writing.source, refusal=outcome.refusal)
    return office().done(url_for("desk.mail"), "Message envoyé.")


def _form(writing: Writing | None, selected: str = "", refusal: str = "") -> ResponseReturnValue:
    if writing is None:
        abort(404, UNKNOWN)
    world = office().world
    return show_mailbox(
        selected,
        refusal=refusal,
        writing=writing,
        quoted=view.quoted(world, writing),
        shelves=view.shelves(world),
        forwardable=view.forwardable(world, writing.forward_of),
        correspondents=view.correspondents(world),
        saved=None,
    )


def _typed() -> Writing:
    form = request.form
    return Writing(
        draft=form.get("draft", ""),
        to=form.get("to", "").strip(),
        cc=form.get("cc", "").strip(),
        subject=form.get("subject", ""),
        body=form.get("body", "").replace("\r\n", "\n"),
        attachments=tuple(form.getlist("attachments")),
        in_reply_to=form.get("in_reply_to", ""),
        forward_of=form.get("forward_of", ""),
    )


def _command(writing: Writing) -> SaveDraft:
    return SaveDraft(
        draft=writing.draft,
        to=clean_addresses((writing.to,)),
        cc=clean_addresses((writing.cc,)),
        subject=writing.subject,
        body=writing.body,
        attachments=writing.attachments,
        in_reply_to=writing.in_reply_to or None,
        forward_of=writing.forward_of or None,
    )
