"""Actions: a record taken a step further, with what the step asks for."""

from dataclasses import replace

from sim.decision import Command, Decision, refuse
from sim.erp.doctype import Action, Doctype
from sim.erp.editing import Refused, read
from sim.erp.lookup import find, label_of
from sim.erp.making import Maker
from sim.erp.registry import DOCTYPES
from sim.erp.rights import acting
from sim.erp.steps import NO_DOCTYPE, cautions, done, obstacle, stale, unknown, warned
from sim.facts.erp import Row
from sim.world import ErpRecord, World

NO_ACTION = "Cette action n’existe pas sur cet écran. Rechargez la page."


class DoAction(Command):
    """Take a record a step further."""

    doctype: str
    record: str
    action: str
    values: Row = {}
    """Answers to what the action asks for."""
    note: str = ""
    confirmed: bool = False
    seen: int | None = None
    """Version of the record that the page showed."""


def decide_action(world: World, command: DoAction, now: int) -> Decision:
    """Do what the record's state and the rules allow."""
    doctype = DOCTYPES.get(command.doctype)
    if doctype is None:
        return refuse(NO_DOCTYPE)
    record, action = find(world, doctype.name, command.record), doctype.action(command.action)
    if record is None:
        return refuse(unknown(doctype, command.record))
    if action is None:
        return refuse(NO_ACTION)
    try:
        answered, answers = _answered(world, doctype, record, action, command.values)
    except Refused as reason:
        return refuse(str(reason))
    problem = (
        acting(world, doctype, action)
        or obstacle(world, doctype, answered, action)
        or stale(record, command.seen)
    )
    if problem:
        return refuse(problem)
    facts = done(world, doctype, answered, action, Maker(world), answers=answers, note=command.note)
    found = cautions(world, answered, action)
    return warned(doctype.name, record.id, found, confirmed=command.confirmed, facts=facts)


def _answered(
    world: World, doctype: Doctype, record: ErpRecord, action: Action, values: Row
) -> tuple[ErpRecord, Row]:
    """Return the record as the answers make it, and the answers; raise `Refused` on a missing one."""
    if not action.asks or record.state not in action.from_states:
        return record, {}
    answers: Row = {}
    for name in action.asks:
        spec = doctype.field(name)
        if spec is None:
            raise ValueError(f"{doctype.name}.{action.name} asks for unknown field {name}")
        answers[name] = read(world, spec, values.get(name, ""), {**record.values, **answers})
        if not answers[name]:
            raise Refused(
                f"{label_of(record)} – {action.label_fr} : renseignez « {spec.label_fr} »."
            )
    return replace(record, values={**record.values, **answers}), answers
