"""A sitting under review: the machine's sheet, what people said beside it, what is still missing.

Findings are never changed: rulings and decisions are rows beside them, the last one counts; what is signed
is an act of the register.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from grading.aspects import Aspects, Figures, aspects, by_document, figures
from grading.rubric import read_rubric
from grading.sheet import GradeSheet, Point
from grading.verdict import VERDICT_FR
from sim.framework import Competency, Framework
from sim.replay import Playhead
from sim.scenario.model import Scenario
from webapp import register
from webapp.context import Account
from webapp.dossier import signed
from webapp.dossier.apart import Apart, Neutralisation, apart, neutralisations, shaken
from webapp.dossier.integrity import compare
from webapp.dossier.kept import Kept, kept
from webapp.dossier.naming import shown_name
from webapp.dossier.outcome import Outcome
from webapp.dossier.sight import EVERYTHING, Blind, Sight, is_limited, sight
from webapp.dossier.summary import Summary, summarise
from webapp.grading_service import entries_of, sheet_for
from webapp.invitations import latest
from webapp.library import framework
from webapp.register import Act
from webapp.store.privacy_tables import Erasure
from webapp.store.result_tables import (
    CompetencyDecision,
    EmployerOpinion,
    Evaluation,
    Interview,
    Invitation,
    Question,
    Ruling,
)
from webapp.store.store import Store
from webapp.store.tables import Sitting

Row = TypeVar("Row", Ruling, Question, EmployerOpinion, Evaluation, Interview, CompetencyDecision)
UNSEEN = ("not_observed", "undecided")
"""Levels that say nothing of the candidate until somebody has asked."""
BLIND = (
    "Vous n’avez pas remis votre notation de ce passage\u00a0: la proposition de la plateforme et les niveaux des "
    "autres évaluateurs vous restent masqués. Notez chaque critère dans la grille, puis remettez votre notation."
)


@dataclass
class Review:
    """Everything known of one sitting."""

    session: Session
    store: Store
    sitting: Sitting
    reader: Account | None = None
    """Who reads; None for who may read everything."""

    @classmethod
    def of_exam(
        cls, session: Session, store: Store, sittings: Sequence[Sitting], reader: Account | None
    ) -> list["Review"]:
        """Return several sittings of one exam, its register verified once for all. Raises `RegisterBroken`."""
        acts = register.read(session, sittings[0].exam_id) if sittings else ()
        found = [cls(session, store, sitting, reader) for sitting in sittings]
        for review in found:
            review.acts = [act for act in acts if act.sitting_id == review.sitting.id]
        return found

    def fresh(self) -> "Review":
        """Return the same sitting for the same reader, read again."""
        return Review(self.session, self.store, self.sitting, self.reader)

    @cached_property
    def sight(self) -> Sight:
        """Return what the reader may see. Raises `RegisterBroken`."""
        exam = self.sitting.exam
        if not is_limited(exam, self.reader):
            return EVERYTHING
        return sight(exam, self.acts, self.reader)

    @property
    def shown_name(self) -> str:
        """Return the candidate's name, or number, as the reader reads it."""
        return shown_name(self.sitting, self.sight)

    def _look(self) -> None:
        """Refuse levels to who rates blind, whichever page asks. Raises `Blind`."""
        if not self.sight.levels:
            raise Blind(BLIND)

    def _rows(self, table: type[Row]) -> Sequence[Row]:
        return self.session.scalars(
            sa.select(table).where(table.sitting_id == self.sitting.id).order_by(table.id)
        ).all()

    @cached_property
    def framework(self) -> Framework:
        """Return the référentiel this sitting is judged against."""
        return framework(self.scenario.framework)

    @property
    def scenario(self) -> Scenario:
        """Return what was sat; the journal is not read for it."""
        return self.store.sittings.scenario(self.sitting.scenario_digest)

    @cached_property
    def playhead(self) -> Playhead:
        """Return the sitting's journal, to be looked at anywhere. Raises `JournalBroken`."""
        return Playhead(self.scenario, entries_of(self.store, self.sitting.id))

    @cached_property
    def sheet(self) -> GradeSheet:
        """Return the machine's proposals, as validated once they are. Raises `JournalBroken`, `Blind`."""
        self._look()
        fresh = self.graded()
        validated = self.outcome.validated
        frozen = validated.says("sheet") if validated else None
        return GradeSheet.model_validate(frozen) if frozen else fresh

    def graded(self) -> GradeSheet:
        """Grade the sitting, or find its sheet, and keep it: before its session is held. Raises `JournalBroken`.

        Nobody is shown it: who rates blind has it kept as well.
        """
        return sheet_for(self.store, self.sitting.id, self.apart)

    @property
    def apart(self) -> Apart:
        """Return the tasks that the review sets apart. Raises `RegisterBroken`."""
        return apart(self.acts)

    @property
    def neutralisations(self) -> list[Neutralisation]:
        """Return the tasks neutralised once the sitting was over, those taken back included."""
        return neutralisations(self.acts)

    def points(self, criterion: str) -> tuple[Point, ...]:
        """Return what only a person can tell of a criterion: of the pack, and not of this sitting."""
        rubric = read_rubric(self.scenario)
        return tuple(
            Point(check=one.id, text=one.question, scale=one.scale)
            for one in rubric.of(criterion)
            if one.grade == "H"
        )

    @cached_property
    def aspects(self) -> Aspects:
        """Return what each indicator is about: content, presentation or neither."""
        return aspects(read_rubric(self.scenario))

    def figures(self, criterion: str) -> Figures:
        """Return the scores of content and presentation of a criterion, kept apart."""
        return figures(self.sheet.criteria[criterion].findings, self.aspects)

    def documents(self, *criteria: str) -> dict[str, Figures]:
        """Return those of each document that the findings of some criteria, or of all, are about."""
        sheets = [self.sheet.criteria[name] for name in criteria or self.sheet.criteria]
        return by_document((one for sheet in sheets for one in sheet.findings), self.aspects)

    @cached_property
    def summary(self) -> Summary:
        """Return the sitting's times."""
        return summarise(self.playhead, [one.told for one in self.neutralisations])

    @cached_property
    def rulings(self) -> dict[str, list[Ruling]]:
        """Return the rulings of each criterion, oldest first. Raises `Blind`."""
        self._look()
        found: dict[str, list[Ruling]] = {}
        for row in self._rows(Ruling):
            found.setdefault(row.criterion, []).append(row)
        return found

    @cached_property
    def questions(self) -> dict[str, list[Question]]:
        """Return the questions asked on each criterion."""
        found: dict[str, list[Question]] = {}
        for row in self._rows(Question):
            found.setdefault(row.criterion, []).append(row)
        return found

    @cached_property
    def evaluations(self) -> dict[str, list[Evaluation]]:
        """Return the evaluations in the company (modalities a and b) on each competency."""
        found: dict[str, list[Evaluation]] = {}
        for row in self._rows(Evaluation):
            found.setdefault(row.competency, []).append(row)
        return found

    @cached_property
    def kept(self) -> dict[str, Kept]:
        """Return the competencies acquired in an earlier session. Raises `RegisterBroken`."""
        return kept(self.session, self.sitting, self.scenario.framework)

    @cached_property
    def opinions(self) -> dict[str, EmployerOpinion]:
        """Return the employer's opinion on each competency."""
        return {row.competency: row for row in self._rows(EmployerOpinion)}

    @cached_property
    def invitation(self) -> Invitation | None:
        """Return the last invitation made to the company's tutor."""
        return latest(self.session, self.sitting)

    @cached_property
    def interviews(self) -> dict[str, Interview]:
        """Return the interview on each competency."""
        return {row.competency: row for row in self._rows(Interview)}

    @cached_property
    def decisions(self) -> dict[str, CompetencyDecision]:
        """Return the decision that counts on each competency: the last. Raises `Blind`."""
        self._look()
        return {row.competency: row for row in self._rows(CompetencyDecision)}

    @cached_property
    def acts(self) -> Sequence[Act]:
        """Return the acts about the sitting. Raises `RegisterBroken`."""
        return register.of_sitting(self.session, self.sitting)

    @cached_property
    def outcome(self) -> Outcome:
        """Return what was pronounced and signed.

        Raises `RegisterBroken` when an act was changed, or a row that a signed result was made of.
        """
        outcome = Outcome(self.acts)
        if outcome.validated is not None:
            compare(outcome.validated, self._said_by_people())
        return outcome

    @cached_property
    def erased_at(self) -> int | None:
        """Return when the data of this sitting were erased; None while they are all there."""
        query = sa.select(sa.func.max(Erasure.at)).where(Erasure.sitting_id == self.sitting.id)
        return self.session.scalar(query)

    @property
    def is_signed(self) -> bool:
        """Say whether the commission has validated the result: from then on acts only add to it."""
        return self.outcome.validated is not None

    @property
    def is_closed(self) -> bool:
        """Say whether the commission writes nothing more of the sitting: signed, or set aside."""
        return self.is_signed or self.outcome.set_aside is not None

    def ruling(self, criterion: str) -> Ruling | None:
        """Return the ruling that counts."""
        return self.rulings.get(criterion, [None])[-1]

    def level(self, criterion: str) -> str:
        """Return the ruled level, else the proposed one."""
        ruled = self.ruling(criterion)
        return ruled.level if ruled else self.sheet.criteria[criterion].level

    def level_fr(self, criterion: str) -> str:
        """Return that level as it is written on the grid."""
        ruled = self.ruling(criterion)
        return VERDICT_FR[ruled.level if ruled else self.sheet.criteria[criterion].level]

    def open_points(self, criterion: str) -> list[str]:
        """Say what still waits for a person on a criterion."""
        sheet, points = self.sheet.criteria[criterion], []
        ruled = self.ruling(criterion)
        if ruled is None and sheet.critical:
            points.append("constat critique à confirmer")
        if ruled is None and sheet.examiner_points:
            points.append("points à apprécier par une personne")
        if self.level(criterion) in UNSEEN and not self.questions.get(criterion):
            points.append("candidat à questionner")
        if self.is_shaken(criterion):
            points.append("décision à revoir")
        return points if ruled else [*points, "niveau à retenir"]

    def is_shaken(self, criterion: str) -> bool:
        """Say whether a task of the criterion was neutralised, or taken back, since the ruling that counts."""
        ruled = self.ruling(criterion)
        return ruled is not None and ruled.id in shaken(self.acts)

    @property
    def shaken(self) -> list[str]:
        """Return the criteria of which the ruling is to be looked at again."""
        return [one.id for one in self.framework.criteria if self.is_shaken(one.id)]

    @property
    def ruled_count(self) -> int:
        """Return how many criteria have a ruling."""
        return len(self.rulings)

    def missing_for(self, competency: Competency) -> list[str]:
        """Say what the commission lacks to decide on a competency (INV-05, INV-09).

        The three bases of the référentiel: evaluations, employer's opinion, interview. A level given before a task
        was set apart is given again: a neutralised task costs the candidate nothing (office.md §2.8).
        """
        missing = []
        unruled = [one.id for one in competency.criteria if self.ruling(one.id) is None]
        if unruled:
            missing.append(f"évaluations : critères non statués ({', '.join(unruled)})")
        shaken = [one.id for one in competency.criteria if self.is_shaken(one.id)]
        if shaken:
            missing.append(
                f"niveaux retenus avant qu’une tâche soit neutralisée ou rétablie ({', '.join(shaken)})"
            )
        if competency.id not in self.opinions:
            missing.append("avis de l’entreprise, ou motif de son absence")
        if competency.id not in self.interviews:
            missing.append("entretien avec le candidat")
        return missing

    def unobserved(self, competency: Competency) -> list[str]:
        """Return the criteria nobody observed nor asked about: they bar a negative decision (INV-09)."""
        return [
            one.id
            for one in competency.criteria
            if self.level(one.id) in UNSEEN and not self.questions.get(one.id)
        ]

    def undecided(self) -> dict[str, str]:
        """Say what each competency without a decision lacks, by its id; one kept from before needs none."""
        left = [
            one
            for one in self.framework.competencies
            if one.id not in self.decisions and one.id not in self.kept
        ]
        return {one.id: " ; ".join(self.missing_for(one)) or "décision" for one in left}

    @property
    def is_complete(self) -> bool:
        """Say whether every competency is decided."""
        return not self.undecided()

    @property
    def is_admissible(self) -> bool:
        """Say what the référentiel's rule gives: all competencies acquired (INV-07). People pronounce it."""
        return self.is_complete and all(self.holds(one.id) for one in self.framework.competencies)

    def acquired(self, competency: str) -> bool | None:
        """Return the commission's decision as it stands, corrections included; None when there is none."""
        if self.is_signed:
            return self.outcome.effective.acquired.get(competency)
        decided = self.decisions.get(competency)
        return decided.acquired if decided else None

    def holds(self, competency: str) -> bool:
        """Say whether a competency is acquired, in this session or in an earlier one."""
        return bool(self.acquired(competency)) or competency in self.kept

    def as_data(self) -> dict[str, object]:
        """Return the whole result as it is signed."""
        return {
            "sitting": self.sitting.token,
            "candidate": self.sitting.candidate.name,
            "exam": self.sitting.exam.title,
            "scenario": self.sitting.scenario_digest,
            "sheet": self.sheet.as_data(),
            **self._said_by_people(),
            "admissible": self.is_admissible,
        }

    def _said_by_people(self) -> dict[str, object]:
        """Return the parts of the result that people wrote."""
        return {
            "rulings": {
                name: [signed.ruling(row) for row in rows]
                for name, rows in sorted(self.rulings.items())
            },
            "questions": {
                name: [signed.question(row) for row in rows]
                for name, rows in sorted(self.questions.items())
            },
            "competencies": {
                one.id: self._competency_data(one) for one in self.framework.competencies
            },
        }

    def _competency_data(self, competency: Competency) -> dict[str, object]:
        name = competency.id
        opinion, interview, decision = (
            self.opinions.get(name),
            self.interviews.get(name),
            self.decisions.get(name),
        )
        return {
            "opinion": opinion and signed.opinion(opinion),
            "interview": interview and signed.interview(interview),
            "evaluations": [signed.evaluation(row) for row in self.evaluations.get(name, [])],
            "decision": decision and signed.decision(decision),
        }
