"""The people of ARVELLO: hours, absences, expenses, the month of October 2026."""

from sim.scenario.model import RecordOpening

PEOPLE = (
    ("M0101", "Yann Tessier", "Usinage", "permanent", "35", "two_shifts", "true"),
    ("M0102", "Sonia Marchetti", "Production", "permanent", "37", "day", "true"),
    ("M0103", "Luc Perrin", "Magasin", "permanent", "35", "day", "true"),
    ("M0104", "Aïcha Bensaïd", "Qualité", "permanent", "28", "day", "false"),
    ("M0105", "Théo Garrigue", "Usinage", "apprentice", "35", "day", "true"),
    ("M0106", "Inès Valmont", "Usinage", "fixed_term", "35", "night", "true"),
    ("I0201", "Bruno Castellan", "Usinage", "agency", "35", "two_shifts", "false"),
)
WEEK_41 = ("2026-10-05", "2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09")


def person(rank: int, row: tuple[str, ...]) -> RecordOpening:
    code, name, department, contract, hours, team, voucher = row
    values = {
        "name": name, "department": department, "contract": contract, "weekly_hours": hours, "team": team,
        "meal_voucher": voucher, "manager": "Éric Vandamme", "entry_date": "2021-03-01", "paid_leave_acquired": "25",
        "social_security_number": f"1850374056{rank:03}12", "base_pay": f"{2050 + 75 * rank}.00",
        "iban": "FR7630001007941234567890185", "birth_date": f"1985-03-{rank + 10}",
    }  # fmt: skip
    if contract == "agency":
        values |= {"agency": "Interval Savoie", "paid_leave_acquired": ""}
    return RecordOpening(id=code, values={name: text for name, text in values.items() if text})


def week(
    number: str, employee: str, hours: str, state: str = "validated", **more: str
) -> RecordOpening:
    lines = tuple({"day": day, "hours": hours, "meal": "true", **more} for day in WEEK_41)
    return RecordOpening(
        id=number, state=state, values={"employee": employee, "week": "2026-S41"}, lines=lines
    )


def absence(
    number: str, employee: str, kind: str, first: str, last: str, state: str, **more: str
) -> RecordOpening:
    values = {"employee": employee, "kind": kind, "first_day": first, "last_day": last, **more}
    return RecordOpening(id=number, state=state, values=values)


RECORDS = {
    "employee": tuple(person(rank, row) for rank, row in enumerate(PEOPLE)),
    "closure_day": (
        RecordOpening(id="2026-12-24", values={"day": "2026-12-24", "label": "Fermeture de fin d’année"}),
        RecordOpening(id="2026-12-31", values={"day": "2026-12-31", "label": "Fermeture de fin d’année"}),
    ),
    "absence": (
        absence("ABS26-0301", "M0103", "paid_leave", "2026-10-19", "2026-10-23", "approved"),
        absence("ABS26-0302", "M0104", "sick_leave", "2026-10-08", "2026-10-09", "approved", proof_received="true"),
        absence("ABS26-0303", "M0105", "sick_leave", "2026-10-12", "2026-10-14", "submitted"),
        absence("ABS26-0304", "M0102", "rtt", "2026-10-30", "2026-10-30", "submitted"),
    ),
    "timesheet": (
        week("REL26-0811", "M0101", "8.2", shift="morning"),
        week("REL26-0812", "M0102", "9.4"),
        week("REL26-0813", "M0106", "8", shift="night", night_hours="7"),
        week("REL26-0814", "M0104", "6.5", "submitted"),
        week("REL26-0815", "I0201", "7.5", "submitted"),
    ),
    "expense_claim": (
        RecordOpening(
            id="NDF26-0061", state="approved", values={"employee": "M0102", "month": "2026-10", "purpose": "Visite STAHLBERG", "claim_date": "2026-10-06"},
            lines=(
                {"day": "2026-10-05", "kind": "train", "description": "Lyon–Stuttgart", "amount": "146.00", "receipt": "true"},
                {"day": "2026-10-05", "kind": "mileage", "description": "Cluses–Lyon", "km": "164"},
            ),
        ),
    ),
    "pay_item": (
        RecordOpening(id="EV26-0020", values={"employee": "M0101", "month": "2026-10", "kind": "bonus", "amount": "80", "reason": "Prime de polyvalence"}),
        RecordOpening(id="EV26-0021", values={"employee": "M0105", "month": "2026-10", "kind": "advance", "amount": "300", "reason": "Acompte demandé le 2"}),
    ),
    "pay_month": (
        RecordOpening(id="2026-09", state="transmitted", values={"month": "2026-09", "transmitted_on": "2026-09-29"}),
        RecordOpening(id="2026-10", state="open", values={"month": "2026-10"}),
    ),
}  # fmt: skip
SERIES = {"ABS26": 304, "REL26": 815, "NDF26": 61, "EV26": 21}
