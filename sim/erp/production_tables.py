"""Reports of the workshop: late orders, load by week, progress, scrap, overall equipment effectiveness."""

from collections import Counter, defaultdict
from decimal import Decimal

from sim.erp.doctype import FieldSpec
from sim.erp.lookup import label_of, linked, records, today
from sim.erp.methods import minutes
from sim.erp.module import Report
from sim.erp.production import RUNNING, UNFINISHED, late
from sim.erp.values import date_of, decimal_of, plain
from sim.facts.erp import Row
from sim.world import ErpRecord, World

ORDER = FieldSpec("order", "Ordre")
ARTICLE = FieldSpec("article", "Article", "link", link="article")
CENTRE = FieldSpec("work_centre", "Poste", "link", link="work_centre")
PERIOD = (
    FieldSpec("date_from", "Du", "date"),
    FieldSpec("date_to", "Au", "date", default="today"),
)
PIECES = tuple(
    FieldSpec(name, label, "decimal", signed=True, summed=True)
    for name, label in (
        ("quantity", "Lancées"),
        ("good", "Bonnes"),
        ("scrap", "Rebuts"),
        ("in_process", "En cours"),
    )
)


def late_orders(world: World, parameters: Row) -> list[Row]:
    """Return the orders that should be finished, the latest first."""
    found = [one for one in records(world, "production_order").values() if late(world, one)]
    found.sort(key=lambda one: (one.values.get("due_date", ""), one.id))
    return [
        {**_order(one), "due_date": one.values["due_date"], "days": str(_days_late(world, one))}
        for one in found
    ]


def _days_late(world: World, order: ErpRecord) -> int:
    day = date_of(order.values, "due_date")
    return (today(world) - day).days if day else 0


def _order(order: ErpRecord) -> Row:
    values = order.values
    left = plain(
        decimal_of(values, "quantity") - decimal_of(values, "good") - decimal_of(values, "scrap")
    )
    return {
        "doctype": "production_order",
        "record": order.id,
        "order": label_of(order),
        "article": values.get("article", ""),
        "quantity": values.get("quantity", ""),
        "good": values.get("good", "0"),
        "scrap": values.get("scrap", "0"),
        "in_process": left,
    }


def progress(world: World, parameters: Row) -> list[Row]:
    """Return what each unfinished order has given."""
    return [
        {**_order(one), "due_date": one.values.get("due_date", ""), "share": _share(one)}
        for one in records(world, "production_order").values()
        if one.state in UNFINISHED
    ]


def _share(order: ErpRecord) -> str:
    launched = decimal_of(order.values, "quantity")
    return plain(round(100 * decimal_of(order.values, "good") / launched, 1)) if launched else "0"


def load(world: World, parameters: Row) -> list[Row]:
    """Return the hours left on each work centre, week by week, beside its capacity.

    An operation weighs on the week its order is due: this is the rough load an assistant prepares, not a schedule.
    """
    hours: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for order in records(world, "production_order").values():
        day = date_of(order.values, "due_date")
        if order.state not in RUNNING or day is None:
            continue
        year, week, _ = day.isocalendar()
        for line in order.lines:
            hours[f"{year}-S{week:02}", line.get("work_centre", "")] += remaining(order, line) / 60
    rows = []
    for (week_name, centre), value in sorted(hours.items()):
        found = linked(world, "work_centre", {"centre": centre}, "centre")
        capacity = decimal_of(found.values, "capacity_hours") if found else Decimal(0)
        rows.append(
            {
                "week": week_name,
                "work_centre": centre,
                "hours": plain(round(value, 2)),
                "capacity": plain(capacity),
                "ratio": plain(round(100 * value / capacity, 0)) if capacity else "",
            }
        )
    return rows


def remaining(order: ErpRecord, line: Row) -> Decimal:
    """Return the minutes left on an operation; setting up counts until something is declared."""
    done = decimal_of(line, "good") + decimal_of(line, "scrap")
    left = max(decimal_of(order.values, "quantity") - done, Decimal(0))
    return minutes(line, left, set_up=not done and not decimal_of(line, "minutes"))


def scrap(world: World, parameters: Row) -> list[Row]:
    """Return the pieces scrapped over a period, by defect code, the most frequent first."""
    pieces: Counter[str] = Counter()
    for report in _posted(world, parameters):
        pieces[report.values.get("defect_code", "")] += int(decimal_of(report.values, "scrap"))
    whole = sum(pieces.values())
    return [
        {
            "defect_code": code,
            "scrap": str(count),
            "share": plain(round(Decimal(100 * count) / whole, 1)),
        }
        for code, count in pieces.most_common()
        if count
    ]


def effectiveness(world: World, parameters: Row) -> list[Row]:
    """Return availability × performance × quality by work centre over a period (BR-PRO-07)."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for report in _posted(world, parameters):
        order = linked(world, "production_order", report.values, "production_order")
        line = next(
            (
                one
                for one in (order.lines if order else [])
                if one.get("operation") == report.values.get("operation")
            ),
            {},
        )
        centre = sums[line.get("work_centre", "")]
        pieces = decimal_of(report.values, "good") + decimal_of(report.values, "scrap")
        centre["run"] += decimal_of(report.values, "minutes")
        centre["down"] += decimal_of(report.values, "downtime_min")
        centre["standard"] += minutes(line, pieces, set_up=False)
        centre["good"] += decimal_of(report.values, "good")
        centre["pieces"] += pieces
    return [_oee(name, one) for name, one in sorted(sums.items()) if one["run"] and one["pieces"]]


def _oee(centre: str, sums: dict[str, Decimal]) -> Row:
    availability = sums["run"] / (sums["run"] + sums["down"])
    performance = sums["standard"] / sums["run"]
    quality = sums["good"] / sums["pieces"]
    rates = {
        "availability": availability,
        "performance": performance,
        "quality": quality,
        "oee": availability * performance * quality,
    }
    return {
        "work_centre": centre,
        **{name: plain(round(100 * rate, 1)) for name, rate in rates.items()},
    }


def _posted(world: World, parameters: Row) -> list[ErpRecord]:
    start, end = parameters.get("date_from", ""), parameters.get("date_to", "")
    return [
        one
        for one in records(world, "production_report").values()
        if one.state == "posted"
        and (not start or one.values.get("report_date", "") >= start)
        and (not end or one.values.get("report_date", "") <= end)
    ]


def _rate(name: str, label: str) -> FieldSpec:
    return FieldSpec(name, label, "decimal")


DUE = FieldSpec("due_date", "Échéance", "date")
LATE_ORDERS = Report(
    "late_orders",
    "Ordres en retard",
    (ORDER, ARTICLE, DUE, FieldSpec("days", "Jours de retard", "integer"), *PIECES),
    late_orders,
)
PROGRESS = Report(
    "progress",
    "Avancement des ordres",
    (ORDER, ARTICLE, DUE, *PIECES, _rate("share", "Avancement (%)")),
    progress,
)
LOAD = Report(
    "load_by_week",
    "Charge par semaine",
    (
        FieldSpec("week", "Semaine"),
        CENTRE,
        FieldSpec("hours", "Charge (h)", "decimal", summed=True),
        FieldSpec("capacity", "Capacité (h)", "decimal"),
        _rate("ratio", "Taux de charge (%)"),
    ),
    load,
    help_fr="Heures restantes des ordres lancés, sur la semaine de leur échéance.",
)
SCRAP = Report(
    "scrap_by_code",
    "Rebuts par code défaut",
    (
        FieldSpec("defect_code", "Code défaut", "link", link="defect_code"),
        PIECES[2],
        _rate("share", "Part (%)"),
    ),
    scrap,
    PERIOD,
)
OEE = Report(
    "oee",
    "Taux de rendement synthétique (TRS)",
    (
        CENTRE,
        _rate("availability", "Disponibilité (%)"),
        _rate("performance", "Performance (%)"),
        _rate("quality", "Qualité (%)"),
        _rate("oee", "TRS (%)"),
    ),
    effectiveness,
    PERIOD,
    help_fr="Disponibilité × performance × qualité, d’après les déclarations de la période.",
)
PRODUCTION_REPORTS = (LATE_ORDERS, LOAD, PROGRESS, SCRAP, OEE)
