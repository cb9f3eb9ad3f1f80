"""The report for the candidate while it is prepared: what is proposed, what people have made of it.

What somebody saved is kept part by part beside the proposal, with the texts it replaced: nothing is lost.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from grading.feedback.draft import CriterionDraft, Draft, draft
from grading.rubric import read_rubric
from sim.framework import Criterion
from sim.journal.entry import canonical
from sim.language.french import date_long
from webapp.dossier.review import Review
from webapp.grading_service import record_of
from webapp.register import Act
from webapp.regrading import standing
from webapp.store.result_tables import Feedback
from webapp.wall import local

GENERAL = "general"
"""The part that is about no criterion."""
LEVELS_FR = {
    "met": "Atteint",
    "partly": "Partiellement atteint",
    "not_met": "Pas encore atteint",
    "not_observed": "Non observé dans cette épreuve",
    "undecided": "Sans niveau retenu",
}
"""Levels as they are told to the candidate."""
SINCE_FR = {
    "regrading.adopted": "nouvelle notation adoptée par le jury",
    "result.corrected": "rectificatif signé",
    "appeal.answered": "recours accueilli",
}
"""Acts after which another version may be handed over."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report as it stands."""

    name: str
    level: str
    """Level of the criterion its words were written for; nothing for the general word."""
    seen: str
    """For the general word, the whole of it."""
    strengths: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    work: str = ""
    by: str = ""
    """Who saved it; nothing for what is only proposed."""
    at: int = 0

    @property
    def version(self) -> str:
        """Return a name of this very state: a form says on which it was typed."""
        return hashlib.sha256(canonical(self.as_data()).encode()).hexdigest()[:16]

    def as_data(self) -> dict[str, Any]:
        """Return the part as JSON data."""
        return {
            "level": self.level, "seen": self.seen, "strengths": list(self.strengths),
            "reviews": list(self.reviews), "work": self.work, "by": self.by, "at": self.at,
        }  # fmt: skip


def read_part(name: str, data: Mapping[str, Any]) -> Part:
    """Return a part as it was kept."""
    return Part(
        name=name, level=data["level"], seen=data["seen"], strengths=tuple(data["strengths"]),
        reviews=tuple(data["reviews"]), work=data["work"], by=data["by"], at=data["at"],
    )  # fmt: skip


@dataclass
class Report:
    """The report of one sitting."""

    review: Review

    @cached_property
    def row(self) -> Feedback | None:
        """Return what was kept, if anything was."""
        return self.review.session.get(Feedback, self.review.sitting.id)

    @cached_property
    def _kept(self) -> dict[str, Any]:
        return json.loads(self.row.content) if self.row else {"parts": {}, "former": []}

    @cached_property
    def proposal(self) -> Draft:
        """Return the draft for the levels as they stand. Raises `JournalBroken`."""
        review = self.review
        record = record_of(review.store, review.sitting.id, review.apart)
        levels = {one.id: self.level(one.id) for one in review.framework.criteria}
        sheet = standing(review)
        return draft(read_rubric(record.scenario), record, sheet, review.framework, levels)

    def level(self, criterion: str) -> str:
        """Return the level told of a criterion: the one people retained, as the jury's regradings moved it.

        Where the commission had departed from the proposal, a regrading of that proposal says nothing of it.
        """
        ruled, told = self.review.ruling(criterion), self.review.level(criterion)
        first = self.review.sheet.criteria[criterion].level
        if ruled is not None and ruled.level != first:
            return told
        for act in self.review.outcome.all("regrading.adopted"):
            moved = (act.says("levels") or {}).get(criterion)
            told = moved[1] if moved else told
        return told

    @property
    def handed(self) -> tuple[Act, ...]:
        """Return the versions handed over, oldest first."""
        return self.review.outcome.all("feedback.sent")

    @property
    def since(self) -> list[str]:
        """Return what has changed the result since the last version was handed over, in French."""
        last = self.handed[-1].seq if self.handed else 0
        acts = [act for act in self.review.outcome.acts if act.seq > last]
        return [
            f"{SINCE_FR[act.kind]} le {date_long(local(act.at))}" for act in acts if _counts(act)
        ]

    @property
    def is_sent(self) -> bool:
        """Say whether the candidate has it as it stands: it changes again only after the result did."""
        return bool(self.handed) and not self.since

    def part(self, name: str) -> Part:
        """Return a part as it stands: what was saved, else what is proposed."""
        kept = self._kept["parts"].get(name)
        return read_part(name, kept) if kept else self.proposed(name)

    def proposed(self, name: str) -> Part:
        """Return what is proposed for a part."""
        if name == GENERAL:
            return Part(name, "", self.proposal.general)
        return _part(name, self.proposal.criteria[name])

    def former(self, name: str) -> list[Part]:
        """Return what people had saved before for a part, the latest first."""
        rows = [one for one in self._kept["former"] if one["part"] == name]
        return [read_part(name, one) for one in reversed(rows)]

    def is_behind(self, name: str) -> bool:
        """Say whether the level has changed since the part was written."""
        level = self.part(name).level
        return bool(level) and level != self.level(name)

    @property
    def behind(self) -> list[str]:
        """Return the criteria whose level has changed since."""
        return [one.id for one in self.review.framework.criteria if self.is_behind(one.id)]

    def keep(self, part: Part | None, name: str, *, author_id: int, at: int) -> None:
        """Keep a part, or go back to the proposal with None; what it replaces joins the former ones."""
        parts, former = dict(self._kept["parts"]), list(self._kept["former"])
        if name in parts:
            former.append({**parts.pop(name), "part": name})
        if part is not None:
            parts[name] = part.as_data()
        content = json.dumps({"parts": parts, "former": former}, ensure_ascii=False)
        row = self.row or Feedback(sitting_id=self.review.sitting.id)
        row.content, row.author_id, row.at = content, author_id, at
        self.review.session.add(row)
        self.review.session.flush()

    def given(self, candidate: str) -> dict[str, Any]:
        """Return the whole report as the candidate reads it, under a name: plain data."""
        review, exam = self.review, self.review.sitting.exam
        return {
            "candidate": candidate,
            "exam": exam.title,
            "held_on": date_long(exam.planned_on),
            "framework": review.framework.title,
            "general": self.part(GENERAL).seen,
            "version": len(self.handed) + 1,
            "replaces": date_long(local(self.handed[-1].at)) if self.handed else "",
            "since": self.since if self.handed else [],
            "competencies": [
                {
                    "id": one.id,
                    "title": one.title,
                    "criteria": [self._given(criterion) for criterion in one.criteria],
                }
                for one in review.framework.competencies
            ],
        }

    def _given(self, criterion: Criterion) -> dict[str, Any]:
        part, level = self.part(criterion.id), self.level(criterion.id)
        return {
            "id": criterion.id, "wording": criterion.wording, "level": level, "level_fr": LEVELS_FR[level],
            "seen": part.seen, "strengths": list(part.strengths), "reviews": list(part.reviews), "work": part.work,
        }  # fmt: skip


def _counts(act: Act) -> bool:
    """Say whether an act changes what the report rests on: an appeal does when it is granted."""
    granted = act.kind != "appeal.answered" or act.says("decision") == "granted"
    return act.kind in SINCE_FR and granted


def _part(name: str, one: CriterionDraft) -> Part:
    return Part(
        name, one.level, one.seen, strengths=tuple(moment.text for moment in one.strengths),
        reviews=tuple(moment.text for moment in one.reviews), work=one.work,
    )  # fmt: skip
