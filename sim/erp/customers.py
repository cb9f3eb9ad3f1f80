"""Customers: one account per SIREN, several addresses; blocking belongs to the accountants.

Lets through on purpose: a second account for a known SIREN or name (after a warning), and « Forcer
déblocage », which every profile shows although it is the accountants'.
"""

from sim.erp.amounts import TERM_CHOICES
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Option, Series, State
from sim.erp.lookup import linked, records, setting
from sim.facts.erp import Row
from sim.language.normalise import normalise
from sim.world import ErpRecord, World

ADDRESS_KINDS = (("billing", "Facturation"), ("delivery", "Livraison"))
CLASSES = (("A", "A"), ("B", "B"), ("C", "C"))


def luhn(digits: str) -> bool:
    """Say whether the digits pass the Luhn check."""
    doubled = [int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def siren_of(text: str) -> str:
    """Return a SIREN without its spaces."""
    return "".join(text.split())


def address_options(world: World, values: Row) -> list[Option]:
    """Return the addresses of the customer of a document."""
    customer = linked(world, "customer", values, "customer")
    lines = customer.lines if customer else []
    return [(line.get("code", ""), _one_line(line)) for line in lines]


def address(customer: ErpRecord | None, code: str) -> Row | None:
    """Return an address of a customer by its code."""
    lines = customer.lines if customer else []
    return next((line for line in lines if line.get("code") == code), None)


def billing_address(customer: ErpRecord | None) -> Row | None:
    """Return the address that invoices are made out to."""
    lines = customer.lines if customer else []
    return next(
        (line for line in lines if line.get("kind") == "billing"), lines[0] if lines else None
    )


def address_lines(customer: ErpRecord | None, row: Row | None) -> tuple[str, ...]:
    """Return an address as an envelope has it, the customer's name first."""
    if customer is None:
        return ()
    row = row or {}
    country = row.get("country") or customer.values.get("country", "FR")
    town = f"{row.get('postcode', '')} {row.get('city', '')}".strip()
    parts = (
        row.get("name") or customer.values.get("name", ""),
        row.get("street", ""),
        row.get("extra", ""),
        town,
        "" if country == "FR" else COUNTRIES.get(country, country),
    )
    return tuple(part for part in parts if part)


def _one_line(row: Row) -> str:
    parts = (row.get("name"), row.get("street"), row.get("postcode"), row.get("city"))
    return " ".join(part for part in parts if part)


def frozen_party(world: World, record: ErpRecord) -> Row:
    """Return the customer's name, identity and addresses as a document must keep them."""
    customer = linked(world, "customer", record.values, "customer")
    billing = billing_address(customer)
    delivery = address(customer, record.values.get("delivery_address", ""))
    lines = address_lines(customer, delivery) if delivery and delivery != billing else ()
    values = customer.values if customer else {}
    return {
        "customer_name": values.get("name", ""),
        "customer_siren": values.get("siren", ""),
        "billing_text": "\n".join(address_lines(customer, billing)),
        "delivery_text": "\n".join(lines),
    }


def number_addresses(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Bring numbers to one spelling and give new addresses a code."""
    for name in ("siren", "vat_number"):
        record.values[name] = siren_of(record.values.get(name, "")).upper()
    taken = {line.get("code") for line in record.lines}
    rank = 1
    for line in record.lines:
        while not line.get("code"):
            if f"ADR{rank}" not in taken:
                line["code"] = f"ADR{rank}"
                taken.add(line["code"])
            rank += 1


def check_customer(world: World, record: ErpRecord) -> str:
    """Refuse a SIREN that cannot be one, and two addresses of the same code."""
    siren = record.values.get("siren", "")
    if siren and (len(siren) != 9 or not (siren.isascii() and siren.isdigit()) or not luhn(siren)):
        return f"SIREN : « {siren} » n’est pas un SIREN valide. Vérifiez les neuf chiffres."
    codes = [line.get("code") for line in record.lines]
    if len(codes) != len(set(codes)):
        return "Adresses : deux adresses portent le même code. Laissez le code vide pour une nouvelle adresse."
    return ""


def warn_duplicate(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a customer who is there already."""
    name, siren = normalise(record.values.get("name", "")), record.values.get("siren", "")
    for other in records(world, "customer").values():
        if other.id == record.id:
            continue
        same_siren = bool(siren) and other.values.get("siren") == siren
        if same_siren or normalise(other.values.get("name", "")) == name:
            what = "le même SIREN" if same_siren else "le même nom"
            known = f"{other.id} {other.values.get('name', '')}"
            return [Caution("duplicate_customer", f"Un client existe déjà avec {what} : {known}.")]
    return []


def is_blocked(world: World, row: Row) -> bool:
    """Say whether the customer of a document is blocked."""
    customer = linked(world, "customer", row, "customer")
    return customer is not None and customer.state == "blocked"


def warn_blocked(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a blocked account."""
    if not is_blocked(world, record.values):
        return []
    code = record.values["customer"]
    return [
        Caution(
            "blocked_customer", f"Compte bloqué : le client {code} est bloqué par la comptabilité."
        )
    ]


def accountants(world: World) -> str:
    """Return whom to ask about a blocked account."""
    contact = setting(world, "accounting_contact")
    return f"la comptabilité ({contact})" if contact else "la comptabilité"


def refuse_unblock(world: World, record: ErpRecord) -> str:
    """Keep unblocking for the accountants."""
    return f"Le déblocage d’un compte est fait par {accountants(world)}. Contactez-la."


COUNTRIES = {
    "AT": "AUTRICHE",
    "BE": "BELGIQUE",
    "CH": "SUISSE",
    "CZ": "TCHÉQUIE",
    "DE": "ALLEMAGNE",
    "ES": "ESPAGNE",
    "FR": "FRANCE",
    "GB": "ROYAUME-UNI",
    "IT": "ITALIE",
    "LU": "LUXEMBOURG",
    "NL": "PAYS-BAS",
    "PL": "POLOGNE",
    "PT": "PORTUGAL",
}

CUSTOMER = Doctype(
    name="customer",
    title_fr="Client",
    title_plural_fr="Clients",
    title_field="name",
    list_columns=("name", "siren", "customer_class", "payment_terms", "phone"),
    series=Series("C", digits=5, separator=""),
    numbered_at_creation=True,
    editable_in=("active", "blocked"),
    states=(State("active", "Actif"), State("blocked", "Bloqué")),
    fields=(
        FieldSpec("name", "Raison sociale", required=True),
        FieldSpec("siren", "SIREN", help_fr="Neuf chiffres."),
        FieldSpec("vat_number", "N° de TVA intracommunautaire"),
        FieldSpec("country", "Pays", default="FR", help_fr="Code à deux lettres : FR, DE, BE…"),
        FieldSpec("customer_class", "Classe", "choice", choices=CLASSES),
        FieldSpec("payment_terms", "Conditions de paiement", "choice", choices=TERM_CHOICES),
        FieldSpec("discount_pct", "Remise (%)", "percent"),
        FieldSpec("free_carriage", "Franco de port", "boolean", default="false"),
        FieldSpec("po_required", "N° de commande obligatoire", "boolean", default="false"),
        FieldSpec("periodic_invoicing", "Facture mensuelle", "boolean", default="false"),
        FieldSpec("credit_limit", "Plafond d’encours", "money", readonly=True),
        FieldSpec("outstanding", "Encours", "money", readonly=True),
        FieldSpec("order_contact", "Contact commandes"),
        FieldSpec("order_email", "Mél commandes"),
        FieldSpec("billing_contact", "Contact facturation"),
        FieldSpec("billing_email", "Mél facturation"),
        FieldSpec("email", "Mél général"),
        FieldSpec("phone", "Téléphone"),
        FieldSpec("sales_rep", "Commercial"),
        FieldSpec("agreement", "Accord-cadre"),
        FieldSpec("notes", "Notes", "long_text"),
    ),
    lines_title_fr="Adresses",
    line_fields=(
        FieldSpec(
            "code", "Code", help_fr="Laissez vide : le code est attribué à l’enregistrement."
        ),
        FieldSpec("kind", "Usage", "choice", required=True, choices=ADDRESS_KINDS),
        FieldSpec("name", "Nom"),
        FieldSpec("street", "Rue", required=True),
        FieldSpec("extra", "Complément"),
        FieldSpec("postcode", "Code postal", required=True),
        FieldSpec("city", "Ville", required=True),
        FieldSpec("country", "Pays"),
    ),
    derive=number_addresses,
    check=check_customer,
    warnings=warn_duplicate,
    actions=(
        Action(
            "unblock",
            "Débloquer",
            ("blocked",),
            "active",
            guard=refuse_unblock,
            role="Comptabilité",
        ),
        Action(
            "force_unblock",
            "Forcer déblocage",
            ("blocked",),
            "active",
            needs_confirmation=True,
            role="Comptabilité",
            elsewhere_fr="Ce compte n’est pas bloqué.",
        ),
    ),
)
