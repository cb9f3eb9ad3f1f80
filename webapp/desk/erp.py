"""The ERP's screens: home, lists, records. Displaying one is journalled; refreshing it is not."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from sim.decision import Command
from sim.erp.doctype import Doctype
from sim.erp.filters import DeleteFilter, SaveFilter
from sim.erp.office import AttachFile
from sim.erp.outputs import FOLDER, ExportList
from sim.erp.registry import DOCTYPES
from sim.erp.rights import sees
from sim.erp.screens import OpenScreen, SearchRecords
from sim.facts.erp import Exported, OutputGenerated, SearchRun
from sim.world import ErpRecord
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.drive import attachment
from webapp.desk.erp_record import record_context
from webapp.desk.erp_view import Wanted, home_context, list_context

NO_DOCTYPE = "Cet écran n’existe pas dans le progiciel. Repartez de son accueil."
NO_RECORD = "Cette fiche n’existe pas dans le progiciel. Cherchez-la dans la liste par son numéro ou son nom."
NO_ATTACHMENT = "Cette pièce jointe n’existe pas. Revenez à la fiche pour voir celles qui y sont."


@bp.get("/erp")
def erp() -> ResponseReturnValue:
    """Show the ERP's menu."""
    context = home_context(office().world)
    return htmx.respond(
        "desk/erp/home.html", "desk/erp/_home.html", screen="erp", readonly=False, **context
    )


@bp.get("/erp/<doctype>")
def erp_list(doctype: str) -> ResponseReturnValue:
    """Show the records of a doctype, searched, filtered and sorted as asked."""
    shown, wanted = known_doctype(doctype), _wanted()
    opened(doctype)
    if wanted.query and not _just_searched(doctype, wanted.query):
        office().handle(SearchRecords(doctype=doctype, query=wanted.query))
    return show_list(shown, wanted)


@bp.post("/erp/<doctype>/export")
def erp_export(doctype: str) -> ResponseReturnValue:
    """Export the list as it is searched and filtered to the drive."""
    shown, wanted = known_doctype(doctype), _wanted()
    command = ExportList(
        doctype=doctype,
        query=wanted.query,
        filters=wanted.filters,
        sort=wanted.order,
        lines=request.form.get("lignes") == "1",
        format="csv" if request.form.get("format") == "csv" else "xlsx",
    )
    outcome = office().handle(command, request.form.get("nonce", ""))
    return show_list(shown, wanted, outcome.refusal, printed(outcome.facts))


@bp.post("/erp/<doctype>/filtre")
def erp_save_filter(doctype: str) -> ResponseReturnValue:
    """Keep how the list is shown under a name; or forget a name."""
    shown, wanted = known_doctype(doctype), _wanted()
    name, gone = request.form.get("nom", ""), request.form.get("supprimer", "")
    command: Command = SaveFilter(
        doctype=doctype, name=name, query=wanted.query, filters=wanted.filters, sort=wanted.order
    )
    if gone:
        command = DeleteFilter(doctype=doctype, name=gone)
    refusal = office().handle(command, request.form.get("nonce", "")).refusal
    if refusal:
        return show_list(shown, wanted, refusal)
    notice = "Filtre supprimé." if gone else "Filtre enregistré."
    return office().done(url_for("desk.erp_list", doctype=doctype, **wanted.link()), notice)


@bp.get("/erp/<doctype>/fiche/<path:record>")
def erp_record(doctype: str, record: str) -> ResponseReturnValue:
    """Show a record."""
    shown = known_doctype(doctype)
    found = known_record(shown, record)
    opened(doctype, found.id)
    return show_record(shown, found.id)


@bp.post("/erp/<doctype>/joindre/<path:record>")
def erp_attach(doctype: str, record: str) -> ResponseReturnValue:
    """Attach a file of the drive to a record."""
    shown = known_doctype(doctype)
    found = known_record(shown, record)
    command = AttachFile(doctype=doctype, record=found.id, path=request.form.get("chemin", ""))
    refusal = office().handle(command, request.form.get("nonce", "")).refusal
    if refusal:
        return show_record(shown, found.id, refusal=refusal)
    url = url_for("desk.erp_record", doctype=doctype, record=found.id)
    return office().done(url, "Fichier joint à la fiche.")


@bp.get("/erp/<doctype>/piece/<path:record>")
def erp_attachment(doctype: str, record: str) -> ResponseReturnValue:
    """Send a file attached to a record."""
    found = known_record(known_doctype(doctype), record)
    name = request.args.get("nom", "")
    file = next((file for file in found.attachments if file.name == name), None)
    if file is None:
        abort(404, NO_ATTACHMENT)
    office().open(OpenScreen(doctype=doctype, record=found.id, tab=f"attachment:{name}"))
    return attachment(file.name, office().file_bytes(file))


def show_list(
    doctype: Doctype, wanted: Wanted, refusal: str = "", notice: dict[str, str] | None = None
) -> ResponseReturnValue:
    """Answer with a list."""
    return htmx.respond(
        "desk/erp/list.html",
        "desk/erp/_list.html",
        status=422 if refusal else 200,
        screen="erp",
        readonly=False,
        nonce=office().new_nonce(),
        refusal=refusal,
        notice=notice,
        **list_context(office().world, doctype, wanted),
    )


def show_record(
    doctype: Doctype, record: str, refusal: str = "", warned: dict[str, Any] | None = None
) -> ResponseReturnValue:
    """Answer with a record; `warned` is what the ERP asks before going on."""
    world = office().world
    return htmx.respond(
        "desk/erp/record.html",
        "desk/erp/_record.html",
        status=422 if refusal else 200,
        screen="erp",
        readonly=False,
        nonce=office().new_nonce(),
        refusal=refusal,
        notice=None,
        warned=warned,
        **record_context(world, doctype, world.erp.records[doctype.name][record]),
    )


def known_doctype(name: str) -> Doctype:
    """Return a doctype; a 404 when there is none of this name, or none for this profile."""
    found = DOCTYPES.get(name)
    if found is None or not sees(office().world, name):
        abort(404, NO_DOCTYPE)
    return found


def known_record(doctype: Doctype, record: str) -> ErpRecord:
    """Return a record; a 404 when it is not there."""
    found = office().world.erp.records.get(doctype.name, {}).get(record)
    if found is None:
        abort(404, NO_RECORD)
    return found


def opened(doctype: str, record: str | None = None, tab: str = "") -> None:
    """Journal that a screen is displayed, unless the last thing done was on this very screen."""
    last = office().entries_since(office().world.seq - 1)[-1].fact
    place = (getattr(last, "doctype", ""), getattr(last, "record", None), getattr(last, "tab", ""))
    if place != (doctype, record, tab):
        office().open(OpenScreen(doctype=doctype, record=record, tab=tab))


def printed(facts: tuple[object, ...]) -> dict[str, str] | None:
    """Say where a file the ERP made was put."""
    made = next((fact for fact in facts if isinstance(fact, OutputGenerated | Exported)), None)
    if made is None:
        return None
    path = f"{FOLDER}/{made.file.name}"
    return {
        "text": f"«\u00a0{made.file.name}\u00a0» est dans le dossier «\u00a0{FOLDER.strip('/')}\u00a0» des documents.",
        "path": path,
        "link": url_for("desk.drive", dossier=FOLDER, ranger=path),
        "link_label": "Ranger ce fichier",
    }


def _wanted() -> Wanted:
    asked = request.values
    page = asked.get("page", "1")
    return Wanted(
        query=asked.get("recherche", "").strip()[:100],
        state=asked.get("etat", ""),
        sort=asked.get("tri", "")[:60],
        descending=asked.get("sens") == "desc",
        filter=asked.get("filtre", "")[:60],
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
    )


def _just_searched(doctype: str, query: str) -> bool:
    """Say whether the last thing done was this search: its list is refreshed or sorted."""
    last = office().entries_since(office().world.seq - 1)[-1].fact
    return isinstance(last, SearchRun) and (last.doctype, last.query) == (doctype, query)
