"""What stands against a step, what it warns about, and the facts it leads to; for one record or in a batch."""

from collections.abc import Iterable

from sim.decision import Decision, accept
from sim.erp.doctype import Action, Caution, Doctype
from sim.erp.lookup import label_of
from sim.erp.making import Maker
from sim.facts import erp
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.language.french import typeset
from sim.world import ErpRecord, World

NOTE_LIMIT = 2000
NO_DOCTYPE = "Cet écran n’existe pas. Revenez au menu de l’ERP."
STALE = (
    "{label} a été modifié depuis l’affichage de cette page, sans doute dans un autre onglet. "
    "Rien n’est enregistré : vérifiez la fiche telle qu’elle est maintenant, puis recommencez."
)


def unknown(doctype: Doctype, key: str) -> str:
    """Say that a record is not there."""
    return f"{doctype.title_fr} « {key[:40]} » introuvable. Cherchez dans la liste « {doctype.title_plural_fr} »."


def stale(record: ErpRecord, seen: int | None) -> str:
    """Say that a record is not what the page showed; `seen` is the version shown, if any was."""
    return STALE.format(label=label_of(record)) if seen not in (None, record.version) else ""


def missing(doctype: Doctype, record: ErpRecord) -> str:
    """Say which required field is empty."""
    for spec in doctype.fields:
        if spec.required and not record.values.get(spec.name):
            return f"{spec.label_fr} : ce champ est obligatoire."
    for rank, line in enumerate(record.lines, start=1):
        for spec in doctype.line_fields:
            if spec.required and not line.get(spec.name):
                return f"Ligne {rank} – {spec.label_fr} : ce champ est obligatoire."
    return ""


def obstacle(world: World, doctype: Doctype, record: ErpRecord, action: Action) -> str:
    """Say why an action cannot be done now; nothing when it can."""
    if action.automatic:
        return f"« {action.label_fr} » est fait par l’ERP lui-même, d’après les autres documents."
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
    maker: Maker,
    *,
    answers: Row | None = None,
    note: str = "",
) -> tuple[Fact, ...]:
    """Return the facts of an action that nothing stands against; the record holds its answers."""
    number = maker.number(doctype) if action.numbers and not record.number else None
    outcome = action.effect(world, record, maker) if action.effect else None
    fact = erp.ActionDone(
        doctype=doctype.name,
        record=record.id,
        action=action.name,
        before=record.state,
        after=(outcome.state if outcome else "") or action.to_state or record.state,
        number=number,
        changes={**(answers or {}), **(outcome.changes if outcome else {})},
        note=note.strip()[:NOTE_LIMIT],
    )
    return (fact, *(outcome.facts if outcome else ()))


def followed(
    doctype: str, record: ErpRecord, name: str, state: str = "", changes: Row | None = None
) -> erp.ActionDone:
    """Return the fact of an automatic action on another document."""
    return erp.ActionDone(
        doctype=doctype,
        record=record.id,
        action=name,
        before=record.state,
        after=state or record.state,
        changes=changes or {},
        automatic=True,
    )


def rewritten(record: ErpRecord, lines: Iterable[Row]) -> erp.RecordChanged:
    """Return the fact of lines that an action wrote."""
    return erp.RecordChanged(
        doctype=record.doctype,
        record=record.id,
        lines_before=tuple(record.lines),
        lines_after=tuple({name: text for name, text in line.items() if text} for line in lines),
    )


def warned(
    doctype: str,
    record: str | None,
    cautions: Iterable[Caution],
    *,
    confirmed: bool,
    facts: tuple[Fact, ...],
) -> Decision:
    """Show the warnings and wait; or go on, and keep that they were overridden."""
    unique = list(dict.fromkeys(cautions))
    if unique and not confirmed:
        return accept(
            *(
                erp.WarningShown(
                    doctype=doctype, record=record, warning=one.code, message=typeset(one.message)
                )
                for one in unique
            )
        )
    overridden = (
        erp.WarningOverridden(doctype=doctype, record=record, warning=one.code) for one in unique
    )
    return accept(*overridden, *facts)
