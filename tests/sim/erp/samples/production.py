"""The workshop of ARVELLO: centres, methods, orders launched and declared."""

from sim.scenario.model import RecordOpening

CENTRES = (
    ("DEC", "Tour CNC décolletage", "70"),
    ("FRA", "Centre d’usinage 5 axes", "35"),
    ("EBA", "Ébavurage et lavage", "35"),
    ("CTL", "Contrôle final", "35"),
)
MADE = (
    ("AV-1205", "C", "BR-CW614-12", "0.012", (("10", "Décolletage", "DEC", "45", "0.8"), ("20", "Ébavurage", "EBA", "10", "0.2"), ("30", "Contrôle", "CTL", "5", "0.1"))),
    ("AV-2208", "B", "BR-42CD4-08", "0.025", (("10", "Décolletage", "DEC", "60", "1.1"), ("20", "Fraisage", "FRA", "30", "0.9"), ("30", "Contrôle", "CTL", "5", "0.1"))),
    ("AV-1610", "D", "BR-316L-16", "0.015", (("10", "Décolletage", "DEC", "50", "1.4"), ("20", "Contrôle", "CTL", "5", "0.1"))),
)  # fmt: skip
OPERATION = ("operation", "label", "work_centre", "setup_min", "run_min")


def bill(
    rank: int, article: str, revision: str, component: str, quantity: str, state: str = "active"
) -> RecordOpening:
    values = {"article": article, "revision": revision, "valid_from": "2026-01-05"}
    line = {"component": component, "quantity": quantity, "scrap_pct": "2"}
    return RecordOpening(id=f"NOM-{rank:04}", state=state, values=values, lines=(line,))


def routing(rank: int, article: str, revision: str, operations: tuple) -> RecordOpening:
    values = {"article": article, "revision": revision, "valid_from": "2026-01-05"}
    lines = tuple(dict(zip(OPERATION, row, strict=True)) for row in operations)
    return RecordOpening(id=f"GAM-{rank:04}", state="active", values=values, lines=lines)


def launched(
    number: str, rank: int, quantity: str, due: str, state: str = "released", **more: str
) -> RecordOpening:
    article, revision, _, _, operations = MADE[rank]
    values = {
        "article": article, "quantity": quantity, "due_date": due, "plan_revision": revision,
        "bill_of_materials": f"NOM-{rank + 1:04}", "routing": f"GAM-{rank + 1:04}", **more,
    }  # fmt: skip
    lines = tuple(dict(zip(OPERATION, row, strict=True)) for row in operations)
    return RecordOpening(
        id=number, state=state, values=values, lines=() if state == "created" else lines
    )


def declared(
    number: str, order: str, operation: str, good: str, minutes: str, **more: str
) -> RecordOpening:
    values = {
        "production_order": order, "operation": operation, "operator": "Yann Tessier", "report_date": "2026-10-09",
        "good": good, "minutes": minutes, **more,
    }  # fmt: skip
    return RecordOpening(id=number, number=number, state="posted", values=values)


RECORDS = {
    "work_centre": tuple(
        RecordOpening(id=code, values={"label": label, "capacity_hours": hours, "foreman": "Éric Vandamme"})
        for code, label, hours in CENTRES
    ),
    "defect_code": tuple(
        RecordOpening(id=code, values={"label": label, "family": family})
        for code, label, family in (
            ("D01", "Cote hors tolérance", "Dimension"), ("D02", "Rayure", "Aspect"),
            ("D03", "Bavure", "Aspect"), ("D04", "Casse outil", "Procédé"),
        )
    ),
    "bill_of_materials": (
        *(bill(rank, row[0], row[1], row[2], row[3]) for rank, row in enumerate(MADE, start=1)),
        bill(9, "AV-1205", "B", "BR-CW614-12", "0.013", "obsolete"),
    ),
    "routing": tuple(routing(rank, row[0], row[1], row[4]) for rank, row in enumerate(MADE, start=1)),
    "production_order": (
        launched("OF26-0501", 0, "1000", "2026-10-09", "in_progress", components_issued="true"),
        launched("OF26-0502", 1, "600", "2026-10-16"),
        launched("OF26-0503", 2, "800", "2026-10-23", "created"),
        launched("OF26-0504", 0, "2000", "2026-10-30"),
        launched("OF26-0498", 1, "400", "2026-10-02", "suspended", suspend_reason="Attente outil"),
    ),
    "production_report": (
        declared("DP26-0880", "OF26-0501", "10", "985", "830", scrap="15", defect_code="D01", downtime_min="40", downtime_reason="Changement d’outil"),
        declared("DP26-0881", "OF26-0501", "20", "600", "130"),
    ),
    "breakdown": (
        RecordOpening(id="PAN26-0007", values={"work_centre": "FRA", "symptom": "Fuite hydraulique sur la broche", "since_date": "2026-10-12", "since_time": "15:20", "reported_by": "Yann Tessier", "reported_to": "Maintenance"}),
    ),
}  # fmt: skip
SERIES = {"OF26": 504, "DP26": 881, "PAN26": 7, "NOM": 9, "GAM": 3}
