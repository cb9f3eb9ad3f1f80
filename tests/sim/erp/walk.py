"""A random walk through the whole ERP: each step is made of small integers, read against the office as it stands.

Most steps are what an assistant could do (links to records that are there, dates, amounts); some are not.
"""

from dataclasses import dataclass, field

from sim.erp.doctype import Doctype, FieldSpec
from sim.erp.registry import BATCHES, DOCTYPES, REPORTS
from sim.erp.screens import options
from sim.world import ErpRecord, World
from tests.build import Office

WILD = (
    "", "abc", "-1", "10000000000000", "1e12", "31/02/2026", "2026-13-01", "=1+1", "\x00", "’«»", "x" * 5000,
    "9 h 75", "nothing", "1,2,3", "٣", "<b>",
)  # fmt: skip
NUMBERS = ("1", "2,5", "10", "250", "1 000", "0")
DATES = ("13/10/2026", "12/10/2026", "30/09/2026", "15/11/2026", "01/01/2027")
TIMES = ("8 h", "9:30", "12 h 00", "17:45")
NAMES = tuple(DOCTYPES)


@dataclass
class Dice:
    """Integers drawn beforehand, taken one by one; none left is zero."""

    thrown: list[int]
    taken: int = field(default=0)

    def below(self, count: int) -> int:
        """Return an integer below `count`."""
        self.taken += 1
        found = self.thrown[(self.taken - 1) % len(self.thrown)] if self.thrown else 0
        return (found + self.taken * 7) % count if count else 0

    def one_of(self, things):
        """Return one of a sequence; nothing of an empty one."""
        things = list(things)
        return things[self.below(len(things))] if things else None


def step(desk: Office, thrown: list[int]):
    """Do one thing and return its outcome."""
    dice, world = Dice(thrown), desk.world
    doctype = DOCTYPES[NAMES[dice.below(len(NAMES))]]
    act = STEPS[dice.below(len(STEPS))]
    return act(desk, world, doctype, dice)


def any_value(world: World, spec: FieldSpec, values: dict[str, str], dice: Dice) -> str:
    """Return a text for a field; one in twelve is wild."""
    if dice.below(12) == 0:
        return WILD[dice.below(len(WILD))]
    if spec.link or spec.choices or spec.options:
        offered = options(world, spec, values)
        return offered[dice.below(len(offered))][0] if offered else ""
    return {
        "date": DATES, "time": TIMES, "boolean": ("true", "false"), "percent": ("0", "3", "5,5"),
        "text": ("Essai", "Réunion d’équipe", "EX-12"), "long_text": ("Un texte.\nDeux lignes.",),
    }.get(spec.type, NUMBERS)[dice.below(6) % (2 if spec.type == "boolean" else 1 if spec.type == "long_text" else 3)]  # fmt: skip


def any_values(world: World, specs, dice: Dice) -> dict[str, str]:
    """Return texts for the required fields and some of the others."""
    values: dict[str, str] = {}
    for spec in specs:
        if spec.readonly and dice.below(20):
            continue
        if spec.required or dice.below(3) == 0:
            values[spec.name] = any_value(world, spec, values, dice)
    return values


def any_lines(world: World, doctype: Doctype, dice: Dice):
    """Return up to three lines."""
    count = dice.below(4) if doctype.line_fields else 0
    return tuple(any_values(world, doctype.line_fields, dice) for _ in range(count))


def any_record(world: World, doctype: Doctype, dice: Dice) -> ErpRecord | None:
    """Return a record; the latest ones more often than their turn."""
    known = list(world.erp.records[doctype.name].values())
    return dice.one_of(known[-4:] if dice.below(2) else known)


def create(desk, world, doctype, dice):
    values = any_values(world, doctype.fields, dice)
    lines = any_lines(world, doctype, dice)
    return desk.do("CreateRecord", doctype=doctype.name, values=values, lines=lines, confirmed=dice.below(4) > 0)  # fmt: skip


def change(desk, world, doctype, dice):
    record = any_record(world, doctype, dice)
    spec = dice.one_of(doctype.fields)
    return desk.do(
        "ChangeRecord", doctype=doctype.name, record=record.id if record else "nothing",
        values={spec.name: any_value(world, spec, record.values if record else {}, dice)},
        lines=any_lines(world, doctype, dice) if dice.below(3) == 0 else None,
        confirmed=dice.below(4) > 0, seen=record.version if record and dice.below(5) else None,
    )  # fmt: skip


def act(desk, world, doctype, dice):
    record, action = any_record(world, doctype, dice), dice.one_of(doctype.actions)
    if record and dice.below(5):
        allowed = [one for one in doctype.actions if record.state in one.from_states]
        action = dice.one_of(allowed) or action
    answers = {
        name: any_value(world, doctype.field(name), record.values if record else {}, dice)
        for name in (action.asks if action else ())
    }
    return desk.do(
        "DoAction", doctype=doctype.name, record=record.id if record else "nothing",
        action=action.name if action else "nothing", values=answers, confirmed=dice.below(4) > 0,
    )  # fmt: skip


def duplicate(desk, world, doctype, dice):
    record = any_record(world, doctype, dice)
    return desk.do("DuplicateRecord", doctype=doctype.name, record=record.id if record else "")


def show(desk, world, doctype, dice):
    record = any_record(world, doctype, dice)
    form = dice.one_of(["sheet", *(form.name for form in doctype.forms)])
    command = ("PrintOutput", "PreviewOutput")[dice.below(2)]
    return desk.do(command, doctype=doctype.name, record=record.id if record else "", form=form)


def export(desk, world, doctype, dice):
    return desk.do("ExportList", doctype=doctype.name, format=("csv", "xlsx")[dice.below(2)], lines=dice.below(2) == 0)  # fmt: skip


def report(desk, world, doctype, dice):
    found = dice.one_of(REPORTS.values())
    if found is None:
        return desk.do("OpenReport", report="nothing")
    parameters = any_values(world, found.parameters, dice)
    command = ("OpenReport", "ExportReport", "PrintReport")[dice.below(3)]
    return desk.do(command, report=found.name, parameters=parameters)


def batch(desk, world, doctype, dice):
    found = dice.one_of(BATCHES.values())
    proposed = found.proposes(world)
    chosen = tuple(record.id for record in proposed[: dice.below(4) + 1])
    if dice.below(2):
        return desk.do("RunBatchControl", batch=found.name, records=chosen)
    return desk.do("PostBatch", batch=found.name, records=chosen, confirmed=dice.below(4) > 0)


STEPS = (create, create, change, act, act, act, act, act, duplicate, show, export, report, batch)
