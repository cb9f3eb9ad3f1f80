"""What the ERP puts out and controls: printed forms, the batch of invoices, the VAT number check."""

from typing import Any

from flask import Response, abort, make_response, request, url_for
from flask.typing import ResponseReturnValue

from sim.erp.batches import PostBatch, RunBatchControl
from sim.erp.doctype import Doctype, Form
from sim.erp.module import Batch
from sim.erp.outputs import PreviewOutput, PrintOutput, pdf
from sim.erp.registry import BATCHES
from sim.erp.rights import sees
from sim.erp.sheets import SHEET
from sim.erp.vat_numbers import CheckVatNumber
from sim.facts.erp import ControlRun, RecordCreated
from sim.world import ErpRecord
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.drive import FRAMED
from webapp.desk.erp import known_doctype, known_record, opened, printed
from webapp.desk.erp_batch import INVOICES, batch_context, vat_context
from webapp.desk.erp_edit import warnings
from webapp.desk.erp_menu import areas
from webapp.desk.erp_view import record_title

NO_FORM = "Cette édition n’existe pas pour cette fiche. Revenez à la fiche pour voir celles qui sont proposées."
NOTHING_TICKED = "Rien n’est coché. Cochez les documents du lot, puis recommencez."
NO_BATCH = "Ce traitement n’existe pas dans le progiciel. Repartez de son accueil."


@bp.get("/erp/<doctype>/apercu/<form>/<path:record>")
def erp_form(doctype: str, form: str, record: str) -> ResponseReturnValue:
    """Show a printed form on screen: journalled as a preview."""
    shown, found, known = _known(doctype, form, record)
    command = PreviewOutput(doctype=doctype, record=found.id, form=form)
    refusal = office().open(command).refusal
    return _form(shown, found, known, refusal)


@bp.get("/erp/<doctype>/pdf/<form>/<path:record>")
def erp_pdf(doctype: str, form: str, record: str) -> ResponseReturnValue:
    """Serve the printed form to the frame of its page, which has journalled the preview."""
    shown, found, known = _known(doctype, form, record)
    answer = make_response(pdf(office().world, shown.name, found.id, known.name) or b"")
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Content-Security-Policy"] = FRAMED
    return answer


@bp.post("/erp/<doctype>/imprimer/<form>/<path:record>")
def erp_print(doctype: str, form: str, record: str) -> ResponseReturnValue:
    """Print a form to the drive; « Envoyer par mél » goes on to a message that holds it."""
    shown, found, known = _known(doctype, form, record)
    command = PrintOutput(doctype=doctype, record=found.id, form=form)
    outcome = office().handle(command, request.form.get("nonce", ""))
    notice = printed(outcome.facts)
    if notice and request.form.get("envoyer"):
        recipient = default_recipient(found)
        return htmx.redirect(url_for("desk.mail_new", a=recipient, piece=notice["path"]))
    return _form(shown, found, known, outcome.refusal, notice)


@bp.get("/erp/lot")
@bp.get("/erp/lot/<batch>")
def erp_batch(batch: str = INVOICES) -> ResponseReturnValue:
    """Show what a batch proposes."""
    known = _known_batch(batch)
    opened(known.doctype, tab=_tab(batch))
    return _batch(known, None)


@bp.post("/erp/lot/<batch>/controle")
def erp_batch_control(batch: str) -> ResponseReturnValue:
    """Run the control over the ticked records and show its report."""
    known, records = _known_batch(batch), tuple(request.form.getlist("choix"))
    if not records:
        return _batch(known, records, refusal=NOTHING_TICKED)
    command = RunBatchControl(batch=batch, records=records)
    outcome = office().handle(command, request.form.get("nonce", ""))
    return _batch(known, records, refusal=outcome.refusal, report=_control(outcome.facts))


@bp.post("/erp/lot/<batch>/valider")
def erp_batch_post(batch: str) -> ResponseReturnValue:
    """Do the batch's step on the ticked records, once the ERP's warnings are confirmed."""
    known, records = _known_batch(batch), tuple(request.form.getlist("choix"))
    if not records:
        return _batch(known, records, refusal=NOTHING_TICKED)
    confirmed = request.form.get("confirme") == "1"
    command = PostBatch(batch=batch, records=records, confirmed=confirmed)
    outcome = office().handle(command, request.form.get("nonce", ""))
    warned = warnings(outcome)
    if outcome.refusal or warned:
        return _batch(known, records, refusal=outcome.refusal, warned=warned)
    address, told = _after(known, len(records), outcome.facts)
    return office().done(address, told)


def _after(batch: Batch, count: int, facts: tuple[object, ...]) -> tuple[str, str]:
    """Return where a batch leads: to the day's journal, to what it made, or to its list."""
    if batch.name == INVOICES:
        day = office().moment.date().isoformat()
        journal = url_for("desk.erp_record", doctype="invoice_journal", record=day)
        return journal, f"Lot validé\u00a0: {count} factures. Voici le journal du jour."
    made = [fact for fact in facts if isinstance(fact, RecordCreated)]
    shown = made[0].doctype if made else batch.doctype
    return url_for("desk.erp_list", doctype=shown), f"{batch.title_fr}\u00a0: c’est fait."


@bp.get("/erp/controle-tva")
def erp_vat() -> ResponseReturnValue:
    """Show the VAT number check."""
    opened("customer", tab="vat_number")
    return _vat()


@bp.post("/erp/controle-tva")
def erp_vat_check() -> ResponseReturnValue:
    """Check a VAT number and show the answer."""
    command = CheckVatNumber(
        number=request.form.get("numero", "").strip(), customer=request.form.get("client", "")
    )
    outcome = office().handle(command, request.form.get("nonce", ""))
    return _vat(outcome.refusal, _control(outcome.facts))


def default_recipient(record: ErpRecord) -> str:
    """Return the address the customer's file gives: of the buyer for an order, of billing otherwise."""
    customers = office().world.erp.records.get("customer", {})
    customer = customers.get(record.values.get("customer", ""))
    if customer is None:
        return ""
    first = "order_email" if record.doctype == "sales_order" else "billing_email"
    return customer.values.get(first) or customer.values.get("email", "")


def _known(doctype: str, form: str, record: str) -> tuple[Doctype, ErpRecord, Form]:
    shown = known_doctype(doctype)
    found = known_record(shown, record)
    known = SHEET if form == SHEET.name else shown.form(form)
    if known is None:
        abort(404, NO_FORM)
    return shown, found, known


def _form(
    doctype: Doctype, record: ErpRecord, form: Form, refusal: str, notice: Any = None
) -> ResponseReturnValue:
    return _answer(
        "form",
        refusal,
        areas=areas(office().world),
        doctype=doctype.name,
        id=record.id,
        record=record_title(office().world, record),
        title=form.label_fr,
        form=form.name,
        recipient=default_recipient(record),
        notice=notice,
    )


def _known_batch(name: str) -> Batch:
    found, world = BATCHES.get(name), office().world
    if found is None or not sees(world, name) or not sees(world, found.doctype):
        abort(404, NO_BATCH)
    return found


def _tab(batch: str) -> str:
    return "batch" if batch == INVOICES else f"batch:{batch}"


def _batch(
    batch: Batch,
    ticked: tuple[str, ...] | None,
    refusal: str = "",
    warned: list[dict[str, str]] | None = None,
    report: ControlRun | None = None,
) -> ResponseReturnValue:
    context = batch_context(office().world, batch.name, ticked, report)
    return _answer("batch", refusal, warnings=warned or [], notice=None, **context)


def _vat(refusal: str = "", report: ControlRun | None = None) -> ResponseReturnValue:
    typed = request.form
    context = vat_context(office().world, typed.get("numero", ""), typed.get("client", ""), report)
    return _answer("vat", refusal, notice=None, **context)


def _answer(name: str, refusal: str, **context: Any) -> Response:
    return htmx.respond(
        f"desk/erp/{name}.html",
        f"desk/erp/_{name}.html",
        status=422 if refusal else 200,
        screen="erp",
        readonly=False,
        nonce=office().new_nonce(),
        refusal=refusal,
        **context,
    )


def _control(facts: tuple[object, ...]) -> ControlRun | None:
    return next((fact for fact in facts if isinstance(fact, ControlRun)), None)
