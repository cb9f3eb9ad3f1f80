"""Every field of work of the ERP, in the order of the menu; and by name what they are made of."""

from sim.erp.batch_invoices import INVOICE_BATCH
from sim.erp.doctype import Doctype
from sim.erp.invoicing import INVOICING
from sim.erp.module import Batch, Module, Report
from sim.erp.sales import SALES

MODULES: tuple[Module, ...] = (
    Module("sales", "Ventes", SALES),
    Module("invoicing", "Facturation", INVOICING, batches=(INVOICE_BATCH,)),
)
DOCTYPES: dict[str, Doctype] = {
    doctype.name: doctype for module in MODULES for doctype in module.doctypes
}
REPORTS: dict[str, Report] = {
    report.name: report for module in MODULES for report in module.reports
}
BATCHES: dict[str, Batch] = {batch.name: batch for module in MODULES for batch in module.batches}
