"""The follow-up of actions: what is to be done, by whom, until when, and what proves it (BR-QUA-01, 03).

Lets through on purpose: the wrong owner, a due date in the past or too late, a vague proof, an action that
points to the wrong origin.
"""

from sim.erp.doctype import (
    Action,
    Caution,
    Doctype,
    Effect,
    FieldSpec,
    Filter,
    Guard,
    Keep,
    Outcome,
    Series,
    State,
)
from sim.erp.lookup import label_of, linked, records, today
from sim.erp.making import Maker
from sim.erp.values import date_of
from sim.language.normalise import normalise
from sim.world import ErpRecord, World

ORIGINS = (
    ("nonconformity", "Non-conformité"),
    ("audit", "Audit"),
    ("accident", "Accident"),
    ("meeting", "Réunion"),
)
"""Document types an action may come from; each is also the name of the link to it."""
CANCEL_REASON = FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True)
FINISHED = {
    "action_item": ("done", "verified", "cancelled"),
    "nonconformity": ("closed", "cancelled"),
}
"""States in which what was opened from a document asks for nothing more, by document type."""


def past(world: World, record: ErpRecord, name: str) -> bool:
    """Say whether a date of a record is before today."""
    day = date_of(record.values, name)
    return day is not None and day < today(world)


def name_origin(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Write the number of the document an action is linked to, unless another text was typed."""
    record.values["origin"] = ""
    for name, _ in ORIGINS:
        origin = linked(world, name, record.values, name)
        if origin is None:
            continue
        record.values["origin"] = name
        if name in given or not record.values.get("origin_number"):
            record.values["origin_number"] = label_of(origin)
        return


def open_action(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open an action to follow up, to be filled in."""
    return Outcome(facts=(maker.make(ACTION_ITEM, {record.doctype: record.id}),))


def of_origin(world: World, record: ErpRecord) -> list[ErpRecord]:
    """Return the actions that come from a document."""
    return [
        one
        for one in records(world, "action_item").values()
        if one.values.get(record.doctype) == record.id
    ]


def unfinished(world: World, record: ErpRecord) -> list[str]:
    """Return the numbers of the actions and sheets of a document that are still open."""
    sheets = [
        one
        for one in records(world, "nonconformity").values()
        if record.doctype == "audit" and one.values.get("audit") == record.id
    ]
    return [
        label_of(one)
        for one in (*of_origin(world, record), *sheets)
        if one.state not in FINISHED[one.doctype]
    ]


def warn_unfinished(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about closing a document while what it led to is still open."""
    left = unfinished(world, record)
    if not left:
        return []
    return [Caution("unfinished", f"Des suites sont encore ouvertes : {', '.join(left)}.")]


def says_what(world: World, record: ErpRecord) -> str:
    """Refuse an action that says nothing."""
    return "" if record.values.get("what") else "Action : dites ce qui est à faire."


def needs_what(world: World, record: ErpRecord) -> str:
    """Refuse to begin an action without what, who and when."""
    for name, label in (("what", "Action"), ("owner", "Responsable"), ("due_date", "Échéance")):
        if not record.values.get(name):
            return f"{label} : ce champ est obligatoire pour lancer l’action."
    return ""


def overdue(world: World, record: ErpRecord) -> bool:
    """Say whether an action is late."""
    return record.state in ("todo", "doing") and past(world, record, "due_date")


def mine(world: World, record: ErpRecord) -> bool:
    """Say whether an open action is the candidate's own."""
    owner = normalise(record.values.get("owner", ""))
    return record.state in ("todo", "doing") and owner == normalise(world.scenario.candidate_name)


def dated(name: str) -> Effect:
    """Return the effect that notes today's date in a field."""

    def effect(world: World, record: ErpRecord, maker: Maker) -> Outcome:
        return Outcome(changes={name: today(world).isoformat()})

    return effect


def required(name: str, message: str) -> Guard:
    """Return the guard that refuses an empty field."""

    def guard(world: World, record: ErpRecord) -> str:
        return "" if record.values.get(name) else message

    return guard


def in_state(name: str) -> Keep:
    """Return the filter that keeps one state."""

    def keep(world: World, record: ErpRecord) -> bool:
        return record.state == name

    return keep


def not_done(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Take back the date of what changed nothing."""
    return Outcome(changes={"done_on": ""})


ACTION_ITEM = Doctype(
    name="action_item",
    title_fr="Action",
    title_plural_fr="Plan d’actions",
    title_field="what",
    list_columns=("what", "owner", "due_date", "origin_number", "reminded_on"),
    series=Series("ACT{yy}"),
    numbered_at_creation=True,
    editable_in=("todo", "doing"),
    locked_fr="Cette action est terminée : elle ne se modifie plus.",
    filters=(
        Filter("late", "En retard", overdue),
        Filter("mine", "Les miennes", mine),
    ),
    states=(
        State("todo", "À lancer"),
        State("doing", "En cours"),
        State("done", "Faite"),
        State("verified", "Efficace"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        FieldSpec("what", "Action"),
        FieldSpec("owner", "Responsable"),
        FieldSpec("due_date", "Échéance", "date", copied=False),
        FieldSpec(
            "origin_number", "Origine", help_fr="Vide : celle du document lié, s’il y en a un."
        ),
        FieldSpec("origin", "Nature de l’origine", "choice", choices=ORIGINS, readonly=True),
        *(FieldSpec(name, label, "link", link=name) for name, label in ORIGINS),
        FieldSpec("evidence", "Preuve", "long_text", readonly=True),
        FieldSpec("done_on", "Faite le", "date", readonly=True),
        FieldSpec("verified_how", "Efficacité constatée", "long_text", readonly=True),
        FieldSpec("reminded_on", "Relancée le", "date", readonly=True),
        FieldSpec("notes", "Suivi", "long_text"),
        CANCEL_REASON,
    ),
    derive=name_origin,
    check=says_what,
    actions=(
        Action("start", "Lancer", ("todo",), "doing", guard=needs_what),
        Action(
            "finish",
            "Déclarer faite",
            ("todo", "doing"),
            "done",
            guard=needs_what,
            effect=dated("done_on"),
            asks=("evidence",),
        ),
        Action(
            "verify",
            "Vérifier l’efficacité",
            ("done",),
            "verified",
            asks=("verified_how",),
            reserved=True,
            role="Responsable qualité",
        ),
        Action(
            "reopen",
            "Sans effet : relancer",
            ("done",),
            "doing",
            effect=not_done,
            asks=("verified_how",),
            reserved=True,
            role="Responsable qualité",
        ),
        Action("remind", "Relance", ("todo", "doing"), automatic=True),
        Action("cancel", "Annuler", ("todo", "doing"), "cancelled", asks=("cancel_reason",)),
    ),
)
