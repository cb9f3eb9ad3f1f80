"""Sales and receivables of ARVELLO, besides the batch of the morning."""

from sim.scenario.model import RecordOpening


def order(number: str, customer: str, promised: str, *lines: tuple[str, str, str]) -> RecordOpening:
    rows = tuple(
        {"article": article, "quantity": quantity, "unit_price": price, "promised_date": promised}
        for article, quantity, price in lines
    )
    values = {"customer": customer, "customer_po": f"PO-{number[-4:]}", "order_date": "2026-09-28", "price_list": "TARIF-2026", "vat_code": "FR20"}  # fmt: skip
    return RecordOpening(id=number, number=number, state="confirmed", values=values, lines=rows)


def note(number: str, customer: str, of: str, day: str, *lines: tuple[str, str]) -> RecordOpening:
    rows = tuple(
        {"article": article, "ordered_qty": quantity, "delivered_qty": quantity}
        for article, quantity in lines
    )
    values = {"customer": customer, "order": of, "delivery_date": day}
    return RecordOpening(id=number, number=number, state="delivered", values=values, lines=rows)


def invoice(
    number: str, customer: str, day: str, due: str, price: str, **more: str
) -> RecordOpening:
    values = {
        "customer": customer,
        "invoice_date": day,
        "due_date": due,
        "payment_terms": "30J",
        "vat_code": "FR20",
        **more,
    }
    line = {"article": "AV-2208", "label": "Axe de pivot", "quantity": "100", "unit_price": price}
    return RecordOpening(id=number, number=number, state="posted", values=values, lines=(line,))


RECORDS = {
    "quotation": (
        RecordOpening(
            id="DV26-0118", number="DV26-0118", state="sent",
            values={"customer": "C00182", "order_date": "2026-09-01", "valid_until": "2026-09-30", "vat_code": "FR20", "price_list": "TARIF-2026"},
            lines=({"article": "AV-1205", "quantity": "500", "unit_price": "1.48"},),
        ),
        RecordOpening(
            id="DV26-0121", number="DV26-0121", state="sent",
            values={"customer": "C00112", "order_date": "2026-10-05", "valid_until": "2026-11-05", "vat_code": "FR20", "price_list": "TARIF-2026"},
            lines=({"article": "AV-3140", "quantity": "400", "unit_price": "5.20", "discount_pct": "3"},),
        ),
    ),
    "sales_order": (
        order("CC26-0640", "C00112", "2026-10-16", ("AV-1205", "1000", "1.48"), ("AV-3140", "200", "5.20")),
        order("CC26-0641", "C00163", "2026-10-09", ("AV-1610", "600", "2.31")),
        order("CC26-0642", "C00141", "2026-10-06", ("AV-4001", "3000", "0.89")),
    ),
    "delivery_note": (
        note("BL26-1860", "C00163", "CC26-0641", "2026-10-08", ("AV-1610", "400")),
        note("BL26-1861", "C00141", "CC26-0642", "2026-10-07", ("AV-4001", "3000")),
    ),
    "invoice": (
        invoice("F2026-0901", "C00182", "2026-08-20", "2026-09-19", "3.78"),
        invoice("F2026-0930", "C00182", "2026-09-04", "2026-10-04", "3.78"),
        invoice("F2026-0905", "C00141", "2026-08-24", "2026-09-23", "3.60", dispute_note="Deux colis manquants"),
        invoice("F2026-0850", "C00112", "2026-07-10", "2026-08-31", "3.60", paid_amount="432.00"),
    ),
    "payment": (
        RecordOpening(id="RG26-0410", state="received", values={"customer": "C00182", "payment_date": "2026-10-12", "amount": "453.60", "mode": "transfer", "reference": "VIR GIFFRAL"}),
    ),
}  # fmt: skip
SERIES = {"DV26": 121, "RG26": 410, "RL26": 60}
