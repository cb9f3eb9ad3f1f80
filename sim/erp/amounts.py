"""Amounts of sales documents (BR-INV-06), VAT regimes (BR-VAT), due dates (BR-PAY-02).

Decimal arithmetic only: a line is rounded half up to the cent, VAT is computed per rate on the sum of
the rounded lines, totals are sums of rounded values.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sim.erp.values import decimal_of
from sim.facts.erp import Row
from sim.world import ErpRecord

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Regime:
    """A VAT code: its rate in percent, and what an invoice without VAT must say."""

    code: str
    label_fr: str
    rate: Decimal
    mention: str = ""


REGIMES = {
    regime.code: regime
    for regime in (
        Regime("FR20", "France 20 %", Decimal(20)),
        Regime("FR10", "France 10 %", Decimal(10)),
        Regime("FR5.5", "France 5,5 %", Decimal("5.5")),
        Regime("FR2.1", "France 2,1 %", Decimal("2.1")),
        Regime(
            "LIC",
            "Livraison intracommunautaire – exonérée",
            Decimal(0),
            "Exonération de TVA, article 262 ter, I du CGI",
        ),
        Regime("AUTO", "Autoliquidation", Decimal(0), "Autoliquidation"),
        Regime(
            "AUTO-UE",
            "Prestation à un assujetti de l’UE – autoliquidation",
            Decimal(0),
            "Autoliquidation",
        ),
        Regime(
            "AUTO-REC",
            "Déchets neufs d’industrie – autoliquidation",
            Decimal(0),
            "Autoliquidation – article 283-2 sexies du CGI",
        ),
        Regime(
            "EXO",
            "Opération exonérée en France",
            Decimal(0),
            "Exonération de TVA, article 261 du CGI",
        ),
        Regime(
            "EXP", "Exportation – exonérée", Decimal(0), "Exonération de TVA, article 262, I du CGI"
        ),
    )
}
VAT_CHOICES = tuple((regime.code, regime.label_fr) for regime in REGIMES.values())


@dataclass(frozen=True, slots=True)
class Terms:
    """Payment terms: days after the date of the invoice, then to the end of the month or not."""

    label_fr: str
    days: int
    end_of_month: bool = False


TERMS = {
    "COMPTANT": Terms("Comptant", 0),
    "30J": Terms("30 jours date de facture", 30),
    "45J": Terms("45 jours date de facture", 45),
    "60J": Terms("60 jours date de facture", 60),
    "30JFM": Terms("30 jours fin de mois", 30, end_of_month=True),
    "45JFM": Terms("45 jours fin de mois", 45, end_of_month=True),
}
TERM_CHOICES = tuple((code, terms.label_fr) for code, terms in TERMS.items())


@dataclass(frozen=True, slots=True)
class Band:
    """What is taxed at one code."""

    code: str
    base: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """Amounts of a document, in euros."""

    net: Decimal
    vat: Decimal
    gross: Decimal
    bands: tuple[Band, ...]


def rounded(amount: Decimal) -> Decimal:
    """Round half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def line_net(line: Row) -> Decimal:
    """Return quantity × unit price × (1 − discount), rounded."""
    kept = 1 - decimal_of(line, "discount_pct") / 100
    return rounded(decimal_of(line, "quantity") * decimal_of(line, "unit_price") * kept)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Totals, and what they were worked out from: a list of 5,000 orders adds them up each time it is shown."""

    lines: list[Row]
    code: str
    carriage: str
    found: Totals


def totals(record: ErpRecord) -> Totals:
    """Return the totals of an order, an invoice or a credit note.

    Lines are replaced whole when they change, so the same list has the same totals.
    """
    kept, values = record.amounts, record.values
    code, carriage = values.get("vat_code", ""), values.get("carriage", "")
    if (
        isinstance(kept, _Kept)
        and kept.lines is record.lines
        and (kept.code, kept.carriage) == (code, carriage)
    ):
        return kept.found
    found = _totals(record)
    record.amounts = _Kept(record.lines, code, carriage, found)
    return found


def _totals(record: ErpRecord) -> Totals:
    header = record.values.get("vat_code") or "FR20"
    bases: dict[str, Decimal] = {}
    for line in record.lines:
        code = line.get("vat_code") or header
        bases[code] = bases.get(code, Decimal(0)) + line_net(line)
    carriage = decimal_of(record.values, "carriage")
    if carriage or not bases:
        bases[header] = bases.get(header, Decimal(0)) + rounded(carriage)
    bands = tuple(Band(code, base, _vat(code, base)) for code, base in sorted(bases.items()))
    net = sum((band.base for band in bands), Decimal("0.00"))
    vat = sum((band.vat for band in bands), Decimal("0.00"))
    return Totals(net, vat, net + vat, bands)


def _vat(code: str, base: Decimal) -> Decimal:
    rate = REGIMES[code].rate if code in REGIMES else Decimal(0)
    return rounded(base * rate / 100)


def latest_due(day: date) -> date:
    """Return the latest due date the law allows: 60 days, or 45 days after the end of the month.

    C. com. L441-10, I (BR-PAY-01, BR-PAY-02: both readings of « 45 jours fin de mois » are within it).
    """
    later = day + timedelta(days=45)
    return max(day + timedelta(days=60), month_end(day) + timedelta(days=45), month_end(later))


def month_end(day: date) -> date:
    """Return the last day of a month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def due_date(day: date, terms: str) -> date | None:
    """Return when an invoice of that day falls due; « fin de mois » applies after the days."""
    found = TERMS.get(terms)
    if found is None:
        return None
    due = day + timedelta(days=found.days)
    return month_end(due) if found.end_of_month else due
