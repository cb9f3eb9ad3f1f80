"""Every field of work of the ERP, in the order of the menu; and by name what they are made of."""

from sim.erp.absences import ABSENCE
from sim.erp.announcements import ANNOUNCEMENT
from sim.erp.articles import ARTICLE_TYPE, LOCATION
from sim.erp.audits import AUDIT
from sim.erp.batch_deliveries import DELIVERIES_BATCH
from sim.erp.batch_invoices import INVOICE_BATCH
from sim.erp.batch_reorder import REORDER_BATCH, TO_REORDER
from sim.erp.controlled_documents import CONTROLLED_DOCUMENT
from sim.erp.customers import CUSTOMER
from sim.erp.declaring import BREAKDOWN, PRODUCTION_REPORT
from sim.erp.doctype import Doctype
from sim.erp.dunning import DUNNING_BATCH, DUNNING_LETTER
from sim.erp.employees import EMPLOYEE
from sim.erp.expenses import EXPENSE_CLAIM
from sim.erp.follow_up import ACTION_ITEM
from sim.erp.hours import TIMESHEET
from sim.erp.inventory import INVENTORY
from sim.erp.invoicing import CREDIT_NOTE, INVOICE_JOURNAL
from sim.erp.matching import SUPPLIER_INVOICE, THREE_WAY
from sim.erp.meetings import MEETING
from sim.erp.methods import BILL_OF_MATERIALS, DEFECT_CODE, ROUTING, WORK_CENTRE
from sim.erp.module import Batch, Module, Report
from sim.erp.orders import BILL, NOTE, ORDER
from sim.erp.pay_items import PAY_ITEM
from sim.erp.pay_month import PAY_MONTH
from sim.erp.pay_tables import PAY_REPORTS
from sim.erp.payments import PAYMENT
from sim.erp.production import PRODUCTION_ORDER
from sim.erp.production_tables import PRODUCTION_REPORTS
from sim.erp.purchasing import PURCHASE_ORDER, PURCHASE_REQUEST
from sim.erp.quality import NONCONFORMITY
from sim.erp.quotations import QUOTATION
from sim.erp.receiving import GOODS_RECEIPT
from sim.erp.safety import ACCIDENT
from sim.erp.sales import DISPUTE, PRICE_LIST
from sim.erp.sales_tables import RECEIVABLE_REPORTS, SALES_REPORTS
from sim.erp.stock import MOVEMENTS, STOCK_MOVE, VALUATION
from sim.erp.suppliers import SUPPLIER
from sim.erp.support_tables import REMINDERS, SUPPORT_REPORTS
from sim.erp.visitors import VISITOR
from sim.erp.work_calendar import CLOSURE_DAY

MODULES: tuple[Module, ...] = (
    Module(
        "sales",
        "Ventes",
        (CUSTOMER, ARTICLE_TYPE, PRICE_LIST, QUOTATION, ORDER, NOTE, DISPUTE),
        reports=SALES_REPORTS,
    ),
    Module(
        "invoicing",
        "Facturation",
        (BILL, CREDIT_NOTE, PAYMENT, DUNNING_LETTER, INVOICE_JOURNAL),
        reports=RECEIVABLE_REPORTS,
        batches=(DELIVERIES_BATCH, INVOICE_BATCH, DUNNING_BATCH),
    ),
    Module(
        "purchasing",
        "Stocks et achats",
        (
            LOCATION,
            STOCK_MOVE,
            INVENTORY,
            SUPPLIER,
            PURCHASE_REQUEST,
            PURCHASE_ORDER,
            GOODS_RECEIPT,
            SUPPLIER_INVOICE,
        ),
        reports=(VALUATION, MOVEMENTS, TO_REORDER, THREE_WAY),
        batches=(REORDER_BATCH,),
    ),
    Module(
        "production",
        "Production",
        (
            WORK_CENTRE,
            DEFECT_CODE,
            BILL_OF_MATERIALS,
            ROUTING,
            PRODUCTION_ORDER,
            PRODUCTION_REPORT,
            BREAKDOWN,
        ),
        reports=PRODUCTION_REPORTS,
    ),
    Module(
        "payroll",
        "Activités et paie",
        (EMPLOYEE, CLOSURE_DAY, ABSENCE, TIMESHEET, EXPENSE_CLAIM, PAY_ITEM, PAY_MONTH),
        reports=PAY_REPORTS,
    ),
    Module(
        "support",
        "Qualité, sécurité, communication",
        (
            NONCONFORMITY,
            ACTION_ITEM,
            AUDIT,
            CONTROLLED_DOCUMENT,
            ACCIDENT,
            VISITOR,
            MEETING,
            ANNOUNCEMENT,
        ),
        reports=SUPPORT_REPORTS,
        batches=(REMINDERS,),
    ),
)
DOCTYPES: dict[str, Doctype] = {
    doctype.name: doctype for module in MODULES for doctype in module.doctypes
}
REPORTS: dict[str, Report] = {
    report.name: report for module in MODULES for report in module.reports
}
BATCHES: dict[str, Batch] = {batch.name: batch for module in MODULES for batch in module.batches}
