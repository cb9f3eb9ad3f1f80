"""Short ways to work in the ERP of the whole company, for the tests of quality, safety and communication."""

from sim.erp.registry import REPORTS
from sim.erp.screens import search
from tests.sim.erp.samples import office


def act(desk, doctype, key, action, *, confirmed=False, **values):
    """Take a record a step further."""
    return desk.do(
        "DoAction", doctype=doctype, record=key, action=action, values=values, confirmed=confirmed
    )


def enter(desk, doctype, lines=(), *, confirmed=True, **values):
    """Enter a record, going on despite warnings unless told otherwise."""
    return desk.do("CreateRecord", doctype=doctype, values=values, lines=lines, confirmed=confirmed)


def change(desk, doctype, key, lines=None, *, confirmed=True, **values):
    """Change a record."""
    return desk.do(
        "ChangeRecord",
        doctype=doctype,
        record=key,
        values=values,
        lines=lines,
        confirmed=confirmed,
    )


def allowed(*names, level="write"):
    """Return the office of somebody who was granted more."""
    desk = office()
    desk.scenario.erp.rights.update(dict.fromkeys(names, level))
    return desk


def rows(desk, name, **parameters):
    """Return the rows of a report."""
    return REPORTS[name].build(desk.world, parameters)


def kept(desk, doctype, name):
    """Return the ids that a filter keeps."""
    return [one.id for one in search(desk.world, doctype, filters={"filter": name})]


def warnings(answer):
    """Return the codes of the warnings shown."""
    return [fact.warning for fact in answer.facts if fact.kind == "erp.warning_shown"]
