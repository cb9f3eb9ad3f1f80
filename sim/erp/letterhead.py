"""What every printed form starts from: who writes, to whom, and how fields are printed."""

from typing import Any

from sim.erp.customers import frozen_party
from sim.erp.values import date_of, decimal_of
from sim.facts.erp import Row
from sim.language.french import date_short, number
from sim.printing import Pair
from sim.world import ErpRecord, World

PARTY = ("customer_name", "customer_siren", "billing_text", "delivery_text")


def parties(world: World, record: ErpRecord) -> Row:
    """Return what the record froze, or the customer as they are while nothing is frozen."""
    if record.values.get("billing_text"):
        return {name: record.values.get(name, "") for name in PARTY}
    return frozen_party(world, record)


def letterhead(world: World, record: ErpRecord) -> dict[str, Any]:
    """Return the parts of a form that say who writes to whom."""
    company, party = world.scenario.company, parties(world, record)
    contact = " – ".join(filter(None, (company.phone, company.email)))
    vat = f"TVA {company.vat_number}" if company.vat_number else ""
    return {
        "issuer": tuple(filter(None, (company.name, *company.address, contact, vat))),
        "addressee": tuple(party.get("billing_text", "").splitlines()),
        "delivery": tuple(party.get("delivery_text", "").splitlines()),
        "footer": company.identity,
    }


def customer_info(world: World, record: ErpRecord) -> tuple[Pair, ...]:
    """Return how the customer is identified (CGI ann. II art. 242 nonies A, 1° and 3°)."""
    party = parties(world, record)
    return (
        Pair("N° client", record.values.get("customer", "")),
        Pair("SIREN client", party.get("customer_siren", "")),
        Pair("N° TVA client", record.values.get("vat_number", "")),
    )


def filled(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Leave out what says nothing."""
    return tuple(pair for pair in pairs if pair.value)


def given(row: Row, name: str) -> tuple[str, ...]:
    """Return a field as the lines of a form, none when it is empty."""
    return (row[name],) if row.get(name) else ()


def day_of(row: Row, name: str) -> str:
    """Return a date as it is printed."""
    day = date_of(row, name)
    return date_short(day) if day else ""


def quantity_of(row: Row, name: str) -> str:
    """Return a figure as it is printed."""
    return number(decimal_of(row, name)) if row.get(name) else ""
