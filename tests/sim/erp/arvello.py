"""A small ADV office: the six delivery notes of 12/10 to invoice, a blocked account, a credit note to make."""

from typing import Any

from sim.scenario.model import ErpOpening, RecordOpening
from sim.world import ErpRecord
from tests.build import Office, a_scenario

CUSTOMERS = {
    "C00112": ("ALPHYDRAL SA", "000012476", "FR95000012476", "45JFM"),
    "C00127": ("BÉTHENOD MÉCANIQUE SARL", "000012849", "FR50000012849", "30J"),
    "C00133": ("STAHLBERG FLUIDTECHNIK GmbH", "", "", "30J"),
    "C00141": ("FERRANDEL OUTILLAGE SARL", "000013581", "FR15000013581", "30J"),
    "C00158": ("NOVAGRIEL ÉQUIPEMENTS SAS", "000013953", "FR64000013953", "60J"),
    "C00163": ("HÉLIOPOMPE SAS", "000014324", "FR13000014324", "45JFM"),
    "C00182": ("ATELIERS DU GIFFRAL SARL", "000015065", "FR05000015065", "30J"),
}
PRICES = {
    "AV-1205": ("1.42", "1.48"),
    "AV-1610": ("2.15", "2.31"),
    "AV-2208": ("3.60", "3.78"),
    "AV-3140": ("4.95", "5.20"),
    "AV-4001": ("0.86", "0.89"),
}
BATCH = ("PF-1871", "PF-1872", "PF-1873", "PF-1874", "PF-1875", "PF-1876")
PRE_INVOICES: dict[str, tuple[str, list[tuple[str, str]], str]] = {
    "1871": ("C00112", [("AV-1205", "2000"), ("AV-3140", "300")], "3"),
    "1872": ("C00133", [("AV-2208", "1200")], ""),
    "1873": ("C00158", [("AV-1610", "800"), ("AV-4001", "1500")], ""),
    "1874": ("C00141", [("AV-4001", "5000")], ""),
    "1875": ("C00163", [("AV-1610", "1000")], "4"),
    "1876": ("C00182", [("AV-1205", "400")], ""),
}


def line(article: str, quantity: str, discount: str = "", **more: str) -> dict[str, str]:
    """Return a line at the price of 2026."""
    row = {"article": article, "quantity": quantity, "unit_price": PRICES[article][1], **more}
    return {**row, "discount_pct": discount} if discount else row


def customer(code: str) -> RecordOpening:
    name, siren, vat, terms = CUSTOMERS[code]
    country = "DE" if code == "C00133" else "FR"
    row = {
        "code": "ADR1",
        "kind": "billing",
        "street": "4 rue du Moulin",
        "postcode": "63300",
        "city": "Thiers",
    }
    values = {
        "name": name,
        "siren": siren,
        "vat_number": vat,
        "payment_terms": terms,
        "country": country,
    }
    return RecordOpening(
        id=code,
        state="blocked" if code == "C00127" else "active",
        values=values,
        lines=({**row, "country": country},),
    )


def delivery(
    number: str, code: str, lines: list[tuple[str, str]], state: str = "delivered"
) -> RecordOpening:
    rows = tuple(
        {"article": article, "ordered_qty": quantity, "delivered_qty": quantity}
        for article, quantity in lines
    )
    values = {"customer": code, "delivery_date": "2026-10-12"}
    return RecordOpening(
        id=f"BL26-{number}", number=f"BL26-{number}", state=state, values=values, lines=rows
    )


def pre_invoice(number: str) -> RecordOpening:
    code, lines, discount = PRE_INVOICES[number]
    values = {
        "customer": code,
        "delivery_note": f"BL26-{number}",
        "invoice_date": "2026-10-13",
        "vat_code": "FR20",
    }
    rows = tuple(line(article, quantity, discount) for article, quantity in lines)
    return RecordOpening(id=f"PF-{number}", state="draft", values=values, lines=rows)


def opening(**settings: str) -> ErpOpening:
    values = {
        "customer": "C00163",
        "invoice_date": "2026-09-28",
        "payment_terms": "45JFM",
        "carriage": "38",
        "vat_code": "FR20",
    }
    issued = RecordOpening(
        id="F2026-0987",
        number="F2026-0987",
        state="posted",
        values=values,
        lines=(line("AV-2208", "900"),),
    )
    notes = [delivery(number, code, lines) for number, (code, lines, _) in PRE_INVOICES.items()]
    notes += [
        delivery("1880", "C00127", [("AV-2208", "450")], "to_issue"),
        delivery("1881", "C00133", [("AV-2208", "600")], "to_issue"),
    ]
    lists = tuple(
        RecordOpening(
            id=f"TARIF-{year}", state="active", values={"name": f"Tarif {year}", "valid_from": start, "valid_to": end},
            lines=tuple({"article": article, "unit_price": prices[rank]} for article, prices in PRICES.items()),
        )
        for rank, (year, start, end) in enumerate((("2025", "2025-04-01", "2026-03-31"), ("2026", "2026-04-01", "2027-03-31")))
    )  # fmt: skip
    return ErpOpening(
        records={
            "customer": tuple(customer(code) for code in CUSTOMERS),
            "article": tuple(RecordOpening(id=code, values={"label": f"Pièce {code}", "stock": "520", "unit_weight_kg": "0.018", "pack_size": "250"}) for code in PRICES),
            "price_list": lists,
            "delivery_note": tuple(notes),
            "invoice": (*(pre_invoice(number) for number in PRE_INVOICES), issued),
        },
        series={"CC26": 667, "F2026": 1042, "A2026": 30, "BL26": 1882, "LIT26": 0, "C": 182},
        settings={
            "valid_vat_numbers": "DE000178457, FR95000012476", "period_start": "2026-10-01", "period_end": "2026-10-31",
            "accounting_contact": "Karim Benali, poste 31", "late_penalty_rate": "12", **settings,
        },
    )  # fmt: skip


def office(**settings: str) -> Office:
    """Return the office, open since 8 h 30."""
    return Office(a_scenario(erp=opening(**settings)))


def record(desk: Office, doctype: str, key: str) -> ErpRecord:
    """Return a record as it stands."""
    found: ErpRecord = desk.world.erp.records[doctype][key]
    return found


def order(desk: Office, **changes: Any) -> Any:
    """Enter the order of ALPHYDRAL."""
    values = {
        "customer": "C00112",
        "customer_po": "4500081312",
        "order_date": "12/10/2026",
        "price_list": "TARIF-2026",
    }
    lines = (
        line("AV-1205", "3 000", "3"),
        line("AV-3140", "520", "3", promised_date="16/10/2026"),
        line("AV-3140", "280", "3", promised_date="20/10/2026"),
        line("AV-2208", "250", "3"),
    )
    return desk.do(
        "CreateRecord", **{"doctype": "sales_order", "values": values, "lines": lines, **changes}
    )
