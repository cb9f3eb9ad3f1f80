"""The people of ARVELLO: hours, absences, expenses, the months of September and October 2026."""

from sim.scenario.model import RecordOpening

PEOPLE = (
    ("M0101", "Yann Tessier", "Usinage", "Régleur", "permanent", "35", "two_shifts", "true", ("1", "85", "03"), "2012-09-03"),
    ("M0102", "Sonia Marchetti", "Production", "Cheffe d’équipe", "permanent", "37", "day", "true", ("2", "79", "11"), "2008-01-07"),
    ("M0103", "Luc Perrin", "Magasin", "Magasinier", "permanent", "35", "day", "true", ("1", "90", "06"), "2017-03-01"),
    ("M0104", "Aïcha Bensaïd", "Qualité", "Contrôleuse", "permanent", "28", "day", "false", ("2", "88", "01"), "2019-05-13"),
    ("M0105", "Théo Garrigue", "Usinage", "Alternant", "apprentice", "35", "day", "true", ("1", "06", "08"), "2025-09-01"),
    ("M0106", "Inès Valmont", "Usinage", "Opératrice", "fixed_term", "35", "night", "true", ("2", "97", "04"), "2026-02-02"),
    ("M0107", "Marc Chevallay", "Maintenance", "Technicien", "permanent", "35", "day", "true", ("1", "82", "12"), "2010-06-14"),
    ("M0108", "Nadia Rousset", "Comptabilité", "Comptable", "permanent", "35", "day", "true", ("2", "76", "07"), "2004-10-04"),
    ("M0109", "Gaël Pralong", "Expéditions", "Cariste", "permanent", "35", "two_shifts", "true", ("1", "93", "02"), "2018-11-05"),
    ("M0110", "Claire Donnadieu", "Ventes", "Assistante", "permanent", "20", "day", "false", ("2", "91", "09"), "2021-04-06"),
    ("I0201", "Bruno Castellan", "Usinage", "Opérateur", "agency", "35", "two_shifts", "false", ("1", "95", "05"), "2026-09-14"),
    ("I0202", "Fatou Keïta", "Magasin", "Préparatrice", "agency", "35", "day", "false", ("2", "99", "10"), "2026-10-05"),
)  # fmt: skip
"""What `person` reads: the sex, year and month of birth are those of the social security number."""
WEEK_40 = ("2026-09-28", "2026-09-29", "2026-09-30", "2026-10-01", "2026-10-02")
WEEK_41 = ("2026-10-05", "2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09")
WEEK_42 = ("2026-10-12",)


def social_security(rank: int, born: tuple[str, str, str]) -> str:
    """Return a number nobody has, with its right key: 97 less the rest by 97."""
    body = "".join(born) + f"74056{rank:03}"
    return f"{body}{97 - int(body) % 97:02}"


def iban(rank: int) -> str:
    """Return a French IBAN with its right keys, of an account that is not."""
    bank, branch, account = 30001, 794, 12345678900 + rank
    rib = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    body = f"{bank:05}{branch:05}{account:011}{rib:02}"
    return f"FR{98 - int(f'{body}152700') % 97:02}{body}"


def person(rank: int, row: tuple) -> RecordOpening:
    code, name, department, job, contract, hours, team, voucher, born, entry = row
    century = "20" if born[1] < "20" else "19"
    values = {
        "name": name, "department": department, "job": job, "contract": contract, "weekly_hours": hours, "team": team,
        "meal_voucher": voucher, "manager": "Éric Vandamme", "entry_date": entry, "paid_leave_acquired": "25",
        "work_schedule": {"day": "8 h – 12 h, 13 h 30 – 16 h 30", "night": "21 h – 5 h"}.get(team, "5 h – 13 h ou 13 h – 21 h"),
        "social_security_number": social_security(rank + 1, born), "base_pay": f"{2050 + 75 * rank}.00",
        "iban": iban(rank + 1), "birth_date": f"{century}{born[1]}-{born[2]}-{rank + 10}",
    }  # fmt: skip
    if contract == "fixed_term":
        values["exit_date"] = "2026-12-31"
    if contract == "agency":
        values |= {
            "agency": "Interval Savoie",
            "paid_leave_acquired": "",
            "exit_date": "2026-11-27",
        }
    if code == "M0109":
        values |= {"garnishment": "Saisie notifiée le 4 mai 2026", "garnishment_amount": "142.60"}
    if code == "M0104":
        values["health_note"] = "Poste aménagé : pas de port de charges."
    return RecordOpening(id=code, values={name: text for name, text in values.items() if text})


def week(
    number: str,
    employee: str,
    hours: str,
    state: str = "validated",
    days: tuple[str, ...] = WEEK_41,
    **more: str,
) -> RecordOpening:
    lines = tuple({"day": day, "hours": hours, "meal": "true", **more} for day in days)
    name = {WEEK_40[0]: "2026-S40", WEEK_42[0]: "2026-S42"}.get(days[0], "2026-S41")
    return RecordOpening(
        id=number, state=state, values={"employee": employee, "week": name}, lines=lines
    )


def absence(
    number: str, employee: str, kind: str, first: str, last: str, state: str, **more: str
) -> RecordOpening:
    values = {"employee": employee, "kind": kind, "first_day": first, "last_day": last, **more}
    return RecordOpening(id=number, state=state, values=values)


def day_off(day: str, label: str, kind: str = "closure") -> RecordOpening:
    return RecordOpening(id=day, values={"day": day, "label": label, "kind": kind})


def claim(
    number: str, employee: str, state: str, purpose: str, day: str, *lines: dict[str, str], month: str = "2026-10"
) -> RecordOpening:  # fmt: skip
    values = {"employee": employee, "month": month, "purpose": purpose, "claim_date": day}
    return RecordOpening(id=number, state=state, values=values, lines=lines)


def expense(day: str, kind: str, description: str, amount: str, **more: str) -> dict[str, str]:
    return {
        "day": day, "kind": kind, "description": description, "amount": amount, "receipt": "true", **more
    }  # fmt: skip


def item(number: str, employee: str, kind: str, amount: str, reason: str) -> RecordOpening:
    values = {
        "employee": employee,
        "month": "2026-10",
        "kind": kind,
        "amount": amount,
        "reason": reason,
    }
    return RecordOpening(id=number, values=values)


RECORDS = {
    "employee": tuple(person(rank, row) for rank, row in enumerate(PEOPLE)),
    "closure_day": (
        day_off("2026-05-15", "Pont de l’Ascension", "bridge"),
        day_off("2026-05-25", "Lundi de Pentecôte, journée de solidarité", "worked"),
        day_off("2026-08-10", "Fermeture d’été"),
        day_off("2026-08-11", "Fermeture d’été"),
        day_off("2026-12-24", "Fermeture de fin d’année"),
        day_off("2026-12-31", "Fermeture de fin d’année"),
    ),
    "absence": (
        absence("ABS26-0297", "M0102", "paid_leave", "2026-08-03", "2026-08-07", "taken"),
        absence("ABS26-0298", "M0106", "family_event", "2026-09-10", "2026-09-11", "taken", family_event="marriage", proof_received="true", proof_date="2026-09-14", certificate="civil_record"),
        absence("ABS26-0299", "M0109", "training", "2026-09-17", "2026-09-18", "taken", certificate="attendance"),
        absence("ABS26-0300", "M0110", "sick_child", "2026-10-06", "2026-10-06", "refused", refusal_reason="Jour non travaillé"),
        absence("ABS26-0301", "M0103", "paid_leave", "2026-10-19", "2026-10-23", "approved"),
        absence("ABS26-0302", "M0104", "sick_leave", "2026-10-08", "2026-10-09", "approved", proof_received="true", proof_date="2026-10-09", certificate="sick_note", signalled_on="2026-10-09"),
        absence("ABS26-0303", "M0105", "sick_leave", "2026-10-12", "2026-10-14", "submitted"),
        absence("ABS26-0304", "M0102", "rtt", "2026-10-30", "2026-10-30", "submitted"),
        absence("ABS26-0305", "M0108", "paid_leave", "2026-10-26", "2026-10-30", "submitted"),
        absence("ABS26-0306", "M0107", "unpaid", "2026-10-16", "2026-10-16", "draft", afternoon="true"),
    ),
    "timesheet": (
        week("REL26-0806", "M0101", "7", days=WEEK_40, shift="afternoon"),
        week("REL26-0807", "M0102", "8.5", days=WEEK_40),
        week("REL26-0811", "M0101", "8.2", shift="morning"),
        week("REL26-0812", "M0102", "9.4"),
        week("REL26-0813", "M0106", "8", shift="night", night_hours="7"),
        week("REL26-0814", "M0104", "6.5", "submitted", days=WEEK_41[:3]),
        week("REL26-0815", "I0201", "7.5", "submitted"),
        week("REL26-0816", "I0202", "7", "submitted"),
        week("REL26-0817", "M0108", "7", "validated"),
        week("REL26-0818", "M0109", "7.4", "submitted", shift="morning"),
        week("REL26-0819", "M0110", "4.5", "validated"),
        week("REL26-0820", "M0107", "10.5", "submitted", days=WEEK_41[:2], on_call="true"),
        week("REL26-0821", "M0107", "7", "draft", days=WEEK_42),
    ),
    "expense_claim": (
        claim("NDF26-0057", "M0107", "to_pay", "Stage hydraulique à Lyon", "2026-09-12", expense("2026-09-09", "hotel", "Hôtel du Parc", "98.00", vat_amount="8.91"), expense("2026-09-09", "meal", "Dîner", "22.50", vat_amount="2.05"), month="2026-09"),
        claim("NDF26-0058", "M0110", "refused", "Déjeuner client", "2026-09-25", expense("2026-09-24", "meal", "Quatre couverts", "184.00"), month="2026-09"),
        RecordOpening(
            id="NDF26-0061", state="approved", values={"employee": "M0102", "month": "2026-10", "purpose": "Visite STAHLBERG", "claim_date": "2026-10-06"},
            lines=(
                {"day": "2026-10-05", "kind": "train", "description": "Lyon–Stuttgart", "amount": "146.00", "receipt": "true"},
                {"day": "2026-10-05", "kind": "mileage", "description": "Cluses–Lyon", "km": "164"},
            ),
        ),
        claim("NDF26-0062", "M0107", "submitted", "Pièces en dépannage", "2026-10-08", expense("2026-10-07", "other", "Joints", "41.20", vat_amount="6.87"), expense("2026-10-07", "toll", "Parking", "6.00", receipt="false")),
        claim("NDF26-0063", "M0110", "submitted", "Salon de Cluses", "2026-10-09", expense("2026-10-08", "meal", "Déjeuner", "19.80", vat_amount="1.80")),
        claim("NDF26-0064", "M0103", "draft", "Livraison urgente", "2026-10-12", {"day": "2026-10-12", "kind": "mileage", "description": "Cluses–Thiers", "km": "286"}),
    ),
    "pay_item": (
        item("EV26-0020", "M0101", "bonus", "80", "Prime de polyvalence"),
        item("EV26-0021", "M0105", "advance", "300", "Acompte demandé le 2"),
        item("EV26-0022", "M0107", "on_call", "120", "Astreinte des 3 et 4 octobre"),
        item("EV26-0023", "M0108", "regularisation", "-45.50", "Prime comptée deux fois en septembre"),
        item("EV26-0024", "M0109", "bonus", "60", "Prime d’assiduité du trimestre"),
        item("EV26-0025", "I0201", "bonus", "50", "À facturer par l’agence"),
    ),
    "pay_month": (
        RecordOpening(id="2026-07", state="transmitted", values={"month": "2026-07", "transmitted_on": "2026-07-30"}),
        RecordOpening(id="2026-08", state="transmitted", values={"month": "2026-08", "transmitted_on": "2026-08-28"}),
        RecordOpening(id="2026-09", state="transmitted", values={"month": "2026-09", "transmitted_on": "2026-09-29"}),
        RecordOpening(id="2026-10", state="open", values={"month": "2026-10"}),
    ),
}  # fmt: skip
SERIES = {"ABS26": 306, "REL26": 821, "NDF26": 64, "EV26": 25}
SETTINGS = {
    "mileage_rate_5": "0.55",
    "family_event_days_marriage": "4",
    "family_event_days_child_marriage": "1",
}
