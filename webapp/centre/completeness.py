"""A candidate's dossier of modalities: what is planned for each competency, and the holes (INV-02 to INV-04)."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sim.framework import Competency
from webapp.library import framework
from webapp.store.planning_tables import Dossier, PlannedModality
from webapp.store.tables import Sitting

MODALITIES = {
    "a": "Situation professionnelle réelle",
    "b": "Présentation de projets ou d’activités",
    "c": "Situation professionnelle reconstituée",
    "d": "Avis de l’entreprise",
}
"""Modality (IV.2.B of the référentiel) to its short name."""
EVALUATIONS = ("a", "b", "c")
CATEGORIES = {
    "no_employer": "Le candidat n’a pas d’entreprise",
    "not_enough": "Les activités réelles ne couvrent pas la capacité",
    "not_observable": "L’entreprise ne peut pas recevoir d’observateur",
    "other": "Autre motif",
}
"""Kind of reason for reconstructing a situation to its name."""
DEFINED_WITH = {
    "company": "avec l’entreprise",
    "candidate": "avec le candidat, à défaut d’entreprise",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A competency of the grid: its modalities by letter, and the hole if there is one."""

    competency: Competency
    planned: dict[str, PlannedModality]
    hole: str


def grid(session: Session, sitting: Sitting) -> list[Row]:
    """Return the five competencies with what is planned for each."""
    planned = session.scalars(
        sa.select(PlannedModality).where(PlannedModality.sitting_id == sitting.id)
    ).all()
    rows = []
    for one in framework().competencies:
        own = {row.modality: row for row in planned if row.competency == one.id}
        hole = "" if set(own) & set(EVALUATIONS) else "aucune évaluation prévue"
        rows.append(Row(one, own, hole))
    return rows


def uses_c(rows: list[Row]) -> bool:
    """Say whether a reconstructed situation is planned."""
    return any("c" in row.planned for row in rows)


def gaps(session: Session, sitting: Sitting) -> list[str]:
    """Return what a dossier lacks, in words; nothing when it may be sent to the centre de ressource."""
    dossier, rows = session.get(Dossier, sitting.id), grid(session, sitting)
    if dossier is None:
        return ["dossier inexistant"]
    found = [f"{row.competency.id}\u00a0: {row.hole}" for row in rows if row.hole]
    if uses_c(rows) and not dossier.reason_category:
        found.append("catégorie du motif de la situation reconstituée")
    if not dossier.defined_with or dossier.defined_on is None:
        found.append(
            "modalités définies avec l’entreprise ou, à défaut, avec le candidat\u00a0: par qui, quand"
        )
    return found
