"""Facts of the ERP, generic over document types: what differs is the doctype's name.

Values are the texts of the fields (`12.50`, `2026-10-13`, `C00112`), so that a fact reads the same
whatever becomes of the doctype later.
"""

from typing import Literal

from sim.facts.base import Fact, FileRef

Row = dict[str, str]
"""One line or one header: field name to text."""


class ScreenOpened(Fact):
    """A list or a record was displayed."""

    kind: Literal["erp.screen_opened"] = "erp.screen_opened"
    doctype: str
    record: str | None = None
    tab: str = ""

    sentence_fr = "Ouvre l’écran {doctype} {record}"
    sentence_en = "Opens screen {doctype} {record}"


class SearchRun(Fact):
    """The ERP was searched."""

    kind: Literal["erp.search_run"] = "erp.search_run"
    doctype: str
    query: str
    results: int

    sentence_fr = "Cherche « {query} » dans {doctype} (résultats : {results})"
    sentence_en = "Searches {doctype} for “{query}”"
    personal = ("query",)


class RecordCreated(Fact):
    """A record was entered."""

    kind: Literal["erp.record_created"] = "erp.record_created"
    doctype: str
    record: str
    state: str
    values: Row
    lines: tuple[Row, ...] = ()
    number: str | None = None
    """The number, when this doctype numbers its records at creation."""
    copied_from: str | None = None
    """The record it was duplicated from."""
    automatic: bool = False
    """Written by the ERP as a consequence of another document: a stock movement, an entry of a ledger."""

    sentence_fr = "Crée {doctype} {record}"
    sentence_en = "Creates {doctype} {record}"


class RecordChanged(Fact):
    """A record was edited: every field changed, before and after; lines whole when they changed."""

    kind: Literal["erp.record_changed"] = "erp.record_changed"
    doctype: str
    record: str
    before: Row = {}
    after: Row = {}
    lines_before: tuple[Row, ...] | None = None
    lines_after: tuple[Row, ...] | None = None

    sentence_fr = "Modifie {doctype} {record}"
    sentence_en = "Edits {doctype} {record}"


class ActionDone(Fact):
    """An action moved a record from a state to another; posting also gives it its number."""

    kind: Literal["erp.action_done"] = "erp.action_done"
    doctype: str
    record: str
    action: str
    before: str
    """State before."""
    after: str
    number: str | None = None
    """The number assigned, when this action assigns one."""
    changes: Row = {}
    """Fields the action itself wrote."""
    automatic: bool = False
    """Done by the ERP as a consequence of another document."""
    note: str = ""

    sentence_fr = "{doctype} {record} : {action}"
    sentence_en = "{doctype} {record}: {action}"
    personal = ("note",)


class WarningShown(Fact):
    """The ERP warned and waits for a confirmation."""

    kind: Literal["erp.warning_shown"] = "erp.warning_shown"
    doctype: str
    record: str | None = None
    warning: str
    message: str

    sentence_fr = "Avertissement affiché : {message}"
    sentence_en = "Warning shown: {message}"


class WarningOverridden(Fact):
    """The candidate went on despite the warning."""

    kind: Literal["erp.warning_overridden"] = "erp.warning_overridden"
    doctype: str
    record: str | None = None
    warning: str

    sentence_fr = "Passe outre l’avertissement {warning} ({doctype} {record})"
    sentence_en = "Overrides warning {warning}"


class ControlRun(Fact):
    """A control was run: its result and the figures it showed."""

    kind: Literal["erp.control_run"] = "erp.control_run"
    control: str
    """`vat_number`, `invoice_batch`…"""
    subject: str
    """What was controlled: a VAT number, the records of the batch."""
    outcome: Literal["ok", "mismatch", "unknown"]
    figures: Row = {}

    sentence_fr = "Lance le contrôle {control} : {subject} ({outcome})"
    sentence_en = "Runs control {control} on {subject}: {outcome}"


class BatchPosted(Fact):
    """A batch was validated; the records were posted by the `erp.action_done` entries after it."""

    kind: Literal["erp.batch_posted"] = "erp.batch_posted"
    batch: str
    records: tuple[str, ...]
    figures: Row = {}
    function: str = "invoice_batch"
    """Which batch of the ERP: posting invoices, issuing reminders…"""

    sentence_fr = "Valide le lot {batch} : {records}"
    sentence_en = "Posts batch {batch}: {records}"


class OutputGenerated(Fact):
    """A printed form was made; its file is put on the drive by the `drive.added` entry after it."""

    kind: Literal["erp.output_generated"] = "erp.output_generated"
    doctype: str
    record: str
    form: str
    file: FileRef

    sentence_fr = "Édite {form} de {doctype} {record}"
    sentence_en = "Prints {form} of {doctype} {record}"


class OutputPreviewed(Fact):
    """A printed form was displayed on screen."""

    kind: Literal["erp.output_previewed"] = "erp.output_previewed"
    doctype: str
    record: str
    form: str

    sentence_fr = "Affiche l’aperçu {form} de {doctype} {record}"
    sentence_en = "Previews {form} of {doctype} {record}"


class Exported(Fact):
    """A list was exported."""

    kind: Literal["erp.exported"] = "erp.exported"
    doctype: str
    file: FileRef
    rows: int

    sentence_fr = "Exporte la liste {doctype} ({rows} lignes)"
    sentence_en = "Exports list {doctype} ({rows} rows)"


class AttachmentLinked(Fact):
    """A file was attached to a record."""

    kind: Literal["erp.attachment_linked"] = "erp.attachment_linked"
    doctype: str
    record: str
    file: FileRef

    sentence_fr = "Joint {file} à {doctype} {record}"
    sentence_en = "Attaches {file} to {doctype} {record}"


class ReportOpened(Fact):
    """A report was displayed: a customer's ledger, the stock's value, the load by week."""

    kind: Literal["erp.report_opened"] = "erp.report_opened"
    report: str
    parameters: Row = {}
    rows: int

    sentence_fr = "Affiche l’état {report} ({rows} lignes)"
    sentence_en = "Displays report {report} ({rows} rows)"


class FilterSaved(Fact):
    """A way of showing a list was saved under a name."""

    kind: Literal["erp.filter_saved"] = "erp.filter_saved"
    doctype: str
    name: str
    query: str = ""
    filters: Row = {}
    sort: str = ""

    sentence_fr = "Enregistre le filtre « {name} » de la liste {doctype}"
    sentence_en = "Saves filter “{name}” of list {doctype}"
    personal = ("name", "query")


class FilterDeleted(Fact):
    """A saved filter was deleted."""

    kind: Literal["erp.filter_deleted"] = "erp.filter_deleted"
    doctype: str
    name: str

    sentence_fr = "Supprime le filtre « {name} » de la liste {doctype}"
    sentence_en = "Deletes filter “{name}” of list {doctype}"
    personal = ("name",)
