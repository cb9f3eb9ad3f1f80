"""Stores, suppliers, requests, orders, receipts and supplier invoices of ARVELLO."""

from sim.scenario.model import RecordOpening

PLACES = (
    ("MAG-A", "Magasin A – produits finis", "store"),
    ("MAG-B", "Magasin B – composants", "store"),
    ("QUAI", "Quai de réception", "dock"),
    ("ISO", "Zone d’isolement", "quarantine"),
)
SUPPLIERS = (
    (
        "F00012",
        "ACIÉRIES DU MORVANDEL SA",
        "000021410",
        "45JFM",
        "Avallon",
        "89200",
        "FR7630001007941234567890185",
    ),
    (
        "F00018",
        "LAITONNERIE BRESSANDE SARL",
        "000022087",
        "30J",
        "Bourg-en-Bresse",
        "01000",
        "FR1420041010050500013M02606",
    ),
    ("F00023", "EMBALLAGES VERCOVIN SAS", "000022814", "60J", "Voiron", "38500", ""),
    ("F00031", "OUTILLAGE TARINDAL SARL", "000023473", "30JFM", "Albertville", "73200", ""),
)
COMPONENTS = (
    ("BR-CW614-12", "Barre laiton CW614N Ø 12, 3 m", "F00018", "8.90", "64", "20", "6", "10", "240", "30"),
    ("BR-316L-16", "Barre inox 316L Ø 16, 3 m", "F00012", "31.20", "18", "10", "2", "12", "60", "12"),
    ("BR-42CD4-08", "Barre acier 42CrMo4 Ø 8, 3 m", "F00012", "6.45", "140", "25", "5", "10", "200", "30"),
    ("CART-300", "Carton double cannelure 300 × 200 × 150", "F00023", "0.72", "350", "200", "40", "5", "2000", "250"),
    ("PLAQ-CNMG", "Plaquette carbure CNMG 120408", "F00031", "7.80", "12", "10", "3", "4", "60", "10"),
)  # fmt: skip


def component(row: tuple[str, ...]) -> RecordOpening:
    code, label, supplier, price, stock, safety, use, lead, highest, lot = row
    values = {
        "label": label, "family": "Composants", "location": "MAG-B", "supplier": supplier, "unit_cost": price,
        "purchase_price": price, "stock": stock, "safety_stock": safety, "daily_use": use, "lead_days": lead,
        "max_stock": highest, "lot_size": lot,
    }  # fmt: skip
    return RecordOpening(id=code, values=values)


def order(
    number: str, supplier: str, state: str, promised: str, *lines: tuple[str, str, str]
) -> RecordOpening:
    rows = tuple(
        {"article": article, "quantity": quantity, "unit_price": price}
        for article, quantity, price in lines
    )
    values = {
        "supplier": supplier,
        "order_date": "2026-09-21",
        "promised_date": promised,
        "payment_terms": "45JFM",
    }
    return RecordOpening(id=number, number=number, state=state, values=values, lines=rows)


RECORDS = {
    "location": tuple(
        RecordOpening(id=code, values={"label": label, "kind": kind, "keeper": "Luc Perrin"})
        for code, label, kind in PLACES
    ),
    "article": tuple(component(row) for row in COMPONENTS),
    "supplier": tuple(
        RecordOpening(
            id=code,
            values={
                "name": name, "siren": siren, "payment_terms": terms, "city": city, "postcode": postcode,
                "street": "2 rue des Forges", "iban": iban, "phone": "04 00 00 12 34", "lead_days": "10",
            },
        )
        for code, name, siren, terms, city, postcode, iban in SUPPLIERS
    ),
    "purchase_request": (
        RecordOpening(
            id="DA26-0041", number="DA26-0041", state="submitted",
            values={"requester": "Luc Perrin", "need": "Cartons d’expédition", "supplier": "F00023", "wanted_on": "2026-10-20", "budget_account": "6022"},
            lines=({"article": "CART-300", "quantity": "500", "unit_price": "0.72"},),
        ),
        RecordOpening(
            id="DA26-0042", number="DA26-0042", state="submitted",
            values={"requester": "Sonia Marchetti", "need": "Inox pour la série HÉLIOPOMPE", "supplier": "F00012", "wanted_on": "2026-10-26", "budget_account": "6011"},
            lines=({"article": "BR-316L-16", "quantity": "48", "unit_price": "31.20"},),
        ),
    ),
    "purchase_order": (
        order("CF26-0210", "F00018", "sent", "2026-10-09", ("BR-CW614-12", "120", "8.90")),
        order("CF26-0211", "F00012", "acknowledged", "2026-10-16", ("BR-42CD4-08", "90", "6.45"), ("BR-316L-16", "24", "31.20")),
        order("CF26-0207", "F00031", "received", "2026-10-02", ("PLAQ-CNMG", "20", "7.80")),
        order("CF26-0205", "F00023", "closed", "2026-09-28", ("CART-300", "1000", "0.70")),
    ),
    "goods_receipt": (
        RecordOpening(
            id="BR26-0188", number="BR26-0188", state="posted",
            values={"supplier": "F00031", "purchase_order": "CF26-0207", "supplier_note": "BL 88412", "receipt_date": "2026-10-02", "location": "MAG-B"},
            lines=({"article": "PLAQ-CNMG", "ordered_qty": "20", "remaining_qty": "20", "received_qty": "20", "accepted_qty": "18", "refusal_reason": "Deux plaquettes ébréchées"},),
        ),
    ),
    "supplier_invoice": (
        RecordOpening(
            id="FF26-0301", number="FF26-0301", state="to_match",
            values={"supplier": "F00031", "supplier_number": "2026-5518", "purchase_order": "CF26-0207", "invoice_date": "2026-10-05"},
            lines=({"article": "PLAQ-CNMG", "quantity": "20", "unit_price": "7.80"},),
        ),
    ),
    "stock_move": (
        RecordOpening(
            id="MV26-0977", number="MV26-0977", state="posted",
            values={"kind": "in", "article": "PLAQ-CNMG", "quantity": "18", "move_date": "2026-10-02", "to_location": "MAG-B", "reason": "Réception de CF26-0207", "goods_receipt": "BR26-0188"},
        ),
    ),
    "inventory": (
        RecordOpening(
            id="INV26-0012", number="INV26-0012", state="draft",
            values={"title": "Tournant composants, semaine 42", "kind": "cycle", "location": "MAG-B", "counted_on": "2026-10-13"},
            lines=tuple({"article": row[0]} for row in COMPONENTS[:4]),
        ),
    ),
}  # fmt: skip
SERIES = {"DA26": 42, "CF26": 211, "BR26": 188, "FF26": 301, "MV26": 977, "INV26": 12, "F": 31}
SETTINGS = {"approval_threshold": "500", "approver": "Nadia Ferrec, responsable des achats"}
