"""Batches: a control that shows what it found, then the same step on all the records or on none.

The control says what differs, never what is right; posting without it warns and goes on when confirmed.
"""

from collections.abc import Sequence

from sim.decision import Command, Decision, accept, refuse
from sim.erp.doctype import Caution, Series
from sim.erp.lookup import find, label_of, today
from sim.erp.making import Maker
from sim.erp.module import Batch
from sim.erp.registry import BATCHES, DOCTYPES
from sim.erp.rights import HIDDEN, level
from sim.erp.steps import unknown, warned
from sim.facts import erp
from sim.facts.base import Fact
from sim.world import ErpRecord, World

LOTS = Series("LOT{yy}")
NO_BATCH = "Ce traitement n’existe pas. Revenez au menu de l’ERP."
LIMIT = 500


class RunBatchControl(Command):
    """Control the records of a batch."""

    records: tuple[str, ...]
    batch: str = "invoice_batch"


class PostBatch(Command):
    """Do the batch's step on each record, in the order given."""

    records: tuple[str, ...]
    confirmed: bool = False
    batch: str = "invoice_batch"


def subject_of(records: Sequence[ErpRecord]) -> str:
    """Return how a set of records is named in a control."""
    return ", ".join(sorted(record.id for record in records))


def decide_control(world: World, command: RunBatchControl, now: int) -> Decision:
    """Show what the control finds, and the totals."""
    chosen = _chosen(world, command.batch, command.records)
    if isinstance(chosen, str):
        return refuse(chosen)
    batch, found = chosen
    control = batch.control(world, found)
    return accept(
        erp.ControlRun(
            control=batch.name,
            subject=subject_of(found),
            outcome="mismatch" if control.differs else "ok",
            figures={**control.figures, **control.findings},
        )
    )


def decide_post_batch(world: World, command: PostBatch, now: int) -> Decision:
    """Do it for all, or for none and say which one stands in the way."""
    chosen = _chosen(world, command.batch, command.records)
    if isinstance(chosen, str):
        return refuse(chosen)
    batch, found = chosen
    for record in found:
        if problem := batch.obstacle(world, record):
            return refuse(f"{label_of(record)} : lot non validé. {problem}")
    facts: tuple[Fact, ...] = (_posted(world, batch, found), *batch.run(world, found, Maker(world)))
    shown = _uncontrolled(world, batch, found)
    shown += batch.warnings(world, found) if batch.warnings else []
    return warned(batch.doctype, None, shown, confirmed=command.confirmed, facts=facts)


def _posted(world: World, batch: Batch, found: Sequence[ErpRecord]) -> erp.BatchPosted:
    key = LOTS.key(today(world).year)
    control = batch.control(world, found)
    return erp.BatchPosted(
        batch=LOTS.write(key, world.erp.series.get(key, 0) + 1),
        records=tuple(record.id for record in found),
        figures={**control.figures, **control.findings},
        function=batch.name,
    )


def _uncontrolled(world: World, batch: Batch, found: Sequence[ErpRecord]) -> list[Caution]:
    subject = subject_of(found)
    for _, control, controlled, _outcome in world.erp.controls:
        if (control, controlled) == (batch.name, subject):
            return []
    what = DOCTYPES[batch.doctype].title_plural_fr.lower()
    message = f"Aucun contrôle du lot n’a été lancé pour exactement ces documents ({what})."
    return [Caution("no_batch_control", message)]


def _chosen(world: World, name: str, keys: Sequence[str]) -> tuple[Batch, list[ErpRecord]] | str:
    batch = BATCHES.get(name)
    if batch is None:
        return NO_BATCH
    if level(world, name) in ("none", "read"):
        return HIDDEN.format(title=batch.title_fr)
    found = []
    for key in keys[: LIMIT + 1]:
        record = find(world, batch.doctype, key)
        if record is None:
            return unknown(DOCTYPES[batch.doctype], key)
        found.append(record)
    if not found:
        return "Aucun document n’est sélectionné : cochez ceux du lot."
    if len(found) > LIMIT:
        return f"Un lot compte {LIMIT} documents au plus : faites-en deux."
    if len({record.id for record in found}) != len(found):
        return "Un document est sélectionné deux fois : décochez-en un."
    return batch, found
