"""A company with something in every field of work: one module of this package for each."""

from importlib import import_module
from pkgutil import iter_modules

from sim.scenario.model import ErpOpening
from tests.build import Office, a_scenario
from tests.sim.erp import arvello


def opening(**settings: str) -> ErpOpening:
    """Return the opening of all the samples together; arvello's customers and invoices first."""
    whole = arvello.opening(**settings)
    records, series, company = dict(whole.records), dict(whole.series), dict(whole.settings)
    rights: dict[str, str] = {}
    for found in iter_modules(__path__):
        sample = import_module(f"{__name__}.{found.name}")
        for name, rows in sample.RECORDS.items():
            records[name] = (*records.get(name, ()), *rows)
        series |= getattr(sample, "SERIES", {})
        company |= getattr(sample, "SETTINGS", {})
        rights |= getattr(sample, "RIGHTS", {})
    return ErpOpening(records=records, series=series, settings=company, rights=rights)


def office(**settings: str) -> Office:
    """Return that company's office, open since 8 h 30."""
    return Office(a_scenario(erp=opening(**settings)))
