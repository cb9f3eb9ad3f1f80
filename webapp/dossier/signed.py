"""The rows that people wrote of a sitting, as a signed result holds them: plain data."""

from webapp.store.result_tables import (
    CompetencyDecision,
    EmployerOpinion,
    Evaluation,
    Interview,
    Question,
    Ruling,
)

Data = dict[str, object]


def ruling(row: Ruling) -> Data:
    """Return a ruling."""
    return {"level": row.level, "reason": row.reason, "by": row.author.name, "at": row.at}


def question(row: Question) -> Data:
    """Return a question and its answer."""
    return {"question": row.question, "answer": row.answer, "by": row.author.name}


def evaluation(row: Evaluation) -> Data:
    """Return an evaluation in the company."""
    return {
        "modality": row.modality,
        "held_on": row.held_on.isoformat(),
        "observer": row.observer,
        "observed": row.observed,
        "asked": row.asked,
    }


def opinion(row: EmployerOpinion) -> Data:
    """Return the company's opinion."""
    return {
        "opinion": row.opinion,
        "author": row.author_name,
        "function": row.author_function,
        "activities": row.activities,
        "given_at": row.given_at,
        "comment": row.comment,
        "absent_reason": row.absent_reason,
    }


def interview(row: Interview) -> Data:
    """Return the interview."""
    return {
        "held_on": row.held_on.isoformat(),
        "members": row.members,
        "themes": row.themes,
        "notes": row.notes,
        "at": row.at,
    }


def decision(row: CompetencyDecision) -> Data:
    """Return the commission's decision."""
    return {"acquired": row.acquired, "reasons": row.reasons, "by": row.author.name, "at": row.at}
