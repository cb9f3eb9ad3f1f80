"""Invoicing: invoices, credit notes, payments, the day's journal (BR-INV, BR-VAT, BR-PAY).

Lets through on purpose: a plausible wrong VAT code, a missing customer order number, a quantity other
than the signed delivery note's, missing carriage, a due date typed by hand, a credit note posted
without anybody's approval.
"""

from dataclasses import replace

from sim.erp import einvoice, forms, posting, receivables
from sim.erp.amounts import TERM_CHOICES
from sim.erp.doctype import Action, Doctype, FieldSpec, Filter, Form, Outcome, Series, State
from sim.erp.making import Maker
from sim.erp.sales import (
    ADDRESS,
    ARTICLE,
    CUSTOMER_LINK,
    DISCOUNT,
    FROZEN,
    LABEL,
    LINE_VAT,
    QUANTITY,
    UNIT_PRICE,
    VAT,
    label_lines,
)
from sim.world import ErpRecord, World

KINDS = (
    ("standard", "Facture"),
    ("deposit", "Facture d’acompte"),
    ("final", "Facture de solde"),
    ("periodic", "Facture périodique"),
)

ORIGIN = (
    replace(CUSTOMER_LINK, readonly=True),
    FieldSpec("origin_invoice", "Facture d’origine", "link", link="invoice", readonly=True),
    FieldSpec("origin_number", "N° de la facture d’origine", readonly=True),
    FieldSpec("origin_date", "Date de la facture d’origine", "date", readonly=True),
)
POSTED = (
    *FROZEN,
    FieldSpec("posted_net", "Total HT validé", "money", readonly=True),
    FieldSpec("posted_vat", "Total TVA validé", "money", readonly=True),
    FieldSpec("posted_gross", "Total TTC validé", "money", readonly=True),
)
LINES = (replace(ARTICLE, required=False), LABEL, QUANTITY, UNIT_PRICE, DISCOUNT, LINE_VAT)
STATES = (State("draft", "Brouillon"), State("posted", "Validée"), State("cancelled", "Abandonnée"))
POSTED_FR = (
    "Ce document est validé : il ne peut plus être ni modifié ni supprimé. "
    "Pour corriger une facture, créez un avoir."
)
DISCARD = Action(
    "discard",
    "Supprimer le brouillon",
    ("draft",),
    "cancelled",
    needs_confirmation=True,
    elsewhere_fr=POSTED_FR,
)

CREDIT_NOTE = Doctype(
    name="credit_note",
    title_fr="Avoir",
    title_plural_fr="Avoirs",
    title_field="customer",
    list_columns=("customer", "origin_number", "credit_date", "reason"),
    series=Series("A{year}"),
    editable_in=("draft",),
    locked_fr=POSTED_FR,
    no_creation_fr="Un avoir se crée depuis la facture d’origine : ouvrez-la, puis « Créer un avoir ».",
    states=(
        State("draft", "Brouillon"),
        State("posted", "Validé"),
        State("cancelled", "Abandonné"),
    ),
    fields=(
        *ORIGIN,
        FieldSpec("reason", "Motif", help_fr="Obligatoire pour valider."),
        FieldSpec("credit_date", "Date de l’avoir", "date", required=True),
        FieldSpec("customer_po", "N° de commande du client"),
        VAT,
        FieldSpec("vat_number", "N° de TVA du client"),
        ADDRESS,
        FieldSpec("carriage", "Port HT", "money"),
        FieldSpec("mentions", "Mentions", "long_text"),
        FieldSpec("notes", "Notes internes", "long_text"),
        *POSTED,
    ),
    line_fields=LINES,
    derive=label_lines,
    settled=posting.freeze_credit,
    actions=(
        Action(
            "post",
            "Valider l’avoir",
            ("draft",),
            "posted",
            guard=posting.refuse_credit,
            effect=posting.post,
            warnings=posting.warn_credit,
            needs_confirmation=True,
            numbers=True,
            elsewhere_fr=POSTED_FR,
        ),
        DISCARD,
    ),
    forms=(
        Form(
            "credit_note",
            "Avoir",
            forms.credit_form,
            proforma_in=("draft", "cancelled"),
            render=einvoice.facturx,
        ),
    ),
)


def create_credit_note(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open a credit note on this invoice."""
    return Outcome(facts=(maker.make(CREDIT_NOTE, posting.credit_values(world, record)),))


INVOICE = Doctype(
    name="invoice",
    title_fr="Facture",
    title_plural_fr="Factures",
    title_field="customer",
    list_columns=("customer", "delivery_note", "invoice_date", "due_date", "customer_po"),
    filters=(
        Filter("overdue", "Échues non réglées", receivables.overdue),
        Filter("unpaid", "Non soldées", receivables.unpaid),
    ),
    series=Series("F{year}"),
    editable_in=("draft",),
    locked_fr=POSTED_FR,
    states=STATES,
    fields=(
        CUSTOMER_LINK,
        FieldSpec("delivery_note", "Bon de livraison", "link", link="delivery_note"),
        FieldSpec("order", "Commande", "link", link="sales_order"),
        FieldSpec("customer_po", "N° de commande du client"),
        FieldSpec("invoice_date", "Date de facture", "date", required=True, default="today"),
        FieldSpec("delivery_date", "Date de livraison", "date"),
        FieldSpec("payment_terms", "Conditions de paiement", "choice", choices=TERM_CHOICES),
        FieldSpec(
            "due_date", "Échéance", "date", help_fr="Vide : calculée d’après les conditions."
        ),
        VAT,
        FieldSpec("vat_number", "N° de TVA du client"),
        ADDRESS,
        FieldSpec("carriage", "Port HT", "money"),
        FieldSpec("mentions", "Mentions", "long_text"),
        FieldSpec("in_batch", "Proposée dans le lot", "boolean", default="false"),
        FieldSpec("notes", "Notes internes", "long_text"),
        FieldSpec("kind", "Nature", "choice", choices=KINDS, readonly=True),
        FieldSpec("delivery_notes", "Bons de livraison regroupés", readonly=True),
        FieldSpec("deposits", "Acomptes déduits", readonly=True),
        FieldSpec("deposits_gross", "Acomptes déduits TTC", "money", readonly=True),
        FieldSpec("paid_amount", "Réglé", "money", readonly=True, signed=True),
        FieldSpec("dunning_level", "Dernière relance", "integer", readonly=True),
        FieldSpec("dispute_note", "Litige", readonly=True),
        *POSTED,
    ),
    line_fields=LINES,
    derive=posting.fill_due_date,
    settled=posting.keep_journal,
    actions=(
        Action(
            "post",
            "Valider la facture",
            ("draft",),
            "posted",
            guard=posting.refuse_post,
            effect=posting.post,
            warnings=posting.warn_post,
            needs_confirmation=True,
            numbers=True,
            elsewhere_fr=POSTED_FR,
        ),
        DISCARD,
        Action(
            "create_credit_note",
            "Créer un avoir",
            ("posted",),
            "posted",
            effect=create_credit_note,
            elsewhere_fr="Un avoir se crée depuis une facture validée. Un brouillon se corrige directement.",
        ),
    ),
    forms=(
        Form(
            "invoice",
            "Facture",
            forms.invoice_form,
            proforma_in=("draft", "cancelled"),
            render=einvoice.facturx,
        ),
    ),
)

INVOICE_JOURNAL = Doctype(
    name="invoice_journal",
    title_fr="Journal des factures",
    title_plural_fr="Journaux des factures",
    title_field="day",
    readonly=True,
    list_columns=("day",),
    states=(State("open", "Ouvert"),),
    fields=(FieldSpec("day", "Jour", "date"),),
    line_fields=(
        FieldSpec("invoice", "Facture", "link", link="invoice"),
        FieldSpec("number", "N°"),
        FieldSpec("customer", "Client", "link", link="customer"),
        FieldSpec("customer_name", "Nom"),
        FieldSpec("delivery_note", "Bon de livraison", "link", link="delivery_note"),
        FieldSpec("net", "HT", "money"),
        FieldSpec("vat", "TVA", "money"),
        FieldSpec("gross", "TTC", "money"),
    ),
    forms=(Form("journal", "Journal des factures", forms.journal_form),),
)
