"""Every document type of the ERP, by name, in the order of the menu."""

from sim.erp.doctype import Doctype
from sim.erp.invoicing import INVOICING
from sim.erp.sales import SALES

DOCTYPES: dict[str, Doctype] = {doctype.name: doctype for doctype in (*SALES, *INVOICING)}
