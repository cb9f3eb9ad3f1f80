"""A person's data, as they are given to the person: who they are, what they did, what was said of it.

Never the answer key (of a finding, its title, level and score), never before the result is published what the
commission wrote, and of other people only the part they had in it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from grading.sheet import GradeSheet
from grading.verdict import VERDICT_FR
from sim.journal.entry import Entry, body
from sim.replay import ACTORS, Playhead, facts_shown_as_text
from webapp import register
from webapp.dossier.apart import apart
from webapp.dossier.outcome import Outcome
from webapp.dossier.words import OPINIONS
from webapp.grading_service import entries_of, sheet_for
from webapp.library import framework
from webapp.privacy.looks import ROLES_FR, TAKEN, Filter, looks
from webapp.privacy.made import files_of, given
from webapp.privacy.seen import seen_fr
from webapp.register import Act
from webapp.store.planning_tables import Adaptation, Dossier, PlannedModality
from webapp.store.privacy_tables import Erasure
from webapp.store.result_tables import (
    CompetencyDecision,
    EmployerOpinion,
    Evaluation,
    Interview,
    Question,
    Rating,
    Ruling,
)
from webapp.store.store import Store
from webapp.store.tables import Sitting, User
from webapp.wall import local

NOT_PUBLISHED = (
    "Le résultat n’est pas publié : les évaluations s’ajouteront à l’export après sa publication."
)
SAID = (
    "admissible", "kept", "correction", "competency", "acquired", "kind", "grounds", "decision",
    "answer", "extent", "result",
)  # fmt: skip
"""What an act says that is the person's: neither the key nor other people's names."""
ROUTES_FR = {"formation": "Formation", "vae": "VAE", "autre": "Autre voie"}
Data = dict[str, Any]


def person_data(session: Session, store: Store, person: User) -> Data:
    """Return all that is kept of a person. Raises `JournalBroken` or `RegisterBroken`."""
    query = sa.select(Sitting).where(Sitting.candidate_id == person.id).order_by(Sitting.id)
    return {
        "personne": {
            "nom": person.name,
            "identifiant": person.login,
            "role": ROLES_FR[person.role],
            "compte_actif": person.active,
        },
        "passages": [sitting_data(session, store, sitting) for sitting in session.scalars(query)],
        "consultations": [
            {
                "le": moment(one.at),
                "par": ROLES_FR.get(one.role, one.role),
                "session": one.exam,
                "quoi": seen_fr(one.endpoint),
                "motif": one.purpose,
            }
            for one in looks(session, Filter(candidate=person.id), TAKEN)
        ],
    }


def moment(wall: int | None) -> str | None:
    """Return a wall time as text, in the time of Paris."""
    return local(wall).isoformat(timespec="seconds") if wall is not None else None


def sitting_data(session: Session, store: Store, sitting: Sitting) -> Data:
    """Return all that is kept of a sitting."""
    entries = entries_of(store, sitting.id)
    outcome = Outcome(register.of_sitting(session, sitting))
    is_open = outcome.is_published or sitting.exam.mode == "rehearsal"
    return {
        "passage": sitting.number,
        "session": sitting.exam.title,
        "date": sitting.exam.planned_on.isoformat(),
        "salle": sitting.exam.room,
        "place": sitting.seat,
        "debut": moment(sitting.started_wall),
        "fin": moment(sitting.ended_wall),
        "absence": sitting.absence,
        "duree_majoree": sitting.time_factor,
        "motif_de_la_situation_reconstituee": sitting.reconstructed_reason,
        "forme": sitting.form,
        "dossier": _dossier(session.get(Dossier, sitting.id)),
        "modalites": _modalities(session, sitting),
        "mesures_d_adaptation": _measures(session.get(Adaptation, sitting.id)),
        "journal": _journal(store, sitting, entries),
        "fichiers": _files(session, sitting, entries),
        "evaluation": _judged(session, store, sitting, outcome) if is_open else NOT_PUBLISHED,
        "actes": [_act(act) for act in outcome.acts if is_open or act.kind == "person.erased"],
        "effacements": _erasures(session, sitting),
    }


def _dossier(row: Dossier | None) -> Data | None:
    if row is None:
        return None
    return {
        "inscrit_le": _day(row.enrolled_on),
        "voie": ROUTES_FR[row.route],
        "ne_le": _day(row.born_on),
        "courriel": row.email,
        "entreprise": row.company,
        "tuteur": row.tutor_name,
        "fonction_du_tuteur": row.tutor_function,
        "courriel_du_tuteur": row.tutor_email,
        "modalites_definies_le": _day(row.defined_on),
        "transmis_le": _day(row.transmitted_on),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _modalities(session: Session, sitting: Sitting) -> list[Data]:
    return [
        {
            "capacite": row.competency,
            "modalite": row.modality,
            "prevue_le": _day(row.planned_on),
            "lieu": row.place,
        }
        for row in _rows(session, PlannedModality, sitting)
    ]


def _measures(row: Adaptation | None) -> Data | None:
    if row is None:
        return None
    return {
        "demandees_le": _day(row.requested_on),
        "decidees_le": _day(row.decided_on),
        "pauses_min": row.breaks_min,
        "grand_affichage": row.large_display,
        "police_lisible": row.readable_font,
        "appels_par_ecrit": row.silent_calls,
        "autres": row.other,
    }


def _rows(session: Session, table: Any, sitting: Sitting) -> Sequence[Any]:
    query = sa.select(table).where(table.sitting_id == sitting.id).order_by(table.id)
    return session.scalars(query).all()


def _journal(store: Store, sitting: Sitting, entries: Sequence[Entry]) -> list[Data]:
    """Return what the person did, whole; what the office did, in a sentence: its texts are the exam's."""
    steps = Playhead(store.sittings.scenario(sitting.scenario_digest), entries).steps
    return [_entry(entry, step.hour, step.text) for entry, step in zip(entries, steps, strict=True)]


def _entry(entry: Entry, hour: str, text: str) -> Data:
    told = {"n": entry.seq, "heure": hour, "qui": ACTORS[entry.actor], "quoi": text}
    if entry.actor == "world":
        return told
    line = body(entry)
    return told | {
        "texte": facts_shown_as_text(entry),
        "ligne": {name: line[name] for name in ("seq", "at", "wall", "actor", "fact")},
        "empreinte": entry.hash,
    }


def _files(session: Session, sitting: Sitting, entries: Sequence[Entry]) -> list[Data]:
    """Return the files the person made: those that the scenario did not give."""
    scenario = given(session, sitting)
    own = [one for one in entries if one.actor == "candidate"]
    return [
        {"nom": ref.name, "emplacement": place, "octets": ref.size, "empreinte": ref.sha256}
        for ref, place in files_of(own).items()
        if ref.sha256 not in scenario
    ]


def _judged(session: Session, store: Store, sitting: Sitting, outcome: Outcome) -> Data:
    """Return the proposals, and the annotations of those who judged."""
    return {
        "propositions": _proposals(store, sitting, outcome),
        "notations": _levels(_rows(session, Rating, sitting)),
        "niveaux_retenus": _levels(_rows(session, Ruling, sitting)),
        "questions": [
            {"critere": one.criterion, "question": one.question, "reponse": one.answer}
            for one in _rows(session, Question, sitting)
        ],
        "autres_evaluations": [
            {
                "capacite": one.competency,
                "modalite": one.modality,
                "le": _day(one.held_on),
                "lieu": one.place,
                "observe": one.observed,
                "questions": one.asked,
            }
            for one in _rows(session, Evaluation, sitting)
        ],
        "avis_de_l_entreprise": [_opinion(one) for one in _rows(session, EmployerOpinion, sitting)],
        "entretiens": [
            {
                "capacite": one.competency,
                "le": _day(one.held_on),
                "themes": one.themes,
                "notes": one.notes,
            }
            for one in _rows(session, Interview, sitting)
        ],
        "decisions": [
            {
                "capacite": one.competency,
                "acquise": one.acquired,
                "motifs": one.reasons,
                "le": moment(one.at),
            }
            for one in _rows(session, CompetencyDecision, sitting)
        ],
        "compte_rendu": next(iter(reversed(_handed_over(outcome))), None),
        "comptes_rendus_remplaces": _handed_over(outcome)[:-1],
    }


def _proposals(store: Store, sitting: Sitting, outcome: Outcome) -> Data:
    if sitting.state != "ended":
        return {}
    return _sheet(sheet_for(store, sitting.id, apart(outcome.acts)))


def _sheet(sheet: GradeSheet) -> Data:
    wordings = {one.id: one.wording for one in framework(sheet.framework).criteria}
    return {
        name: {
            "critere": wordings.get(name, name),
            "niveau": VERDICT_FR[one.level],
            "score": one.score,
            "constats": [
                {"titre": found.title, "niveau": VERDICT_FR[found.verdict], "score": found.score}
                for found in one.findings
            ],
        }
        for name, one in sheet.criteria.items()
    }


def _levels(rows: Sequence[Any]) -> list[Data]:
    """Return levels with their reasons; their authors by a number."""
    authors = {
        author: place
        for place, author in enumerate(dict.fromkeys(one.author_id for one in rows), 1)
    }
    return [
        {
            "critere": one.criterion,
            "niveau": VERDICT_FR[one.level],
            "motif": one.reason,
            "par": f"Évaluateur {authors[one.author_id]}",
            "le": moment(one.at),
        }
        for one in rows
    ]


def _opinion(row: EmployerOpinion) -> Data:
    return {
        "capacite": row.competency,
        "avis": OPINIONS[row.opinion],
        "donne_par": row.author_function,
        "activites": row.activities,
        "commentaire": row.comment,
        "motif_d_absence": row.absent_reason,
    }


def _handed_over(outcome: Outcome) -> list[Data]:
    """Return the report as the candidate was given it, each version: the examiners' drafts stay theirs."""
    return [
        {"version": number, "remis_le": moment(act.at), "contenu": act.says("given")}
        for number, act in enumerate(outcome.all("feedback.sent"), 1)
        if act.data
    ]


def _act(act: Act) -> Data:
    said: Mapping[str, Any] = act.data or {}
    return {
        "n": act.seq,
        "acte": act.name_fr,
        "le": moment(act.at),
        "empreinte": act.hash,
        "contenu": {name: said[name] for name in SAID if name in said} if act.data else "effacé",
    }


def _erasures(session: Session, sitting: Sitting) -> list[Data]:
    scopes = {"evidence": "productions et textes", "person": "identité et toutes les données"}
    return [
        {"le": moment(one.at), "etendue": scopes[one.scope], "motif": one.reason}
        for one in _rows(session, Erasure, sitting)
    ]
