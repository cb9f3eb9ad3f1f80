"""A small ERP for the tests of its screens: a customer, articles, a delivered order to invoice."""

from sim.scenario.model import ErpOpening, RecordOpening

ADDRESS = {
    "code": "FAC",
    "kind": "billing",
    "street": "3 rue du Port",
    "postcode": "38000",
    "city": "Grenoble",
}


def customer(identity: str, name: str, state: str = "active", **values: str) -> RecordOpening:
    """Return a customer with one address."""
    fields = {"name": name, "payment_terms": "45JFM", "billing_email": "factures@alphydral.example"}
    return RecordOpening(
        id=identity, number=identity, state=state, values={**fields, **values}, lines=(ADDRESS,)
    )


def pre_invoice(identity: str, note: str, quantity: str, *, ticked: bool) -> RecordOpening:
    """Return a draft invoice of a delivery note."""
    values = {
        "customer": "C00112",
        "delivery_note": note,
        "invoice_date": "2026-10-13",
        "vat_code": "FR20",
        "in_batch": "true" if ticked else "false",
    }
    line = {"article": "AV-1205", "label": "Raccord", "quantity": quantity, "unit_price": "1.48"}
    return RecordOpening(id=identity, values=values, lines=(line,))


def note(number: str, quantity: str) -> RecordOpening:
    """Return a delivered note."""
    line = {
        "article": "AV-1205",
        "label": "Raccord",
        "ordered_qty": "1000",
        "delivered_qty": quantity,
    }
    values = {"customer": "C00112", "delivery_date": "2026-10-12"}
    return RecordOpening(id=number, number=number, state="delivered", values=values, lines=(line,))


OPENING = ErpOpening(
    records={
        "customer": (
            customer("C00112", "ALPHYDRAL SA", siren="000012476"),
            customer("C00127", "BÉTHENOD MÉCANIQUE", state="blocked"),
        ),
        "article": (
            RecordOpening(id="AV-1205", values={"label": "Raccord cannelé", "stock": "5400"}),
            RecordOpening(id="AV-3140", values={"label": "Buse", "stock": "520"}),
        ),
        "price_list": (
            RecordOpening(
                id="TARIF-2026",
                values={"name": "Tarif 2026", "valid_from": "2026-04-01"},
                lines=({"article": "AV-1205", "unit_price": "1.48"},),
            ),
        ),
        "delivery_note": (note("BL26-1871", "1000"), note("BL26-1875", "960")),
        "invoice": (
            pre_invoice("PF-1871", "BL26-1871", "1000", ticked=True),
            pre_invoice("PF-1875", "BL26-1875", "1000", ticked=False),
        ),
    },
    series={"CC26": 667, "F2026": 1042, "A2026": 30, "BL26": 1882, "C": 182, "LIT26": 0},
    settings={"valid_vat_numbers": "DE000178457"},
)
