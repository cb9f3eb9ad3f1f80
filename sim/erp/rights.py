"""What the candidate's profile allows: the scenario's `rights`, by action, document type or field of work.

An assistant sees what their role allows: `none` hides a type, `read` shows it, `write` lets it be
worked on, `full` also shows its confidential fields (pay, health, identity).
"""

from collections.abc import Sequence

from sim.erp.doctype import Action, Doctype, FieldSpec
from sim.erp.module import Report
from sim.erp.registry import DOCTYPES, MODULES
from sim.world import World

LEVELS = ("none", "read", "write", "full")
HIDDEN = (
    "Votre profil ne donne pas accès à « {title} ». Adressez-vous à la personne qui en est chargée."
)
READ_ONLY = "« {title} » se consulte seulement : votre profil ne permet pas de le modifier."
_MODULE_OF = {
    name: module.name
    for module in MODULES
    for name in (
        *(one.name for one in module.doctypes),
        *(one.name for one in module.reports),
        *(one.name for one in module.batches),
    )
}


def level(world: World, name: str) -> str:
    """Return the level on a doctype, a report or a batch: its own, else its field of work's."""
    rights = world.scenario.erp.rights
    return rights.get(name) or rights.get(_MODULE_OF.get(name, "")) or "write"


def sees(world: World, name: str) -> bool:
    """Say whether the profile shows it at all."""
    return level(world, name) != "none"


def reading(world: World, doctype: Doctype) -> str:
    """Say why a doctype cannot be read; nothing when it can."""
    return "" if sees(world, doctype.name) else HIDDEN.format(title=doctype.title_plural_fr)


def writing(world: World, doctype: Doctype) -> str:
    """Say why records of a doctype cannot be entered or changed; nothing when they can."""
    if problem := reading(world, doctype):
        return problem
    if doctype.readonly or level(world, doctype.name) == "read":
        return READ_ONLY.format(title=doctype.title_plural_fr)
    return ""


def acting(world: World, doctype: Doctype, action: Action) -> str:
    """Say why the profile cannot do an action; nothing when it can."""
    granted = world.scenario.erp.rights.get(f"{doctype.name}.{action.name}", "")
    if granted in ("write", "full"):
        return reading(world, doctype)
    if action.reserved or granted in ("none", "read"):
        whose = action.role or "une autre personne"
        return f"« {action.label_fr} » est réservé à : {whose}. Transmettez-lui la demande."
    return reading(world, doctype) or (
        READ_ONLY.format(title=doctype.title_plural_fr)
        if level(world, doctype.name) == "read"
        else ""
    )


def visible(
    world: World, shown: Doctype | Report, specs: Sequence[FieldSpec]
) -> tuple[FieldSpec, ...]:
    """Return the fields of a document, or the columns of a report, that the profile may see."""
    if level(world, shown.name) == "full":
        return tuple(specs)
    return tuple(spec for spec in specs if not spec.confidential)


def problems(rights: dict[str, str]) -> list[str]:
    """Return what is wrong in a scenario's rights, in French."""
    actions = {f"{one.name}.{action.name}" for one in DOCTYPES.values() for action in one.actions}
    known = actions | set(_MODULE_OF) | {module.name for module in MODULES}
    found = [f"Droit « {name} » : ce nom n’existe pas." for name in rights if name not in known]
    return found + [
        f"Droit « {name} » : « {text} » n’est pas un niveau. Niveaux : {', '.join(LEVELS)}."
        for name, text in rights.items()
        if text not in LEVELS
    ]
