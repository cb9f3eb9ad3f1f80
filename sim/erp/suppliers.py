"""Suppliers: who is bought from, and the bank details that fraudsters write about (BR-PUR-03).

Lets through on purpose: bank details changed on the faith of a message (after a warning that the
accountants must confirm them), a second record for a known supplier (after a warning).
"""

from sim.erp.amounts import TERM_CHOICES
from sim.erp.customers import luhn, siren_of
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Outcome, Series, State
from sim.erp.lookup import label_of, linked, records
from sim.erp.making import Maker
from sim.facts.erp import Row
from sim.language.normalise import normalise
from sim.world import ErpRecord, World

BANK = ("iban", "bic")


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Bring numbers to one spelling; bank details that change wait for the accountants."""
    for name in ("siren", "vat_number", *BANK):
        record.values[name] = siren_of(record.values.get(name, "")).upper()
    former = records(world, "supplier").get(record.id)
    if former and any(former.values.get(name, "") != record.values[name] for name in BANK):
        record.values["bank_to_confirm"] = "true"


def check(world: World, record: ErpRecord) -> str:
    """Refuse a SIREN or an IBAN that cannot be one."""
    siren, iban = record.values.get("siren", ""), record.values.get("iban", "")
    if siren and (len(siren) != 9 or not (siren.isascii() and siren.isdigit()) or not luhn(siren)):
        return f"SIREN : « {siren} » n’est pas un SIREN valide. Vérifiez les neuf chiffres."
    if iban and not valid_iban(iban):
        return f"IBAN : « {iban} » n’est pas un IBAN valide. Vérifiez chaque caractère."
    return ""


def valid_iban(iban: str) -> bool:
    """Say whether an IBAN passes its check (ISO 13616: modulo 97)."""
    if not (iban.isascii() and iban.isalnum() and 15 <= len(iban) <= 34):
        return False
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    return int(digits) % 97 == 1


def warn(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a known supplier, and about bank details that change."""
    found = []
    name, siren = normalise(record.values.get("name", "")), record.values.get("siren", "")
    for other in records(world, "supplier").values():
        same = (siren and siren == other.values.get("siren")) or name == normalise(
            other.values.get("name", "")
        )
        if other.id != record.id and same:
            known = f"{label_of(other)} {other.values.get('name', '')}"
            message = f"Un fournisseur existe déjà avec le même SIREN ou le même nom : {known}."
            found.append(Caution("duplicate_supplier", message))
            break
    former = records(world, "supplier").get(record.id)
    if former and any(former.values.get(name, "") != record.values.get(name, "") for name in BANK):
        message = (
            "Coordonnées bancaires modifiées : la comptabilité doit les confirmer en rappelant le "
            "fournisseur à un numéro déjà connu."
        )
        found.append(Caution("bank_details_changed", message))
    return found


def bank_to_confirm(world: World, row: Row) -> bool:
    """Say whether the supplier of a document has bank details nobody confirmed."""
    supplier = linked(world, "supplier", row, "supplier")
    return supplier is not None and _unconfirmed(world, supplier)


def _unconfirmed(world: World, record: ErpRecord) -> bool:
    return record.values.get("bank_to_confirm") == "true"


def _refuse_confirm(world: World, record: ErpRecord) -> str:
    return "" if _unconfirmed(world, record) else "Ces coordonnées bancaires sont déjà confirmées."


def _confirm(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    return Outcome(changes={"bank_to_confirm": "false"})


SUPPLIER = Doctype(
    name="supplier",
    title_fr="Fournisseur",
    title_plural_fr="Fournisseurs",
    title_field="name",
    list_columns=("name", "city", "payment_terms", "lead_days", "phone"),
    series=Series("F", digits=5, separator=""),
    numbered_at_creation=True,
    editable_in=("active", "blocked"),
    filters=(Filter("bank", "Coordonnées bancaires à confirmer", _unconfirmed),),
    states=(State("active", "Actif"), State("blocked", "Bloqué")),
    fields=(
        FieldSpec("name", "Raison sociale", required=True),
        FieldSpec("siren", "SIREN", help_fr="Neuf chiffres.", copied=False),
        FieldSpec("vat_number", "N° de TVA intracommunautaire", copied=False),
        FieldSpec("street", "Rue"),
        FieldSpec("postcode", "Code postal"),
        FieldSpec("city", "Ville"),
        FieldSpec("country", "Pays", default="FR", help_fr="Code à deux lettres : FR, DE, IT…"),
        FieldSpec("contact", "Contact"),
        FieldSpec("email", "Mél"),
        FieldSpec("phone", "Téléphone"),
        FieldSpec("payment_terms", "Conditions de paiement", "choice", choices=TERM_CHOICES),
        FieldSpec("lead_days", "Délai habituel (jours)", "integer"),
        FieldSpec("iban", "IBAN", copied=False),
        FieldSpec("bic", "BIC", copied=False),
        FieldSpec("bank_to_confirm", "Coordonnées bancaires à confirmer", "boolean", readonly=True),
        FieldSpec("block_reason", "Motif du blocage", readonly=True),
        FieldSpec("notes", "Notes", "long_text"),
    ),
    derive=complete,
    check=check,
    warnings=warn,
    actions=(
        Action(
            "confirm_bank",
            "Confirmer les coordonnées bancaires",
            ("active", "blocked"),
            guard=_refuse_confirm,
            effect=_confirm,
            reserved=True,
            role="Comptabilité",
        ),
        Action("block", "Bloquer", ("active",), "blocked", asks=("block_reason",)),
        Action("unblock", "Débloquer", ("blocked",), "active", reserved=True, role="Achats"),
    ),
)
