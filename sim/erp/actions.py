"""Actions: guards, warnings, effects and numbers, one record or a whole batch at a time."""

from sim.decision import Command, Decision, refuse
from sim.erp.doctype import Action, Caution, Doctype
from sim.erp.editing import NO_DOCTYPE, missing, unknown, warned
from sim.erp.lookup import find, label_of
from sim.erp.numbering import next_number
from sim.erp.registry import DOCTYPES
from sim.facts import erp
from sim.facts.base import Fact
from sim.world import ErpRecord, World

NOTE_LIMIT = 2000


class DoAction(Command):
    """Take a record a step further."""

    doctype: str
    record: str
    action: str
    note: str = ""
    confirmed: bool = False


def decide_action(world: World, command: DoAction, now: int) -> Decision:
    """Do what the record's state and the rules allow."""
    doctype = DOCTYPES.get(command.doctype)
    if doctype is None:
        return refuse(NO_DOCTYPE)
    record, action = find(world, doctype.name, command.record), doctype.action(command.action)
    if record is None:
        return refuse(unknown(doctype, command.record))
    if action is None:
        return refuse("Cette action n’existe pas sur cet écran. Rechargez la page.")
    if problem := obstacle(world, doctype, record, action):
        return refuse(problem)
    facts = done(world, doctype, record, action, note=command.note)
    found = cautions(world, record, action)
    return warned(doctype.name, record.id, found, confirmed=command.confirmed, facts=facts)


def obstacle(world: World, doctype: Doctype, record: ErpRecord, action: Action) -> str:
    """Say why an action cannot be done now; nothing when it can."""
    if record.state not in action.from_states:
        state = doctype.state_label(record.state)
        return (
            action.elsewhere_fr or f"« {action.label_fr} » est impossible dans l’état « {state} »."
        )
    if action.numbers and (problem := missing(doctype, record)):
        return f"{label_of(record)} – {problem}"
    return action.guard(world, record) if action.guard else ""


def cautions(world: World, record: ErpRecord, action: Action) -> list[Caution]:
    """Return what the action warns about."""
    return action.warnings(world, record) if action.warnings else []


def done(
    world: World,
    doctype: Doctype,
    record: ErpRecord,
    action: Action,
    *,
    note: str = "",
    ahead: int = 0,
) -> tuple[Fact, ...]:
    """Return the facts of an action that nothing stands against."""
    outcome = action.effect(world, record) if action.effect else None
    number = next_number(world, doctype, ahead) if action.numbers and not record.number else None
    fact = erp.ActionDone(
        doctype=doctype.name,
        record=record.id,
        action=action.name,
        before=record.state,
        after=action.to_state,
        number=number,
        changes=outcome.changes if outcome else {},
        note=note.strip()[:NOTE_LIMIT],
    )
    return (fact, *(outcome.facts if outcome else ()))
