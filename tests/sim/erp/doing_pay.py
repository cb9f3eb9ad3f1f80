"""What the tests of activities and pay do again and again."""

from tests.build import Office
from tests.sim.erp.samples import office


def act(desk: Office, doctype: str, key: str, action: str, **more):
    """Take a record a step further."""
    return desk.do("DoAction", doctype=doctype, record=key, action=action, **more)


def enter(desk: Office, doctype: str, lines=(), *, confirmed: bool = True, **values):
    """Enter a record, past its warnings unless told otherwise."""
    return desk.do("CreateRecord", doctype=doctype, values=values, lines=lines, confirmed=confirmed)


def change(desk: Office, doctype: str, key: str, **more):
    """Change a record, past its warnings."""
    return desk.do("ChangeRecord", doctype=doctype, record=key, confirmed=True, **more)


def allowed(*names: str, **settings: str) -> Office:
    """Return an office whose profile may do these actions of others."""
    desk = office(**settings)
    desk.scenario.erp.rights.update(dict.fromkeys(names, "write"))
    return desk


def codes(answer) -> list[str]:
    """Return the warnings shown."""
    return [fact.warning for fact in answer.facts if fact.kind == "erp.warning_shown"]


def made(answer):
    """Return the fact of the record entered."""
    assert not answer.refusal, answer.refusal
    return next(fact for fact in answer.facts if fact.kind == "erp.record_created")


def days(*hours: str, first: int = 12, **more: str):
    """Return the lines of a week of October from its hours."""
    return tuple(
        {"day": f"{first + rank}/10/2026", "hours": text, **more} for rank, text in enumerate(hours)
    )
